//! Streets, roofs and roads.

use crate::canvas::Paint::{Fade, Flat, Glaze, Glow};
use crate::canvas::*;
use crate::shape::*;

pub fn blocks(canvas: &mut Canvas) {
    canvas.ground(down(0.0, NIGHT, 760.0, BLUE));
    for _ in 0..90 {
        let (x, y, size) = (canvas.dice(0.0, WIDTH), canvas.dice(0.0, 480.0), canvas.dice(0.8, 2.4));
        canvas.fill(&circle(x, y, size), Glaze(PAPER, 0.8));
    }
    canvas.fill(&circle(1240.0, 190.0, 420.0), Glow((1240.0, 190.0), 420.0, SAND, 0.35));
    canvas.fill(&circle(1240.0, 190.0, 84.0), Flat(SAND));
    canvas.fill(
        &circle(1212.0, 172.0, 16.0).and(circle(1270.0, 214.0, 24.0)).and(circle(1256.0, 150.0, 9.0)),
        Glaze(OCHRE, 0.35),
    );
    for (x, top, columns, ink) in [
        (60.0, 330.0, 4, NAVY.mix(BLUE, 0.6)),
        (640.0, 250.0, 5, NAVY.mix(BLUE, 0.6)),
        (1330.0, 350.0, 4, NAVY.mix(BLUE, 0.6)),
    ] {
        block(canvas, x, top, columns, ink, 0.28);
    }
    for (x, top, columns, ink) in [
        (-40.0, 520.0, 4, NIGHT.mix(NAVY, 0.6)),
        (300.0, 400.0, 6, NAVY),
        (900.0, 480.0, 6, NIGHT.mix(NAVY, 0.6)),
        (1390.0, 560.0, 4, NAVY),
    ] {
        block(canvas, x, top, columns, ink, 0.42);
    }
    canvas.fill(&hills(870.0, 10.0, 0.3), Flat(NIGHT));
    for tree in 0..26 {
        let (x, size) = (tree as f32 * 64.0 + canvas.dice(-24.0, 24.0), canvas.dice(24.0, 52.0));
        canvas.fill(&circle(x, 850.0, size).and(circle(x + size * 0.7, 866.0, size * 0.8)), Flat(NIGHT));
    }
}

/// A house of flats down to the ground; `lit` is the share of windows with light.
fn block(canvas: &mut Canvas, x: f32, top: f32, columns: usize, ink: Ink, lit: f32) {
    let wide = columns as f32 * 58.0 + 22.0;
    canvas.fill(
        &rect(x, top, wide, HEIGHT - top),
        across(x, ink.mix(BLUE, 0.25), x + wide, ink.mix(NIGHT, 0.4)),
    );
    canvas.fill(
        &rect(x + wide * 0.3, top - 26.0, 70.0, 26.0).and(rect(x + wide * 0.7, top - 70.0, 4.0, 70.0)),
        Flat(ink),
    );
    for row in 0..((HEIGHT - top) / 62.0) as usize {
        for column in 0..columns {
            let (left, high) = (x + 22.0 + column as f32 * 58.0, top + 24.0 + row as f32 * 62.0);
            let on = canvas.chance(lit);
            let light = if canvas.chance(0.25) { PAPER } else { OCHRE };
            let paint = if on {
                down(high, light, high + 60.0, BRICK.mix(OCHRE, 0.4))
            } else {
                Flat(NIGHT.mix(ink, 0.35))
            };
            canvas.fill(&rect(left, high, 36.0, 36.0), paint);
            if on && canvas.chance(0.3) {
                canvas.fill(
                    &circle(left + 20.0, high + 17.0, 6.0).and(round(
                        left + 11.0,
                        high + 23.0,
                        18.0,
                        13.0,
                        5.0,
                    )),
                    Glaze(NIGHT, 0.8),
                );
            }
            canvas.fill(&rect(left + 17.0, high, 2.5, 36.0), Glaze(NIGHT, 0.7));
        }
    }
}

pub fn station(canvas: &mut Canvas) {
    canvas.ground(down(0.0, NAVY, 900.0, BLUE));
    canvas.fill(&band((800.0, 560.0), 0.0, 600.0, 180.0, 360.0), down(0.0, MIST, 560.0, PAPER));
    canvas.fill(&circle(800.0, 430.0, 110.0), Flat(OCHRE));
    for rib in 1..12 {
        let end = arc((800.0, 560.0), 600.0, 180.0 + rib as f32 * 15.0, 181.0 + rib as f32 * 15.0)[0];
        canvas.fill(&line(&[(800.0, 560.0), end], 6.0), Flat(NAVY));
    }
    for radius in [250.0, 430.0, 600.0, 700.0] {
        canvas.fill(&band((800.0, 560.0), radius - 9.0, radius + 9.0, 180.0, 360.0), Flat(NAVY));
    }
    canvas.fill(&circle(800.0, 560.0, 60.0), Flat(NAVY));
    canvas.fill(&rect(0.0, 560.0, WIDTH, 340.0), down(560.0, NAVY, 900.0, NIGHT));
    canvas.fill(
        &poly(&[(760.0, 560.0), (840.0, 560.0), (1180.0, 900.0), (420.0, 900.0)]),
        down(560.0, SAND, 900.0, OCHRE.mix(SAND, 0.5)),
    );
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (800.0 + side * x, y);
        canvas.fill(
            &poly(&[at(40.0, 560.0), at(52.0, 560.0), at(450.0, 900.0), at(396.0, 900.0)]),
            Flat(PAPER),
        );
        train(canvas, side);
    }
    canvas.fill(&rect(796.0, 90.0, 8.0, 120.0), Flat(NIGHT));
    canvas.fill(&circle(800.0, 260.0, 66.0), Flat(NIGHT));
    canvas.fill(&circle(800.0, 260.0, 54.0), Flat(PAPER));
    canvas.fill(
        &line(&[(800.0, 260.0), (800.0, 220.0)], 7.0).and(line(&[(800.0, 260.0), (826.0, 278.0)], 7.0)),
        Flat(BRICK),
    );
    for (x, foot, high) in
        [(730.0, 690.0, 110.0), (880.0, 740.0, 140.0), (640.0, 850.0, 210.0), (800.0, 620.0, 66.0)]
    {
        canvas.fill(
            &poly(&[
                (x - 10.0, foot),
                (x + 10.0, foot),
                (x + (x - 800.0) * 0.5 + 14.0, foot + high * 0.5),
                (x + (x - 800.0) * 0.5 - 20.0, foot + high * 0.5),
            ]),
            Glaze(NIGHT, 0.3),
        );
        canvas.fill(&person(x, foot, high), Flat(NIGHT));
        canvas.fill(&round(x + high * 0.15, foot - high * 0.22, high * 0.16, high * 0.22, 4.0), Flat(BRICK));
    }
}

/// A train along the platform, on the left (-1) or on the right (1).
fn train(canvas: &mut Canvas, side: f32) {
    let at = |x: f32, y: f32| (800.0 + side * x, y);
    let body = [
        at(90.0, 540.0),
        at(220.0, 380.0),
        at(800.0, 190.0),
        at(800.0, 900.0),
        at(560.0, 900.0),
        at(120.0, 590.0),
    ];
    canvas.fill(&poly(&body), Fade(at(100.0, 0.0), BRICK, at(800.0, 0.0), WINE));
    canvas.fill(
        &poly(&[at(90.0, 540.0), at(220.0, 380.0), at(300.0, 350.0), at(270.0, 690.0), at(120.0, 590.0)]),
        Flat(WINE.mix(NIGHT, 0.35)),
    );
    canvas.fill(&poly(&[at(120.0, 530.0), at(212.0, 420.0), at(252.0, 406.0), at(240.0, 540.0)]), Flat(SKY));
    canvas.fill(
        &circle(at(150.0, 570.0).0, 576.0, 9.0).and(circle(at(238.0, 0.0).0, 620.0, 12.0)),
        Flat(PAPER),
    );
    for window in 0..3 {
        let (a, b) = (330.0 + window as f32 * 160.0, 450.0 + window as f32 * 165.0);
        let (top, low) = (|x: f32| 500.0 - x * 0.22, |x: f32| 545.0 + x * 0.06);
        canvas.fill(
            &poly(&[at(a, top(a)), at(b, top(b)), at(b, low(b)), at(a, low(a))]),
            Fade(at(a, 0.0), PAPER, at(b, 0.0), OCHRE),
        );
    }
}

pub fn factory(canvas: &mut Canvas) {
    canvas.ground(down(0.0, SAND, 700.0, BRICK.mix(OCHRE, 0.55)));
    canvas.fill(&circle(470.0, 360.0, 190.0), Flat(PAPER));
    for (x, top, drift) in [(880.0, 210.0, 1.0), (1080.0, 150.0, 1.2), (1280.0, 250.0, 0.9)] {
        for puff in 0..15 {
            let along = puff as f32;
            let (cx, cy) =
                (x + 30.0 - along * 62.0 * drift, top - 30.0 - along * 12.0 + canvas.dice(-16.0, 16.0));
            let size = 34.0 + along * 8.0 + canvas.dice(-8.0, 8.0);
            canvas.fill(
                &circle(cx, cy, size),
                Fade((cx, cy - size), PAPER, (cx, cy + size), MIST.mix(SAND, 0.3)),
            );
        }
    }
    for (x, top) in [(880.0, 210.0), (1080.0, 150.0), (1280.0, 250.0)] {
        canvas.fill(
            &poly(&[(x, top), (x + 60.0, top), (x + 84.0, 800.0), (x - 24.0, 800.0)]),
            across(x - 10.0, BRICK, x + 80.0, WINE.mix(NIGHT, 0.3)),
        );
        for ring in 0..2 {
            let y = top + 16.0 + ring as f32 * 60.0;
            canvas.fill(&rect(x - 4.0 - ring as f32 * 2.0, y, 68.0 + ring as f32 * 4.0, 26.0), Flat(PAPER));
        }
    }
    for roof in 0..5 {
        let x = 40.0 + roof as f32 * 170.0;
        canvas.fill(
            &poly(&[(x, 650.0), (x, 520.0), (x + 170.0, 620.0), (x + 170.0, 650.0)]),
            across(x, NAVY, x + 170.0, BLUE),
        );
        canvas.fill(
            &poly(&[(x + 12.0, 548.0), (x + 12.0, 630.0), (x + 64.0, 630.0), (x + 64.0, 578.0)]),
            Flat(SKY),
        );
    }
    canvas.fill(&rect(40.0, 640.0, 850.0, 190.0), across(40.0, NAVY.mix(BLUE, 0.3), 890.0, NIGHT));
    canvas.fill(&rect(890.0, 700.0, 700.0, 130.0), across(890.0, WINE, 1590.0, NIGHT));
    for window in 0..12 {
        let x = 74.0 + window as f32 * 66.0;
        let light = canvas.chance(0.5);
        canvas.fill(&rect(x, 690.0, 42.0, 70.0), Flat(if light { OCHRE } else { BLUE }));
        canvas.fill(&rect(x + 20.0, 690.0, 3.0, 70.0).and(rect(x, 722.0, 42.0, 3.0)), Flat(NIGHT));
    }
    for window in 0..9 {
        canvas.fill(
            &rect(930.0 + window as f32 * 70.0, 738.0, 44.0, 26.0),
            Flat(if is_lit(window) { OCHRE } else { NIGHT }),
        );
    }
    canvas.fill(&rect(0.0, 826.0, WIDTH, 74.0), Flat(NIGHT));
    for rail in [846.0, 872.0] {
        canvas.fill(&rect(0.0, rail, WIDTH, 5.0), Flat(MIST));
    }
}

/// Every third window of the hall is dark.
fn is_lit(window: usize) -> bool {
    window % 3 != 1
}

pub fn tower(canvas: &mut Canvas) {
    canvas.ground(down(0.0, NAVY, 900.0, BRICK.mix(OCHRE, 0.35)));
    for ring in (1..8).rev() {
        let radius = ring as f32 * 105.0;
        canvas.fill(
            &band((800.0, 190.0), radius - 26.0, radius + 26.0, 0.0, 360.0),
            Glaze(OCHRE, 0.34 - ring as f32 * 0.04),
        );
    }
    canvas.fill(&circle(800.0, 190.0, 56.0), Flat(OCHRE));
    for (layer, ink) in [BLUE.mix(WINE, 0.4), NAVY].into_iter().enumerate() {
        let mut x = -20.0;
        while x < WIDTH {
            let (wide, high) = (canvas.dice(60.0, 150.0), canvas.dice(60.0, 210.0) - layer as f32 * 40.0);
            canvas.fill(&rect(x, 800.0 - high + layer as f32 * 20.0, wide - 6.0, 300.0), Flat(ink));
            for _ in 0..(high / 14.0).max(0.0) as usize {
                let (wx, wy) =
                    (x + canvas.dice(6.0, wide - 20.0), 800.0 - high + 26.0 + canvas.dice(0.0, high));
                canvas.fill(&rect(wx, wy, 7.0, 9.0), Flat(OCHRE));
            }
            x += wide;
        }
    }
    canvas.fill(
        &poly(&[(794.0, 60.0), (806.0, 60.0), (812.0, 330.0), (788.0, 330.0)]),
        across(788.0, PAPER, 812.0, BRICK),
    );
    canvas.fill(
        &rect(792.0, 110.0, 16.0, 34.0)
            .and(rect(790.0, 180.0, 20.0, 34.0))
            .and(rect(789.0, 250.0, 22.0, 34.0)),
        Flat(BRICK),
    );
    canvas.fill(
        &poly(&[(782.0, 330.0), (818.0, 330.0), (852.0, 900.0), (748.0, 900.0)]),
        across(750.0, PAPER, 850.0, BLUE),
    );
    canvas.fill(
        &poly(&[(700.0, 380.0), (900.0, 380.0), (866.0, 452.0), (734.0, 452.0)]),
        across(700.0, PAPER, 900.0, NAVY),
    );
    canvas.fill(&round(686.0, 344.0, 228.0, 42.0, 20.0), across(690.0, SAND, 910.0, NIGHT));
    for window in 0..13 {
        canvas.fill(&rect(704.0 + window as f32 * 15.0, 358.0, 9.0, 14.0), Flat(OCHRE));
    }
    canvas.fill(&round(744.0, 486.0, 112.0, 24.0, 10.0), across(744.0, SAND, 856.0, NIGHT));
    for leg in [-1.0, 1.0] {
        canvas.fill(&line(&[(800.0 + leg * 24.0, 690.0), (800.0 + leg * 120.0, 900.0)], 18.0), Flat(NIGHT));
    }
    canvas.fill(&hills(870.0, 8.0, 5.0), Flat(NIGHT));
}
