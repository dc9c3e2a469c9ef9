//! What the newsroom does with newsletters on such a day.

use std::time::Duration;

use newsletter::{Begun, Issue, Kind, List, State, draft, issue};

use super::house::{House, READERS, key};
use crate::clients::letters::text;

impl House {
    async fn issues(&self) -> Vec<Issue> {
        let mut db = self.edition.store.read().await.unwrap();
        let mut all = Vec::new();
        for one in issue::newest(&mut db, 100).await.unwrap() {
            all.push(issue::find(&mut db, &one.id).await.unwrap().unwrap());
        }
        all
    }

    /// The issue of that kind to that list, the newest.
    pub async fn issue(&self, kind: Kind, list: List) -> Option<Issue> {
        self.issues().await.into_iter().find(|issue| (issue.kind, issue.list) == (kind, list))
    }

    pub async fn draft_alert(&self, story: &str, headline: &str) {
        let mut tx = self.edition.store.write().await.unwrap();
        let english = "en".parse().unwrap();
        draft::alert(&mut tx, &english, story, headline, self.now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }

    /// What is due is drafted.
    pub async fn draft(&self) {
        self.press.tick(self.now()).await.unwrap();
    }

    pub async fn save(&self, issue: &Issue, subject: &str, stories: &[String]) {
        let mut tx = self.edition.store.write().await.unwrap();
        assert!(issue::save(&mut tx, &issue.id, subject, subject, stories).await.unwrap());
        tx.commit().await.unwrap();
    }

    /// All that an issue would say now.
    pub async fn composed(&self, issue: &Issue) -> Option<String> {
        let composed = self.press.preview(issue, self.now()).await.unwrap();
        composed.map(|composed| [composed.subject, composed.text, composed.html].join("\n"))
    }

    /// Somebody enters the key; how far the issue is afterwards.
    pub async fn send(&self, issue: &Issue) -> (Begun, State) {
        let begun = self.press.send(&issue.id, &key().text(), &self.site.clock).await.unwrap();
        while self.press.is_running(&issue.id) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        let mut db = self.edition.store.read().await.unwrap();
        (begun, issue::find(&mut db, &issue.id).await.unwrap().unwrap().state)
    }

    /// The copies of an issue, subject and text; none goes twice to anybody.
    pub fn copies(&self, issue: &Issue) -> Vec<String> {
        let whole = |mail: &mail::testing::Taken| String::from_utf8(mail.message.clone()).unwrap();
        let mut copies = self.sink.taken();
        copies.retain(|mail| whole(mail).contains(&format!("Message-ID: <{}@", issue.id)));
        let mut to: Vec<&str> = copies.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        assert!(to.is_empty() || to == READERS, "each reader once: {to:?}");
        copies.iter().map(|mail| whole(mail).replace("=\r\n", "")).collect()
    }

    /// The mails to a client's people in which something is said.
    pub fn mails_with(&self, words: &str) -> Vec<String> {
        let mut to: Vec<String> = self
            .sink
            .taken()
            .iter()
            .filter(|mail| !READERS.contains(&mail.to.as_str()) && text(mail).contains(words))
            .map(|mail| mail.to.clone())
            .collect();
        to.sort();
        to
    }
}
