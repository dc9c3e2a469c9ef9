//! minijinja as themes get it: strict about what is undefined, bounded in steps, without a way to the disk.

use std::sync::Arc;

use base::locale::Locale;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, context};

use super::ThemeRefused;
use super::escape::{escape, write_value};
use super::files::Files;
use super::words::Words;
use crate::view::Page;

/// Steps that a page may take. The built-in theme's dearest sample takes a twentieth of it (a test says so); an
/// endless loop ends within milliseconds.
pub(super) const FUEL: u64 = 400_000;

/// All templates of a theme, parsed.
pub(super) fn environment(files: &Files) -> Result<Environment<'static>, ThemeRefused> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_syntax(lean_syntax());
    env.set_fuel(Some(FUEL));
    env.set_debug(true);
    env.set_formatter(write_value);
    env.add_filter("run_in", run_in_filter);
    for (name, text) in files.templates() {
        env.add_template_owned(name.clone(), text.clone()).map_err(|error| sentence(&error, name))?;
    }
    Ok(env)
}

/// A line that holds only a tag leaves nothing in the page.
fn lean_syntax() -> SyntaxConfig {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    syntax.expect("minijinja's own delimiters")
}

/// What a template sees: the page's fields, and what every page has.
pub(super) fn context<P: Page>(page: &P, locale: Arc<Locale>, style: &Arc<str>) -> Value {
    context! {
        t => Value::from_object(Words(locale)),
        style => Value::from_safe_string(style.to_string()),
        json_ld => page.json_ld().map(|data| Value::from_safe_string(script_text(&data))),
        ..Value::from(Serde(page))
    }
}

/// JSON as it may stand in a `<script>`: no headline can end it.
fn script_text(data: &serde_json::Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

fn run_in_filter(body: &str, dateline: &str) -> Value {
    Value::from_safe_string(run_in(body, dateline))
}

/// A body with its dateline at the head of the first paragraph; in a paragraph of its own where the body begins with
/// something else or is not there.
pub fn run_in(body: &str, dateline: &str) -> String {
    let dateline = dateline.trim();
    let run_in = format!("<p><b class=\"dateline\">{}</b>", escape(dateline));
    match (dateline, body.strip_prefix("<p>")) {
        ("", _) => body.to_owned(),
        (_, Some(rest)) => format!("{run_in} {rest}"),
        (_, None) => format!("{run_in}</p>\n{body}"),
    }
}

/// What minijinja found, for whoever wrote the template.
pub(super) fn sentence(error: &Error, template: &str) -> ThemeRefused {
    let error = innermost(error);
    let file = error.name().unwrap_or(template).to_owned();
    let here = expression(error).map(|text| format!(" (at: {text})")).unwrap_or_default();
    let detail = error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    let reason = match error.kind() {
        ErrorKind::OutOfFuel => "the page takes too many steps; look for a loop that does not end".into(),
        ErrorKind::UndefinedError => {
            format!("a value is not defined{here}; the fields of each page stand in crates/site/src/view")
        }
        ErrorKind::TemplateNotFound => {
            format!("a template is missing{detail}; add the file or correct its name")
        }
        ErrorKind::SyntaxError => format!("the template cannot be read{detail}; correct it there"),
        kind => format!("{kind}{detail}{here}; correct it there"),
    };
    ThemeRefused { file, line: error.line(), reason }
}

/// An error in an included template stands inside the error of the one that includes it.
fn innermost(error: &Error) -> &Error {
    let inner = std::error::Error::source(error).and_then(|inner| inner.downcast_ref::<Error>());
    inner.map_or(error, innermost)
}

fn expression(error: &Error) -> Option<&str> {
    error.template_source()?.get(error.range()?).filter(|text| text.len() <= 120)
}
