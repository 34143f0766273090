//! Whatever is said about an order is about one purchase: in scores, filters, stages and companies,
//! for any order of arrival, for people who are merged and taken apart again.

use ripen_app::people::PeopleQuery;
use ripen_domain::interaction::kind;
use serde_json::{Value, json};

use crate::outcome::outcome;
use crate::support::{Bench, hours_ago, identify, on_every_database, on_pairs_of_databases, track};

/// Something said about an order, under a message id of its own.
pub fn said(user: &str, event: &str, properties: Value, hours: i64) -> Value {
    let mut event = track(user, event, properties.clone(), hours);
    event["messageId"] = format!("{user}-{}-{properties}-{hours}", event["event"]).into();
    event
}

/// That an order of a user was completed.
pub fn bought(user: &str, order: &str, total: f64, hours: i64) -> Value {
    said(
        user,
        kind::ORDER,
        json!({"order_id": order, "total": total}),
        hours,
    )
}

/// How many people a filter finds.
pub fn many(bench: &Bench, filter: &str) -> usize {
    let query = PeopleQuery {
        filter: filter.into(),
        limit: 50,
        ..PeopleQuery::default()
    };
    bench.app.people_list(&query).expect("a list").people.len()
}

/// The kinds on a person's timeline, oldest first.
fn kinds(bench: &Bench, user: &str) -> Vec<String> {
    let sql = "SELECT k.name FROM timeline t JOIN kind k ON k.kind_id = t.kind_id
               WHERE t.person_id = $1 ORDER BY t.at, t.seq";
    let person = bench.user(user);
    let kinds = bench
        .db
        .db
        .read(|conn| conn.query(sql, &[person.into()], |row| row.get(0)));
    kinds.expect("a timeline")
}

/// What the scores and the stage of a user come to, apart from times and positions.
pub fn standing(bench: &Bench, user: &str) -> (usize, String) {
    let person = bench.person(bench.user(user));
    let engagement = format!("{:.2}", person.listed.engagement);
    (person.listed.person.state.stage, engagement)
}

#[test]
fn an_order_page_that_is_loaded_again_is_no_second_purchase() {
    on_every_database(|bench| {
        // Without message ids, in one batch; then again in batches of their own.
        let once = json!({"type": "track", "userId": "od", "event": "Order Completed",
            "timestamp": hours_ago(5).to_rfc3339(), "properties": {"order_id": "O-77", "total": 100}});
        bench.feed(&[once.clone(), once]);
        bench.feed(&[bought("od", "O-77", 100.0, 4)]);
        let number = json!({"orderNumber": "#o-77", "revenue": 100});
        bench.feed(&[said("od", kind::ORDER, number, 3)]);
        bench.feed(&[bought("one", "O-78", 100.0, 5)]);
        assert_eq!(
            kinds(bench, "od"),
            [
                kind::ORDER,
                kind::ORDER_REPEATED,
                kind::ORDER_REPEATED,
                kind::ORDER_REPEATED
            ]
        );
        assert_eq!(
            many(bench, "count(order) = 1 and sum(amount of order) = 100"),
            2
        );
        assert_eq!(many(bench, "count(order) > 1"), 0);
        assert_eq!(standing(bench, "od"), standing(bench, "one"));
        assert_eq!(many(bench, "stage = loyal"), 0);
        // Other orders are other purchases, and so is one without a number.
        let nameless = |hours| said("od", kind::ORDER, json!({"total": 1}), hours);
        bench.feed(&[bought("od", "O-79", 1.0, 2), nameless(2), nameless(1)]);
        assert_eq!(many(bench, "count(order) = 4"), 1);
        assert_eq!(many(bench, "stage = loyal"), 1);
    });
}

#[test]
fn what_came_earlier_makes_the_later_one_the_repeat() {
    on_every_database(|bench| {
        bench.feed(&[bought("late", "7", 50.0, 2)]);
        bench.feed(&[bought("late", "7", 50.0, 30)]);
        assert_eq!(kinds(bench, "late"), [kind::ORDER, kind::ORDER_REPEATED]);
        let person = bench.person(bench.user("late"));
        let opened = person.customer.expect("a customer").opened_at;
        assert!(opened < hours_ago(29));
        assert_eq!(many(bench, "count(order) = 1"), 1);
    });
}

#[test]
fn refunds_changes_and_cancellations_change_the_one_purchase() {
    on_every_database(|bench| {
        let about = |user: &str, event: &str, more: Value| {
            let mut properties = json!({"order_id": format!("{user}-1")});
            let more = more.as_object().expect("an object").clone();
            properties.as_object_mut().expect("an object").extend(more);
            said(user, event, properties, 2)
        };
        for user in ["part", "all", "changed", "cancelled"] {
            bench.feed(&[bought(user, &format!("{user}-1"), 100.0, 9)]);
        }
        bench.feed(&[
            about("part", kind::ORDER_REFUNDED, json!({"total": 30})),
            about("all", kind::ORDER_REFUNDED, json!({})),
            about("changed", kind::ORDER_UPDATED, json!({"total": 120})),
            about("cancelled", kind::ORDER_CANCELLED, json!({"total": 100})),
        ]);
        let amounts = [("part", 70), ("all", 0), ("changed", 120)];
        for (user, amount) in amounts {
            let filter = format!("count(order) = 1 and sum(amount of order) = {amount}");
            assert_eq!(bench.only(&filter), bench.user(user));
        }
        assert_eq!(bench.only("count(order) = 0"), bench.user("cancelled"));
        let cancelled = bench.person(bench.user("cancelled"));
        assert!(cancelled.customer.is_none());
        assert_eq!(
            kinds(bench, "cancelled"),
            [kind::ORDER_VOIDED, kind::ORDER_CANCELLED]
        );
    });
}

/// All that is said about a few orders comes to the same in any order and in any batches.
#[test]
fn the_order_of_arrival_does_not_matter() {
    let events = [
        bought("p", "1", 10.0, 50),
        bought("p", "1", 10.0, 40),
        bought("p", "2", 20.0, 45),
        said(
            "p",
            kind::ORDER_UPDATED,
            json!({"order_id": 2, "total": 25}),
            30,
        ),
        said(
            "p",
            kind::ORDER_REFUNDED,
            json!({"order_id": "2", "total": 5}),
            20,
        ),
        bought("p", "3", 30.0, 35),
        said("p", kind::ORDER_CANCELLED, json!({"order_id": "3"}), 10),
        bought("p", "3", 30.0, 5),
        bought("p", "4", 40.0, 4),
    ];
    on_pairs_of_databases(|one, other| {
        one.feed(&events);
        for event in events.iter().rev() {
            other.feed(std::slice::from_ref(event));
        }
        for bench in [one, other] {
            let filter = "count(order) = 3 and sum(amount of order) = 70";
            assert_eq!(bench.only(filter), bench.user("p"));
        }
        let of = |bench: &Bench| outcome(&bench.person(bench.user("p")), "");
        assert_eq!(of(one), of(other));
    });
}

#[test]
fn what_the_business_says_of_an_order_applies_to_the_purchase_that_the_page_told() {
    let cases = [
        ("part", "Partial Refund", json!({"amount": 40}), Some(60.0)),
        (
            "changed",
            kind::ORDER_UPDATED,
            json!({"total": 80}),
            Some(80.0),
        ),
        ("all", kind::ORDER_REFUNDED, json!({}), Some(0.0)),
        ("off", kind::ORDER_CANCELLED, json!({}), None),
        // The business's own word of the purchase goes before the page's.
        ("told", kind::ORDER, json!({"total": 90}), Some(90.0)),
    ];
    on_pairs_of_databases(|one, other| {
        let browser = one.browser();
        assert_eq!(other.browser(), browser);
        for (user, event, more, left) in &cases {
            // Either clock may be behind.
            for (page, server) in [(9, 5), (5, 9)] {
                let user = format!("{user}{page}");
                let told = json!({"transaction_id": "1", "value": 100});
                let told = said(&user, "purchase", told, page);
                let mut properties = more.clone();
                properties["order_id"] = 1.into();
                let business = said(&user, event, properties, server);
                one.feed_from(browser, std::slice::from_ref(&told));
                one.feed(std::slice::from_ref(&business));
                other.feed(&[business]);
                other.feed_from(browser, &[told]);
                for bench in [one, other] {
                    let left: Vec<_> = left.iter().copied().map(Some).collect();
                    assert_eq!(amounts(bench, &user), left, "{user}");
                }
            }
        }
    });
}

#[test]
fn the_order_of_a_guest_and_of_an_account_is_one_when_they_are() {
    on_every_database(|bench| {
        let mut guest = bought("x", "77", 100.0, 9);
        guest["userId"] = Value::Null;
        guest["anonymousId"] = "guest-1".into();
        bench.feed(&[guest, bought("acc", "77", 100.0, 8)]);
        assert_eq!(many(bench, "count(order) = 1"), 2);
        bench.feed(&[identify("guest-1", Some("acc"), json!({}), 1)]);
        let together = bench.user("acc");
        assert_eq!(bench.only("count(order) = 1"), together);
        let merge = bench.person(together).merges[0].id;
        bench.app.merge_undo(merge).expect("it is undone");
        assert_eq!(many(bench, "count(order) = 1"), 2);
        assert_eq!(kinds(bench, "acc")[0], kind::ORDER);
    });
}

#[test]
fn an_order_is_one_whatever_it_is_called() {
    on_every_database(|bench| {
        bench.feed(&[
            said(
                "gtm",
                "purchase",
                json!({"transaction_id": "1", "value": 100}),
                9,
            ),
            said(
                "gtm",
                "order_completed",
                json!({"orderId": "1", "total": 100}),
                8,
            ),
            said(
                "gtm",
                "partial_refund",
                json!({"order_id": "1", "value": {"amount": "30,00", "currency": "CZK"}}),
                7,
            ),
            said(
                "gtm",
                "Order Partially Refunded",
                json!({"order_id": "1", "note": "some of it"}),
                6,
            ),
            said(
                "all",
                "Placed Order",
                json!({"order_id": "2", "total": "50"}),
                5,
            ),
            said("all", "refund", json!({"order_id": "2"}), 4),
            said(
                "off",
                "checkout_completed",
                json!({"data": {"checkout": {"order": {"id": "3"}, "totalPrice": {"amount": 7}}}}),
                3,
            ),
            said("off", "order_canceled", json!({"order_id": "3"}), 2),
        ]);
        assert_eq!(amounts(bench, "gtm"), [Some(70.0)]);
        assert_eq!(
            bench.only("count(order) = 1 and sum(amount of order) = 70"),
            bench.user("gtm")
        );
        assert_eq!(
            bench.only("count(\"order_completed\") = 1 and sum(amount of order) > 60"),
            bench.user("gtm")
        );
        assert_eq!(amounts(bench, "all"), [Some(0.0)]);
        assert_eq!(amounts(bench, "off"), [] as [Option<f64>; 0]);
    });
}

#[test]
fn the_webhooks_of_a_shop_tell_one_order_with_its_buyer_and_what_was_given_back() {
    // Only the order itself says whose it is.
    let hook = |user: &str, event: &str, properties: Value, hours: i64| {
        let mut event = said(user, event, properties, hours);
        event["userId"] = Value::Null;
        event
    };
    let back = |amount: &str| json!([{"kind": "refund", "status": "success", "amount": amount}]);
    on_pairs_of_databases(|one, other| {
        let shopify = json!({"id": 45, "order_number": 1001, "total_price": "100.00",
            "customer": {"email": "ann@ann-works.example"}});
        let page = json!({"data": {"checkout": {"email": "Ann@ann-works.example",
            "order": {"id": "gid://shopify/OrderIdentity/45"}, "totalPrice": {"amount": 100}}}});
        let refund = |id: i64, amount: &str| {
            json!({"id": id, "order_id": 45, "email": "ann@ann-works.example",
                "transactions": back(amount), "refund_line_items": [{"subtotal": 1}]})
        };
        let woo = |status: &str, refunds: Value| {
            json!({"id": 727, "number": "727", "status": status, "total": "80.00",
                "billing": {"email": "bob@bob-works.example"}, "refunds": refunds})
        };
        let events = [
            hook("a", "checkout_completed", page, 20),
            hook("a", "orders/create", shopify, 19),
            hook("a", "refunds/create", refund(900, "30.00"), 18),
            // Delivered again.
            hook("a", "refunds/create", refund(900, "30.00"), 17),
            hook("a", "refunds/create", refund(901, "20.00"), 16),
            hook("b", "order.created", woo("processing", json!([])), 19),
            hook(
                "b",
                "order.updated",
                woo("processing", json!([{"id": 1, "total": "-10.00"}])),
                18,
            ),
            hook(
                "b",
                "order.updated",
                woo(
                    "completed",
                    json!([{"id": 1, "total": "-10.00"}, {"id": 2, "total": "-5.00"}]),
                ),
                17,
            ),
            hook(
                "c",
                "order.created",
                json!({"id": 9, "total": "5", "contact_email": "cyd@cyd-works.example"}),
                9,
            ),
            hook(
                "c",
                "order.updated",
                json!({"id": 9, "status": "cancelled", "contact_email": "cyd@cyd-works.example"}),
                8,
            ),
        ];
        one.feed(&events);
        for event in events.iter().rev() {
            other.feed(std::slice::from_ref(event));
        }
        for bench in [one, other] {
            for (buyer, orders, sum) in [("ann", 1, 50), ("bob", 1, 65)] {
                let filter = format!(
                    "email.domain = \"{buyer}-works.example\" and count(order) = {orders} and sum(amount of order) = {sum}"
                );
                assert_eq!(many(bench, &filter), 1, "{filter}");
            }
            assert_eq!(
                many(
                    bench,
                    "email.domain = \"cyd-works.example\" and count(order) = 0"
                ),
                1
            );
            assert_eq!(many(bench, ""), 3);
        }
    });
}

/// The amounts of the purchases on a person's timeline.
pub fn amounts(bench: &Bench, user: &str) -> Vec<Option<f64>> {
    let sql = "SELECT t.amount FROM timeline t JOIN kind k ON k.kind_id = t.kind_id
               WHERE t.person_id = $1 AND k.name = $2 ORDER BY t.at, t.seq";
    let params = [bench.user(user).into(), kind::ORDER.into()];
    let read = |conn: &mut ripen_store::Conn| conn.query(sql, &params, |row| row.get(0));
    bench.db.db.read(read).expect("a timeline")
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn amounts_count_however_they_are_written() {
    const REFUND: &str = kind::ORDER_REFUNDED;
    const UPDATE: &str = kind::ORDER_UPDATED;
    let total = |total: &str| json!({ "total": total });
    /// Who bought, what was said of the order, what was said later, and what is left.
    type Case = (&'static str, Value, Vec<(&'static str, Value)>, Option<f64>);
    let cases: Vec<Case> = vec![
        ("comma", total("99,95"), vec![], Some(99.95)),
        ("sign", total("1.234,56 ₺"), vec![], Some(1234.56)),
        (
            "part",
            total("€ 100"),
            vec![(REFUND, total("33,95 EUR"))],
            Some(66.05),
        ),
        (
            "minus",
            total("100"),
            vec![(REFUND, total("-33,95 €"))],
            Some(66.05),
        ),
        (
            "parts",
            total("100,00"),
            vec![
                (REFUND, total("10,50")),
                (
                    REFUND,
                    json!({"products": [{"price": "9,75", "quantity": 2}]}),
                ),
            ],
            Some(70.0),
        ),
        (
            "more",
            total("100"),
            vec![(REFUND, total("1.250,50 Kč"))],
            Some(0.0),
        ),
        ("all", total("100"), vec![(REFUND, json!({}))], Some(0.0)),
        (
            "unread",
            total("100"),
            vec![(REFUND, total("some of it")), (REFUND, total("25,00"))],
            Some(75.0),
        ),
        (
            "unpriced",
            total("100"),
            vec![(REFUND, json!({"products": [{"product_id": "p"}]}))],
            Some(100.0),
        ),
        (
            "change",
            total("100"),
            vec![(UPDATE, total("1.250,50")), (REFUND, total("250,50"))],
            Some(1000.0),
        ),
        (
            "no change",
            total("100"),
            vec![(UPDATE, total("a lot"))],
            Some(100.0),
        ),
        ("unknown", total("a lot"), vec![(REFUND, total("25"))], None),
        (
            "products",
            json!({"products": [{"price": "12,50", "quantity": 4}]}),
            vec![],
            Some(50.0),
        ),
        (
            "credit",
            total("-20,00"),
            vec![(REFUND, total("5"))],
            Some(-20.0),
        ),
    ];
    on_every_database(|bench| {
        for (user, order, then, left) in &cases {
            let numbered = |properties: &Value| {
                let mut properties = properties.clone();
                properties["order_id"] = "A-1".into();
                properties
            };
            let user = format!("buyer {user}");
            bench.feed(&[said(&user, kind::ORDER, numbered(order), 9)]);
            for (hours, (event, properties)) in (1..9).rev().zip(then) {
                bench.feed(&[said(&user, event, numbered(properties), hours)]);
            }
            assert_eq!(amounts(bench, &user), [*left], "{user}");
        }
        assert_eq!(
            many(bench, "sum(amount of order) between 66.04 and 66.06"),
            2
        );
        // What could not be read is told, and the currency beside an amount is kept.
        let told = r#"count("Order Refunded" where property.amount_unread = "some of it") = 1"#;
        assert_eq!(many(bench, told), 1);
        assert_eq!(
            many(bench, r#"count(order where property.currency = "TRY") = 1"#),
            1
        );
        assert_eq!(many(bench, "sum(property.total of order) = 99.95"), 1);
    });
}
