//! Things close by, on a plain ground.

use crate::canvas::Paint::{Fade, Flat, Glaze, Glow};
use crate::canvas::*;
use crate::shape::*;

pub fn press(canvas: &mut Canvas) {
    canvas.ground(down(0.0, OCHRE, 900.0, BRICK.mix(OCHRE, 0.5)));
    canvas.fill(&rect(0.0, 790.0, WIDTH, 110.0), down(790.0, NAVY, 900.0, NIGHT));
    canvas.fill(&round(180.0, 130.0, 940.0, 680.0, 40.0), across(180.0, BLUE, 1120.0, NIGHT));
    canvas.fill(&round(220.0, 170.0, 860.0, 600.0, 26.0), Glaze(NIGHT, 0.35));
    let path = [
        (-20.0, 300.0),
        (330.0, 300.0),
        (450.0, 200.0),
        (620.0, 420.0),
        (800.0, 240.0),
        (960.0, 440.0),
        (1060.0, 640.0),
        (1640.0, 560.0),
    ];
    canvas.fill(&line(&path, 46.0), Flat(PAPER));
    canvas.fill(&line(&path.map(|(x, y)| (x, y + 16.0)), 10.0), Glaze(MIST, 0.7));
    for (x, y, radius) in [
        (420.0, 330.0, 128.0),
        (640.0, 560.0, 150.0),
        (790.0, 330.0, 96.0),
        (960.0, 570.0, 112.0),
        (400.0, 620.0, 92.0),
    ] {
        canvas.fill(&circle(x + 10.0, y + 14.0, radius), Glaze(NIGHT, 0.5));
        canvas
            .fill(&circle(x, y, radius), Fade((x - radius, y - radius), SKY, (x + radius, y + radius), NAVY));
        canvas.fill(&band((x, y), radius * 0.8, radius * 0.84, 0.0, 360.0), Glaze(NIGHT, 0.5));
        canvas.fill(&circle(x, y, radius * 0.3), Flat(BRICK));
        canvas.fill(&circle(x, y, radius * 0.12), Flat(PAPER));
        for bolt in 0..6 {
            let angle = (bolt as f32 * 60.0 + radius).to_radians();
            canvas.fill(
                &circle(x + angle.cos() * radius * 0.58, y + angle.sin() * radius * 0.58, radius * 0.06),
                Flat(NIGHT),
            );
        }
    }
    for step in 0..5 {
        let (x, y) = (1130.0 + step as f32 * 94.0, 596.0 - step as f32 * 11.0);
        sheet(canvas, x, y - 34.0, 78.0, 60.0, -7.0);
    }
    for copy in 0..9 {
        canvas.fill(
            &round(1230.0 - (copy % 2) as f32 * 7.0, 780.0 - copy as f32 * 15.0, 300.0, 13.0, 4.0),
            Flat(if copy % 3 == 1 { SAND } else { PAPER }),
        );
    }
    canvas.fill(&ellipse(1380.0, 800.0, 190.0, 12.0), Glaze(NIGHT, 0.4));
    canvas.fill(&round(1190.0, 120.0, 300.0, 340.0, 6.0).turned((1340.0, 290.0), 8.0), Glaze(NIGHT, 0.35));
    sheet(canvas, 1180.0, 100.0, 300.0, 350.0, 6.0);
}

/// A printed page with a headline, a picture and columns.
fn sheet(canvas: &mut Canvas, x: f32, y: f32, wide: f32, high: f32, turn: f32) {
    let middle = (x + wide / 2.0, y + high / 2.0);
    let part = |left: f32, top: f32, w: f32, h: f32| {
        rect(x + wide * left, y + high * top, wide * w, high * h).turned(middle, turn)
    };
    canvas.fill(&part(0.0, 0.0, 1.0, 1.0), Flat(PAPER));
    canvas.fill(&part(0.08, 0.07, 0.84, 0.1), Flat(NIGHT));
    canvas.fill(&part(0.08, 0.22, 0.5, 0.3), Flat(BRICK));
    for text in 0..9 {
        let top = 0.22 + text as f32 * 0.08;
        canvas.fill(&part(0.64, top, 0.28, 0.03), Flat(BLUE));
        if text > 3 {
            canvas.fill(&part(0.08, top, 0.5 - (text % 3) as f32 * 0.05, 0.03), Flat(BLUE));
        }
    }
}

pub fn ballot(canvas: &mut Canvas) {
    canvas.ground(Flat(SKY));
    canvas.fill(
        &poly(&[(0.0, 0.0), (700.0, 0.0), (1100.0, 900.0), (0.0, 900.0)]),
        Fade((0.0, 0.0), BRICK, (900.0, 900.0), BRICK.mix(WINE, 0.6)),
    );
    canvas.fill(
        &poly(&[(480.0, 820.0), (1130.0, 820.0), (1600.0, 640.0), (1600.0, 900.0), (700.0, 900.0)]),
        Glaze(NIGHT, 0.35),
    );
    canvas.fill(
        &poly(&[(440.0, 430.0), (1040.0, 470.0), (1040.0, 850.0), (440.0, 780.0)]),
        Fade((440.0, 430.0), PAPER, (1040.0, 850.0), MIST),
    );
    canvas.fill(
        &poly(&[(1040.0, 470.0), (1230.0, 400.0), (1230.0, 740.0), (1040.0, 850.0)]),
        across(1040.0, BLUE, 1230.0, NAVY),
    );
    canvas.fill(
        &poly(&[(440.0, 430.0), (640.0, 372.0), (1230.0, 400.0), (1040.0, 470.0)]),
        across(440.0, PAPER, 1230.0, SAND),
    );
    canvas.fill(&poly(&[(700.0, 428.0), (740.0, 412.0), (1000.0, 426.0), (966.0, 444.0)]), Flat(NIGHT));
    let (centre, turn) = ((850.0, 250.0), -7.0);
    let part = |x: f32, y: f32, wide: f32, high: f32| rect(x, y, wide, high).turned(centre, turn);
    let visible = poly(&[(688.0, 72.0), (966.0, 40.0), (1000.0, 426.0), (966.0, 444.0), (732.0, 430.0)]);
    canvas.fill(&visible, Fade((690.0, 60.0), PAPER, (1040.0, 460.0), SKY));
    for choice in 0..4 {
        let y = 96.0 + choice as f32 * 78.0;
        canvas.fill(&part(716.0, y, 50.0, 50.0), Flat(NAVY));
        canvas.fill(&part(722.0, y + 6.0, 38.0, 38.0), Flat(PAPER));
        canvas.fill(&part(790.0, y + 8.0, 150.0 - (choice % 2) as f32 * 40.0, 12.0), Flat(BLUE));
        canvas.fill(&part(790.0, y + 30.0, 90.0, 8.0), Flat(MIST));
    }
    canvas.fill(&line(&[(722.0, 196.0), (742.0, 220.0), (786.0, 158.0)], 13.0), Flat(BRICK));
    canvas.fill(&circle(740.0, 620.0, 94.0), Flat(NAVY));
    canvas.fill(&line(&[(696.0, 622.0), (730.0, 658.0), (790.0, 580.0)], 22.0), Flat(PAPER));
    canvas
        .fill(&poly(&[(440.0, 744.0), (1040.0, 812.0), (1040.0, 850.0), (440.0, 780.0)]), Glaze(NAVY, 0.25));
    canvas.fill(&round(1066.0, 560.0, 40.0, 54.0, 8.0), Flat(OCHRE));
    canvas.fill(&band((1086.0, 562.0), 14.0, 22.0, 180.0, 360.0), Flat(SAND));
}

pub fn market(canvas: &mut Canvas) {
    canvas.ground(down(0.0, PINE, 900.0, NIGHT));
    canvas.fill(&circle(800.0, 420.0, 900.0), Glow((800.0, 420.0), 900.0, OCHRE, 0.5));
    canvas.fill(
        &rect(150.0, 200.0, 24.0, 700.0).and(rect(1426.0, 200.0, 24.0, 700.0)),
        Flat(WINE.mix(NIGHT, 0.3)),
    );
    for stripe in 0..12 {
        let (top, foot) = (200.0 + stripe as f32 * 100.0, 60.0 + stripe as f32 * 123.4);
        let ink = if stripe % 2 == 0 { BRICK } else { PAPER };
        canvas.fill(
            &poly(&[(top, 60.0), (top + 100.0, 60.0), (foot + 123.4, 270.0), (foot, 270.0)]),
            down(60.0, ink, 480.0, NIGHT),
        );
        let x = foot + 61.7;
        canvas.fill(&band((x, 270.0), 0.0, 61.7, 0.0, 180.0), Flat(ink.mix(NIGHT, 0.22)));
    }
    for x in [400.0, 800.0, 1200.0] {
        canvas.fill(&rect(x - 1.5, 270.0, 3.0, 90.0), Flat(NIGHT));
        canvas.fill(&circle(x, 380.0, 240.0), Glow((x, 380.0), 240.0, PAPER, 0.5));
        canvas.fill(&circle(x, 380.0, 26.0), Flat(PAPER));
        canvas.fill(
            &poly(&[(x - 40.0, 374.0), (x + 40.0, 374.0), (x + 14.0, 344.0), (x - 14.0, 344.0)]),
            Flat(NIGHT),
        );
    }
    canvas.fill(&person(1010.0, 700.0, 330.0), Flat(NAVY));
    canvas.fill(&round(966.0, 500.0, 88.0, 120.0, 14.0), Flat(SAND));
    for (row, (foot, left, columns)) in [(690.0, 190.0, 4), (850.0, 110.0, 4)].into_iter().enumerate() {
        for column in 0..columns {
            let wide = 300.0 + row as f32 * 42.0;
            crate_of_fruit(canvas, left + column as f32 * (wide + 6.0), foot, wide, (row * 4 + column) % 7);
        }
    }
    canvas.fill(&rect(0.0, 866.0, WIDTH, 34.0), Flat(NIGHT));
}

fn crate_of_fruit(canvas: &mut Canvas, x: f32, foot: f32, wide: f32, kind: usize) {
    let ink = [BRICK, MOSS, OCHRE, WINE, SAND, BRICK.mix(OCHRE, 0.5), MOSS.mix(OCHRE, 0.5)][kind];
    let radius = [30.0, 38.0, 32.0, 26.0, 36.0, 34.0, 28.0][kind];
    for row in 0..3 {
        let mut at = x + radius * 0.7 + (row % 2) as f32 * radius * 0.8;
        while at < x + wide - radius * 0.5 - row as f32 * 18.0 {
            let y = foot - 66.0 - row as f32 * radius * 0.9 + canvas.dice(-4.0, 4.0);
            canvas.fill(
                &circle(at, y, radius),
                Fade(
                    (at - radius, y - radius),
                    ink.mix(PAPER, 0.2),
                    (at + radius, y + radius),
                    ink.mix(NIGHT, 0.6),
                ),
            );
            canvas.fill(&ellipse(at + 2.0, y - radius * 0.86, 5.0, 9.0), Flat(PINE));
            at += radius * 1.7;
        }
    }
    for slat in 0..2 {
        let y = foot - 72.0 + slat as f32 * 44.0;
        canvas
            .fill(&rect(x, y, wide, 36.0), across(x, OCHRE.mix(SAND, 0.5), x + wide, BRICK.mix(SAND, 0.35)));
        canvas.fill(&circle(x + 14.0, y + 18.0, 4.0).and(circle(x + wide - 14.0, y + 18.0, 4.0)), Flat(WINE));
    }
    let tag = (x + wide / 2.0 - 46.0, foot - 66.0);
    canvas.fill(&rect(tag.0, tag.1, 92.0, 50.0), Flat(PAPER));
    canvas.fill(
        &rect(tag.0 + 14.0, tag.1 + 14.0, 42.0, 8.0).and(rect(tag.0 + 14.0, tag.1 + 30.0, 62.0, 6.0)),
        Flat(NAVY),
    );
}
