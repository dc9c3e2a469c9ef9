//! What protects readers and what does not, against whom: `/{language}/plus/protection`.

use serde::Serialize;

use super::{PlusPlaces, samples};
use crate::view::{Frame, Page, Sheet, samples as usual};

/// The page that says how far the protection goes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProtectionPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// Among how many one hides, if it is known.
    pub hidden: Option<Hidden>,
    /// For how many days a payment is remembered.
    pub refund_days: u32,
}

/// Among how many readers one hides this month. It changes once a day and is coarse, so that nobody can watch single
/// readers draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Hidden {
    /// At least so many; 0 when they are fewer than [`Hidden::FEW`], which is all that is said then.
    pub at_least: u64,
}

impl Hidden {
    /// Fewer are worth a warning, and their number is not told.
    pub const FEW: u64 = 50;

    /// What is said of so many: two digits that count, the rest noughts.
    pub fn among(readers: u64) -> Hidden {
        if readers < Hidden::FEW {
            return Hidden { at_least: 0 };
        }
        let step = 10_u64.pow(readers.ilog10().saturating_sub(1)).max(10);
        Hidden { at_least: readers / step * step }
    }
}

impl Page for ProtectionPage {
    const TEMPLATE: &'static str = "plus_protection.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<ProtectionPage> {
        let page =
            |frame, hidden| ProtectionPage { frame, places: samples::places(), hidden, refund_days: 30 };
        let frame = || usual::frame("/en/plus/protection", "What protects you");
        vec![
            page(frame(), Some(Hidden::among(12))),
            page(frame(), Some(Hidden::among(1_234))),
            page(frame(), None),
            page(usual::extreme_frame("/ar/plus/protection"), Some(Hidden::among(u64::from(u32::MAX)))),
        ]
    }
}
