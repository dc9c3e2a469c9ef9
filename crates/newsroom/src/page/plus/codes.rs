//! `/desk/plus/codes`: codes for the newsroom to hand out: a sheet to print, a list as plain text, a gift with a card.
//!
//! Codes are in the answer to the form and nowhere else: the till keeps keyed hashes, the record how many were made by
//! whom.

use axum::response::{IntoResponse, Response};
use base::config::LanguageSettings;
use http::{StatusCode, header};
use passes::ReaderCode;
use serde::Serialize;
use store::Write;
use till::{CodeKind, MOST_CODES, MOST_MONTHS, MakeRefusal, Till};

use super::sheet::{self, Gift, Sheet};
use super::{Common, NEED, number, till_to_change};
use crate::deed;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::routes::{Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("plus-codes", "/desk/plus/codes", NEED, show),
        post("plus-codes", "/desk/plus/codes", NEED, make),
        post("plus-gift", "/desk/plus/codes/gift", NEED, give),
    ]
}

/// The most codes that one form makes: 500 sheets of paper.
const MOST: u32 = 5_000;
/// Characters on a gift's card.
const WORDS_CHARS: usize = 300;

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    common: Common,
    most: u32,
    most_months: u32,
    words_chars: usize,
    languages: Vec<Choice>,
    typed: Typed,
    gift: Typed,
    refused: Option<String>,
    refused_gift: Option<String>,
}

#[derive(Serialize)]
struct Choice {
    tag: String,
    name: String,
}

/// A form as it was sent.
#[derive(Serialize)]
struct Typed {
    count: String,
    months: String,
    language: String,
    form: String,
    words: String,
}

impl Typed {
    fn of(form: &Fields, desk: &Desk) -> Typed {
        let language = &desk.newsroom.config.agency.default_language;
        Typed {
            count: form.some("count").unwrap_or("20").to_owned(),
            months: form.some("months").unwrap_or("1").to_owned(),
            language: form.some("language").map_or_else(|| language.to_string(), str::to_owned),
            form: form.some("form").unwrap_or("sheet").to_owned(),
            words: form.text("words").to_owned(),
        }
    }
}

async fn show(desk: Desk) -> Answer {
    desk.page("plus/codes.html", &view(&desk)?)
}

fn view(desk: &Desk) -> Answer<View> {
    let languages = desk.newsroom.config.languages.iter();
    let choice =
        |settings: &LanguageSettings| Choice { tag: settings.tag.to_string(), name: settings.name.clone() };
    let none = Fields::default();
    Ok(View {
        common: Common::of(desk, "codes")?,
        most: MOST,
        most_months: MOST_MONTHS,
        words_chars: WORDS_CHARS,
        languages: languages.map(choice).collect(),
        typed: Typed::of(&none, desk),
        gift: Typed::of(&none, desk),
        refused: None,
        refused_gift: None,
    })
}

/// Makes codes: `count`, `months`, `language`, and `form`, `sheet` or `text`.
async fn make(desk: Desk, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    match made(&desk, till, &form).await {
        Err(Failure::Refused(sentence)) => {
            let view = View { typed: Typed::of(&form, &desk), refused: Some(sentence), ..view(&desk)? };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("plus/codes.html", &view)?).into_response())
        }
        answer => answer,
    }
}

async fn made(desk: &Desk, till: &Till, form: &Fields) -> Answer {
    let language = language(desk, form)?;
    let (count, months) = (number(form, "count"), number(form, "months"));
    let mut tx = desk.write().await?;
    let detail = format!("{count} × {months}");
    deed::record(&mut tx, &desk.me()?.id, "codes-made", "", &detail, desk.now).await?;
    let codes = codes(desk, till, count, months, CodeKind::Sheet).await?;
    shown_after(tx, || match form.text("form") {
        "text" => Ok(text(sheet::text(desk, language, months, &codes))),
        _ => sheet(desk, language, months, &codes),
    })
    .await
}

/// Makes one code as a gift: `months`, `language`, `words`. The words go on the card and are kept nowhere.
async fn give(desk: Desk, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    match given(&desk, till, &form).await {
        Err(Failure::Refused(sentence)) => {
            let view = View { gift: Typed::of(&form, &desk), refused_gift: Some(sentence), ..view(&desk)? };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("plus/codes.html", &view)?).into_response())
        }
        answer => answer,
    }
}

async fn given(desk: &Desk, till: &Till, form: &Fields) -> Answer {
    let language = language(desk, form)?;
    let (months, words) = (number(form, "months"), form.text("words"));
    if words.chars().count() > WORDS_CHARS {
        let most = WORDS_CHARS as i64;
        return Err(Failure::Refused(desk.locale.text("gift-words-too-long", &[("most", most.into())])));
    }
    let mut tx = desk.write().await?;
    let detail = format!("1 × {months}");
    deed::record(&mut tx, &desk.me()?.id, "gift-made", "", &detail, desk.now).await?;
    let codes = codes(desk, till, 1, months, CodeKind::Gift).await?;
    let code = codes.first().ok_or_else(|| Failure::Broken("the till made no code".into()))?;
    shown_after(tx, || {
        let view = Gift::of(desk, language, months, code, words)?;
        desk.page("plus/gift.html", &view)
    })
    .await
}

/// Codes are shown once the record of their making is written. If that fails nobody has them, so they are worth nothing.
async fn shown_after(tx: Write, show: impl FnOnce() -> Answer) -> Answer {
    tx.commit().await?;
    show()
}

/// Asks the till, which makes so many at a time.
async fn codes(desk: &Desk, till: &Till, count: u32, months: u32, kind: CodeKind) -> Answer<Vec<ReaderCode>> {
    if !(1..=MOST).contains(&count) {
        let most = i64::from(MOST);
        return Err(Failure::Refused(desk.locale.text("codes-count-wanted", &[("most", most.into())])));
    }
    let mut codes = Vec::with_capacity(count as usize);
    while codes.len() < count as usize {
        let some = (count - codes.len() as u32).min(MOST_CODES);
        match till.make_codes(some, months, kind, base::id::chance(), desk.now).await? {
            Ok(more) => codes.extend(more),
            Err(MakeRefusal::Months) => {
                let most = i64::from(MOST_MONTHS);
                return Err(Failure::Refused(
                    desk.locale.text("codes-months-wanted", &[("most", most.into())]),
                ));
            }
            Err(MakeRefusal::Count) => {
                return Err(Failure::Broken("the till makes fewer codes at a time".into()));
            }
        }
    }
    Ok(codes)
}

/// The language of what is printed: one of the site's.
fn language<'a>(desk: &'a Desk, form: &Fields) -> Answer<&'a LanguageSettings> {
    let tag = form.text("language");
    let found = desk.newsroom.config.languages.iter().find(|settings| settings.tag.as_str() == tag);
    found.map_or_else(|| desk.refuse("codes-language-wanted"), Ok)
}

fn sheet(desk: &Desk, language: &LanguageSettings, months: u32, codes: &[ReaderCode]) -> Answer {
    desk.page("plus/sheet.html", &Sheet::of(desk, language, months, codes)?)
}

/// A file to be kept by a browser.
fn text(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"codes.txt\""),
    ];
    (headers, text).into_response()
}
