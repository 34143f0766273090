//! Buying signals within the fold.

use std::cell::LazyCell;

use crate::filter::PersonFilter;
use crate::interaction::Fact;
use crate::profile::Profile;
use crate::scoring::decay::value;
use crate::scoring::fold::Observer;
use crate::scoring::scorer::{Matched, Scorer};
use crate::scoring::state::ScoreState;
use crate::signal::Moment;
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
        let mut signals = std::mem::take(&mut state.signals);
        let [recent, baseline] = self.decays.velocity_factors(fact.at);
        let moment = Moment {
            at: fact.at,
            seq: fact.seq,
            before,
            pace: [value(state.pace[0], recent), value(state.pace[1], baseline)],
            decays: &self.decays,
            matched: &matched.signals,
        };
        let view = LazyCell::new(|| self.view(state, profile, fact.at));
        let scoreless = LazyCell::new(|| self.scoreless_view(state, profile, fact.at));
        let counts = self.counts(state, fact.at);
        let holds = |condition: &PersonFilter, asks_scores: bool| match asks_scores {
            true => condition.matches(&view, &counts),
            false => condition.matches(&scoreless, &counts),
        };
        let fired = |fired| observer.signal(fired);
        self.detector.step(&mut signals, &moment, holds, fired);
        state.signals = signals;
    }

    /// When the passing of time alone will next change the stage or give a signal.
    pub fn next_time(&self, state: &ScoreState) -> Option<Timestamp> {
        let stage = self.next_due(state).map(|(at, _)| at);
        let signal = self.detector.next_due(&state.signals).map(|(at, _)| at);
        stage.into_iter().chain(signal).min()
    }

    /// Gives the signals that are due before `now` and not after the next change of stage.
    pub(super) fn signals_due(
        &self,
        state: &mut ScoreState,
        now: Timestamp,
        observer: &mut impl Observer,
    ) {
        let until = self.next_due(state).map_or(now, |(at, _)| at.min(now));
        while let Some(due) = self.detector.next_due(&state.signals)
            && due.0 <= until
        {
            let fired = |fired| observer.signal(fired);
            self.detector.come_due(&mut state.signals, due, fired);
        }
    }
}
