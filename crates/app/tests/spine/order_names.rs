//! What an order says counts under whatever name its property has, through HTTP and in files.

use ripen_app::data::import::What;
use ripen_domain::interaction::kind;
use serde_json::json;

use crate::files::import;
use crate::orders::{amounts, many, said};
use crate::support::on_every_database;

/// What people and shops call the number of an order.
const NUMBERS: &[&str] = &[
    "order_id",
    "orderId",
    "Order ID",
    "Order Id",
    "OrderID",
    "OrderId",
    "ORDER_ID",
    "order-id",
    "id_order",
    "Order Number",
    "Order #",
    "Order No",
    "Order No.",
    "Transaction ID",
    "increment_id",
    "Sipariş No",
    "SİPARİŞ NO",
    "Sipariş Numarası",
    "Číslo objednávky",
    "ČÍSLO OBJEDNÁVKY",
    "Objednávka č.",
];
/// What they call what it came to, and its currency.
const MONEY: &[(&str, &str)] = &[
    ("Total", "Currency"),
    ("Toplam", "Para Birimi"),
    ("Genel Toplam", "PARA BİRİMİ"),
    ("Tutar", "Döviz"),
    ("Částka", "Měna"),
    ("Celkem", "MĚNA"),
    ("Cena celkem", "currency"),
    ("Total Price", "Currency Code"),
    ("total_inc_tax", "currency_code"),
    ("grand_total", "order_currency_code"),
    ("total_paid", "currency"),
];

#[test]
fn an_order_is_one_whatever_its_number_is_called() {
    on_every_database(|bench| {
        for (nth, name) in NUMBERS.iter().enumerate() {
            let user = format!("http-{nth}");
            let of = |name: &str, event: &str, total: i64, hours: i64| {
                said(&user, event, json!({name: "A-1", "total": total}), hours)
            };
            bench.feed(&[
                of(name, kind::ORDER, 100, 9),
                of("order_number", kind::ORDER, 100, 8),
                of(name, "Partial Refund", 30, 7),
            ]);
            assert_eq!(amounts(bench, &user), [Some(70.0)], "{name}");
            let csv = format!(
                "user id,event,time,{name},Total\n\
                 csv-{nth},Order Completed,2026-03-01 10:00,1001,100\n\
                 csv-{nth},Order Completed,2026-03-01 11:00,1001,100\n\
                 csv-{nth},Order Completed,2026-03-01 12:00,1002,50\n"
            );
            let file = format!("{nth}.csv");
            import(bench, What::Events, &file, csv.as_bytes());
            let user = format!("csv-{nth}");
            assert_eq!(amounts(bench, &user), [Some(100.0), Some(50.0)], "{name}");
        }
    });
}

#[test]
fn the_amount_and_the_refund_of_an_order_count_whatever_they_are_called() {
    on_every_database(|bench| {
        for (nth, (amount, currency)) in MONEY.iter().enumerate() {
            let user = format!("http-{nth}");
            bench.feed(&[
                said(
                    &user,
                    kind::ORDER,
                    json!({"order_id": 1, *amount: "1.250,50", *currency: "CZK"}),
                    9,
                ),
                said(
                    &user,
                    kind::ORDER_REFUNDED,
                    json!({"Order No": 1, "Refund ID": 7, "İade Tutarı": "250,50"}),
                    8,
                ),
                // Told again.
                said(
                    &user,
                    kind::ORDER_REFUNDED,
                    json!({"order_id": 1, "refund_id": "7", "Vrácená částka": 250.5}),
                    7,
                ),
            ]);
            assert_eq!(amounts(bench, &user), [Some(1000.0)], "{amount}");
            let csv = format!(
                "user id;event;time;Sipariş No;{amount};{currency}\n\
                 csv-{nth};Order Completed;2026-03-01 10:00;1;1.250,50;CZK\n"
            );
            import(bench, What::Events, &format!("{nth}.csv"), csv.as_bytes());
            assert_eq!(
                amounts(bench, &format!("csv-{nth}")),
                [Some(1250.5)],
                "{amount}"
            );
        }
        let czk = r#"count(order where property.currency = "CZK") = 1"#;
        assert_eq!(many(bench, czk), 2 * MONEY.len());
    });
}
