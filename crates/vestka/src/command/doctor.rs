//! `vestka doctor`: looks at everything that the agency depends on and says what to do.

use std::path::Path;
use std::process::ExitCode;

use base::config::Config;
use base::{Clock, Time};
use site::theme::Theme;
use store::{Store, values};

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
