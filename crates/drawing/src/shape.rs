//! Shapes as closed contours. All contours of a shape run the same way round, so that overlaps do not cancel out.

use std::f32::consts::TAU;

/// To the right and down, in pixels.
pub type Point = (f32, f32);

#[derive(Clone)]
pub struct Shape(pub Vec<Vec<Point>>);

impl Shape {
    /// This shape and another as one.
    pub fn and(mut self, other: Shape) -> Shape {
        self.0.extend(other.0);
        self
    }

    pub fn moved(mut self, right: f32, down: f32) -> Shape {
        self.0.iter_mut().flatten().for_each(|(x, y)| (*x, *y) = (*x + right, *y + down));
        self
    }

    /// Around a point, clockwise, in degrees.
    pub fn turned(mut self, (cx, cy): Point, degrees: f32) -> Shape {
        let (sin, cos) = degrees.to_radians().sin_cos();
        for (x, y) in self.0.iter_mut().flatten() {
            let (dx, dy) = (*x - cx, *y - cy);
            (*x, *y) = (cx + dx * cos - dy * sin, cy + dx * sin + dy * cos);
        }
        self
    }
}

/// Several shapes as one.
pub fn all(shapes: impl IntoIterator<Item = Shape>) -> Shape {
    Shape(shapes.into_iter().flat_map(|shape| shape.0).collect())
}

pub fn poly(points: &[Point]) -> Shape {
    let next = points.iter().cycle().skip(1);
    let area: f32 = points.iter().zip(next).map(|((x0, y0), (x1, y1))| x0 * y1 - x1 * y0).sum();
    let mut contour = points.to_vec();
    if area < 0.0 {
        contour.reverse();
    }
    Shape(vec![contour])
}

pub fn rect(x: f32, y: f32, width: f32, height: f32) -> Shape {
    poly(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
}

/// A rectangle with round corners.
pub fn round(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Shape {
    let corners = [(x + width, y, -90.0), (x + width, y + height, 0.0), (x, y + height, 90.0), (x, y, 180.0)];
    let inward = [(-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (1.0, 1.0)];
    let mut points = Vec::new();
    for ((cx, cy, start), (dx, dy)) in corners.into_iter().zip(inward) {
        points.extend(arc((cx + dx * radius, cy + dy * radius), radius, start, start + 90.0));
    }
    poly(&points)
}

pub fn circle(x: f32, y: f32, radius: f32) -> Shape {
    ellipse(x, y, radius, radius)
}

pub fn ellipse(x: f32, y: f32, wide: f32, high: f32) -> Shape {
    let steps = 16 + (wide.max(high) / 3.0) as usize;
    let point = |step| (step as f32 / steps as f32 * TAU).sin_cos();
    poly(&(0..steps).map(point).map(|(sin, cos)| (x + cos * wide, y + sin * high)).collect::<Vec<_>>())
}

/// Points on a circle, from one angle to another in degrees; 0 is to the right, 90 is down.
pub fn arc((x, y): Point, radius: f32, from: f32, to: f32) -> Vec<Point> {
    let steps = 4 + ((to - from).abs() * radius / 400.0) as usize;
    let angle = |step| (from + (to - from) * step as f32 / steps as f32).to_radians().sin_cos();
    (0..=steps).map(angle).map(|(sin, cos)| (x + cos * radius, y + sin * radius)).collect()
}

/// A band between two radii and two angles.
pub fn band(centre: Point, inner: f32, outer: f32, from: f32, to: f32) -> Shape {
    let mut points = arc(centre, outer, from, to);
    points.extend(arc(centre, inner, to, from));
    poly(&points)
}

/// A line with round ends and joints.
pub fn line(points: &[Point], width: f32) -> Shape {
    let half = width / 2.0;
    let segment = |pair: &[Point]| {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let length = ((x1 - x0).powi(2) + (y1 - y0).powi(2)).sqrt().max(0.01);
        let (nx, ny) = (-(y1 - y0) / length * half, (x1 - x0) / length * half);
        poly(&[(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)])
    };
    let joints = points.iter().map(|(x, y)| circle(*x, *y, half));
    all(points.windows(2).map(segment).chain(joints))
}

/// A soft closed curve through points.
pub fn smooth(points: &[Point]) -> Shape {
    let at = |index: usize| points[index % points.len()];
    let mut curve = Vec::new();
    for index in 0..points.len() {
        let [a, b, c, d] = [at(index), at(index + 1), at(index + 2), at(index + 3)];
        for step in 0..10 {
            let t = step as f32 / 10.0;
            let spline = |a: f32, b: f32, c: f32, d: f32| {
                b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
            };
            curve.push((spline(a.0, b.0, c.0, d.0), spline(a.1, b.1, c.1, d.1)));
        }
    }
    poly(&curve)
}

/// Land from edge to edge below a rolling line around `height`; `roll` is how far it rises, `turn` where it begins.
pub fn hills(height: f32, roll: f32, turn: f32) -> Shape {
    let crest = |step| {
        let x = step as f32 * 16.0;
        (x, height - roll * ((x / 310.0 + turn).sin() + 0.5 * (x / 127.0 + turn * 2.3).sin()))
    };
    let mut points: Vec<Point> = (0..=100).map(crest).collect();
    points.extend([(1600.0, 900.0), (0.0, 900.0)]);
    poly(&points)
}

/// A fir tree of three tiers standing on a point.
pub fn fir(x: f32, foot: f32, high: f32) -> Shape {
    let tier = |top: f32, low: f32, wide: f32| {
        poly(&[
            (x, foot - high * top),
            (x + high * wide, foot - high * low),
            (x - high * wide, foot - high * low),
        ])
    };
    all([
        tier(1.0, 0.6, 0.12),
        tier(0.8, 0.35, 0.17),
        tier(0.58, 0.08, 0.22),
        rect(x - high * 0.02, foot - high * 0.1, high * 0.04, high * 0.1),
    ])
}

/// A person seen from afar, standing on a point.
pub fn person(x: f32, foot: f32, high: f32) -> Shape {
    let (half, head) = (high * 0.13, high * 0.09);
    all([
        circle(x, foot - high + head, head),
        round(x - half, foot - high * 0.8, half * 2.0, high * 0.5, half * 0.8),
        poly(&[
            (x - half, foot - high * 0.5),
            (x + half, foot - high * 0.5),
            (x + half * 0.7, foot),
            (x - half * 0.7, foot),
        ]),
    ])
}
