//! A sponsored pool: `/{language}/plus/pool/{pool}`. What is left, and drawing from it.

use serde::Serialize;

use super::{PlusPlaces, ShownCode, samples};
use crate::view::{Frame, Page, Sheet, samples as usual};

/// A pool; in the answer to its forms, what was drawn. Nobody keeps the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PoolPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// What the sponsor wants it to be called.
    pub name: String,
    /// This page, where its forms are sent.
    pub url: String,
    /// What it gives.
    pub state: PoolState,
    /// About how many weeks are left.
    pub left: PoolLeft,
    /// Why it gives nothing for the moment, to one who asked.
    pub wait: Option<PoolWait>,
    /// A code that was drawn.
    pub code: Option<ShownCode>,
    /// A pass that was drawn.
    pub pass: Option<ReadyPass>,
}

/// What a pool gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PoolState {
    /// Codes and passes.
    Full,
    /// Passes, but no code of a month any more.
    Low,
    /// Nothing for now.
    Empty,
    /// Nothing any more.
    Closed,
}

/// Why a pool gives nothing for the moment; the theme says it with the message `plus-pool-{kind}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PoolWait {
    /// Too many draw at once.
    Busy,
    /// It has given what it gives in an hour.
    Pause,
}

/// What is left, so coarse that nobody can watch single readers draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PoolLeft {
    /// At least so many weeks: tens; 0 for fewer than ten.
    pub at_least: u64,
}

impl PoolLeft {
    /// What is said of so many weeks.
    pub fn of(weeks: u64) -> PoolLeft {
        PoolLeft { at_least: weeks / 10 * 10 }
    }
}

/// A pass that is ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadyPass {
    /// `plus1.…`
    pub text: String,
    /// The month it belongs to: 'November 2026'.
    pub month: String,
    /// The front page, to which the reader is led when it is handed in.
    pub to: String,
}

impl Page for PoolPage {
    const TEMPLATE: &'static str = "plus_pool.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<PoolPage> {
        let page = |frame, state, weeks| PoolPage {
            frame,
            places: samples::places(),
            name: "Readers in Vilnia".into(),
            url: "/en/plus/pool/3k9".into(),
            state,
            left: PoolLeft::of(weeks),
            wait: None,
            code: None,
            pass: None,
        };
        let frame = || usual::frame("/en/plus/pool/3k9", "Sponsored reading");
        let pass = ReadyPass {
            text: format!("plus1.{}", "Ab3_".repeat(118)),
            month: "November 2026".into(),
            to: "/en/".into(),
        };
        vec![
            page(frame(), PoolState::Full, 240),
            page(frame(), PoolState::Low, 3),
            page(frame(), PoolState::Empty, 0),
            page(frame(), PoolState::Closed, 71),
            PoolPage { wait: Some(PoolWait::Busy), ..page(frame(), PoolState::Full, 12) },
            PoolPage { wait: Some(PoolWait::Pause), ..page(frame(), PoolState::Full, 240) },
            PoolPage { code: Some(samples::code()), ..page(frame(), PoolState::Full, 235) },
            PoolPage { pass: Some(pass), ..page(frame(), PoolState::Full, 239) },
            PoolPage {
                name: format!("{} </h1><script>alert(1)</script>", usual::LONG_WORD),
                ..page(usual::extreme_frame("/ar/plus/pool/x"), PoolState::Full, 1_000_000)
            },
        ]
    }
}
