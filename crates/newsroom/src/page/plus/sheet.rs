//! Codes on paper: sheets of A4 with ten cards each, the card of a gift; and the same as plain text.
//!
//! The picture on a card holds the code and no address: to photograph it opens nothing, tells no network anything, and
//! it is good on every copy of the site. What is printed is in a language of the site, whoever prints it.

use std::sync::Arc;

use base::config::LanguageSettings;
use base::locale::Locale;
use passes::ReaderCode;
use serde::Serialize;
use web::Qr;

use crate::desk::Desk;
use crate::failure::Answer;

/// Cards on a sheet: two beside each other, five beneath.
const A_SHEET: usize = 10;
/// Groups of a code on a line.
const A_LINE: usize = 4;

/// Sheets of cards.
#[derive(Serialize)]
pub(super) struct Sheet {
    words: Words,
    count: usize,
    sheets: Vec<Vec<Card>>,
}

/// A gift's card.
#[derive(Serialize)]
pub(super) struct Gift {
    words: Words,
    card: Card,
    title: String,
    message: String,
}

/// A code as it is printed.
#[derive(Serialize)]
struct Card {
    /// Its groups, on two lines.
    lines: Vec<String>,
    picture: Option<Qr>,
}

/// What stands on every card.
#[derive(Serialize)]
struct Words {
    language: String,
    agency: String,
    tier: String,
    good_for: String,
    steps: Vec<String>,
    /// Where a code is entered, as somebody types it.
    address: String,
    keep: String,
}

impl Sheet {
    pub fn of(desk: &Desk, language: &LanguageSettings, months: u32, codes: &[ReaderCode]) -> Answer<Sheet> {
        let sheets = codes.chunks(A_SHEET).map(|some| some.iter().map(card).collect());
        Ok(Sheet { words: words(desk, language, months), count: codes.len(), sheets: sheets.collect() })
    }
}

impl Gift {
    pub fn of(
        desk: &Desk,
        language: &LanguageSettings,
        months: u32,
        code: &ReaderCode,
        message: &str,
    ) -> Answer<Gift> {
        let title = locale(desk, language).text("gift-title", &[]);
        Ok(Gift {
            words: words(desk, language, months),
            card: card(code),
            title,
            message: message.to_owned(),
        })
    }
}

/// A code a line, under lines that say what they are.
pub(super) fn text(desk: &Desk, language: &LanguageSettings, months: u32, codes: &[ReaderCode]) -> String {
    let words = words(desk, language, months);
    let about = format!("# {}\n# {}\n# {}\n", words.tier, words.good_for, words.address);
    codes.iter().fold(about, |text, code| text + &code.to_string() + "\n")
}

fn card(code: &ReaderCode) -> Card {
    let code = code.to_string();
    let groups: Vec<&str> = code.split('-').collect();
    Card { lines: groups.chunks(A_LINE).map(|some| some.join("-")).collect(), picture: Qr::of(&code) }
}

fn words(desk: &Desk, language: &LanguageSettings, months: u32) -> Words {
    let locale = locale(desk, language);
    let tier = &language.tier;
    let address = format!("{}/{}/plus/code", desk.newsroom.config.server.address, language.tag);
    let steps = ["card-step-open", "card-step-type", "card-step-begin"];
    Words {
        language: language.tag.to_string(),
        good_for: locale
            .text("card-good-for", &[("months", i64::from(months).into()), ("tier", tier.as_str().into())]),
        steps: steps.map(|step| locale.text(step, &[])).to_vec(),
        keep: locale.text("card-keep", &[]),
        agency: language.agency.clone(),
        tier: tier.clone(),
        address: address.split_once("://").map_or(address.clone(), |(_, rest)| rest.to_owned()),
    }
}

/// Words in the language of what is printed; of a language that the desk does not speak, English.
fn locale(desk: &Desk, language: &LanguageSettings) -> Arc<Locale> {
    desk.newsroom.words.get(&language.tag)
}
