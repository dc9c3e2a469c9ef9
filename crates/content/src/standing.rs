//! A story as the desk's verbs change it: loaded under the turn, written back with all that follows from it.

use base::Time;
use store::{Row, StoreError, Write, values};

use crate::file::Known;
use crate::file::changes::Changes;
use crate::file::complete::Addresses;
use crate::file::rows::{Pointers, Rows, StateRow};
use crate::full;
use crate::history;
use crate::manuscript::{Manuscript, State};

/// A story and where it stands.
pub(crate) struct Standing {
    /// With the document that readers see, or of a story that is not out, the head.
    pub story: Manuscript,
    pub pointers: Pointers,
    /// The highest number of a revision.
    pub top: i64,
    states: i64,
    was_public: bool,
    was: Pointers,
    was_changed_at: Time,
}

/// What a verb says of a change, for the story's history.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reason<'a> {
    /// In the desk's words.
    pub text: &'a str,
    /// What went out with it.
    pub published: Option<i64>,
    /// Readers had something that they must not get again.
    pub withdraws: bool,
}

impl Standing {
    /// Waits for its turn, then reads the story.
    pub(crate) async fn load(tx: &mut Write, id: &str) -> Result<Option<Standing>, StoreError> {
        tx.take_turn().await?;
        let Some(story) = full::load(tx.reading(), id).await? else { return Ok(None) };
        let sql = "
            select s.revision, s.published_revision, s.scheduled_revision, s.public_from, s.changed_at,
              (select max(r.number) from revision r where r.story = s.id) as top,
              (select count(*) from story_state t where t.story = s.id) as states
            from story s
            where s.id = $1";
        let Some(row) = tx.reading().row(sql, values![id]).await? else { return Ok(None) };
        let pointers = pointers(&row)?;
        Ok(Some(Standing {
            story,
            pointers,
            top: row.int("top")?,
            states: row.int("states")?,
            was_public: row.int_or_none("public_from")?.is_some(),
            was: pointers,
            was_changed_at: row.time("changed_at")?,
        }))
    }

    /// Takes the document of a revision into the story. Answers whether there is such a revision.
    pub(crate) async fn take(&mut self, tx: &mut Write, revision: i64) -> Result<bool, StoreError> {
        let document = history::whole(tx.reading(), &self.story.id, revision).await?;
        let Some(document) = document else { return Ok(false) };
        self.story.document = document;
        Ok(true)
    }

    /// Writes the story, its new state and all that follows; everybody who holds a copy hears of it.
    pub(crate) async fn write(
        mut self,
        tx: &mut Write,
        reason: Reason<'_>,
        by: &str,
        now: Time,
    ) -> Result<Manuscript, StoreError> {
        self.complete(tx).await?;
        let mut rows = Rows::new(by, now);
        rows.stand(&self.story, self.pointers, "", true)?;
        rows.state_row(
            &self.story.id,
            StateRow {
                position: self.states,
                state: self.story.state.name(),
                at: now,
                reason: reason.text,
                revision: reason.published,
                former: reason.published.map(|_| (self.was.shown, self.was_changed_at)),
            },
        );
        if self.pointers.shown != self.was.shown {
            let head = history::whole(tx.reading(), &self.story.id, self.pointers.head).await?;
            rows.pictures(&self.story.id, head.iter().chain([&self.story.document]), true);
        }
        rows.write(tx).await?;
        crate::desk::rows::moved(tx, &self.story, self.pointers, now).await?;
        let mut changes = Changes::default();
        changes.note(&self.story, self.was_public);
        if reason.withdraws {
            changes.withdraw();
        }
        changes.announce(tx, now).await?;
        Ok(self.story)
    }

    /// Number, slug and former slugs.
    async fn complete(&mut self, tx: &mut Write) -> Result<(), StoreError> {
        let mut addresses = Addresses::load(tx, std::slice::from_ref(&self.story)).await?;
        let known = Known {
            number: self.story.number.unwrap_or_default(),
            slug: self.story.slug.as_ref().map(ToString::to_string).unwrap_or_default(),
            state: self.story.state.name().to_owned(),
            top: self.top,
            is_public: self.was_public,
            states: self.states,
            digest: String::new(),
        };
        addresses.complete(tx, &mut self.story, Some(&known)).await
    }

    /// Whether readers have it, now or later.
    pub(crate) fn is_out(&self) -> bool {
        self.story.state == State::Published
    }
}

fn pointers(row: &Row) -> Result<Pointers, StoreError> {
    Ok(Pointers {
        head: row.int("revision")?,
        shown: row.int_or_none("published_revision")?,
        scheduled: row.int_or_none("scheduled_revision")?,
    })
}
