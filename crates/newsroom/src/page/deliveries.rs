//! `/desk/deliveries`: what each publication set off: what waits, what is under way, what failed and why, what is done;
//! and another try for what nothing helped.

use std::collections::{BTreeMap, HashMap};

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use base::Time;
use base::locale::Arg;
use content::desk as list;
use serde::{Deserialize, Serialize};
use store::Read;
use store::jobs::{self, Filter, Letter, Reason, State, Word};

use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::escaped;
use crate::rights::Right;
use crate::routes::{Need, Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    let need = Need::Right(Right::Deliveries);
    vec![
        get("deliveries", "/desk/deliveries", need, show),
        post("deliveries", "/desk/deliveries/{id}/repetition", need, repeat),
        post("deliveries", "/desk/deliveries/{id}/laying-aside", need, lay_aside),
    ]
}

/// Deliveries in one stretch.
const STRETCH: usize = 50;

/// Dead letters that stand above everything else.
const DEAD: usize = 20;

/// Which deliveries to show. Empty does not restrict.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Asked {
    #[serde(default)]
    story: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    state: String,
    #[serde(default, skip_serializing)]
    before: String,
}

#[derive(Serialize)]
struct View {
    asked: Asked,
    /// The story asked for, if it has a headline.
    headline: Option<String>,
    kinds: Vec<Kind>,
    states: Vec<Counted>,
    /// What needs somebody, above a list that is not of one state.
    dead: Vec<Delivery>,
    deliveries: Vec<Delivery>,
    older: Option<String>,
}

#[derive(Serialize)]
struct Kind {
    kind: String,
    name: String,
}

#[derive(Serialize)]
struct Counted {
    state: &'static str,
    count: i64,
    /// The list of these.
    url: String,
}

#[derive(Serialize)]
struct Delivery {
    id: String,
    name: String,
    state: &'static str,
    story: String,
    headline: String,
    language: String,
    at: String,
    attempts: i64,
    /// The language that it concerns, by its own name.
    concerned: Option<String>,
    reason: Option<Said>,
    may_repeat: bool,
    may_lay_aside: bool,
}

/// Why it failed.
#[derive(Serialize)]
struct Said {
    text: String,
    /// It is the machine's own, in English.
    is_raw: bool,
}

impl Said {
    fn of(desk: &Desk, reason: Reason) -> Said {
        match reason {
            Reason::Word(Word { word, values }) => {
                let values: Vec<(&str, Arg)> =
                    values.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect();
                Said { text: desk.locale.text(&word, &values), is_raw: false }
            }
            Reason::Text(text) => Said { text, is_raw: true },
        }
    }
}

async fn show(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let mut db = desk.read().await?;
    let asked = asked.cleaned();
    let filter = asked.filter();
    let mut letters = jobs::list(&mut db, &filter, asked.place(), desk.now, STRETCH + 1).await?;
    let is_more = letters.len() > STRETCH;
    letters.truncate(STRETCH);
    let older = letters.last().filter(|_| is_more).map(|last| asked.older(last));
    let dead = match (filter.state, asked.before.is_empty()) {
        (None, true) => {
            let dead = Filter { state: Some(State::Dead), ..filter.clone() };
            jobs::list(&mut db, &dead, None, desk.now, DEAD).await?
        }
        _ => Vec::new(),
    };
    letters.retain(|letter| dead.iter().all(|dead| dead.id != letter.id));
    let heads = Heads::load(&desk, &mut db, letters.iter().chain(&dead), &asked.story).await?;
    let counts = jobs::counts(&mut db, filter.subject.as_deref(), desk.now).await?;
    let kinds = jobs::kinds(&mut db).await?;
    let view = View {
        headline: heads.0.get(&asked.story).map(|(headline, _)| headline.clone()),
        kinds: kinds.into_iter().map(|kind| Kind { name: kind_name(&desk, &kind), kind }).collect(),
        states: counts.into_iter().map(|(state, count)| asked.counted(state, count)).collect(),
        dead: dead.into_iter().map(|letter| heads.delivery(&desk, letter)).collect(),
        deliveries: letters.into_iter().map(|letter| heads.delivery(&desk, letter)).collect(),
        older,
        asked,
    };
    desk.page("deliveries.html", &view)
}

impl Asked {
    fn cleaned(self) -> Asked {
        let clean = |text: String| text.replace('\0', "");
        let Asked { story, kind, state, before } = self;
        Asked { story: clean(story), kind: clean(kind), state: clean(state), before: clean(before) }
    }

    fn filter(&self) -> Filter {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        Filter { subject: some(&self.story), kind: some(&self.kind), state: State::from_name(&self.state) }
    }

    /// Where the list goes on.
    fn place(&self) -> Option<(Time, &str)> {
        let (at, id) = self.before.split_once('-')?;
        Some((Time::from_millis(at.parse().ok()?), id))
    }

    fn url(&self) -> String {
        let parts = [("story", &self.story), ("kind", &self.kind), ("state", &self.state)];
        let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
        let query: Vec<String> = parts.map(|(name, text)| format!("{name}={}", escaped(text))).collect();
        format!("/desk/deliveries?{}", query.join("&"))
    }

    fn older(&self, last: &Letter) -> String {
        format!("{}&before={}-{}", self.url(), last.at.millis(), last.id)
    }

    fn counted(&self, state: State, count: i64) -> Counted {
        let url = Asked { state: state.name().to_owned(), ..self.clone() }.url();
        Counted { state: state.name(), count, url }
    }
}

/// Headlines and languages of the stories that letters are about.
struct Heads(HashMap<String, (String, String)>);

impl Heads {
    async fn load(
        desk: &Desk,
        db: &mut Read,
        letters: impl Iterator<Item = &Letter>,
        asked: &str,
    ) -> Answer<Heads> {
        let mut ids: Vec<String> = letters.map(|letter| letter.subject.clone()).collect();
        ids.push(asked.to_owned());
        ids.retain(|id| !id.is_empty());
        ids.sort();
        ids.dedup();
        let lines = list::lines_of(db, &ids, desk.now).await?;
        let heads = lines.into_iter().map(|line| (line.id, (line.headline, line.language.to_string())));
        Ok(Heads(heads.collect()))
    }

    fn delivery(&self, desk: &Desk, letter: Letter) -> Delivery {
        let (headline, language) = self.0.get(&letter.subject).cloned().unwrap_or_default();
        Delivery {
            name: kind_name(desk, &letter.kind),
            state: letter.state.name(),
            at: desk.locale.moment(letter.at, &desk.newsroom.config.agency.time_zone),
            attempts: letter.attempts,
            concerned: letter.language.map(|tag| desk.language_name(&tag)),
            reason: letter.reason.map(|reason| Said::of(desk, reason)),
            may_repeat: matches!(letter.state, State::Dead | State::Failing | State::Aside),
            may_lay_aside: letter.state == State::Dead,
            headline,
            language,
            story: letter.subject,
            id: letter.id,
        }
    }
}

/// What a worker does, in words; its name where there are none.
pub(super) fn kind_name(desk: &Desk, kind: &str) -> String {
    let id = format!("job-{kind}");
    if desk.locale.has(&id) { desk.say(&id) } else { kind.to_owned() }
}

async fn repeat(desk: Desk, Path(id): Path<String>, form: Form<BTreeMap<String, String>>) -> Answer {
    change(desk, id, form, Change::Repeat).await
}

async fn lay_aside(desk: Desk, Path(id): Path<String>, form: Form<BTreeMap<String, String>>) -> Answer {
    change(desk, id, form, Change::LayAside).await
}

#[derive(Clone, Copy)]
enum Change {
    Repeat,
    LayAside,
}

async fn change(
    desk: Desk,
    id: String,
    Form(form): Form<BTreeMap<String, String>>,
    change: Change,
) -> Answer {
    let mut tx = desk.write().await?;
    let id = id.replace('\0', "");
    let letter = jobs::find(tx.reading(), &id, desk.now).await?.ok_or(Failure::Missing)?;
    let (done, deed) = match change {
        Change::Repeat => (jobs::repeat(&mut tx, &id, desk.now).await?, "delivery-repeated"),
        Change::LayAside => (jobs::lay_aside(&mut tx, &id, desk.now).await?, "delivery-laid-aside"),
    };
    if !done {
        return desk.refuse("delivery-changed");
    }
    let subject = if letter.subject.is_empty() { &letter.id } else { &letter.subject };
    deed::record(&mut tx, &desk.me()?.id, deed, subject, &letter.kind, desk.now).await?;
    tx.commit().await?;
    let field = |name: &str| form.get(name).cloned().unwrap_or_default();
    let back =
        Asked { story: field("story"), kind: field("kind"), state: field("state"), ..Asked::default() };
    Ok(Redirect::to(&back.cleaned().url()).into_response())
}
