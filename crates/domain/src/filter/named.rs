//! Names in filters that have to be there: a name that does not exist finds nobody, and says so.

use super::ast::PersonFilter;
use super::error::FilterError;
use super::glob::Glob;
use super::lex::Span;
use super::literal::{Phrase, Value};
use crate::text;

/// What a name in a filter is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOf {
    /// A lifecycle stage.
    Stage,
    /// An area of the score index.
    Index,
    /// A buying signal.
    Signal,
    /// A list.
    List,
    /// A reason for which rules disqualify.
    Reason,
    /// A rule that keeps people in nurture.
    Nurture,
    /// An account, by its e-mail address.
    Account,
}

impl NameOf {
    fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Index => "score index",
            Self::Signal => "signal",
            Self::List => "list",
            Self::Reason => "reason to disqualify",
            Self::Nurture => "nurture rule",
            Self::Account => "account",
        }
    }
}

/// How a filter asks for names.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// By the name, as it was written.
    Name(String),
    /// By words that are in it.
    Words(Phrase),
    /// By a pattern.
    Pattern(Glob),
}

impl Asked {
    /// What a value asks for that is compared with names.
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(Self::Name(text.text().to_owned())),
            Value::Glob(glob) => Some(Self::Pattern(glob.clone())),
            _ => None,
        }
    }

    /// As it was written.
    fn text(&self) -> &str {
        match self {
            Self::Name(name) => name,
            Self::Words(phrase) => phrase.text(),
            Self::Pattern(glob) => glob.text(),
        }
    }

    /// Whether one of the names is asked for.
    fn is_among(&self, of: NameOf, names: &[&str]) -> bool {
        let mut names = names.iter();
        match self {
            // Lists are looked up to the letter, everything else in folded form.
            Self::Name(asked) if of == NameOf::List => names.any(|name| name == asked),
            Self::Name(asked) => {
                let folded = text::fold(asked);
                names.any(|name| text::fold(name) == folded)
            }
            Self::Words(phrase) => names.any(|name| text::words(name).contains(phrase.words())),
            Self::Pattern(glob) => names.any(|name| glob.matches(name)),
        }
    }
}

/// Names that a filter asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// What they are the names of.
    pub of: NameOf,
    /// How it asks.
    pub asked: Asked,
    /// Where it does.
    pub(super) span: Span,
}

/// The names that there are.
pub trait KnownNames {
    /// All names of a kind.
    fn names(&self, of: NameOf) -> Vec<&str>;
}

impl PersonFilter {
    /// Whether it asks for names of a kind.
    pub fn asks_names(&self, of: NameOf) -> bool {
        self.names.iter().any(|named| named.of == of)
    }

    /// The names that it asks for and that there are not, in the order of the text, each with the nearest one
    /// that there is. They are nothing against the filter: a name may have been there once.
    pub fn unknown_names(&self, known: &dyn KnownNames) -> Vec<FilterError> {
        let unknown = |Named { of, asked, span }: &Named| {
            let names = known.names(*of);
            let is_known = asked.is_among(*of, &names);
            (!is_known).then(|| FilterError::missing(of.word(), asked.text(), &names, *span))
        };
        self.names.iter().filter_map(unknown).collect()
    }
}
