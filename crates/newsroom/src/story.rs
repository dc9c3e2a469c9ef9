//! A story as somebody of the staff has it before them, and what they may do with it. One function decides that, for
//! every page.

use base::Time;
use content::desk::{self, Line};
use content::history::{self, Working};
use content::{Admission, State};
use serde::Serialize;
use store::{Announcement, Read, StoreError, Write, values};

use crate::admission;
use crate::assignment::{self, Assigned};
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::rights::Right;
use crate::staff::Member;

/// A story, and what whoever asks may do with it.
pub(crate) struct Story {
    pub line: Line,
    pub assigned: Vec<Assigned>,
    pub may: May,
}

/// What somebody may do with a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct May {
    /// Save revisions, move it between draft, in edit and ready.
    pub edit: bool,
    /// Publish, schedule, correct, take back.
    pub publish: bool,
    /// Withdraw it everywhere.
    pub kill: bool,
    /// See the names of colleagues.
    pub names: bool,
}

/// What a member may do with a story that `author` opened; none when they may not know of it.
///
/// Editors edit everything. Others edit what is their own, and reporters what they were asked to work on, until it is
/// out. From inside nothing is seen but one's own.
pub(crate) fn may(member: &Member, author: &str, is_assigned: bool, state: State) -> Option<May> {
    let has = |right| member.role.may(right);
    let own = author == member.id;
    if !own && !has(Right::See) {
        return None;
    }
    let is_out = matches!(state, State::Published | State::Killed);
    let theirs = has(Right::Write) && (own || is_assigned) && !is_out;
    Some(May {
        edit: state != State::Killed && (has(Right::Edit) || theirs),
        publish: state != State::Killed && has(Right::Publish),
        kill: state == State::Published && has(Right::Kill),
        names: has(Right::See),
    })
}

/// The story of an address, for whoever asks. What they may not know of is not there.
pub(crate) async fn find(desk: &Desk, db: &mut Read, id: &str) -> Answer<Story> {
    let me = desk.me()?;
    if !is_id(id) {
        return Err(Failure::Missing);
    }
    let line = desk::lines_of(db, &[id.to_owned()], desk.now).await?.pop().ok_or(Failure::Missing)?;
    let assigned = assignment::of(db, id).await?;
    let is_assigned = assigned.iter().any(|assigned| assigned.staff == me.id);
    let may = may(me, &line.author, is_assigned, line.state).ok_or(Failure::Missing)?;
    Ok(Story { line, assigned, may })
}

/// The same for what changes it.
pub(crate) async fn to_edit(desk: &Desk, db: &mut Read, id: &str) -> Answer<Story> {
    let story = find(desk, db, id).await?;
    if story.may.edit { Ok(story) } else { Err(Failure::Forbidden) }
}

/// The same for what puts it before readers.
pub(crate) async fn to_publish(desk: &Desk, db: &mut Read, id: &str) -> Answer<Story> {
    let story = find(desk, db, id).await?;
    if story.may.publish { Ok(story) } else { Err(Failure::Forbidden) }
}

impl Story {
    /// With its newest document. Only for those who may see the story, which having one of these proves.
    pub async fn working(&self, desk: &Desk, db: &mut Read) -> Answer<Working> {
        let working = history::working(db, &self.line.id, &self.admission(desk)?).await?;
        working.ok_or(Failure::Missing)
    }

    /// The ground for reading its whole text.
    pub fn admission(&self, desk: &Desk) -> Answer<Admission> {
        Ok(admission::of(desk.me()?))
    }
}

/// Whether a text from an address can be a story's id.
pub(crate) fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Tells every open desk, on every machine, to look at a story again.
pub(crate) fn stir(tx: &mut Write, story: &str) {
    let news = content::news::News::Desk { stories: vec![story.to_owned()] };
    let content = serde_json::to_string(&news).expect("plain data");
    tx.announce(Announcement { topic: content::news::TOPIC.to_owned(), content });
}

/// The number of a story's newest revision.
pub(crate) async fn head_of(db: &mut Read, story: &str) -> Result<i64, StoreError> {
    let row = db.row("select revision from story where id = $1", values![story]).await?;
    row.map_or(Ok(0), |row| row.int("revision"))
}

/// Ids of the language versions of a group, in the order of their numbers.
pub(crate) async fn versions(db: &mut Read, group: &str) -> Result<Vec<String>, StoreError> {
    let sql = "select id from story where translation_group = $1 order by number";
    let rows = db.rows(sql, values![group]).await?;
    rows.iter().map(|row| row.text("id")).collect()
}

/// The name of a colleague, for those who may know it.
pub(crate) async fn name_of(desk: &Desk, db: &mut Read, staff: &str) -> Result<String, StoreError> {
    Ok(Names::load(desk, db).await?.of(staff))
}

/// Names of colleagues by id, as whoever asks may see them: somebody inside reads 'the desk' for everybody else.
pub(crate) struct Names {
    known: std::collections::HashMap<String, String>,
    other: String,
    imported: String,
}

impl Names {
    pub async fn load(desk: &Desk, db: &mut Read) -> Result<Names, StoreError> {
        let me = desk.signed_in.as_ref().map(|(member, _)| member.id.clone()).unwrap_or_default();
        let sees = desk.may(Right::See);
        let members = crate::staff::all(db).await?.into_iter();
        let known = members.filter(|m| sees || m.id == me).map(|m| (m.id, m.name)).collect();
        Ok(Names { known, other: desk.say("somebody-of-the-desk"), imported: desk.say("an-import") })
    }

    pub fn of(&self, staff: &str) -> String {
        self.known.get(staff).cloned().unwrap_or_else(|| match staff {
            "import" | "" => self.imported.clone(),
            _ => self.other.clone(),
        })
    }
}

/// A moment as pages show it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Moment {
    /// '14 December 2025, 14:02', or today '14:02'.
    pub text: String,
    /// For `<time datetime>`.
    pub machine: String,
}

impl Desk {
    /// A moment in the agency's zone.
    pub(crate) fn moment(&self, at: Time) -> Moment {
        let zone = &self.newsroom.config.agency.time_zone;
        let (wall, today) = (zone.wall(at), zone.wall(self.now));
        let text = if wall.date == today.date {
            self.locale.time(wall.hour, wall.minute)
        } else {
            self.locale.moment(at, zone)
        };
        Moment { text, machine: at.to_string() }
    }
}

#[cfg(test)]
mod tests;
