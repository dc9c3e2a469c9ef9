use proptest::prelude::*;

use super::*;

fn check(currency: &str, typed: &str, expected: &str) {
    let read =
        Price::parse(currency, typed).map(|price| price.to_string()).map_err(|error| error.to_string());
    let read = read.unwrap_or_else(|error| error.split(' ').take(4).collect::<Vec<_>>().join(" "));
    assert_eq!(read, expected, "{typed} {currency}");
}

#[test]
fn prices_are_read_as_people_type_them() {
    check("eur", "5", "5.00 EUR");
    check("EUR", " 4,5 ", "4.50 EUR");
    check("EUR", "4.05", "4.05 EUR");
    check("JPY", "500", "500 JPY");
    check("KWD", "1.5", "1.500 KWD");
    check("EUR", "0.01", "0.01 EUR");
    check("EUR", "1000000", "1000000.00 EUR");
}

#[test]
fn what_is_no_price_is_refused() {
    let amount = "write the price as";
    for typed in ["", "0", "-5", "5.001", ".5", "five", "1000000.01", "5.-", "99999999999999999999"] {
        check("EUR", typed, amount);
    }
    check("JPY", "5.5", amount);
    check("euro", "5", "write the currency as");
    check("€", "5", "write the currency as");
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(amount in 1..=MOST, currency in "(EUR|JPY|KWD|PLN|USD)") {
        let price = Price::new(&currency, amount).unwrap();
        prop_assert_eq!(price.to_string().parse::<Price>().unwrap(), price.clone());
        prop_assert_eq!(Price::parse(&currency, &price.number()).unwrap(), price);
    }
}
