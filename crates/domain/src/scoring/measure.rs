//! What gates ask about the history, kept in as little as decides it.

use crate::filter::{
    CountCondition, Counts, InteractionFilter, Measure as Asked, MeasureCondition,
    Measured as Value, Test, Value as Literal, Window,
};
use crate::identity::normalize;
use crate::interaction::{Fact, Verdict};
use crate::scoring::model::Model;
use crate::scoring::scorer::Scorer;
use crate::scoring::state::{Measured, ScoreState};
use crate::text;
use crate::time::{Span, Timestamp};

/// Whether it can be told from little that is kept of a history while it is folded: counts of the
/// last days, of interactions and of signals, first times and last times.
pub fn can_be_kept(measure: &Asked) -> bool {
    match measure {
        Asked::Count(of) | Asked::Last(of) => matches!(of.window, None | Some(Window::Last(_))),
        Asked::First(of) => of.window.is_none(),
        Asked::Signal { .. } => true,
        Asked::Sum(..) => false,
    }
}

/// The largest number that a count is compared with.
pub fn most_asked_for(test: &Test) -> u32 {
    let number = |value: &Literal| match value {
        Literal::Number(number) => *number as u32,
        _ => 0,
    };
    match test {
        Test::Compare(_, value) | Test::Between(_, value) => number(value),
        Test::OneOf { values, .. } => values.iter().map(number).max().unwrap_or(0),
        _ => 0,
    }
}

/// A measure that a gate asks for.
pub struct Measure<'m> {
    asked: &'m Asked,
    /// The interactions that it looks at; signals have none.
    condition: Option<&'m CountCondition>,
    /// How far back it looks, where it does not look at the whole history.
    window: Option<Span>,
    /// How many times have to be known to decide the comparison.
    keep: usize,
}

impl<'m> Measure<'m> {
    /// Every measure in the gates and the signals of a model.
    pub fn all(model: &'m Model) -> Vec<Self> {
        let signals = model.signals.iter();
        let conditions = signals.filter_map(|signal| signal.pattern.condition());
        let measures = model
            .gates()
            .chain(conditions)
            .flat_map(|gate| gate.measures());
        measures.filter_map(Self::new).collect()
    }

    /// `None` for what a checked model does not ask for.
    fn new(condition: &'m MeasureCondition) -> Option<Self> {
        let asked = &condition.measure;
        let keep = match asked {
            // One more than asked for tells equal from greater.
            Asked::Count(_) | Asked::Signal { .. } => most_asked_for(&condition.test) as usize + 1,
            _ => 1,
        };
        can_be_kept(asked).then(|| Self {
            asked,
            condition: asked.condition(),
            window: match asked.window() {
                Some(Window::Last(span)) => Some(span),
                _ => None,
            },
            keep,
        })
    }

    /// What is kept before the first interaction.
    pub fn begin(&self) -> Measured {
        match (self.asked, self.window) {
            (Asked::Count(_) | Asked::Signal { .. }, None) => Measured::Count(0),
            _ => Measured::Times(Vec::new()),
        }
    }

    /// Whether an interaction takes part in it.
    pub fn takes(&self, fact: &Fact) -> bool {
        (fact.verdict == Verdict::Human || self.names_verdict())
            && self
                .condition
                .is_some_and(|condition| condition.interaction.matches(fact))
    }

    /// Whether it counts the signal with this key.
    pub fn counts_signal(&self, key: &str) -> bool {
        self.asked.counts_signal(key)
    }

    /// Whether it changes by time alone, at which a person is looked at again: a signal in a window.
    pub fn ends(&self) -> bool {
        self.window.is_some() && matches!(self.asked, Asked::Signal { .. })
    }

    /// Whether it is this one, of this very condition.
    pub fn is(&self, asked: &Asked) -> bool {
        std::ptr::eq(self.asked, asked)
    }

    /// When, later than `after`, the next of what is kept leaves the window.
    pub fn next_end(&self, kept: &Measured, after: Timestamp) -> Option<Timestamp> {
        let (Measured::Times(times), Some(window)) = (kept, self.window) else {
            return None;
        };
        let mut ends = times.iter().map(|at| *at + window);
        ends.find(|end| *end > after)
    }

    /// Takes in an interaction or a signal that is later than all before it.
    pub fn add(&self, kept: &mut Measured, at: Timestamp) {
        match kept {
            Measured::Count(count) => *count = count.saturating_add(1),
            Measured::Times(times) => {
                if matches!(self.asked, Asked::First(_)) && !times.is_empty() {
                    return;
                }
                if times.len() >= self.keep {
                    times.remove(0);
                }
                times.push(at);
            }
        }
    }

    /// What it comes to at `now`; counts are exact up to what the gate compares them with.
    fn value(&self, kept: &Measured, now: Timestamp) -> Option<Value> {
        let after = self.window.map(|window| now - window);
        match kept {
            Measured::Count(count) => Some(Value::Number(f64::from(*count))),
            Measured::Times(times) => {
                let mut within = times
                    .iter()
                    .filter(|at| after.is_none_or(|after| **at > after));
                match self.asked {
                    Asked::Count(_) | Asked::Signal { .. } => {
                        Some(Value::Number(within.count() as f64))
                    }
                    _ => within.next().copied().map(Value::At),
                }
            }
        }
    }

    /// Which interactions it looks at.
    pub fn interaction(&self) -> Option<&'m InteractionFilter> {
        self.condition.map(|condition| &condition.interaction)
    }

    /// Whether it says itself which verdicts it wants.
    pub fn names_verdict(&self) -> bool {
        self.condition
            .is_some_and(|condition| condition.interaction.names_verdict())
    }
}

/// Counts out of the score state, for gates.
pub struct StateCounts<'a> {
    pub scorer: &'a Scorer<'a>,
    pub state: &'a ScoreState,
    pub now: Timestamp,
}

impl Counts for StateCounts<'_> {
    fn measure(&self, asked: &Asked) -> Option<Value> {
        let mut measures = self.scorer.measures.iter().zip(&self.state.measures);
        let (measure, kept) = measures.find(|(measure, _)| measure.is(asked))?;
        measure.value(kept, self.now)
    }

    fn contains(&self, list: &str, value: &str) -> bool {
        let model = self.scorer.model;
        match model.lists.get(list) {
            // Folding takes longer than everything else here.
            Some(entries) if entries.is_empty() => false,
            Some(_) => model.is_listed(list, &text::fold(value)) == Some(true),
            None => match list {
                "free" => normalize::is_free(value),
                "disposable" => normalize::is_disposable(value),
                _ => false,
            },
        }
    }
}
