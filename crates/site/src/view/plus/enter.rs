//! Handing in a pass: the way in from a story's notice, `/{language}/story/{slug}/enter`.

use serde::Serialize;

use super::{PlusPlaces, samples};
use crate::view::{Frame, Page, Sheet, Wallet, samples as usual};

/// The form for a pass beside a story; in the answer to it, why the pass opens nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EnterPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// The wallet, which hands in a pass by itself; not beside one that was pasted.
    pub wallet: Option<Wallet>,
    /// The story's headline; empty when the form came from nowhere.
    pub headline: String,
    /// Where the reader is led afterwards: the story.
    pub to: String,
    /// What was pasted, so that it can be put right.
    pub typed: String,
    /// What is wrong with it.
    pub fault: Option<PassFault>,
}

/// Why a pass opens nothing; the theme says it with the message `pass-fault-{kind}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PassFault {
    /// Nothing was pasted.
    Empty,
    /// It is no pass, or not a whole one.
    Form,
    /// It is used or too old, or was never signed by us: which of these is not said.
    Refused,
    /// Its month has not begun.
    Early,
    /// Too many at once; this one was not used up.
    Busy,
}

impl Page for EnterPage {
    const TEMPLATE: &'static str = "plus_enter.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn wallet(&self) -> Option<&Wallet> {
        self.wallet.as_ref()
    }

    fn samples() -> Vec<EnterPage> {
        let page = |frame, fault: Option<PassFault>| EnterPage {
            frame,
            places: samples::places(),
            wallet: fault.is_none().then(samples::wallet),
            headline: "Sojm puts off vote on river levy for the third time".into(),
            to: "/en/story/river-levy".into(),
            typed: String::new(),
            fault,
        };
        let frame = || usual::frame("/en/story/river-levy/enter", "Hand in a pass");
        let faults =
            [PassFault::Empty, PassFault::Form, PassFault::Refused, PassFault::Early, PassFault::Busy];
        let mut pages = vec![page(frame(), None)];
        pages.extend(faults.map(|fault| page(frame(), Some(fault))));
        pages.push(EnterPage {
            headline: usual::LONG_WORD.into(),
            typed: "plus1.</textarea><script>alert(1)</script>".repeat(10),
            ..page(usual::extreme_frame("/ar/story/x/enter"), Some(PassFault::Form))
        });
        pages.push(EnterPage {
            headline: String::new(),
            to: "/en/".into(),
            ..page(frame(), Some(PassFault::Form))
        });
        pages
    }
}
