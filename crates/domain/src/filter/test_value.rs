//! Whether a value passes a test.

use super::ast::{Op, Test};
use super::contact::Contact;
use super::literal::{AskedAt, Value};
use super::search::Findable;
use crate::company;
use crate::interaction::{Channel, PageRole, Verdict, properties};
use crate::person::{PersonKind, SignalSeen, Temperature};
use crate::profile::FieldValue;
use crate::text;
use crate::time::Timestamp;

/// The value of a field, as it is compared.
pub(super) enum Known<'a> {
    Text(&'a str),
    Path(&'a str),
    Number(f64),
    Date(Timestamp),
    Kind(PersonKind),
    Temperature(Temperature),
    Channel(Channel),
    Verdict(Verdict),
    PageRole(PageRole),
    Custom(&'a FieldValue),
    Property(&'a str),
    /// A company: the keys that lead to it.
    Company(&'a [String]),
    /// What a person is found by.
    Findable(Findable<'a>),
    /// Several texts, at least one.
    List(Vec<&'a str>),
    /// Addresses or numbers, perhaps none.
    Contact(Contact<'a>),
}

impl<'a> Known<'a> {
    /// The keys of the signals that have been seen; `None` when there are none.
    pub fn signals(signals: &'a [SignalSeen<'a>], now: Timestamp) -> Option<Self> {
        let keys: Vec<&str> = signals
            .iter()
            .filter(|signal| signal.at <= now)
            .map(|signal| signal.key)
            .collect();
        (!keys.is_empty()).then_some(Self::List(keys))
    }
}

/// Whether a list, given by name, contains a folded value.
pub(super) type InList<'a> = &'a dyn Fn(&str, &str) -> bool;

impl Test {
    /// Whether text passes the test. `in_list` says whether the list, given by name, contains the
    /// value, which it gets in folded form. For tests of text fields; others are never passed.
    pub fn passes_text(&self, text: &str, in_list: &dyn Fn(&str, &str) -> bool) -> bool {
        passes(self, Some(&Known::Text(text)), AskedAt::default(), in_list)
    }
}

/// Whether the value, `None` where it is missing, passes.
pub(super) fn passes(
    test: &Test,
    known: Option<&Known<'_>>,
    asked: AskedAt<'_>,
    in_list: InList<'_>,
) -> bool {
    let Some(known) = known else {
        return *test == Test::Known(false);
    };
    if let Known::List(texts) = known {
        return list_passes(test, texts, asked, in_list);
    }
    if let Known::Contact(contact) = known {
        return contact.passes(test, asked, in_list);
    }
    match test {
        Test::Known(expected) => *expected,
        Test::Compare(op, value) => compares(*op, known, value, asked),
        Test::Between(from, to) => {
            compares(Op::Ge, known, from, asked) && compares(Op::Le, known, to, asked)
        }
        Test::OneOf {
            values,
            negated: false,
        } => values
            .iter()
            .any(|value| compares(Op::Eq, known, value, asked)),
        Test::OneOf {
            values,
            negated: true,
        } => values
            .iter()
            .all(|value| compares(Op::Ne, known, value, asked)),
        Test::Has { phrases, all } => with_text(known, |text| {
            let words = text::words(text);
            let mut found = phrases.iter().map(|phrase| words.contains(phrase.words()));
            if *all {
                found.all(|found| found)
            } else {
                found.any(|found| found)
            }
        }),
        Test::InList { list, negated } => {
            with_text(known, |text| in_list(list, &text::fold(text)) != *negated)
        }
    }
}

/// Whether one of the texts passes, or none where the test is negated. `has all` asks for every
/// phrase in some text.
fn list_passes(test: &Test, texts: &[&str], asked: AskedAt<'_>, in_list: InList<'_>) -> bool {
    let any = |test: &Test| {
        texts
            .iter()
            .any(|text| passes(test, Some(&Known::Text(text)), asked, in_list))
    };
    match test {
        Test::Has { phrases, all: true } => phrases.iter().all(|phrase| {
            any(&Test::Has {
                phrases: vec![phrase.clone()],
                all: false,
            })
        }),
        test => match test.opposite() {
            Some(positive) => !any(&positive),
            None => any(test),
        },
    }
}

fn with_text(known: &Known<'_>, test: impl FnOnce(&str) -> bool) -> bool {
    match known {
        Known::Text(text) | Known::Property(text) => test(text),
        Known::Custom(value) => test(&value.to_text()),
        _ => false,
    }
}

/// Whether `known op value`. Parsing made the types fit; a custom field that is not a number is
/// like a missing one where numbers are compared.
fn compares(op: Op, known: &Known<'_>, value: &Value, asked: AskedAt<'_>) -> bool {
    match (known, value) {
        (Known::Text(text), Value::Text(value)) => equals(op, folds_to(text, value.folded())),
        (Known::Path(path), Value::Text(value)) => equals(op, *path == value.text()),
        (Known::Text(text), Value::Glob(glob)) => equals(op, glob.matches(text)),
        (Known::Path(path), Value::Glob(glob)) => equals(op, glob.matches(path)),
        (Known::Company(keys), Value::Text(value)) => {
            let asked = company::written_keys(value.text());
            equals(op, asked.iter().any(|key| keys.contains(key)))
        }
        (Known::Findable(findable), Value::Search(search)) => equals(op, search.finds(findable)),
        (Known::Number(number), Value::Number(value)) => op.compares(number, value),
        (Known::Date(at), Value::Date(value)) => value.compares(op, *at, asked),
        (Known::Kind(kind), Value::Kind(value)) => op.compares(kind, value),
        (Known::Temperature(temperature), Value::Temperature(value)) => {
            op.compares(temperature, value)
        }
        (Known::Channel(channel), Value::Channel(value)) => op.compares(channel, value),
        (Known::Verdict(verdict), Value::Verdict(value)) => op.compares(verdict, value),
        (Known::PageRole(role), Value::PageRole(value)) => equals(op, role == value),
        (Known::Custom(custom), Value::Number(value)) => custom
            .to_number()
            .is_some_and(|number| op.compares(&number, value)),
        (Known::Property(text), Value::Number(value)) => {
            properties::number(text).is_some_and(|number| op.compares(&number, value))
        }
        (Known::Property(text), value) => compares(op, &Known::Text(text), value, asked),
        (Known::Custom(custom), value) => {
            compares(op, &Known::Text(&custom.to_text()), value, asked)
        }
        _ => false,
    }
}

/// The result of `=` and `~`, turned round for `!=` and `!~`.
fn equals(op: Op, equal: bool) -> bool {
    match op {
        Op::Ne | Op::NotLike => !equal,
        _ => equal,
    }
}

/// Whether the folded form of `text` is `folded`; folding changes only the case of ASCII.
fn folds_to(text: &str, folded: &str) -> bool {
    match text.is_ascii() {
        true => text.len() == folded.len() && text.eq_ignore_ascii_case(folded),
        false => text::fold(text) == folded,
    }
}
