//! Addresses and numbers of a person: one is displayed, and any of them answers to what is asked.

use super::ast::{Op, Test};
use super::literal::{AskedAt, Value};
use super::test_value::{InList, Known, passes};
use crate::identity::{Identifier, IdentifierKind, normalize};

/// The contact points of a person of one kind.
pub(super) struct Contact<'a> {
    /// Addresses or numbers.
    pub kind: IdentifierKind,
    /// The displayed one.
    pub shown: Option<&'a str>,
    /// All that are known of the person, of any kind.
    pub all: &'a [Identifier],
}

impl Contact<'_> {
    /// Whether one of them passes; of a negated test, whether one is displayed and none passes what is
    /// negated. `is known` asks for the displayed one.
    pub fn passes(&self, test: &Test, asked: AskedAt<'_>, in_list: InList<'_>) -> bool {
        match (test, test.opposite()) {
            (Test::Known(known), _) => self.shown.is_some() == *known,
            (_, Some(positive)) => self.shown.is_some() && !self.any(&positive, asked, in_list),
            (test, None) => self.any(test, asked, in_list),
        }
    }

    fn any(&self, test: &Test, at: AskedAt<'_>, in_list: InList<'_>) -> bool {
        let own = self.all.iter().filter(|one| one.kind == self.kind);
        let mut values = self
            .shown
            .into_iter()
            .chain(own.map(|one| one.value.as_str()));
        let same = |value: &str, asked: &Value| match asked {
            Value::Text(asked) => normalize::is_same(self.kind, value, asked.folded()),
            _ => false,
        };
        values.any(|value| match test {
            Test::Compare(Op::Eq, asked @ Value::Text(_)) => same(value, asked),
            Test::OneOf { values, .. } => values.iter().any(|asked| same(value, asked)),
            test => passes(test, Some(&Known::Text(value)), at, in_list),
        })
    }
}
