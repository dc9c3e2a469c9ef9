//! Things close by, on a plain ground.

use super::canvas::Paint::{Fade, Flat, Glaze, Glow};
use super::canvas::*;
use super::shape::*;

pub fn press(canvas: &mut Canvas) {
    canvas.ground(down(0.0, OCHRE, 900.0, BRICK.mix(OCHRE, 0.5)));
    canvas.fill(&rect(0.0, 790.0, WIDTH, 110.0), down(790.0, NAVY, 900.0, NIGHT));
    canvas.fill(&round(180.0, 130.0, 940.0, 680.0, 40.0), across(180.0, BLUE, 1120.0, NIGHT));
    canvas.fill(&round(220.0, 170.0, 860.0, 600.0, 26.0), Glaze(NIGHT, 0.35));
    let path = [(-20.0, 300.0), (330.0, 300.0), (450.0, 200.0), (620.0, 420.0), (800.0, 240.0), (960.0, 440.0), (1060.0, 640.0), (1640.0, 560.0)];
    canvas.fill(&line(&path, 46.0), Flat(PAPER));
    canvas.fill(&line(&path.map(|(x, y)| (x, y + 16.0)), 10.0), Glaze(MIST, 0.7));
    for (x, y, radius) in [(420.0, 330.0, 128.0), (640.0, 560.0, 150.0), (790.0, 330.0, 96.0), (960.0, 570.0, 112.0), (400.0, 620.0, 92.0)] {
        canvas.fill(&circle(x + 10.0, y + 14.0, radius), Glaze(NIGHT, 0.5));
        canvas.fill(&circle(x, y, radius), Fade((x - radius, y - radius), SKY, (x + radius, y + radius), NAVY));
        canvas.fill(&band((x, y), radius * 0.8, radius * 0.84, 0.0, 360.0), Glaze(NIGHT, 0.5));
        canvas.fill(&circle(x, y, radius * 0.3), Flat(BRICK));
        canvas.fill(&circle(x, y, radius * 0.12), Flat(PAPER));
        for bolt in 0..6 {
            let angle = (bolt as f32 * 60.0 + radius).to_radians();
            canvas.fill(&circle(x + angle.cos() * radius * 0.58, y + angle.sin() * radius * 0.58, radius * 0.06), Flat(NIGHT));
        }
    }
    for step in 0..5 {
        let (x, y) = (1130.0 + step as f32 * 94.0, 596.0 - step as f32 * 11.0);
        sheet(canvas, x, y - 34.0, 78.0, 60.0, -7.0);
    }
    for copy in 0..9 {
        canvas.fill(&round(1230.0 - (copy % 2) as f32 * 7.0, 780.0 - copy as f32 * 15.0, 300.0, 13.0, 4.0), Flat(if copy % 3 == 1 { SAND } else { PAPER }));
    }
    canvas.fill(&ellipse(1380.0, 800.0, 190.0, 12.0), Glaze(NIGHT, 0.4));
    canvas.fill(&round(1190.0, 120.0, 300.0, 340.0, 6.0).turned((1340.0, 290.0), 8.0), Glaze(NIGHT, 0.35));
    sheet(canvas, 1180.0, 100.0, 300.0, 350.0, 6.0);
}

/// A printed page with a headline, a picture and columns.
fn sheet(canvas: &mut Canvas, x: f32, y: f32, wide: f32, high: f32, turn: f32) {
    let middle = (x + wide / 2.0, y + high / 2.0);
    let part = |left: f32, top: f32, w: f32, h: f32| rect(x + wide * left, y + high * top, wide * w, high * h).turned(middle, turn);
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
    canvas.fill(&poly(&[(0.0, 0.0), (700.0, 0.0), (1100.0, 900.0), (0.0, 900.0)]), Fade((0.0, 0.0), BRICK, (900.0, 900.0), BRICK.mix(WINE, 0.6)));
    canvas.fill(&poly(&[(480.0, 820.0), (1130.0, 820.0), (1600.0, 640.0), (1600.0, 900.0), (700.0, 900.0)]), Glaze(NIGHT, 0.35));
    canvas.fill(&poly(&[(440.0, 430.0), (1040.0, 470.0), (1040.0, 850.0), (440.0, 780.0)]), Fade((440.0, 430.0), PAPER, (1040.0, 850.0), MIST));
    canvas.fill(&poly(&[(1040.0, 470.0), (1230.0, 400.0), (1230.0, 740.0), (1040.0, 850.0)]), across(1040.0, BLUE, 1230.0, NAVY));
    canvas.fill(&poly(&[(440.0, 430.0), (640.0, 372.0), (1230.0, 400.0), (1040.0, 470.0)]), across(440.0, PAPER, 1230.0, SAND));
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
    canvas.fill(&poly(&[(440.0, 744.0), (1040.0, 812.0), (1040.0, 850.0), (440.0, 780.0)]), Glaze(NAVY, 0.25));
    canvas.fill(&round(1066.0, 560.0, 40.0, 54.0, 8.0), Flat(OCHRE));
    canvas.fill(&band((1086.0, 562.0), 14.0, 22.0, 180.0, 360.0), Flat(SAND));
}

pub fn market(canvas: &mut Canvas) {
    canvas.ground(down(0.0, PINE, 900.0, NIGHT));
    canvas.fill(&rect(0.0, 0.0, WIDTH, HEIGHT), Glow((800.0, 420.0), 900.0, OCHRE, 0.5));
    canvas.fill(&rect(150.0, 200.0, 24.0, 700.0).and(rect(1426.0, 200.0, 24.0, 700.0)), Flat(WINE.mix(NIGHT, 0.3)));
    for stripe in 0..12 {
        let (top, foot) = (200.0 + stripe as f32 * 100.0, 60.0 + stripe as f32 * 123.4);
        let ink = if stripe % 2 == 0 { BRICK } else { PAPER };
        canvas.fill(&poly(&[(top, 60.0), (top + 100.0, 60.0), (foot + 123.4, 270.0), (foot, 270.0)]), down(60.0, ink, 480.0, NIGHT));
        let x = foot + 61.7;
        canvas.fill(&band((x, 270.0), 0.0, 61.7, 0.0, 180.0), Flat(ink.mix(NIGHT, 0.22)));
    }
    for x in [400.0, 800.0, 1200.0] {
        canvas.fill(&rect(x - 1.5, 270.0, 3.0, 90.0), Flat(NIGHT));
        canvas.fill(&rect(0.0, 0.0, WIDTH, HEIGHT), Glow((x, 380.0), 240.0, PAPER, 0.5));
        canvas.fill(&circle(x, 380.0, 26.0), Flat(PAPER));
        canvas.fill(&poly(&[(x - 40.0, 374.0), (x + 40.0, 374.0), (x + 14.0, 344.0), (x - 14.0, 344.0)]), Flat(NIGHT));
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
            canvas.fill(&circle(at, y, radius), Fade((at - radius, y - radius), ink.mix(PAPER, 0.2), (at + radius, y + radius), ink.mix(NIGHT, 0.6)));
            canvas.fill(&ellipse(at + 2.0, y - radius * 0.86, 5.0, 9.0), Flat(PINE));
            at += radius * 1.7;
        }
    }
    for slat in 0..2 {
        let y = foot - 72.0 + slat as f32 * 44.0;
        canvas.fill(&rect(x, y, wide, 36.0), across(x, OCHRE.mix(SAND, 0.5), x + wide, BRICK.mix(SAND, 0.35)));
        canvas.fill(&circle(x + 14.0, y + 18.0, 4.0).and(circle(x + wide - 14.0, y + 18.0, 4.0)), Flat(WINE));
    }
    let tag = (x + wide / 2.0 - 46.0, foot - 66.0);
    canvas.fill(&rect(tag.0, tag.1, 92.0, 50.0), Flat(PAPER));
    canvas.fill(&rect(tag.0 + 14.0, tag.1 + 14.0, 42.0, 8.0).and(rect(tag.0 + 14.0, tag.1 + 30.0, 62.0, 6.0)), Flat(NAVY));
}

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
        let (x, y, turn, long) = (canvas.dice(120.0, 1580.0), canvas.dice(180.0, 880.0), canvas.dice(0.0, 180.0), canvas.dice(60.0, 190.0));
        canvas.fill(&rect(x, y, long, 2.0).turned((x, y), turn), Glaze(MIST, 0.8));
    }
    let stick = [(1420.0, 170.0), (836.0, 640.0)];
    canvas.fill(&line(&stick.map(|(x, y)| (x + 36.0, y + 40.0)), 26.0), Glaze(NAVY, 0.22));
    canvas.fill(&ellipse(790.0, 700.0, 150.0, 30.0).turned((790.0, 700.0), 10.0), Glaze(NAVY, 0.22));
    canvas.fill(&line(&stick, 28.0), Fade(stick[0], BRICK, stick[1], OCHRE));
    canvas.fill(&line(&[(1440.0, 154.0), (1350.0, 226.0)], 34.0), Flat(NIGHT));
    canvas.fill(&poly(&[(858.0, 612.0), (826.0, 608.0), (660.0, 636.0), (640.0, 664.0), (664.0, 684.0), (850.0, 656.0)]), across(640.0, NIGHT, 860.0, NAVY));
    for tape in 0..5 {
        canvas.fill(&rect(676.0 + tape as f32 * 28.0, 630.0 - tape as f32 * 4.0, 8.0, 48.0).turned((700.0, 650.0), -4.0), Glaze(MIST, 0.5));
    }
    canvas.fill(&ellipse(570.0, 726.0, 62.0, 30.0), Glaze(NAVY, 0.25));
    canvas.fill(&ellipse(560.0, 706.0, 58.0, 32.0).and(rect(502.0, 686.0, 116.0, 20.0)), Flat(NIGHT));
    canvas.fill(&ellipse(560.0, 686.0, 58.0, 32.0), Fade((510.0, 660.0), BLUE, (610.0, 716.0), NIGHT));
}

pub fn cable(canvas: &mut Canvas) {
    canvas.ground(down(0.0, NIGHT, 900.0, NAVY));
    let land = [
        (250.0, 330.0), (400.0, 190.0), (620.0, 220.0), (760.0, 110.0), (980.0, 130.0), (1130.0, 230.0), (1300.0, 260.0),
        (1380.0, 430.0), (1290.0, 600.0), (1330.0, 740.0), (1120.0, 800.0), (880.0, 740.0), (680.0, 800.0), (420.0, 760.0),
        (330.0, 620.0), (200.0, 520.0),
    ];
    for (grow, ink) in [(1.16, 0.12), (1.08, 0.2), (1.0, 1.0)] {
        let grown = land.map(|(x, y)| (800.0 + (x - 800.0) * grow, 460.0 + (y - 460.0) * grow));
        canvas.fill(&smooth(&grown), if ink < 1.0 { Glaze(BLUE, ink) } else { Fade((300.0, 100.0), PINE.mix(MOSS, 0.35), (1300.0, 800.0), PINE) });
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
    let towns: [Point; 11] = [(700.0, 400.0), (430.0, 330.0), (960.0, 240.0), (1210.0, 400.0), (1080.0, 620.0), (760.0, 660.0), (450.0, 590.0), (60.0, 250.0), (1560.0, 300.0), (70.0, 760.0), (1540.0, 800.0)];
    for (from, to) in [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (1, 7), (3, 8), (6, 9), (4, 10), (1, 6), (2, 3), (5, 4)] {
        let ((x0, y0), (x1, y1)) = (towns[from], towns[to]);
        let bend = ((x0 + x1) / 2.0 + (y1 - y0) * 0.2, (y0 + y1) / 2.0 - (x1 - x0).abs() * 0.2);
        let curve: Vec<Point> = (0..=24).map(|step| {
            let t = step as f32 / 24.0;
            let mix = |a: f32, b: f32, c: f32| a * (1.0 - t).powi(2) + 2.0 * b * t * (1.0 - t) + c * t * t;
            (mix(x0, bend.0, x1), mix(y0, bend.1, y1))
        }).collect();
        let ink = if from == 0 { OCHRE } else { BRICK };
        canvas.fill(&line(&curve, 16.0), Glaze(ink, 0.18));
        canvas.fill(&line(&curve, 5.0), Flat(ink));
        let (x, y) = curve[6 + (from + to * 5) % 14];
        canvas.fill(&circle(x, y, 8.0), Flat(PAPER));
    }
    for (number, (x, y)) in towns.into_iter().enumerate() {
        let size = if number == 0 { 34.0 } else { 20.0 };
        canvas.fill(&rect(0.0, 0.0, WIDTH, HEIGHT), Glow((x, y), size * 4.0, OCHRE, 0.7));
        canvas.fill(&circle(x, y, size), Flat(PAPER));
        canvas.fill(&circle(x, y, size * 0.55), Flat(BRICK));
    }
}

/// Whether a point lies within a shape of one contour.
fn inside(shape: &Shape, x: f32, y: f32) -> bool {
    let contour = &shape.0[0];
    let next = contour.iter().cycle().skip(1);
    let crossed = |((x0, y0), (x1, y1)): &(&Point, &Point)| (*y0 > y) != (*y1 > y) && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0);
    contour.iter().zip(next).map(|((x0, y0), (x1, y1))| ((*x0, *y0), (*x1, *y1))).filter(|(a, b)| crossed(&(a, b))).count() % 2 == 1
}

pub fn banknotes(canvas: &mut Canvas) {
    canvas.ground(down(0.0, PINE, 900.0, NIGHT));
    for (x, y, turn, ink) in [(220.0, 90.0, -16.0, BLUE), (640.0, 470.0, 12.0, WINE), (80.0, 480.0, 7.0, OCHRE), (800.0, 80.0, -5.0, MOSS), (420.0, 300.0, -9.0, BRICK)] {
        note(canvas, x, y, turn, ink);
    }
    for (x, y, size) in [(1290.0, 640.0, 92.0), (1420.0, 730.0, 78.0), (1270.0, 770.0, 66.0)] {
        canvas.fill(&circle(x + 9.0, y + 13.0, size), Glaze(NIGHT, 0.5));
        canvas.fill(&circle(x, y, size), Fade((x - size, y - size), SAND, (x + size, y + size), OCHRE.mix(WINE, 0.4)));
        canvas.fill(&band((x, y), size * 0.8, size * 0.86, 0.0, 360.0), Glaze(WINE, 0.5));
        canvas.fill(&smooth(&[(x, y - size * 0.5), (x + size * 0.34, y), (x, y + size * 0.5), (x - size * 0.34, y)]), Glaze(WINE, 0.4));
    }
}

/// A banknote of no country: waves, a rosette and a place for a portrait.
fn note(canvas: &mut Canvas, x: f32, y: f32, turn: f32, ink: Ink) {
    let centre = (x + 330.0, y + 165.0);
    let put = |shape: Shape| shape.moved(x, y).turned(centre, turn);
    canvas.fill(&put(round(0.0, 0.0, 660.0, 330.0, 12.0)).moved(12.0, 18.0), Glaze(NIGHT, 0.45));
    canvas.fill(&put(round(0.0, 0.0, 660.0, 330.0, 12.0)), Flat(PAPER));
    canvas.fill(&put(round(16.0, 16.0, 628.0, 298.0, 6.0)), Fade(centre, ink.mix(PAPER, 0.55), (centre.0 + 420.0, centre.1 + 100.0), ink.mix(PAPER, 0.2)));
    for wave in 0..14 {
        let curve: Vec<Point> = (0..=60).map(|step| {
            let at = step as f32 * 10.2;
            (24.0 + at, 60.0 + wave as f32 * 16.0 + 26.0 * (at / 74.0 + wave as f32 * 0.35).sin())
        }).collect();
        canvas.fill(&put(line(&curve, 2.0)), Glaze(ink, 0.55));
    }
    canvas.fill(&put(ellipse(500.0, 165.0, 96.0, 118.0)), Flat(PAPER));
    canvas.fill(&put(ellipse(500.0, 165.0, 84.0, 106.0)), Flat(ink.mix(PAPER, 0.3)));
    canvas.fill(&put(circle(500.0, 136.0, 38.0).and(band((500.0, 270.0), 0.0, 80.0, 200.0, 340.0))), Flat(ink.mix(NIGHT, 0.45)));
    for petal in 0..12 {
        let leaf = ellipse(170.0, 112.0, 13.0, 52.0).turned((170.0, 165.0), petal as f32 * 30.0);
        canvas.fill(&put(leaf), Glaze(ink.mix(NIGHT, 0.25), 0.55));
    }
    canvas.fill(&put(circle(170.0, 165.0, 26.0)), Flat(PAPER));
    canvas.fill(&put(circle(170.0, 165.0, 14.0)), Flat(ink));
    canvas.fill(&put(round(36.0, 32.0, 64.0, 30.0, 4.0).and(round(290.0, 268.0, 96.0, 22.0, 4.0))), Flat(ink.mix(NIGHT, 0.3)));
}
