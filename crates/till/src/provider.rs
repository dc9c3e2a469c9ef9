//! Ways to pay, and whether they are ready.

use std::fmt;

use crate::Till;

/// Who takes payments for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// Stripe Checkout: cards and what else the account has.
    Stripe,
    /// A BTCPay Server: bitcoin.
    Btcpay,
}

/// A way to pay as the desk and `doctor` see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderStatus {
    /// Which.
    pub provider: Provider,
    /// Whether it is ready.
    pub readiness: Readiness,
}

/// Whether readers can pay that way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// No setting names it.
    Off,
    /// All settings are there.
    Ready,
    /// Some settings are there, these are missing: their names in the file.
    Lacking(Vec<&'static str>),
}

impl Provider {
    /// All.
    pub const ALL: [Provider; 2] = [Provider::Stripe, Provider::Btcpay];

    /// Its name in addresses, forms and rows: `stripe`, `btcpay`.
    pub fn as_str(self) -> &'static str {
        match self {
            Provider::Stripe => "stripe",
            Provider::Btcpay => "btcpay",
        }
    }

    /// The provider of that name.
    pub fn named(name: &str) -> Option<Provider> {
        Provider::ALL.into_iter().find(|provider| provider.as_str() == name)
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Provider::Stripe => "Stripe",
            Provider::Btcpay => "BTCPay Server",
        })
    }
}

impl Till {
    /// The ways to pay that are ready.
    pub fn providers(&self) -> Vec<Provider> {
        let statuses = self.provider_status().into_iter();
        statuses.filter(|status| status.readiness == Readiness::Ready).map(|status| status.provider).collect()
    }

    /// All ways to pay, and what they lack.
    pub fn provider_status(&self) -> Vec<ProviderStatus> {
        Provider::ALL
            .map(|provider| ProviderStatus { provider, readiness: self.readiness(provider) })
            .to_vec()
    }

    fn readiness(&self, provider: Provider) -> Readiness {
        let till = &self.0.settings;
        // What switches it on comes first.
        let needed: &[(&'static str, &String)] = match provider {
            Provider::Stripe => &[
                ("till.stripe_key", &till.stripe_key),
                ("till.stripe_webhook_secret", &till.stripe_webhook_secret),
                ("till.stripe_address", &till.stripe_address),
            ],
            Provider::Btcpay => &[
                ("till.btcpay_address", &till.btcpay_address),
                ("till.btcpay_store", &till.btcpay_store),
                ("till.btcpay_key", &till.btcpay_key),
                ("till.btcpay_webhook_secret", &till.btcpay_webhook_secret),
            ],
        };
        if needed[0].1.is_empty() {
            return Readiness::Off;
        }
        let lacking = needed.iter().filter(|(_, value)| value.is_empty()).map(|(name, _)| *name);
        match lacking.collect::<Vec<_>>() {
            lacking if lacking.is_empty() => Readiness::Ready,
            lacking => Readiness::Lacking(lacking),
        }
    }
}
