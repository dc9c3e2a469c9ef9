//! Paper, inks and a roller: anti-aliased shapes filled with flat or grainy paint.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use crate::shape::{Point, Shape, rect};

/// In pixels.
pub const WIDTH: f32 = 1600.0;
pub const HEIGHT: f32 = 900.0;
const COLUMNS: usize = WIDTH as usize;
const ROWS: usize = HEIGHT as usize;

/// Red, green and blue, 0 to 255.
#[derive(Clone, Copy)]
pub struct Ink(f32, f32, f32);

const fn ink(rgb: u32) -> Ink {
    Ink((rgb >> 16 & 255) as f32, (rgb >> 8 & 255) as f32, (rgb & 255) as f32)
}

pub const NIGHT: Ink = ink(0x141f33);
pub const NAVY: Ink = ink(0x22385a);
pub const BLUE: Ink = ink(0x3e6688);
pub const MIST: Ink = ink(0x9ab5bd);
pub const SKY: Ink = ink(0xcddcd9);
pub const PAPER: Ink = ink(0xf4ecdb);
pub const SAND: Ink = ink(0xe3d0a8);
pub const OCHRE: Ink = ink(0xe0a33f);
pub const BRICK: Ink = ink(0xc24e33);
pub const WINE: Ink = ink(0x7a2a35);
pub const MOSS: Ink = ink(0x68804f);
pub const PINE: Ink = ink(0x27463f);

impl Ink {
    /// This ink with `share` (0 to 1) of another.
    pub fn mix(self, other: Ink, share: f32) -> Ink {
        let mix = |a: f32, b: f32| a + (b - a) * share;
        Ink(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

/// How a shape is filled.
#[derive(Clone, Copy)]
pub enum Paint {
    /// One ink.
    Flat(Ink),
    /// One ink that lets what is under it through: 0 all of it, 1 nothing.
    Glaze(Ink, f32),
    /// From one ink at a point to another at another, with grain between them.
    Fade(Point, Ink, Point, Ink),
    /// Light around a point, gone at a distance; the last is its strength, 0 to 1.
    Glow(Point, f32, Ink, f32),
}

/// Fades from top to bottom.
pub fn down(top: f32, from: Ink, bottom: f32, to: Ink) -> Paint {
    Paint::Fade((0.0, top), from, (0.0, bottom), to)
}

/// Fades from left to right.
pub fn across(left: f32, from: Ink, right: f32, to: Ink) -> Paint {
    Paint::Fade((left, 0.0), from, (right, 0.0), to)
}

pub struct Canvas {
    pixels: Vec<Ink>,
    cover: Vec<f32>,
    dice: u64,
    seed: u32,
}

impl Canvas {
    pub fn new(seed: u64) -> Canvas {
        let pixels = vec![PAPER; COLUMNS * ROWS];
        let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Canvas { pixels, cover: vec![0.0; (COLUMNS + 2) * ROWS], dice: mixed, seed: (mixed >> 32) as u32 }
    }

    /// The next throw, evenly from `from` up to `to`.
    pub fn dice(&mut self, from: f32, to: f32) -> f32 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.dice;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        from + (to - from) * ((bits ^ bits >> 31) >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Whether something happens that happens so many times out of one.
    pub fn chance(&mut self, share: f32) -> bool {
        self.dice(0.0, 1.0) < share
    }

    /// Fills the whole sheet.
    pub fn ground(&mut self, paint: Paint) {
        self.fill(&rect(0.0, 0.0, WIDTH, HEIGHT), paint);
    }

    /// Fills a shape. Where its contours overlap it is filled once.
    pub fn fill(&mut self, shape: &Shape, paint: Paint) {
        let Some((left, top, right, bottom)) = bounds(shape) else { return };
        for contour in &shape.0 {
            let next = contour.iter().cycle().skip(1);
            for (from, to) in contour.iter().zip(next) {
                self.edge(*from, *to);
            }
        }
        for row in top..bottom {
            let mut area = 0.0;
            for column in left..right + 2 {
                area += std::mem::take(&mut self.cover[row * (COLUMNS + 2) + column]);
                if column < COLUMNS && area.abs() > 0.002 {
                    self.dab(column, row, paint, area.abs().min(1.0));
                }
            }
        }
    }

    fn dab(&mut self, column: usize, row: usize, paint: Paint, cover: f32) {
        let (x, y) = (column as f32, row as f32);
        let (ink, alpha) = match paint {
            Paint::Flat(ink) => (ink, 1.0),
            Paint::Glaze(ink, alpha) => (ink, alpha),
            Paint::Fade((x0, y0), from, (x1, y1), to) => {
                let (dx, dy) = (x1 - x0, y1 - y0);
                let along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy);
                let grain = (self.noise(column, row) - 0.5) * 0.22;
                let share = along.clamp(0.0, 1.0);
                // No grain at the ends, where the ink is pure.
                (from.mix(to, (share + grain * (4.0 * share * (1.0 - share))).clamp(0.0, 1.0)), 1.0)
            }
            Paint::Glow((cx, cy), reach, ink, strength) => {
                let away = ((x - cx).powi(2) + (y - cy).powi(2)).sqrt() / reach;
                let light = (1.0 - away).max(0.0).powi(2);
                (ink, strength * light * (0.9 + 0.2 * self.noise(column, row)).min(1.0))
            }
        };
        let under = &mut self.pixels[row * COLUMNS + column];
        *under = under.mix(ink, alpha * cover);
    }

    /// The same for the same place and seed, 0 to 1.
    fn noise(&self, column: usize, row: usize) -> f32 {
        let mut bits =
            (column as u32).wrapping_mul(0x9e37_79b1) ^ (row as u32).wrapping_mul(0x85eb_ca77) ^ self.seed;
        bits = (bits ^ bits >> 15).wrapping_mul(0x2c1b_3c6d);
        bits = (bits ^ bits >> 12).wrapping_mul(0x297a_2d39);
        (bits >> 8) as f32 / (1u32 << 24) as f32
    }

    /// Notes, row by row, how much of the sheet lies to the right of an edge: added up from the left, this is the
    /// exact share of every pixel that a shape covers.
    fn edge(&mut self, from: Point, to: Point) {
        let (sign, (x0, y0), (x1, y1)) = if from.1 < to.1 { (1.0, from, to) } else { (-1.0, to, from) };
        let (top, bottom) = (y0.max(0.0), y1.min(HEIGHT));
        if top >= bottom {
            return;
        }
        let slope = (x1 - x0) / (y1 - y0);
        for row in top as usize..bottom.ceil() as usize {
            let (high, low) = (top.max(row as f32), bottom.min(row as f32 + 1.0));
            let at = |y: f32| (x0 + (y - y0) * slope).clamp(0.0, WIDTH);
            self.strip(row, at(high), at(low), sign * (low - high));
        }
    }

    /// One row's part of an edge, from `a` to `b`, of a height of `rise`.
    fn strip(&mut self, row: usize, a: f32, b: f32, rise: f32) {
        let (left, right) = (a.min(b), a.max(b));
        let cells = &mut self.cover[row * (COLUMNS + 2)..];
        let (first, last) = (left as usize, right as usize);
        if first == last || right - left < 1e-4 {
            let right_of = (left + right) / 2.0 - first as f32;
            cells[first] += rise * (1.0 - right_of);
            cells[first + 1] += rise * right_of;
            return;
        }
        for cell in first..=last {
            let (from, to) = (left.max(cell as f32), right.min(cell as f32 + 1.0));
            let part = rise * (to - from) / (right - left);
            let right_of = (from + to) / 2.0 - cell as f32;
            cells[cell] += part * (1.0 - right_of);
            cells[cell + 1] += part * right_of;
        }
    }

    /// Lays a light grain over everything, as paper has it, and packs the picture.
    pub fn into_png(self, mirrored: bool) -> Vec<u8> {
        let mut data = Vec::with_capacity(COLUMNS * ROWS * 3);
        for row in 0..ROWS {
            for column in 0..COLUMNS {
                let from = if mirrored { COLUMNS - 1 - column } else { column };
                let Ink(red, green, blue) = self.pixels[row * COLUMNS + from];
                let grain = (self.noise(column / 2, row / 2 + ROWS) + self.noise(column, row) - 1.0) * 5.0;
                data.extend([red, green, blue].map(|level| (level + grain).round() as u8));
            }
        }
        let mut file = Vec::new();
        PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Sub)
            .write_image(&data, COLUMNS as u32, ROWS as u32, ExtendedColorType::Rgb8)
            .expect("writing pixels to memory");
        file
    }
}

/// The rows and columns that a shape touches: left, top, right, bottom.
fn bounds(shape: &Shape) -> Option<(usize, usize, usize, usize)> {
    let points = || shape.0.iter().flatten();
    let least = |of: fn(&Point) -> f32| points().map(of).fold(f32::MAX, f32::min).max(0.0) as usize;
    let most =
        |of: fn(&Point) -> f32, end: f32| points().map(of).fold(0.0, f32::max).min(end).ceil() as usize;
    let (left, top) = (least(|point| point.0), least(|point| point.1));
    let (right, bottom) = (most(|point| point.0, WIDTH), most(|point| point.1, HEIGHT));
    (left < right && top < bottom).then_some((left, top, right.min(COLUMNS), bottom))
}
