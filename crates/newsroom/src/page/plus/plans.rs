//! `/desk/plus/plans`: what is for sale, in the order in which readers see it; and a new plan.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::IntoResponse;
use base::config::LanguageSettings;
use base::locale::Arg;
use base::{Language, script};
use http::StatusCode;
use serde::Serialize;
use till::{Plan, PlanOffer, Price, Till};

use super::{Common, NEED, number, till, till_to_change};
use crate::deed;
use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::page::names::one_line;
use crate::routes::{Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("plus-plans", "/desk/plus/plans", NEED, show),
        post("plus-plans", "/desk/plus/plans", NEED, add),
        post("plus-plans", "/desk/plus/plans/{id}/place", NEED, place),
        post("plus-plans", "/desk/plus/plans/{id}/sale", NEED, sell),
    ]
}

/// The longest id of a plan, and the characters of its name.
const ID_CHARS: usize = 32;
const NAME_CHARS: usize = 80;

/// What the page says has been done.
const TOLD: [&str; 4] = ["plan-added", "plan-on-sale", "plan-off-sale", "plan-removed"];

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    common: Common,
    lines: Vec<Line>,
    fields: Vec<OfferFields>,
    months: String,
    told: Option<String>,
    refused: Option<String>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    months: u32,
    is_on: bool,
    /// Language and price.
    prices: Vec<(String, String)>,
    is_first: bool,
    is_last: bool,
}

/// The fields of a plan in one of the site's languages.
#[derive(Serialize)]
pub(super) struct OfferFields {
    tag: String,
    language: String,
    name: String,
    /// `5.00`.
    price: String,
    currency: String,
}

async fn show(desk: Desk, Asked(asked): Asked) -> Answer {
    let told = TOLD.iter().find(|told| **told == asked.text("told"));
    let view = View { told: told.map(ToString::to_string), ..view(&desk, &Fields::default()).await? };
    desk.page("plus/plans.html", &view)
}

async fn view(desk: &Desk, typed: &Fields) -> Answer<View> {
    let plans = match till(desk) {
        Some(till) => till.all_plans().await?,
        None => Vec::new(),
    };
    let last = plans.len();
    let line = |(at, plan): (usize, Plan)| Line {
        name: name(desk, &plan),
        months: plan.months,
        is_on: plan.is_on,
        prices: plan.offers.iter().map(|(tag, offer)| (tag.to_string(), price(desk, &offer.price))).collect(),
        is_first: at == 0,
        is_last: at + 1 == last,
        id: plan.id,
    };
    Ok(View {
        common: Common::of(desk, "plans")?,
        lines: plans.into_iter().enumerate().map(line).collect(),
        fields: fields(desk, |language| typed_field(typed, language)),
        months: typed.text("months").to_owned(),
        told: None,
        refused: None,
    })
}

/// A price as the language of whoever asks writes it: '4.50 EUR', '4,50 EUR'.
fn price(desk: &Desk, price: &Price) -> String {
    let number = written(desk, price);
    let parts = [("number", Arg::Text(&number)), ("currency", Arg::Text(price.currency()))];
    desk.locale.text("price", &parts)
}

/// Its number alone, for a field.
pub(super) fn written(desk: &Desk, price: &Price) -> String {
    price.number().replace('.', &desk.say("decimal-sign"))
}

/// A plan's name in the language of whoever asks; else in any that it has; else its id.
pub(super) fn name(desk: &Desk, plan: &Plan) -> String {
    let mine = plan.offers.get(desk.locale.language()).or_else(|| plan.offers.values().next());
    mine.map_or_else(|| plan.id.clone(), |offer| offer.name.clone())
}

/// Fields for each language of the site: what is in them is name, price and currency.
pub(super) fn fields(desk: &Desk, of: impl Fn(&Language) -> [String; 3]) -> Vec<OfferFields> {
    let field = |settings: &LanguageSettings| {
        let [name, price, currency] = of(&settings.tag);
        let (tag, language) = (settings.tag.to_string(), settings.name.clone());
        OfferFields { tag, language, name, price, currency }
    };
    desk.newsroom.config.languages.iter().map(field).collect()
}

/// What was typed for a language.
pub(super) fn typed_field(typed: &Fields, language: &Language) -> [String; 3] {
    ["name", "price", "currency"].map(|part| typed.text(&format!("{part}-{language}")).to_owned())
}

/// Names and prices that were typed, a pair for each language in which the plan is sold: in at least one.
pub(super) fn typed_offers(desk: &Desk, typed: &Fields) -> Answer<BTreeMap<Language, PlanOffer>> {
    let mut offers = BTreeMap::new();
    for settings in &desk.newsroom.config.languages {
        let [name, price, currency] = typed_field(typed, &settings.tag);
        let name = one_line(&name);
        if name.is_empty() && price.is_empty() {
            continue;
        }
        let refuse =
            |id: &str| Err(Failure::Refused(desk.locale.text(id, &[("language", (&settings.name).into())])));
        if name.is_empty() || name.chars().count() > NAME_CHARS {
            return refuse("plan-name-wanted");
        }
        match Price::parse(&currency, &price) {
            Ok(price) => offers.insert(settings.tag.clone(), PlanOffer { name, price }),
            Err(till::PriceError::Currency) => return refuse("plan-currency-wanted"),
            Err(till::PriceError::Amount) => return refuse("plan-price-wanted"),
        };
    }
    if offers.is_empty() { desk.refuse("plan-offer-wanted") } else { Ok(offers) }
}

/// Keeps a plan; the till's own refusals in words of the desk.
pub(super) async fn keep(desk: &Desk, till: &Till, plan: &Plan) -> Answer<()> {
    match till.set_plan(plan).await? {
        Ok(()) => Ok(()),
        Err(till::PlanError::Months) => {
            let most = i64::from(till::MOST_MONTHS);
            Err(Failure::Refused(desk.locale.text("plan-months-wanted", &[("most", most.into())])))
        }
        Err(error @ (till::PlanError::Id | till::PlanError::Name)) => {
            Err(Failure::Refused(error.to_string()))
        }
    }
}

/// A refusal beside what was typed.
async fn again(desk: &Desk, typed: &Fields, failure: Failure) -> Answer {
    let Failure::Refused(sentence) = failure else { return Err(failure) };
    let view = View { refused: Some(sentence), ..view(desk, typed).await? };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("plus/plans.html", &view)?).into_response())
}

/// Adds a plan behind the others, not yet for sale: `months`, and for each language `name-`, `price-`, `currency-`.
async fn add(desk: Desk, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    match added(&desk, till, &form).await {
        Ok(()) => Ok(door::to("/desk/plus/plans?told=plan-added")),
        Err(failure) => again(&desk, &form, failure).await,
    }
}

async fn added(desk: &Desk, till: &Till, form: &Fields) -> Answer<()> {
    let offers = typed_offers(desk, form)?;
    let plans = till.all_plans().await?;
    let plan = Plan {
        id: free_id(desk, &offers, &plans),
        position: plans.iter().map(|plan| plan.position).max().unwrap_or(0) + 1,
        months: number(form, "months"),
        is_on: false,
        offers,
    };
    let mut tx = desk.write().await?;
    deed::record(&mut tx, &desk.me()?.id, "plan-added", &plan.id, "", desk.now).await?;
    keep(desk, till, &plan).await?;
    Ok(tx.commit().await?)
}

/// An id from the plan's name in the agency's language; with a number behind it where it is taken.
fn free_id(desk: &Desk, offers: &BTreeMap<Language, PlanOffer>, plans: &[Plan]) -> String {
    let first = &desk.newsroom.config.agency.default_language;
    let Some((language, offer)) = offers.get_key_value(first).or(offers.first_key_value()) else {
        return "plan".to_owned();
    };
    let slug = script::slug(&offer.name, language);
    let slug = slug.as_str();
    let stem = slug[..slug.len().min(ID_CHARS)].trim_end_matches('-');
    let is_free = |id: &String| plans.iter().all(|plan| plan.id != *id);
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// The plan of an address.
pub(super) async fn find(till: &Till, id: &str) -> Answer<Plan> {
    till.all_plans().await?.into_iter().find(|plan| plan.id == id).ok_or(Failure::Missing)
}

/// Moves a plan by a place: `direction`, `up` or `down`.
async fn place(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    let mut plans = till.all_plans().await?;
    let at = plans.iter().position(|plan| plan.id == id).ok_or(Failure::Missing)?;
    let to = match form.text("direction") {
        "up" => at.checked_sub(1),
        "down" => Some(at + 1).filter(|to| *to < plans.len()),
        _ => return Err(Failure::Missing),
    };
    if let Some(to) = to {
        plans.swap(at, to);
        let mut tx = desk.write().await?;
        deed::record(&mut tx, &desk.me()?.id, "plan-moved", &id, "", desk.now).await?;
        for (plan, position) in plans.iter_mut().zip(1..) {
            if plan.position != position {
                plan.position = position;
                keep(&desk, till, plan).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(door::to("/desk/plus/plans"))
}

/// Puts a plan on sale, or takes it off: `sale`, `on` or `off`. What was bought stays as it was.
async fn sell(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    let (is_on, deed) = match form.text("sale") {
        "on" => (true, "plan-on-sale"),
        "off" => (false, "plan-off-sale"),
        _ => return Err(Failure::Missing),
    };
    let plan = Plan { is_on, ..find(till, &id).await? };
    let mut tx = desk.write().await?;
    deed::record(&mut tx, &desk.me()?.id, deed, &plan.id, "", desk.now).await?;
    keep(&desk, till, &plan).await?;
    tx.commit().await?;
    Ok(door::to(&format!("/desk/plus/plans?told={deed}")))
}
