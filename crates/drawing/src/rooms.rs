//! Rooms in which things are decided, taught, healed and played.

use crate::canvas::Paint::{Fade, Flat, Glaze, Glow};
use crate::canvas::*;
use crate::shape::*;

pub fn parliament(canvas: &mut Canvas) {
    canvas.ground(down(0.0, WINE.mix(NIGHT, 0.55), 900.0, WINE));
    for column in 0..9 {
        let x = 40.0 + column as f32 * 190.0;
        canvas.fill(
            &rect(x - 34.0, 0.0, 68.0, 420.0),
            across(x - 34.0, WINE.mix(BRICK, 0.35), x + 34.0, WINE.mix(NIGHT, 0.6)),
        );
    }
    canvas.fill(&circle(800.0, 820.0, 900.0), Glow((800.0, 820.0), 900.0, OCHRE, 0.5));
    for row in (0..7).rev() {
        let radius = 270.0 + row as f32 * 84.0;
        canvas.fill(&band((800.0, 850.0), radius - 36.0, radius + 34.0, 180.0, 360.0), Glaze(NIGHT, 0.28));
        let seats = 13 + row * 4;
        for seat in 0..seats {
            let angle = (186.0 + 168.0 * seat as f32 / (seats - 1) as f32).to_radians();
            let (x, y) = (800.0 + radius * angle.cos(), 850.0 + radius * angle.sin());
            let party = seat as f32 / seats as f32;
            let ink = if party < 0.24 {
                BRICK
            } else if party < 0.55 {
                SAND
            } else if party < 0.8 {
                MIST
            } else {
                BLUE
            };
            if canvas.chance(0.07) {
                canvas.fill(&circle(x, y, 22.0), Glaze(ink, 0.25));
                continue;
            }
            canvas.fill(&circle(x, y + 5.0, 24.0), Glaze(NIGHT, 0.35));
            canvas.fill(
                &circle(x, y, 24.0),
                Fade((x - 16.0, y - 18.0), ink, (x + 20.0, y + 26.0), ink.mix(NIGHT, 0.45)),
            );
        }
    }
    canvas.fill(&band((800.0, 850.0), 0.0, 190.0, 180.0, 360.0), across(610.0, OCHRE, 990.0, BRICK));
    canvas.fill(&person(800.0, 800.0, 200.0), Flat(NIGHT));
    canvas.fill(
        &poly(&[(716.0, 720.0), (884.0, 720.0), (864.0, 900.0), (736.0, 900.0)]),
        across(716.0, SAND, 884.0, OCHRE.mix(BRICK, 0.4)),
    );
    canvas.fill(&rect(700.0, 706.0, 200.0, 20.0), Flat(PAPER));
    canvas.fill(&line(&[(770.0, 706.0), (782.0, 664.0)], 4.0).and(circle(783.0, 660.0, 8.0)), Flat(NIGHT));
    canvas.fill(&rect(0.0, 850.0, WIDTH, 50.0), Glaze(NIGHT, 0.55));
}

pub fn school(canvas: &mut Canvas) {
    canvas.ground(down(0.0, SAND, 700.0, PAPER));
    canvas.fill(
        &rect(0.0, 700.0, WIDTH, 200.0),
        down(700.0, OCHRE.mix(SAND, 0.3), 900.0, BRICK.mix(OCHRE, 0.5)),
    );
    canvas.fill(&rect(180.0, 90.0, 900.0, 430.0), Flat(OCHRE.mix(WINE, 0.4)));
    canvas.fill(
        &rect(204.0, 114.0, 852.0, 382.0),
        Fade((204.0, 114.0), PINE.mix(MOSS, 0.35), (1056.0, 496.0), PINE),
    );
    let parabola: Vec<_> = (0..30)
        .map(|step| {
            (300.0 + step as f32 * 12.0, 420.0 - 240.0 * (1.0 - ((step as f32 - 14.5) / 15.0).powi(2)))
        })
        .collect();
    canvas.fill(
        &line(&[(280.0, 170.0), (280.0, 430.0), (690.0, 430.0)], 5.0).and(line(&parabola, 5.0)),
        Glaze(PAPER, 0.85),
    );
    canvas.fill(
        &line(&[(770.0, 420.0), (960.0, 420.0), (960.0, 220.0), (770.0, 420.0)], 5.0),
        Glaze(PAPER, 0.85),
    );
    for word in 0..4 {
        canvas.fill(
            &line(
                &[
                    (770.0, 150.0 + word as f32 * 26.0),
                    (800.0 + word_length(word), 150.0 + word as f32 * 26.0),
                ],
                6.0,
            ),
            Glaze(PAPER, 0.5),
        );
    }
    canvas.fill(&rect(180.0, 520.0, 900.0, 16.0), Flat(WINE));
    canvas.fill(&rect(1190.0, 80.0, 330.0, 430.0), Flat(PAPER));
    canvas.fill(&rect(1210.0, 100.0, 290.0, 390.0), down(100.0, MIST, 490.0, SKY));
    canvas.fill(&circle(1420.0, 190.0, 44.0), Flat(OCHRE));
    canvas.fill(
        &poly(&[(1210.0, 490.0), (1210.0, 400.0), (1330.0, 340.0), (1500.0, 430.0), (1500.0, 490.0)]),
        Flat(MOSS),
    );
    canvas.fill(&rect(1349.0, 100.0, 12.0, 390.0).and(rect(1210.0, 280.0, 290.0, 12.0)), Flat(PAPER));
    canvas.fill(&ellipse(830.0, 868.0, 560.0, 24.0), Glaze(NIGHT, 0.25));
    for x in [370.0, 1240.0] {
        canvas
            .fill(&poly(&[(x, 680.0), (x + 34.0, 680.0), (x + 24.0, 870.0), (x + 10.0, 870.0)]), Flat(NAVY));
    }
    canvas.fill(&rect(330.0, 640.0, 980.0, 44.0), across(330.0, BRICK, 1310.0, WINE));
    canvas.fill(
        &poly(&[(300.0, 640.0), (360.0, 600.0), (1280.0, 600.0), (1340.0, 640.0)]),
        Flat(OCHRE.mix(SAND, 0.3)),
    );
    for (book, ink) in [NAVY, BRICK, MOSS, PAPER].into_iter().enumerate() {
        let (y, shift) = (586.0 - book as f32 * 30.0, [0.0, 16.0, -10.0, 24.0][book]);
        canvas
            .fill(&round(430.0 + shift, y, 230.0, 30.0, 6.0), across(430.0, ink, 690.0, ink.mix(NIGHT, 0.4)));
        canvas.fill(&rect(470.0 + shift, y, 10.0, 30.0), Glaze(SAND, 0.8));
    }
    canvas.fill(
        &circle(556.0, 456.0, 36.0).and(circle(586.0, 456.0, 34.0)),
        Fade((540.0, 430.0), BRICK, (610.0, 490.0), WINE),
    );
    canvas.fill(
        &line(&[(570.0, 430.0), (580.0, 402.0)], 6.0).and(ellipse(600.0, 412.0, 20.0, 9.0)),
        Flat(PINE),
    );
    globe(canvas);
    canvas.fill(&poly(&[(740.0, 622.0), (770.0, 602.0), (1000.0, 602.0), (970.0, 622.0)]), Flat(PAPER));
    canvas.fill(&line(&[(800.0, 612.0), (950.0, 608.0)], 3.0), Flat(MIST));
}

/// Lines on a blackboard end unevenly.
fn word_length(number: usize) -> f32 {
    [150.0, 110.0, 170.0, 60.0][number % 4]
}

fn globe(canvas: &mut Canvas) {
    canvas.fill(&round(1090.0, 592.0, 120.0, 20.0, 8.0).and(rect(1143.0, 560.0, 14.0, 40.0)), Flat(WINE));
    canvas.fill(&band((1150.0, 470.0), 104.0, 116.0, -70.0, 110.0), Flat(WINE));
    canvas.fill(&circle(1150.0, 470.0, 96.0), Fade((1090.0, 400.0), MIST, (1220.0, 540.0), NAVY));
    canvas.fill(
        &smooth(&[(1086.0, 430.0), (1130.0, 396.0), (1168.0, 420.0), (1150.0, 466.0), (1112.0, 476.0)]),
        Flat(MOSS),
    );
    canvas.fill(
        &smooth(&[(1160.0, 480.0), (1206.0, 470.0), (1216.0, 504.0), (1180.0, 540.0), (1158.0, 516.0)]),
        Flat(MOSS),
    );
}

pub fn hospital(canvas: &mut Canvas) {
    canvas.ground(Flat(SKY));
    let (x, y) = (800.0, 400.0);
    canvas.fill(
        &poly(&[(0.0, 0.0), (WIDTH, 0.0), (x + 130.0, y - 110.0), (x - 130.0, y - 110.0)]),
        down(0.0, MIST, 290.0, PAPER),
    );
    canvas.fill(
        &poly(&[(0.0, 900.0), (WIDTH, 900.0), (x + 130.0, y + 110.0), (x - 130.0, y + 110.0)]),
        down(510.0, PAPER, 900.0, MIST),
    );
    canvas.fill(
        &poly(&[(0.0, 0.0), (x - 130.0, y - 110.0), (x - 130.0, y + 110.0), (0.0, 900.0)]),
        across(0.0, BLUE, 670.0, SKY),
    );
    canvas.fill(
        &poly(&[(WIDTH, 0.0), (x + 130.0, y - 110.0), (x + 130.0, y + 110.0), (WIDTH, 900.0)]),
        across(930.0, SKY, WIDTH, MIST.mix(BLUE, 0.5)),
    );
    // A place on a wall: the side, how near (0 far to 1 at the picture's edge), how high (-1 ceiling to 1 floor).
    let wall = |side: f32, near: f32, high: f32| {
        let spread = 1.0 + near * near * 5.15;
        let rise = if high < 0.0 { 110.0 + near * near * 290.0 } else { 110.0 + near * near * 390.0 };
        (x + side * 130.0 * spread, y + high * rise)
    };
    for side in [-1.0, 1.0] {
        let band = |a: f32, b: f32| {
            poly(&[wall(side, 0.0, a), wall(side, 1.0, a), wall(side, 1.0, b), wall(side, 0.0, b)])
        };
        canvas.fill(&band(0.36, 0.42), Flat(BRICK));
        canvas.fill(&band(0.42, 1.0), Glaze(PINE, 0.5));
        for (near, far) in [(0.3, 0.12), (0.58, 0.42), (0.9, 0.72)] {
            let door = |inset: f32, top: f32| {
                poly(&[
                    wall(side, far + inset, top),
                    wall(side, near - inset, top),
                    wall(side, near - inset, 1.0),
                    wall(side, far + inset, 1.0),
                ])
            };
            canvas.fill(&door(0.0, -0.52), Flat(PAPER));
            canvas.fill(&door(0.016, -0.46), Flat(if side < 0.0 { OCHRE } else { SAND }));
            let pane = |a: f32, b: f32| {
                poly(&[
                    wall(side, far + 0.05, a),
                    wall(side, far + 0.1, a),
                    wall(side, far + 0.1, b),
                    wall(side, far + 0.05, b),
                ])
            };
            canvas.fill(&pane(-0.32, 0.1), Flat(NAVY));
        }
    }
    for lamp in [0.25f32, 0.5, 0.8] {
        let (left, right) = (wall(-0.4, lamp, -1.0), wall(0.4, lamp + 0.08, -1.0));
        canvas
            .fill(&poly(&[left, (1600.0 - left.0, left.1), right, (1600.0 - right.0, right.1)]), Flat(PAPER));
        canvas.fill(
            &ellipse(800.0, wall(0.0, lamp, 1.0).1, 60.0 + 380.0 * lamp * lamp, 8.0 + 34.0 * lamp * lamp),
            Glaze(PAPER, 0.75),
        );
    }
    canvas.fill(&rect(670.0, 290.0, 260.0, 220.0), down(290.0, PAPER, 510.0, SKY));
    canvas.fill(
        &rect(700.0, 330.0, 97.0, 180.0).and(rect(803.0, 330.0, 97.0, 180.0)),
        down(330.0, MIST, 510.0, BLUE),
    );
    canvas.fill(&circle(749.0, 396.0, 20.0).and(circle(851.0, 396.0, 20.0)), Flat(PAPER));
    canvas.fill(&rect(790.0, 252.0, 20.0, 60.0).and(rect(770.0, 272.0, 60.0, 20.0)), Flat(BRICK));
    canvas.fill(&person(770.0, 560.0, 150.0), Flat(NAVY));
    canvas.fill(&ellipse(1010.0, 806.0, 220.0, 18.0), Glaze(NIGHT, 0.3));
    canvas.fill(
        &line(&[(850.0, 660.0), (880.0, 790.0)], 8.0)
            .and(line(&[(1180.0, 680.0), (1150.0, 800.0)], 8.0))
            .and(circle(880.0, 794.0, 12.0))
            .and(circle(1150.0, 804.0, 12.0)),
        Flat(NAVY),
    );
    canvas.fill(&poly(&[(820.0, 640.0), (1190.0, 660.0), (1230.0, 720.0), (820.0, 690.0)]), Flat(NAVY));
    canvas.fill(
        &poly(&[(820.0, 624.0), (1190.0, 644.0), (1224.0, 700.0), (820.0, 672.0)]),
        across(820.0, PAPER, 1230.0, MIST),
    );
    canvas.fill(&round(836.0, 598.0, 100.0, 46.0, 20.0), across(830.0, PAPER, 960.0, MIST));
    canvas.fill(
        &poly(&[(950.0, 622.0), (1194.0, 634.0), (1232.0, 716.0), (964.0, 694.0)]),
        across(940.0, BRICK, 1236.0, WINE),
    );
}

pub fn court(canvas: &mut Canvas) {
    canvas.ground(down(0.0, NAVY, 900.0, NIGHT));
    canvas.fill(&circle(800.0, 420.0, 360.0), Fade((800.0, 60.0), OCHRE, (800.0, 780.0), BRICK));
    for column in [0.0, 190.0, 1250.0, 1440.0] {
        let paint = across(column, BLUE, column + 150.0, NIGHT.mix(NAVY, 0.6));
        canvas.fill(&rect(column + 20.0, 130.0, 120.0, 690.0), paint);
        for flute in 0..4 {
            canvas.fill(&rect(column + 34.0 + flute as f32 * 28.0, 170.0, 8.0, 620.0), Glaze(NIGHT, 0.4));
        }
        canvas.fill(&rect(column, 90.0, 160.0, 42.0).and(rect(column, 800.0, 160.0, 40.0)), paint);
    }
    canvas.fill(&rect(0.0, 0.0, WIDTH, 92.0).and(rect(0.0, 836.0, WIDTH, 64.0)), Flat(NIGHT));
    canvas.fill(&rect(0.0, 60.0, WIDTH, 8.0), Flat(OCHRE));
    let (left, right) = ((500.0, 330.0), (1100.0, 250.0));
    canvas.fill(&line(&[left, (800.0, 270.0), right], 18.0), Flat(NIGHT));
    canvas.fill(
        &poly(&[(784.0, 220.0), (816.0, 220.0), (826.0, 740.0), (774.0, 740.0)]),
        across(774.0, PAPER, 826.0, NIGHT),
    );
    canvas.fill(&circle(800.0, 222.0, 34.0), Fade((780.0, 200.0), PAPER, (830.0, 250.0), BRICK));
    canvas.fill(
        &poly(&[
            (640.0, 836.0),
            (690.0, 760.0),
            (760.0, 730.0),
            (840.0, 730.0),
            (910.0, 760.0),
            (960.0, 836.0),
        ]),
        across(640.0, PAPER, 960.0, NIGHT),
    );
    for (x, y) in [left, right] {
        for side in [-130.0, 130.0] {
            canvas.fill(&line(&[(x, y), (x + side, y + 250.0)], 4.0), Flat(NIGHT));
        }
        canvas.fill(&band((x, y + 246.0), 0.0, 158.0, 12.0, 168.0), across(x - 150.0, SAND, x + 150.0, WINE));
        canvas.fill(&round(x - 160.0, y + 246.0, 320.0, 16.0, 8.0), Flat(PAPER));
        canvas.fill(&circle(x, y, 16.0), Flat(PAPER));
    }
    for sheet in 0..5 {
        canvas.fill(
            &rect(430.0 + (sheet % 2) as f32 * 8.0, 562.0 - sheet as f32 * 15.0, 130.0, 13.0),
            Flat(if sheet == 4 { BRICK } else { PAPER }),
        );
    }
    canvas.fill(
        &smooth(&[(1080.0, 494.0), (1092.0, 440.0), (1140.0, 410.0), (1120.0, 470.0), (1100.0, 498.0)]),
        Flat(PAPER),
    );
}
