//! Writing batches: each in one transaction, so that nothing is ever half there.

use content::{Manuscript, Outcome, concept, file_all, picture};
use store::{Store, StoreError};

use super::concepts::KnownConcepts;
use super::intake::Batch;
use super::report::Notes;
use super::{Options, Progress, Report};

/// The side of an import that writes.
pub(super) struct Filing<'a> {
    store: &'a Store,
    options: &'a Options,
    known: KnownConcepts,
    report: Report,
    bytes_read: u64,
}

impl<'a> Filing<'a> {
    pub(super) async fn begin(store: &'a Store, options: &'a Options) -> Result<Filing<'a>, StoreError> {
        let known = KnownConcepts::load(store).await?;
        Ok(Filing { store, options, known, report: Report::default(), bytes_read: 0 })
    }

    pub(super) fn progress(&self) -> Progress {
        let (stories, pictures) = (self.report.stories(), self.report.pictures);
        Progress { bytes_read: self.bytes_read, bytes_total: None, stories, pictures }
    }

    pub(super) fn into_report(self) -> Report {
        self.report
    }

    /// Files a batch and adds it to the report.
    pub(super) async fn file(&mut self, batch: Batch) -> Result<(), StoreError> {
        self.bytes_read = batch.bytes_read;
        let (mut concepts, mut remarks) = (self.known.take(batch.concepts), Notes::default());
        for (place, story) in &batch.stories {
            concepts.extend(self.known.missing(place, story, &mut remarks));
        }
        let stories: Vec<Manuscript> = batch.stories.into_iter().map(|(_, story)| story).collect();
        let mut tx = self.store.write().await?;
        let changed = concept::file(&mut tx, &concepts).await?;
        for (id, description) in &batch.pictures {
            picture::file(&mut tx, id, description).await?;
        }
        let outcomes = file_all(&mut tx, stories, &self.options.author, self.options.now).await?;
        tx.commit().await?;
        self.count(&outcomes);
        self.report.concepts += changed;
        self.report.pictures += batch.pictures_met;
        self.report.refused.append(batch.refused);
        self.report.remarks.append(batch.remarks);
        self.report.remarks.append(remarks);
        self.report.pages.extend(batch.pages);
        Ok(())
    }

    fn count(&mut self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            match outcome {
                Outcome::New => self.report.new += 1,
                Outcome::Changed => self.report.changed += 1,
                Outcome::Same => self.report.same += 1,
            }
        }
    }
}
