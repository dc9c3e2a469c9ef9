//! Everything goes wrong, often: every story is there once, or lies visibly among the dead letters.

use std::collections::BTreeSet;
use std::time::Duration;

use content::lifecycle;
use distribution::telegram;
use store::jobs;
use store::testing::on_both;

use super::{BELARUSIAN, ECONOMY, ENGLISH, House, elsewhere};
use crate::bot::Fault;
use crate::kit::{noon, story};

/// A die that falls the same way each time.
struct Die(u64);

impl Die {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn fault(&mut self) -> Option<Fault> {
        const ALL: [Fault; 11] = [
            Fault::Wait(2),
            Fault::Wait(40),
            Fault::Status(500),
            Fault::Status(502),
            Fault::StatusAfter(504),
            Fault::Close,
            Fault::CloseAfter,
            Fault::Hang,
            Fault::HangAfter,
            Fault::Garbage,
            Fault::Status(403),
        ];
        (self.below(10) < 3).then(|| ALL[self.below(ALL.len() as u64) as usize])
    }
}

/// One letter, now and then delivered twice: one after the other, at once, or to a worker that dies over it.
async fn step(house: &House, die: &mut Die) -> bool {
    let Some(job) = jobs::take_call(&house.edition.store, house.clock().now()).await.unwrap() else {
        return false;
    };
    let work = || telegram::work(&house.edition, &house.bot, &job, house.clock());
    let worked = match die.below(8) {
        0 => {
            let first = work().await.unwrap();
            work().await.unwrap();
            first
        }
        1 => {
            let (first, second) = tokio::join!(work(), work());
            // Whichever the other had to wait for says how it went.
            let (first, second) = (first.unwrap(), second.unwrap());
            if matches!(first, telegram::Worked::Later(_)) { second } else { first }
        }
        2 => match tokio::time::timeout(Duration::from_millis(5), work()).await {
            Ok(worked) => worked.unwrap(),
            Err(_) => return true,
        },
        _ => work().await.unwrap(),
    };
    house.file(&job, worked).await;
    true
}

async fn settle(house: &House, die: &mut Die) {
    for _ in 0..20_000 {
        if step(house, die).await {
            continue;
        }
        let Some(next) = house.next_due().await else { return };
        house.clock().set(next.max(house.clock().now().plus_millis(1)));
    }
    panic!("it never settles: {:?}", house.letters().await);
}

#[test]
fn each_story_is_posted_once_or_lies_among_the_dead_and_corrections_and_kills_reach_it() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let mut die = Die(20_251_214);
        let (mut corrected, mut killed) = (BTreeSet::new(), BTreeSet::new());
        house.api.faults((0..5_000).map(|_| die.fault()).collect::<Vec<_>>());
        let count = 28;
        for n in 0..count {
            let (id, now) = (format!("s{n}"), house.clock().now());
            let headline = format!("Headline {n:03}.");
            house
                .publish(match n % 4 {
                    0 => story(&id, "be", &headline, now),
                    1 => story(&id, "en", &headline, now),
                    _ => elsewhere(&id, &headline, now),
                })
                .await;
            for _ in 0..die.below(6) {
                step(&house, &mut die).await;
            }
            house.pass(die.below(8_000) as i64);
            let other = die.below(n + 1);
            let id = format!("s{other}");
            if die.below(3) == 0 && !killed.contains(&id) {
                house.correct(&id, &format!("Note {n:03}.")).await;
                corrected.insert(id.clone());
            }
            if die.below(8) == 0 && killed.insert(id.clone()) {
                house.kill(&id, &format!("Notice of {id}.")).await;
            }
        }
        settle(&house, &mut die).await;
        let dead: BTreeSet<String> = house.dead().await.into_iter().map(|(story, _)| story).collect();
        let (mut there, mut given_up) = (0, 0);
        for n in 0..count {
            let id = format!("s{n}");
            let chats: &[&str] = match n % 4 {
                0 => &[BELARUSIAN],
                1 => &[ENGLISH, ECONOMY],
                _ => &[ENGLISH],
            };
            for chat in chats {
                let shown = house.api.shown(chat);
                let posts: Vec<_> =
                    shown.iter().filter(|m| m.first.contains(&format!("Headline {n:03}."))).collect();
                assert!(posts.len() <= 1, "{id} stands in {chat} twice: {posts:#?}");
                if dead.contains(&id) {
                    given_up += 1;
                    continue;
                }
                if posts.is_empty() {
                    assert!(killed.contains(&id), "{id} is not in {chat}, and nobody is told");
                    continue;
                }
                there += 1;
                let text = &posts[0].html;
                assert_eq!(text.contains(&format!("Notice of {id}.")), killed.contains(&id), "{id}: {text}");
                let is_corrected = corrected.contains(&id) && !killed.contains(&id);
                assert_eq!(text.contains("Note "), is_corrected, "{id}: {text}");
            }
        }
        assert!(there >= 10 && given_up >= 3, "{there} there, {given_up} among the dead");
        let words: BTreeSet<String> = house.dead().await.into_iter().map(|(_, why)| why).collect();
        assert!(words.contains("reason-telegram-unsure"), "{words:?}");
        assert_eq!(house.api.take_refused().iter().filter(|why| !why.contains("not modified")).count(), 0);
    });
}

/// The process dies while Telegram has the message and we have not written that down; or before Telegram has it.
#[test]
fn a_post_under_way_when_its_worker_died_is_not_sent_again_by_itself() {
    on_both(|store| async move {
        for (hours, fault, there) in [(1, Fault::HangAfter, 1), (2, Fault::Hang, 0)] {
            let house = House::new(store.clone()).await;
            house.pass(hours * 3_600_000);
            house.api.faults([Some(fault)]);
            let id = format!("{fault:?}").to_lowercase();
            house.publish(elsewhere(&id, "A ferry", house.clock().now())).await;
            let job = jobs::take_call(&house.edition.store, house.clock().now()).await.unwrap().unwrap();
            let work = telegram::work(&house.edition, &house.bot, &job, house.clock());
            tokio::select! {
                worked = work => panic!("it should die over it: {worked:?}"),
                () = house.api.called() => {}
            }
            house.publish(elsewhere(&format!("{id}-next"), "The next", house.clock().now())).await;
            while house.step().await {}
            assert_eq!(house.api.shown(ENGLISH).len(), there, "the next one waits for it");
            // Other workers find the letter when its lease is over.
            house.settle().await;
            assert_eq!(house.dead().await, [(id.clone(), "reason-telegram-unsure".into())]);
            assert_eq!(house.api.shown(ENGLISH).len(), there + 1, "the next one is posted");
            // A kill cannot reach what has no number: somebody is told to do it by hand, and as often as they ask.
            house.kill(&id, "Wrong.").await;
            house.settle().await;
            let by_hand = (id.clone(), "reason-telegram-by-hand".to_owned());
            assert!(house.dead().await.contains(&by_hand));
            for _ in 0..2 {
                house.repeat(&id).await;
                house.settle().await;
            }
            assert_eq!(house.api.shown(ENGLISH).len(), there + 1, "what was killed is not posted again");
            let mut tx = house.edition.store.write().await.unwrap();
            for letter in house.letters().await {
                jobs::lay_aside(&mut tx, &letter.id, house.clock().now()).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
    });
}

/// An edit may be repeated: whatever happens, the post says in the end what the story says.
#[test]
fn an_edit_is_repeated_until_it_is_there() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.publish(elsewhere("one", "A ferry", noon())).await;
        house.settle().await;
        let faults = [
            Fault::Status(500),
            Fault::StatusAfter(502),
            Fault::Close,
            Fault::CloseAfter,
            Fault::Hang,
            Fault::HangAfter,
            Fault::Garbage,
            Fault::Wait(5),
        ];
        for (n, fault) in faults.into_iter().enumerate() {
            house.api.faults([Some(fault), Some(fault)]);
            house.correct("one", &format!("Note {n}.")).await;
            house.settle().await;
            assert!(house.api.texts(ENGLISH)[0].contains(&format!("Note {n}.")), "{fault:?}");
        }
        // A worker dies over an edit; the next one makes it.
        house.api.faults([Some(Fault::Hang)]);
        house.correct("one", "The last note.").await;
        let job = jobs::take_call(&house.edition.store, house.clock().now().plus_millis(3_000))
            .await
            .unwrap()
            .unwrap();
        house.pass(3_000);
        let work = telegram::work(&house.edition, &house.bot, &job, house.clock());
        assert!(tokio::time::timeout(Duration::from_millis(100), work).await.is_err(), "it dies");
        let mut tx = house.edition.store.write().await.unwrap();
        lifecycle::kill(&mut tx, "one", "Wrong.", "", "test", house.clock().now()).await.unwrap();
        tx.commit().await.unwrap();
        house.follow().await;
        house.settle().await;
        assert!(house.api.texts(ENGLISH)[0].contains("Wrong."));
        assert_eq!(house.dead().await, []);
    });
}
