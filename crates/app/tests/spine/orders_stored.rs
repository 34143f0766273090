//! Orders that an older release stored: what it did not know of them is made good.

use ripen_domain::interaction::kind;
use ripen_store::log::follower_advance_in_txn;
use serde_json::json;

use crate::orders::{amounts, bought, many, said, standing};
use crate::support::on_every_database;

#[test]
fn orders_that_were_stored_before_are_brought_in_line() {
    on_every_database(|bench| {
        bench.feed(&[
            bought("old", "1", 10.0, 9),
            bought("old", "1", 10.0, 8),
            said(
                "old",
                kind::ORDER_REFUNDED,
                json!({"order_id": "1", "total": 4}),
                7,
            ),
        ]);
        let right = standing(bench, "old");
        let before = "UPDATE timeline SET amount = 10, kind_id = (SELECT kind_id FROM kind WHERE name = 'Order Completed')
                      WHERE kind_id IN (SELECT kind_id FROM kind WHERE name IN ('Order Completed', 'Repeat of an Order'))";
        let forget = bench.db.db.write(|conn| {
            conn.execute(before, &[])?;
            conn.execute("DELETE FROM order_statement", &[])?;
            follower_advance_in_txn(conn, "orders:5", 0)
        });
        forget.expect("it is as before");
        assert_eq!(many(bench, "count(order) = 2"), 1);
        bench.app.project_all().expect("it catches up");
        assert_eq!(
            bench.only("count(order) = 1 and sum(amount of order) = 6"),
            bench.user("old")
        );
        assert_eq!(standing(bench, "old"), right);
    });
}

#[test]
fn orders_that_were_stored_under_another_name_become_orders() {
    on_every_database(|bench| {
        bench.feed(&[
            bought("old", "1", 10.0, 9),
            said(
                "old",
                kind::ORDER_REFUNDED,
                json!({"order_id": "1", "total": 4}),
                7,
            ),
        ]);
        let right = standing(bench, "old");
        let forget = bench.db.db.write(|conn| {
            conn.execute("INSERT INTO kind (kind_id, name) SELECT max(kind_id) + 1, 'order_completed' FROM kind", &[])?;
            let before = "UPDATE timeline SET amount = 10, kind_id = (SELECT max(kind_id) FROM kind)
                          WHERE kind_id = (SELECT kind_id FROM kind WHERE name = 'Order Completed')";
            conn.execute(before, &[])?;
            conn.execute("DELETE FROM order_statement", &[])?;
            follower_advance_in_txn(conn, "orders:5", 0)
        });
        forget.expect("it is as before");
        assert_eq!(many(bench, "count(order) = 0"), 1);
        bench.app.project_all().expect("it catches up");
        assert_eq!(amounts(bench, "old"), [Some(6.0)]);
        assert_eq!(standing(bench, "old"), right);
    });
}

#[test]
fn what_was_stored_under_another_name_is_found_by_that_of_today_without_a_number_as_well() {
    on_every_database(|bench| {
        bench.feed(&[
            said("old", "purchase", json!({"value": 10}), 9),
            said("old", "refund", json!({"value": 4}), 8),
        ]);
        let right = standing(bench, "old");
        let forget = bench.db.db.write(|conn| {
            for (was, is) in [("purchase", kind::ORDER), ("refund", kind::ORDER_REFUNDED)] {
                conn.execute(
                    "INSERT INTO kind (kind_id, name) SELECT max(kind_id) + 1, $1 FROM kind",
                    &[was.into()],
                )?;
                conn.execute(
                    "UPDATE interaction SET kind = $1 WHERE kind = $2",
                    &[was.into(), is.into()],
                )?;
                let before =
                    "UPDATE timeline SET kind_id = (SELECT kind_id FROM kind WHERE name = $1)
                              WHERE kind_id = (SELECT kind_id FROM kind WHERE name = $2)";
                conn.execute(before, &[was.into(), is.into()])?;
            }
            follower_advance_in_txn(conn, "orders:5", 0)
        });
        forget.expect("it is as before");
        assert_eq!(many(bench, "count(\"purchase\") = 0"), 1);
        bench.app.project_all().expect("it catches up");
        for filter in [
            "count(\"purchase\") = 1",
            "count(order) = 1 and sum(amount of order) = 10",
        ] {
            assert_eq!(bench.only(filter), bench.user("old"), "{filter}");
        }
        assert_eq!(standing(bench, "old"), right);
    });
}

#[test]
fn what_a_page_told_under_another_name_is_still_a_claim() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let page = |event: &str, value: i64, hours: i64| {
            said(
                "old",
                event,
                json!({"order_id": "1", "value": value}),
                hours,
            )
        };
        bench.feed_from(browser, &[page("purchase", 100, 9), page("refund", 7, 5)]);
        bench.feed(&[page(kind::ORDER_UPDATED, 80, 6)]);
        assert_eq!(amounts(bench, "old"), [Some(80.0)]);
        let forget = bench.db.db.write(|conn| {
            conn.execute("DELETE FROM order_statement", &[])?;
            follower_advance_in_txn(conn, "orders:5", 0)
        });
        forget.expect("it is as before");
        bench.app.project_all().expect("it catches up");
        assert_eq!(amounts(bench, "old"), [Some(80.0)]);
    });
}

#[test]
fn a_number_that_was_stored_under_another_spelling_is_found() {
    on_every_database(|bench| {
        bench.feed(&[bought("old", "1", 10.0, 9), bought("old", "1", 10.0, 8)]);
        let forget = bench.db.db.write(|conn| {
            let before = "UPDATE timeline SET properties = replace(properties, 'order_id', 'Order No.'), kind_id =
                          (SELECT kind_id FROM kind WHERE name = 'Order Completed')";
            conn.execute(before, &[])?;
            conn.execute("DELETE FROM order_statement", &[])?;
            follower_advance_in_txn(conn, "orders:5", 0)
        });
        forget.expect("it is as before");
        bench.app.project_all().expect("it catches up");
        assert_eq!(amounts(bench, "old"), [Some(10.0)]);
    });
}

#[test]
fn a_demo_that_was_asked_for_under_another_name_is_one() {
    on_every_database(|bench| {
        bench.feed(&[said("old", "demo_requested", json!({}), 8)]);
        let right = standing(bench, "old");
        let forget = bench.db.db.write(|conn| {
            conn.execute("INSERT INTO kind (kind_id, name) SELECT max(kind_id) + 1, 'demo_requested' FROM kind", &[])?;
            let before = "UPDATE timeline SET kind_id = (SELECT max(kind_id) FROM kind)
                          WHERE kind_id = (SELECT kind_id FROM kind WHERE name = 'Demo Requested')";
            conn.execute(before, &[])?;
            follower_advance_in_txn(conn, "orders:5", 0)
        });
        forget.expect("it is as before");
        assert_eq!(many(bench, "count(demo) = 0"), 1);
        bench.app.project_all().expect("it catches up");
        assert_eq!(bench.only("count(demo) = 1"), bench.user("old"));
        assert_eq!(standing(bench, "old"), right);
    });
}

#[test]
fn knowledge_that_was_stored_under_another_name_is_no_sign_of_life() {
    on_every_database(|bench| {
        bench.feed(&[
            bought("old", "1", 10.0, 9),
            said("old", "Email Dropped", json!({}), 8),
        ]);
        let right = standing(bench, "old");
        let forget = bench.db.db.write(|conn| {
            conn.execute("INSERT INTO kind (kind_id, name) SELECT max(kind_id) + 1, 'email_dropped' FROM kind", &[])?;
            let before = "UPDATE timeline SET kind_id = (SELECT max(kind_id) FROM kind)
                          WHERE kind_id = (SELECT kind_id FROM kind WHERE name = 'Email Dropped')";
            conn.execute(before, &[])?;
            follower_advance_in_txn(conn, "orders:5", 0)
        });
        forget.expect("it is as before");
        assert_eq!(many(bench, "count(any) = 2"), 1);
        bench.app.project_all().expect("it catches up");
        assert_eq!(bench.only("count(any) = 1"), bench.user("old"));
        assert_eq!(
            bench.only("count(\"email dropped\") = 1"),
            bench.user("old")
        );
        assert_eq!(standing(bench, "old"), right);
    });
}
