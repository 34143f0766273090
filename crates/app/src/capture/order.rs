//! What an event says about an order, wherever in it that stands.

use std::borrow::Cow;

use ripen_domain::interaction::kind;
use ripen_domain::interaction::order::{self, Said};
use ripen_domain::text;
use serde_json::{Map, Value};

use super::{amount, refund, webhook};

/// Objects, in any case, in which tag managers and shops put what happened: Google's `ecommerce`, also of the time before
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
    let is_around = |(name, value): (&String, &Value)| around(name).is_some() && value.is_object();
    let about = webhook::about(called);
    let is_of_state = said == Said::Refunded && order::said(called) == Some(Said::Updated);
    let mut lifted = Cow::Borrowed(properties);
    if is_of_state {
        lifted.to_mut().insert("refund_id".into(), OF_STATE.into());
    }
    if !about.is_empty() || properties.iter().any(is_around) {
        lift(lifted.to_mut(), properties, ("", about), MAX_DEPTH);
    }
    spell(&mut lifted);
    lifted
}

/// The object in which an order stands that is called so.
fn around(name: &str) -> Option<&'static str> {
    let mut all = AROUND.iter().copied();
    all.find(|known| known.eq_ignore_ascii_case(name))
}

/// Writes what an order says under a name that is not read, `Order No` or `Celkem`, under the one that is.
fn spell(order: &mut Cow<Map<String, Value>>) {
    let unread = order.iter().filter(|(name, _)| !is_read(name));
    let spelt = unread.filter_map(|(name, value)| {
        let (place, known) = order::property(name)?;
        let is_meant = !order::is_number(known) || value.is_string() || value.is_number();
        (is_meant && !amount::says_nothing(value)).then(|| (place, known, value.clone()))
    });
    let mut spelt: Vec<_> = spelt.collect();
    spelt.sort_by_key(|(place, ..)| *place);
    for (_, known, value) in spelt {
        let free = !order
            .get(known)
            .is_some_and(|own| !amount::says_nothing(own));
        if free {
            order.to_mut().insert(known.into(), value);
        }
    }
}

/// Whether a property of an order is read under exactly this name.
fn is_read(name: &str) -> bool {
    let own = [STATES, CANCELLED_AT];
    order::is_number(name) || amount::is_read(name) || own.iter().any(|names| names.contains(&name))
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
        let is = |known: &str| called.eq_ignore_ascii_case(known);
        let name = match around(called)
            .filter(|_| value.is_object())
            .unwrap_or(called)
        {
            _ if is("id") && OF_ORDER.contains(&thing) => "order_id",
            _ if is("id") && thing == "refund" => "refund_id",
            // The number that people see; Shoptet's orders have no other.
            _ if is("code") && OF_ORDER.contains(&thing) => "order_number",
            _ if of == "refund" && ["amount", "total", "value"].into_iter().any(is) => {
                "refund_amount"
            }
            // The id of something else.
            _ if is("id") => continue,
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
    fn what_stands_under_another_spelling_is_written_under_the_name_that_is_read() {
        for (event, name, value) in [
            (json!({"Order ID": "A-1"}), "order_id", json!("A-1")),
            (json!({"OrderId": 7, "Order No": 8}), "order_id", json!(7)),
            (
                json!({"OrderId": 7, "Order No": 8}),
                "order_number",
                json!(8),
            ),
            (json!({"Order #": "A-1"}), "order", json!("A-1")),
            (json!({"Sipariş No": "A-1"}), "order_number", json!("A-1")),
            (json!({"Číslo objednávky": 1}), "order_number", json!(1)),
            (json!({"Transaction ID": "t"}), "transaction_id", json!("t")),
            (
                json!({"id_order": 5, "total_paid": 9}),
                "order_id",
                json!(5),
            ),
            (
                json!({"Toplam": "10", "Genel Toplam": "12"}),
                "total",
                json!("12"),
            ),
            (
                json!({"Total": {"amount": 5}}),
                "total",
                json!({"amount": 5}),
            ),
            (json!({"Celkem": 1, "total": 2}), "total", json!(2)),
            (json!({"Celkem": 1, "total": ""}), "total", json!(1)),
            (
                json!({"Order No": "", "Sipariş No": 3}),
                "order_number",
                json!(3),
            ),
            (json!({"Para Birimi": "TRY"}), "currency", json!("TRY")),
            (
                json!({"Order": {"Id": 6, "Total": 2}}),
                "order_id",
                json!(6),
            ),
            (json!({"Order": {"Id": 6, "Total": 2}}), "total", json!(2)),
            (
                json!({"data": {"order": {"code": "2026001"}}}),
                "order_number",
                json!("2026001"),
            ),
        ] {
            assert_eq!(said(&event, name), Some(value), "{event}");
        }
        // It is kept as it was written as well, and nothing is made up.
        assert_eq!(said(&json!({"Order ID": 1}), "Order ID"), Some(json!(1)));
        for event in [
            json!({"code": "SUMMER"}),
            json!({"Order": []}),
            json!({"ID": 4}),
            json!({"orderId": 4}),
        ] {
            for name in ["order_id", "order_number"] {
                assert_eq!(said(&event, name), None, "{event}");
            }
        }
        let read = json!({"orderId": 4, "revenue": 1, "currency": "EUR", "note": ""});
        let read = read.as_object().expect("an object");
        assert!(matches!(
            lifted(Some(Said::Completed), kind::ORDER, read),
            Cow::Borrowed(_)
        ));
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
