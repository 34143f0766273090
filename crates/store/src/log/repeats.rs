//! Which interaction of the log a message is a repeat of.
//!
//! Message ids are given by their sources, so only those of one source are the same message. What comes
//! in without a source, as a table of events, is the same as what any source sent; what an export brings
//! back has the source that it had.

use std::fmt;

use ripen_domain::interaction::{Interaction, Properties, kind, order, properties};
use ripen_domain::money;
use ripen_domain::time::Span;
use serde_json::{Map, Value};

use super::{IMPORTED, NO_SOURCE, READ, read_row};
use crate::engine::{Conn, Result};

/// Two amounts this close, relatively, were written as one: texts do not keep the last bit.
const CLOSE: f64 = 1e-9;
/// Times this close are one moment: each sending has its own error of the clock.
const SAME_MOMENT: Span = Span::seconds(10);

/// The interactions whose message ids have this hash, in the order in which they came, with their bodies.
pub fn log_same_hash(conn: &mut Conn, hash: i64) -> Result<Vec<(i64, Interaction)>> {
    let sql = format!(
        "SELECT {READ}, body FROM interaction WHERE message_hash = $1 ORDER BY message_nth"
    );
    conn.query(&sql, &[hash.into()], |row| {
        let read = Interaction {
            body: row.get(19)?,
            ..read_row(row)?
        };
        Ok((row.get(0)?, read))
    })
}

/// The one of `known` that is the same message, if any, and in what `one` differs from it.
pub fn same_message<'k>(
    known: &'k [(i64, Interaction)],
    one: &Interaction,
) -> Option<(i64, &'k Interaction, Difference)> {
    let same_id = known
        .iter()
        .filter(|(_, stored)| stored.message_id == one.message_id);
    let mut differing = None;
    for (seq, stored) in same_id {
        let sources = (stored.source_id, one.source_id);
        let difference = match sources {
            // Out of the log and into it again, or a file that is read again in another way.
            (by, NO_SOURCE) if by != NO_SOURCE || one.message_id.starts_with(IMPORTED) => {
                Difference::default()
            }
            (by, other) if by == other && one.returned => Difference::default(),
            (by, other) if by == other || by == NO_SOURCE => Difference::between(stored, one),
            _ => continue,
        };
        if difference.is_nothing() {
            return Some((*seq, stored, difference));
        }
        if sources.0 == sources.1 {
            differing.get_or_insert((*seq, stored, difference));
        }
    }
    differing
}

/// In what a message differs from one of the same id that is in the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference([bool; PARTS.len()]);

/// What is compared, under the names of the Segment API. Times do not count, since clients send a
/// repeat with other ones, and what is worked out from headers does not either.
const PARTS: [&str; 6] = [
    "event",
    "properties",
    "traits",
    "userId",
    "anonymousId",
    "previousId",
];

impl Difference {
    /// What of `one` is not in `stored`: a repeat that says less loses nothing.
    fn between(stored: &Interaction, one: &Interaction) -> Self {
        let other_amount = one.amount.is_some_and(|amount| {
            let close = |stored: f64| (stored - amount).abs() <= CLOSE * amount.abs();
            !stored.amount.is_some_and(close)
        });
        let [known, said] =
            [stored, one].map(|one| Properties::from_packed(one.properties.as_deref()));
        let other_property = said.iter().any(|(name, value)| {
            !known
                .get(name)
                .is_some_and(|known| is_same(name, known, value))
                && !is_respelt(known, name, value)
        });
        let says_else = [
            // A spelling that was not known when it was stored makes it no other event.
            stored.kind != one.kind && kind::meant(&stored.kind) != Some(&one.kind),
            other_amount
                || other_property
                || is_new(&stored.path, &one.path)
                || is_new(&stored.label, &one.label),
            is_new(&stored.traits, &one.traits),
        ];
        // By the rules of another version the same words may have come to something else.
        let says_else = match says_else.contains(&true) && are_same_words(stored, one) {
            true => [false; 3],
            false => says_else,
        };
        let is_other = says_else.contains(&true) || !are_one_moment(stored, one);
        let [event, properties, traits] = says_else;
        Self([
            event,
            properties,
            traits,
            is_other && is_new(&stored.user_id, &one.user_id),
            is_other && is_new(&stored.anonymous_id, &one.anonymous_id),
            is_other && is_new(&stored.previous_id, &one.previous_id),
        ])
    }

    /// Whether they are the same message.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Whether two messages say the same of what happened and of whom, whatever was made of it.
fn are_same_words(stored: &Interaction, one: &Interaction) -> bool {
    let words = |one: &Interaction| {
        let mut body: Map<String, Value> = serde_json::from_str(&one.body).ok()?;
        let context = body.get_mut("context");
        let beside = context.and_then(|context| Some(context.get_mut("traits")?.take()));
        let said = ["event", "name", "properties", "traits"].map(|name| body.remove(name));
        let beside = beside.filter(|traits| !traits.is_null());
        (said.iter().any(Option::is_some) || beside.is_some()).then_some((said, beside))
    };
    words(stored).is_some_and(|known| Some(known) == words(one))
}

/// Whether two values of a property are one: earlier versions kept a currency as it was written, or the likeliest of
/// those that a sign stands for.
fn is_same(name: &str, known: &str, value: &str) -> bool {
    let is_same_currency = || {
        let known = money::likeliest(known);
        known.is_some() && known == money::likeliest(value)
    };
    known == value || (name == properties::CURRENCY && is_same_currency())
}

/// Whether this value was kept under another spelling alone: earlier versions did not read those of an order.
fn is_respelt(known: Properties, name: &str, value: &str) -> bool {
    let mut same = known.iter().filter(|(_, known)| *known == value);
    same.any(|(other, _)| order::property(other).is_some_and(|(_, property)| property == name))
}

fn is_new(stored: &Option<String>, one: &Option<String>) -> bool {
    one.is_some() && stored != one
}

/// Whether the clients say that two messages are of the same moment. The same at the same moment under
/// another name is the same message, and a sign that both names are one person's.
fn are_one_moment(stored: &Interaction, one: &Interaction) -> bool {
    let is_timed = |one: &Interaction| one.at != one.received_at;
    let apart = (stored.at - one.at).as_micros().abs();
    is_timed(stored) && is_timed(one) && apart <= SAME_MOMENT.as_micros()
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = PARTS.iter().zip(self.0).filter(|(_, differs)| *differs);
        let names: Vec<String> = parts.map(|(name, _)| format!("`{name}`")).collect();
        write!(
            f,
            "its `messageId` was used before for an event with other {}: every event needs an id of its own",
            names.join(", ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_that_earlier_versions_kept_in_another_way_is_the_same() {
        for (known, value, same) in [
            ("eur", "EUR", true),
            ("USD", "$", true),
            ("$", "USD", true),
            ("kr", "kr", true),
            ("kr", "rs", false),
            ("USD", "CAD", false),
            ("points", "EUR", false),
        ] {
            assert_eq!(
                is_same(properties::CURRENCY, known, value),
                same,
                "{known} {value}"
            );
        }
        assert!(!is_same("note", "USD", "$"));
    }

    #[test]
    fn what_earlier_versions_kept_under_another_spelling_alone_is_the_same() {
        let with = |pairs: &[(&str, &str)]| Interaction {
            properties: properties::pack(pairs.iter().copied()),
            ..Interaction::default()
        };
        let stored = with(&[("Order No", "7")]);
        for (order, same) in [("7", true), ("8", false)] {
            let again = with(&[("Order No", "7"), ("order_number", order)]);
            let difference = Difference::between(&stored, &again);
            assert_eq!(difference.is_nothing(), same, "{order}");
        }
    }
}
