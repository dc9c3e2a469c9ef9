//! Words and things for the samples of the paid tier's pages.

use super::{CodeFault, CodeField, CodePicture, PlanLine, PlusPlaces, Shop, ShownCode};
use crate::view::Wallet;
use crate::view::samples::LONG_WORD;

/// A code that nobody has.
pub(super) const CODE: &str = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV";

/// A provider's page.
pub(super) const PAY_AT: &str = "https://pay.example/c/cs_test_a1b2?x=1&y=2";

pub(super) fn places() -> PlusPlaces {
    let place = |part: &str| format!("/en/plus{part}");
    PlusPlaces {
        home: place(""),
        buy: place("/buy"),
        code: place("/code"),
        passes: place("/passes"),
        gift: place("/gift"),
        protection: place("/protection"),
        feeds: place("/feeds"),
        enter: "/enter".into(),
    }
}

pub(super) fn wallet() -> Wallet {
    Wallet::new("plus.kropka.example", &"en".parse().expect("a language"))
}

pub(super) fn shop() -> Shop {
    let plan = |id: &str, name: &str, months, price: &str| PlanLine {
        id: id.into(),
        name: name.into(),
        months,
        price: price.into(),
    };
    Shop {
        plans: vec![plan("month", "A month", 1, "4.50 EUR"), plan("year", "A year", 12, "40 EUR")],
        ways: vec!["stripe".into(), "btcpay".into()],
    }
}

/// A plan with a name that does not break, and one way to pay.
pub(super) fn extreme_shop() -> Shop {
    let plan = PlanLine {
        id: "x".into(),
        name: format!("{LONG_WORD} </label><script>alert(1)</script>"),
        months: 36,
        price: "100000000 VND".into(),
    };
    Shop { plans: vec![plan; 6], ways: vec!["btcpay".into()] }
}

pub(super) fn code() -> ShownCode {
    ShownCode {
        text: CODE.into(),
        groups: CODE.split('-').map(str::to_owned).collect(),
        picture: Some(CodePicture { side: 37, path: "M4 4h7v1h-7zM4 5h1v1h-1z".into() }),
    }
}

/// The form with every fault that a code can have.
pub(super) fn faults() -> impl Iterator<Item = CodeField> {
    let kinds = [("empty", 0), ("sign", 17), ("length", 27), ("checksum", 0), ("unknown", 0)];
    kinds.into_iter().map(|(kind, number)| CodeField {
        typed: if kind == "empty" { String::new() } else { format!("{CODE}\"><script>alert(1)</script>") },
        fault: Some(CodeFault { kind, number }),
    })
}
