//! A price: a currency and a number of its smallest units.

use std::fmt;
use std::str::FromStr;

/// Currencies that are not divided, and those divided by a thousand (ISO 4217); all others have hundredths.
const WHOLE: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
    "XPF",
];
const THOUSANDTHS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// The dearest that a plan may be, in smallest units.
const MOST: i64 = 100_000_000;

/// A price, at least one smallest unit. Written `5.00 EUR`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    currency: String,
    amount: i64,
}

/// What was written is no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// The currency is not three letters.
    #[error("write the currency as three letters, such as EUR")]
    Currency,
    /// The number cannot be read, is nothing, or too much.
    #[error("write the price as a number such as 5 or 4.50, more than nothing and at most a million")]
    Amount,
}

impl Price {
    /// A price in smallest units: cents for EUR.
    pub fn new(currency: &str, amount: i64) -> Result<Price, PriceError> {
        let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_alphabetic());
        match (is_code, (1..=MOST).contains(&amount)) {
            (false, _) => Err(PriceError::Currency),
            (_, false) => Err(PriceError::Amount),
            _ => Ok(Price { currency: currency.to_ascii_uppercase(), amount }),
        }
    }

    /// Reads what somebody typed: `5`, `4.5`, `4,50`.
    pub fn parse(currency: &str, typed: &str) -> Result<Price, PriceError> {
        let digits = digits(&currency.to_ascii_uppercase());
        let typed = typed.trim().replace(',', ".");
        let (whole, rest) = typed.split_once('.').unwrap_or((&typed, ""));
        let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || rest.len() > digits || !is_number(whole) || !is_number(rest)
        {
            return Err(PriceError::Amount);
        }
        let amount = format!("{whole}{rest:0<digits$}").parse().map_err(|_| PriceError::Amount)?;
        Price::new(currency, amount)
    }

    /// Three capital letters (ISO 4217).
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// In smallest units.
    pub fn amount(&self) -> i64 {
        self.amount
    }

    /// The number alone, as it is read and typed: `5.00`.
    pub fn number(&self) -> String {
        let digits = digits(&self.currency);
        let unit = 10_i64.pow(digits as u32);
        match digits {
            0 => self.amount.to_string(),
            _ => format!("{}.{:0digits$}", self.amount / unit, self.amount % unit),
        }
    }
}

/// Digits behind the point.
fn digits(currency: &str) -> usize {
    match currency {
        _ if WHOLE.contains(&currency) => 0,
        _ if THOUSANDTHS.contains(&currency) => 3,
        _ => 2,
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number(), self.currency)
    }
}

impl FromStr for Price {
    type Err = PriceError;

    /// Reads `5.00 EUR`.
    fn from_str(text: &str) -> Result<Price, PriceError> {
        let (number, currency) = text.trim().split_once(' ').ok_or(PriceError::Currency)?;
        Price::parse(currency.trim(), number)
    }
}

#[cfg(test)]
mod tests;
