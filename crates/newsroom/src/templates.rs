//! Pages as files: minijinja templates in the binary, read from the source tree in debug builds. The desk's stand here; the
//! portal's are read and written in the same way.

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

/// The desk's or the portal's templates, ready to be rendered.
#[derive(Debug)]
pub struct Templates {
    kept: Environment<'static>,
    fresh: fn() -> Environment<'static>,
}

/// What stands on every page of the desk.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The first of its pages.
    home: &'static str,
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
            home: "/desk",
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
    /// The desk's.
    pub fn load() -> Templates {
        Templates::by(Templates::of::<Files>)
    }

    /// Those of an environment.
    pub fn by(fresh: fn() -> Environment<'static>) -> Templates {
        Templates { kept: fresh(), fresh }
    }

    /// The templates of a folder and the frame that all have, each parsed when a page first asks for it: all of them take four
    /// megabytes. `asset` is where their pages find the desk's style sheets and scripts.
    pub fn of<Folder: RustEmbed>() -> Environment<'static> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.set_syntax(lean_syntax());
        env.set_debug(cfg!(debug_assertions));
        env.add_function("asset", |name: &str| front::address(name));
        env.set_loader(|name| {
            let shared = || Files::get(name).filter(|_| name == "frame.html");
            let file = Folder::get(name).or_else(shared);
            Ok(file.map(|file| String::from_utf8_lossy(&file.data).into_owned()))
        });
        env
    }

    /// A page: the fields of `view`, the frame as `frame`, the messages as `t`.
    pub fn render(
        &self,
        template: &str,
        frame: &impl Serialize,
        view: &impl Serialize,
        locale: &Arc<Locale>,
    ) -> Result<String, Failure> {
        let context = context! {
            t => Value::from_object(Words(Arc::clone(locale))),
            frame => Value::from(Serde(frame)),
            ..Value::from(Serde(view))
        };
        let write = |env: &Environment<'static>| env.get_template(template)?.render(context);
        // A debug build shows a changed template at once.
        let page = if cfg!(debug_assertions) { write(&(self.fresh)()) } else { write(&self.kept) };
        page.map_err(|error| Failure::Broken(format!("{template}: {error:#}")))
    }
}

#[cfg(test)]
mod tests;
