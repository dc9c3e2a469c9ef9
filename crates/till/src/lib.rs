//! The till: knows codes and payments, signs passes blindly, and never sees reading. It has a database, a secret and a
//! log of its own; nothing here knows the gate.
//!
//! | who asks | for what |
//! |---|---|
//! | a reader's page | [`Till::plans`], [`Till::buy`], [`Till::standing`], [`Till::draw`], [`Till::code_from_pool`] |
//! | a provider | [`Till::webhook`] |
//! | the desk | [`Till::set_plan`], [`Till::make_codes`], [`Till::pools`], [`Till::totals`], [`Till::provider_status`] |
//! | the gate, everybody | [`Till::directory`] |
//! | the hour | [`Till::make_keys`], [`Till::tidy`] |
//!
//! What a caller can act on is a refusal with a sentence; what is broken is a [`TillError`]. So most answers are a result
//! within a result. Time and chance are arguments.

mod code;
mod credit;
mod draw;
#[cfg(feature = "fakes")]
pub mod fakes;
mod hear;
mod issuer;
mod money;
mod open;
pub mod pay;
mod plan;
mod pool;
mod provider;
mod purchase;
mod record;
pub mod request;
mod secret;
#[cfg(feature = "testing")]
pub mod testing;
mod tidy;
mod total;

pub use code::{CodeKind, MOST_CODES, MOST_MONTHS, MakeRefusal, Standing};
pub use draw::DrawRefusal;
pub use hear::Heard;
pub use issuer::{KEYS_AHEAD, REQUEST_PATH};
pub use money::{Price, PriceError};
pub use open::{MIGRATIONS, Till, TillError};
pub use pay::{MOST_WEBHOOK_BYTES, WebhookRefusal};
pub use plan::{Offer, Plan, PlanError, PlanOffer};
pub use pool::{CODE_WEEKS, Pool, PoolError, PoolPass, PoolRefusal, REMARK_CHARS};
pub use provider::{Provider, ProviderStatus, Readiness};
pub use purchase::{Begun, BuyRefusal, BuyRequest};
pub use record::ProviderRecord;
pub use request::DrawRequest;
pub use total::Totals;
