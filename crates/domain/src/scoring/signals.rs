//! Buying signals within the fold.

use std::cell::LazyCell;

use smallvec::SmallVec;

use crate::filter::{PersonField, PersonFilter};
use crate::interaction::Fact;
use crate::person::{PersonView, SignalSeen};
use crate::profile::Profile;
use crate::scoring::decay::value;
use crate::scoring::fold::Observer;
use crate::scoring::model::Model;
use crate::scoring::scorer::{Matched, Scorer};
use crate::scoring::state::ScoreState;
use crate::signal::{Fired, Moment};
use crate::time::Timestamp;

impl Scorer<'_> {
    /// Looks for signals at a human interaction, whose points are in the state already. `before` is
    /// the time of the human interaction before it.
    pub(super) fn detect_signals(
        &self,
        state: &mut ScoreState,
        profile: &Profile,
        (fact, before): (&Fact, Option<Timestamp>),
        matched: &Matched,
        observer: &mut impl Observer,
    ) {
        if self.detector.is_empty() {
            return;
        }
        let seen = self.signals_seen(state);
        let mut signals = std::mem::take(&mut state.signals);
        let [recent, baseline] = self.decays.velocity_factors_at(fact.at);
        let moment = Moment {
            at: fact.at,
            seq: fact.seq,
            before,
            pace: [value(state.pace[0], recent), value(state.pace[1], baseline)],
            decays: &self.decays,
            is_of_data: matched.is_of_data,
            matched: &matched.signals,
        };
        let view = LazyCell::new(|| PersonView {
            signals: &seen,
            ..self.view(state, profile, fact.at)
        });
        let scoreless = LazyCell::new(|| PersonView {
            signals: &seen,
            ..self.scoreless_view(state, profile, fact.at)
        });
        let counts = self.counts(state, fact.at);
        let holds = |condition: &PersonFilter, asks_scores: bool| match asks_scores {
            true => condition.matches(&view, &counts),
            false => condition.matches(&scoreless, &counts),
        };
        let mut given: SmallVec<[usize; 4]> = SmallVec::new();
        let fired = |fired: Fired| {
            given.push(fired.signal);
            observer.signal(fired);
        };
        self.detector.step(&mut signals, &moment, holds, fired);
        state.signals = signals;
        // Counted when all have been looked for, so that their order in the model does not matter.
        for signal in given {
            self.count_signal(state, signal, fact.at);
        }
    }

    /// Gives a signal that time completes, unless it keeps silent; whether it was given.
    pub(super) fn signal_due(
        &self,
        state: &mut ScoreState,
        due: (Timestamp, usize),
        observer: &mut impl Observer,
    ) -> bool {
        let mut given = false;
        let fired = |fired| {
            given = true;
            observer.signal(fired);
        };
        self.detector.come_due(&mut state.signals, due, fired);
        if given {
            self.count_signal(state, due.1, due.0);
        }
        given
    }

    fn count_signal(&self, state: &mut ScoreState, signal: usize, at: Timestamp) {
        for &measure in &self.counted_by[signal] {
            let measure = usize::from(measure);
            self.measures[measure].add(&mut state.measures[measure], at);
        }
    }

    /// The signals that the person has had, for conditions that ask for their keys; empty where no
    /// condition of the model does.
    pub(super) fn signals_seen(&self, state: &ScoreState) -> SmallVec<[SignalSeen<'_>; 8]> {
        if !self.asks_keys {
            return SmallVec::new();
        }
        let seen = state.signals.iter().filter_map(|one| {
            let signal = self.model.signals.get(usize::from(one.signal))?;
            one.last.map(|at| SignalSeen {
                key: &signal.key,
                at,
            })
        });
        seen.collect()
    }
}

/// For each signal of a model, whether a gate depends on it: asks for it, or for one whose condition
/// asks for it in turn.
pub(super) fn needed(model: &Model) -> Vec<bool> {
    let mut needed = vec![false; model.signals.len()];
    let mut conditions: Vec<&PersonFilter> = model.gates().collect();
    while let Some(condition) = conditions.pop() {
        let asks_keys = condition.fields().contains(&PersonField::Signal);
        let measures = condition.measures();
        for (at, signal) in model.signals.iter().enumerate() {
            let asks = || {
                let mut measures = measures.iter().map(|one| &one.measure);
                measures.any(|measure| measure.counts_signal(&signal.key))
            };
            if !needed[at] && (asks_keys || asks()) {
                needed[at] = true;
                conditions.extend(signal.pattern.condition());
            }
        }
    }
    needed
}
