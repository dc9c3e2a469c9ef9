//! Seen from above.

use crate::canvas::Paint::{Fade, Flat, Glaze, Glow};
use crate::canvas::*;
use crate::shape::*;

pub fn hockey(canvas: &mut Canvas) {
    canvas.ground(Flat(NAVY));
    for row in 0..3 {
        for seat in 0..40 {
            let (x, y) = (seat as f32 * 41.0 + (row % 2) as f32 * 20.0, 14.0 + row as f32 * 30.0);
            let ink = [BLUE, BRICK, SAND, NIGHT, MIST][canvas.dice(0.0, 5.0) as usize % 5];
            canvas.fill(&circle(x, y, 13.0), Flat(ink));
        }
    }
    canvas.fill(&round(40.0, 104.0, 1700.0, 1100.0, 330.0), Flat(OCHRE));
    canvas.fill(&round(56.0, 120.0, 1700.0, 1100.0, 316.0), Flat(PAPER));
    canvas.fill(&round(72.0, 136.0, 1700.0, 1100.0, 300.0), Fade((72.0, 136.0), PAPER, (1600.0, 900.0), SKY));
    canvas.fill(&rect(1012.0, 136.0, 22.0, 800.0), Flat(BRICK));
    canvas.fill(&rect(640.0, 136.0, 18.0, 800.0).and(rect(1390.0, 136.0, 18.0, 800.0)), Flat(BLUE));
    canvas.fill(&rect(236.0, 176.0, 7.0, 800.0), Flat(BRICK));
    canvas.fill(&band((1023.0, 540.0), 158.0, 166.0, 0.0, 360.0), Flat(BLUE));
    for y in [330.0, 750.0] {
        canvas.fill(&band((430.0, y), 118.0, 126.0, 0.0, 360.0), Flat(BRICK));
        canvas.fill(&circle(430.0, y, 16.0), Flat(BRICK));
    }
    canvas.fill(&band((240.0, 540.0), 0.0, 92.0, -90.0, 90.0), Glaze(MIST, 0.9));
    canvas.fill(&round(170.0, 486.0, 72.0, 108.0, 20.0), Glaze(NAVY, 0.5));
    for _ in 0..44 {
        let (x, y, turn, long) = (
            canvas.dice(120.0, 1580.0),
            canvas.dice(180.0, 880.0),
            canvas.dice(0.0, 180.0),
            canvas.dice(60.0, 190.0),
        );
        canvas.fill(&rect(x, y, long, 2.0).turned((x, y), turn), Glaze(MIST, 0.8));
    }
    let stick = [(1420.0, 170.0), (836.0, 640.0)];
    canvas.fill(&line(&stick.map(|(x, y)| (x + 36.0, y + 40.0)), 26.0), Glaze(NAVY, 0.22));
    canvas.fill(&ellipse(790.0, 700.0, 150.0, 30.0).turned((790.0, 700.0), 10.0), Glaze(NAVY, 0.22));
    canvas.fill(&line(&stick, 28.0), Fade(stick[0], BRICK, stick[1], OCHRE));
    canvas.fill(&line(&[(1440.0, 154.0), (1350.0, 226.0)], 34.0), Flat(NIGHT));
    canvas.fill(
        &poly(&[
            (858.0, 612.0),
            (826.0, 608.0),
            (660.0, 636.0),
            (640.0, 664.0),
            (664.0, 684.0),
            (850.0, 656.0),
        ]),
        across(640.0, NIGHT, 860.0, NAVY),
    );
    for tape in 0..5 {
        canvas.fill(
            &rect(676.0 + tape as f32 * 28.0, 630.0 - tape as f32 * 4.0, 8.0, 48.0)
                .turned((700.0, 650.0), -4.0),
            Glaze(MIST, 0.5),
        );
    }
    canvas.fill(&ellipse(570.0, 726.0, 62.0, 30.0), Glaze(NAVY, 0.25));
    canvas.fill(&ellipse(560.0, 706.0, 58.0, 32.0).and(rect(502.0, 686.0, 116.0, 20.0)), Flat(NIGHT));
    canvas.fill(&ellipse(560.0, 686.0, 58.0, 32.0), Fade((510.0, 660.0), BLUE, (610.0, 716.0), NIGHT));
}

pub fn cable(canvas: &mut Canvas) {
    canvas.ground(down(0.0, NIGHT, 900.0, NAVY));
    let land = [
        (250.0, 330.0),
        (400.0, 190.0),
        (620.0, 220.0),
        (760.0, 110.0),
        (980.0, 130.0),
        (1130.0, 230.0),
        (1300.0, 260.0),
        (1380.0, 430.0),
        (1290.0, 600.0),
        (1330.0, 740.0),
        (1120.0, 800.0),
        (880.0, 740.0),
        (680.0, 800.0),
        (420.0, 760.0),
        (330.0, 620.0),
        (200.0, 520.0),
    ];
    for (grow, ink) in [(1.16, 0.12), (1.08, 0.2), (1.0, 1.0)] {
        let grown = land.map(|(x, y)| (800.0 + (x - 800.0) * grow, 460.0 + (y - 460.0) * grow));
        canvas.fill(
            &smooth(&grown),
            if ink < 1.0 {
                Glaze(BLUE, ink)
            } else {
                Fade((300.0, 100.0), PINE.mix(MOSS, 0.35), (1300.0, 800.0), PINE)
            },
        );
    }
    let dots = smooth(&land);
    for row in 0..26 {
        for column in 0..46 {
            let (x, y) = (170.0 + column as f32 * 28.0 + (row % 2) as f32 * 14.0, 110.0 + row as f32 * 28.0);
            if inside(&dots, x, y) {
                canvas.fill(&circle(x, y, 3.0), Glaze(MIST, 0.35));
            }
        }
    }
    let towns: [Point; 11] = [
        (700.0, 400.0),
        (430.0, 330.0),
        (960.0, 240.0),
        (1210.0, 400.0),
        (1080.0, 620.0),
        (760.0, 660.0),
        (450.0, 590.0),
        (60.0, 250.0),
        (1560.0, 300.0),
        (70.0, 760.0),
        (1540.0, 800.0),
    ];
    for (from, to) in [
        (0, 1),
        (0, 2),
        (0, 3),
        (0, 4),
        (0, 5),
        (0, 6),
        (1, 7),
        (3, 8),
        (6, 9),
        (4, 10),
        (1, 6),
        (2, 3),
        (5, 4),
    ] {
        let ((x0, y0), (x1, y1)) = (towns[from], towns[to]);
        let bend = ((x0 + x1) / 2.0 + (y1 - y0) * 0.2, (y0 + y1) / 2.0 - (x1 - x0).abs() * 0.2);
        let curve: Vec<Point> = (0..=24)
            .map(|step| {
                let t = step as f32 / 24.0;
                let mix =
                    |a: f32, b: f32, c: f32| a * (1.0 - t).powi(2) + 2.0 * b * t * (1.0 - t) + c * t * t;
                (mix(x0, bend.0, x1), mix(y0, bend.1, y1))
            })
            .collect();
        let ink = if from == 0 { OCHRE } else { BRICK };
        canvas.fill(&line(&curve, 16.0), Glaze(ink, 0.18));
        canvas.fill(&line(&curve, 5.0), Flat(ink));
        let (x, y) = curve[6 + (from + to * 5) % 14];
        canvas.fill(&circle(x, y, 8.0), Flat(PAPER));
    }
    for (number, (x, y)) in towns.into_iter().enumerate() {
        let size = if number == 0 { 34.0 } else { 20.0 };
        canvas.fill(&circle(x, y, size * 4.0), Glow((x, y), size * 4.0, OCHRE, 0.7));
        canvas.fill(&circle(x, y, size), Flat(PAPER));
        canvas.fill(&circle(x, y, size * 0.55), Flat(BRICK));
    }
}

/// Whether a point lies within a shape of one contour.
fn inside(shape: &Shape, x: f32, y: f32) -> bool {
    let contour = &shape.0[0];
    let next = contour.iter().cycle().skip(1);
    let crossed = |((x0, y0), (x1, y1)): &(&Point, &Point)| {
        (*y0 > y) != (*y1 > y) && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
    };
    contour
        .iter()
        .zip(next)
        .map(|((x0, y0), (x1, y1))| ((*x0, *y0), (*x1, *y1)))
        .filter(|(a, b)| crossed(&(a, b)))
        .count()
        % 2
        == 1
}

pub fn banknotes(canvas: &mut Canvas) {
    canvas.ground(down(0.0, PINE, 900.0, NIGHT));
    for (x, y, turn, ink) in [
        (220.0, 90.0, -16.0, BLUE),
        (640.0, 470.0, 12.0, WINE),
        (80.0, 480.0, 7.0, OCHRE),
        (800.0, 80.0, -5.0, MOSS),
        (420.0, 300.0, -9.0, BRICK),
    ] {
        note(canvas, x, y, turn, ink);
    }
    for (x, y, size) in [(1290.0, 640.0, 92.0), (1420.0, 730.0, 78.0), (1270.0, 770.0, 66.0)] {
        canvas.fill(&circle(x + 9.0, y + 13.0, size), Glaze(NIGHT, 0.5));
        canvas.fill(
            &circle(x, y, size),
            Fade((x - size, y - size), SAND, (x + size, y + size), OCHRE.mix(WINE, 0.4)),
        );
        canvas.fill(&band((x, y), size * 0.8, size * 0.86, 0.0, 360.0), Glaze(WINE, 0.5));
        canvas.fill(
            &smooth(&[(x, y - size * 0.5), (x + size * 0.34, y), (x, y + size * 0.5), (x - size * 0.34, y)]),
            Glaze(WINE, 0.4),
        );
    }
}

/// A banknote of no country: waves, a rosette and a place for a portrait.
fn note(canvas: &mut Canvas, x: f32, y: f32, turn: f32, ink: Ink) {
    let centre = (x + 330.0, y + 165.0);
    let put = |shape: Shape| shape.moved(x, y).turned(centre, turn);
    canvas.fill(&put(round(0.0, 0.0, 660.0, 330.0, 12.0)).moved(12.0, 18.0), Glaze(NIGHT, 0.45));
    canvas.fill(&put(round(0.0, 0.0, 660.0, 330.0, 12.0)), Flat(PAPER));
    canvas.fill(
        &put(round(16.0, 16.0, 628.0, 298.0, 6.0)),
        Fade(centre, ink.mix(PAPER, 0.55), (centre.0 + 420.0, centre.1 + 100.0), ink.mix(PAPER, 0.2)),
    );
    for wave in 0..14 {
        let curve: Vec<Point> = (0..=60)
            .map(|step| {
                let at = step as f32 * 10.2;
                (24.0 + at, 60.0 + wave as f32 * 16.0 + 26.0 * (at / 74.0 + wave as f32 * 0.35).sin())
            })
            .collect();
        canvas.fill(&put(line(&curve, 2.0)), Glaze(ink, 0.55));
    }
    canvas.fill(&put(ellipse(500.0, 165.0, 96.0, 118.0)), Flat(PAPER));
    canvas.fill(&put(ellipse(500.0, 165.0, 84.0, 106.0)), Flat(ink.mix(PAPER, 0.3)));
    canvas.fill(
        &put(circle(500.0, 136.0, 38.0).and(band((500.0, 270.0), 0.0, 80.0, 200.0, 340.0))),
        Flat(ink.mix(NIGHT, 0.45)),
    );
    for petal in 0..12 {
        let leaf = ellipse(170.0, 112.0, 13.0, 52.0).turned((170.0, 165.0), petal as f32 * 30.0);
        canvas.fill(&put(leaf), Glaze(ink.mix(NIGHT, 0.25), 0.55));
    }
    canvas.fill(&put(circle(170.0, 165.0, 26.0)), Flat(PAPER));
    canvas.fill(&put(circle(170.0, 165.0, 14.0)), Flat(ink));
    canvas.fill(
        &put(round(36.0, 32.0, 64.0, 30.0, 4.0).and(round(290.0, 268.0, 96.0, 22.0, 4.0))),
        Flat(ink.mix(NIGHT, 0.3)),
    );
}
