//! The paid tier's crash drill: `vestka serve` is killed (SIGKILL) at random moments, and money and batches are counted.
//!
//! 1. While a provider tells of a payment: what was answered 200 is credited after the kill, what was not is told again,
//!    and every payment is credited once.
//! 2. While a batch is drawn: the same batch gets the same answer, whatever happened; another batch is refused.
//! 3. While a pass is handed in: it opens once at most, and if it was answered with the cookie, never again. A pass whose
//!    answer was lost with the process may be spent; those are counted.
//!
//! Small here; `drill/plus-crash` is the full size.

mod deliveries;
mod server;
mod till;

use self::server::{Request, Server};
use self::till::Counter;

/// Kills in each phase.
fn kills() -> u32 {
    std::env::var("VESTKA_CRASH_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4)
}

#[test]
fn no_payment_is_lost_and_every_batch_is_repeatable() {
    Counter::on_each_database(|counter, mut server| {
        let paid = payments(&counter, &mut server);
        let passes = draws(&counter, &mut server, paid);
        redemptions(&mut server, &passes);
        counter.complaints();
    });
}

/// Answers the codes that are paid.
fn payments(counter: &Counter, server: &mut Server) -> Vec<passes::ReaderCode> {
    let (mut codes, mut answered) = (Vec::new(), 0);
    for kill in 0..kills() {
        let (code, webhook) = counter.pay();
        let request = || Request::post("/till/stripe", &webhook.headers, &webhook.body);
        let first = server.ask_and_kill(request());
        server.start();
        if first.is_some() {
            assert_eq!(first.map(|answer| answer.status), Some(200), "a webhook of payment {kill}");
            assert!(counter.is_paid(&code), "payment {kill} was acknowledged and is not there");
            answered += 1;
        }
        // A provider tells until it is answered, and sometimes once more.
        for _ in 0..2 {
            assert_eq!(server.ask(request()).status, 200, "payment {kill} told again");
        }
        assert!(counter.is_paid(&code), "payment {kill} is lost");
        codes.push(code);
    }
    assert_eq!(counter.purchases(), u64::from(kills()), "each payment is credited once");
    println!("payments: {} kills, {answered} answered before it, none lost, none credited twice", kills());
    codes
}

/// Answers the passes that were drawn.
fn draws(counter: &Counter, server: &mut Server, codes: Vec<passes::ReaderCode>) -> Vec<passes::Token> {
    let (mut passes, mut answered) = (Vec::new(), 0);
    for (number, code) in codes.iter().enumerate() {
        let (batch, pending) = counter.batch(number as u8, 0);
        let first = server.ask_and_kill(Request::draw(code, &batch));
        server.start();
        let second = server.ask(Request::draw(code, &batch));
        assert_eq!(second.status, 200, "batch {number} again: {}", second.body);
        if let Some(first) = first {
            assert_eq!((first.status, &first.body), (200, &second.body), "batch {number}");
            answered += 1;
        }
        let (other, _) = counter.batch(number as u8, 1);
        let refused = server.ask(Request::draw(code, &other));
        assert_eq!(refused.status, 409, "another batch for code {number}: {}", refused.body);
        passes.extend(counter.passes(&pending, &server::signed(&second.body)));
    }
    println!("draws: {} kills, {answered} answered before it, every batch repeated to the byte", codes.len());
    passes
}

fn redemptions(server: &mut Server, passes: &[passes::Token]) {
    let (first, rest) = passes.split_first().expect("there are passes");
    server.ask_until(&Request::enter(first), 303);
    let (mut before, mut after, mut lost) = (0, 0, 0);
    for (number, pass) in rest.iter().take(kills() as usize).enumerate() {
        let answered = server.ask_and_kill(Request::enter(pass)).map(|answer| answer.status);
        assert!(matches!(answered, None | Some(303)), "pass {number} is answered {answered:?}");
        server.start();
        let [once, twice] = [0, 1].map(|_| server.ask(Request::enter(pass)).status);
        assert_eq!(twice, 422, "pass {number} opens again");
        match (answered, once) {
            (Some(_), 422) => before += 1,
            (None, 303) => after += 1,
            (None, 422) => lost += 1,
            other => panic!("pass {number} opens twice: {other:?}"),
        }
    }
    println!(
        "redemptions: {} kills, {before} passes opened before it, {after} after it, none twice; of {lost} the answer was lost",
        before + after + lost
    );
}
