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
    parsed: Environment<'static>,
    parse: Parse,
}

type Parse = fn() -> Result<Environment<'static>, minijinja::Error>;

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
    pub fn load() -> Result<Templates, minijinja::Error> {
        Templates::by(Templates::parse::<Files>)
    }

    /// Those that this parses.
    pub fn by(parse: Parse) -> Result<Templates, minijinja::Error> {
        Ok(Templates { parsed: parse()?, parse })
    }

    /// Parses the templates of a folder, with the frame that all have. `asset` is where their pages find the desk's style sheets and scripts.
    pub fn parse<Folder: RustEmbed>() -> Result<Environment<'static>, minijinja::Error> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.set_syntax(lean_syntax());
        env.set_debug(cfg!(debug_assertions));
        env.add_function("asset", |name: &str| front::address(name));
        let shared = ("frame.html".into(), Files::get("frame.html"));
        for (name, file) in Folder::iter().map(|name| (name.clone(), Folder::get(&name))).chain([shared]) {
            let text = file.map(|file| String::from_utf8_lossy(&file.data).into_owned());
            env.add_template_owned(name, text.unwrap_or_default())?;
        }
        Ok(env)
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
        let page = if cfg!(debug_assertions) {
            (self.parse)().and_then(|env| write(&env))
        } else {
            write(&self.parsed)
        };
        page.map_err(|error| Failure::Broken(format!("{template}: {error:#}")))
    }
}
