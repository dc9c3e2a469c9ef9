use super::{QUIET, Qr};
use qrcode::{Color, EcLevel, QrCode};

/// The modules that a path paints.
fn painted(qr: &Qr) -> Vec<Vec<bool>> {
    let mut painted = vec![vec![false; qr.side]; qr.side];
    for piece in qr.path.split_terminator('z') {
        let piece = piece.strip_prefix('M').expect("a piece begins with where it is");
        let (x, rest) = piece.split_once(' ').expect("x and y");
        let (y, rest) = rest.split_once('h').expect("y and a width");
        let (width, _) = rest.split_once('v').expect("a width and a height");
        let [x, y, width] = [x, y, width].map(|number| number.parse::<usize>().expect("a number"));
        painted[y][x..x + width].iter_mut().for_each(|module| *module = true);
    }
    painted
}

#[test]
fn the_path_paints_the_codes_dark_modules_and_no_others() {
    for text in ["0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV", "Łukašenka", &"plus1.".repeat(80)] {
        let qr = Qr::of(text).expect("it is short enough");
        let level = if text.len() <= 200 { EcLevel::M } else { EcLevel::L };
        let code = QrCode::with_error_correction_level(text, level).expect("it is short enough");
        assert_eq!(qr.side, code.width() + 2 * QUIET);
        let painted = painted(&qr);
        for (y, row) in painted.iter().enumerate() {
            for (x, module) in row.iter().enumerate() {
                let inside =
                    (QUIET..QUIET + code.width()).contains(&x) && (QUIET..QUIET + code.width()).contains(&y);
                let is_dark = inside && code[(x - QUIET, y - QUIET)] == Color::Dark;
                assert_eq!(*module, is_dark, "{text} {x} {y}");
            }
        }
    }
}

#[test]
fn a_pass_fits_and_what_cannot_fit_is_none() {
    assert!(Qr::of(&"x".repeat(478)).is_some_and(|qr| qr.side <= 90));
    assert_eq!(Qr::of(&"x".repeat(3_000)), None);
}

#[test]
fn a_label_is_text_and_nothing_else() {
    let svg = Qr::of("a").expect("it is short enough").svg("\"><script>&");
    assert!(svg.contains("aria-label=\"&quot;>&lt;script>&amp;\""), "{svg}");
}
