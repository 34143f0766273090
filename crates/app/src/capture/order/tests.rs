//! What events say about orders.

use crate::capture::json::json;

use super::*;

fn said(properties: &Value, name: &str) -> Option<Value<'static>> {
    let properties = properties.as_object().expect("an object");
    lifted(Some(Said::Completed), kind::ORDER, properties)
        .get(name)
        .map(|value| value.clone().into_owned())
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
    let event = json!({"order_id": "A", "total": 1, "order": {"id": "B", "total": 2, "note": "x"}});
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
    let event = json!({"order": {"id": "T-1", "total": 100}, "refund": {"id": "r", "amount": 30}});
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
            .map(|value| value.clone().into_owned())
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
#[expect(clippy::too_many_lines, reason = "a table")]
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
    for (name, state, expected) in [
        (
            "order.created",
            json!({"status": "processing"}),
            kind::ORDER,
        ),
        ("order.created", json!({"status": "on-hold"}), kind::ORDER),
        (
            "order.created",
            json!({"status": "pending"}),
            kind::ORDER_UPDATED,
        ),
        (
            "order.created",
            json!({"status": "checkout-draft"}),
            kind::ORDER_UPDATED,
        ),
        (
            "Order Created",
            json!({"Status": "Draft"}),
            kind::ORDER_UPDATED,
        ),
        (
            "order.created",
            json!({"status": "failed"}),
            kind::ORDER_CANCELLED,
        ),
        (
            "order.updated",
            json!({"status": "failed"}),
            kind::ORDER_CANCELLED,
        ),
        (
            "order.updated",
            json!({"status": "trash"}),
            kind::ORDER_UPDATED,
        ),
        (
            "orders/create",
            json!({"financial_status": "pending"}),
            kind::ORDER,
        ),
        (
            "orders/create",
            json!({"financial_status": "voided"}),
            kind::ORDER_CANCELLED,
        ),
        ("orders/create", json!({"status": "refunded"}), kind::ORDER),
        // The name says that it was completed.
        (kind::ORDER, json!({"status": "pending"}), kind::ORDER),
        (
            kind::ORDER,
            json!({"Durum": "İptal Edildi"}),
            kind::ORDER_CANCELLED,
        ),
        (
            "order.updated",
            json!({"total_refunded": 0}),
            kind::ORDER_UPDATED,
        ),
        (
            "order.updated",
            json!({"total_refunded": "5.00"}),
            kind::ORDER_REFUNDED,
        ),
    ] {
        assert_eq!(
            kind_of(name, state.clone()),
            Some(expected),
            "{name} {state}"
        );
    }
    assert_eq!(
        kind_of("Cart Updated", json!({"status": "cancelled"})),
        None
    );
}

#[test]
fn objects_without_end_are_left() {
    let deep = (0..15).fold(json!({"total": 1}), |inside, _| json!({"data": inside}));
    assert_eq!(said(&deep, "total"), None);
}
