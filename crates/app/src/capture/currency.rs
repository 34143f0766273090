//! The currency of an amount, and sums of amounts that have one.

use ripen_domain::money::{self, Money};

use super::json::{Map, Value};

/// Properties that hold the currency of an amount, best first; the first is the one that filters ask for.
const NAMES: &[&str] = &[
    "currency",
    "currency_code",
    "currencyCode",
    "currency_iso_code",
    "presentment_currency",
];

/// Properties of a currency that is an object.
const CODES: &[&str] = &["code", "isoCode", "iso_code"];

/// Whether a currency is read under exactly this name.
pub fn is_read(name: &str) -> bool {
    NAMES.contains(&name)
}

/// What an object says the currency of its amounts is, as it is written there.
pub fn named<'o>(object: &'o Map<'o>) -> Option<&'o str> {
    let mut texts = NAMES.iter().filter_map(|name| text(object.get(name)?));
    texts.find(|text| !text.trim().is_empty()).map(str::trim)
}

fn text<'o>(currency: &'o Value<'o>) -> Option<&'o str> {
    match currency {
        Value::Object(currency) => CODES.iter().find_map(|name| currency.get(name)?.as_str()),
        other => other.as_str(),
    }
}

/// Adds sums of money up, each with its own currency or else the one that is `said` for all. `None` where one
/// cannot be read, and where they are of several currencies: those have no sum.
pub fn sum(parts: impl IntoIterator<Item = Option<Money>>, said: Option<&str>) -> Option<Money> {
    let said = said.and_then(money::currency);
    let (mut amount, mut currency) = (0.0, None);
    for part in parts {
        let part = part?;
        let own = part.currency.or(said);
        currency = match (currency, own) {
            (Some(known), Some(own)) => Some(money::both(known, own)?),
            (known, own) => known.or(own),
        };
        amount += part.amount;
    }
    // Sums of hundredths leave a trace in the last digits, which nobody named.
    let amount = (amount * 1e4).round() / 1e4;
    amount.is_finite().then_some(Money { amount, currency })
}

/// The currency in which all of these sums are that name one; `None` where there are several.
pub fn common(parts: impl IntoIterator<Item = Option<Money>>) -> Option<&'static str> {
    let mut named = parts.into_iter().filter_map(|part| part?.currency);
    let first = named.next()?;
    named.try_fold(first, money::both)
}

#[cfg(test)]
mod tests {
    use crate::capture::json::json;

    use super::*;

    fn money(amount: f64, currency: Option<&'static str>) -> Option<Money> {
        Some(Money { amount, currency })
    }

    #[test]
    fn the_first_name_that_says_something_counts() {
        let object =
            json!({"currency": " ", "currencyCode": " eur ", "presentment_currency": "CZK"});
        assert_eq!(named(object.as_object().expect("an object")), Some("eur"));
        let object = json!({"currency": {"code": "EUR", "name": "Euro"}});
        assert_eq!(named(object.as_object().expect("an object")), Some("EUR"));
        let object = json!({"currency": 5});
        assert_eq!(named(object.as_object().expect("an object")), None);
    }

    #[test]
    fn amounts_of_several_currencies_have_no_sum() {
        let (euro, koruna) = (Some("EUR"), Some("CZK"));
        let cases = [
            (
                vec![money(0.1, euro), money(0.2, None)],
                None,
                money(0.3, euro),
            ),
            (vec![money(1.0, euro), money(2.0, koruna)], None, None),
            (
                vec![money(1.0, koruna), money(2.0, None)],
                Some("EUR"),
                None,
            ),
            (vec![money(1.0, None)], Some("eur"), money(1.0, euro)),
            (vec![money(1.0, None)], Some("points"), money(1.0, None)),
            (vec![money(1.0, euro), None], None, None),
            (
                vec![money(1.0, Some("$")), money(2.0, Some("CAD"))],
                None,
                money(3.0, Some("CAD")),
            ),
            (vec![money(1.0, Some("$")), money(2.0, euro)], None, None),
            (vec![], None, money(0.0, None)),
        ];
        for (parts, said, expected) in cases {
            assert_eq!(sum(parts.clone(), said), expected, "{parts:?} {said:?}");
        }
        assert_eq!(common([money(1.0, euro), None, money(2.0, None)]), euro);
        assert_eq!(common([money(1.0, euro), money(2.0, koruna)]), None);
    }
}
