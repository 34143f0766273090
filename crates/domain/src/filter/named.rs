//! Names in filters that a model has to know: a name that does not exist finds nobody, and says so.

use super::ast::PersonFilter;
use super::error::FilterError;
use super::lex::Span;
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
}

impl NameOf {
    fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Index => "score index",
            Self::Signal => "signal",
            Self::List => "list",
        }
    }
}

/// A name that a filter asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// What it is the name of.
    pub of: NameOf,
    /// The name, as it was written.
    pub name: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// The names that there are.
pub trait KnownNames {
    /// All names of a kind.
    fn names(&self, of: NameOf) -> Vec<&str>;
}

impl PersonFilter {
    /// The names that it asks for and that there are not, in the order of the text, each with the nearest one
    /// that there is. They are nothing against the filter: a name may have been there once.
    pub fn unknown_names(&self, known: &dyn KnownNames) -> Vec<FilterError> {
        let unknown = |named: &Named| {
            let names = known.names(named.of);
            // Lists are looked up to the letter, everything else in folded form.
            let folded = text::fold(&named.name);
            let is_it = |name: &&&str| match named.of {
                NameOf::List => **name == named.name,
                _ => text::fold(name) == folded,
            };
            let is_known = names.iter().find(is_it).is_some();
            (!is_known)
                .then(|| FilterError::missing(named.of.word(), &named.name, &names, named.span))
        };
        self.names.iter().filter_map(unknown).collect()
    }
}
