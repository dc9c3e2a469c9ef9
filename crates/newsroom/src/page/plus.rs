//! `/desk/plus`: the paid tier as the newsroom sees it: numbers of each month, the ways to pay. No list of readers exists
//! to be shown, here or elsewhere.

use passes::Epoch;
use serde::Serialize;
use till::{Provider, ProviderRecord, ProviderStatus, Readiness, Till, TillError, Totals};

use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::rights::Right;
use crate::routes::{Need, Route, get};

mod codes;
mod plan;
mod plans;
mod pool;
mod pools;
mod sheet;

pub(super) fn routes() -> Vec<Route> {
    let own = vec![get("plus", "/desk/plus", NEED, show)];
    [own, plans::routes(), plan::routes(), codes::routes(), pools::routes(), pool::routes()].concat()
}

/// What all of its pages need.
const NEED: Need = Need::Right(Right::Plus);

/// Months whose numbers are shown.
const MONTHS: u32 = 24;

/// What every one of its pages has: which it is, and whether there is anything to be done here.
#[derive(Serialize)]
struct Common {
    tab: &'static str,
    /// Whether the till runs on this machine.
    runs: bool,
    /// Whether they have proved lately who they are: without that nothing is offered that changes something.
    confirmed: bool,
}

impl Common {
    fn of(desk: &Desk, tab: &'static str) -> Answer<Common> {
        let confirmed = desk.session()?.is_confirmed(desk.now);
        Ok(Common { tab, runs: desk.newsroom.till.is_some(), confirmed })
    }
}

/// The till, to look at; none where the settings say that it does not run here.
fn till(desk: &Desk) -> Option<&Till> {
    desk.newsroom.till.as_ref()
}

/// The till, to change something: prices and codes are money, so all of that is dangerous in wrong hands.
fn till_to_change(desk: &Desk) -> Answer<&Till> {
    desk.confirmed()?;
    till(desk).map_or_else(|| desk.refuse("plus-till-elsewhere"), Ok)
}

impl From<TillError> for Failure {
    fn from(error: TillError) -> Failure {
        match error {
            TillError::Store(error) => Failure::Store(error),
            other => Failure::Broken(other.to_string()),
        }
    }
}

/// A number that a form sent, which none of the till's limits is below: what is no number is refused there as none.
fn number<N: TryFrom<i64> + Default>(form: &Fields, name: &str) -> N {
    form.number(name).and_then(|number| N::try_from(number).ok()).unwrap_or_default()
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    common: Common,
    providers: Vec<ProviderLine>,
    /// Whether readers can buy at all.
    sells: bool,
    months: Vec<Line>,
}

#[derive(Serialize)]
struct ProviderLine {
    name: String,
    /// `off`, `ready`, `lacking`.
    state: &'static str,
    /// Settings that are missing.
    lacking: Vec<&'static str>,
    /// Where the provider tells of payments.
    webhook: String,
    /// The day on which it last told of one and was believed.
    heard: Option<String>,
    /// The last trouble with it, in the till's words, and its day.
    trouble: Option<(String, String)>,
}

/// A month in numbers.
#[derive(Serialize)]
struct Line {
    month: String,
    codes: u64,
    gifts: u64,
    purchases: u64,
    months: u64,
    refunds: u64,
    strays: u64,
    pool_weeks: u64,
    draws: u64,
}

async fn show(desk: Desk) -> Answer {
    let common = Common::of(&desk, "numbers")?;
    let (providers, records, totals) = match till(&desk) {
        Some(till) => (till.provider_status(), till.provider_records().await?, till.totals(MONTHS).await?),
        None => Default::default(),
    };
    let view = View {
        common,
        sells: providers.iter().any(|status| status.readiness == Readiness::Ready),
        providers: providers.into_iter().map(|status| provider_line(&desk, status, &records)).collect(),
        months: totals.into_iter().map(|totals| line(&desk, totals)).collect(),
    };
    desk.page("plus/numbers.html", &view)
}

fn provider_line(desk: &Desk, status: ProviderStatus, records: &[ProviderRecord]) -> ProviderLine {
    let (state, lacking) = match status.readiness {
        Readiness::Off => ("off", Vec::new()),
        Readiness::Ready => ("ready", Vec::new()),
        Readiness::Lacking(settings) => ("lacking", settings),
    };
    let address = &desk.newsroom.config.server.address;
    let record = records.iter().find(|record| record.provider == status.provider);
    let trouble = record.and_then(|record| record.trouble.clone());
    ProviderLine {
        name: status.provider.to_string(),
        state,
        lacking,
        webhook: format!("{address}{}", webhook(status.provider)),
        heard: record.and_then(|record| record.heard).map(|day| desk.locale.day(day)),
        trouble: trouble.map(|(words, day)| (words, desk.locale.day(day))),
    }
}

fn webhook(provider: Provider) -> String {
    format!("/till/{}", provider.as_str())
}

fn line(desk: &Desk, totals: Totals) -> Line {
    Line {
        month: month(desk, totals.epoch),
        codes: totals.codes,
        gifts: totals.gifts,
        purchases: totals.purchases,
        months: totals.months,
        refunds: totals.refunds,
        strays: totals.strays,
        pool_weeks: totals.pool_weeks,
        draws: totals.draws,
    }
}

/// 'November 2026'.
fn month(desk: &Desk, epoch: Epoch) -> String {
    let date = base::Zone::utc().date(epoch.begins());
    desk.locale.month(date.year(), date.month())
}
