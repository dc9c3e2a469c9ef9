//! Halls with an audience, readers or travellers.

use crate::canvas::Paint::{Fade, Flat, Glaze, Glow};
use crate::canvas::*;
use crate::shape::*;

pub fn theatre(canvas: &mut Canvas) {
    canvas.ground(down(0.0, NIGHT, 900.0, WINE.mix(NIGHT, 0.5)));
    canvas.fill(
        &poly(&[(300.0, 640.0), (1300.0, 640.0), (1480.0, 800.0), (120.0, 800.0)]),
        down(640.0, BRICK.mix(NIGHT, 0.35), 800.0, OCHRE.mix(BRICK, 0.5)),
    );
    for board in 0..15 {
        let foot = 120.0 + board as f32 * 97.0;
        canvas.fill(&line(&[(300.0 + board as f32 * 71.4, 640.0), (foot, 800.0)], 2.5), Glaze(NIGHT, 0.4));
    }
    canvas.fill(
        &poly(&[(770.0, -20.0), (830.0, -20.0), (1090.0, 716.0), (510.0, 716.0)]),
        down(0.0, PAPER, 1300.0, NIGHT.mix(WINE, 0.4)),
    );
    canvas.fill(&ellipse(800.0, 716.0, 292.0, 50.0), Flat(PAPER.mix(OCHRE, 0.2)));
    canvas.fill(&ellipse(820.0, 724.0, 110.0, 15.0), Glaze(NIGHT, 0.4));
    canvas.fill(&person(800.0, 724.0, 330.0), Flat(NIGHT));
    canvas.fill(
        &line(&[(764.0, 520.0), (680.0, 410.0)], 22.0).and(line(&[(836.0, 520.0), (908.0, 600.0)], 22.0)),
        Flat(NIGHT),
    );
    canvas.fill(&round(660.0, 372.0, 40.0, 46.0, 10.0), Flat(BRICK));
    for side in [-1.0, 1.0] {
        for fold in 0..7 {
            let x = 800.0 + side * (830.0 - fold as f32 * 62.0);
            let (top, foot) = (x - side * 62.0, x - side * (62.0 - fold as f32 * 9.0));
            let hem = 840.0 - fold as f32 * 9.0;
            let fold_shape = poly(&[(x, 0.0), (top, 0.0), (foot, hem), (x + side * fold as f32 * 8.0, hem)]);
            canvas.fill(&fold_shape, Fade((x, 0.0), WINE.mix(NIGHT, 0.3), (top, 0.0), BRICK));
        }
    }
    for swag in 0..6 {
        let x = 130.0 + swag as f32 * 268.0;
        canvas.fill(
            &ellipse(x, 40.0, 150.0, 120.0),
            Fade((x - 80.0, 0.0), BRICK, (x + 130.0, 120.0), WINE.mix(NIGHT, 0.3)),
        );
        canvas.fill(&band((x, 24.0), 128.0, 140.0, 20.0, 160.0), Flat(OCHRE));
    }
    canvas.fill(&rect(0.0, 0.0, WIDTH, 44.0), Flat(WINE));
    canvas.fill(&rect(0.0, 800.0, WIDTH, 100.0), Flat(NIGHT));
    canvas.fill(&rect(120.0, 796.0, 1360.0, 10.0), Flat(OCHRE));
    for seat in 0..19 {
        let (x, size) = (seat as f32 * 88.0 + canvas.dice(-8.0, 8.0), canvas.dice(28.0, 36.0));
        canvas.fill(
            &circle(x, 836.0, size).and(round(x - 52.0, 864.0, 104.0, 80.0, 34.0)),
            Flat(NIGHT.mix(NAVY, if seat % 2 == 0 { 0.2 } else { 0.6 })),
        );
    }
}

pub fn library(canvas: &mut Canvas) {
    canvas.ground(down(0.0, WINE.mix(NIGHT, 0.35), 900.0, NIGHT));
    let inks = [BRICK, OCHRE, SAND, MOSS, BLUE, MIST, PAPER, PINE, WINE.mix(BRICK, 0.4)];
    for shelf in 0..5 {
        let floor = 176.0 + shelf as f32 * 172.0;
        let mut x = 20.0;
        while x < 1580.0 {
            let (wide, high) = (canvas.dice(18.0, 50.0), canvas.dice(92.0, 142.0));
            if canvas.chance(0.05) {
                x += canvas.dice(50.0, 110.0);
                continue;
            }
            let ink = inks[canvas.dice(0.0, inks.len() as f32) as usize % inks.len()];
            let lean = if canvas.chance(0.06) { 9.0 } else { 0.0 };
            let book = rect(x, floor - high, wide, high).turned((x, floor), lean);
            canvas.fill(&book, across(x, ink, x + wide * 1.8, ink.mix(NIGHT, 0.6)));
            for mark in [0.16, 0.76] {
                let stripe =
                    rect(x, floor - high * (1.0 - mark), wide, 5.0 + wide * 0.1).turned((x, floor), lean);
                canvas.fill(&stripe, Glaze(if wide > 34.0 { PAPER } else { NIGHT }, 0.55));
            }
            x += wide + 2.0 + lean * 2.6;
        }
        canvas.fill(&rect(0.0, floor, WIDTH, 20.0), down(floor, OCHRE.mix(WINE, 0.55), floor + 24.0, NIGHT));
    }
    for post in [0.0, 526.0, 1052.0, 1578.0] {
        canvas.fill(
            &rect(post - 12.0, 0.0, 34.0, HEIGHT),
            across(post - 12.0, OCHRE.mix(WINE, 0.5), post + 22.0, NIGHT),
        );
    }
    canvas.fill(&circle(640.0, 300.0, 900.0), Glow((640.0, 300.0), 900.0, OCHRE, 0.22));
    for (foot, top) in [(1130.0, 1230.0), (1310.0, 1360.0)] {
        canvas.fill(&line(&[(foot, 890.0), (top, 20.0)], 18.0), Flat(SAND));
    }
    for rung in 0..9 {
        let y = 110.0 + rung as f32 * 90.0;
        let share = (890.0 - y) / 870.0;
        canvas.fill(
            &line(&[(1130.0 + 100.0 * share, y), (1310.0 + 50.0 * share, y)], 12.0),
            Flat(SAND.mix(OCHRE, 0.5)),
        );
    }
    canvas.fill(&person(1236.0, 560.0, 300.0), Flat(NIGHT));
    canvas.fill(&line(&[(1210.0, 350.0), (1120.0, 290.0)], 22.0), Flat(NIGHT));
    canvas.fill(&rect(1080.0, 220.0, 30.0, 110.0).turned((1095.0, 280.0), -8.0), Flat(BRICK));
}

pub fn airport(canvas: &mut Canvas) {
    canvas.ground(down(0.0, NIGHT, 900.0, NAVY));
    canvas.fill(&rect(0.0, 470.0, WIDTH, 300.0), down(470.0, BRICK.mix(OCHRE, 0.4), 770.0, PAPER));
    canvas.fill(&circle(1180.0, 740.0, 120.0), Flat(OCHRE));
    canvas.fill(&rect(0.0, 740.0, WIDTH, 60.0), Flat(BLUE.mix(NAVY, 0.5)));
    plane(canvas);
    for mullion in 0..6 {
        canvas.fill(&rect(mullion as f32 * 318.0 - 8.0, 470.0, 18.0, 330.0), Flat(NIGHT));
    }
    canvas.fill(&round(150.0, 50.0, 1300.0, 370.0, 14.0), Flat(NIGHT.mix(PINE, 0.2)));
    canvas.fill(&rect(420.0, 0.0, 14.0, 60.0).and(rect(1166.0, 0.0, 14.0, 60.0)), Flat(MIST));
    for row in 0..6 {
        let y = 78.0 + row as f32 * 56.0;
        for (start, cells, ink) in [
            (184.0, 5, OCHRE),
            (400.0, 15, PAPER),
            (980.0, 4, PAPER),
            (1160.0, 7, if row == 2 { BRICK } else { MIST }),
        ] {
            let word = canvas.dice(cells as f32 * 0.6, cells as f32 + 0.9) as usize;
            for cell in 0..cells {
                let x = start + cell as f32 * 36.0;
                canvas.fill(&round(x, y, 32.0, 44.0, 4.0), down(y, NAVY, y + 44.0, NIGHT));
                if cell < word {
                    let (glyph, tall) = (canvas.dice(0.0, 4.0) as usize, canvas.dice(20.0, 26.0));
                    let stroke = match glyph {
                        0 => rect(x + 8.0, y + 10.0, 5.0, tall).and(rect(x + 8.0, y + 10.0, 16.0, 5.0)),
                        1 => rect(x + 13.0, y + 10.0, 5.0, tall).and(rect(x + 7.0, y + 18.0, 18.0, 5.0)),
                        2 => rect(x + 8.0, y + 10.0, 5.0, tall).and(rect(x + 19.0, y + 10.0, 5.0, tall)),
                        _ => rect(x + 8.0, y + 10.0, 16.0, 5.0).and(rect(x + 8.0, y + 28.0, 16.0, 5.0)),
                    };
                    canvas.fill(&stroke, Flat(ink));
                }
                canvas.fill(&rect(x, y + 21.0, 32.0, 2.0), Flat(NIGHT));
            }
        }
    }
    canvas.fill(&rect(0.0, 796.0, WIDTH, 104.0), down(796.0, NAVY, 900.0, NIGHT));
    for (x, foot, high) in [(330.0, 880.0, 250.0), (420.0, 886.0, 230.0), (1330.0, 880.0, 260.0)] {
        canvas.fill(&person(x, foot, high), Flat(NIGHT));
    }
    for x in [490.0, 1250.0] {
        canvas.fill(&round(x - 28.0, 790.0, 58.0, 90.0, 8.0), Flat(BRICK));
        canvas.fill(
            &line(&[(x - 14.0, 790.0), (x - 14.0, 736.0), (x + 14.0, 736.0), (x + 14.0, 790.0)], 5.0),
            Flat(NIGHT),
        );
    }
}

fn plane(canvas: &mut Canvas) {
    let body = [
        (560.0, 660.0),
        (640.0, 622.0),
        (860.0, 612.0),
        (1060.0, 616.0),
        (1120.0, 640.0),
        (1060.0, 672.0),
        (820.0, 684.0),
        (640.0, 682.0),
    ];
    canvas.fill(&smooth(&body), down(610.0, PAPER, 690.0, BLUE));
    canvas.fill(&poly(&[(1040.0, 626.0), (1100.0, 520.0), (1146.0, 520.0), (1116.0, 640.0)]), Flat(WINE));
    canvas.fill(&poly(&[(780.0, 662.0), (890.0, 660.0), (1010.0, 730.0), (960.0, 734.0)]), Flat(NAVY));
    canvas.fill(&round(800.0, 690.0, 90.0, 34.0, 16.0), Flat(NIGHT));
    for window in 0..18 {
        canvas.fill(&circle(680.0 + window as f32 * 20.0, 640.0, 4.5), Flat(NAVY));
    }
    canvas.fill(&poly(&[(590.0, 640.0), (634.0, 628.0), (640.0, 644.0), (596.0, 650.0)]), Flat(NIGHT));
    canvas.fill(&rect(650.0, 680.0, 6.0, 56.0).and(rect(880.0, 684.0, 6.0, 52.0)), Flat(NIGHT));
    canvas.fill(&circle(653.0, 740.0, 12.0).and(circle(883.0, 740.0, 15.0)), Flat(NIGHT));
}
