//! The wire's ground for reading what is held or paid for: a client whose contract is asked what it covers of each story.

use content::Admission;
use content::admission::Ground;

use crate::contract::Contract;

/// Lets a client's loaders in. They give out of it what [`crate::covers`] says, and nothing else.
pub(crate) fn of(_contract: &Contract) -> Admission {
    #[expect(
        clippy::disallowed_methods,
        reason = "clients take held and paid stories by contract; list and story ask the rule for each"
    )]
    Admission::grant(Ground::Client)
}
