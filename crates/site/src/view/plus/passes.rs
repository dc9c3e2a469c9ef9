//! My passes: `/{language}/plus/passes`. The wallet lives here; without a script, what works instead.

use serde::Serialize;

use super::{PlusPlaces, samples};
use crate::view::{Frame, Page, Sheet, Wallet, samples as usual};

/// The wallet's page. The same for everybody: what the wallet holds is on the reader's own device.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PassesPage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// The wallet.
    pub wallet: Wallet,
    /// What to type on a computer to draw passes with the program, line by line.
    pub commands: Vec<String>,
}

impl Page for PassesPage {
    const TEMPLATE: &'static str = "plus_passes.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn wallet(&self) -> Option<&Wallet> {
        Some(&self.wallet)
    }

    fn samples() -> Vec<PassesPage> {
        let page = |frame| PassesPage {
            frame,
            places: samples::places(),
            wallet: samples::wallet(),
            commands: vec![
                "vestka pass words > words.txt".into(),
                format!("vestka pass draw --site https://kropka.example/{}", usual::LONG_WORD),
            ],
        };
        vec![
            page(usual::frame("/en/plus/passes", "My passes")),
            page(usual::extreme_frame("/ar/plus/passes")),
        ]
    }
}
