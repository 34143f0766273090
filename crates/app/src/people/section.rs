//! The sections of Today: people to win, and customers apart from them.

use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::Model;
use ripen_domain::signal::Signal;

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
    /// Customers who are not disqualified and have a reason for a call: hot or with a signal of the last days, and
    /// not quiet since their last order; or regular buyers whose next order is overdue.
    WorthACall,
    /// Customers who are not disqualified.
    Customers,
}

/// Who did something since the last order: what led to it is no reason to call again. Those who became customers
/// without one have none to do it after.
const SINCE: &str = "(count(order) = 0 or count(any, after last(order)) >= 1)";
/// Who bought regularly, and then no more: the next order is overdue by any count.
const SILENT: &str = "last(order) < 60d ago and count(order, 365d) >= 3";
/// How long a signal is a reason to call: as long as a list shows it.
const LATELY: &str = "14d";

impl Section {
    /// Every section but everybody, with its name.
    pub const NAMED: &'static [(&'static str, Self)] = &[
        ("to_win", Self::ToWin),
        ("worth_a_call", Self::WorthACall),
        ("customers", Self::Customers),
    ];

    /// The people of the section who pass a filter; signals are those of the model.
    ///
    /// # Errors
    /// None that a test would not find: what the sections ask for is written here.
    pub(crate) fn of(self, model: &Model, filter: &PersonFilter) -> Result<PersonFilter> {
        let customers = "kind = customer and disqualified is unknown";
        let asked = match self {
            Self::Everybody => return Ok(filter.clone()),
            Self::ToWin => "not kind = customer and disqualified is unknown".to_owned(),
            Self::WorthACall => {
                let given = |signal: &Signal| format!("signal(\"{}\", {LATELY})", signal.key);
                let mut reasons = vec!["temperature = hot".to_owned()];
                reasons.extend(model.signals.iter().map(given));
                let active = reasons.join(" or ");
                format!("{customers} and (({active}) and {SINCE} or {SILENT})")
            }
            Self::Customers => customers.to_owned(),
        };
        Ok(filter_of(&asked)?.and(filter))
    }
}
