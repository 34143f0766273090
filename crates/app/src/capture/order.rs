//! What an event says about an order, wherever in it that stands.

use std::borrow::Cow;

use ripen_domain::interaction::kind;
use ripen_domain::interaction::order::{self, Said, State};
use ripen_domain::text;

use super::json::{Map, Value};
use super::{amount, refund, webhook};

/// Objects, in any case, in which tag managers and shops put what happened: Google's `ecommerce`, also of the time
/// before version 4 (`ecommerce.purchase.actionField`), the `data.checkout.order` of Shopify's pages.
const AROUND: &[&str] = &[
    "data",
    "payload",
    "ecommerce",
    "checkout",
    "order",
    "transaction",
    "purchase",
    "refund",
    "actionField",
];
/// Those of them whose `id` is the number of the order.
const OF_ORDER: &[&str] = &["order", "transaction", "purchase", "actionField"];
/// Objects inside one another that are looked into.
const MAX_DEPTH: usize = 4;

/// Objects of an event that say nothing of what is in them.
const OF_ANYTHING: &[&str] = &["", "data", "payload"];
/// Words in the names of events that say that there is an order, not that it was completed.
const CREATED: &[&str] = &[" created ", " create ", " olusturuldu ", " vytvorena "];

/// The kind of an event about an order; `None` when it is about none. What is told to be completed or another than it
/// was may stand there as cancelled, as refunded, or as not completed yet.
pub fn kind(name: &str, event: &Map) -> Option<&'static str> {
    let kind = order::meant(name)?;
    let may_differ = [kind::ORDER, kind::ORDER_UPDATED].contains(&kind);
    let properties = event.get("properties").and_then(Value::as_object);
    let Some(properties) = properties.filter(|_| may_differ) else {
        return Some(kind);
    };
    let order = lifted(order::said(kind), name, properties);
    let state = order::state(|name| order.get(name)?.as_str());
    let is_updated = kind == kind::ORDER_UPDATED;
    let gives_back = || refund::is_told_by(&order) || amount::gives_back(&order);
    Some(match state {
        Some(State::Cancelled) => kind::ORDER_CANCELLED,
        Some(State::Refunded) if is_updated => kind::ORDER_REFUNDED,
        _ if is_updated && gives_back() => kind::ORDER_REFUNDED,
        Some(State::Open) if is_creation(name) => kind::ORDER_UPDATED,
        _ => kind,
    })
}

/// Whether an event of this name says no more than that there is an order.
fn is_creation(name: &str) -> bool {
    let words = text::words(&text::parted(name));
    webhook::about(name) == "order" || CREATED.iter().any(|word| words.contains(word))
}

/// The properties of an event about an order with what objects in them say of it beside the others. What the
/// event says itself goes first. `said` is what it says of the order, `called` the name of the event.
pub fn lifted<'p>(said: Option<Said>, called: &str, properties: &'p Map<'p>) -> Cow<'p, Map<'p>> {
    let Some(said) = said else {
        return Cow::Borrowed(properties);
    };
    let is_around = |(name, value): (&str, &Value)| around(name).is_some() && value.is_object();
    let about = webhook::about(called);
    let is_of_state = said == Said::Refunded && order::said(called) == Some(Said::Updated);
    let mut lifted = Cow::Borrowed(properties);
    if !about.is_empty() || properties.iter().any(is_around) {
        lift(lifted.to_mut(), properties, ("", about), MAX_DEPTH);
    }
    spell(&mut lifted);
    // Every state tells all refunds again.
    if is_of_state {
        let told = order::refunds_of_state(&refund::numbered(&lifted));
        lifted.to_mut().insert("refund_id", told.into());
    }
    lifted
}

/// The object in which an order stands that is called so.
fn around(name: &str) -> Option<&'static str> {
    let mut all = AROUND.iter().copied();
    all.find(|known| known.eq_ignore_ascii_case(name))
}

/// Writes what an order says under a name that is not read, `Order No` or `Celkem`, under the one that is.
fn spell(order: &mut Cow<Map>) {
    let unread = order.iter().filter(|(name, _)| !is_read(name));
    let spelt = unread.filter_map(|(name, value)| {
        let (place, known) = order::property(name)?;
        let is_meant = !order::is_number(known) || value.is_string() || value.is_number();
        (is_meant && !amount::says_nothing(value)).then(|| (place, known, value.clone()))
    });
    let mut spelt: Vec<_> = spelt.collect();
    spelt.sort_by_key(|(place, ..)| *place);
    for (_, known, value) in spelt {
        let free = order.get(known).is_none_or(amount::says_nothing);
        if free {
            order.to_mut().insert(known, value);
        }
    }
}

/// Whether a property of an order is read under exactly this name.
fn is_read(name: &str) -> bool {
    order::is_number(name) || order::is_state(name) || amount::is_read(name)
}

/// Lifts what an object within `of` says; what says nothing of itself is `about` what the event is.
fn lift<'p>(lifted: &mut Map<'p>, from: &'p Map<'p>, (of, about): (&str, &str), depth: usize) {
    let thing = if OF_ANYTHING.contains(&of) { about } else { of };
    for (called, value) in from {
        let is = |known: &str| called.eq_ignore_ascii_case(known);
        let name = match around(called)
            .filter(|_| value.is_object())
            .unwrap_or(called)
        {
            _ if is("id") && OF_ORDER.contains(&thing) => "order_id",
            _ if is("id") && thing == "refund" => "refund_id",
            // The number that people see; Shoptet's orders have no other.
            _ if is("code") && OF_ORDER.contains(&thing) => "order_number",
            _ if of == "refund" && ["amount", "total", "value"].into_iter().any(is) => {
                "refund_amount"
            }
            // The id of something else.
            _ if is("id") => continue,
            name => name,
        };
        match value {
            Value::Object(inside) if AROUND.contains(&name) && depth > 0 => {
                lift(lifted, inside, (name, about), depth - 1);
            }
            _ if of.is_empty() && name == called => {}
            _ => {
                let known = lifted.get_or_insert_with(name, || Value::Null);
                // An object of that name was looked into, or will be.
                if known.is_null() || AROUND.contains(&name) && known.is_object() {
                    known.clone_from(value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
