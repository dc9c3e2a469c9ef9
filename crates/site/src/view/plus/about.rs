//! What the paid tier is: `/{language}/plus`, with prices, what it protects from and what not, and the ways in.

use serde::Serialize;

use super::{PlusPlaces, Shop, samples};
use crate::view::{Frame, Page, Sheet, samples as usual};

/// The page that says it all, with the form that buys.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlusPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// What is for sale.
    pub shop: Shop,
}

impl Page for PlusPage {
    const TEMPLATE: &'static str = "plus.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<PlusPage> {
        let page = |frame, shop| PlusPage { frame, places: samples::places(), shop };
        vec![
            page(usual::frame("/en/plus", "Kropka Plus"), samples::shop()),
            page(usual::extreme_frame("/ar/plus"), samples::extreme_shop()),
            page(usual::empty_frame("/en/plus"), Shop::default()),
        ]
    }
}
