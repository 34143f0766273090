//! What is said about an order, and what its purchase is by that.

use super::super::{Properties, properties};
use super::*;

fn one(seq: i64, said: Said, amount: Option<f64>) -> Statement {
    Statement {
        at: Timestamp::from_micros(seq * 10),
        seq,
        said,
        amount,
        currency: None,
        refund: None,
        verdict: Verdict::Human,
        claimed: false,
    }
}

fn settled(statements: &[Statement]) -> Vec<(i64, &'static str, Option<f64>)> {
    let settled = settle(statements).into_iter();
    settled
        .map(|(seq, standing)| (seq, standing.kind, standing.amount))
        .collect()
}

#[test]
fn the_number_of_an_order_is_found_under_its_usual_names() {
    let id = |kind: &str, name: &str, value: &str| {
        let packed = properties::pack([(name, value)]);
        let fact = Fact {
            kind,
            properties: Properties::from_packed(packed.as_deref()),
            ..Fact::default()
        };
        statement(&fact).map(|(id, _)| id)
    };
    for name in [
        "order_id",
        "orderId",
        "order_number",
        "transaction_id",
        "increment_id",
    ] {
        assert_eq!(id(kind::ORDER, name, " #O-77 ").as_deref(), Some("o-77"));
    }
    assert_eq!(
        id(kind::ORDER_REFUNDED, "order_id", "7").as_deref(),
        Some("7")
    );
    for shopify in ["OrderIdentity/77", "Order/77", "Order/77?key=a/b"] {
        let shopify = id(kind::ORDER, "order_id", &format!("gid://shopify/{shopify}"));
        assert_eq!(shopify.as_deref(), Some("77"));
    }
    assert_eq!(id("order_completed", "order_id", "7").as_deref(), Some("7"));
    assert_eq!(id("Order Shipped", "order_id", "7"), None);
    for nothing in [
        "",
        " ",
        "undefined",
        "null",
        "0",
        "N/A",
        "{{order.id}}",
        "#",
    ] {
        assert_eq!(id(kind::ORDER, "order_id", nothing), None, "{nothing}");
    }
    let long = "ž".repeat(200);
    let long = id(kind::ORDER, "order_id", &long);
    assert!(long.is_some_and(|id| id.len() <= MAX_ID));
}

#[test]
fn what_is_said_again_repeats_the_first() {
    let twice = [
        one(2, Said::Completed, Some(100.0)),
        one(1, Said::Completed, None),
    ];
    assert_eq!(
        settled(&twice),
        [
            (1, kind::ORDER, Some(100.0)),
            (2, kind::ORDER_REPEATED, Some(100.0))
        ]
    );
}

#[test]
fn changes_of_an_order_change_the_purchase() {
    let with = |more: &[Statement]| {
        let mut all = vec![one(1, Said::Completed, Some(100.0))];
        all.extend_from_slice(more);
        let [(_, kind, amount)] = settled(&all)[..] else {
            panic!("one purchase")
        };
        (kind, amount)
    };
    let refund = |seq, amount| one(seq, Said::Refunded, amount);
    assert_eq!(with(&[refund(2, Some(30.0))]), (kind::ORDER, Some(70.0)));
    let parts = [refund(2, Some(30.0)), refund(3, Some(-30.0))];
    assert_eq!(with(&parts), (kind::ORDER, Some(40.0)));
    assert_eq!(with(&[refund(2, Some(300.0))]), (kind::ORDER, Some(0.0)));
    assert_eq!(with(&[refund(2, None)]), (kind::ORDER, Some(0.0)));
    let numbered = |seq| Statement {
        refund: Some("r1".into()),
        ..refund(seq, Some(10.0))
    };
    assert_eq!(with(&[numbered(2), numbered(3)]), (kind::ORDER, Some(90.0)));
    let updated = [one(2, Said::Updated, Some(120.0)), refund(3, Some(20.0))];
    assert_eq!(with(&updated), (kind::ORDER, Some(100.0)));
    let before = [
        one(0, Said::Updated, Some(1.0)),
        one(2, Said::Updated, None),
    ];
    assert_eq!(with(&before), (kind::ORDER, Some(100.0)));
    let cancelled = [one(2, Said::Cancelled, None)];
    assert_eq!(with(&cancelled), (kind::ORDER_VOIDED, Some(100.0)));
}

#[test]
fn what_is_said_in_another_currency_changes_nothing() {
    let of = |more: &[(Said, Option<f64>, Option<&'static str>)]| {
        let all = more
            .iter()
            .zip(1..)
            .map(|((said, amount, currency), seq)| Statement {
                currency: *currency,
                ..one(seq, *said, *amount)
            });
        let (_, standing) = settle(&all.collect::<Vec<_>>()).remove(0);
        (standing.amount, standing.before_refunds, standing.currency)
    };
    let (euro, koruna) = (Some("EUR"), Some("CZK"));
    let bought = (Said::Completed, Some(100.0), euro);
    let plain = (Said::Completed, Some(100.0), None);
    let refund = |amount, currency| (Said::Refunded, amount, currency);
    assert_eq!(of(&[bought]), (Some(100.0), None, euro));
    assert_eq!(
        of(&[bought, refund(Some(30.0), euro)]),
        (Some(70.0), Some(100.0), euro)
    );
    assert_eq!(
        of(&[bought, refund(Some(30.0), None)]),
        (Some(70.0), Some(100.0), euro)
    );
    assert_eq!(
        of(&[bought, refund(Some(750.0), koruna)]),
        (Some(100.0), None, euro)
    );
    assert_eq!(
        of(&[bought, refund(None, koruna)]),
        (Some(0.0), Some(100.0), euro)
    );
    assert_eq!(
        of(&[bought, (Said::Updated, Some(2500.0), koruna)]),
        (Some(100.0), None, euro)
    );
    assert_eq!(
        of(&[bought, (Said::Updated, Some(90.0), euro)]),
        (Some(90.0), None, euro)
    );
    // Whoever names the amount may be the one who names the currency.
    assert_eq!(
        of(&[(Said::Completed, None, None), bought]),
        (Some(100.0), None, euro)
    );
    assert_eq!(of(&[plain, bought]), (Some(100.0), None, euro));
    assert_eq!(
        of(&[plain, refund(Some(30.0), koruna)]),
        (Some(70.0), Some(100.0), koruna)
    );
    assert_eq!(of(&[plain]), (Some(100.0), None, None));
}

#[test]
fn a_sign_of_several_currencies_is_the_one_of_the_order() {
    let of = |currency, said, sign| {
        let statement = |seq, said, amount, currency| Statement {
            currency,
            ..one(seq, said, Some(amount))
        };
        let all = [
            statement(1, Said::Completed, 100.0, currency),
            statement(2, said, 40.0, Some(sign)),
        ];
        let (_, standing) = settle(&all).remove(0);
        (standing.amount, standing.currency)
    };
    for (currency, sign, is_same) in [
        (Some("CAD"), "$", true),
        (Some("AUD"), "dollars", true),
        (Some("USD"), "$", true),
        (Some("EGP"), "£", true),
        (Some("NOK"), "kr", true),
        (None, "$", true),
        (Some("EUR"), "$", false),
        (Some("CAD"), "USD", false),
    ] {
        let expected = if is_same { 60.0 } else { 100.0 };
        assert_eq!(
            of(currency, Said::Refunded, sign),
            (Some(expected), currency),
            "{currency:?} {sign}"
        );
        let expected = if is_same { 40.0 } else { 100.0 };
        assert_eq!(
            of(currency, Said::Updated, sign),
            (Some(expected), currency),
            "{currency:?} {sign}"
        );
    }
}

#[test]
fn what_is_left_of_an_order_is_money() {
    let left = |amount: f64, back: &[f64]| {
        let mut all = vec![one(1, Said::Completed, Some(amount))];
        all.extend(
            back.iter()
                .zip(2..)
                .map(|(back, seq)| one(seq, Said::Refunded, Some(*back))),
        );
        settle(&all).remove(0).1.amount
    };
    assert_eq!(left(33.95, &[3.95]), Some(30.0));
    assert_eq!(left(0.3, &[0.1, 0.2]), Some(0.0));
    assert_eq!(left(1.001, &[0.9]), Some(0.101));
}

#[test]
fn a_refund_of_nobody_knows_how_much_takes_nothing_off() {
    let of = |kind, name: &str| {
        let packed = properties::pack([(name, "about 30"), ("order_id", "7")]);
        let fact = Fact {
            kind,
            properties: Properties::from_packed(packed.as_deref()),
            ..Fact::default()
        };
        statement(&fact).and_then(|(_, statement)| statement.amount)
    };
    assert_eq!(
        of(kind::ORDER_REFUNDED, properties::UNREAD_AMOUNT),
        Some(0.0)
    );
    assert_eq!(of(kind::ORDER_REFUNDED, "note"), None);
    for part in [kind::ORDER_PARTLY_REFUNDED, "partial_refund"] {
        assert_eq!(of(part, "note"), Some(0.0), "{part}");
    }
    for other in [kind::ORDER, kind::ORDER_UPDATED, kind::ORDER_CANCELLED] {
        assert_eq!(of(other, properties::UNREAD_AMOUNT), None);
    }
}

#[test]
fn a_refund_that_the_state_of_the_order_lists_is_the_one_that_was_told_singly() {
    let single = |number: Option<&str>, amount| Statement {
        refund: number.map(str::to_owned),
        ..one(0, Said::Refunded, Some(amount))
    };
    let state = |listed: &[(&str, f64)]| {
        let numbered = listed
            .iter()
            .map(|(id, amount)| (Some((*id).to_owned()), *amount));
        Statement {
            refund: Some(refunds_of_state(&numbered.collect::<Vec<_>>())),
            ..one(
                0,
                Said::Refunded,
                Some(listed.iter().map(|(_, amount)| amount).sum()),
            )
        }
    };
    let in_all = |amount| Statement {
        refund: Some(refunds_of_state(&[])),
        ..one(0, Said::Refunded, Some(amount))
    };
    let (first, second) = (single(Some("51"), 100.0), single(Some("52"), 50.0));
    let unnumbered = single(None, 100.0);
    for (told, left) in [
        (vec![first.clone(), state(&[("51", 100.0)])], 300.0),
        (
            vec![first.clone(), state(&[("GID://shop/Refund/51", 100.0)])],
            200.0,
        ),
        (
            vec![first.clone(), state(&[("gid://shop/Refund/51", 100.0)])],
            300.0,
        ),
        (
            vec![first.clone(), second.clone(), state(&[("51", 100.0)])],
            250.0,
        ),
        (
            vec![first.clone(), state(&[("51", 100.0), ("52", 50.0)])],
            250.0,
        ),
        (vec![second.clone(), state(&[("51", 100.0)])], 250.0),
        (vec![unnumbered.clone(), state(&[("51", 100.0)])], 300.0),
        (vec![first.clone(), in_all(100.0)], 300.0),
        (vec![first.clone(), second.clone(), in_all(150.0)], 250.0),
        (vec![first.clone(), in_all(150.0)], 250.0),
        (vec![first.clone(), second.clone(), in_all(100.0)], 250.0),
    ] {
        for reversed in [false, true] {
            let mut told = told.clone();
            if reversed {
                told.reverse();
            }
            let told = told.into_iter().zip(2..).map(|(one, seq)| Statement {
                at: Timestamp::from_micros(seq * 10),
                seq,
                ..one
            });
            let bought = one(1, Said::Completed, Some(400.0));
            let all: Vec<_> = [bought].into_iter().chain(told).collect();
            assert_eq!(settle(&all)[0].1.amount, Some(left), "{all:?}");
        }
    }
    // The last state counts: what it does not list any more was taken back.
    let [mut before, mut after] = [state(&[("1", 10.0), ("2", 5.0)]), state(&[("2", 6.0)])];
    (before.seq, after.seq) = (2, 3);
    let all = [one(1, Said::Completed, Some(100.0)), before, after];
    assert_eq!(settle(&all)[0].1.amount, Some(94.0));
}

#[test]
fn what_a_state_lists_is_found_again_or_not_listed_at_all() {
    let told = |id: &str| refunds_of_state(&[(Some(id.into()), -9.5), (Some("2".into()), 1.0)]);
    assert_eq!(
        refund::listed(&told("#7")),
        Some(vec![("7", 9.5), ("2", 1.0)])
    );
    for id in ["", "a b", "a=b", "null"] {
        assert_eq!(refund::listed(&told(id)), Some(vec![]), "{id}");
    }
    let many: Vec<_> = (0..200).map(|id| (Some(id.to_string()), 1.0)).collect();
    assert_eq!(refund::listed(&refunds_of_state(&many)), Some(vec![]));
    for number in ["51", "refund", "refunds-1", ""] {
        assert_eq!(refund::listed(number), None, "{number}");
    }
}

#[test]
fn an_order_counts_from_the_first_that_says_that_it_stands() {
    let all = |said: &[(Said, f64)]| {
        let all = said.iter().zip(1..);
        let all = all.map(|((said, amount), seq)| one(seq, *said, Some(*amount)));
        settled(&all.collect::<Vec<_>>())
    };
    use Said::{Cancelled, Completed, Confirmed, Updated};
    let (order, updated, voided) = (kind::ORDER, kind::ORDER_UPDATED, kind::ORDER_VOIDED);
    assert_eq!(all(&[(Updated, 5.0)]), []);
    assert_eq!(all(&[(Updated, 5.0), (Cancelled, 5.0)]), []);
    assert_eq!(
        all(&[(Updated, 5.0), (Confirmed, 6.0)]),
        [(2, order, Some(6.0))]
    );
    assert_eq!(
        all(&[(Confirmed, 5.0), (Confirmed, 6.0), (Updated, 7.0)]),
        [(1, order, Some(7.0)), (2, updated, Some(6.0))]
    );
    // Whoever says that it was completed goes before, and it still tells the amount.
    assert_eq!(
        all(&[(Confirmed, 6.0), (Completed, 5.0), (Confirmed, 7.0)]),
        [
            (1, updated, Some(6.0)),
            (2, order, Some(7.0)),
            (3, updated, Some(7.0))
        ]
    );
    // It does not count where it is cancelled after that, and counts again where it stands after that.
    assert_eq!(
        all(&[(Confirmed, 5.0), (Cancelled, 5.0)]),
        [(1, voided, Some(5.0))]
    );
    assert_eq!(
        all(&[(Cancelled, 5.0), (Confirmed, 5.0)]),
        [(2, order, Some(5.0))]
    );
    assert_eq!(
        all(&[(Cancelled, 5.0), (Completed, 5.0)]),
        [(2, voided, Some(5.0))]
    );
}

#[test]
fn machines_neither_buy_nor_repeat() {
    let machine = Statement {
        verdict: Verdict::Machine,
        ..one(1, Said::Completed, Some(5.0))
    };
    let statements = [machine, one(2, Said::Completed, Some(5.0))];
    assert_eq!(
        settled(&statements),
        [(1, kind::ORDER, Some(5.0)), (2, kind::ORDER, Some(5.0))]
    );
}

#[test]
fn a_change_without_a_purchase_is_none() {
    assert_eq!(settled(&[one(1, Said::Refunded, Some(5.0))]), []);
}

#[test]
fn a_public_key_changes_nothing_that_the_business_said() {
    let claimed = |seq, said, amount| Statement {
        claimed: true,
        ..one(seq, said, amount)
    };
    let of = |seq: i64, settled: &[(i64, Standing)]| {
        let found = settled.iter().find(|(known, _)| *known == seq);
        found.map(|(_, standing)| (standing.kind, standing.amount))
    };
    // Told at once, or by the state that it came to.
    for (said, kind) in [
        (Said::Completed, kind::ORDER),
        (Said::Confirmed, kind::ORDER),
    ] {
        let settled = settle(&[
            claimed(1, Said::Completed, Some(1.0)),
            claimed(2, Said::Cancelled, None),
            one(3, said, Some(100.0)),
            claimed(4, Said::Updated, Some(1e6)),
            claimed(5, Said::Refunded, None),
        ]);
        assert_eq!(of(3, &settled), Some((kind, Some(100.0))));
        assert_eq!(of(1, &settled), Some((kind::ORDER_REPEATED, Some(1.0))));
    }
    // Where nobody else has said anything, it is all there is.
    let alone = settle(&[claimed(1, Said::Completed, Some(7.0))]);
    assert_eq!(of(1, &alone), Some((kind::ORDER, Some(7.0))));
}

#[test]
fn what_the_business_says_of_an_order_applies_to_a_purchase_that_only_the_page_told() {
    let claimed = |seq, said, amount| Statement {
        claimed: true,
        ..one(seq, said, amount)
    };
    let cases = [
        (Said::Refunded, Some(40.0), kind::ORDER, Some(60.0)),
        (Said::Refunded, None, kind::ORDER, Some(0.0)),
        (Said::Updated, Some(80.0), kind::ORDER, Some(80.0)),
        (Said::Updated, None, kind::ORDER, Some(100.0)),
        (Said::Cancelled, None, kind::ORDER_VOIDED, Some(100.0)),
    ];
    for (said, amount, expected, left) in cases {
        // The clock of the page may be behind or ahead of the server's.
        for page in [1, 9] {
            let all = [
                claimed(page, Said::Completed, Some(100.0)),
                one(5, said, amount),
                // Of what else is claimed nothing counts beside the business's word.
                claimed(6, Said::Updated, Some(1e6)),
                claimed(7, Said::Refunded, Some(7.0)),
                claimed(8, Said::Completed, Some(100.0)),
            ];
            let first = page.min(8);
            let told = settled(&all);
            let told = told.iter().find(|(seq, ..)| *seq == first);
            assert_eq!(told, Some(&(first, expected, left)), "{said:?} {page}");
        }
    }
}
