//! `/desk/statistics`: how often stories, sections and languages were read, at what hours, and what went out by which way.

use std::collections::{BTreeMap, HashMap};

use axum::extract::Query;
use base::Language;
use content::reads::{self, Period, ReadOften};
use content::{ConceptKind, concept, desk as list};
use serde::{Deserialize, Serialize};
use store::Read;
use store::jobs::{self, State};

use super::deliveries::kind_name;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::rights::Right;
use crate::routes::{Need, Route, get};

pub(super) fn routes() -> Vec<Route> {
    vec![get("statistics", "/desk/statistics", Need::Right(Right::See), show)]
}

/// The periods that are offered, in days.
const PERIODS: [i64; 3] = [1, 7, 30];

/// Stories in the list.
const STORIES: usize = 30;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    days: String,
    language: String,
}

#[derive(Serialize)]
struct View {
    is_on: bool,
    release_from: u32,
    days: i64,
    periods: [i64; 3],
    language: String,
    /// Tag and name.
    choices: Vec<(String, String)>,
    stories: Vec<Story>,
    sections: Vec<Bar>,
    languages: Vec<Bar>,
    hours: Vec<Bar>,
    ways: Vec<Way>,
}

#[derive(Serialize)]
struct Story {
    id: String,
    headline: String,
    language: String,
    reads: i64,
    most: i64,
}

/// A number beside the greatest of its kind.
#[derive(Serialize)]
struct Bar {
    name: String,
    reads: i64,
    most: i64,
}

/// A way by which stories leave the house, and how its letters stand.
#[derive(Serialize)]
struct Way {
    kind: String,
    name: String,
    states: Vec<i64>,
}

async fn show(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let settings = &desk.newsroom.config;
    let days = asked.days.parse().ok().filter(|days| PERIODS.contains(days)).unwrap_or(7);
    let choices: Vec<(String, String)> =
        settings.languages.iter().map(|one| (one.tag.to_string(), one.name.clone())).collect();
    let language = choices.iter().map(|(tag, _)| tag).find(|tag| **tag == asked.language).cloned();
    let zone = &settings.agency.time_zone;
    let period = Period::last_days(days, desk.now, zone);
    let mut db = desk.read().await?;
    let language = language.unwrap_or_default();
    let read = reads::stories(&mut db, &period, &language, STORIES).await?;
    let view = View {
        is_on: settings.statistics.on,
        release_from: settings.statistics.release_from,
        days,
        periods: PERIODS,
        stories: stories(&desk, &mut db, read).await?,
        sections: sections(&desk, &mut db, &period, &language).await?,
        languages: named(reads::languages(&mut db, &period).await?, &choices.iter().cloned().collect()),
        hours: hours(&mut db, &period.to[..7], &language).await?,
        ways: if desk.may(Right::Deliveries) { ways(&desk, &mut db).await? } else { Vec::new() },
        choices,
        language,
    };
    desk.page("statistics.html", &view)
}

async fn stories(desk: &Desk, db: &mut Read, read: Vec<ReadOften>) -> Answer<Vec<Story>> {
    let ids: Vec<String> = read.iter().map(|one| one.id.clone()).collect();
    let lines = list::lines_of(db, &ids, desk.now).await?;
    let mut headlines: HashMap<String, String> =
        lines.into_iter().map(|line| (line.id, line.headline)).collect();
    let most = read.first().map_or(0, |one| one.reads);
    let story = |one: ReadOften| {
        let headline = headlines.remove(&one.id).unwrap_or_default();
        Story { headline, id: one.id, language: one.language, reads: one.reads, most }
    };
    Ok(read.into_iter().map(story).collect())
}

async fn sections(desk: &Desk, db: &mut Read, period: &Period, language: &str) -> Answer<Vec<Bar>> {
    let read = reads::sections(db, period, language).await?;
    let own: Option<Language> = desk.locale.language().as_str().parse().ok();
    let shown = own.unwrap_or_else(|| desk.newsroom.config.agency.default_language.clone());
    let names = concept::all(db, ConceptKind::Section).await?;
    Ok(named(
        read,
        &names.iter().map(|section| (section.id.clone(), section.name(&shown).to_owned())).collect(),
    ))
}

/// With their names, where they have one.
fn named(read: Vec<ReadOften>, names: &BTreeMap<String, String>) -> Vec<Bar> {
    let most = read.first().map_or(0, |one| one.reads);
    let bar = |one: ReadOften| {
        let name = names.get(&one.id).cloned().unwrap_or(one.id);
        Bar { name, reads: one.reads, most }
    };
    read.into_iter().map(bar).collect()
}

/// None where nothing is known of the month.
async fn hours(db: &mut Read, month: &str, language: &str) -> Answer<Vec<Bar>> {
    let hours = reads::hours(db, month, language).await?;
    let most = hours.iter().copied().max().unwrap_or(0);
    let bar = |(hour, reads): (usize, &i64)| Bar { name: format!("{hour:02}:00"), reads: *reads, most };
    Ok(if most == 0 { Vec::new() } else { hours.iter().enumerate().map(bar).collect() })
}

async fn ways(desk: &Desk, db: &mut Read) -> Answer<Vec<Way>> {
    let tallies = jobs::tallies(db, desk.now).await?;
    let way = |(kind, counts): (String, BTreeMap<State, i64>)| Way {
        name: kind_name(desk, &kind),
        states: SHOWN.iter().map(|state| counts.get(state).copied().unwrap_or(0)).collect(),
        kind,
    };
    Ok(tallies.into_iter().map(way).collect())
}

/// The states of letters in the order of the table's columns.
const SHOWN: [State; 4] = [State::Done, State::Waiting, State::Failing, State::Dead];
