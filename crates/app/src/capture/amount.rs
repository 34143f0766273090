//! The amount of an interaction: money of an order, or what else was counted.

use ripen_domain::interaction::order::{self, Said};
use ripen_domain::money::{self, Money};
use serde_json::{Map, Value};

use super::refund;

/// Properties that hold a sum of money, best first (names of the Segment e-commerce spec first).
const MONEY: &[&str] = &["revenue", "total", "value", "price", "amount"];
/// Properties that hold what an order came to, beside those.
const ORDER_MONEY: &[&str] = &[
    "grand_total",
    "grandTotal",
    "total_price",
    "totalPrice",
    "order_total",
    "orderTotal",
    "order_value",
    "orderValue",
    "total_amount",
    "totalAmount",
    "total_price_set",
    "totalPriceSet",
];
/// Properties that hold the currency of an amount, best first; the first is the one that filters ask for.
const CURRENCY: &[&str] = &[
    "currency",
    "currency_code",
    "currencyCode",
    "currency_iso_code",
    "presentment_currency",
];
/// Properties that hold the products of an order.
const PRODUCTS: &[&str] = &["products", "items", "line_items", "lineItems"];
/// Objects with one sum of money in the currency of the shop and in that of the customer.
const MONEY_SETS: &[&str] = &[
    "shop_money",
    "shopMoney",
    "presentment_money",
    "presentmentMoney",
];
/// Properties that hold what was given back, best first; before those that may be the order's own.
const REFUNDED: &[&str] = &[
    "refund_amount",
    "refundAmount",
    "refunded_amount",
    "refundedAmount",
    "amount_refunded",
    "amountRefunded",
    "refund_total",
    "refundTotal",
    "refunded_total",
    "total_refunded",
    "totalRefunded",
    "refund_value",
];
/// Properties that hold another number which an interaction that is about no order may count.
const COUNTED: &[&str] = &["duration", "quantity"];
/// Properties of a product with its price and how many there are.
const PRICE: &[&str] = &[
    "price",
    "unit_price",
    "unitPrice",
    "item_price",
    "itemPrice",
];
const QUANTITY: &[&str] = &["quantity", "qty"];

/// What an event says of its amount.
#[derive(Debug, Default, PartialEq)]
pub struct Amount {
    /// How much.
    pub value: Option<f64>,
    /// The property that said so, where it is no number.
    pub text: Option<&'static str>,
    /// The currency beside it, where the event has no field for it.
    pub currency: Option<&'static str>,
    /// What stands where the amount of an order should be and cannot be read.
    pub unread: Option<String>,
}

/// The amount of an event of a kind.
pub fn of(kind: &str, properties: &Map<String, Value>) -> Amount {
    let named = CURRENCY.iter().find_map(|name| {
        let text = properties.get(*name)?.as_str()?.trim();
        (!text.is_empty()).then_some((*name, text))
    });
    let said = named.map(|(_, text)| text);
    let found = match order::said(kind) {
        Some(what) => of_order(what, properties, said),
        None => counted(properties, said),
    };
    let currency = match named {
        Some(("currency", _)) => None,
        Some((_, text)) => money::currency(text).or(found.currency),
        None => found.currency,
    };
    Amount { currency, ..found }
}

/// What an amount is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money, or points of whatever the business counts.
    Money,
    /// Seconds.
    Seconds,
    /// Pieces.
    Pieces,
}

/// What the amount among these properties is counted in, if one is named.
pub fn unit_of(properties: &Map<String, Value>) -> Option<Unit> {
    let (name, _) = first_read(properties, None)?;
    Some(match name {
        "duration" => Unit::Seconds,
        "quantity" => Unit::Pieces,
        _ => Unit::Money,
    })
}

fn counted(properties: &Map<String, Value>, said: Option<&str>) -> Amount {
    let found = first_read(properties, said);
    found.map_or_else(Amount::default, |(name, money)| {
        amount(name, money, properties)
    })
}

/// The first amount that can be read, and the property that it stands in.
fn first_read(
    properties: &Map<String, Value>,
    said: Option<&str>,
) -> Option<(&'static str, Money)> {
    let mut names = MONEY.iter().chain(COUNTED);
    names.find_map(|name| Some((*name, read(properties.get(*name)?, said)?)))
}

/// Of an order the money alone counts: what is named, or else what its parts come to together. What
/// cannot be read is unknown, and no other number takes its place.
fn of_order(what: Said, properties: &Map<String, Value>, said: Option<&str>) -> Amount {
    let mut unread = None;
    if what == Said::Refunded {
        if let Some(found) = named(REFUNDED.iter(), properties, said, &mut unread) {
            return found;
        }
        if let Some(listed) = refund::listed(properties, said) {
            return together(listed, unread, "refunds");
        }
    }
    let names = MONEY.iter().chain(ORDER_MONEY);
    if let Some(found) = named(names, properties, said, &mut unread) {
        return found;
    }
    let mut products = PRODUCTS
        .iter()
        .filter_map(|name| properties.get(*name)?.as_array());
    match products.next() {
        Some(products) if !products.is_empty() => {
            together(cost(products, said), unread, "products")
        }
        _ => Amount {
            unread,
            ..Amount::default()
        },
    }
}

/// The first amount under these names that can be read; keeps the first that cannot.
fn named(
    names: impl Iterator<Item = &'static &'static str>,
    properties: &Map<String, Value>,
    said: Option<&str>,
    unread: &mut Option<String>,
) -> Option<Amount> {
    for name in names {
        let Some(value) = properties.get(*name).filter(|value| !says_nothing(value)) else {
            continue;
        };
        match read(value, said) {
            Some(money) => return Some(amount(name, money, properties)),
            None => *unread = unread.take().or_else(|| Some(shown(value))),
        }
    }
    None
}

/// What parts come to, `None` where one cannot be read.
fn together(sum: Option<Money>, unread: Option<String>, parts: &str) -> Amount {
    match sum {
        Some(money) => Amount {
            value: Some(money.amount + 0.0),
            currency: money.currency,
            ..Amount::default()
        },
        None => Amount {
            unread: unread.or_else(|| Some(parts.into())),
            ..Amount::default()
        },
    }
}

fn amount(name: &'static str, money: Money, properties: &Map<String, Value>) -> Amount {
    Amount {
        // A negative zero is a zero, on every database.
        value: Some(money.amount + 0.0),
        text: Some(name).filter(|name| properties.get(*name).is_some_and(|one| !one.is_number())),
        currency: money.currency,
        unread: None,
    }
}

/// What products cost together; `None` where the price of one is not known.
fn cost(products: &[Value], said: Option<&str>) -> Option<Money> {
    let first = |product: &Value, names: &[&str]| {
        let mut values = names.iter().filter_map(|name| product.get(*name));
        values.find(|value| !says_nothing(value)).cloned()
    };
    let (mut sum, mut currency) = (0.0, None);
    for product in products {
        let price = read(&first(product, PRICE)?, said)?;
        let quantity = match first(product, QUANTITY) {
            Some(quantity) => read(&quantity, None)?.amount,
            None => 1.0,
        };
        sum += price.amount * quantity;
        currency = currency.or(price.currency);
    }
    rounded(sum).map(|amount| Money { amount, currency })
}

/// A sum of money: sums of hundredths leave a trace in the last digits, which nobody named.
pub(super) fn rounded(sum: f64) -> Option<f64> {
    let amount = (sum * 1e4).round() / 1e4;
    amount.is_finite().then_some(amount)
}

/// A value as a sum of money.
pub(super) fn read(value: &Value, said: Option<&str>) -> Option<Money> {
    let number = |amount: f64| Money {
        amount,
        currency: None,
    };
    match value {
        Value::String(text) => money::read(text, said),
        Value::Object(money) => with_currency(money, said),
        other => other.as_f64().filter(|one| one.is_finite()).map(number),
    }
}

/// A sum of money as an object with its currency: `{"amount": "33,95", "currency_code": "CZK"}`, perhaps in a set
/// of the shop's money and the customer's, of which the shop's counts.
fn with_currency(money: &Map<String, Value>, said: Option<&str>) -> Option<Money> {
    let mut sets = MONEY_SETS
        .iter()
        .filter_map(|name| money.get(*name)?.as_object());
    let money = sets.next().unwrap_or(money);
    let named = CURRENCY.iter().find_map(|name| money.get(*name)?.as_str());
    let amount = ["amount", "value"].iter().find_map(|name| money.get(*name));
    // Objects in it are none.
    let amount = amount.filter(|value| !value.is_object())?;
    let read = read(amount, named.or(said))?;
    let currency = read.currency.or_else(|| money::currency(named?));
    Some(Money { currency, ..read })
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(kind: &str, properties: Value) -> (Option<f64>, Option<&'static str>, Option<String>) {
        let properties = properties.as_object().expect("an object");
        let found = of(kind, properties);
        (found.value, found.currency, found.unread)
    }

    #[test]
    fn a_negative_zero_is_a_zero() {
        for zero in [json!(-0.0), json!("-0"), json!("-0,00 EUR")] {
            let (amount, ..) = said("Order Completed", json!({"revenue": zero}));
            assert!(amount.is_some_and(f64::is_sign_positive), "{zero}");
        }
    }

    #[test]
    fn money_of_an_order_is_read_as_it_is_written() {
        for name in MONEY {
            for (text, amount, currency) in [
                ("33,95", 33.95, None),
                ("33.95 EUR", 33.95, Some("EUR")),
                ("1.234,56 ₺", 1234.56, Some("TRY")),
                ("€ 33.95", 33.95, Some("EUR")),
            ] {
                let order = said("Order Completed", json!({*name: text, "quantity": 2}));
                assert_eq!(order, (Some(amount), currency, None), "{name} {text}");
                let product = said("Product Added", json!({*name: text, "quantity": 2}));
                assert_eq!(product, (Some(amount), currency, None), "{name} {text}");
            }
        }
        let field = json!({"total": "1,234 $", "currency": "CAD"});
        assert_eq!(said("Order Completed", field), (Some(1234.0), None, None));
        assert_eq!(
            said(
                "Order Completed",
                json!({"revenue": "", "total": null, "price": 7})
            ),
            (Some(7.0), None, None)
        );
    }

    #[test]
    fn what_cannot_be_read_is_unknown_and_nothing_takes_its_place() {
        for unread in [
            json!("about 30"),
            json!("1,2,3"),
            json!(true),
            json!({"x": 1}),
            json!("{{total}}"),
        ] {
            let text = shown(&unread);
            let found = said(
                "Order Refunded",
                json!({"total": unread, "quantity": 2, "duration": 5}),
            );
            assert_eq!(found, (None, None, Some(text)));
        }
        let better = json!({"total": "about 30", "products": [{"price": "9,95"}]});
        assert_eq!(said("Order Refunded", better), (Some(9.95), None, None));
        // Elsewhere a name such as value may hold anything.
        assert_eq!(
            said("Colour Chosen", json!({"value": "v2"})),
            (None, None, None)
        );
        assert_eq!(
            said("Call Ended", json!({"value": "x", "duration": "90"})),
            (Some(90.0), None, None)
        );
    }

    #[test]
    fn products_add_up_where_no_total_is_named() {
        let products = json!([{"price": "19,90 Kč", "quantity": "3"}, {"price": 0.1}, {"unit_price": 10, "qty": 2}]);
        for kind in ["Order Completed", "Order Updated", "Order Refunded"] {
            let found = said(kind, json!({"products": products}));
            assert_eq!(found, (Some(79.8), Some("CZK"), None), "{kind}");
        }
        assert_eq!(
            said("Order Refunded", json!({"total": 5, "products": products})),
            (Some(5.0), None, None)
        );
        for unknown in [
            json!([{"product_id": "p"}]),
            json!([{"price": 5}, {"price": "?"}]),
            json!(["p"]),
        ] {
            let found = said("Order Refunded", json!({"products": unknown}));
            assert_eq!(found, (None, None, Some("products".into())));
        }
        assert_eq!(
            said("Order Refunded", json!({"products": []})),
            (None, None, None)
        );
    }

    #[test]
    fn money_is_read_from_objects_with_its_currency() {
        for name in ["revenue", "total", "value"] {
            for (money, amount, currency) in [
                (json!({"amount": 5, "currency": "EUR"}), 5.0, Some("EUR")),
                (
                    json!({"value": "33,95", "currency": "CZK"}),
                    33.95,
                    Some("CZK"),
                ),
                (
                    json!({"amount": "1.234,56", "currency_code": "TRY"}),
                    1234.56,
                    Some("TRY"),
                ),
                (
                    json!({"amount": "1,234", "currencyCode": "USD"}),
                    1234.0,
                    Some("USD"),
                ),
                (
                    json!({"shop_money": {"amount": "9.50", "currency_code": "EUR"},
                           "presentment_money": {"amount": "240", "currency_code": "CZK"}}),
                    9.5,
                    Some("EUR"),
                ),
                (json!({"amount": "33,95 Kč"}), 33.95, Some("CZK")),
            ] {
                for kind in ["Order Completed", "Order Refunded", "Product Added"] {
                    let found = said(kind, json!({name: money}));
                    assert_eq!(found, (Some(amount), currency, None), "{kind} {money}");
                }
            }
        }
        for unread in [
            json!({"amount": {"amount": 5}}),
            json!({"currency": "EUR"}),
            json!({"shop_money": {}}),
        ] {
            let found = said("Order Refunded", json!({"total": unread}));
            assert_eq!((found.0, found.2.is_some()), (None, true), "{unread}");
        }
    }

    #[test]
    fn shops_have_other_names_for_totals_products_and_currencies() {
        for order in [
            json!({"total_price": "33.95", "currency_code": "eur"}),
            json!({"totalPrice": {"amount": 33.95, "currencyCode": "EUR"}}),
            json!({"grand_total": "33,95 €"}),
            json!({"items": [{"price": 16.975, "quantity": 2}], "currencyCode": "EUR"}),
            json!({"line_items": [{"price": {"amount": "33.95", "currency_code": "EUR"}}]}),
        ] {
            assert_eq!(
                said("Order Completed", order.clone()),
                (Some(33.95), Some("EUR"), None),
                "{order}"
            );
        }
        // These names mean something else elsewhere.
        assert_eq!(said("Cart Viewed", json!({"grand_total": 5})).0, None);
    }

    #[test]
    fn what_a_refund_lists_goes_before_what_the_order_came_to() {
        let back = json!([{"kind": "refund", "amount": "30.00"}]);
        for refund in [
            json!({"transactions": back, "total_price": "100.00"}),
            json!({"refund_line_items": [{"subtotal": 30}], "total": 100}),
            json!({"refunds": [{"total": "-30.00"}], "total": "100.00"}),
            json!({"refund_amount": 30, "transactions": [{"kind": "refund", "amount": "9"}]}),
        ] {
            let found = said("Order Refunded", refund.clone()).0;
            assert_eq!(found, Some(30.0), "{refund}");
        }
        let unread = said(
            "Order Refunded",
            json!({"refund_line_items": [{"subtotal": "some"}], "total": 100}),
        );
        assert_eq!(unread, (None, None, Some("refunds".into())));
        let order = json!({"refunds": [{"total": "-30.00"}], "total": "100.00"});
        assert_eq!(said("Order Completed", order).0, Some(100.0));
    }

    #[test]
    fn what_was_given_back_is_not_what_the_order_came_to() {
        let refund = json!({"total": 100, "refund_amount": "30,00"});
        assert_eq!(
            said("Order Refunded", refund.clone()),
            (Some(30.0), None, None)
        );
        assert_eq!(said("Order Completed", refund), (Some(100.0), None, None));
    }
}
