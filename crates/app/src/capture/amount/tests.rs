//! Amounts and currencies as events say them.

use crate::capture::json::json;

use super::*;

fn said(kind: &str, properties: Value) -> (Option<f64>, Option<&'static str>, Option<String>) {
    let properties = properties.as_object().expect("an object");
    let found = of(order::said(kind), properties);
    (found.value, found.currency, found.unread)
}

#[test]
fn a_negative_zero_is_a_zero() {
    for zero in [json!(-0.0), json!("-0"), json!("-0,00 EUR")] {
        let (amount, ..) = said("Order Completed", json!({"revenue": zero}));
        assert!(amount.is_some_and(f64::is_sign_positive), "{zero}");
    }
}

#[test]
fn money_of_an_order_is_read_as_it_is_written() {
    for name in MONEY {
        for (text, amount, currency) in [
            ("33,95", 33.95, None),
            ("33.95 EUR", 33.95, Some("EUR")),
            ("1.234,56 ₺", 1234.56, Some("TRY")),
            ("€ 33.95", 33.95, Some("EUR")),
        ] {
            let order = said("Order Completed", json!({*name: text, "quantity": 2}));
            assert_eq!(order, (Some(amount), currency, None), "{name} {text}");
            let product = said("Product Added", json!({*name: text, "quantity": 2}));
            assert_eq!(product, (Some(amount), currency, None), "{name} {text}");
        }
    }
    let field = json!({"total": "1,234 $", "currency": "CAD"});
    assert_eq!(
        said("Order Completed", field),
        (Some(1234.0), Some("CAD"), None)
    );
    assert_eq!(
        said(
            "Order Completed",
            json!({"revenue": "", "total": null, "price": 7})
        ),
        (Some(7.0), None, None)
    );
}

#[test]
fn what_cannot_be_read_is_unknown_and_nothing_takes_its_place() {
    for unread in [
        json!("about 30"),
        json!("1,2,3"),
        json!(true),
        json!({"x": 1}),
        json!("{{total}}"),
    ] {
        let text = shown(&unread);
        let found = said(
            "Order Refunded",
            json!({"total": unread, "quantity": 2, "duration": 5}),
        );
        assert_eq!(found, (None, None, Some(text)));
    }
    let better = json!({"total": "about 30", "products": [{"price": "9,95"}]});
    assert_eq!(said("Order Refunded", better), (Some(9.95), None, None));
    // Elsewhere a name such as value may hold anything.
    assert_eq!(
        said("Colour Chosen", json!({"value": "v2"})),
        (None, None, None)
    );
    assert_eq!(
        said("Call Ended", json!({"value": "x", "duration": "90"})),
        (Some(90.0), None, None)
    );
}

#[test]
fn products_add_up_where_no_total_is_named() {
    let products = json!([{"price": "19,90 Kč", "quantity": "3"}, {"price": 0.1}, {"unit_price": 10, "qty": 2}]);
    for kind in ["Order Completed", "Order Updated", "Order Refunded"] {
        let found = said(kind, json!({"products": products}));
        assert_eq!(found, (Some(79.8), Some("CZK"), None), "{kind}");
    }
    assert_eq!(
        said("Order Refunded", json!({"total": 5, "products": products})),
        (Some(5.0), Some("CZK"), None)
    );
    for unknown in [
        json!([{"product_id": "p"}]),
        json!([{"price": 5}, {"price": "?"}]),
        json!(["p"]),
    ] {
        let found = said("Order Refunded", json!({"products": unknown}));
        assert_eq!(found, (None, None, Some("products".into())));
    }
    assert_eq!(
        said("Order Refunded", json!({"products": []})),
        (None, None, None)
    );
}

#[test]
fn money_is_read_from_objects_with_its_currency() {
    for name in ["revenue", "total", "value"] {
        for (money, amount, currency) in [
            (json!({"amount": 5, "currency": "EUR"}), 5.0, Some("EUR")),
            (
                json!({"value": "33,95", "currency": "CZK"}),
                33.95,
                Some("CZK"),
            ),
            (
                json!({"amount": "1.234,56", "currency_code": "TRY"}),
                1234.56,
                Some("TRY"),
            ),
            (
                json!({"amount": "1,234", "currencyCode": "USD"}),
                1234.0,
                Some("USD"),
            ),
            (
                json!({"shop_money": {"amount": "9.50", "currency_code": "EUR"},
                       "presentment_money": {"amount": "240", "currency_code": "CZK"}}),
                9.5,
                Some("EUR"),
            ),
            (json!({"amount": "33,95 Kč"}), 33.95, Some("CZK")),
        ] {
            for kind in ["Order Completed", "Order Refunded", "Product Added"] {
                let found = said(kind, json!({name: money}));
                assert_eq!(found, (Some(amount), currency, None), "{kind} {money}");
            }
        }
    }
    for unread in [
        json!({"amount": {"amount": 5}}),
        json!({"currency": "EUR"}),
        json!({"shop_money": {}}),
    ] {
        let found = said("Order Refunded", json!({"total": unread}));
        assert_eq!((found.0, found.2.is_some()), (None, true), "{unread}");
    }
}

#[test]
fn the_currency_that_stands_with_the_amount_is_nearer_than_the_one_beside_it() {
    let cases = [
        (json!({"total": "33,95 Kč"}), Some("CZK")),
        (json!({"total": "33,95 Kč", "currency": "EUR"}), Some("CZK")),
        (
            json!({"total": "33,95 Kč", "currency": "points"}),
            Some("CZK"),
        ),
        (
            json!({"total": {"amount": 5, "currency": "CZK"}, "currency": "EUR"}),
            Some("CZK"),
        ),
        (
            json!({"total": {"amount": "5 Kč", "currency": "EUR"}}),
            Some("CZK"),
        ),
        (json!({"total": 33.95, "currency": "eur"}), Some("EUR")),
        (json!({"total": 33.95, "currency": "€"}), Some("EUR")),
        (json!({"total": 33.95, "currency": "points"}), None),
        (
            json!({"total": "5 kr", "currency_code": "SEK"}),
            Some("SEK"),
        ),
        (
            json!({"total": {"amount": 5}, "currency": "CZK"}),
            Some("CZK"),
        ),
        // Products, where nothing else names one.
        (
            json!({"total": 5, "products": [{"price": "5 Kč"}, {"price": 3}]}),
            Some("CZK"),
        ),
        (
            json!({"total": 5, "items": [{"price": 5, "currency": "CZK"}]}),
            Some("CZK"),
        ),
        (
            json!({"total": 5, "items": [{"price": "5 Kč"}, {"price": "1 €"}]}),
            None,
        ),
        (
            json!({"total": 5, "currency": "EUR", "items": [{"price": "5 Kč"}]}),
            Some("EUR"),
        ),
        (
            json!({"items": [{"price": 5, "currencyCode": "CZK"}], "currency": "EUR"}),
            Some("CZK"),
        ),
    ];
    for (order, expected) in cases {
        for kind in ["Order Completed", "Order Updated", "Order Refunded"] {
            let (amount, currency, _) = said(kind, order.clone());
            assert!(amount.is_some(), "{order}");
            assert_eq!(currency, expected, "{kind} {order}");
        }
    }
    // Products of several currencies have no sum.
    let mixed = json!({"items": [{"price": "5 Kč"}, {"price": "1 €"}]});
    assert_eq!(
        said("Order Completed", mixed),
        (None, None, Some("products".into()))
    );
    let cart = json!({"value": "5 Kč", "currency": "EUR"});
    assert_eq!(said("Product Added", cart), (Some(5.0), Some("CZK"), None));
}

#[test]
fn a_sign_of_several_currencies_stays_open_where_an_order_is_changed() {
    for (properties, sold, changed) in [
        (json!({"total": "$40"}), Some("USD"), Some("$")),
        (json!({"total": "40 kr"}), None, Some("kr")),
        (json!({"total": "£40"}), Some("GBP"), Some("£")),
        (
            json!({"total": 40, "currency": "$"}),
            Some("USD"),
            Some("$"),
        ),
        (json!({"items": [{"price": "$40"}]}), Some("USD"), Some("$")),
        (
            json!({"total": "$40", "currency": "CAD"}),
            Some("CAD"),
            Some("CAD"),
        ),
        (
            json!({"total": "$40", "currency": "USD"}),
            Some("USD"),
            Some("USD"),
        ),
        (json!({"total": "$40 CAD"}), Some("CAD"), Some("CAD")),
        (json!({"total": "40 $ CAD"}), Some("CAD"), Some("CAD")),
        (json!({"total": "A$40"}), Some("AUD"), Some("AUD")),
        (json!({"total": "40 €"}), Some("EUR"), Some("EUR")),
    ] {
        let of = |kind: &str| said(kind, properties.clone());
        assert_eq!(
            of("Order Completed"),
            (Some(40.0), sold, None),
            "{properties}"
        );
        for kind in [
            "Order Updated",
            "Order Refunded",
            "Order Partially Refunded",
            "Order Cancelled",
        ] {
            assert_eq!(of(kind), (Some(40.0), changed, None), "{kind} {properties}");
        }
    }
}

#[test]
fn shops_have_other_names_for_totals_products_and_currencies() {
    for order in [
        json!({"total_price": "33.95", "currency_code": "eur"}),
        json!({"totalPrice": {"amount": 33.95, "currencyCode": "EUR"}}),
        json!({"grand_total": "33,95 €"}),
        json!({"items": [{"price": 16.975, "quantity": 2}], "currencyCode": "EUR"}),
        json!({"line_items": [{"price": {"amount": "33.95", "currency_code": "EUR"}}]}),
    ] {
        assert_eq!(
            said("Order Completed", order.clone()),
            (Some(33.95), Some("EUR"), None),
            "{order}"
        );
    }
    // These names mean something else elsewhere.
    assert_eq!(said("Cart Viewed", json!({"grand_total": 5})).0, None);
}

#[test]
fn what_a_refund_lists_goes_before_what_the_order_came_to() {
    let back = json!([{"kind": "refund", "amount": "30.00"}]);
    for refund in [
        json!({"transactions": back, "total_price": "100.00"}),
        json!({"refund_line_items": [{"subtotal": 30}], "total": 100}),
        json!({"refunds": [{"total": "-30.00"}], "total": "100.00"}),
        json!({"refund_amount": 30, "transactions": [{"kind": "refund", "amount": "9"}]}),
    ] {
        let found = said("Order Refunded", refund.clone()).0;
        assert_eq!(found, Some(30.0), "{refund}");
    }
    let unread = said(
        "Order Refunded",
        json!({"refund_line_items": [{"subtotal": "some"}], "total": 100}),
    );
    assert_eq!(unread, (None, None, Some("refunds".into())));
    let order = json!({"refunds": [{"total": "-30.00"}], "total": "100.00"});
    assert_eq!(said("Order Completed", order).0, Some(100.0));
}

#[test]
fn of_an_order_only_money_counts() {
    let unit = |kind: &str, properties: Value| {
        unit_of(kind, &json!({ "properties": properties }).to_string())
    };
    assert_eq!(unit("Call", json!({"duration": 9})), Unit::Seconds);
    assert_eq!(unit("Product Added", json!({"quantity": 2})), Unit::Pieces);
    let order = json!({"ecommerce": {"value": 9}, "quantity": 2});
    for kind in [
        "Order Completed",
        "Repeat of an Order",
        "Cancelled Purchase",
    ] {
        assert_eq!(unit(kind, order.clone()), Unit::Money, "{kind}");
    }
}

#[test]
fn what_was_given_back_is_not_what_the_order_came_to() {
    let refund = json!({"total": 100, "refund_amount": "30,00"});
    assert_eq!(
        said("Order Refunded", refund.clone()),
        (Some(30.0), None, None)
    );
    assert_eq!(said("Order Completed", refund), (Some(100.0), None, None));
}
