//! Lifecycle: cards, gates and the passing of time.

use crate::filter::PersonFilter;
use crate::identity::mailbox;
use crate::person::PersonKind;
use crate::profile::{Profile, field};
use crate::scoring::fold::Observer;
use crate::scoring::model::{Model, Stage};
use crate::scoring::scorer::Scorer;
use crate::scoring::state::ScoreState;
use crate::time::Timestamp;

/// What is asked on the ways out of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ways {
    /// There is no way out that a condition opens.
    None,
    /// Nothing that changes with time alone.
    Scoreless,
    /// Engagement or what follows from it.
    ByScores,
}

impl Ways {
    /// The ways out of each stage.
    pub fn all(model: &Model) -> Vec<Self> {
        let out_of = |(at, stage): (usize, &Stage)| {
            let gates = model.stages.iter().filter(|to| to.from.contains(&at));
            let gates = gates.filter_map(|to| to.gate.as_ref());
            let gates: Vec<&PersonFilter> = gates.chain(&stage.leave_when).collect();
            match () {
                () if gates.is_empty() => Self::None,
                () if gates.iter().any(|gate| gate.asks_scores()) => Self::ByScores,
                () => Self::Scoreless,
            }
        };
        model.stages.iter().enumerate().map(out_of).collect()
    }
}

impl Scorer<'_> {
    /// Lets time pass: stages entered by inactivity or tenure are entered at the moment they were due.
    pub fn advance(&self, state: &mut ScoreState, now: Timestamp, observer: &mut impl Observer) {
        self.signals_due(state, now, observer);
        while let Some((at, stage)) = self.next_due(state).filter(|(at, _)| *at <= now) {
            self.enter(state, stage, at, observer);
            self.signals_due(state, now, observer);
        }
    }

    /// When the passing of time alone will next change the stage, and to which.
    pub fn next_due(&self, state: &ScoreState) -> Option<(Timestamp, usize)> {
        let stages = self.model.stages.iter().enumerate();
        let reachable = stages.filter(|(_, stage)| stage.from.contains(&state.stage));
        let due = reachable.filter_map(|(at, stage)| {
            let (since, span) = match stage {
                Stage {
                    after_inactivity: Some(span),
                    ..
                } => (state.last_touch?, span),
                Stage {
                    after_tenure: Some(span),
                    ..
                } => (state.customer_at?, span),
                _ => return None,
            };
            // Never before the stage was entered, so that transitions are in the order of time.
            let due = since + *span;
            Some((state.stage_since.map_or(due, |since| due.max(since)), at))
        });
        due.min()
    }

    pub(super) fn open_cards_and_gates(
        &self,
        state: &mut ScoreState,
        profile: &Profile,
        at: Timestamp,
        observer: &mut impl Observer,
    ) {
        if state.lead_at.is_none() && state.last_touch.is_some() && is_named_contact(profile) {
            state.lead_at = Some(at);
            state.kind = state.kind.max(PersonKind::Lead);
        }
        // A person passes each stage at most once a moment, so contradictory gates cannot spin.
        for _ in 0..self.model.stages.len() {
            let Some(next) = self.open_way(state, profile, at) else {
                return;
            };
            self.enter(state, next, at, observer);
        }
    }

    /// The furthest stage whose gate is open from where the person is; else where the way out leads.
    fn open_way(&self, state: &ScoreState, profile: &Profile, at: Timestamp) -> Option<usize> {
        let view = match self.ways[state.stage] {
            Ways::None => return None,
            Ways::Scoreless => self.scoreless_view(state, profile, at),
            Ways::ByScores => self.gate_view(state, profile, at),
        };
        let counts = self.counts(state, at);
        let is_open = |gate: &PersonFilter| gate.matches(&view, &counts);
        let opens = |(_, stage): &(usize, &Stage)| {
            stage.from.contains(&state.stage) && stage.gate.as_ref().is_some_and(is_open)
        };
        let mut stages = self.model.stages.iter().enumerate().rev();
        if let Some((next, _)) = stages.find(opens) {
            return Some(next);
        }
        let here = &self.model.stages[state.stage];
        here.leave_to
            .filter(|_| here.leave_when.as_ref().is_some_and(is_open))
    }

    fn enter(
        &self,
        state: &mut ScoreState,
        stage: usize,
        at: Timestamp,
        observer: &mut impl Observer,
    ) {
        observer.transition(state.stage, stage, at);
        (state.stage, state.stage_since) = (stage, Some(at));
        if self.model.stages[stage].customer {
            state.kind = PersonKind::Customer;
            state.customer_at.get_or_insert(at);
        }
    }
}

/// Whether a named human can be reached: not just a company's switchboard or shared mailbox.
fn is_named_contact(profile: &Profile) -> bool {
    let personal_email = profile
        .text(field::EMAIL)
        .is_some_and(|email| !mailbox::is_generic_mailbox(email));
    personal_email || (profile.get(field::NAME).is_some() && profile.is_contactable())
}
