//! Newsletters: `/{lang}/newsletter` and the pages behind the links of mails. A link's GET changes nothing, since mail
//! scanners open links; its button, or a mail program, sends the POST.

use ::newsletter::{CONFIRM_WITHIN_DAYS, List, SignedUp};
use http::StatusCode;
use web::headers::PRIVATE;
use web::{Answer, Asked, Loaded, Params, Posted, Rendered, Visit};

use crate::address;
use crate::edition::{Edition, Failed, Reading};
use crate::view::{Frame, NewsletterForm, NewsletterList, NewsletterPage, NewsletterStep};

/// The form.
pub async fn form(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let mut frame = frame(&mut reading, "newsletter").await?;
    frame.description = reading.text_with("newsletter-deck", &[("agency", &reading.agency())]);
    let chosen = [List::Daily];
    reading.page(&page(&reading, frame, NewsletterStep::Form, Some(fields("", &chosen, None))))
}

/// Signs somebody up, with the fields `address` and `list`. The answer is the same for every address that is one.
pub async fn sign_up(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let sent = posted.fields();
    let lists: Vec<List> = List::ALL
        .into_iter()
        .filter(|list| sent.iter().any(|(name, value)| name == "list" && value == list.name()))
        .collect();
    let Some(mut reading) = edition.reading_at(&posted.params, posted.now).await? else {
        return Ok(Answer::Missing);
    };
    let typed = sent.get("address");
    let signed_up = edition.press.sign_up(typed, reading.language(), &lists, posted.now).await?;
    let (fault, status) = match signed_up {
        SignedUp::Asked => {
            return shown(&mut reading, "newsletter-asked", NewsletterStep::Asked).await;
        }
        SignedUp::NotAnAddress => ("address", StatusCode::UNPROCESSABLE_ENTITY),
        SignedUp::NothingChosen => ("nothing", StatusCode::UNPROCESSABLE_ENTITY),
        SignedUp::TooMany => ("many", StatusCode::TOO_MANY_REQUESTS),
        SignedUp::NotSent => ("unsent", StatusCode::BAD_GATEWAY),
    };
    let frame = unlisted(frame(&mut reading, "newsletter").await?);
    let view = page(&reading, frame, NewsletterStep::Form, Some(fields(typed, &lists, Some(fault))));
    Ok(Answer::Page(Box::new(reading.answer(&view)?.status(status))))
}

/// The button that confirms.
pub async fn confirm_form(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    button(edition, asked, "newsletter-confirm", NewsletterStep::Confirm).await
}

/// Confirms a sign-up.
pub async fn confirm(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let Some(token) = token(&posted.params) else { return Ok(Answer::Missing) };
    let Some(mut reading) = edition.reading_at(&posted.params, posted.now).await? else {
        return Ok(Answer::Missing);
    };
    match edition.press.confirm(token).await? {
        true => shown(&mut reading, "newsletter-confirmed", NewsletterStep::Confirmed).await,
        false => shown(&mut reading, "newsletter-confirm-gone", NewsletterStep::ConfirmGone).await,
    }
}

/// The button that unsubscribes.
pub async fn leave_form(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    button(edition, asked, "newsletter-leave", NewsletterStep::Leave).await
}

/// Unsubscribes: with one click of a mail program (RFC 8058, which sends no cookie and comes from elsewhere), or with the
/// button. Who has the token may; who is gone already is gone.
pub async fn leave(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let Some(token) = token(&posted.params) else { return Ok(Answer::Missing) };
    let Some(mut reading) = edition.reading_at(&posted.params, posted.now).await? else {
        return Ok(Answer::Missing);
    };
    edition.press.leave(token).await?;
    shown(&mut reading, "newsletter-left", NewsletterStep::Left).await
}

/// A page with a button; the same for every token, so that it tells nobody whether one is good.
async fn button(
    edition: &Edition,
    asked: Asked,
    title: &str,
    step: NewsletterStep,
) -> Result<Answer, Failed> {
    if token(&asked.params).is_none() {
        return Ok(Answer::Missing);
    }
    let Some(mut reading) = edition.reading_at(&asked.params, asked.now).await? else {
        return Ok(Answer::Missing);
    };
    shown(&mut reading, title, step).await
}

async fn shown(reading: &mut Reading<'_>, title: &str, step: NewsletterStep) -> Result<Answer, Failed> {
    let frame = unlisted(frame(reading, title).await?);
    let rendered = reading.answer(&page(reading, frame, step, None))?;
    Ok(Answer::Page(Box::new(Rendered { cache_control: PRIVATE, ..rendered })))
}

fn page(
    reading: &Reading<'_>,
    frame: Frame,
    step: NewsletterStep,
    form: Option<NewsletterForm>,
) -> NewsletterPage {
    let home = address::newsletter(reading.language(), "");
    NewsletterPage { frame, step, form, home, days: CONFIRM_WITHIN_DAYS }
}

fn fields(typed: &str, chosen: &[List], fault: Option<&'static str>) -> NewsletterForm {
    let list = |list: List| NewsletterList { name: list.name(), is_chosen: chosen.contains(&list) };
    NewsletterForm { typed: typed.to_owned(), lists: List::ALL.map(list).to_vec(), fault }
}

async fn frame(reading: &mut Reading<'_>, title: &str) -> Result<Frame, Failed> {
    let mut frame = reading.frame_without_news(&address::newsletter(reading.language(), "")).await?;
    frame.title = reading.text(title);
    reading.alternate_everywhere(&mut frame, |language| address::newsletter(language, ""));
    Ok(frame)
}

/// The same for a page that search engines leave out and that has no address of its own.
fn unlisted(frame: Frame) -> Frame {
    Frame { canonical: None, alternates: Vec::new(), noindex: true, ..frame }
}

/// The token of a link: 32 hexadecimal digits.
fn token(params: &Params) -> Option<&str> {
    let token = params.get("token");
    (token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(token)
}
