//! Writes the configuration file with an explanation of every setting.

use toml::{Table, Value};

use super::settings::{SECTIONS, Section, Setting};
use super::{Channel, Config};

/// The width of comments, in characters.
const WIDTH: usize = 100;

const HEAD: &str = "Vestka's settings. A line that is missing has its default. An environment variable of \
                    the name given replaces what stands here. A key that Vestka does not know is refused.";

pub(super) fn write(config: &Config) -> String {
    let values = table_of(&as_written(config));
    let mut defaults = as_written(&Config::default());
    defaults.telegram.channels.push(Channel::example());
    let defaults = table_of(&defaults);
    let mut text = comment(HEAD);
    for section in SECTIONS {
        text.push('\n');
        text.push_str(&comment(section.about));
        let default = first_table(table_at(&defaults, section.name));
        match table_at(&values, section.name) {
            // What there may be but is not is shown as a comment.
            Value::Array(tables) if tables.is_empty() => {
                let mut example = String::new();
                write_table(&mut example, section, default, default, true);
                let hidden = |line: &str| {
                    if line.starts_with('#') { format!("{line}\n") } else { format!("# {line}\n") }
                };
                text.extend(example.lines().map(hidden));
            }
            Value::Array(tables) => {
                let tables = tables.iter().enumerate();
                tables.for_each(|(place, table)| write_table(&mut text, section, table, default, place == 0));
            }
            table => write_table(&mut text, section, table, default, true),
        }
    }
    text
}

/// What a language has from the agency is left empty, so that it goes on following the agency.
fn as_written(config: &Config) -> Config {
    let mut config = config.clone();
    for language in &mut config.languages {
        if language.agency == config.agency.name {
            language.agency.clear();
        }
        if language.tier == config.agency.tier {
            language.tier.clear();
        }
    }
    config
}

fn table_of(config: &Config) -> Table {
    Table::try_from(config).expect("settings are texts, numbers, flags and lists of texts")
}

/// The table of a section, whose name is its path.
fn table_at<'a>(table: &'a Table, name: &str) -> &'a Value {
    match name.split_once('.') {
        Some((outer, inner)) => &table[outer][inner],
        None => &table[name],
    }
}

fn first_table(value: &Value) -> &Value {
    value.as_array().and_then(|tables| tables.first()).unwrap_or(value)
}

/// One table. Of tables that repeat, only the first is explained.
fn write_table(text: &mut String, section: &Section, table: &Value, defaults: &Value, explained: bool) {
    let heading =
        if section.repeated { format!("[[{}]]\n", section.name) } else { format!("[{}]\n", section.name) };
    if !explained {
        text.push('\n');
    }
    text.push_str(&heading);
    for setting in section.settings {
        if explained {
            text.push_str(&explanation(section, setting, &defaults[setting.name]));
        }
        text.push_str(&format!("{} = {}\n", setting.name, table[setting.name]));
    }
}

/// What the setting is for and may be; below, its default and its environment variable.
fn explanation(section: &Section, setting: &Setting, default: &Value) -> String {
    let form = setting.kind.form().map(|form| format!(" {form}")).unwrap_or_default();
    let facts = if !section.repeated {
        let variable = format!("{}{}", section.environment_prefix(), setting.name.to_uppercase());
        format!("Default: {default}. Environment: {variable}")
    } else if section.required.names.contains(&setting.name) {
        "Required.".to_owned()
    } else {
        format!("Default: {default}.")
    };
    comment(&format!("{}{form}", setting.about)) + &comment(&facts)
}

/// `text` as lines of a comment, broken between words.
fn comment(text: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count() + 1;
        if width == 0 || width + length > WIDTH {
            lines.push_str(if width == 0 { "#" } else { "\n#" });
            width = 1;
        }
        lines.push(' ');
        lines.push_str(word);
        width += length;
    }
    lines.push('\n');
    lines
}
