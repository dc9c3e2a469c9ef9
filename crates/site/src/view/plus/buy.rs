//! The answer to the form that buys: a code, and the way to pay; or why not.

use serde::Serialize;

use super::{PlusPlaces, Shop, ShownCode, samples};
use crate::view::{Frame, Page, Sheet, samples as usual};

/// A purchase begun, or refused. Nobody keeps this page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BuyPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// What was begun.
    pub begun: Option<Begun>,
    /// Or why nothing was; the form stands there again.
    pub refused: Option<BuyRefused>,
    /// What is for sale.
    pub shop: Shop,
    /// The code that was to be extended, sent along with the form; empty for a new one.
    pub extends: String,
}

/// A purchase that waits to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Begun {
    /// The new code, which is shown this once; none when one was extended.
    pub code: Option<ShownCode>,
    /// Where to pay: another host's page.
    pub pay_at: String,
    /// How: the name of the provider in forms.
    pub way: String,
}

/// Why nothing was bought; the theme says it with the message `plus-buy-refused-{kind}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BuyRefused {
    /// Not for sale.
    Plan,
    /// That way to pay is closed.
    Provider,
    /// The provider does not answer.
    Failed,
}

impl Page for BuyPage {
    const TEMPLATE: &'static str = "plus_buy.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<BuyPage> {
        let page = |frame, begun, refused| BuyPage {
            frame: usual::no_page(frame),
            places: samples::places(),
            begun,
            refused,
            shop: samples::shop(),
            extends: String::new(),
        };
        let frame = || usual::frame("/en/plus", "Your code");
        let begun = |code| Begun { code, pay_at: samples::PAY_AT.into(), way: "stripe".into() };
        vec![
            page(frame(), Some(begun(Some(samples::code()))), None),
            page(frame(), Some(begun(None)), None),
            page(frame(), None, Some(BuyRefused::Failed)),
            BuyPage { extends: samples::CODE.into(), ..page(frame(), None, Some(BuyRefused::Plan)) },
            BuyPage {
                shop: samples::extreme_shop(),
                ..page(usual::extreme_frame("/ar/plus"), None, Some(BuyRefused::Provider))
            },
        ]
    }
}
