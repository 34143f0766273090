//! The currency that stands with an amount is that of the interaction, whichever way it came in.

use ripen_app::data::export::Format;
use ripen_app::data::import::What;
use ripen_app::people::TimelineEntry;
use ripen_domain::interaction::kind;
use serde_json::{Value, json};

use crate::files::import;
use crate::orders::{many, said};
use crate::support::{Bench, on_every_database, on_pairs_of_databases};

/// What users bought: the properties of an order, its amount and currency.
fn orders() -> Vec<(Value, f64, &'static str)> {
    vec![
        (
            json!({"total": {"amount": "33,95", "currency": "CZK"}}),
            33.95,
            "CZK",
        ),
        (json!({"total": "33,95 Kč"}), 33.95, "CZK"),
        (
            json!({"total": "33,95 Kč", "currency": "EUR"}),
            33.95,
            "CZK",
        ),
        (json!({"revenue": "€ 1.234,56"}), 1234.56, "EUR"),
        (json!({"value": "USD 12.50"}), 12.5, "USD"),
        (json!({"value": "$12.50", "currency": "cad"}), 12.5, "CAD"),
        (json!({"total": 500, "currency": "jpy"}), 500.0, "JPY"),
        (
            json!({"products": [{"price": "9,90 Kč", "quantity": 2}]}),
            19.8,
            "CZK",
        ),
        (
            json!({"total": 9, "products": [{"price": {"amount": 9, "currency": "EUR"}}]}),
            9.0,
            "EUR",
        ),
        (
            json!({"ecommerce": {"value": 12.5, "currency": "EUR", "transaction_id": "g"}}),
            12.5,
            "EUR",
        ),
    ]
}

fn timeline(bench: &Bench, user: &str) -> Vec<TimelineEntry> {
    let page = bench.app.person_timeline(bench.user(user), None, 50);
    page.expect("a timeline").entries
}

/// Amount, amount before refunds and currency of each entry, newest first.
fn money(bench: &Bench, user: &str) -> Vec<(Option<f64>, Option<f64>, Option<String>)> {
    let entries = timeline(bench, user);
    let money = entries.iter().map(|entry| {
        let before = entry.purchase.as_ref().and_then(|one| one.before_refunds);
        (
            entry.row.amount,
            before,
            entry.currency().map(str::to_owned),
        )
    });
    money.collect()
}

fn assert_bought(bench: &Bench) {
    for (at, (order, amount, currency)) in orders().into_iter().enumerate() {
        let expected = (Some(amount), None, Some(currency.to_owned()));
        assert_eq!(money(bench, &format!("u{at}")), [expected], "{order}");
    }
    for (currency, expected) in [("CZK", 4), ("EUR", 3), ("USD", 1), ("CAD", 1), ("JPY", 1)] {
        let filter = format!("count(order where property.currency = \"{currency}\") = 1");
        assert_eq!(many(bench, &filter), expected, "{filter}");
    }
}

#[test]
fn what_was_bought_has_its_currency_here_and_after_an_export() {
    on_pairs_of_databases(|one, other| {
        for (at, (order, ..)) in orders().into_iter().enumerate() {
            one.feed(&[said(&format!("u{at}"), kind::ORDER, order, 9)]);
        }
        assert_bought(one);
        let mut table = Vec::new();
        let exported = one.app.export_events(Format::Csv, &mut table);
        exported.expect("events can be exported");
        let text = String::from_utf8(table).expect("UTF-8");
        assert!(text.contains(",33.95,CZK,"), "{text}");
        let report = import(other, What::Events, "events.csv", text.as_bytes());
        assert_eq!(
            (report.stored, report.bad),
            (10, 0),
            "{:?}",
            report.examples
        );
        assert_bought(other);
    });
}

#[test]
fn rows_of_a_file_have_the_currency_of_their_amount() {
    const FILE: &str = "user_id,event,time,Celkem,Měna\n\
        a,Order Completed,2026-03-01,\"33,95\",CZK\n\
        b,Order Completed,2026-03-01,\"33,95 Kč\",\n\
        c,Order Completed,2026-03-01,\"33,95 Kč\",EUR\n\
        d,Order Completed,2026-03-01,33.95,\n";
    on_every_database(|bench| {
        let report = import(bench, What::Events, "orders.csv", FILE.as_bytes());
        assert_eq!((report.stored, report.bad), (4, 0), "{:?}", report.examples);
        for (user, currency) in [
            ("a", Some("CZK")),
            ("b", Some("CZK")),
            ("c", Some("CZK")),
            ("d", None),
        ] {
            let expected = (Some(33.95), None, currency.map(str::to_owned));
            assert_eq!(money(bench, user), [expected], "{user}");
        }
        assert_eq!(
            many(bench, "count(order where property.currency = \"CZK\") = 1"),
            3
        );
    });
}

#[test]
fn what_was_given_back_does_not_hide_what_the_order_came_to() {
    let bought = json!({"order_id": 1, "total": "100,00 Kč"});
    let cases = [
        (
            "all",
            kind::ORDER_REFUNDED,
            json!({}),
            Some(0.0),
            Some(100.0),
        ),
        (
            "part",
            "partial_refund",
            json!({"amount": {"amount": "30", "currency": "CZK"}}),
            Some(70.0),
            Some(100.0),
        ),
        (
            "line",
            "refunds/create",
            json!({"transactions": [{"kind": "refund", "amount": "30", "currency": "CZK"}]}),
            Some(70.0),
            Some(100.0),
        ),
        // In another currency it is no number that could be taken off.
        (
            "other",
            kind::ORDER_REFUNDED,
            json!({"total": "4 €"}),
            Some(100.0),
            None,
        ),
        (
            "unread",
            kind::ORDER_REFUNDED,
            json!({"total": "some"}),
            Some(100.0),
            None,
        ),
        ("off", kind::ORDER_CANCELLED, json!({}), Some(100.0), None),
        (
            "changed",
            kind::ORDER_UPDATED,
            json!({"total": "120 Kč"}),
            Some(120.0),
            None,
        ),
    ];
    on_every_database(|bench| {
        for (user, event, properties, left, before) in &cases {
            let mut properties = properties.clone();
            properties["order_id"] = 1.into();
            bench.feed(&[
                said(user, kind::ORDER, bought.clone(), 9),
                said(user, event, properties, 5),
            ]);
            let of_purchase = money(bench, user).pop().expect("a purchase");
            assert_eq!(of_purchase, (*left, *before, Some("CZK".into())), "{user}");
        }
        // Who tells the order again may be the one who says what it is in.
        bench.feed(&[
            said(
                "again",
                kind::ORDER,
                json!({"order_id": 1, "total": 100}),
                9,
            ),
            said("again", kind::ORDER, bought.clone(), 8),
        ]);
        let of_purchase = money(bench, "again").pop().expect("a purchase");
        assert_eq!(of_purchase, (Some(100.0), None, Some("CZK".into())));
    });
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn a_sign_of_several_currencies_is_the_one_of_the_order_that_it_is_said_of() {
    let cases = [
        (
            "field",
            json!({"total": "$100", "currency": "CAD"}),
            kind::ORDER_REFUNDED,
            "$40",
            (60.0, "CAD"),
        ),
        (
            "sign",
            json!({"total": "A$100"}),
            kind::ORDER_REFUNDED,
            "40 $",
            (60.0, "AUD"),
        ),
        (
            "code",
            json!({"total": "$100 CAD"}),
            kind::ORDER_REFUNDED,
            "$40",
            (60.0, "CAD"),
        ),
        (
            "plain",
            json!({"total": 100, "currency": "AUD"}),
            kind::ORDER_REFUNDED,
            "$40",
            (60.0, "AUD"),
        ),
        (
            "pound",
            json!({"total": "£100", "currency": "EGP"}),
            kind::ORDER_REFUNDED,
            "£40",
            (60.0, "EGP"),
        ),
        (
            "crown",
            json!({"total": "100 kr", "currency": "SEK"}),
            kind::ORDER_REFUNDED,
            "40 kr",
            (60.0, "SEK"),
        ),
        (
            "peso",
            json!({"total": 100, "currency": "MXN"}),
            kind::ORDER_UPDATED,
            "$120",
            (120.0, "MXN"),
        ),
        (
            "dollar",
            json!({"total": "$100"}),
            kind::ORDER_REFUNDED,
            "$40",
            (60.0, "USD"),
        ),
        // A sign that the order's currency does not have is another.
        (
            "euro",
            json!({"total": "100 €"}),
            kind::ORDER_REFUNDED,
            "$40",
            (100.0, "EUR"),
        ),
        (
            "other",
            json!({"total": 100, "currency": "CAD"}),
            kind::ORDER_REFUNDED,
            "US$40",
            (100.0, "CAD"),
        ),
    ];
    on_pairs_of_databases(|one, other| {
        let mut file = String::from("user_id,event,time,order_id,total,currency\n");
        for (user, bought, event, amount, _) in &cases {
            let mut bought = bought.clone();
            bought["order_id"] = 1.into();
            one.feed(&[
                said(user, kind::ORDER, bought.clone(), 9),
                said(user, event, json!({"order_id": 1, "total": amount}), 5),
            ]);
            let [total, currency] = ["total", "currency"].map(|name| match &bought[name] {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            });
            file.push_str(&format!(
                "{user},{},2026-03-01T10:00:00Z,1,{total},{currency}\n\
                 {user},{event},2026-03-02T10:00:00Z,1,{amount},\n",
                kind::ORDER
            ));
        }
        let report = import(other, What::Events, "orders.csv", file.as_bytes());
        assert_eq!(
            (report.stored, report.bad),
            (2 * cases.len() as u64, 0),
            "{:?}",
            report.examples
        );
        for bench in [one, other] {
            for (user, .., (left, currency)) in &cases {
                let (amount, _, shown) = money(bench, user).pop().expect("a purchase");
                assert_eq!(
                    (amount, shown.as_deref()),
                    (Some(*left), Some(*currency)),
                    "{user}"
                );
            }
        }
    });
}

#[test]
fn what_is_left_of_an_order_is_found_by_its_amount() {
    on_every_database(|bench| {
        let back = json!({"order_id": 1, "total": 3.95});
        bench.feed(&[
            said("u", kind::ORDER, json!({"order_id": 1, "total": 33.95}), 9),
            said("u", kind::ORDER_REFUNDED, back, 5),
        ]);
        let (amount, ..) = money(bench, "u").pop().expect("a purchase");
        assert_eq!(amount, Some(30.0));
        assert_eq!(many(bench, "count(order where amount = 30) = 1"), 1);
    });
}

#[test]
fn an_order_of_a_shop_that_lists_refunds_by_their_payments_is_less() {
    let back = |status: &str| json!([{"kind": "refund", "status": status, "amount": "30.00"}]);
    on_every_database(|bench| {
        for (user, status, left) in [("back", "success", 70.0), ("failed", "failure", 100.0)] {
            let order = json!({"id": 1, "total_price": "100.00", "currency": "EUR"});
            let mut later = order.clone();
            later["refunds"] =
                json!([{"id": 5, "transactions": back(status), "refund_line_items": []}]);
            // Each state tells all of it again.
            bench.feed(&[
                said(user, "orders/create", order, 9),
                said(user, "orders/updated", later.clone(), 5),
                said(user, "orders/updated", later, 4),
            ]);
            let (amount, ..) = money(bench, user).pop().expect("a purchase");
            assert_eq!(amount, Some(left), "{user}");
        }
    });
}

#[test]
fn a_text_that_is_no_name_is_no_currency() {
    on_every_database(|bench| {
        for (user, currency, shown) in [
            ("points", json!("points"), Some("points")),
            ("long", json!("€".repeat(50)), None),
            ("object", json!({"code": "EUR"}), Some("EUR")),
        ] {
            let order = json!({"order_id": 1, "total": 5, "currency": currency});
            bench.feed(&[said(user, kind::ORDER, order, 9)]);
            let expected = (Some(5.0), None, shown.map(str::to_owned));
            assert_eq!(money(bench, user), [expected], "{user}");
        }
    });
}
