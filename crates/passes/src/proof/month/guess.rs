//! The adversary: ways to guess whose a redemption is from when everybody drew.

use super::reader::{Trace, time_of_day};

/// A draw and a redemption that are no further apart than this, in seconds, were one visit.
const ONE_VISIT: f64 = 60.0;

/// How the adversary guesses who redeemed a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Who drew last before it.
    Latest,
    /// Whose draw is as early among draws as the redemption is among redemptions.
    Rank,
    /// Who drew at the nearest time of day.
    TimeOfDay,
    /// Who drew in the same minute; if nobody did, whose usual time of day is the nearest: the mean of twelve draws, each
    /// of which was a visit if draws are bound to visits.
    Habit,
    /// Whose usual time of day is as early among readers as the redemption's is among redemptions.
    HabitRank,
    /// Anybody, always the same one: what is right once in N by chance.
    Anybody,
}

/// All ways of guessing.
pub const GUESSES: [Guess; 6] =
    [Guess::Latest, Guess::Rank, Guess::TimeOfDay, Guess::Habit, Guess::HabitRank, Guess::Anybody];

pub(super) fn right_guesses(traces: &[Trace], guess: Guess) -> u64 {
    match guess {
        Guess::Latest => count(traces, &nearest_by_time(traces, |_, _| true)),
        Guess::Rank => by_rank(traces, |trace| trace.drawn, |trace| trace.redeemed),
        Guess::TimeOfDay => {
            count(traces, &nearest(traces, |trace| time_of_day(trace.drawn), of_day, is_nearer))
        }
        Guess::Habit => by_habit(traces),
        Guess::HabitRank => by_rank(traces, |trace| trace.habit, of_day),
        Guess::Anybody => 1,
    }
}

fn of_day(trace: &Trace) -> f64 {
    time_of_day(trace.redeemed)
}

fn is_nearer(below: f64, above: f64) -> bool {
    below <= above
}

fn nearest_by_time(traces: &[Trace], is_below: impl Fn(f64, f64) -> bool) -> Vec<Option<usize>> {
    nearest(traces, |trace| trace.drawn, |trace| trace.redeemed, is_below)
}

fn by_habit(traces: &[Trace]) -> u64 {
    let same_visit = nearest_by_time(traces, |_, _| true).into_iter().zip(traces).map(|(reader, trace)| {
        reader.filter(|reader| (0.0..ONE_VISIT).contains(&(trace.redeemed - traces[*reader].drawn)))
    });
    let habit = nearest(traces, |trace| trace.habit, of_day, is_nearer);
    let guesses: Vec<Option<usize>> =
        same_visit.zip(habit).map(|(same_visit, habit)| same_visit.or(habit)).collect();
    count(traces, &guesses)
}

/// For each redemption the reader just below it on a scale, or the one just above if `is_below` prefers it, given both
/// distances.
fn nearest(
    traces: &[Trace],
    drawn: impl Fn(&Trace) -> f64,
    redeemed: impl Fn(&Trace) -> f64,
    is_below: impl Fn(f64, f64) -> bool,
) -> Vec<Option<usize>> {
    let mut order: Vec<(f64, usize)> = traces.iter().map(&drawn).zip(0..).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let choice = |trace: &Trace| {
        let at = redeemed(trace);
        let above = order.partition_point(|(drawn, _)| *drawn <= at);
        match (above.checked_sub(1).map(|below| order[below]), order.get(above)) {
            (Some(below), Some(next)) if !is_below(at - below.0, next.0 - at) => Some(next.1),
            (Some(below), _) => Some(below.1),
            (None, next) => next.map(|next| next.1),
        }
    };
    traces.iter().map(choice).collect()
}

/// How many of the guesses are the reader's own.
fn count(traces: &[Trace], guesses: &[Option<usize>]) -> u64 {
    (0..traces.len()).filter(|reader| guesses[*reader] == Some(*reader)).count() as u64
}

fn by_rank(traces: &[Trace], drawn: fn(&Trace) -> f64, redeemed: fn(&Trace) -> f64) -> u64 {
    let order = |time: fn(&Trace) -> f64| {
        let mut readers: Vec<usize> = (0..traces.len()).collect();
        readers.sort_by(|a, b| time(&traces[*a]).total_cmp(&time(&traces[*b])));
        readers
    };
    order(drawn).iter().zip(&order(redeemed)).filter(|(a, b)| a == b).count() as u64
}
