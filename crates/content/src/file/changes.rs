//! What a transaction's changes mean for those who hold copies.

use std::collections::BTreeSet;

use base::{Language, Time};
use store::{StoreError, Value, Write};

use crate::concept::in_list;
use crate::manuscript::{Manuscript, State};
use crate::news::{self, News};
use crate::picture;

/// Above so many stories the desk is told to look at everything.
const MANY: usize = 50;

/// What readers' copies must hear of.
#[derive(Default)]
pub(crate) struct Changes {
    groups: BTreeSet<String>,
    languages: BTreeSet<Language>,
    withdrawn: bool,
    killed: Vec<String>,
    stories: Vec<String>,
}

impl Changes {
    /// A story that the public had may have lost text to the wall or be gone: nobody gets the old page again.
    pub(crate) fn note(&mut self, manuscript: &Manuscript, was_shown: bool) {
        let shown = manuscript.state == State::Published;
        self.stories.push(manuscript.id.clone());
        if shown || was_shown {
            self.groups.insert(manuscript.group.clone());
            self.languages.insert(manuscript.language.clone());
        }
        if manuscript.state == State::Killed {
            self.killed.push(manuscript.id.clone());
        }
        self.withdrawn |= was_shown && (!shown || manuscript.document.access.withholds());
    }

    /// Text that readers had goes, though the story stays.
    pub(crate) fn withdraw(&mut self) {
        self.withdrawn = true;
    }

    pub(crate) async fn announce(mut self, tx: &mut Write, now: Time) -> Result<(), StoreError> {
        for story in &self.killed {
            picture::withdraw(tx, story, now).await?;
        }
        if !self.stories.is_empty() {
            let stories = if self.stories.len() > MANY { Vec::new() } else { self.stories };
            tx.announce(news::announcement(&News::Desk { stories }));
        }
        if self.groups.is_empty() {
            return Ok(());
        }
        let groups: Vec<String> = self.groups.into_iter().collect();
        for chunk in groups.chunks(500) {
            let list = in_list(chunk.len(), 1);
            let sql = format!("select distinct language from story where translation_group in ({list})");
            for row in tx.reading().rows(&sql, chunk.iter().map(Value::from).collect()).await? {
                self.languages.extend(row.text("language")?.parse::<Language>().ok());
            }
        }
        let languages: Vec<Language> = self.languages.into_iter().collect();
        let news = if self.withdrawn { News::Withdrawn { languages } } else { News::Stories { languages } };
        tx.announce(news::announcement(&news));
        Ok(())
    }
}
