//! Detecting signals, one interaction after the other.

use std::collections::HashMap;

use smallvec::SmallVec;

use super::pattern::{CoolDown, Pattern, Signal};
use super::state::{self, SignalState};
use crate::filter::{InteractionFilter, PersonField, PersonFilter};
use crate::interaction::Fact;
use crate::scoring::Decays;
use crate::scoring::decay::BASELINE;
use crate::time::{Span, Timestamp};

/// Most interactions of a window that are kept of a person for one signal.
pub(super) const MAX_RECENT: usize = 100;

/// A signal that looks at an interaction, and in which role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignalMatch {
    signal: u16,
    role: Role,
}

/// What an interaction is to a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It is what the signal looks for.
    Met,
    /// It ends what was begun.
    Done,
}

/// A signal that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Fired {
    /// Position of the signal in the model.
    pub signal: usize,
    /// When.
    pub at: Timestamp,
    /// Log position of the interaction that completed it.
    pub seq: i64,
    /// Log positions of the interactions behind it, oldest first.
    pub evidence: Vec<i64>,
}

/// A human interaction as signals see it.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// When.
    pub at: Timestamp,
    /// Its log position.
    pub seq: i64,
    /// Time of the human interaction before it.
    pub before: Option<Timestamp>,
    /// Recent and baseline engagement with this interaction in, points a day.
    pub pace: [f64; 2],
    /// Decay of the model.
    pub decays: &'a Decays,
    /// Whether it says who somebody is, not that they did something.
    pub is_of_data: bool,
    /// The signals that look at it.
    pub matched: &'a [SignalMatch],
}

/// The signals of a model, made ready for the fold.
#[derive(Clone, Debug)]
pub struct Detector<'m> {
    signals: &'m [Signal],
    /// For each signal, whether it is looked for.
    wanted: Vec<bool>,
    /// For each signal, whether its condition asks for scores, which take time to work out.
    asks_scores: Vec<bool>,
    /// For each signal, whether it looks at nothing but the profile, at any interaction.
    of_profile: Vec<bool>,
    /// What looks at interactions of a kind.
    by_kind: HashMap<&'m str, Vec<Look<'m>>>,
    /// What looks at interactions of every kind.
    any_kind: Vec<Look<'m>>,
}

/// A filter of a signal.
#[derive(Clone, Copy, Debug)]
struct Look<'m> {
    is: SignalMatch,
    filter: &'m InteractionFilter,
}

impl<'m> Detector<'m> {
    /// The signals of a model.
    pub fn new(signals: &'m [Signal]) -> Self {
        Self::looking_for(signals, vec![true; signals.len()])
    }

    /// Some of the signals of a model: for each, whether it is looked for.
    pub fn looking_for(signals: &'m [Signal], wanted: Vec<bool>) -> Self {
        let mut detector = Self {
            signals,
            wanted,
            asks_scores: signals
                .iter()
                .map(|signal| {
                    signal
                        .pattern
                        .condition()
                        .is_some_and(PersonFilter::asks_scores)
                })
                .collect(),
            of_profile: signals.iter().map(is_of_profile).collect(),
            by_kind: HashMap::new(),
            any_kind: Vec::new(),
        };
        for (signal, definition) in (0u16..).zip(signals) {
            if !detector.wanted[usize::from(signal)] {
                continue;
            }
            for (role, filter) in definition.pattern.roles() {
                let is = SignalMatch { signal, role };
                let looks = match filter.kind() {
                    Some(kind) => detector.by_kind.entry(kind).or_default(),
                    None => &mut detector.any_kind,
                };
                looks.push(Look { is, filter });
            }
        }
        detector
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        !self.wanted.contains(&true)
    }

    /// Which signals look at an interaction; the same for all that differ in nothing but their time.
    pub fn matched(&self, fact: &Fact) -> SmallVec<[SignalMatch; 4]> {
        let of_kind = self.by_kind.get(fact.kind).map_or(&[][..], Vec::as_slice);
        let any_kind: &[Look] = match fact.is_of_data() {
            true => &[],
            false => &self.any_kind,
        };
        let looks = of_kind.iter().chain(any_kind);
        let met = looks.filter(|look| look.filter.matches_rest(fact));
        met.map(|look| look.is).collect()
    }

    /// Takes in a human interaction that is later than all before it; `holds` says whether the
    /// person meets a condition now, and is told whether the condition asks for scores.
    pub fn step(
        &self,
        states: &mut Vec<SignalState>,
        moment: &Moment,
        mut holds: impl FnMut(&PersonFilter, bool) -> bool,
        mut fired: impl FnMut(Fired),
    ) {
        for (at, signal) in (0u16..).zip(self.signals) {
            if !self.wanted[usize::from(at)] {
                continue;
            }
            let evidence = match &signal.pattern {
                Pattern::Rule { on, when } => {
                    let looks = match on {
                        Some(_) => moment.is(at, Role::Met),
                        None => !self.is_settled(states, at),
                    };
                    (looks && !is_silent(states, at, signal, moment.at))
                        .then(|| {
                            let asks_scores = self.asks_scores[usize::from(at)];
                            when.as_ref().is_none_or(|when| holds(when, asks_scores))
                        })
                        .and_then(|met| {
                            if !met {
                                self.settle(states, at, moment);
                            }
                            met.then(|| vec![moment.seq])
                        })
                }
                Pattern::Frequent {
                    at_least,
                    within,
                    times_baseline,
                    ..
                } if moment.is(at, Role::Met) => frequent(
                    state::of(states, at),
                    moment,
                    (*at_least, *within, *times_baseline),
                ),
                // An import is no sign of life.
                Pattern::Surge { .. } | Pattern::Return { .. } if moment.is_of_data => None,
                Pattern::Surge {
                    at_least,
                    times_baseline,
                } => {
                    let [recent, baseline] = moment.pace;
                    (recent >= *at_least && recent >= times_baseline * baseline)
                        .then(|| vec![moment.seq])
                }
                Pattern::Return { after } => {
                    let silence = moment.before.filter(|at| moment.at - *at >= *after);
                    silence.map(|_| vec![moment.seq])
                }
                Pattern::Abandoned { .. } => {
                    wait(states, at, moment);
                    None
                }
                Pattern::Frequent { .. } | Pattern::Company(_) => None,
            };
            if let Some(evidence) = evidence
                && !is_silent(states, at, signal, moment.at)
            {
                give(states, at, (moment.at, moment.seq), evidence, &mut fired);
            }
        }
    }

    /// What is known of the person is another: signals of the profile are looked at again.
    pub fn profile_changed(&self, states: &mut [SignalState]) {
        for state in states {
            if self.of_profile.get(usize::from(state.signal)) == Some(&true) {
                state.open = None;
            }
        }
    }

    /// Whether it is known that the profile, as it is, does not meet the condition.
    fn is_settled(&self, states: &[SignalState], at: u16) -> bool {
        let known = states.binary_search_by_key(&at, |state| state.signal);
        self.of_profile[usize::from(at)] && known.is_ok_and(|known| states[known].open.is_some())
    }

    /// Keeps that the profile does not meet the condition.
    fn settle(&self, states: &mut Vec<SignalState>, at: u16, moment: &Moment) {
        if self.of_profile[usize::from(at)] {
            state::of(states, at).open = Some((moment.at, moment.seq));
        }
    }

    /// When the passing of time alone will next give a signal, and which.
    pub fn next_due(&self, states: &[SignalState]) -> Option<(Timestamp, usize)> {
        let due = states.iter().filter_map(|state| {
            let signal = self.signals.get(usize::from(state.signal))?;
            let Pattern::Abandoned { after, .. } = &signal.pattern else {
                return None;
            };
            let (at, _) = state.open?;
            Some((at + *after, usize::from(state.signal)))
        });
        due.min()
    }

    /// Lets the time come that [`Self::next_due`] names.
    pub fn come_due(
        &self,
        states: &mut Vec<SignalState>,
        (at, signal): (Timestamp, usize),
        mut fired: impl FnMut(Fired),
    ) {
        let number = u16::try_from(signal).unwrap_or(u16::MAX);
        let Some((_, seq)) = state::of(states, number).open.take() else {
            return;
        };
        if !is_silent(states, number, &self.signals[signal], at) {
            give(states, number, (at, seq), vec![seq], &mut fired);
        }
    }
}

fn is_of_profile(signal: &Signal) -> bool {
    let Pattern::Rule {
        on: None,
        when: Some(when),
    } = &signal.pattern
    else {
        return false;
    };
    when.measures().is_empty() && when.fields().iter().all(PersonField::is_of_profile)
}

impl Moment<'_> {
    fn is(&self, signal: u16, role: Role) -> bool {
        self.matched.contains(&SignalMatch { signal, role })
    }
}

/// Whether the signal was given so lately that it keeps silent.
fn is_silent(states: &[SignalState], at: u16, signal: &Signal, now: Timestamp) -> bool {
    let known = states.binary_search_by_key(&at, |state| state.signal);
    let last = known.ok().and_then(|known| states[known].last);
    last.is_some_and(|last| match signal.cool_down {
        CoolDown::Ever => true,
        CoolDown::For(span) => now < last + span,
    })
}

fn give(
    states: &mut Vec<SignalState>,
    signal: u16,
    (at, seq): (Timestamp, i64),
    evidence: Vec<i64>,
    fired: &mut impl FnMut(Fired),
) {
    let state = state::of(states, signal);
    (state.last, state.count) = (Some(at), state.count + 1);
    fired(Fired {
        signal: usize::from(signal),
        at,
        seq,
        evidence,
    });
}

/// Counts an interaction; the evidence when there are enough, and enough more than usual.
fn frequent(
    state: &mut SignalState,
    moment: &Moment,
    (at_least, within, times_baseline): (u32, Span, f64),
) -> Option<Vec<i64>> {
    let after = moment.at - within;
    state.since.get_or_insert(moment.at);
    state.recent.retain(|(at, _)| *at > after);
    state.recent.push((moment.at, moment.seq));
    let over = state.recent.len().saturating_sub(MAX_RECENT);
    state.recent.drain(..over);
    let [_, weight] = moment.decays.velocity_weights(moment.at);
    state.baseline += weight;
    let many = state.recent.len();
    let is_enough =
        many >= at_least as usize && many as f64 >= times_baseline * usual(state, moment, within);
    is_enough.then(|| state.recent.iter().map(|(_, seq)| *seq).collect())
}

/// How many interactions the person's habit would give in a window, going by what was before it.
///
/// A steady stream of r a day since `age` ago leaves a decayed sum of r·h/ln 2·(1 − 2^(−age/h)); of
/// that, the part before the window is r·h/ln 2·(2^(−within/h) − 2^(−age/h)).
fn usual(state: &SignalState, moment: &Moment, within: Span) -> f64 {
    let faded = |span: Span| (-span.as_days() / BASELINE.as_days()).exp2();
    let age = state
        .since
        .map_or(Span::default(), |since| moment.at - since);
    let share = faded(within) - faded(age);
    if share <= 0.0 {
        return 0.0;
    }
    let inside: f64 = state
        .recent
        .iter()
        .map(|(at, _)| moment.decays.velocity_weights(*at)[1])
        .sum();
    let [_, a_day] = moment.decays.velocity_factors_at(moment.at);
    (state.baseline - inside).max(0.0) * a_day / share * within.as_days()
}

/// Begins or ends a wait.
fn wait(states: &mut Vec<SignalState>, signal: u16, moment: &Moment) {
    if moment.is(signal, Role::Done) {
        if let Ok(known) = states.binary_search_by_key(&signal, |state| state.signal) {
            states[known].open = None;
        }
    } else if moment.is(signal, Role::Met) {
        state::of(states, signal).open = Some((moment.at, moment.seq));
    }
}
