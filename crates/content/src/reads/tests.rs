use store::testing::on_both;

use super::*;

fn zone() -> Zone {
    Zone::named("Europe/Minsk").unwrap()
}

fn at(text: &str) -> Time {
    Time::parse_rfc3339(text).unwrap()
}

fn subject(of: Of) -> Subject {
    Subject { language: "be".parse().unwrap(), of }
}

fn story(id: &str) -> Subject {
    subject(Of::Story(id.into()))
}

/// What a release says of a subject; 0 where it says nothing.
fn said(release: &Release, of: &Subject) -> u64 {
    release.days.iter().filter(|(subject, _)| subject == of).map(|(_, reads)| reads).sum()
}

#[test]
fn nine_readers_leave_no_trace_and_ten_do() {
    let (mut ledger, noon) = (Ledger::new(10), at("2026-11-26T09:00:00Z"));
    ledger.enter(story("few"), 9, noon, &zone());
    ledger.enter(story("many"), 10, noon, &zone());
    let release = ledger.release(noon, &zone());
    assert_eq!((said(&release, &story("few")), said(&release, &story("many"))), (0, 10));
    assert_eq!(said(&release, &subject(Of::All)), 19, "together they are a crowd");
    ledger.enter(story("few"), 1, noon, &zone());
    ledger.enter(story("many"), 9, noon, &zone());
    let release = ledger.release(noon, &zone());
    assert_eq!(said(&release, &story("few")), 10);
    assert_eq!(said(&release, &story("many")), 0, "a number grows by a crowd, never by a few");
}

#[test]
fn what_few_read_is_forgotten_when_the_day_is_over() {
    let mut ledger = Ledger::new(10);
    // Half past eleven in Minsk, and half an hour after midnight.
    let (before, after) = (at("2026-11-26T20:30:00Z"), at("2026-11-26T21:30:00Z"));
    ledger.enter(story("few"), 9, before, &zone());
    assert!(ledger.release(after, &zone()).is_empty());
    ledger.enter(story("few"), 9, after, &zone());
    assert!(ledger.release(after, &zone()).is_empty(), "nine of today are not ten with yesterday's");
}

#[test]
fn an_hour_is_written_down_with_its_month_when_its_day_is_over() {
    let mut ledger = Ledger::new(10);
    let (noon, next) = (at("2026-11-26T09:59:00Z"), at("2026-11-27T09:00:00Z"));
    ledger.enter(story("a"), 12, noon, &zone());
    ledger.enter(story("a"), 3, at("2026-11-26T10:00:00Z"), &zone());
    assert_eq!(ledger.release(noon, &zone()).hours, [], "today's hours stay in memory");
    let release = ledger.release(next, &zone());
    assert_eq!(release.hours, [("be".parse().unwrap(), 12, 12)], "and three readers' hour is forgotten");
    assert_eq!(release.day, "2026-11-26");
}

#[test]
fn what_the_database_did_not_take_is_written_later() {
    let (mut ledger, noon) = (Ledger::new(10), at("2026-11-26T09:00:00Z"));
    ledger.enter(story("a"), 15, noon, &zone());
    let lost = ledger.release(noon, &zone());
    ledger.take_back(lost);
    assert_eq!(said(&ledger.release(noon, &zone()), &story("a")), 15);
}

#[test]
fn totals_add_up_over_days_languages_and_nodes() {
    on_both(|store| async move {
        let mut ledgers = [Ledger::new(10), Ledger::new(10)];
        for (day, reads) in [("2026-11-24T09:00:00Z", 11), ("2026-11-26T09:00:00Z", 20)] {
            for ledger in &mut ledgers {
                let closed = ledger.release(at(day), &zone());
                ledger.enter(story("a"), reads, at(day), &zone());
                ledger.enter(story("b"), 10, at(day), &zone());
                ledger.enter(subject(Of::Section("economy".into())), 12, at(day), &zone());
                let russian = Subject { language: "ru".parse().unwrap(), of: Of::Front };
                ledger.enter(russian, 30, at(day), &zone());
                let mut tx = store.write().await.unwrap();
                write_down(&mut tx, &closed).await.unwrap();
                write_down(&mut tx, &ledger.release(at(day), &zone())).await.unwrap();
                tx.commit().await.unwrap();
            }
        }
        let mut db = store.read().await.unwrap();
        let said = |all: Vec<ReadOften>| all.into_iter().map(|one| (one.id, one.reads)).collect::<Vec<_>>();
        let week = Period::last_days(7, at("2026-11-26T09:00:00Z"), &zone());
        let today = Period::last_days(1, at("2026-11-26T09:00:00Z"), &zone());
        assert_eq!(said(stories(&mut db, &week, "", 9).await.unwrap()), [("a".into(), 62), ("b".into(), 40)]);
        assert_eq!(said(stories(&mut db, &today, "be", 1).await.unwrap()), [("a".into(), 40)]);
        assert_eq!(said(stories(&mut db, &week, "ru", 9).await.unwrap()), []);
        assert_eq!(said(sections(&mut db, &week, "").await.unwrap()), [("economy".into(), 48)]);
        assert_eq!(said(languages(&mut db, &week).await.unwrap()), [("be".into(), 150), ("ru".into(), 120)]);
        let hours = hours(&mut db, "2026-11", "").await.unwrap();
        assert_eq!(
            (hours[12], hours.iter().sum::<i64>()),
            (126, 126),
            "the day that is over, at noon in Minsk"
        );
    });
}
