//! What a buying signal looks for.

use super::company::CompanySurge;
use crate::filter::{InteractionFilter, PersonFilter};
use crate::time::Span;

/// A buying signal as a model defines it.
#[derive(Clone, Debug)]
pub struct Signal {
    /// Stable key.
    pub key: String,
    /// Name on screen.
    pub name: String,
    /// What it looks for.
    pub pattern: Pattern,
    /// How long it keeps silent after it was given.
    pub cool_down: CoolDown,
}

/// How long a signal keeps silent after it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoolDown {
    /// For this long.
    For(Span),
    /// For ever: it is given once a person.
    Ever,
}

/// What a signal looks for.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// At an interaction that meets `on`, or at any, while the person meets `when`.
    Rule {
        /// Which interactions; any where there is none.
        on: Option<InteractionFilter>,
        /// Which people; everybody where there is none.
        when: Option<PersonFilter>,
    },
    /// Many interactions of a sort, measured against the person's own habit.
    Frequent {
        /// Which interactions.
        of: InteractionFilter,
        /// How many there have to be …
        at_least: u32,
        /// … in this time.
        within: Span,
        /// How many times more than the person's own baseline for this sort that has to be; 0
        /// leaves the baseline out.
        times_baseline: f64,
    },
    /// More engagement than the person's own baseline.
    Surge {
        /// Least recent engagement, points a day.
        at_least: f64,
        /// How many times the baseline the recent engagement has to be.
        times_baseline: f64,
    },
    /// An interaction after a long silence.
    Return {
        /// How long the silence has to be.
        after: Span,
    },
    /// Something was begun, and not done for a while.
    Abandoned {
        /// What begins it; beginning again begins the wait again.
        begun: InteractionFilter,
        /// What ends it.
        done: InteractionFilter,
        /// How long it has to wait unfinished.
        after: Span,
    },
    /// The people of a company do more than usual. It is the company's, and not found by folding a
    /// person.
    Company(CompanySurge),
}

impl Pattern {
    /// The interactions that it looks at, each with the role that they play in it.
    pub(super) fn roles(&self) -> impl Iterator<Item = (super::detect::Role, &InteractionFilter)> {
        use super::detect::Role;
        let (first, second) = match self {
            Self::Rule { on, .. } => (on.as_ref().map(|on| (Role::Met, on)), None),
            Self::Frequent { of, .. } => (Some((Role::Met, of)), None),
            Self::Surge { .. } | Self::Return { .. } | Self::Company(_) => (None, None),
            Self::Abandoned { begun, done, .. } => {
                (Some((Role::Met, begun)), Some((Role::Done, done)))
            }
        };
        first.into_iter().chain(second)
    }

    /// What counts as a surge, where it is a signal of companies.
    pub fn of_company(&self) -> Option<&CompanySurge> {
        match self {
            Self::Company(surge) => Some(surge),
            _ => None,
        }
    }

    /// What it asks of interactions.
    pub fn filters(&self) -> impl Iterator<Item = &InteractionFilter> {
        self.roles().map(|(_, filter)| filter)
    }

    /// The condition on the person, if it has one.
    pub fn condition(&self) -> Option<&PersonFilter> {
        match self {
            Self::Rule { when, .. } => when.as_ref(),
            _ => None,
        }
    }
}
