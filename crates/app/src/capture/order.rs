//! What an event says about an order, wherever in it that stands.

use std::borrow::Cow;

use ripen_domain::interaction::order;
use serde_json::{Map, Value};

/// Objects in which tag managers and shops put what happened: Google's `ecommerce`, also of the time before
/// version 4 (`ecommerce.purchase.actionField`), the `data.checkout.order` of Shopify's pages.
const AROUND: &[&str] = &[
    "data",
    "payload",
    "ecommerce",
    "checkout",
    "order",
    "transaction",
    "purchase",
    "refund",
    "actionField",
];
/// Those of them whose `id` is the number of the order.
const OF_ORDER: &[&str] = &["order", "transaction", "purchase", "actionField"];
/// Objects inside one another that are looked into.
const MAX_DEPTH: usize = 4;

/// The properties of an event about an order with what objects in them say of it beside the others. What the
/// event says itself goes first.
pub fn lifted<'p>(kind: &str, properties: &'p Map<String, Value>) -> Cow<'p, Map<String, Value>> {
    let is_around =
        |(name, value): (&String, &Value)| AROUND.contains(&name.as_str()) && value.is_object();
    if order::said(kind).is_none() || !properties.iter().any(is_around) {
        return Cow::Borrowed(properties);
    }
    let mut lifted = properties.clone();
    lift(&mut lifted, properties, "", MAX_DEPTH);
    Cow::Owned(lifted)
}

fn lift(lifted: &mut Map<String, Value>, from: &Map<String, Value>, of: &str, depth: usize) {
    for (name, value) in from {
        let name = match name.as_str() {
            "id" if OF_ORDER.contains(&of) => "order_id",
            "id" if of == "refund" => "refund_id",
            "amount" | "total" | "value" if of == "refund" => "refund_amount",
            // The id of something else.
            "id" => continue,
            name => name,
        };
        match value {
            Value::Object(inside) if AROUND.contains(&name) && depth > 0 => {
                lift(lifted, inside, name, depth - 1);
            }
            _ if of.is_empty() => {}
            _ => {
                let known = lifted.entry(name).or_insert(Value::Null);
                // An object of that name was looked into, or will be.
                if known.is_null() || AROUND.contains(&name) && known.is_object() {
                    known.clone_from(value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ripen_domain::interaction::kind;
    use serde_json::json;

    use super::*;

    fn said(properties: &Value, name: &str) -> Option<Value> {
        let properties = properties.as_object().expect("an object");
        lifted(kind::ORDER, properties).get(name).cloned()
    }

    #[test]
    fn what_objects_say_of_an_order_is_found() {
        let google = json!({"ecommerce": {"transaction_id": "T-1", "value": 33.95, "currency": "EUR", "items": []}});
        let older = json!({"ecommerce": {"purchase": {"actionField": {"id": "T-1", "revenue": "33.95"}, "products": []}}});
        let shopify = json!({"data": {"checkout": {
            "id": "c", "order": {"id": "T-1"}, "totalPrice": {"amount": 33.95, "currencyCode": "EUR"}}}});
        let plain = json!({"order": {"id": "T-1", "total": 33.95}});
        for (event, id, amount) in [
            (&google, "transaction_id", "value"),
            (&older, "order_id", "revenue"),
            (&shopify, "order_id", "totalPrice"),
            (&plain, "order_id", "total"),
        ] {
            assert_eq!(said(event, id), Some(json!("T-1")), "{event}");
            assert!(said(event, amount).is_some(), "{event}");
        }
        assert_eq!(said(&shopify, "id"), None);
    }

    #[test]
    fn what_the_event_says_itself_goes_first() {
        let event =
            json!({"order_id": "A", "total": 1, "order": {"id": "B", "total": 2, "note": "x"}});
        assert_eq!(said(&event, "order_id"), Some(json!("A")));
        assert_eq!(said(&event, "total"), Some(json!(1)));
        assert_eq!(said(&event, "note"), Some(json!("x")));
        let other = event.as_object().expect("an object");
        assert!(matches!(lifted("Form Submitted", other), Cow::Borrowed(_)));
    }

    #[test]
    fn a_refund_within_is_not_what_the_order_came_to() {
        let event =
            json!({"order": {"id": "T-1", "total": 100}, "refund": {"id": "r", "amount": 30}});
        assert_eq!(said(&event, "refund_amount"), Some(json!(30)));
        assert_eq!(said(&event, "refund_id"), Some(json!("r")));
        assert_eq!(said(&event, "total"), Some(json!(100)));
    }

    #[test]
    fn objects_without_end_are_left() {
        let deep = (0..15).fold(json!({"total": 1}), |inside, _| json!({"data": inside}));
        assert_eq!(said(&deep, "total"), None);
    }
}
