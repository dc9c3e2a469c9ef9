//! Buying: `POST /{lang}/plus/buy`. The code is shown before the reader leaves to pay.

use ::passes::ReaderCode;
use base::id;
use http::StatusCode;
use till::{BuyRefusal, BuyRequest, Provider};
use web::{Answer, Posted};

use super::{answer, answer_frame, code, places, shop, shown};
use crate::address;
use crate::edition::{Edition, Failed};
use crate::view::{Begun, BuyPage, BuyRefused};

/// Begins a purchase and shows its code, and the way to pay.
pub async fn buy(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let Some(till) = &edition.till else { return Ok(Answer::Missing) };
    let Some(mut reading) = edition.reading_at(&posted.params, posted.now).await? else {
        return Ok(Answer::Missing);
    };
    let fields = posted.fields();
    let extends = fields.get("code");
    let code = match (extends, ReaderCode::parse(extends)) {
        ("", _) => None,
        (_, Ok(code)) => Some(code),
        (typed, Err(error)) => return code::wrong(&mut reading, typed, super::fault(error)).await,
    };
    let provider = Provider::named(fields.get("provider"));
    let language = reading.language();
    let absolute = |part| edition.absolute(&address::plus(language, part));
    let outcome = match provider {
        None => Err(BuyRefusal::Provider),
        Some(provider) => {
            let request = BuyRequest {
                plan: fields.get("plan"),
                provider,
                language,
                code,
                paid_at: &absolute("/paid"),
                cancelled_at: &absolute(""),
            };
            till.buy(&request, id::chance(), posted.now).await?
        }
    };
    let begun = outcome.as_ref().ok().map(|begun| Begun {
        code: extends.is_empty().then(|| shown(&begun.code)),
        pay_at: begun.pay_at.clone(),
        way: provider.map(Provider::as_str).unwrap_or_default().to_owned(),
    });
    let refused = outcome.err().map(refused);
    let title = match (&begun, extends) {
        (None, _) => "plus-buy-refused",
        (Some(_), "") => "plus-your-code",
        (Some(_), _) => "plus-extend",
    };
    let title = reading.text(title);
    let view = BuyPage {
        frame: answer_frame(&mut reading, "", title).await?,
        places: places(language),
        shop: shop(&mut reading, till).await?,
        extends: extends.to_owned(),
        begun,
        refused,
    };
    let status = if view.refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    answer(&reading, &view, status)
}

fn refused(refusal: BuyRefusal) -> BuyRefused {
    match refusal {
        BuyRefusal::Plan => BuyRefused::Plan,
        BuyRefusal::Provider => BuyRefused::Provider,
        BuyRefusal::Failed(_) => BuyRefused::Failed,
    }
}
