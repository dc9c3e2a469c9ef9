//! The desk's list.

use super::life::{draft, saved, say, titled};
use super::*;
use crate::desk::{Line, Page, Query, complete, lines};
use crate::draft as drafts;
use crate::lifecycle;

async fn list(store: &Store, change: impl FnOnce(&mut Query)) -> Page {
    let mut query = Query::all(60, hour(100));
    change(&mut query);
    lines(&mut store.read().await.unwrap(), &query).await.unwrap()
}

fn ids(page: &Page) -> Vec<&str> {
    page.lines.iter().map(|line| line.headline.as_str()).collect()
}

async fn filled(store: &Store) {
    let mut quick = story("quick", hour(2));
    quick.document.urgency = 1;
    let mut belarusian = plus("be", hour(3));
    belarusian.language = language("be");
    belarusian.document.headline = "Суд у Мінску".into();
    belarusian.document.sections = vec!["courts".into()];
    file(store, vec![story("a", hour(1)), quick, belarusian]).await;
    let mut document = titled("A draft of 100%");
    document.sections = vec!["courts".into()];
    document.slugline = "PRICES".into();
    say!(store, drafts::open, draft(document), "r", hour(4));
}

const ALL: [&str; 4] = ["A draft of 100%", "Суд у Мінску", "Ferry quick resumes", "Ferry a resumes"];

#[test]
fn the_list_shows_every_story_new_to_old_and_each_filter_its_own() {
    on_both(|store| async move {
        filled(&store).await;
        assert_eq!(ids(&list(&store, |_| {}).await), ALL);
        assert_eq!(ids(&list(&store, |q| q.states = vec![State::Draft]).await), ALL[..1]);
        assert_eq!(ids(&list(&store, |q| q.states = vec![State::Published, State::Draft]).await), ALL);
        assert_eq!(ids(&list(&store, |q| q.section = Some("courts".into())).await), ALL[..2]);
        assert_eq!(ids(&list(&store, |q| q.language = Some(language("be"))).await), ALL[1..2]);
        assert_eq!(ids(&list(&store, |q| q.urgency_at_most = Some(2)).await), ALL[2..3]);
        assert_eq!(ids(&list(&store, |q| q.urgency_at_most = Some(9)).await), ALL);
        assert_eq!(ids(&list(&store, |q| q.author = Some("r".into())).await), ALL[..1]);
        assert_eq!(ids(&list(&store, |q| q.visible_to = Some("nobody".into())).await), [""; 0]);
        for text in ["минск", "МІНСК суд", "minsk"] {
            assert_eq!(ids(&list(&store, |q| q.text = Some(text.into())).await), ALL[1..2], "{text}");
        }
        assert_eq!(ids(&list(&store, |q| q.text = Some("100% price".into())).await), ALL[..1]);
        assert_eq!(ids(&list(&store, |q| q.text = Some("_".into())).await), [""; 0]);
        let both = list(&store, |q| {
            (q.states, q.section, q.text) = (vec![State::Draft], Some("courts".into()), Some("draft".into()));
        });
        assert_eq!(ids(&both.await), ALL[..1]);
    });
}

#[test]
fn the_list_runs_on_from_a_cursor() {
    on_both(|store| async move {
        filled(&store).await;
        for change in [|_: &mut Query| {}, |q: &mut Query| q.states = vec![State::Published, State::Draft]] {
            let (mut seen, mut before) = (Vec::new(), None);
            loop {
                let page = list(&store, |q| {
                    change(q);
                    (q.limit, q.before) = (1, before);
                })
                .await;
                seen.extend(ids(&page).into_iter().map(str::to_owned));
                before = page.more;
                if before.is_none() {
                    break;
                }
            }
            assert_eq!(seen, ALL);
        }
        let courts = list(&store, |q| (q.limit, q.section) = (1, Some("courts".into()))).await;
        let next = list(&store, |q| (q.before, q.section) = (courts.more, Some("courts".into()))).await;
        assert_eq!(ids(&next), ALL[1..2]);
    });
}

#[test]
fn a_line_says_how_its_story_stands() {
    on_both(|store| async move {
        filled(&store).await;
        let line = |page: Page| -> Line { page.lines.into_iter().next().unwrap() };
        let plus = line(list(&store, |q| q.language = Some(language("be"))).await);
        assert_eq!((plus.level, plus.has_unpublished_changes), (Some(Level::Plus), false));
        let mut document = titled("Суд адклалі");
        document.sections = vec!["politics".into()];
        saved(&store, "be", 1, document, "s", hour(3).plus_millis(5)).await;
        let changed = line(list(&store, |q| q.section = Some("politics".into())).await);
        let place = (changed.id.as_str(), changed.sort_at);
        assert_eq!(place, ("be", hour(3)), "a save does not move its line while people look");
        let page = list(&store, |q| q.language = Some(language("be"))).await;
        let changed = line(page);
        assert_eq!(changed.sections, ["politics"]);
        assert_eq!((changed.headline.as_str(), changed.last_author.as_str()), ("Суд адклалі", "s"));
        assert!(changed.has_unpublished_changes && changed.author == "test");
        saved(&store, "be", 2, titled("Суд"), "s", hour(5)).await;
        assert_eq!(line(list(&store, |_| {}).await).headline, "Суд", "but it moves after ten minutes");
        say!(store, lifecycle::correct, "be", 3, "Wrong.", "e", hour(6)).unwrap();
        let corrected = line(list(&store, |_| {}).await);
        assert!(corrected.corrected && !corrected.has_unpublished_changes, "{corrected:?}");
        assert_eq!((corrected.sort_at, corrected.level), (hour(6), Some(Level::Open)));
    });
}

#[test]
fn stories_from_before_the_list_get_their_lines() {
    on_both(|store| async move {
        filled(&store).await;
        let before = list(&store, |_| {}).await;
        let mut tx = store.write().await.unwrap();
        for sql in [
            "delete from desk_line",
            "delete from desk_section",
            "insert into desk_gap (story) select id from story",
        ] {
            tx.execute(sql, vec![]).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(complete(&store).await.unwrap(), 4);
        assert_eq!(complete(&store).await.unwrap(), 0);
        let after = list(&store, |_| {}).await;
        assert_eq!(ids(&after), ids(&before));
        assert_eq!(ids(&list(&store, |q| q.section = Some("courts".into())).await), ALL[..2]);
    });
}
