//! Why a picture is not taken in, in the language of whoever brought it.

use base::locale::{Arg, Locale};
use media::{Foreign, Refusal};

/// The sentence.
pub(crate) fn sentence(locale: &Locale, refusal: &Refusal) -> String {
    let say = |id: &str, arguments: &[(&str, Arg<'_>)]| locale.text(id, arguments);
    match refusal {
        Refusal::Empty => say("refusal-empty", &[]),
        Refusal::Foreign(foreign) => say(of_foreign(*foreign), &[]),
        Refusal::Unknown => say("refusal-unknown", &[]),
        Refusal::TooHeavy { bytes, limit } => {
            let (weight, most) = (megabytes(locale, *bytes), megabytes(locale, *limit));
            say("refusal-too-heavy", &[("weight", (&weight).into()), ("most", (&most).into())])
        }
        Refusal::TooLarge { width, height, pixels, side } => {
            let megapixels = i64::try_from(pixels / 1_000_000).unwrap_or(i64::MAX);
            // As texts: numbers of pixels are set as they are and choose no plural.
            let [width, height, side] = [width, height, side].map(|pixels| pixels.to_string());
            let arguments: [(&str, Arg<'_>); 4] = [
                ("width", (&width).into()),
                ("height", (&height).into()),
                ("side", (&side).into()),
                ("megapixels", megapixels.into()),
            ];
            say("refusal-too-large", &arguments)
        }
        Refusal::TooDeep { kind } => say("refusal-too-deep", &[("kind", (&kind.to_string()).into())]),
        Refusal::CutShort { kind } => say("refusal-cut-short", &[("kind", (&kind.to_string()).into())]),
        Refusal::Damaged { kind } => say("refusal-damaged", &[("kind", (&kind.to_string()).into())]),
        Refusal::NotStored(error) => {
            tracing::error!(%error, "a picture cannot be stored");
            say("refusal-not-stored", &[])
        }
    }
}

fn of_foreign(foreign: Foreign) -> &'static str {
    match foreign {
        Foreign::Heic => "refusal-heic",
        Foreign::Avif => "refusal-avif",
        Foreign::JpegXl => "refusal-jpeg-xl",
        Foreign::Jpeg2000 => "refusal-jpeg-2000",
        Foreign::Tiff => "refusal-tiff",
        Foreign::Bmp => "refusal-bmp",
        Foreign::Icon => "refusal-icon",
        Foreign::Photoshop => "refusal-photoshop",
        Foreign::Svg => "refusal-svg",
        Foreign::Pdf => "refusal-pdf",
        Foreign::PostScript => "refusal-postscript",
        Foreign::WebPage => "refusal-web-page",
        Foreign::Video => "refusal-video",
        Foreign::Archive => "refusal-archive",
    }
}

/// `2.5`, in the decimals of the language; rounded up, whole from ten on.
fn megabytes(locale: &Locale, bytes: usize) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    if tenths >= 100 || tenths.is_multiple_of(10) {
        return bytes.div_ceil(1 << 20).to_string();
    }
    let point = if locale.language().primary() == "en" { '.' } else { ',' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests;
