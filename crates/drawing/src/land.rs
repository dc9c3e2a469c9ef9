//! Open country.

use crate::canvas::Paint::{Flat, Glaze, Glow};
use crate::canvas::*;
use crate::shape::*;

pub fn river(canvas: &mut Canvas) {
    canvas.ground(down(0.0, MIST, 520.0, PAPER));
    canvas.fill(&circle(1150.0, 330.0, 120.0), Flat(OCHRE));
    canvas.fill(&hills(470.0, 30.0, 1.0), down(430.0, MIST, 560.0, SKY));
    canvas.fill(&hills(520.0, 16.0, 3.4), Flat(BLUE));
    canvas.fill(&rect(0.0, 540.0, WIDTH, 360.0), down(540.0, BLUE.mix(MIST, 0.4), 900.0, NIGHT));
    for step in 0..46 {
        let y = 556.0 + (step as f32).powf(1.5) * 1.05;
        let (x, wide) = (1150.0 + canvas.dice(-90.0, 90.0), canvas.dice(20.0, 110.0));
        canvas.fill(&round(x - wide, y, wide * 2.0, 4.0, 2.0), Glaze(OCHRE, 0.75 - step as f32 * 0.012));
        let (x, wide) = (canvas.dice(0.0, WIDTH), canvas.dice(30.0, 120.0));
        canvas.fill(&round(x, y + 6.0, wide, 3.0, 1.5), Glaze(SKY, 0.25));
    }
    for arch in 0..5 {
        let x = 60.0 + arch as f32 * 370.0;
        canvas.fill(&band((x, 560.0), 130.0, 152.0, 180.0, 360.0), Flat(NAVY));
        for post in 0..9 {
            let along = x - 120.0 + post as f32 * 30.0;
            let rise = (140.0f32.powi(2) - (along - x).powi(2)).max(0.0).sqrt();
            canvas.fill(&rect(along - 2.0, 560.0 - rise, 4.0, rise), Flat(NAVY));
        }
        canvas.fill(
            &poly(&[(x + 165.0, 540.0), (x + 205.0, 540.0), (x + 212.0, 640.0), (x + 158.0, 640.0)]),
            across(x + 160.0, BLUE, x + 212.0, NIGHT),
        );
        canvas.fill(&rect(x + 152.0, 640.0, 66.0, 70.0), Glaze(NIGHT, 0.35));
    }
    canvas.fill(&rect(0.0, 532.0, WIDTH, 20.0), Flat(NIGHT));
    canvas.fill(&rect(0.0, 552.0, WIDTH, 6.0), Flat(BRICK));
    canvas.fill(
        &smooth(&[(-80.0, 700.0), (120.0, 740.0), (360.0, 850.0), (620.0, 960.0), (-80.0, 960.0)]),
        across(0.0, PINE, 560.0, NIGHT),
    );
    for reed in 0..40 {
        let x = 20.0 + reed as f32 * 12.0;
        let (foot, lean) = (750.0 + x * 0.36, canvas.dice(-14.0, 22.0));
        canvas.fill(&line(&[(x, foot), (x + lean, foot - reed_height(reed))], 3.0), Flat(PINE));
    }
}

/// Reeds are of uneven height.
fn reed_height(number: usize) -> f32 {
    46.0 + (number * 37 % 50) as f32
}

pub fn border(canvas: &mut Canvas) {
    canvas.ground(down(0.0, BRICK.mix(OCHRE, 0.5), 430.0, PAPER));
    canvas.fill(&circle(800.0, 400.0, 90.0), Flat(PAPER));
    for tree in 0..70 {
        let x = tree as f32 * 24.0 + canvas.dice(-8.0, 8.0);
        let high = canvas.dice(70.0, 170.0) + (x - 800.0).abs() * 0.16;
        canvas.fill(&fir(x, 470.0, high), Flat(if tree % 3 == 0 { PINE.mix(BLUE, 0.35) } else { PINE }));
    }
    canvas.fill(&rect(0.0, 450.0, WIDTH, 450.0), down(450.0, MOSS, 900.0, PINE));
    canvas.fill(
        &poly(&[(770.0, 450.0), (830.0, 450.0), (1420.0, 900.0), (180.0, 900.0)]),
        down(450.0, MIST, 900.0, NAVY),
    );
    for dash in 0..7 {
        let depth = |step: f32| 450.0 + 450.0 * (step / 7.0).powi(2);
        let (top, bottom) = (depth(dash as f32 + 0.15), depth(dash as f32 + 0.65));
        let (a, b) = ((top - 440.0) * 0.018, (bottom - 440.0) * 0.018);
        canvas.fill(
            &poly(&[(800.0 - a, top), (800.0 + a, top), (800.0 + b, bottom), (800.0 - b, bottom)]),
            Flat(PAPER),
        );
    }
    canvas.fill(&rect(1160.0, 400.0, 260.0, 260.0), across(1160.0, SAND, 1420.0, OCHRE));
    canvas.fill(&poly(&[(1130.0, 410.0), (1170.0, 360.0), (1420.0, 360.0), (1450.0, 410.0)]), Flat(WINE));
    canvas.fill(&rect(1190.0, 450.0, 110.0, 90.0), down(450.0, NAVY, 540.0, MIST));
    canvas.fill(&rect(1330.0, 470.0, 62.0, 190.0), Flat(NAVY));
    canvas.fill(&rect(1096.0, 560.0, 44.0, 150.0), across(1096.0, PAPER, 1140.0, MIST));
    let (from, to) = ((1150.0, 590.0), (250.0, 520.0));
    canvas.fill(&line(&[(from.0, from.1 + 14.0), (to.0, to.1 + 14.0)], 26.0), Glaze(NIGHT, 0.25));
    canvas.fill(&line(&[from, to], 30.0), Flat(PAPER));
    for stripe in 0..8 {
        let at = |share: f32| (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        let (a, b) = (at(0.06 + stripe as f32 * 0.12), at(0.12 + stripe as f32 * 0.12));
        let slant = 12.0;
        canvas.fill(
            &poly(&[
                (a.0 - slant, a.1 - 15.0),
                (b.0 - slant, b.1 - 15.0),
                (b.0 + slant, b.1 + 15.0),
                (a.0 + slant, a.1 + 15.0),
            ]),
            Flat(BRICK),
        );
    }
    canvas.fill(&circle(700.0, 555.0, 46.0), Flat(BRICK));
    canvas.fill(&circle(700.0, 555.0, 36.0), Flat(PAPER));
    canvas.fill(&rect(674.0, 548.0, 52.0, 14.0), Flat(NIGHT));
}

pub fn grain(canvas: &mut Canvas) {
    canvas.ground(down(0.0, BLUE.mix(MIST, 0.6), 520.0, PAPER));
    canvas.fill(&circle(330.0, 250.0, 110.0), Flat(PAPER));
    for (x, y, wide) in [(900.0, 150.0, 190.0), (1250.0, 230.0, 240.0), (560.0, 300.0, 150.0)] {
        canvas.fill(&round(x - wide, y, wide * 2.0, 26.0, 13.0), Glaze(PAPER, 0.8));
        canvas.fill(&round(x - wide * 0.4, y + 34.0, wide * 1.7, 18.0, 9.0), Glaze(PAPER, 0.6));
    }
    canvas.fill(&hills(510.0, 18.0, 2.0), Flat(MOSS.mix(MIST, 0.4)));
    for (x, high) in [(1010.0, 330.0), (1130.0, 370.0), (1250.0, 330.0)] {
        canvas.fill(&ellipse(x + 52.0, 540.0 - high, 52.0, 46.0), across(x, MIST, x + 104.0, NAVY));
        canvas.fill(&rect(x, 540.0 - high, 104.0, high), across(x, PAPER, x + 104.0, BLUE));
        for ring in 1..6 {
            canvas.fill(&rect(x, 540.0 - high + ring as f32 * 56.0, 104.0, 3.0), Glaze(NAVY, 0.35));
        }
    }
    canvas.fill(&line(&[(960.0, 520.0), (1180.0, 120.0), (1330.0, 190.0)], 12.0), Flat(BRICK));
    canvas.fill(
        &poly(&[(1354.0, 540.0), (1354.0, 430.0), (1430.0, 380.0), (1506.0, 430.0), (1506.0, 540.0)]),
        across(1354.0, BRICK, 1506.0, WINE),
    );
    canvas.fill(&rect(0.0, 530.0, WIDTH, 370.0), down(530.0, OCHRE, 900.0, BRICK.mix(OCHRE, 0.55)));
    for furrow in -14..22 {
        let foot = furrow as f32 * 150.0;
        let top = 640.0 + (foot - 640.0) * 0.06;
        canvas.fill(
            &poly(&[(top, 530.0), (top + 4.0, 530.0), (foot + 64.0, 900.0), (foot, 900.0)]),
            Glaze(SAND, 0.55),
        );
    }
    for stalk in 0..34 {
        let x = stalk as f32 * 49.0 + canvas.dice(-16.0, 16.0);
        let (high, lean) = (canvas.dice(140.0, 260.0), canvas.dice(10.0, 46.0));
        let ink = if stalk % 2 == 0 { WINE } else { BRICK };
        let top = (x + lean, 910.0 - high);
        canvas.fill(&line(&[(x, 910.0), (x + lean * 0.4, 910.0 - high * 0.6), top], 4.0), Flat(ink));
        for kernel in 0..5 {
            let y = top.1 + kernel as f32 * 17.0;
            let left = ellipse(top.0 - 9.0, y, 6.0, 13.0).turned((top.0 - 9.0, y), -24.0);
            let right = ellipse(top.0 + 9.0, y, 6.0, 13.0).turned((top.0 + 9.0, y), 24.0);
            canvas.fill(&left.and(right), Flat(if stalk % 2 == 0 { SAND } else { OCHRE.mix(SAND, 0.4) }));
        }
    }
}

pub fn forest(canvas: &mut Canvas) {
    canvas.ground(down(0.0, SAND, 640.0, PAPER));
    canvas.fill(&circle(1080.0, 330.0, 170.0), Flat(OCHRE));
    for (layer, ink) in [SKY, MIST, BLUE.mix(MIST, 0.35)].into_iter().enumerate() {
        let foot = 600.0 + layer as f32 * 50.0;
        for tree in 0..22 {
            let x = tree as f32 * 76.0 + canvas.dice(-30.0, 30.0) + layer as f32 * 30.0;
            let wide = 12.0 + layer as f32 * 8.0;
            canvas.fill(
                &poly(&[(x, 0.0), (x + wide * 0.7, 0.0), (x + wide, foot), (x - wide * 0.2, foot)]),
                Flat(ink),
            );
            let (y, reach) = (canvas.dice(60.0, 420.0), canvas.dice(40.0, 90.0));
            canvas.fill(&line(&[(x + wide / 2.0, y), (x + reach, y - 50.0)], 5.0), Flat(ink));
        }
        canvas
            .fill(&hills(foot, 12.0, layer as f32 * 2.0), down(foot, ink, foot + 160.0, PAPER.mix(ink, 0.4)));
    }
    canvas.fill(&hills(745.0, 14.0, 0.6), down(730.0, PINE.mix(MOSS, 0.5), 900.0, PINE));
    bison(canvas, 540.0, 790.0, 1.0);
    bison(canvas, 1130.0, 760.0, 0.52);
    for x in [40.0, 235.0, 1390.0, 1530.0] {
        let wide = canvas.dice(60.0, 92.0);
        canvas.fill(&line(&[(x + wide / 2.0, 260.0), (x + wide + 110.0, 130.0)], 16.0), Flat(NIGHT));
        canvas.fill(
            &poly(&[
                (x, 0.0),
                (x + wide, 0.0),
                (x + wide + 8.0, 850.0),
                (x + wide + 50.0, 900.0),
                (x - 50.0, 900.0),
                (x - 8.0, 850.0),
            ]),
            across(x, NAVY, x + wide, NIGHT),
        );
    }
    for blade in 0..130 {
        let (x, lean) = (blade as f32 * 12.4, canvas.dice(-16.0, 16.0));
        let high = canvas.dice(30.0, 90.0);
        canvas.fill(&poly(&[(x, 905.0), (x + 9.0, 905.0), (x + lean, 905.0 - high)]), Flat(NIGHT));
    }
}

/// A bison walking to the left, on a point.
fn bison(canvas: &mut Canvas, x: f32, foot: f32, size: f32) {
    let place = |points: &[Point]| {
        points.iter().map(|(px, py)| (x + px * size, foot + py * size)).collect::<Vec<_>>()
    };
    let body = [
        (-196.0, -118.0),
        (-216.0, -170.0),
        (-196.0, -222.0),
        (-150.0, -250.0),
        (-112.0, -312.0),
        (-50.0, -348.0),
        (20.0, -330.0),
        (90.0, -282.0),
        (170.0, -262.0),
        (218.0, -236.0),
        (236.0, -180.0),
        (228.0, -130.0),
        (150.0, -112.0),
        (60.0, -110.0),
        (-30.0, -92.0),
        (-96.0, -104.0),
        (-130.0, -76.0),
        (-164.0, -72.0),
    ];
    let legs = [(-104.0, 44.0), (-48.0, 38.0), (152.0, 42.0), (204.0, 36.0)];
    for (at, wide) in legs {
        canvas.fill(
            &poly(&place(&[
                (at - 6.0, -150.0),
                (at + wide + 6.0, -150.0),
                (at + wide * 0.62, 0.0),
                (at + wide * 0.1, 0.0),
            ])),
            Flat(NIGHT),
        );
    }
    let paint = Paint::Fade(
        (x - 40.0 * size, foot - 350.0 * size),
        BRICK.mix(WINE, 0.6),
        (x + 20.0 * size, foot - 90.0 * size),
        NIGHT,
    );
    canvas.fill(&smooth(&place(&body)), paint);
    canvas.fill(&line(&place(&[(226.0, -226.0), (252.0, -170.0), (246.0, -110.0)]), 9.0 * size), Flat(NIGHT));
    canvas.fill(
        &line(&place(&[(-168.0, -236.0), (-190.0, -262.0), (-180.0, -292.0)]), 11.0 * size),
        Flat(PAPER),
    );
    canvas.fill(&circle(x - 178.0 * size, foot - 186.0 * size, 5.0 * size), Flat(OCHRE));
}

pub fn potatoes(canvas: &mut Canvas) {
    canvas.ground(down(0.0, MIST, 430.0, PAPER));
    canvas.fill(&ellipse(1220.0, 230.0, 90.0, 90.0), Flat(OCHRE));
    canvas.fill(&hills(420.0, 22.0, 4.2), Flat(MOSS.mix(MIST, 0.3)));
    canvas.fill(
        &rect(0.0, 440.0, WIDTH, 460.0),
        down(440.0, BRICK.mix(SAND, 0.3), 900.0, WINE.mix(NIGHT, 0.45)),
    );
    for furrow in -9..20 {
        let foot = furrow as f32 * 210.0 - 200.0;
        let top = 1000.0 + (foot - 1000.0) * 0.07;
        canvas.fill(
            &poly(&[(top, 440.0), (top + 6.0, 440.0), (foot + 96.0, 900.0), (foot, 900.0)]),
            Glaze(NIGHT, 0.32),
        );
        for tuft in 0..7 {
            let share = (tuft as f32 / 7.0).powf(1.8);
            let (x, y) = (top + 9.0 + (foot + 140.0 - top) * share, 446.0 + 454.0 * share);
            canvas.fill(
                &ellipse(x, y, 4.0 + 30.0 * share, 3.0 + 15.0 * share),
                Flat(if tuft % 2 == 0 { MOSS } else { PINE }),
            );
        }
    }
    tractor(canvas);
    for (x, foot, high, ink) in [(1150.0, 800.0, 250.0, SAND), (1420.0, 830.0, 290.0, SAND.mix(OCHRE, 0.4))] {
        let sack = [
            (x - 92.0, foot),
            (x - 112.0, foot - high * 0.45),
            (x - 46.0, foot - high * 0.86),
            (x - 62.0, foot - high),
            (x + 62.0, foot - high),
            (x + 46.0, foot - high * 0.86),
            (x + 112.0, foot - high * 0.45),
            (x + 92.0, foot),
        ];
        canvas.fill(&ellipse(x + 40.0, foot, 150.0, 20.0), Glaze(NIGHT, 0.4));
        canvas.fill(&smooth(&sack), across(x - 90.0, ink, x + 130.0, BRICK.mix(SAND, 0.35)));
        canvas
            .fill(&line(&[(x - 50.0, foot - high * 0.86), (x + 50.0, foot - high * 0.86)], 10.0), Flat(WINE));
    }
    for row in 0..6 {
        for place in 0..14 - row * 2 {
            let x = 130.0 + row as f32 * 64.0 + place as f32 * 66.0 + canvas.dice(-12.0, 12.0);
            let (y, wide) = (900.0 - row as f32 * 44.0 + canvas.dice(-8.0, 8.0), canvas.dice(38.0, 52.0));
            let potato = ellipse(x, y, wide, wide * 0.72).turned((x, y), canvas.dice(-30.0, 30.0));
            canvas.fill(
                &potato,
                Paint::Fade((x - 20.0, y - 30.0), SAND, (x + 26.0, y + 34.0), BRICK.mix(WINE, 0.3)),
            );
            canvas.fill(&circle(x - 6.0, y - 4.0, 3.0).and(circle(x + 15.0, y + 6.0, 2.5)), Glaze(WINE, 0.7));
        }
    }
}

fn tractor(canvas: &mut Canvas) {
    canvas
        .fill(&round(360.0, 372.0, 150.0, 50.0, 8.0).and(round(430.0, 310.0, 90.0, 80.0, 10.0)), Flat(BRICK));
    canvas.fill(&round(444.0, 322.0, 62.0, 44.0, 4.0), Flat(SKY));
    canvas.fill(&rect(384.0, 326.0, 8.0, 50.0), Flat(NIGHT));
    for (x, radius) in [(480.0, 46.0), (382.0, 28.0)] {
        canvas.fill(&circle(x, 456.0 - radius, radius), Flat(NIGHT));
        canvas.fill(&circle(x, 456.0 - radius, radius * 0.45), Flat(OCHRE));
    }
    canvas.fill(&ellipse(440.0, 458.0, 120.0, 8.0), Glow((440.0, 458.0), 120.0, NIGHT, 0.6));
}
