//! Measures: what the interactions of a person come to.

use super::ast::{InteractionFilter, Test};
use super::field::InteractionField;
use super::literal::FoldedText;
use crate::interaction::{Fact, Verdict};
use crate::person::SignalSeen;
use crate::time::{Span, Timestamp};

/// A measure and what is asked about it.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureCondition {
    /// What is measured.
    pub measure: Measure,
    /// The test of the number or date.
    pub test: Test,
}

/// A number or a date that follows from the history of a person.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// `count(…)`: how many.
    Count(CountCondition),
    /// `sum(amount of …)`: sum of a field; interactions in which it is no number add nothing.
    Sum(InteractionField, CountCondition),
    /// `first(…)`: when it first happened; missing when it never did.
    First(CountCondition),
    /// `last(…)`: when it last happened; missing when it never did.
    Last(CountCondition),
    /// `signal("key")`: how often a buying signal was seen.
    Signal {
        /// Key of the signal.
        key: FoldedText,
        /// How far back from now; `None` looks at all of them.
        window: Option<Span>,
    },
}

/// What a measure came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measured {
    /// A number.
    Number(f64),
    /// A moment.
    At(Timestamp),
}

/// Which interactions are counted, summed up or looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct CountCondition {
    /// Which interactions.
    pub interaction: InteractionFilter,
    /// In which time; `None` looks at the whole history.
    pub window: Option<Window>,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub enum Window {
    /// `last 7 days`: later than that long before now.
    Last(Span),
    /// `7 days before first(order)`: before a moment, at most this long if that is said.
    Before(Option<Span>, Moment),
    /// `7 days after last(order)`: after a moment, at most this long if that is said.
    After(Option<Span>, Moment),
}

/// When something happened first or last; there is no such moment when it never did.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The last time, rather than the first.
    pub last: bool,
    /// Which interactions.
    pub interaction: InteractionFilter,
}

impl Measure {
    /// The interactions that are looked at; signals have none.
    pub fn condition(&self) -> Option<&CountCondition> {
        match self {
            Self::Count(of) | Self::Sum(_, of) | Self::First(of) | Self::Last(of) => Some(of),
            Self::Signal { .. } => None,
        }
    }

    /// Whether it counts the signal with this key.
    pub fn counts_signal(&self, key: &str) -> bool {
        matches!(self, Self::Signal { key: asked, .. } if asked.folded() == crate::text::fold(key))
    }

    /// The stretch of time that it looks at, where it is not the whole history; for signals too.
    pub fn window(&self) -> Option<Window> {
        match self {
            Self::Signal { window, .. } => window.map(Window::Last),
            measure => measure.condition()?.window.clone(),
        }
    }

    /// What it comes to at `now`, given the interactions of a person in any order.
    pub fn of<'a, I>(&self, facts: I, now: Timestamp) -> Option<Measured>
    where
        I: IntoIterator<Item = Fact<'a>> + Clone,
    {
        match self {
            Self::Count(of) => Some(Measured::Number(of.count(facts, now) as f64)),
            Self::Sum(field, of) => {
                let amounts = of.found(facts, now).filter_map(|fact| amount(field, &fact));
                Some(Measured::Number(amounts.sum()))
            }
            Self::First(of) => of
                .found(facts, now)
                .map(|fact| fact.at)
                .min()
                .map(Measured::At),
            Self::Last(of) => of
                .found(facts, now)
                .map(|fact| fact.at)
                .max()
                .map(Measured::At),
            Self::Signal { .. } => None,
        }
    }
}

/// How many of the signals have this key and lie in the window.
pub(super) fn signal_count(
    key: &FoldedText,
    window: Option<Span>,
    signals: &[SignalSeen],
    now: Timestamp,
) -> f64 {
    let after = window.map(|window| now - window);
    let seen = |signal: &&SignalSeen| {
        signal.at <= now
            && after.is_none_or(|after| signal.at > after)
            && crate::text::fold(signal.key) == key.folded()
    };
    signals.iter().filter(seen).count() as f64
}

/// Larger numbers add nothing to a sum, whether plus or minus: they are no money, and sums that leave the range of a
/// double would be errors in a database.
pub const MAX_SUMMAND: f64 = crate::money::MOST;

/// The number that an interaction adds to a sum.
fn amount(field: &InteractionField, fact: &Fact<'_>) -> Option<f64> {
    let amount = match field {
        InteractionField::Amount => fact.amount,
        InteractionField::Property(name) => fact.properties.number(name),
        _ => None,
    };
    amount.filter(|amount| amount.abs() <= MAX_SUMMAND)
}

impl CountCondition {
    /// How many of the interactions meet the condition: those up to now, in the window, and human
    /// ones only unless the condition itself names the verdict.
    pub fn count<'a, I>(&self, facts: I, now: Timestamp) -> u64
    where
        I: IntoIterator<Item = Fact<'a>> + Clone,
    {
        self.found(facts, now).count() as u64
    }

    fn found<'a, I>(&self, facts: I, now: Timestamp) -> impl Iterator<Item = Fact<'a>>
    where
        I: IntoIterator<Item = Fact<'a>> + Clone,
    {
        let range = self.range(facts.clone(), now);
        facts.into_iter().filter(move |fact| {
            range.is_some_and(|(from, to)| fact.at >= from && fact.at <= to)
                && self.interaction.counts(fact)
        })
    }

    /// First and last moment of the window; `None` when what it refers to never happened.
    fn range<'a, I>(&self, facts: I, now: Timestamp) -> Option<(Timestamp, Timestamp)>
    where
        I: IntoIterator<Item = Fact<'a>>,
    {
        let (tick, ever) = (Span::from_micros(1), Timestamp::from_micros(i64::MIN));
        Some(match &self.window {
            None => (ever, now),
            Some(Window::Last(span)) => (now - *span + tick, now),
            Some(Window::Before(span, moment)) => {
                let at = moment.of(facts, now)?;
                (span.map_or(ever, |span| at - span), at - tick)
            }
            Some(Window::After(span, moment)) => {
                let at = moment.of(facts, now)?;
                (at + tick, span.map_or(now, |span| now.min(at + span)))
            }
        })
    }
}

impl Moment {
    fn of<'a>(
        &self,
        facts: impl IntoIterator<Item = Fact<'a>>,
        now: Timestamp,
    ) -> Option<Timestamp> {
        let found = facts
            .into_iter()
            .filter(|fact| fact.at <= now && self.interaction.counts(fact))
            .map(|fact| fact.at);
        if self.last { found.max() } else { found.min() }
    }
}

impl InteractionFilter {
    /// Whether the interaction matches and counts: only human ones do, unless the filter itself
    /// says which verdicts it wants.
    pub fn counts(&self, fact: &Fact<'_>) -> bool {
        (self.names_verdict || fact.verdict == Verdict::Human) && self.matches(fact)
    }
}
