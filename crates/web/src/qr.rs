//! QR codes, as pictures that need no file and no script: a code on a sheet, a pass on a screen, an authenticator's secret.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// The white margin that readers of such pictures need, in modules.
const QUIET: usize = 4;
/// Up to this many bytes a picture bears a smudge or a fold; longer texts make it coarse rather than robust.
const SHORT_BYTES: usize = 200;

/// A picture that a telephone's camera reads: dark squares on white. Templates take it as it is, or as [`Qr::svg`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// The side's length, the white margin included, in modules.
    pub side: usize,
    /// The dark squares, as the path of an SVG.
    pub path: String,
}

impl Qr {
    /// The picture of a text; `None` if it is longer than such pictures can hold (2,953 bytes).
    pub fn of(text: &str) -> Option<Qr> {
        let level = if text.len() <= SHORT_BYTES { EcLevel::M } else { EcLevel::L };
        let code = QrCode::with_error_correction_level(text, level).ok()?;
        let width = code.width();
        let colors = code.to_colors();
        let rows = colors.chunks(width).enumerate();
        Some(Qr { side: width + 2 * QUIET, path: rows.map(|(y, row)| drawn(y, row)).collect() })
    }

    /// A whole SVG to stand in a page. `label` is what those hear who do not see it.
    pub fn svg(&self, label: &str) -> String {
        let Qr { side, path } = self;
        let label = label.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" aria-label="{label}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>"##
        )
    }
}

/// A row's dark squares, those side by side as one.
fn drawn(y: usize, row: &[Color]) -> String {
    let mut path = String::new();
    let mut x = 0;
    for run in row.chunk_by(|a, b| a == b) {
        if run[0] == Color::Dark {
            path.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
        }
        x += run.len();
    }
    path
}

#[cfg(test)]
mod tests;
