//! Withdrawing a story: by whom, with whose eyes, and what is told. And a newsroom under other settings.

use std::sync::Arc;

use http::StatusCode;
use newsroom::rights::Role;
use newsroom::routes;

use crate::kit::{House, in_a_newsroom, noon};
use crate::life::{act, page, published};
use crate::story::{document, save};

#[test]
fn a_kill_is_confirmed_and_says_what_it_told() {
    in_a_newsroom(|house| async move {
        let id = published(&house, "Untrue").await;
        let fields = [("notice", "It was untrue."), ("reason", "The source lied.")];
        assert_eq!(act(&house, Role::Reporter, &id, "kill", &fields).await.status, StatusCode::FORBIDDEN);
        let got = act(&house, Role::Editor, &id, "kill", &fields).await;
        assert!(got.location().ends_with("/kill"), "{got:?}");
        let told = page(&house, Role::Editor, &id, "/kill").await;
        assert!(told.contains("It was untrue.") && told.contains("410"), "{told}");
        let got = save(&house, Role::Editor, &id, 2, document("Again", "Words.")).await;
        assert_eq!(got.status, StatusCode::GONE);
        let late = act(&house, Role::Editor, &id, "publication", &[]).await;
        assert_eq!(late.status, StatusCode::FORBIDDEN, "{late:?}");
    });
}

#[test]
fn a_kill_asks_who_does_it_once_more() {
    in_a_newsroom(|house| async move {
        let id = published(&house, "Untrue").await;
        house.clock.set(noon().plus_hours(1));
        let fields = [("notice", "It was untrue."), ("reason", "The source lied.")];
        let got = act(&house, Role::Editor, &id, "kill", &fields).await;
        assert!(got.location().starts_with("/desk/confirm"), "{got:?}");
        assert!(page(&house, Role::Editor, &id, "").await.contains(">published<"));
    });
}

#[test]
fn a_second_pair_of_eyes_is_somebody_elses() {
    in_a_newsroom(|mut house| async move {
        let mut config = (*house.newsroom.config).clone();
        config.newsroom.second_pair_of_eyes = true;
        house.reconfigure(config);
        let id = published(&house, "Untrue").await;
        let fields = [("notice", "It was untrue."), ("reason", "The source lied.")];
        assert!(act(&house, Role::Editor, &id, "kill", &fields).await.location().ends_with("kill-asked"));
        assert!(page(&house, Role::Editor, &id, "").await.contains(">published<"), "it waits");
        assert!(house.get(Role::Administrator, "/desk").await.text.contains("Untrue"));
        let own = act(&house, Role::Editor, &id, "kill/confirmation", &[]).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        let got = act(&house, Role::Administrator, &id, "kill/confirmation", &[]).await;
        assert!(got.location().ends_with("/kill"), "{got:?}");
        let got = act(&house, Role::Administrator, &id, "kill/refusal", &[]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "it is answered");
    });
}

impl House {
    /// The same newsroom under other settings.
    pub fn reconfigure(&mut self, config: base::Config) {
        let old = &self.newsroom;
        let config = Arc::new(config);
        let words = Arc::new(base::Locales::load(None).unwrap());
        let press = newsletter::Press::new(old.store.clone(), Arc::clone(&config), words);
        let newsroom = newsroom::Newsroom {
            store: old.store.clone(),
            library: media::Library::open(self.folder().join("media")).unwrap(),
            config,
            clock: old.clock.clone(),
            words: Arc::clone(&old.words),
            templates: newsroom::Templates::load(),
            live: old.live.clone(),
            preview: old.preview.clone(),
            till: old.till.clone(),
            press: press.impatient(),
            door: Default::default(),
        };
        self.newsroom = Arc::new(newsroom);
        self.route(routes::router(&self.newsroom));
    }

    /// The same newsroom of an agency that publishes in these languages.
    pub fn speak(&mut self, tags: &[&str]) {
        let mut config = (*self.newsroom.config).clone();
        let language = |tag: &&str| base::config::LanguageSettings::new(tag.parse().unwrap(), tag);
        config.languages = tags.iter().map(language).collect();
        self.reconfigure(config);
    }
}
