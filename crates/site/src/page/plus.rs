//! The paid tier's pages, a file each; here is what they share.
//!
//! Pages that are the same for everybody are kept like others. Whatever shows a code or a pass is the answer to a form:
//! nobody keeps it, and no address ever holds one.

pub mod about;
pub mod buy;
pub mod code;
pub mod enter;
pub mod feeds;
pub mod gift;
pub mod paid;
pub mod passes;
pub mod pool;
pub mod protection;

use ::passes::code::CodeError;
use ::passes::{Epoch, ReaderCode};
use base::{Language, Zone};
use http::StatusCode;
use till::{Price, Till};
use web::{Answer, Key, Qr};

use crate::address;
use crate::edition::{Failed, Reading};
use crate::view::{CodeFault, CodePicture, Frame, Page, PlanLine, PlusPlaces, Shop, ShownCode};

/// What pages with prices depend on.
pub fn plans_key() -> Key {
    Key::of("plus/plans")
}

/// What the pools' pages depend on.
pub fn pools_key() -> Key {
    Key::of("plus/pools")
}

/// The addresses of the paid tier's pages.
fn places(language: &Language) -> PlusPlaces {
    let place = |part| address::plus(language, part);
    PlusPlaces {
        home: place(""),
        buy: place("/buy"),
        code: place("/code"),
        passes: place("/passes"),
        gift: place("/gift"),
        protection: place("/protection"),
        feeds: place("/feeds"),
        enter: address::ENTER.to_owned(),
    }
}

/// The frame of a page that exists in every language under the same name, `part` of the tier's address.
async fn frame(reading: &mut Reading<'_>, part: &str, title: String) -> Result<Frame, Failed> {
    let mut frame = reading.frame_without_news(&address::plus(reading.language(), part)).await?;
    frame.title = title;
    reading.alternate_everywhere(&mut frame, |language| address::plus(language, part));
    Ok(frame)
}

/// The same for an answer to a form: search engines never see it, and it has no address of its own.
async fn answer_frame(reading: &mut Reading<'_>, part: &str, title: String) -> Result<Frame, Failed> {
    Ok(unlisted(frame(reading, part, title).await?))
}

/// The same frame for a page that search engines leave out.
fn unlisted(frame: Frame) -> Frame {
    Frame { canonical: None, alternates: Vec::new(), noindex: true, ..frame }
}

/// A page as the answer to a form.
fn answer<P: Page>(reading: &Reading<'_>, view: &P, status: StatusCode) -> Result<Answer, Failed> {
    Ok(Answer::Page(Box::new(reading.answer(view)?.status(status))))
}

/// What is for sale in the page's language.
async fn shop(reading: &mut Reading<'_>, till: &Till) -> Result<Shop, Failed> {
    let offers = till.plans(reading.language()).await?;
    let plan = |offer: till::Offer| PlanLine {
        price: price(reading, &offer.price),
        id: offer.plan,
        name: offer.name,
        months: offer.months,
    };
    Ok(Shop {
        plans: offers.into_iter().map(plan).collect(),
        ways: till.providers().into_iter().map(|provider| provider.as_str().to_owned()).collect(),
    })
}

/// A price as the page's language writes it: '4.50 EUR', '40 EUR'.
fn price(reading: &Reading<'_>, price: &Price) -> String {
    let number = price.number();
    let number = number.strip_suffix(".00").unwrap_or(&number).replace('.', &reading.text("decimal-sign"));
    reading.text_with("price", &[("number", &number), ("currency", &price.currency().to_owned())])
}

/// An epoch by its month's name.
fn month(reading: &Reading<'_>, epoch: Epoch) -> String {
    let first = Zone::utc().date(epoch.begins());
    reading.locale().month(first.year(), first.month())
}

/// A code as it is shown.
fn shown(code: &ReaderCode) -> ShownCode {
    let text = code.to_string();
    ShownCode {
        groups: text.split('-').map(str::to_owned).collect(),
        picture: Qr::of(&text).map(|Qr { side, path }| CodePicture { side, path }),
        text,
    }
}

/// What to say of something that is no code.
fn fault(error: CodeError) -> CodeFault {
    let (kind, number) = match error {
        CodeError::Empty => ("empty", 0),
        CodeError::Sign { place } => ("sign", place),
        CodeError::Length { given } => ("length", given),
        CodeError::Checksum => ("checksum", 0),
    };
    CodeFault { kind, number }
}
