//! Orders: everything that is said about one is about one purchase.
//!
//! A confirmation page that is loaded again and a shop's own system tell the same order again under
//! other message ids, and refunds, changes and cancellations speak of it later. What the purchase is
//! follows from all that a person's history says about the order, whatever the order of arrival.

mod names;

use std::borrow::Cow;

pub use self::names::meant;
use super::{Fact, Verdict, kind, properties};
use crate::identity::normalize;
use crate::time::Timestamp;

/// Properties that hold the number of an order, best first.
pub const ID_NAMES: &[&str] = &[
    "order_id",
    "orderId",
    "orderID",
    "order_number",
    "orderNumber",
    "order_no",
    "orderNo",
    "transaction_id",
    "transactionId",
    "transactionID",
    "increment_id",
    "incrementId",
    "order",
];
/// Properties that hold the number of a refund.
const REFUND_NAMES: &[&str] = &["refund_id", "refundId"];
/// Most bytes of a number.
const MAX_ID: usize = 100;

/// What was said about an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It was completed.
    Completed,
    /// It is another than it was.
    Updated,
    /// Money was given back.
    Refunded,
    /// It does not count any more.
    Cancelled,
}

super::named_enum! { Said,
    Completed = 0, "completed"; Updated = 1, "updated"; Refunded = 2, "refunded"; Cancelled = 3, "cancelled";
}

/// An interaction that says something about an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// When.
    pub at: Timestamp,
    /// Log position.
    pub seq: i64,
    /// What it says.
    pub said: Said,
    /// The amount that it names; of a refund none means all of it.
    pub amount: Option<f64>,
    /// The number of the refund, where it is one and has a number.
    pub refund: Option<String>,
    /// Who most likely caused it.
    pub verdict: Verdict,
    /// Whether it came by a key that everybody can read: that the order was completed counts only where the
    /// business itself did not say so, anything else only where it has said nothing about the order.
    pub claimed: bool,
}

/// What an interaction that says that an order was completed is on the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Its kind there.
    pub kind: &'static str,
    /// Its amount there.
    pub amount: Option<f64>,
}

/// What an interaction says about which order; `None` when it is about none, or the order has no number.
pub fn statement(fact: &Fact) -> Option<(String, Statement)> {
    let said = said(fact.kind)?;
    let id = find(fact, ID_NAMES)?;
    let refund = (said == Said::Refunded).then(|| find(fact, REFUND_NAMES));
    // How much was given back is not known, which is not everything: nothing is taken off.
    let is_unread = fact.properties.get(properties::UNREAD_AMOUNT).is_some();
    let is_part = meant(fact.kind) == Some(kind::ORDER_PARTLY_REFUNDED);
    let unread = said == Said::Refunded && (is_unread || is_part);
    let statement = Statement {
        at: fact.at,
        seq: fact.seq,
        said,
        amount: fact.amount.or(unread.then_some(0.0)),
        refund: refund.flatten(),
        verdict: fact.verdict,
        claimed: false,
    };
    Some((id, statement))
}

/// What interactions of a kind say about an order. Those that were stored before a spelling was known have it
/// for their kind.
pub fn said(kind: &str) -> Option<Said> {
    Some(match meant(kind)? {
        kind::ORDER => Said::Completed,
        kind::ORDER_UPDATED => Said::Updated,
        kind::ORDER_REFUNDED | kind::ORDER_PARTLY_REFUNDED => Said::Refunded,
        kind::ORDER_CANCELLED => Said::Cancelled,
        _ => return None,
    })
}

fn find(fact: &Fact, names: &[&str]) -> Option<String> {
    let mut values = names.iter().filter_map(|name| fact.properties.get(name));
    values.find_map(normalized)
}

/// The number of an order in the one form in which numbers are compared; `None` for what programs
/// write where there is none.
fn normalized(id: &str) -> Option<String> {
    // Shopify's pages name the same order by an address of which its server says the end.
    let id = match id.trim().strip_prefix("gid://") {
        Some(path) => {
            let path = path.split(['?', '#']).next().unwrap_or(path);
            path.rsplit('/').next().unwrap_or(path)
        }
        None => id.trim(),
    };
    let id = id.trim_start_matches('#').trim_start().to_lowercase();
    let is_template = id.contains("{{") || id.contains("${") || id.starts_with('%');
    let is_some = !id.is_empty() && !is_template && !normalize::is_placeholder(&id);
    is_some.then(|| id[..id.floor_char_boundary(MAX_ID)].to_owned())
}

/// What those statements about one order that say that it was completed are, as they are given.
///
/// The first by a human is the purchase, the others repeat it. Machines neither buy nor repeat. Where the
/// business itself told the purchase, what came by public keys only repeats it.
/// The purchase has the amount that was named for it last, less what was given back.
pub fn settle(statements: &[Statement]) -> Vec<(i64, Standing)> {
    let mut all: Vec<&Statement> = statements.iter().collect();
    all.sort_by_key(|one| (one.at, one.seq));
    let by_time = counting(&all);
    let completed = by_time.iter().filter(|one| one.said == Said::Completed);
    let purchase = completed.min_by_key(|one| (one.verdict != Verdict::Human, one.at, one.seq));
    let all = all.iter().filter(|one| one.said == Said::Completed);
    all.map(|one| {
        let standing = match purchase {
            _ if one.verdict == Verdict::Machine => as_stated(one),
            Some(purchase) if purchase.seq == one.seq => purchased(&by_time, purchase),
            _ => Standing {
                kind: kind::ORDER_REPEATED,
                amount: one.amount,
            },
        };
        (one.seq, standing)
    })
    .collect()
}

/// The statements that count: none of a machine, and what is claimed only where the business left it open.
fn counting<'s>(all: &[&'s Statement]) -> Vec<&'s Statement> {
    let heeded = all.iter().filter(|one| one.verdict != Verdict::Machine);
    let firm = || heeded.clone().filter(|one| !one.claimed);
    let is_told = firm().next().is_some();
    let is_sold = firm().any(|one| one.said == Said::Completed);
    let counts = |one: &&&Statement| match one.said {
        _ if !one.claimed => true,
        Said::Completed => !is_sold,
        Said::Updated | Said::Refunded | Said::Cancelled => !is_told,
    };
    heeded.clone().filter(counts).copied().collect()
}

fn as_stated(one: &Statement) -> Standing {
    Standing {
        kind: kind::ORDER,
        amount: one.amount,
    }
}

/// The purchase, as what else was said about its order leaves it.
fn purchased(by_time: &[&Statement], purchase: &Statement) -> Standing {
    let of = |said: Said| by_time.iter().filter(move |one| one.said == said);
    // What the business says goes before what a page claims, also when the page is the later one.
    let is_better = |one: &Statement| purchase.claimed && !one.claimed;
    let is_later = |one: &Statement| (one.at, one.seq) > (purchase.at, purchase.seq);
    let updates = of(Said::Updated).filter(|one| is_better(one) || is_later(one));
    let updated = updates.filter_map(|one| one.amount).next_back();
    let named = of(Said::Completed).find_map(|one| one.amount);
    let amount = updated.or(purchase.amount).or(named);
    let kind = match of(Said::Cancelled).next() {
        Some(_) => kind::ORDER_VOIDED,
        None => kind::ORDER,
    };
    let refunds = refunds(of(Said::Refunded).copied());
    let amount = amount.map(|amount| match refunds {
        Refunds::Nothing => amount,
        Refunds::Part(part) => (amount - part).max(amount.min(0.0)),
        Refunds::All => 0.0,
    });
    Standing { kind, amount }
}

/// What was given back of an order.
enum Refunds {
    Nothing,
    Part(f64),
    All,
}

/// A refund without an amount is one of everything. One that was told twice counts once: it has the
/// same number, or none and the same time and amount.
fn refunds<'s>(statements: impl Iterator<Item = &'s Statement>) -> Refunds {
    let mut told: Vec<(Cow<str>, f64)> = Vec::new();
    for one in statements {
        let Some(amount) = one.amount.map(f64::abs) else {
            return Refunds::All;
        };
        let which = match &one.refund {
            Some(number) => Cow::Borrowed(number.as_str()),
            None => Cow::Owned(format!("{} {amount}", one.at.as_micros())),
        };
        match told.iter_mut().find(|(known, _)| *known == which) {
            // Told again, perhaps corrected.
            Some((_, known)) => *known = amount,
            None => told.push((which, amount)),
        }
    }
    match told.is_empty() {
        true => Refunds::Nothing,
        false => Refunds::Part(told.iter().map(|(_, amount)| amount).sum()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Properties, properties};
    use super::*;

    fn one(seq: i64, said: Said, amount: Option<f64>) -> Statement {
        Statement {
            at: Timestamp::from_micros(seq * 10),
            seq,
            said,
            amount,
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
        let bought = one(3, Said::Completed, Some(100.0));
        let all = [
            claimed(1, Said::Completed, Some(1.0)),
            claimed(2, Said::Cancelled, None),
            bought.clone(),
            claimed(4, Said::Updated, Some(1e6)),
            claimed(5, Said::Refunded, None),
        ];
        let of = |seq: i64, settled: &[(i64, Standing)]| {
            let found = settled.iter().find(|(known, _)| *known == seq);
            found.map(|(_, standing)| (standing.kind, standing.amount))
        };
        let settled = settle(&all);
        assert_eq!(of(3, &settled), Some((kind::ORDER, Some(100.0))));
        assert_eq!(of(1, &settled), Some((kind::ORDER_REPEATED, Some(1.0))));
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
}
