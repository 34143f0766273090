//! What an event says about an order, wherever in it that stands.

use std::borrow::Cow;

use ripen_domain::interaction::kind;
use ripen_domain::interaction::order::{self, Said};
use ripen_domain::text;
use serde_json::{Map, Value};

use super::{refund, webhook};

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

/// Objects of an event that say nothing of what is in them.
const OF_ANYTHING: &[&str] = &["", "data", "payload"];
/// Properties that say what state an order is in.
const STATES: &[&str] = &[
    "status",
    "order_status",
    "orderStatus",
    "financial_status",
    "financialStatus",
];
/// Properties that say when it was cancelled.
const CANCELLED_AT: &[&str] = &["cancelled_at", "cancelledAt", "canceled_at", "canceledAt"];
/// The number of the refund that the state of an order tells: every state tells all of it again.
const OF_STATE: &str = "refunds";

/// The kind of an event about an order; `None` when it is about none. An order that is told to be another than it
/// was may be told to be cancelled or refunded.
pub fn kind(name: &str, event: &Map<String, Value>) -> Option<&'static str> {
    let kind = order::meant(name)?;
    let properties = event.get("properties").and_then(Value::as_object);
    match properties.filter(|_| kind == kind::ORDER_UPDATED) {
        Some(properties) => {
            let lifted = lifted(Some(Said::Updated), name, properties);
            Some(of_state(&lifted).unwrap_or(kind))
        }
        None => Some(kind),
    }
}

fn of_state(order: &Map<String, Value>) -> Option<&'static str> {
    let states = STATES.iter().filter_map(|name| order.get(*name)?.as_str());
    let states: Vec<String> = states
        .map(|state| text::words(state).trim().to_owned())
        .collect();
    let is = |words: &[&str]| states.iter().any(|state| words.contains(&state.as_str()));
    let mut times = CANCELLED_AT
        .iter()
        .filter_map(|name| order.get(*name)?.as_str());
    if is(&["cancelled", "canceled", "voided"]) || times.any(|time| !time.trim().is_empty()) {
        return Some(kind::ORDER_CANCELLED);
    }
    (is(&["refunded"]) || refund::is_told_by(order)).then_some(kind::ORDER_REFUNDED)
}

/// The properties of an event about an order with what objects in them say of it beside the others. What the
/// event says itself goes first. `said` is what it says of the order, `called` the name of the event.
pub fn lifted<'p>(
    said: Option<Said>,
    called: &str,
    properties: &'p Map<String, Value>,
) -> Cow<'p, Map<String, Value>> {
    let Some(said) = said else {
        return Cow::Borrowed(properties);
    };
    let is_around =
        |(name, value): (&String, &Value)| AROUND.contains(&name.as_str()) && value.is_object();
    let about = webhook::about(called);
    let is_of_state = said == Said::Refunded && order::said(called) == Some(Said::Updated);
    if about.is_empty() && !is_of_state && !properties.iter().any(is_around) {
        return Cow::Borrowed(properties);
    }
    let mut lifted = properties.clone();
    if is_of_state {
        lifted.insert("refund_id".into(), OF_STATE.into());
    }
    lift(&mut lifted, properties, ("", about), MAX_DEPTH);
    Cow::Owned(lifted)
}

/// Lifts what an object within `of` says; what says nothing of itself is `about` what the event is.
fn lift(
    lifted: &mut Map<String, Value>,
    from: &Map<String, Value>,
    (of, about): (&str, &str),
    depth: usize,
) {
    let thing = if OF_ANYTHING.contains(&of) { about } else { of };
    for (called, value) in from {
        let name = match called.as_str() {
            "id" if OF_ORDER.contains(&thing) => "order_id",
            "id" if thing == "refund" => "refund_id",
            "amount" | "total" | "value" if of == "refund" => "refund_amount",
            // The id of something else.
            "id" => continue,
            name => name,
        };
        match value {
            Value::Object(inside) if AROUND.contains(&name) && depth > 0 => {
                lift(lifted, inside, (name, about), depth - 1);
            }
            _ if of.is_empty() && name == called => {}
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
    use serde_json::json;

    use super::*;

    fn said(properties: &Value, name: &str) -> Option<Value> {
        let properties = properties.as_object().expect("an object");
        lifted(Some(Said::Completed), kind::ORDER, properties)
            .get(name)
            .cloned()
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
        assert!(matches!(
            lifted(None, "orders/create", other),
            Cow::Borrowed(_)
        ));
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
    fn a_webhook_is_the_order_or_the_refund_itself() {
        let said = |called: &str, properties: Value, name: &str| {
            let properties = properties.as_object().expect("an object");
            let kind = order::meant(called).expect("an order");
            lifted(order::said(kind), called, properties)
                .get(name)
                .cloned()
        };
        let order = json!({"id": 45, "order_number": 1001});
        assert_eq!(
            said("orders/create", order.clone(), "order_id"),
            Some(json!(45))
        );
        assert_eq!(
            said("order.created", json!({"data": {"id": 45}}), "order_id"),
            Some(json!(45))
        );
        // Elsewhere the id may be anything's.
        assert_eq!(said("Order Completed", order, "order_id"), None);
        let refund = json!({"id": 900, "order_id": 45});
        assert_eq!(
            said("refunds/create", refund.clone(), "order_id"),
            Some(json!(45))
        );
        assert_eq!(
            said("refunds/create", refund, "refund_id"),
            Some(json!(900))
        );
        let both = json!({"id": 45, "order_id": 7});
        assert_eq!(said("orders/create", both, "order_id"), Some(json!(7)));
    }

    #[test]
    fn an_order_in_another_state_is_cancelled_or_refunded() {
        let kind_of = |name: &str, properties: Value| {
            let event = json!({ "properties": properties });
            kind(name, event.as_object().expect("an object"))
        };
        for (order, expected) in [
            (json!({"status": "cancelled"}), kind::ORDER_CANCELLED),
            (
                json!({"order": {"status": "Canceled"}}),
                kind::ORDER_CANCELLED,
            ),
            (
                json!({"cancelled_at": "2026-03-01T10:00:00Z"}),
                kind::ORDER_CANCELLED,
            ),
            (json!({"status": "refunded"}), kind::ORDER_REFUNDED),
            (
                json!({"financial_status": "refunded"}),
                kind::ORDER_REFUNDED,
            ),
            (
                json!({"status": "completed", "refunds": [{"total": "-40.00"}]}),
                kind::ORDER_REFUNDED,
            ),
            (
                json!({"refunds": [{"transactions": [{"kind": "refund", "status": "success", "amount": "30.00"}]}]}),
                kind::ORDER_REFUNDED,
            ),
            (
                json!({"refunds": [{"transactions": [], "refund_line_items": [{"subtotal": 30}]}]}),
                kind::ORDER_REFUNDED,
            ),
            (
                json!({"refunds": [{"transactions": [{"kind": "refund", "status": "failure", "amount": "30.00"}]}]}),
                kind::ORDER_UPDATED,
            ),
            (
                json!({"status": "completed", "refunds": [], "cancelled_at": null}),
                kind::ORDER_UPDATED,
            ),
            (
                json!({"financial_status": "partially_refunded"}),
                kind::ORDER_UPDATED,
            ),
        ] {
            assert_eq!(
                kind_of("order.updated", order.clone()),
                Some(expected),
                "{order}"
            );
        }
        let cancelled = json!({"status": "cancelled"});
        assert_eq!(
            kind_of("order.created", cancelled.clone()),
            Some(kind::ORDER)
        );
        assert_eq!(kind_of("Cart Updated", cancelled), None);
    }

    #[test]
    fn objects_without_end_are_left() {
        let deep = (0..15).fold(json!({"total": 1}), |inside, _| json!({"data": inside}));
        assert_eq!(said(&deep, "total"), None);
    }
}
