//! Completing a manuscript: the number and the slug that it will keep.

use std::collections::{BTreeSet, HashMap, HashSet};

use base::script::{self, Slug};
use store::{StoreError, Value, Write, values};

use super::{Known, top_number};
use crate::concept::in_list;
use crate::manuscript::{Manuscript, State};

/// Which addresses and numbers are taken, as far as this batch needs to know.
#[derive(Default)]
pub(crate) struct Addresses {
    /// (language, slug) -> story.
    taken: HashMap<(String, String), String>,
    /// Slugs that were looked up.
    asked: HashSet<String>,
    /// story -> its slugs, for stories that exist.
    slugs: HashMap<String, Vec<Slug>>,
    /// number -> story, for the numbers that manuscripts ask for.
    numbers: HashMap<u64, String>,
    next_number: u64,
}

impl Addresses {
    pub(crate) async fn load(tx: &mut Write, manuscripts: &[Manuscript]) -> Result<Addresses, StoreError> {
        let asked = manuscripts.iter().filter_map(|m| m.number).max().unwrap_or(0);
        let next_number = top_number(tx).await?.max(asked) + 1;
        let mut addresses = Addresses { next_number, ..Addresses::default() };
        for chunk in manuscripts.chunks(500) {
            addresses.load_slugs(tx, chunk).await?;
            addresses.load_numbers(tx, chunk).await?;
        }
        Ok(addresses)
    }

    async fn load_slugs(&mut self, tx: &mut Write, manuscripts: &[Manuscript]) -> Result<(), StoreError> {
        let wanted: HashSet<String> = manuscripts
            .iter()
            .flat_map(|m| m.former_slugs.iter().cloned().chain([wanted(m)]))
            .map(|slug| slug.to_string())
            .collect();
        let asked: Vec<String> = wanted.into_iter().collect();
        self.asked.extend(asked.iter().cloned());
        // With the languages it is a look into the index; by slugs alone it would be a walk through all addresses.
        let languages: BTreeSet<&str> = manuscripts.iter().map(|m| m.language.as_str()).collect();
        for chunk in asked.chunks(500) {
            let sql = format!(
                "select language, slug, story from address where language in ({}) and slug in ({})",
                in_list(languages.len(), 1),
                in_list(chunk.len(), languages.len() + 1)
            );
            let languages = languages.iter().map(|language| Value::from(*language));
            let parameters = languages.chain(chunk.iter().map(Value::from)).collect();
            for row in tx.reading().rows(&sql, parameters).await? {
                self.taken.insert((row.text("language")?, row.text("slug")?), row.text("story")?);
            }
        }
        let list = in_list(manuscripts.len(), 1);
        let sql = format!("select story, slug from address where story in ({list}) order by slug");
        for row in tx.reading().rows(&sql, manuscripts.iter().map(|m| Value::from(&m.id)).collect()).await? {
            let slug = Slug::parse(&row.text("slug")?).map_err(|e| StoreError::Damaged(e.to_string()))?;
            self.slugs.entry(row.text("story")?).or_default().push(slug);
        }
        Ok(())
    }

    async fn load_numbers(&mut self, tx: &mut Write, manuscripts: &[Manuscript]) -> Result<(), StoreError> {
        let asked: Vec<u64> = manuscripts.iter().filter_map(|m| m.number).collect();
        if asked.is_empty() {
            return Ok(());
        }
        let sql = format!("select id, number from story where number in ({})", in_list(asked.len(), 1));
        for row in tx.reading().rows(&sql, asked.into_iter().map(Value::from).collect()).await? {
            self.numbers.insert(row.int("number")? as u64, row.text("id")?);
        }
        Ok(())
    }

    /// Fills in what the manuscript leaves to us. What the story has already, it keeps.
    pub(crate) async fn complete(
        &mut self,
        tx: &mut Write,
        m: &mut Manuscript,
        before: Option<&Known>,
    ) -> Result<(), StoreError> {
        if m.group.is_empty() {
            m.group = m.id.clone();
        }
        m.updated_at = m.updated();
        m.number = Some(before.map_or_else(|| self.number(m), |before| before.number));
        let wished = m.slug.take().or(before.and_then(|before| Slug::parse(&before.slug).ok()));
        m.slug = match wished {
            Some(slug) if self.is_own(m, &slug) => Some(slug),
            // It is given its slug when it goes out: a working title is no promise.
            wished if !is_out(m) => wished,
            wished => {
                m.slug = wished;
                Some(self.free_slug(tx, m).await?)
            }
        };
        m.former_slugs = self.former(m);
        for address in m.former_slugs.iter().chain(m.slug.as_ref().filter(|_| is_out(m))) {
            self.taken.insert(key(m, address), m.id.clone());
        }
        Ok(())
    }

    /// The number asked for, when no other story has it; else the next one.
    fn number(&mut self, m: &Manuscript) -> u64 {
        let asked = m.number.filter(|n| *n > 0 && self.numbers.get(n).is_none_or(|story| *story == m.id));
        let number = asked.unwrap_or_else(|| {
            self.next_number += 1;
            self.next_number - 1
        });
        self.numbers.insert(number, m.id.clone());
        number
    }

    /// The slug wanted, or with the first of -2 … -9 that is free, or with the story's number.
    async fn free_slug(&self, tx: &mut Write, m: &Manuscript) -> Result<Slug, StoreError> {
        let wanted = wanted(m);
        let own = m.number.and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 9);
        let candidates = (2..=9).chain(own).map(|n| wanted.numbered(n));
        for slug in [wanted.clone()].into_iter().chain(candidates) {
            let free = match self.taken.get(&key(m, &slug)) {
                Some(story) => *story == m.id,
                None if self.asked.contains(slug.as_str()) => true,
                None => self.is_free(tx, m, &slug).await?,
            };
            if free {
                return Ok(slug);
            }
        }
        Ok(script::slug(&m.id, &m.language))
    }

    fn is_own(&self, m: &Manuscript, slug: &Slug) -> bool {
        self.slugs.get(&m.id).is_some_and(|had| had.contains(slug))
    }

    async fn is_free(&self, tx: &mut Write, m: &Manuscript, slug: &Slug) -> Result<bool, StoreError> {
        let sql = "select story from address where language = $1 and slug = $2";
        let row = tx.reading().row(sql, values![m.language.as_str(), slug.as_str()]).await?;
        Ok(row.map(|row| row.text("story")).transpose()?.is_none_or(|story| story == m.id))
    }

    /// Every other slug that leads to the story: those it had, and those it says it had, if nobody else has them.
    fn former(&self, m: &Manuscript) -> Vec<Slug> {
        let had = self.slugs.get(&m.id).into_iter().flatten();
        let said =
            m.former_slugs.iter().filter(|s| self.taken.get(&key(m, s)).is_none_or(|story| *story == m.id));
        let mut former: Vec<Slug> = had.chain(said).filter(|s| m.slug.as_ref() != Some(s)).cloned().collect();
        former.sort();
        former.dedup();
        former
    }
}

fn is_out(m: &Manuscript) -> bool {
    matches!(m.state, State::Published | State::Killed)
}

/// The slug a manuscript asks for.
fn wanted(m: &Manuscript) -> Slug {
    m.slug.clone().unwrap_or_else(|| script::slug(&m.document.headline, &m.language))
}

fn key(m: &Manuscript, slug: &Slug) -> (String, String) {
    (m.language.to_string(), slug.to_string())
}
