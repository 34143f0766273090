//! What a shop tells of the state of its orders: whether they were completed, and what was given back.

use ripen_domain::interaction::kind;
use serde_json::{Value, json};

use crate::orders::{amounts, many, said};
use crate::support::{Bench, on_pairs_of_databases};

/// Feeds the same to two databases, to one of them one by one from the last to the first.
fn feed(one: &Bench, other: &Bench, events: &[Value]) {
    one.feed(events);
    for event in events.iter().rev() {
        other.feed(std::slice::from_ref(event));
    }
}

/// The order of a user in this state, as WooCommerce tells it: a payload of more properties than are kept.
fn woo(user: &str, event: &str, status: &str, hours: i64) -> Value {
    let mut order = json!({"id": 727, "status": status, "total": "80.00", "billing": {"email": format!("{user}@buyer.example")}});
    for nth in 0..40 {
        order[format!("_field_{nth:02}")] = nth.into();
    }
    let mut event = said(user, event, order, hours);
    event["messageId"] = format!("{user}-{hours}").into();
    event
}

const CREATED: &str = "order.created";
const UPDATED: &str = "order.updated";

#[test]
fn an_order_is_completed_only_in_a_state_in_which_it_stands() {
    /// Who buys, what is told of the order by which event, and whether it is one by that.
    type Case = (&'static str, &'static [(&'static str, &'static str)], bool);
    let cases: &[Case] = &[
        ("processing", &[(CREATED, "processing")], true),
        ("completed", &[(CREATED, "completed")], true),
        ("hold", &[(CREATED, "on-hold")], true),
        ("failed", &[(CREATED, "failed")], false),
        ("draft", &[(CREATED, "checkout-draft")], false),
        ("auto", &[(CREATED, "auto-draft")], false),
        ("pending", &[(CREATED, "pending")], false),
        ("trash", &[(CREATED, "trash")], false),
        ("cancelled", &[(CREATED, "cancelled")], false),
        (
            "gave-up",
            &[(CREATED, "pending"), (UPDATED, "failed")],
            false,
        ),
        (
            "paid",
            &[
                (CREATED, "pending"),
                (UPDATED, "processing"),
                (UPDATED, "completed"),
            ],
            true,
        ),
        (
            "retried",
            &[
                (CREATED, "pending"),
                (UPDATED, "failed"),
                (UPDATED, "processing"),
            ],
            true,
        ),
        ("only-updated", &[(UPDATED, "processing")], true),
        (
            "lost",
            &[(CREATED, "processing"), (UPDATED, "failed")],
            false,
        ),
        (
            "off",
            &[
                (CREATED, "pending"),
                (UPDATED, "processing"),
                (UPDATED, "cancelled"),
            ],
            false,
        ),
        (
            "held",
            &[(CREATED, "on-hold"), (UPDATED, "completed")],
            true,
        ),
    ];
    on_pairs_of_databases(|one, other| {
        for (name, states, is_order) in cases {
            // Some of the names alone are placeholders.
            let user = &format!("buyer-{name}");
            let states = states.iter().zip(1..);
            let events: Vec<_> = states
                .map(|((event, status), nth)| woo(user, event, status, 9 - nth))
                .collect();
            feed(one, other, &events);
            for bench in [one, other] {
                let expected = if *is_order { vec![Some(80.0)] } else { vec![] };
                assert_eq!(amounts(bench, user), expected, "{user}");
                let person = bench.person(bench.user(user));
                assert_eq!(person.customer.is_some(), *is_order, "{user}");
            }
        }
        let orders = cases.iter().filter(|(.., is_order)| *is_order).count();
        for bench in [one, other] {
            assert_eq!(many(bench, "count(order) = 1"), orders);
        }
    });
}

#[test]
fn shopify_tells_that_an_order_is_void() {
    let order = |user: &str, event: &str, state: &str, hours: i64| {
        let order = json!({"id": 5, "total_price": "10.00", "financial_status": state});
        said(user, event, order, hours)
    };
    on_pairs_of_databases(|one, other| {
        feed(
            one,
            other,
            &[order("refused", "orders/create", "voided", 9)],
        );
        // It is paid on delivery.
        feed(one, other, &[order("open", "orders/create", "pending", 9)]);
        let late = [
            order("late", "orders/create", "authorized", 9),
            order("late", "orders/updated", "voided", 8),
        ];
        feed(one, other, &late);
        for bench in [one, other] {
            assert_eq!(amounts(bench, "refused"), []);
            assert_eq!(amounts(bench, "open"), [Some(10.0)]);
            assert_eq!(amounts(bench, "late"), []);
        }
    });
}

#[test]
fn a_refund_counts_once_told_by_itself_and_by_the_state_of_its_order() {
    let back = |amount: &str| json!([{"kind": "refund", "status": "success", "amount": amount}]);
    let listed = |id: i64| json!({"id": id, "transactions": back("100.00")});
    let single = |user: &str, id: i64, hours: i64| {
        let refund = json!({"id": id, "order_id": 45, "transactions": back("100.00")});
        said(user, "refunds/create", refund, hours)
    };
    let state = |user: &str, ids: &[i64], hours: i64| {
        let refunds: Vec<_> = ids.iter().map(|id| listed(*id)).collect();
        let order = json!({"id": 45, "total_price": "404.95", "refunds": refunds});
        said(user, "orders/updated", order, hours)
    };
    let in_all = |user: &str, amount: &str, hours: i64| {
        let order = json!({"order_id": 45, "grand_total": "404.95", "total_refunded": amount});
        said(user, kind::ORDER_UPDATED, order, hours)
    };
    on_pairs_of_databases(|one, other| {
        let cases = [
            (
                "then",
                vec![single("then", 51, 8), state("then", &[51], 7)],
                304.95,
            ),
            (
                "before",
                vec![single("before", 51, 7), state("before", &[51], 8)],
                304.95,
            ),
            (
                "two",
                vec![
                    single("two", 51, 8),
                    state("two", &[51, 52], 7),
                    single("two", 52, 6),
                ],
                204.95,
            ),
            (
                "other",
                vec![single("other", 52, 8), state("other", &[51], 7)],
                204.95,
            ),
            (
                "states",
                vec![state("states", &[51], 8), state("states", &[51, 52], 7)],
                204.95,
            ),
            (
                "sum",
                vec![single("sum", 51, 8), in_all("sum", "100.00", 7)],
                304.95,
            ),
            (
                "sums",
                vec![in_all("sums", "100.00", 8), in_all("sums", "200.00", 7)],
                204.95,
            ),
        ];
        for (user, told, left) in cases {
            let order = json!({"id": 45, "total_price": "404.95"});
            let mut events = vec![said(user, "orders/create", order, 9)];
            events.extend(told);
            feed(one, other, &events);
            for bench in [one, other] {
                let told = amounts(bench, user);
                let [Some(amount)] = told[..] else {
                    panic!("{user}: {told:?}")
                };
                assert!((amount - left).abs() < 1e-9, "{user}: {amount}");
            }
        }
    });
}
