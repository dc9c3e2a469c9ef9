//! The portal's pages as files: minijinja templates in the binary, read from the source tree in debug builds.

use std::sync::Arc;

use base::locale::Locale;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use newsroom::Words;
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::failure::Failure;
use crate::front;

#[derive(RustEmbed)]
#[folder = "templates"]
struct Files;

/// All templates, ready to be rendered.
#[derive(Debug)]
pub struct Templates(Environment<'static>);

/// What stands on every page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Frame {
    pub language: String,
    pub agency: String,
    pub path: String,
    pub me: Option<Me>,
}

/// Whoever is signed in.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Me {
    pub name: String,
    pub client: String,
    /// `active`, `ahead`, `paused`, `ended`.
    pub standing: &'static str,
    /// Notices that wait to be confirmed.
    pub waiting: i64,
}

impl Templates {
    /// Parses all of them.
    pub fn load() -> Result<Templates, minijinja::Error> {
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.set_syntax(syntax.expect("minijinja's own delimiters"));
        env.set_debug(cfg!(debug_assertions));
        env.add_function("desk_asset", |name: &str| newsroom::asset(name));
        env.add_function("asset", |name: &str| front::address(name));
        for name in Files::iter() {
            let text = Files::get(&name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
            env.add_template_owned(name.to_string(), text.unwrap_or_default())?;
        }
        Ok(Templates(env))
    }

    /// A page: the fields of `view`, the frame as `frame`, the messages as `t`.
    pub(crate) fn render(
        &self,
        template: &str,
        frame: &Frame,
        view: &impl Serialize,
        locale: &Arc<Locale>,
    ) -> Result<String, Failure> {
        let broken = |error: minijinja::Error| Failure::Broken(format!("{template}: {error:#}"));
        let context = context! {
            t => Value::from_object(Words(Arc::clone(locale))),
            frame => Value::from(Serde(frame)),
            ..Value::from(Serde(view))
        };
        // A debug build shows a changed template at once.
        if cfg!(debug_assertions) {
            let fresh = Templates::load().map_err(broken)?;
            return fresh.0.get_template(template).map_err(broken)?.render(context).map_err(broken);
        }
        self.0.get_template(template).map_err(broken)?.render(context).map_err(broken)
    }
}
