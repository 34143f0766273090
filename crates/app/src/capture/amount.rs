//! The amount of an interaction: money of an order, or what else was counted.

use ripen_domain::interaction::order::{self, Said};
use ripen_domain::interaction::{kind, properties};
use ripen_domain::money::{self, Money};

use super::json::{Map, Value};
use super::{currency, refund};

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
    "total_paid",
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

/// Whether a property of this name holds a sum of money.
pub fn is_money(name: &str) -> bool {
    is_sum(order::property(name).map_or(name, |(_, known)| known))
}

/// Whether an amount or a currency is read under exactly this name.
pub fn is_read(name: &str) -> bool {
    is_sum(name) || currency::is_read(name)
}

fn is_sum(name: &str) -> bool {
    let all = [MONEY, ORDER_MONEY, REFUNDED];
    all.iter().any(|names| names.contains(&name))
}

/// Whether the state of an order names a sum that was given back.
pub fn gives_back(order: &Map) -> bool {
    let said = currency::named(order);
    let back = named(REFUNDED.iter(), order, said, &mut None).and_then(|back| back.value);
    back.is_some_and(|back| back != 0.0)
}

/// The name under which a sum of money or a currency is read that is called so in a file, of whatever happened.
pub fn column(name: &str) -> Option<&'static str> {
    match order::property(name)?.1 {
        "total_price" | "order_total" => Some("total"),
        "order_value" => Some("value"),
        known => (MONEY.contains(&known) || known == properties::CURRENCY).then_some(known),
    }
}

/// What an event says of its amount.
#[derive(Debug, Default, PartialEq)]
pub struct Amount {
    /// How much.
    pub value: Option<f64>,
    /// The property that said so, where it is no number.
    pub text: Option<&'static str>,
    /// Its currency: the one that stands with the amount itself, else what the event names beside it, else what the
    /// products of an order are priced in. It is an ISO 4217 code, the likeliest of a sign that several have; but
    /// what is said of an order later keeps such a sign, which may be the order's.
    pub currency: Option<&'static str>,
    /// What stands where the amount of an order should be and cannot be read.
    pub unread: Option<String>,
}

/// The amount of an event that says this of an order, if of any.
pub fn of(what: Option<Said>, properties: &Map) -> Amount {
    let said = currency::named(properties);
    let found = match what {
        Some(what) => of_order(what, properties, said),
        None => counted(properties, said),
    };
    let beside = || money::currency(said?);
    // What cannot be read there may be points.
    let priced = || {
        let products = products(properties).filter(|_| what.is_some() && said.is_none())?;
        currency::common(products.iter().map(|product| price(product, None)))
    };
    let currency = found.currency.or_else(beside).or_else(priced);
    let currency = match what {
        Some(Said::Completed) | None => currency.and_then(money::likeliest),
        Some(_) => currency,
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

/// What the amount of an interaction of a kind is counted in, which was this message. Of an order only money
/// counts.
pub fn unit_of(kind: &str, message: &str) -> Unit {
    let of_timelines = [kind::ORDER_REPEATED, kind::ORDER_VOIDED];
    let is_of_order = order::meant(kind).is_some() || of_timelines.contains(&kind);
    let message: Value = serde_json::from_str(message).unwrap_or_default();
    let properties = message.get("properties").and_then(Value::as_object);
    let counted = properties.and_then(|properties| first_read(properties, None));
    match counted.filter(|_| !is_of_order) {
        Some(("duration", _)) => Unit::Seconds,
        Some(("quantity", _)) => Unit::Pieces,
        _ => Unit::Money,
    }
}

fn counted(properties: &Map, said: Option<&str>) -> Amount {
    let found = first_read(properties, said);
    found.map_or_else(Amount::default, |(name, money)| {
        amount(name, money, properties)
    })
}

/// The first amount that can be read, and the property that it stands in.
fn first_read(properties: &Map, said: Option<&str>) -> Option<(&'static str, Money)> {
    let mut names = MONEY.iter().chain(COUNTED);
    names.find_map(|name| Some((*name, read(properties.get(name)?, said)?)))
}

/// Of an order the money alone counts: what is named, or else what its parts come to together. What
/// cannot be read is unknown, and no other number takes its place.
fn of_order(what: Said, properties: &Map, said: Option<&str>) -> Amount {
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
    match products(properties) {
        Some(products) => together(cost(products, said), unread, "products"),
        None => Amount {
            unread,
            ..Amount::default()
        },
    }
}

/// The products of an order, where it lists any.
fn products<'p>(properties: &'p Map<'p>) -> Option<&'p [Value<'p>]> {
    let mut lists = PRODUCTS
        .iter()
        .filter_map(|name| properties.get(name)?.as_array());
    lists.next().filter(|products| !products.is_empty())
}

/// The first amount under these names that can be read; keeps the first that cannot.
fn named(
    names: impl Iterator<Item = &'static &'static str>,
    properties: &Map,
    said: Option<&str>,
    unread: &mut Option<String>,
) -> Option<Amount> {
    for name in names {
        let Some(value) = properties.get(name).filter(|value| !says_nothing(value)) else {
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

fn amount(name: &'static str, money: Money, properties: &Map) -> Amount {
    Amount {
        // A negative zero is a zero, on every database.
        value: Some(money.amount + 0.0),
        text: Some(name).filter(|name| properties.get(name).is_some_and(|one| !one.is_number())),
        currency: money.currency,
        unread: None,
    }
}

/// What products cost together; `None` where the price of one is not known.
fn cost(products: &[Value], said: Option<&str>) -> Option<Money> {
    let costs = products.iter().map(|product| {
        let price = price(product, said)?;
        let quantity = match filled(product, QUANTITY) {
            Some(quantity) => read(quantity, None)?.amount,
            None => 1.0,
        };
        let amount = price.amount * quantity;
        Some(Money { amount, ..price })
    });
    currency::sum(costs, said)
}

/// What a product costs, with its currency where it names one itself.
fn price(product: &Value, said: Option<&str>) -> Option<Money> {
    let named = product.as_object().and_then(currency::named);
    let read = read(filled(product, PRICE)?, named.or(said))?;
    let currency = read.currency.or_else(|| money::currency(named?));
    Some(Money { currency, ..read })
}

/// The first of these properties of a product that says something.
fn filled<'p>(product: &'p Value<'p>, names: &[&str]) -> Option<&'p Value<'p>> {
    let mut values = names.iter().filter_map(|name| product.get(name));
    values.find(|value| !says_nothing(value))
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
        other => other
            .as_f64()
            .filter(|one| money::is_money(*one))
            .map(number),
    }
}

/// A sum of money as an object with its currency: `{"amount": "33,95", "currency_code": "CZK"}`, with tax where it tells
/// it with and without, perhaps in a set of the shop's money and the customer's, of which the shop's counts.
fn with_currency(money: &Map, said: Option<&str>) -> Option<Money> {
    let mut sets = MONEY_SETS
        .iter()
        .filter_map(|name| money.get(name)?.as_object());
    let money = sets.next().unwrap_or(money);
    let named = currency::named(money);
    let mut amount = ["amount", "value", "withVat"].iter();
    let amount = amount.find_map(|name| money.get(name));
    // Objects in it are none.
    let amount = amount.filter(|value| !value.is_object())?;
    let read = read(amount, named.or(said))?;
    let currency = read.currency.or_else(|| money::currency(named?));
    Some(Money { currency, ..read })
}

/// Whether a value stands for nothing.
pub fn says_nothing(value: &Value) -> bool {
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
mod tests;
