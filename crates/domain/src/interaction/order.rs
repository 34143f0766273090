//! Orders: everything that is said about one is about one purchase.
//!
//! A confirmation page that is loaded again and a shop's own system tell the same order again under
//! other message ids, and refunds, changes and cancellations speak of it later. What the purchase is
//! follows from all that a person's history says about the order, whatever the order of arrival.

mod names;
mod property;
mod refund;
mod state;

pub use self::names::meant;
pub use self::property::property;
use self::refund::Refunds;
pub use self::refund::of_state as refunds_of_state;
pub use self::state::{State, is_state, state};
use super::{Fact, Properties, Verdict, kind, properties};
use crate::identity::normalize;
use crate::money;
use crate::time::Timestamp;

/// Properties that hold the number of an order, best first. Capture writes what stands under another spelling under one
/// of these, see [`property`].
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
    /// It is as it stands here: it was completed, whether or not anybody has said so, and counts again if it did not.
    Confirmed,
}

super::named_enum! { Said,
    Completed = 0, "completed"; Updated = 1, "updated"; Refunded = 2, "refunded"; Cancelled = 3, "cancelled";
    Confirmed = 4, "confirmed";
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
    /// The currency of the amount, where it is known: its ISO 4217 code, or, where it completes no order, perhaps a
    /// sign that several have, which is then any of these.
    pub currency: Option<&'static str>,
    /// The number of the refund, where it is one and has a number, or what a state of the order tells of all of them.
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
    /// What the amount was before money was given back; `None` where none was.
    pub before_refunds: Option<f64>,
    /// The currency of the amount, where it is known.
    pub currency: Option<&'static str>,
}

/// What an interaction says about which order; `None` when it is about none, or the order has no number.
pub fn statement(fact: &Fact) -> Option<(String, Statement)> {
    let stands = || state(|name| fact.properties.get(name)) == Some(State::Standing);
    let said = match said(fact.kind)? {
        Said::Updated if stands() => Said::Confirmed,
        said => said,
    };
    let id = number(fact)?;
    let refund = (said == Said::Refunded).then(|| refund_number(fact));
    // How much was given back is not known, which is not everything: nothing is taken off.
    let is_unread = fact.properties.get(properties::UNREAD_AMOUNT).is_some();
    let is_part = meant(fact.kind) == Some(kind::ORDER_PARTLY_REFUNDED);
    let unread = said == Said::Refunded && (is_unread || is_part);
    let statement = Statement {
        at: fact.at,
        seq: fact.seq,
        said,
        amount: fact.amount.or(unread.then_some(0.0)),
        currency: currency(said, &fact.properties),
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

/// The number of the order that an interaction names, in the one form in which numbers are compared.
pub fn number(fact: &Fact) -> Option<String> {
    find(fact, ID_NAMES)
}

/// The currency among the properties of an interaction that says this about an order.
pub fn currency(said: Said, properties: &Properties) -> Option<&'static str> {
    let written = properties.get(properties::CURRENCY)?;
    match said {
        Said::Completed => money::likeliest(written),
        Said::Updated | Said::Confirmed | Said::Refunded | Said::Cancelled => {
            money::currency(written)
        }
    }
}

fn refund_number(fact: &Fact) -> Option<String> {
    let told = fact.properties.get(REFUND_NAMES[0]);
    let of_state = told.filter(|told| refund::listed(told).is_some());
    match of_state {
        Some(told) => Some(told.to_owned()),
        None => find(fact, REFUND_NAMES),
    }
}

/// Whether this property holds a number of an order or of a refund: without it nobody knows what is spoken of.
pub fn is_number(name: &str) -> bool {
    ID_NAMES.contains(&name) || REFUND_NAMES.contains(&name)
}

fn find(fact: &Fact, names: &[&str]) -> Option<String> {
    let mut values = names.iter().filter_map(|name| fact.properties.get(name));
    values.find_map(normalized).or_else(|| respelt(fact, names))
}

/// One of these properties under another spelling: what was stored before those were read has only that.
fn respelt(fact: &Fact, names: &[&str]) -> Option<String> {
    let all = fact.properties.iter();
    let spelt = all.filter_map(|(name, value)| {
        let (place, _) = property(name).filter(|(_, known)| names.contains(known))?;
        Some((place, normalized(value)?))
    });
    spelt.min().map(|(_, value)| value)
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

/// What those statements about one order that say that it was completed or stands are, as they are given.
///
/// The first by a human that says that it was completed is the purchase, or else the first by which it stands; the others
/// repeat it, or tell that it is another. Machines neither buy nor repeat. Where the business itself told the purchase,
/// what came by public keys only repeats it.
/// The purchase has the amount that was named for it last, less what was given back. What is said in another
/// currency than its own is no number that could take its place or be taken off: it changes nothing. A sign that its
/// own has as well is no other.
pub fn settle(statements: &[Statement]) -> Vec<(i64, Standing)> {
    let mut all: Vec<&Statement> = statements.iter().collect();
    all.sort_by_key(|one| (one.at, one.seq));
    let by_time = counting(&all);
    let of = |said: Said| by_time.iter().filter(move |one| one.said == said);
    let first =
        |said: Said| of(said).min_by_key(|one| (one.verdict != Verdict::Human, one.at, one.seq));
    let purchase = first(Said::Completed).or_else(|| first(Said::Confirmed));
    let all = all.iter().filter_map(|one| Some((one, as_stated(one)?)));
    all.map(|(one, stated)| {
        let standing = match purchase {
            _ if one.verdict == Verdict::Machine => stated,
            Some(purchase) if purchase.seq == one.seq => purchased(&by_time, purchase),
            _ if one.said == Said::Confirmed => stated,
            _ => Standing {
                kind: kind::ORDER_REPEATED,
                ..stated
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
    let is_sold = firm().any(|one| matches!(one.said, Said::Completed | Said::Confirmed));
    let counts = |one: &&&Statement| match one.said {
        _ if !one.claimed => true,
        Said::Completed => !is_sold,
        Said::Updated | Said::Confirmed | Said::Refunded | Said::Cancelled => !is_told,
    };
    heeded.clone().filter(counts).copied().collect()
}

/// What a statement is by itself that may be the purchase.
fn as_stated(one: &Statement) -> Option<Standing> {
    let kind = match one.said {
        Said::Completed => kind::ORDER,
        Said::Confirmed => kind::ORDER_UPDATED,
        Said::Updated | Said::Refunded | Said::Cancelled => return None,
    };
    Some(Standing {
        kind,
        amount: one.amount,
        before_refunds: None,
        currency: one.currency,
    })
}

/// The purchase, as what else was said about its order leaves it.
fn purchased(by_time: &[&Statement], purchase: &Statement) -> Standing {
    let currency = currency_of(by_time, purchase);
    let is_other = |one: &Statement| {
        let pair = one.currency.zip(currency);
        pair.is_some_and(|(other, own)| money::both(other, own).is_none())
    };
    let of = |said: Said| by_time.iter().filter(move |one| one.said == said);
    let counted = |said: Said| of(said).filter(|one| one.amount.is_none() || !is_other(one));
    // What the business says goes before what a page claims, also when the page is the later one.
    let is_better = |one: &Statement| purchase.claimed && !one.claimed;
    let is_later = |one: &Statement| (one.at, one.seq) > (purchase.at, purchase.seq);
    let changes = by_time
        .iter()
        .filter(|one| matches!(one.said, Said::Updated | Said::Confirmed));
    let changes = changes.filter(|one| one.amount.is_none() || !is_other(one));
    let updates = changes.filter(|one| is_better(one) || is_later(one));
    let updated = updates.filter_map(|one| one.amount).next_back();
    let named = counted(Said::Completed).find_map(|one| one.amount);
    let amount = updated.or(purchase.amount).or(named);
    // A payment that failed may succeed later.
    let mut last = by_time.iter().rev();
    let last = last.find(|one| matches!(one.said, Said::Cancelled | Said::Confirmed));
    let kind = match last.map(|one| one.said) {
        Some(Said::Cancelled) => kind::ORDER_VOIDED,
        _ => kind::ORDER,
    };
    let refunds = refund::told(counted(Said::Refunded).copied());
    let left = amount.map(|amount| match refunds {
        Refunds::Nothing => amount,
        Refunds::Part(part) => money::rounded(amount - part).max(amount.min(0.0)),
        Refunds::All => 0.0,
    });
    Standing {
        kind,
        amount: left,
        before_refunds: amount.filter(|_| left != amount),
        currency: currency.and_then(money::likeliest),
    }
}

/// The currency of a purchase: its own, or else that of the first who names one with the order.
fn currency_of(by_time: &[&Statement], purchase: &Statement) -> Option<&'static str> {
    let told = by_time.iter().filter(|one| one.amount.is_some());
    let mut others = told.filter_map(|one| one.currency);
    let own = purchase.currency.filter(|_| purchase.amount.is_some());
    own.or_else(|| others.find(|other| !money::is_shared(other)))
        .or(purchase.currency)
}

#[cfg(test)]
mod tests;
