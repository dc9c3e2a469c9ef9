//! `/desk/audit`: who did what, when. Newest first, a stretch at a time.

use std::collections::{BTreeMap, HashMap};

use base::Time;
use content::desk as list;
use serde::Serialize;
use store::Read;

use crate::deed::{self, Deed};
use crate::desk::Desk;
use crate::failure::Answer;
use crate::fields::{Asked, escaped};
use crate::invite::MACHINE;
use crate::picture_card;
use crate::rights::Right;
use crate::routes::{Need, Route, get};
use crate::staff;
use crate::story::{Moment, is_id};

pub(super) fn routes() -> Vec<Route> {
    vec![get("audit", "/desk/audit", Need::Right(Right::Audit), show)]
}

/// Lines on a page.
const A_PAGE: usize = 50;

#[derive(Serialize)]
struct View {
    lines: Vec<Line>,
    /// Everybody who ever worked here, for the filter.
    members: Vec<Choice>,
    member: String,
    /// The query of the next stretch.
    older: Option<String>,
    /// Whether this is not the newest stretch.
    is_older: bool,
}

#[derive(Serialize)]
struct Choice {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct Line {
    at: Moment,
    who: String,
    what: String,
    subject: Subject,
    detail: String,
}

/// To what it was done.
#[derive(Default, Serialize)]
struct Subject {
    name: String,
    url: Option<String>,
    /// The language of a headline.
    language: Option<String>,
}

async fn show(desk: Desk, Asked(asked): Asked) -> Answer {
    let mut db = desk.read().await?;
    let known = |id: &&str| is_id(id) || *id == MACHINE;
    let member = asked.some("member").filter(known);
    let before = asked.some("before").filter(|id| is_id(id));
    let members = staff::all(&mut db).await?;
    let names: BTreeMap<&str, &str> =
        members.iter().map(|member| (member.id.as_str(), member.name.as_str())).collect();
    let mut deeds = deed::before(&mut db, before, member, A_PAGE + 1).await?;
    let more = deeds.len() > A_PAGE;
    deeds.truncate(A_PAGE);
    let things = Things::load(&desk, &mut db, &deeds).await?;
    let last = deeds.last().filter(|_| more);
    let older = last.map(|last| format!("member={}&before={}", escaped(member.unwrap_or_default()), last.id));
    let view = View {
        older,
        is_older: before.is_some(),
        lines: deeds.iter().map(|deed| line(&desk, deed, &names, &things)).collect(),
        member: member.unwrap_or_default().to_owned(),
        members: members.iter().map(|m| Choice { id: m.id.clone(), name: m.name.clone() }).collect(),
    };
    desk.page("audit.html", &view)
}

fn line(desk: &Desk, deed: &Deed, names: &BTreeMap<&str, &str>, things: &Things) -> Line {
    let name = |id: &str| names.get(id).map(|name| (*name).to_owned());
    let who = match deed.staff.as_str() {
        MACHINE => desk.say("the-machine"),
        id => name(id).unwrap_or_else(|| desk.say("nobody-known")),
    };
    let subject = match name(&deed.subject) {
        Some(_) if deed.subject == deed.staff => Subject::default(),
        Some(name) => Subject { name, url: Some(format!("/desk/staff/{}", deed.subject)), language: None },
        None => things.subject(desk, deed),
    };
    Line {
        at: desk.moment(deed.at),
        who,
        what: desk.say(&format!("deed-{}", deed.deed)),
        subject,
        detail: made_of_months(desk, deed).unwrap_or_else(|| detail(desk, &deed.detail, things)),
    }
}

/// What has no page of its own that the record leads to.
const WITHOUT_PAGE: [&str; 7] = ["name-", "byline-", "delivery-", "topic-", "plan-", "pool-", "newsletter-"];

/// What the record names by ids alone, as it is called now.
struct Things {
    stories: HashMap<String, list::Line>,
    pictures: HashMap<String, String>,
}

impl Things {
    async fn load(desk: &Desk, db: &mut Read, deeds: &[Deed]) -> Answer<Things> {
        let named = deeds.iter().flat_map(|deed| [&deed.subject, &deed.detail]);
        let mut ids: Vec<String> = named.filter(|id| is_id(id)).cloned().collect();
        ids.sort();
        ids.dedup();
        let stories = list::lines_of(db, &ids, desk.now).await?;
        let stories = stories.into_iter().map(|line| (line.id.clone(), line)).collect();
        Ok(Things { stories, pictures: picture_card::names(db, &ids, picture_card::COMMON).await? })
    }

    /// A story by its headline, a picture by its file's name; anything else by its id.
    fn subject(&self, desk: &Desk, deed: &Deed) -> Subject {
        let id = &deed.subject;
        if let Some(story) = self.stories.get(id) {
            let url = Some(format!("/desk/story/{id}"));
            return match story.headline.as_str() {
                "" => Subject { name: desk.say("untitled"), url, language: None },
                headline => {
                    let language = Some(story.language.to_string());
                    Subject { name: headline.to_owned(), url, language }
                }
            };
        }
        let is_of = |subject: &str| deed.deed.starts_with(subject);
        let name = self.pictures.get(id).unwrap_or(id).clone();
        let url = if !is_id(id) || WITHOUT_PAGE.into_iter().any(is_of) {
            None
        } else if is_of("picture-") {
            Some(format!("/desk/pictures/{id}"))
        } else {
            Some(format!("/desk/story/{id}"))
        };
        Subject { url, name, language: None }
    }
}

/// How many codes were made, of how many months: `20 × 3`.
fn made_of_months(desk: &Desk, deed: &Deed) -> Option<String> {
    let is_one = matches!(deed.deed.as_str(), "codes-made" | "gift-made");
    let (count, months) = deed.detail.split_once(" × ").filter(|_| is_one)?;
    let months: i64 = months.parse().ok()?;
    Some(desk.locale.text("made-of-months", &[("count", count.into()), ("months", months.into())]))
}

/// Roles, ways of signing in, revisions, times and stories have words; the rest is shown as it was noted.
fn detail(desk: &Desk, detail: &str, things: &Things) -> String {
    let word = |part: &str| {
        if let Some(story) = things.stories.get(part).filter(|story| !story.headline.is_empty()) {
            return story.headline.clone();
        }
        if let Some(number) = part.strip_prefix("revision ") {
            return format!("{} {number}", desk.say("revision").to_lowercase());
        }
        if let Ok(at) = Time::parse_rfc3339(part) {
            return desk.moment(at).text;
        }
        let known = ["role-", "session-way-"].into_iter().map(|kind| format!("{kind}{part}"));
        let known = known.into_iter().find(|id| desk.locale.has(id));
        known.map_or_else(|| part.to_owned(), |id| desk.say(&id))
    };
    let change = |part: &str| part.split(" → ").map(word).collect::<Vec<_>>().join(" → ");
    detail.split(", ").map(change).collect::<Vec<_>>().join(", ")
}
