//! The fold: one interaction after the other, in time order, into the score state.

use crate::interaction::{Fact, Verdict};
use crate::profile::{Profile, ProfileChange};
use crate::scoring::scorer::{Matched, RuleMatch, Scorer};
use crate::scoring::state::{FirstTouch, ScoreState};
use crate::signal::Fired;
use crate::time::Timestamp;
use crate::zone::Period;

/// An interaction and the profile changes that it brought.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The interaction.
    pub fact: Fact<'a>,
    /// Its profile changes.
    pub changes: &'a [ProfileChange],
}

/// What a rule gave for an interaction that it met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Given {
    /// Position of the rule in the model.
    pub rule: usize,
    /// Points given, before decay.
    pub points: f64,
    /// Whether a cap held points back: all of them when none were given.
    pub capped: bool,
}

/// Is told what the fold does; explanation and history listen, scoring itself does not.
pub trait Observer {
    /// A rule met an interaction.
    fn contribution(&mut self, _given: Given, _fact: &Fact) {}
    /// A stage was entered.
    fn transition(&mut self, _from: usize, _to: usize, _at: Timestamp) {}
    /// A buying signal was given.
    fn signal(&mut self, _fired: Fired) {}
}

impl Observer for () {}

impl Scorer<'_> {
    /// Folds a whole history, in (time, log position) order, and brings it up to `now`.
    pub fn replay<'a>(
        &self,
        entries: impl IntoIterator<Item = Entry<'a>>,
        now: Timestamp,
        observer: &mut impl Observer,
    ) -> (ScoreState, Profile) {
        let (mut state, mut profile) = (self.begin(), Profile::default());
        for entry in entries {
            if entry.fact.at > now {
                break;
            }
            self.step(&mut state, &mut profile, &entry, observer);
        }
        self.advance(&mut state, &profile, now, observer);
        (state, profile)
    }

    /// What is made of somebody of whom there is nothing but what was said of them, from a moment on: no
    /// interaction is theirs.
    pub fn know(&self, since: Timestamp, changes: &[ProfileChange]) -> (ScoreState, Profile) {
        let (mut state, mut profile) = (self.begin(), Profile::default());
        for change in changes {
            profile.apply(change);
        }
        state.created = since;
        self.score_fit(&mut state, &profile);
        (state, profile)
    }

    /// Takes in one interaction that is later than all before it.
    pub fn step(
        &self,
        state: &mut ScoreState,
        profile: &mut Profile,
        entry: &Entry,
        observer: &mut impl Observer,
    ) {
        let fact = &entry.fact;
        let step = |matched: &Matched| self.step_matched(state, profile, entry, matched, observer);
        self.memo.with(fact, || self.matched(fact), step);
    }

    /// [`Self::step`] with what [`Self::matched`] says of the interaction. Of the interaction itself
    /// only position, time, verdict and touch are looked at, and what the observer looks at.
    pub fn step_matched(
        &self,
        state: &mut ScoreState,
        profile: &mut Profile,
        entry: &Entry,
        matched: &Matched,
        observer: &mut impl Observer,
    ) {
        let fact = &entry.fact;
        self.advance(state, profile, fact.at, observer);
        state.created = state.created.min(fact.at);
        state.last = (fact.at, fact.seq);
        let mut changed = false;
        for change in entry.changes {
            changed |= profile.apply(change);
        }
        if changed {
            self.score_fit(state, profile);
            self.detector.profile_changed(&mut state.signals);
        }
        let human = fact.verdict == Verdict::Human;
        let alive = human && !matched.is_of_data;
        state.interactions += u64::from(alive);
        let before = state.last_touch;
        if human {
            if !matched.is_of_data {
                state.last_touch = Some(fact.at);
            }
            touch(state, fact);
        }
        self.score_engagement(state, fact, matched, observer);
        if human {
            self.detect_signals(state, profile, (fact, before), matched, observer);
        }
        let counted = !(matched.rules.is_empty() && matched.counts.is_empty());
        // What a crawler typed into a form is looked at with the next human interaction.
        let told = changed && (matched.is_of_data || fact.verdict != Verdict::Machine);
        if alive || told || counted {
            self.open_lead(state, profile, (fact.at, human));
            // Knowledge opens no way on which only life is asked for.
            if alive || counted || self.ways[state.stage].asks_profile {
                self.open_gates(state, profile, fact.at, observer);
            }
        }
    }

    fn score_engagement(
        &self,
        state: &mut ScoreState,
        fact: &Fact,
        matched: &Matched,
        observer: &mut impl Observer,
    ) {
        for &at in &matched.counts {
            let at = usize::from(at);
            self.measures[at].add(&mut state.measures[at], fact.at);
        }
        for one in &matched.rules {
            let given = self.give(state, one, (fact.at, matched.is_of_data));
            observer.contribution(given, fact);
        }
    }

    /// Which window of a period a moment lies in; all moments lie in that of `None`.
    fn window(&self, period: Option<Period>, at: Timestamp) -> i64 {
        period.map_or(0, |period| self.zone.window(period, at))
    }

    /// Points of a rule for an interaction that meets it, as far as caps allow.
    fn give(
        &self,
        state: &mut ScoreState,
        one: &RuleMatch,
        (at, is_of_data): (Timestamp, bool),
    ) -> Given {
        let rule = &self.model.engagement[usize::from(one.rule)];
        let tally_at = state.tally(one.rule);
        let tally = &mut state.tallies[tally_at];
        let open = rule.at_most.is_none_or(|cap| {
            let window = self.window(cap.period, at);
            if window != tally.window {
                (tally.window, tally.in_window) = (window, 0);
            }
            tally.in_window < cap.times
        });
        let nth = tally.count.saturating_add(tally.capped).saturating_add(1);
        let due = rule.points_of(nth, one.points) * one.factor;
        let points = match rule.group {
            _ if !open => 0.0,
            Some(group) if due > 0.0 => {
                let group_model = &self.model.groups[group];
                let window = self.window(group_model.period, at);
                state.take_from_group(group as u16, window, group_model.at_most, due)
            }
            _ => due,
        };
        let tally = &mut state.tallies[tally_at];
        let held_back = !open || (points == 0.0 && due != 0.0);
        if held_back {
            tally.capped += 1;
        } else {
            (tally.count, tally.last_at) = (tally.count + 1, at);
            tally.in_window += u32::from(rule.at_most.is_some());
            let worth = points * self.decays.weight(rule.decay, at);
            tally.sum += worth;
            state.sums[rule.decay as usize] += worth;
            // A rule may reward knowledge, but that somebody became known is no pace of theirs.
            if !is_of_data {
                let weights = self.decays.velocity_weights(at);
                for (sum, weight) in state.pace.iter_mut().zip(weights) {
                    *sum += points * weight;
                }
            }
        }
        Given {
            rule: usize::from(one.rule),
            points,
            capped: held_back || points < due,
        }
    }
}

/// Where a person came from may be known before they do anything.
fn touch(state: &mut ScoreState, fact: &Fact) {
    if state.first_touch.is_none()
        && let Some(touch) = fact.touch
    {
        state.first_touch = Some(FirstTouch {
            at: fact.at,
            touch: touch.clone(),
        });
    }
}
