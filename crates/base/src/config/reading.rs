//! Reads the configuration: the file's text and the environment against the table of settings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use super::settings::{SECTIONS, Section};
use super::{Config, Security, own_address};

/// The settings cannot be used. Each is a sentence that says where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is there but cannot be read.
    #[error("cannot read {}: {source}; check that Vestka's user may read it and that it is UTF-8", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{place}: this is not TOML ({reason}); correct the line")]
    Syntax {
        /// The file and line.
        place: String,
        /// What the reader of TOML said.
        reason: String,
    },
    /// A setting that does not exist.
    #[error("{place}: there is no setting '{key}'; {advice}")]
    Unknown {
        /// The file and line, or the environment variable.
        place: String,
        /// The key, with its table.
        key: String,
        /// The setting that was probably meant, or where all are listed.
        advice: String,
    },
    /// A value that a setting cannot have.
    #[error("{place}: {key} {reason}")]
    Wrong {
        /// The file and line, or the environment variable.
        place: String,
        /// The key, with its table.
        key: String,
        /// What is wrong and what to write.
        reason: String,
    },
}

pub(super) fn read(text: &str, file: &Path, environment: &[(String, String)]) -> Result<Config, ConfigError> {
    let source = Source { file, lines: lines_of_keys(text) };
    let mut table: Table = text.parse().map_err(|error| syntax_error(text, file, &error))?;
    for (name, value) in &table {
        source.check_section(name, value)?;
    }
    for (name, text) in environment {
        take_variable(&mut table, name, text)?;
    }
    let mut config = Config::deserialize(table.clone()).map_err(|error| ConfigError::Wrong {
        place: file.display().to_string(),
        key: "a setting".to_owned(),
        reason: format!("cannot be used: {}", error.message()),
    })?;
    config.server.address = address(&config, &table);
    let till = &mut config.till;
    for address in [&mut till.stripe_address, &mut till.btcpay_address, &mut config.telegram.api] {
        address.truncate(address.trim_end_matches('/').len());
    }
    if !table.contains_key("language") {
        // Those of the defaults have inherited already, from the default agency.
        config.languages = super::default_languages();
    }
    source.check_languages(&config)?;
    source.check_channels(&config)?;
    source.check_mail(&config)?;
    inherit(&mut config);
    Ok(config)
}

/// Gives the languages what they have from the agency.
pub(super) fn inherit(config: &mut Config) {
    for language in &mut config.languages {
        if language.agency.is_empty() {
            language.agency.clone_from(&config.agency.name);
        }
        if language.tier.is_empty() {
            language.tier.clone_from(&config.agency.tier);
        }
    }
}

fn address(config: &Config, table: &Table) -> String {
    let is_set = table.get("server").is_some_and(|server| server.get("address").is_some());
    if is_set {
        config.server.address.trim_end_matches('/').to_owned()
    } else {
        own_address(config.server.listen)
    }
}

/// The file, for saying where something stands.
struct Source<'a> {
    file: &'a Path,
    /// The line of each key by its path, `server.listen` or `language.0.tag`.
    lines: BTreeMap<String, usize>,
}

impl Source<'_> {
    /// The file and the line of a key, or of the table it should be in.
    fn place(&self, path: &str) -> String {
        let table = path.rsplit_once('.').map_or("", |(table, _)| table);
        match self.lines.get(path).or_else(|| self.lines.get(table)) {
            Some(line) => place(self.file, *line),
            None => self.file.display().to_string(),
        }
    }

    fn wrong(&self, path: &str, key: &str, reason: &str) -> ConfigError {
        ConfigError::Wrong { place: self.place(path), key: key.to_owned(), reason: reason.to_owned() }
    }

    fn check_section(&self, name: &str, value: &Value) -> Result<(), ConfigError> {
        let Some(section) = SECTIONS.iter().find(|section| section.name == name) else {
            let advice = advice_on_section(name);
            return Err(ConfigError::Unknown { place: self.place(name), key: name.to_owned(), advice });
        };
        match value {
            Value::Table(table) if !section.repeated => self.check_table(section, name, table),
            Value::Array(tables) if section.repeated => {
                let mut tables = tables.iter().enumerate();
                tables.try_for_each(|(number, table)| {
                    let path = format!("{name}.{number}");
                    let table = table
                        .as_table()
                        .ok_or_else(|| self.wrong(&path, name, &format!("is a table: write [[{name}]]")))?;
                    self.check_table(section, &path, table)
                })
            }
            _ if section.repeated => {
                Err(self.wrong(name, name, &format!("may stand several times: write [[{name}]]")))
            }
            _ => Err(self.wrong(name, name, &format!("is a table: write [{name}] and its settings below"))),
        }
    }

    fn check_table(&self, section: &Section, path: &str, table: &Table) -> Result<(), ConfigError> {
        for (name, value) in table {
            let (key, path) = (format!("{}.{name}", section.name), format!("{path}.{name}"));
            if SECTIONS.iter().any(|section| section.name == key) {
                self.check_section(&key, value)?;
                continue;
            }
            let Some(setting) = section.setting(name) else {
                let advice =
                    advice_on_setting(section, name, |setting| format!("{}.{setting}", section.name));
                return Err(ConfigError::Unknown { place: self.place(&path), key, advice });
            };
            if let Some(reason) = setting.kind.fault(value) {
                return Err(self.wrong(&path, &key, &reason));
            }
        }
        let missing = section.required.names.iter().find(|name| !table.contains_key(**name));
        match missing {
            Some(name) => Err(self.wrong(
                path,
                &format!("{}.{name}", section.name),
                &format!("is missing: {}", section.required.because),
            )),
            None => Ok(()),
        }
    }

    fn check_channels(&self, config: &Config) -> Result<(), ConfigError> {
        let channels = &config.telegram.channels;
        for (number, channel) in channels.iter().enumerate() {
            let wrong = |name: &str, reason: String| {
                let path = format!("telegram.channel.{number}.{name}");
                Err(self.wrong(&path, &format!("telegram.channel.{name}"), &reason))
            };
            if channels[..number].iter().any(|earlier| earlier.chat.eq_ignore_ascii_case(&channel.chat)) {
                let chat = &channel.chat;
                return wrong("chat", format!("is \"{chat}\" a second time: give each channel one table"));
            }
            if config.language(channel.language.as_str()).is_none() {
                let tags: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
                let (language, tags) = (&channel.language, tags.join(", "));
                let reason = format!("is \"{language}\", which no [[language]] has: write one of {tags}");
                return wrong("language", reason);
            }
        }
        Ok(())
    }

    fn check_mail(&self, config: &Config) -> Result<(), ConfigError> {
        let mail = &config.mail;
        let wrong = |name: &str, reason: &str| {
            Err(self.wrong(&format!("mail.{name}"), &format!("mail.{name}"), reason))
        };
        if mail.security == Security::None && !mail.server.is_empty() && !mail.is_here() {
            return wrong(
                "security",
                "is \"none\", and the server is another machine: readers' addresses would be read on the way. Write tls or \
                 starttls",
            );
        }
        if !mail.server.is_empty() && mail.from.is_empty() {
            return wrong("from", "is empty: write the address that mail comes from");
        }
        Ok(())
    }

    fn check_languages(&self, config: &Config) -> Result<(), ConfigError> {
        if config.languages.is_empty() {
            return Err(self.wrong("language", "language", "is empty: give the site at least one language"));
        }
        for (number, language) in config.languages.iter().enumerate() {
            if config.languages[..number].iter().any(|earlier| earlier.tag == language.tag) {
                let reason = format!("is \"{}\" a second time: give each language one table", language.tag);
                return Err(self.wrong(&format!("language.{number}.tag"), "language.tag", &reason));
            }
        }
        let default = &config.agency.default_language;
        if config.language(default.as_str()).is_none() {
            let tags: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
            let reason =
                format!("is \"{default}\", which no [[language]] has: write one of {}", tags.join(", "));
            return Err(self.wrong("agency.default_language", "agency.default_language", &reason));
        }
        Ok(())
    }
}

/// Takes an environment variable if its name begins as those of a table. Others are not ours to judge.
fn take_variable(table: &mut Table, name: &str, text: &str) -> Result<(), ConfigError> {
    let sections = SECTIONS.iter().filter(|section| !section.repeated);
    let found = sections
        .filter_map(|section| Some((section, name.strip_prefix(&section.environment_prefix())?)))
        .next();
    let Some((section, rest)) = found else { return Ok(()) };
    let place = format!("the environment variable {name}");
    let key = rest.to_lowercase();
    let Some(setting) = section.setting(&key) else {
        let variable = |setting: &str| format!("{}{}", section.environment_prefix(), setting.to_uppercase());
        let advice = advice_on_setting(section, &key, variable);
        return Err(ConfigError::Unknown { place, key: format!("{}.{key}", section.name), advice });
    };
    let value = setting.kind.value_of(text);
    if let Some(reason) = setting.kind.fault(&value) {
        return Err(ConfigError::Wrong { place, key: format!("{}.{key}", section.name), reason });
    }
    let section = table.entry(section.name).or_insert_with(|| Value::Table(Table::new()));
    section.as_table_mut().map(|section| section.insert(key, value));
    Ok(())
}

fn advice_on_section(name: &str) -> String {
    match crate::nearest(name, SECTIONS.iter().map(|section| section.name)) {
        Some(meant) => format!("did you mean '{meant}'?"),
        None => {
            let names: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
            format!("the tables are {}", names.join(", "))
        }
    }
}

/// What to write instead; `written` makes the way it is written from a setting's name.
fn advice_on_setting(section: &Section, name: &str, written: impl Fn(&str) -> String) -> String {
    let elsewhere = SECTIONS.iter().find(|other| other.setting(name).is_some());
    match crate::nearest(name, section.settings.iter().map(|setting| setting.name)) {
        Some(meant) => format!("did you mean '{}'?", written(meant)),
        None if elsewhere.is_some() => {
            format!("it belongs to [{}]", elsewhere.map_or("", |other| other.name))
        }
        None => {
            let names: Vec<&str> = section.settings.iter().map(|setting| setting.name).collect();
            format!("[{}] has {}", section.name, names.join(", "))
        }
    }
}

fn syntax_error(text: &str, file: &Path, error: &toml::de::Error) -> ConfigError {
    let line = line_at(text, error.span().map_or(0, |span| span.start));
    ConfigError::Syntax { place: place(file, line), reason: error.message().replace('\n', ", ") }
}

fn place(file: &Path, line: usize) -> String {
    format!("{}, line {line}", file.display())
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// The line of every key. Empty if the text is not TOML; that is reported by who parses it.
fn lines_of_keys(text: &str) -> BTreeMap<String, usize> {
    let mut lines = BTreeMap::new();
    if let Ok(table) = DeTable::parse(text) {
        add_lines(&mut lines, "", table.get_ref(), text);
    }
    lines
}

fn add_lines(lines: &mut BTreeMap<String, usize>, prefix: &str, table: &DeTable<'_>, text: &str) {
    for (key, value) in table {
        let path = format!("{prefix}{}", key.get_ref());
        lines.insert(path.clone(), line_at(text, key.span().start));
        match value.get_ref() {
            DeValue::Table(inner) => add_lines(lines, &format!("{path}."), inner, text),
            DeValue::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    let path = format!("{path}.{number}");
                    lines.insert(path.clone(), line_at(text, item.span().start));
                    if let DeValue::Table(inner) = item.get_ref() {
                        add_lines(lines, &format!("{path}."), inner, text);
                    }
                }
            }
            _ => {}
        }
    }
}
