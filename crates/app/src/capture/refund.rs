//! What was given back of an order, where shops list it in parts instead of naming the sum.

use std::borrow::Cow;

use ripen_domain::money::{self, Money};

use super::amount::read;
use super::currency;
use super::json::{Map, Value};
use super::properties::as_text;

/// Names of the lists in which payments, goods that were given back and refunds stand.
const PAYMENTS: &[&str] = &["transactions"];
const GOODS: &[&str] = &["refund_line_items", "refundLineItems"];
const SEVERAL: &[&str] = &["refunds"];
/// Names of what a payment moved.
const MOVED: &[&str] = &["amount", "amountSet", "amount_set"];
/// Names of what a product that was given back had cost.
const SUBTOTAL: &[&str] = &["subtotal", "subtotalSet", "subtotal_set"];
/// Names of what one refund of several came to.
const CAME_TO: &[&str] = &["amount", "total"];

/// What the lists of a refund come to: the payments that were sent back, else the products that were given
/// back, else the refunds of an order (Shopify, WooCommerce). `None` where there are no such lists, and nothing
/// in it where a part of them cannot be read.
pub fn listed(refund: &Map, said: Option<&str>) -> Option<Option<Money>> {
    let payments: Vec<_> = objects(refund, PAYMENTS)
        .unwrap_or_default()
        .into_iter()
        .filter(|payment| is_sent_back(payment))
        .collect();
    let products = objects(refund, GOODS);
    let several = objects(refund, SEVERAL).unwrap_or_default();
    match products {
        _ if !payments.is_empty() => Some(sum(&payments, MOVED, said)),
        Some(products) if !products.is_empty() => Some(sum(&products, SUBTOTAL, said)),
        _ if !several.is_empty() => {
            let came_to = several.into_iter().map(|one| came_to(one, said));
            Some(currency::sum(came_to, said))
        }
        // Goods came back, or did not even leave: no money did.
        Some(_) => Some(sum(&[], MOVED, said)),
        None => None,
    }
}

/// What one refund of several came to.
fn came_to(refund: &Map, said: Option<&str>) -> Option<Money> {
    match sum(&[refund], CAME_TO, said) {
        None => listed(&without_refunds(refund), said)?,
        found => found,
    }
}

/// The refunds that an order lists, each with its number, as far as it can be read what they came to.
pub fn numbered(order: &Map) -> Vec<(Option<String>, f64)> {
    let said = currency::named(order);
    let refunds = objects(order, SEVERAL).unwrap_or_default();
    let numbered = refunds.into_iter().filter_map(|refund| {
        let amount = came_to(refund, said)?.amount;
        let id = refund.get("id").and_then(as_text);
        Some((id.map(Cow::into_owned), amount))
    });
    numbered.collect()
}

/// Whether an order lists refunds by which something was given back: a sum, a payment or goods.
pub fn is_told_by(order: &Map) -> bool {
    let gives_back = |refund: &Map| {
        let payments = objects(refund, PAYMENTS).unwrap_or_default();
        let goods = objects(refund, GOODS).unwrap_or_default();
        let has_sum = CAME_TO.iter().any(|name| refund.contains_key(name));
        has_sum || !goods.is_empty() || payments.into_iter().any(is_sent_back)
    };
    let refunds = objects(order, SEVERAL).unwrap_or_default();
    refunds.into_iter().any(gives_back)
}

fn objects<'o>(of: &'o Map<'o>, names: &[&str]) -> Option<Vec<&'o Map<'o>>> {
    let list = names.iter().find_map(|name| of.get(name)?.as_array())?;
    Some(list.iter().filter_map(Value::as_object).collect())
}

/// Whether a payment went back to the customer.
fn is_sent_back(payment: &Map) -> bool {
    let is = |name: &str, words: &[&str]| {
        let text = payment.get(name).and_then(Value::as_str).unwrap_or("");
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    };
    let is_refund = is("kind", &["refund"]) || is("type", &["refund"]);
    is_refund && !is("status", &["failure", "failed", "error"])
}

/// So that refunds in refunds have an end.
fn without_refunds<'o>(refund: &Map<'o>) -> Map<'o> {
    let parts = refund.iter().filter(|(name, _)| *name != "refunds");
    parts
        .map(|(name, value)| (name.to_owned().into(), value.clone()))
        .collect()
}

/// What parts come to together, whatever their signs; `None` where one cannot be read.
fn sum(parts: &[&Map], names: &[&str], said: Option<&str>) -> Option<Money> {
    let moved = parts.iter().map(|part| {
        let value = names.iter().find_map(|name| part.get(name))?;
        let named = currency::named(part);
        let money = read(value, named.or(said))?;
        Some(Money {
            amount: money.amount.abs(),
            currency: money.currency.or_else(|| money::currency(named?)),
        })
    });
    currency::sum(moved, said)
}

#[cfg(test)]
mod tests {
    use crate::capture::json::json;

    use super::*;

    fn came_to(refund: &Value) -> Option<Option<f64>> {
        let refund = refund.as_object().expect("an object");
        listed(refund, None).map(|money| money.map(|money| money.amount))
    }

    #[test]
    fn what_a_shop_lists_is_added_up() {
        let sale = json!({"kind": "sale", "amount": "100.00"});
        let back = |amount: &str| json!({"kind": "refund", "status": "success", "amount": amount});
        let failed = json!({"kind": "refund", "status": "failure", "amount": "9.00"});
        let line = |subtotal: Value| json!({"quantity": 1, "subtotal": subtotal});
        for (refund, expected) in [
            (
                json!({"transactions": [sale, back("10.10"), back("20.20"), failed],
                    "refund_line_items": [line(json!(99))]}),
                Some(Some(30.3)),
            ),
            (
                json!({"transactions": [], "refund_line_items": [line(json!(12.5)), line(json!("7.50"))]}),
                Some(Some(20.0)),
            ),
            (
                json!({"transactions": [sale], "refund_line_items": []}),
                Some(Some(0.0)),
            ),
            (
                json!({"refundLineItems": [{"subtotalSet": {"shopMoney": {"amount": "5.0"}}}]}),
                Some(Some(5.0)),
            ),
            (
                json!({"refunds": [{"id": 1, "total": "-10.00"}, {"id": 2, "total": "-5.50"}]}),
                Some(Some(15.5)),
            ),
            (
                json!({"refunds": [{"transactions": [back("4")]}, {"refund_line_items": [line(json!(6))]}]}),
                Some(Some(10.0)),
            ),
            (
                json!({"refund_line_items": [line(json!("some"))]}),
                Some(None),
            ),
            (json!({"refunds": [{"reason": "broken"}]}), Some(None)),
            (
                json!({"refunds": [{"refunds": [{"total": 1}]}]}),
                Some(None),
            ),
            (json!({"refunds": []}), None),
            (json!({"transactions": [sale]}), None),
            (json!({"total": 5}), None),
        ] {
            assert_eq!(came_to(&refund), expected, "{refund}");
        }
    }

    #[test]
    fn the_currency_of_a_payment_is_kept() {
        let refund =
            json!({"transactions": [{"kind": "refund", "amount": "5.00", "currency": "czk"}]});
        let money = listed(refund.as_object().expect("an object"), None).flatten();
        assert_eq!(money.and_then(|money| money.currency), Some("CZK"));
        // Two currencies have no sum.
        let line = |subtotal: &str| json!({ "subtotal": subtotal });
        let refund = json!({"refund_line_items": [line("5,00 Kč"), line("5,00 €")]});
        assert_eq!(came_to(&refund), Some(None));
    }
}
