//! What gates ask about the history, kept in as little as decides it.

use crate::filter::{CountCondition, Counts, PersonCondition};
use crate::identity::normalize;
use crate::interaction::{Fact, Verdict};
use crate::scoring::model::Model;
use crate::scoring::scorer::Scorer;
use crate::scoring::state::{Measured, ScoreState};
use crate::text;
use crate::time::Timestamp;

/// A count that a gate asks for.
pub struct Measure<'m> {
    condition: &'m CountCondition,
    /// How many times have to be known to decide the comparison, when there is a window.
    keep: usize,
}

impl<'m> Measure<'m> {
    /// Every count in the gates of a model.
    pub fn all(model: &'m Model) -> Vec<Self> {
        let mut measures = Vec::new();
        for gate in model.gates() {
            gate.expr().visit(&mut |condition| {
                if let PersonCondition::Count {
                    condition, number, ..
                } = condition
                {
                    // One more than asked for tells equal from greater.
                    let keep = *number as usize + 1;
                    measures.push(Self { condition, keep });
                }
            });
        }
        measures
    }

    /// What is kept before the first interaction.
    pub fn begin(&self) -> Measured {
        match self.condition.window {
            None => Measured::Count(0),
            Some(_) => Measured::Times(Vec::new()),
        }
    }

    /// Whether an interaction takes part in it.
    pub fn takes(&self, fact: &Fact) -> bool {
        (fact.verdict == Verdict::Human || self.names_verdict())
            && self.condition.interaction.matches(fact)
    }

    /// Takes in an interaction that is later than all before it.
    pub fn add(&self, kept: &mut Measured, at: Timestamp) {
        match kept {
            Measured::Count(count) => *count = count.saturating_add(1),
            Measured::Times(times) => {
                if times.len() >= self.keep {
                    times.remove(0);
                }
                times.push(at);
            }
        }
    }

    /// The count at `now`, exact up to what the gate compares it with.
    fn count(&self, kept: &Measured, now: Timestamp) -> u64 {
        match (kept, self.condition.window) {
            (Measured::Count(count), _) => u64::from(*count),
            (Measured::Times(times), None) => times.len() as u64,
            (Measured::Times(times), Some(window)) => {
                let after = now - window;
                times.iter().filter(|at| **at > after).count() as u64
            }
        }
    }

    /// Whether it says itself which verdicts it wants.
    pub fn names_verdict(&self) -> bool {
        self.condition.interaction.names_verdict()
    }
}

/// Counts out of the score state, for gates.
pub struct StateCounts<'a> {
    pub scorer: &'a Scorer<'a>,
    pub state: &'a ScoreState,
    pub now: Timestamp,
}

impl Counts for StateCounts<'_> {
    fn count(&self, condition: &CountCondition) -> u64 {
        let mut measures = self.scorer.measures.iter().zip(&self.state.measures);
        let found = measures.find(|(measure, _)| std::ptr::eq(measure.condition, condition));
        found.map_or(0, |(measure, kept)| measure.count(kept, self.now))
    }

    fn contains(&self, list: &str, value: &str) -> bool {
        let listed = self.scorer.model.is_listed(list, &text::fold(value));
        listed.unwrap_or_else(|| match list {
            "free" => normalize::is_free(value),
            "disposable" => normalize::is_disposable(value),
            _ => false,
        })
    }
}
