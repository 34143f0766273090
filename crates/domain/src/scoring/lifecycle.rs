//! Lifecycle: cards, gates and the passing of time.

use crate::filter::{PersonField, PersonFilter};
use crate::identity::mailbox;
use crate::person::{PersonKind, PersonView};
use crate::profile::{Profile, field};
use crate::scoring::fold::Observer;
use crate::scoring::measure::Measure;
use crate::scoring::model::{Model, Stage};
use crate::scoring::scorer::Scorer;
use crate::scoring::state::ScoreState;
use crate::time::Timestamp;

/// What is asked on the ways out of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ways {
    /// Whether there is a way out that a condition opens.
    has_gates: bool,
    /// Whether one asks for engagement or what follows from it, which changes with time alone.
    asks_scores: bool,
    /// Whether one asks for anything that what is known of a person decides.
    pub asks_profile: bool,
    /// Whether one asks for signals.
    asks_signals: bool,
    /// Positions of the measures whose windows end by time alone.
    windows: Vec<usize>,
}

impl Ways {
    /// The ways out of each stage.
    pub fn all(model: &Model, measures: &[Measure]) -> Vec<Self> {
        let out_of = |(at, stage): (usize, &Stage)| {
            let gates = model.stages.iter().filter(|to| to.from.contains(&at));
            let gates = gates.filter_map(|to| to.gate.as_ref());
            let gates: Vec<&PersonFilter> = gates.chain(&stage.leave_when).collect();
            let asked = gates.iter().flat_map(|gate| gate.measures());
            let ends = asked.filter_map(|asked| {
                let position = measures.iter().position(|one| one.is(&asked.measure));
                position.filter(|position| measures[*position].ends())
            });
            Self {
                has_gates: !gates.is_empty(),
                asks_scores: gates.iter().any(|gate| gate.asks_scores()),
                asks_profile: gates.iter().any(|gate| asks_profile(gate)),
                asks_signals: gates.iter().any(|gate| gate.asks_signals()),
                windows: ends.collect(),
            }
        };
        model.stages.iter().enumerate().map(out_of).collect()
    }
}

/// What the passing of time does; what comes at the same moment is done in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Passing {
    /// A signal is given.
    Signal(usize),
    /// A stage is entered by inactivity or tenure.
    Stage(usize),
    /// A signal leaves the window of a gate.
    Window,
}

impl Scorer<'_> {
    /// Lets time pass: stages entered by inactivity or tenure are entered at the moment they were
    /// due, and gates that ask for signals are looked at where time gives or ends one.
    pub fn advance(
        &self,
        state: &mut ScoreState,
        profile: &Profile,
        now: Timestamp,
        observer: &mut impl Observer,
    ) {
        while let Some((at, passing)) = self.next_passing(state).filter(|(at, _)| *at <= now) {
            match passing {
                Passing::Signal(signal) => {
                    let given = self.signal_due(state, (at, signal), observer);
                    if given && self.ways[state.stage].asks_signals {
                        self.open_gates(state, profile, at, observer);
                    }
                }
                Passing::Stage(stage) => self.enter(state, stage, at, observer),
                Passing::Window => {
                    state.looked_at = Some(at);
                    self.open_gates(state, profile, at, observer);
                }
            }
        }
    }

    /// When the passing of time alone will next change something.
    pub fn next_time(&self, state: &ScoreState) -> Option<Timestamp> {
        self.next_passing(state).map(|(at, _)| at)
    }

    fn next_passing(&self, state: &ScoreState) -> Option<(Timestamp, Passing)> {
        let signal = self.detector.next_due(&state.signals);
        let signal = signal.map(|(at, signal)| (at, Passing::Signal(signal)));
        let stage = self.next_due(state);
        let stage = stage.map(|(at, stage)| (at, Passing::Stage(stage)));
        let window = self.next_end(state).map(|at| (at, Passing::Window));
        signal.into_iter().chain(stage).chain(window).min()
    }

    /// When the next signal leaves the window of a gate that leads on from where the person is.
    fn next_end(&self, state: &ScoreState) -> Option<Timestamp> {
        let windows = &self.ways[state.stage].windows;
        // At whatever ended earlier, these gates were looked at already.
        let looked = state.looked_at.max(state.stage_since);
        let after = looked.map_or(state.last.0, |at| at.max(state.last.0));
        let ends = windows
            .iter()
            .filter_map(|at| self.measures[*at].next_end(&state.measures[*at], after));
        ends.min()
    }

    /// When inactivity or tenure will next lead to a stage, and to which.
    fn next_due(&self, state: &ScoreState) -> Option<(Timestamp, usize)> {
        let stages = self.model.stages.iter().enumerate();
        let reachable = stages.filter(|(_, stage)| stage.from.contains(&state.stage));
        let due = reachable.filter_map(|(at, stage)| {
            let (since, span) = match stage {
                Stage {
                    after_inactivity: Some(span),
                    ..
                    // Whoever was never seen, but is known, is silent from the stage on.
                } => (state.last_touch.or(state.stage_since)?, span),
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

    /// Opens the lead card once a named human can be reached, of whom a human told at `at` or before.
    pub(super) fn open_lead(
        &self,
        state: &mut ScoreState,
        profile: &Profile,
        (at, human): (Timestamp, bool),
    ) {
        let is_somebody = human || state.last_touch.is_some();
        if state.lead_at.is_none() && is_somebody && is_named_contact(profile) {
            state.lead_at = Some(at);
            state.kind = state.kind.max(PersonKind::Lead);
        }
    }

    pub(super) fn open_gates(
        &self,
        state: &mut ScoreState,
        profile: &Profile,
        at: Timestamp,
        observer: &mut impl Observer,
    ) {
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
        let ways = &self.ways[state.stage];
        if !ways.has_gates {
            return None;
        }
        let seen = self.signals_seen(state);
        let view = PersonView {
            signals: &seen,
            ..match ways.asks_scores {
                false => self.scoreless_view(state, profile, at),
                true => self.gate_view(state, profile, at),
            }
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

/// Whether a condition asks for anything that what is known of a person decides, rather than for what
/// they did and when.
fn asks_profile(gate: &PersonFilter) -> bool {
    use PersonField as F;
    let of_life = |field: &F| {
        matches!(
            field,
            F::Stage
                | F::Engagement
                | F::Velocity
                | F::Created
                | F::LastTouch
                | F::Source
                | F::Medium
                | F::Campaign
                | F::LeadOpened
                | F::CustomerSince
                | F::Signal
        )
    };
    !gate.fields().iter().all(of_life)
}

/// Whether a named human can be reached: not just a company's switchboard or shared mailbox.
fn is_named_contact(profile: &Profile) -> bool {
    let personal_email = profile
        .text(field::EMAIL)
        .is_some_and(|email| !mailbox::is_generic_mailbox(email));
    personal_email || (profile.get(field::NAME).is_some() && profile.is_contactable())
}
