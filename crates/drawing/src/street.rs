//! What is seen from the pavement.

use crate::canvas::Paint::{Fade, Flat, Glaze, Glow};
use crate::canvas::*;
use crate::shape::*;

pub fn bus(canvas: &mut Canvas) {
    canvas.ground(down(0.0, MIST, 640.0, PAPER));
    let mut x = -30.0;
    while x < WIDTH {
        let (wide, high) = (canvas.dice(110.0, 210.0), canvas.dice(200.0, 430.0));
        canvas.fill(&rect(x, 660.0 - high, wide - 8.0, high), Flat(SKY.mix(MIST, 0.6)));
        for row in 0..(high / 60.0) as usize {
            for column in 0..(wide / 44.0) as usize {
                canvas.fill(
                    &rect(
                        x + 14.0 + column as f32 * 42.0,
                        660.0 - high + 22.0 + row as f32 * 60.0,
                        20.0,
                        28.0,
                    ),
                    Glaze(PAPER, 0.7),
                );
            }
        }
        x += wide;
    }
    canvas.fill(&rect(0.0, 650.0, WIDTH, 250.0), down(650.0, BLUE, 900.0, NIGHT));
    canvas.fill(&rect(0.0, 650.0, WIDTH, 26.0), Flat(SAND));
    for dash in 0..6 {
        canvas.fill(
            &poly(&[
                (60.0 + dash as f32 * 290.0, 850.0),
                (220.0 + dash as f32 * 290.0, 850.0),
                (206.0 + dash as f32 * 290.0, 864.0),
                (42.0 + dash as f32 * 290.0, 864.0),
            ]),
            Flat(PAPER),
        );
    }
    canvas.fill(&ellipse(620.0, 786.0, 520.0, 26.0), Glaze(NIGHT, 0.5));
    canvas.fill(&round(130.0, 300.0, 960.0, 450.0, 46.0), across(130.0, WINE, 1090.0, BRICK));
    canvas.fill(&rect(130.0, 610.0, 960.0, 34.0), Flat(PAPER));
    canvas.fill(&round(160.0, 276.0, 420.0, 40.0, 16.0), Flat(WINE));
    for window in 0..4 {
        let x = 164.0 + window as f32 * 176.0;
        canvas.fill(&round(x, 360.0, 158.0, 180.0, 14.0), Fade((x, 360.0), SKY, (x + 158.0, 540.0), NAVY));
        if window != 2 {
            canvas.fill(
                &circle(x + 80.0, 470.0, 26.0).and(round(x + 42.0, 496.0, 76.0, 44.0, 20.0)),
                Flat(NIGHT),
            );
        }
    }
    canvas.fill(&round(880.0, 360.0, 90.0, 380.0, 10.0), Flat(NAVY));
    canvas.fill(
        &round(888.0, 370.0, 34.0, 350.0, 6.0).and(round(928.0, 370.0, 34.0, 350.0, 6.0)),
        across(888.0, SKY, 962.0, BLUE),
    );
    canvas.fill(
        &poly(&[(992.0, 360.0), (1066.0, 360.0), (1086.0, 560.0), (992.0, 560.0)]),
        Fade((992.0, 360.0), PAPER, (1090.0, 560.0), BLUE),
    );
    canvas.fill(&round(1000.0, 318.0, 82.0, 30.0, 6.0), Flat(OCHRE));
    canvas.fill(&circle(1070.0, 690.0, 18.0), Flat(PAPER));
    for x in [320.0, 790.0] {
        canvas.fill(&circle(x, 746.0, 70.0), Flat(NIGHT));
        canvas.fill(&circle(x, 746.0, 36.0), Flat(MIST));
        canvas.fill(&circle(x, 746.0, 13.0), Flat(NAVY));
    }
    canvas.fill(&rect(1190.0, 260.0, 370.0, 24.0), Flat(NAVY));
    canvas.fill(&rect(1210.0, 284.0, 12.0, 400.0).and(rect(1528.0, 284.0, 12.0, 400.0)), Flat(NAVY));
    canvas.fill(&rect(1222.0, 300.0, 306.0, 290.0), Glaze(PAPER, 0.45));
    canvas.fill(&round(1240.0, 600.0, 270.0, 18.0, 6.0), Flat(BRICK));
    canvas.fill(&person(1300.0, 690.0, 280.0), Flat(NAVY));
    canvas.fill(&person(1410.0, 690.0, 240.0), Flat(PINE));
    canvas.fill(&person(1476.0, 690.0, 150.0), Flat(OCHRE));
    canvas.fill(&rect(1140.0, 220.0, 10.0, 470.0), Flat(NIGHT));
    canvas.fill(&circle(1145.0, 230.0, 50.0), Flat(OCHRE));
    canvas.fill(&round(1120.0, 214.0, 50.0, 30.0, 6.0), Flat(NIGHT));
}

pub fn snow(canvas: &mut Canvas) {
    canvas.ground(down(0.0, NAVY, 620.0, MIST));
    for (x, wide, top, ink) in [
        (-60.0, 330.0, 330.0, BRICK),
        (270.0, 240.0, 390.0, OCHRE),
        (510.0, 200.0, 440.0, MOSS),
        (890.0, 200.0, 450.0, WINE),
        (1090.0, 240.0, 390.0, SAND),
        (1330.0, 340.0, 320.0, BLUE),
    ] {
        house(canvas, x, wide, top, ink);
    }
    canvas.fill(&rect(0.0, 700.0, WIDTH, 200.0), down(690.0, SKY, 900.0, PAPER));
    canvas.fill(
        &poly(&[(720.0, 600.0), (880.0, 600.0), (1330.0, 900.0), (270.0, 900.0)]),
        down(600.0, MIST, 900.0, SKY),
    );
    canvas.fill(
        &smooth(&[
            (-90.0, 690.0),
            (250.0, 668.0),
            (600.0, 660.0),
            (700.0, 640.0),
            (500.0, 780.0),
            (200.0, 930.0),
            (-90.0, 930.0),
        ]),
        down(640.0, SKY, 860.0, PAPER),
    );
    canvas.fill(
        &smooth(&[
            (1690.0, 690.0),
            (1350.0, 668.0),
            (1000.0, 660.0),
            (900.0, 640.0),
            (1100.0, 780.0),
            (1400.0, 930.0),
            (1690.0, 930.0),
        ]),
        down(640.0, SKY, 860.0, PAPER),
    );
    for track in [-1.0f32, 1.0] {
        canvas.fill(
            &poly(&[
                (800.0 + track * 26.0, 600.0),
                (800.0 + track * 32.0, 600.0),
                (800.0 + track * 250.0, 900.0),
                (800.0 + track * 200.0, 900.0),
            ]),
            Glaze(BLUE, 0.35),
        );
    }
    for (x, foot, high) in
        [(370.0, 790.0, 430.0), (1210.0, 790.0, 430.0), (590.0, 690.0, 250.0), (1010.0, 690.0, 250.0)]
    {
        canvas.fill(&circle(x, foot - high, high * 0.75), Glow((x, foot - high), high * 0.75, OCHRE, 0.55));
        canvas.fill(&rect(x - high * 0.012, foot - high, high * 0.024, high), Flat(NIGHT));
        canvas.fill(&circle(x, foot - high, high * 0.052), Flat(PAPER));
        canvas.fill(
            &poly(&[
                (x - high * 0.08, foot - high * 1.03),
                (x + high * 0.08, foot - high * 1.03),
                (x, foot - high * 1.12),
            ]),
            Flat(NIGHT),
        );
    }
    canvas.fill(&person(770.0, 760.0, 170.0).and(person(846.0, 742.0, 140.0)), Flat(NIGHT));
    canvas.fill(&round(744.0, 624.0, 52.0, 16.0, 8.0), Flat(BRICK));
    for _ in 0..420 {
        let (x, y, size) = (canvas.dice(0.0, WIDTH), canvas.dice(0.0, HEIGHT), canvas.dice(1.2, 5.4));
        canvas.fill(&circle(x, y, size), Glaze(PAPER, 0.85));
    }
}

/// A house with its gable to the street and snow on it.
fn house(canvas: &mut Canvas, x: f32, wide: f32, top: f32, ink: Ink) {
    let (middle, peak) = (x + wide / 2.0, top - wide * 0.42);
    canvas.fill(&rect(x + wide * 0.7, peak - 10.0, wide * 0.1, 90.0), Flat(WINE.mix(NIGHT, 0.4)));
    canvas.fill(
        &rect(x, top, wide, 720.0 - top),
        across(x, ink.mix(NAVY, 0.25), x + wide, ink.mix(NIGHT, 0.6)),
    );
    canvas.fill(
        &poly(&[(x, top), (middle, peak), (x + wide, top)]),
        across(x, ink.mix(NAVY, 0.25), x + wide, ink.mix(NIGHT, 0.6)),
    );
    canvas.fill(
        &line(&[(x - 12.0, top + 6.0), (middle, peak), (x + wide + 12.0, top + 6.0)], 24.0),
        Flat(PAPER),
    );
    let pane = wide * 0.16;
    for row in 0..((680.0 - top) / (pane * 2.1)) as usize {
        for column in 0..3 {
            let (left, high) =
                (x + wide * 0.14 + column as f32 * wide * 0.28, top + pane * 0.5 + row as f32 * pane * 2.0);
            let light = canvas.chance(0.6);
            canvas.fill(
                &rect(left, high, pane, pane * 1.3),
                Flat(if light { OCHRE.mix(PAPER, 0.25) } else { NIGHT }),
            );
            canvas.fill(&rect(left - 4.0, high + pane * 1.3, pane + 8.0, 6.0), Flat(PAPER));
            canvas.fill(&rect(left + pane / 2.0 - 1.5, high, 3.0, pane * 1.3), Flat(NAVY));
        }
    }
}

pub fn solar(canvas: &mut Canvas) {
    canvas.ground(down(0.0, MIST, 620.0, PAPER));
    for ray in 0..18 {
        let angle = ray as f32 * 20.0;
        canvas.fill(&band((1180.0, 230.0), 150.0, 1500.0, angle, angle + 9.0), Glaze(OCHRE, 0.17));
    }
    canvas.fill(&circle(1180.0, 230.0, 128.0), Flat(OCHRE));
    canvas.fill(&hills(560.0, 34.0, 0.2), down(520.0, MOSS.mix(MIST, 0.4), 700.0, MOSS));
    for tree in 0..30 {
        let x = tree as f32 * 56.0 + canvas.dice(-20.0, 20.0);
        let high = canvas.dice(60.0, 120.0);
        canvas.fill(&fir(x, 610.0, high), Flat(PINE.mix(MOSS, 0.4)));
    }
    canvas.fill(&rect(0.0, 590.0, WIDTH, 310.0), down(580.0, MOSS, 900.0, PINE));
    canvas.fill(&rect(250.0, 650.0, 1000.0, 260.0), across(250.0, SAND, 1250.0, OCHRE.mix(BRICK, 0.4)));
    canvas.fill(
        &poly(&[(1250.0, 650.0), (1250.0, 910.0), (1500.0, 910.0), (1500.0, 650.0), (1420.0, 352.0)]),
        across(1250.0, BRICK, 1500.0, WINE),
    );
    canvas.fill(
        &poly(&[(120.0, 700.0), (420.0, 350.0), (1420.0, 350.0), (1270.0, 700.0)]),
        across(120.0, WINE, 1420.0, BRICK),
    );
    canvas.fill(&line(&[(1420.0, 356.0), (1518.0, 690.0)], 16.0), Flat(WINE.mix(NIGHT, 0.4)));
    let at = |across: f32, along: f32| {
        (
            190.0 + 290.0 * (1.0 - along) + (1040.0 - 140.0 * (1.0 - along) * 0.86) * across,
            376.0 + 300.0 * along,
        )
    };
    for row in 0..3 {
        for column in 0..7 {
            let (a, b) = (column as f32 / 7.0 + 0.006, (column + 1) as f32 / 7.0 - 0.006);
            let (c, d) = (row as f32 / 3.0 + 0.016, (row + 1) as f32 / 3.0 - 0.016);
            let (first, last) = (at(a, c), at(b, d));
            canvas.fill(&poly(&[first, at(b, c), last, at(a, d)]), Fade(first, BLUE, last, NIGHT));
            for cell in 1..4 {
                let share = a + (b - a) * cell as f32 / 4.0;
                canvas.fill(&line(&[at(share, c), at(share, d)], 2.0), Glaze(MIST, 0.6));
            }
            canvas.fill(&line(&[at(a, (c + d) / 2.0), at(b, (c + d) / 2.0)], 2.0), Glaze(MIST, 0.6));
            if (row + column) % 4 == 1 {
                canvas.fill(
                    &poly(&[at(a, d), at(a + 0.05, c), at(a + 0.09, c), at(a + 0.04, d)]),
                    Glaze(PAPER, 0.35),
                );
            }
        }
    }
    for window in 0..4 {
        let x = 320.0 + window as f32 * 230.0;
        canvas.fill(&rect(x, 750.0, 130.0, 110.0), down(750.0, NAVY, 860.0, BLUE));
        canvas.fill(&rect(x + 62.0, 750.0, 6.0, 110.0).and(rect(x - 10.0, 860.0, 150.0, 12.0)), Flat(PAPER));
    }
    canvas.fill(&circle(1386.0, 620.0, 46.0), Flat(SKY));
    canvas.fill(&rect(1384.0, 574.0, 4.0, 92.0).and(rect(1340.0, 618.0, 92.0, 4.0)), Flat(WINE));
}
