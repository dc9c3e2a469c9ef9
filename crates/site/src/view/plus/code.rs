//! A code: entering it, and what it is good for. `/{language}/plus/code`.

use serde::Serialize;

use super::{CodeField, PlusPlaces, Shop, ShownCode, samples};
use crate::view::{Frame, Page, Sheet, samples as usual};

/// The form for a code; in the answer to it, what the code is good for. Nobody keeps the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodePage {
    /// What stands on every page.
    pub frame: Frame,
    /// The addresses of the paid tier.
    pub places: PlusPlaces,
    /// The form.
    pub field: CodeField,
    /// What was found, if a code was sent that the till knows.
    pub standing: Option<Standing>,
    /// What is for sale, to extend it.
    pub shop: Shop,
}

/// What a code is good for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The code, as it is written; the form that extends it sends it along.
    pub code: ShownCode,
    /// Whether passes can be drawn with it now.
    pub is_good: bool,
    /// A payment for it is under way.
    pub waiting: bool,
    /// The last month that is paid: 'November 2026'.
    pub paid_until: Option<String>,
    /// Months that have not begun.
    pub months: u32,
    /// The months whose passes were drawn.
    pub drawn: Vec<String>,
    /// Whether this month's passes are among them.
    pub is_drawn_now: bool,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "plus_code.html";
    const SHEET: Sheet = Sheet::Plus;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn frame_mut(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn samples() -> Vec<CodePage> {
        let page = |field, standing| CodePage {
            frame: usual::frame("/en/plus/code", "Enter a code"),
            places: samples::places(),
            field,
            standing,
            shop: samples::shop(),
        };
        let good = Standing {
            code: samples::code(),
            is_good: true,
            waiting: false,
            paid_until: Some("November 2026".into()),
            months: 0,
            drawn: vec!["November 2026".into(), "December 2026".into()],
            is_drawn_now: true,
        };
        let fresh =
            Standing { paid_until: None, months: 12, drawn: vec![], is_drawn_now: false, ..good.clone() };
        let over = Standing { is_good: false, drawn: vec![], is_drawn_now: false, ..good.clone() };
        let waiting = Standing { waiting: true, paid_until: None, ..over.clone() };
        let mut pages = vec![page(CodeField::default(), None)];
        pages.extend(samples::faults().map(|field| page(field, None)));
        pages.extend([good, fresh, over, waiting].map(|found| page(CodeField::default(), Some(found))));
        let extreme = samples::faults().last().unwrap_or_default();
        pages.push(CodePage {
            frame: usual::extreme_frame("/ar/plus/code"),
            shop: Shop::default(),
            ..page(extreme, None)
        });
        pages
    }
}
