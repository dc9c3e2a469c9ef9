//! The reader's pages of the paid tier: what it is, buying, codes, passes, pools. Here is what they share.
//!
//! Whatever a page shows of a code or a pass is in the answer to a form, which nobody keeps: never in an address.

mod about;
mod buy;
mod code;
mod enter;
mod feeds;
mod gift;
mod paid;
mod passes;
mod pool;
mod protection;
mod samples;

use serde::Serialize;

pub use about::PlusPage;
pub use buy::{Begun, BuyPage, BuyRefused};
pub use code::{CodePage, Standing};
pub use enter::{EnterPage, PassFault};
pub use feeds::{FeedPassword, FeedsPage};
pub use gift::GiftPage;
pub use paid::PaidPage;
pub use passes::PassesPage;
pub use pool::{PoolLeft, PoolPage, PoolState, PoolWait, ReadyPass};
pub use protection::{Hidden, ProtectionPage};

/// The addresses of the paid tier's pages in the page's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlusPlaces {
    /// What it is, and the form that buys.
    pub home: String,
    /// Where that form is sent.
    pub buy: String,
    /// Where a code is entered, and sent.
    pub code: String,
    /// My passes.
    pub passes: String,
    /// Giving a code away; where one is sent to be printed.
    pub gift: String,
    /// Against whom what holds.
    pub protection: String,
    /// Whole stories in a feed reader.
    pub feeds: String,
    /// Where a pass is sent.
    pub enter: String,
}

/// What is for sale and how to pay. Nothing is for sale while either list is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shop {
    /// The plans in this language.
    pub plans: Vec<PlanLine>,
    /// The providers by their names in forms; the theme says each with the messages `pay-{way}` and `pay-{way}-text`.
    pub ways: Vec<String>,
}

/// A plan in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanLine {
    /// What the form sends.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// For how many months it pays.
    pub months: u32,
    /// What it costs: '4.50 EUR'.
    pub price: String,
}

/// The field that a code is typed into, with what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CodeField {
    /// What was typed, so that it can be put right; empty at first.
    pub typed: String,
    /// What is wrong with it.
    pub fault: Option<CodeFault>,
}

/// What is wrong with a code; the theme says it with the message `code-fault-{kind}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeFault {
    /// `empty`, `sign`, `length`, `checksum`, `unknown`.
    pub kind: &'static str,
    /// Which sign, from 1, or how many there are; 0 where no number helps.
    pub number: usize,
}

/// A code as it is shown: large, in its groups, and as a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownCode {
    /// `0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV`.
    pub text: String,
    /// Its seven groups.
    pub groups: Vec<String>,
    /// The same for a camera.
    pub picture: Option<CodePicture>,
}

/// A picture that a telephone's camera reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodePicture {
    /// Squares a side, margin included.
    pub side: usize,
    /// The dark squares, as the path of an SVG.
    pub path: String,
}
