//! `vestka doctor`: looks at everything that the agency depends on and says what to do.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use base::config::Config;
use base::{Clock, Time};
use distribution::telegram;
use gate::Gate;
use mail::Carrier;
use newsletter::PublicKey;
use passes::Epoch;
use site::theme::Theme;
use store::{Store, values};
use till::{KEYS_AHEAD, ProviderStatus, Readiness, Till};

use super::DataFolder;
use crate::house;

/// What was found.
enum Finding {
    Good(String),
    /// It works, but somebody should look.
    Doubtful(String),
    /// It does not work, and what to do.
    Bad(String),
}

use Finding::{Bad, Doubtful, Good};

/// Free bytes under which an agency should act.
const LITTLE_SPACE: u64 = 1 << 30;

/// Free bytes under which a publication may fail.
const NO_SPACE: u64 = 64 << 20;

/// Examines a data folder; fails when something does not work.
pub async fn run(folder: &DataFolder) -> anyhow::Result<ExitCode> {
    let data = &folder.data;
    let mut findings = vec![("data folder", data_folder(data)), ("disk space", disk_space(data))];
    match house::settings(data) {
        Ok(config) => {
            findings.push(("configuration", Good(format!("{} languages", config.languages.len()))));
            findings.push(("locales", locales(&config, data)));
            findings.push(("theme", theme(&config, data)));
            findings.extend(database(&config, data).await);
            findings.extend(till(&config, data).await);
            findings.extend(gate(&config, data).await);
            findings.extend(mail(&config).await);
            findings.push(("telegram", telegram(&config).await));
        }
        Err(error) => findings.push(("configuration", Bad(format!("{error:#}")))),
    }
    findings.push(("clock", clock(Clock::system().now(), None)));
    Ok(report(&findings))
}

fn report(findings: &[(&str, Finding)]) -> ExitCode {
    for (subject, finding) in findings {
        let (sign, text) = match finding {
            Good(text) => ("ok  ", text),
            Doubtful(text) => ("look", text),
            Bad(text) => ("BAD ", text),
        };
        println!("{sign}  {subject:<14} {text}");
    }
    match findings.iter().any(|(_, finding)| matches!(finding, Bad(_))) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

fn data_folder(data: &Path) -> Finding {
    if !data.is_dir() {
        return Bad(format!("{0} is not there: vestka init --data {0}", data.display()));
    }
    match tempfile::tempfile_in(data) {
        Ok(_) => Good(data.display().to_string()),
        Err(error) => Bad(format!(
            "{} cannot be written ({error}): give it to the user that runs vestka",
            data.display()
        )),
    }
}

fn disk_space(data: &Path) -> Finding {
    match rustix::fs::statvfs(data) {
        Ok(disk) => match disk.f_bavail * disk.f_frsize {
            free if free < NO_SPACE => {
                Bad(format!("{} MB free: publications may fail; make room now", free >> 20))
            }
            free if free < LITTLE_SPACE => Doubtful(format!("{} MB free: make room soon", free >> 20)),
            free => Good(format!("{} GB free", free >> 30)),
        },
        Err(error) => Doubtful(format!("cannot be asked for: {error}")),
    }
}

fn locales(config: &Config, data: &Path) -> Finding {
    match house::locales(data) {
        Ok(locales) => {
            let lacking = config.languages.iter().filter_map(|language| locales.lack(&language.tag));
            let remarks: Vec<String> = lacking.chain(locales.remarks().iter().cloned()).collect();
            if remarks.is_empty() {
                Good("every language has its words".into())
            } else {
                Doubtful(remarks.join("; "))
            }
        }
        Err(error) => Bad(error.to_string()),
    }
}

fn theme(config: &Config, data: &Path) -> Finding {
    let languages: Vec<_> = config.languages.iter().map(|language| language.tag.clone()).collect();
    let Ok(locales) = house::locales(data) else {
        return Doubtful("cannot be tried before the locales are mended".into());
    };
    match Theme::load(&house::theme_source(config, data), &locales, &languages) {
        Ok(_) => Good("renders every page in every language".into()),
        Err(refused) => Bad(refused.to_string()),
    }
}

async fn database(config: &Config, data: &Path) -> Vec<(&'static str, Finding)> {
    match house::database(config, data).await {
        Ok(store) => {
            let findings = vec![
                ("database", integrity(&store).await),
                ("stories", stories(&store).await),
                ("jobs", dead_letters(&store).await),
            ];
            store.close().await;
            findings
        }
        Err(error) => vec![("database", Bad(format!("{error:#}")))],
    }
}

/// The mail server, which is greeted and sent nothing, and the key of newsletters.
async fn mail(config: &Config) -> Vec<(&'static str, Finding)> {
    if !config.mail.is_on() {
        return match config.newsletter.key.is_empty() {
            true => vec![("mail", Good("none is sent: mail.server is empty".into()))],
            false => vec![(
                "mail",
                Bad("newsletter.key is set, but no mail server: fill in [mail], or empty the key".into()),
            )],
        };
    }
    let server = match Carrier::new(&config.mail) {
        Ok(carrier) => match carrier.with_patience(Duration::from_secs(10)).try_out().await {
            Ok(()) => Good(format!("{} answers", config.mail.server)),
            Err(trouble) => Bad(trouble.to_string()),
        },
        Err(unusable) => Bad(unusable.to_string()),
    };
    let key = match PublicKey::parse(&config.newsletter.key) {
        Some(key) => Good(format!("addresses are sealed to {}", key.text())),
        None if config.newsletter.key.is_empty() => {
            Good("off: `vestka newsletter key` makes the key that they need".into())
        }
        None => Bad("newsletter.key is no public key: `vestka newsletter key` makes one".into()),
    };
    vec![("mail", server), ("newsletters", key)]
}

/// The bot and its channels, which are asked for and told nothing.
async fn telegram(config: &Config) -> Finding {
    let settings = &config.telegram;
    if !telegram::is_on(settings) {
        return match settings.channels.len() {
            0 => Good("no channels".into()),
            channels => Doubtful(format!(
                "{channels} channels and no bot: nothing is posted until telegram.token has its token"
            )),
        };
    }
    match telegram::examine(config).await {
        troubles if troubles.is_empty() => Good(format!("{} channels", settings.channels.len())),
        troubles => Bad(troubles.join("; ")),
    }
}

/// The till: its secret, its database, its keys ahead, its ways to pay.
async fn till(config: &Config, data: &Path) -> Vec<(&'static str, Finding)> {
    let till = match house::till(config, data).await {
        Ok(Some(till)) => till,
        Ok(None) => return vec![("till", Good("runs elsewhere".into()))],
        Err(error) => return vec![("till", Bad(format!("{error:#}")))],
    };
    let mut findings = vec![
        ("till", till_database(&till).await),
        ("till's secret", secret(&data.join("till/secret"))),
        ("till's keys", keys(&till, Clock::system().now()).await),
    ];
    findings.extend(till.provider_status().iter().map(|status| ("way to pay", way_to_pay(status))));
    till.close().await;
    findings
}

async fn till_database(till: &Till) -> Finding {
    match till.complaints().await {
        Ok(None) => Good("in order".into()),
        Ok(Some(complaints)) => Bad(format!("{complaints}: restore the newest good copy of the data folder")),
        Err(error) => Bad(error.to_string()),
    }
}

/// Whoever has secret and database together can try the till's codes, or make the gate's cookie of the week.
fn secret(file: &Path) -> Finding {
    use std::os::unix::fs::PermissionsExt;
    match std::fs::metadata(file) {
        Ok(found) if found.permissions().mode() & 0o077 == 0 => Good("for its owner only".into()),
        Ok(_) => Bad(format!("others can read {0}: chmod 600 {0}", file.display())),
        Err(error) => Bad(format!("{}: {error}", file.display())),
    }
}

async fn keys(till: &Till, now: Time) -> Finding {
    match till.keys_ahead(now).await {
        Ok(0) => Doubtful("none for this month yet: they are made soon after `vestka serve` starts".into()),
        Ok(months) if months < KEYS_AHEAD => Doubtful(format!(
            "for {months} months of {KEYS_AHEAD}: the rest is made while `vestka serve` runs"
        )),
        Ok(months) => Good(format!("for {months} months")),
        Err(error) => Bad(error.to_string()),
    }
}

fn way_to_pay(status: &ProviderStatus) -> Finding {
    let name = status.provider;
    match &status.readiness {
        Readiness::Off => Good(format!("{name} is off")),
        Readiness::Ready => Good(format!("{name} is set up")),
        Readiness::Lacking(missing) => {
            Bad(format!("{name} is not open to readers: {} not set", missing.join(", ")))
        }
    }
}

/// The gate: its secret, its database, the till's keys that it has learned.
async fn gate(config: &Config, data: &Path) -> Vec<(&'static str, Finding)> {
    let gate = match house::gate(config, data).await {
        Ok(Some(gate)) => gate,
        Ok(None) => return vec![("gate", Good("runs elsewhere".into()))],
        Err(error) => return vec![("gate", Bad(format!("{error:#}")))],
    };
    let in_order = match gate.complaints().await {
        Ok(None) => Good("in order".into()),
        Ok(Some(complaints)) => Bad(format!("{complaints}: restore the newest good copy of the data folder")),
        Err(error) => Bad(error.to_string()),
    };
    let findings = vec![
        ("gate", in_order),
        ("gate's secret", secret(&data.join("gate/secret"))),
        ("gate's keys", learned(config, &gate, Clock::system().now())),
    ];
    gate.close().await;
    findings
}

/// Without this month's key no pass is taken; without the next one's none will be.
fn learned(config: &Config, gate: &Gate, now: Time) -> Finding {
    let (known, this) = (gate.epochs(), Epoch::at(now));
    match () {
        () if config.gate.directory.is_empty() && !config.till.runs => Bad(
            "no till: this process is none (till.runs), and gate.directory names no host that is; no key is learned".into(),
        ),
        () if !known.contains(&this) => Doubtful(
            "none for this month yet: they are learned soon after `vestka serve` starts, and no pass is taken before".into(),
        ),
        () if !known.contains(&this.next()) => {
            Doubtful(format!("none for {}: is the till that they are learned from up?", this.next()))
        }
        () => Good(format!("for {} months", known.iter().filter(|epoch| **epoch >= this).count())),
    }
}

async fn integrity(store: &Store) -> Finding {
    match store.complaints().await {
        Ok(None) => Good(format!("{:?}, in order", store.engine())),
        Ok(Some(complaints)) => Bad(format!("{complaints}: restore the newest good copy of the data folder")),
        Err(error) => Bad(error.to_string()),
    }
}

/// Counts the stories; the newest tells on a clock that went back.
async fn stories(store: &Store) -> Finding {
    match count(
        store,
        "select count(*) as n, max(published_at) as newest from story where state = 'published'",
    )
    .await
    {
        Ok((count, newest)) => match clock(Clock::system().now(), newest) {
            Good(_) => Good(format!("{count} published")),
            other => other,
        },
        Err(error) => Bad(error.to_string()),
    }
}

async fn dead_letters(store: &Store) -> Finding {
    match count(store, "select count(*) as n, max(due_at) as newest from job where state = 'dead'").await {
        Ok((0, _)) => Good("no dead letters".into()),
        Ok((dead, _)) => Doubtful(format!("{dead} dead letters: their reasons stand in the table 'job'")),
        Err(error) => Bad(error.to_string()),
    }
}

async fn count(store: &Store, sql: &str) -> Result<(i64, Option<Time>), store::StoreError> {
    let row = store.read().await?.row(sql, values![]).await?;
    row.map_or(Ok((0, None)), |row| Ok((row.int("n")?, row.time_or_none("newest")?)))
}

/// This program was not there before 2026; a clock that says so has lost its battery. A newest story far ahead says
/// that the clock has gone back, unless it is an embargo.
fn clock(now: Time, newest: Option<Time>) -> Finding {
    let earliest = Time::parse_rfc3339("2026-01-01T00:00:00Z").unwrap_or(Time::EARLIEST);
    if now < earliest {
        return Bad(format!("it says {now}: set it, passes, embargoes and dates depend on it"));
    }
    match newest {
        Some(newest) if newest > now.plus_hours(24 * 400) => {
            Doubtful(format!("the newest story is of {newest}, the clock says {now}: is one of them wrong?"))
        }
        _ => Good(now.to_string()),
    }
}
