//! Text as HTML. minijinja escapes the slash too, which would make each address on a page longer and unreadable.

use std::borrow::Cow;

use minijinja::value::Value;
use minijinja::{AutoEscape, Error, ErrorKind, Output, State, escape_formatter};

/// The text with what HTML reads as its own replaced, in text and in quoted attributes.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    content::body::escape(&mut out, text);
    out.into()
}

/// How `{{ value }}` is written: texts escaped unless they are HTML already; what is not there is an error, not the
/// word "None".
pub(super) fn write_value(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_none() {
        let detail = "nothing is there to be written; ask with {% if %} first";
        return Err(Error::new(ErrorKind::InvalidOperation, detail));
    }
    match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            out.write_str(&escape(text)).map_err(Error::from)
        }
        _ => escape_formatter(out, state, value),
    }
}
