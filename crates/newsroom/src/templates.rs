//! The desk's pages as files: minijinja templates in the binary, read from the source tree in debug builds.

use std::sync::Arc;

use base::config::Config;
use base::locale::Locale;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::failure::Failure;
use crate::front;
use crate::rights::{ALL, Right};
use crate::staff::Member;
use crate::words::Words;

#[derive(RustEmbed)]
#[folder = "templates"]
struct Files;

/// All templates, ready to be rendered.
#[derive(Debug)]
pub struct Templates(Environment<'static>);

/// What stands on every page of the desk.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The interface's language.
    language: String,
    agency: String,
    path: String,
    /// Whether stories go to channels of Telegram.
    has_telegram: bool,
    /// Whether there are newsletters.
    has_newsletters: bool,
    /// Whoever is signed in.
    me: Option<Me>,
}

#[derive(Clone, Debug, Serialize)]
struct Me {
    id: String,
    name: String,
    role: &'static str,
    /// `rights.publish` and the like, for what a page offers.
    rights: std::collections::BTreeMap<&'static str, bool>,
}

impl Frame {
    pub(crate) fn of(me: Option<&Member>, language: &str, config: &Config, path: &str) -> Frame {
        let me = me.map(|member| Me {
            id: member.id.clone(),
            name: member.name.clone(),
            role: member.role.name(),
            rights: ALL.iter().map(|right: &Right| (right.name(), member.role.may(*right))).collect(),
        });
        Frame {
            language: language.into(),
            agency: config.agency.name.clone(),
            path: path.into(),
            has_telegram: !config.telegram.channels.is_empty(),
            has_newsletters: config.has_newsletters(),
            me,
        }
    }
}

/// A line that holds only a tag leaves nothing in the page.
fn lean_syntax() -> SyntaxConfig {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    syntax.expect("minijinja's own delimiters")
}

impl Templates {
    /// Parses all of them.
    pub fn load() -> Result<Templates, minijinja::Error> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.set_syntax(lean_syntax());
        env.set_debug(cfg!(debug_assertions));
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
            return Templates::load()
                .map_err(broken)?
                .0
                .get_template(template)
                .map_err(broken)?
                .render(context)
                .map_err(broken);
        }
        self.0.get_template(template).map_err(broken)?.render(context).map_err(broken)
    }
}
