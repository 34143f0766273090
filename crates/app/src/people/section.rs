//! The sections of Today: people to win, and customers apart from them.

use ripen_domain::filter::PersonFilter;

use super::list::filter_of;
use crate::error::Result;

/// Which people a list is of, beside its filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// Everybody.
    #[default]
    Everybody,
    /// Who is no customer yet and not disqualified.
    ToWin,
    /// Customers who are not disqualified.
    Customers,
}

impl Section {
    /// Every section but everybody, with its name.
    pub const NAMED: &'static [(&'static str, Self)] =
        &[("to_win", Self::ToWin), ("customers", Self::Customers)];

    /// The people of the section who pass a filter.
    ///
    /// # Errors
    /// None that a test would not find: what the sections ask for is written here.
    pub(crate) fn of(self, filter: &PersonFilter) -> Result<PersonFilter> {
        let asked = match self {
            Self::Everybody => return Ok(filter.clone()),
            Self::ToWin => "not kind = customer and disqualified is unknown",
            Self::Customers => "kind = customer and disqualified is unknown",
        };
        Ok(filter_of(asked)?.and(filter))
    }
}
