//! The fold: one interaction after the other, in time order, into the score state.

use std::collections::HashMap;

use smallvec::SmallVec;

use crate::filter::{CountCondition, Counts};
use crate::identity::{mailbox, normalize};
use crate::interaction::{Fact, Verdict};
use crate::person::{PersonKind, PersonView};
use crate::profile::{Profile, ProfileChange};
use crate::scoring::decay::Decays;
use crate::scoring::model::{EngagementRule, Model};
use crate::scoring::state::{FirstTouch, ScoreState};
use crate::text;
use crate::time::Timestamp;

/// An interaction and the profile changes that it brought.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The interaction.
    pub fact: Fact<'a>,
    /// Its profile changes.
    pub changes: &'a [ProfileChange],
}

/// Is told what the fold does; explanation and history listen, scoring itself does not.
pub trait Observer {
    /// A rule met an interaction: it gave points, or none because the cap was reached.
    fn contribution(&mut self, _rule: usize, _fact: &Fact, _capped: bool) {}
    /// A stage was entered.
    fn transition(&mut self, _from: usize, _to: usize, _at: Timestamp) {}
}

impl Observer for () {}

/// What a model makes of an interaction apart from its time and of what was before it: the same for
/// all interactions that differ in nothing but their time, so it need be found out only once for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matched {
    /// The rules that the interaction meets, in the order in which they give their points.
    pub rules: SmallVec<[RuleMatch; 4]>,
    /// Positions of the counts in the model's gates that it adds to.
    pub counts: SmallVec<[u16; 8]>,
}

/// A rule that an interaction meets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RuleMatch {
    /// Position of the rule in the model.
    pub rule: u16,
    /// Points that it gives when no cap is reached.
    pub points: f64,
}

/// A model made ready for folding.
pub struct Scorer<'m> {
    /// The model.
    pub model: &'m Model,
    /// Its decay.
    pub decays: Decays,
    by_kind: HashMap<&'m str, Vec<u16>>,
    any_kind: Vec<u16>,
    gate_counts: Vec<&'m CountCondition>,
    /// Fit and disqualification of somebody of whom nothing is known.
    unknown: (f64, Option<String>),
}

impl<'m> Scorer<'m> {
    /// Prepares a model with its landmark.
    pub fn new(model: &'m Model, landmark: Timestamp) -> Self {
        let mut by_kind: HashMap<&str, Vec<u16>> = HashMap::new();
        let mut any_kind = Vec::new();
        for (at, rule) in (0u16..).zip(&model.engagement) {
            match rule.when.kind() {
                Some(kind) => by_kind.entry(kind).or_default().push(at),
                None => any_kind.push(at),
            }
        }
        let decays = Decays {
            half_lives: model.half_lives,
            landmark,
        };
        let mut scorer = Self {
            model,
            decays,
            by_kind,
            any_kind,
            gate_counts: model.gate_counts(),
            unknown: (0.0, None),
        };
        // Rules can ask for what is missing, so somebody of whom nothing is known has a fit too.
        let mut blank = scorer.begin();
        scorer.score_fit(&mut blank, &Profile::default());
        scorer.unknown = (blank.fit, blank.disqualified);
        scorer
    }

    /// The state before the first interaction.
    pub fn begin(&self) -> ScoreState {
        ScoreState {
            fit: self.unknown.0,
            disqualified: self.unknown.1.clone(),
            ..ScoreState::new(self.gate_counts.len())
        }
    }

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
        self.advance(&mut state, now, observer);
        (state, profile)
    }

    /// What the model makes of an interaction, apart from its time.
    pub fn matched(&self, fact: &Fact) -> Matched {
        let mut matched = Matched::default();
        if fact.verdict != Verdict::Human {
            return matched;
        }
        let counts = (0u16..).zip(&self.gate_counts);
        let met = counts.filter(|(_, count)| count.interaction.matches(fact));
        matched.counts.extend(met.map(|(at, _)| at));
        let by_kind = self.by_kind.get(fact.kind).map_or(&[][..], Vec::as_slice);
        for &rule in by_kind.iter().chain(&self.any_kind) {
            let EngagementRule { when, points, .. } = &self.model.engagement[usize::from(rule)];
            if when.matches_rest(fact) {
                let points = *points;
                matched.rules.push(RuleMatch { rule, points });
            }
        }
        matched
    }

    /// Takes in one interaction that is later than all before it.
    pub fn step(
        &self,
        state: &mut ScoreState,
        profile: &mut Profile,
        entry: &Entry,
        observer: &mut impl Observer,
    ) {
        let matched = self.matched(&entry.fact);
        self.step_matched(state, profile, entry, &matched, observer);
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
        self.advance(state, fact.at, observer);
        state.created = state.created.min(fact.at);
        state.last = (fact.at, fact.seq);
        state.interactions += 1;
        let mut changed = false;
        for change in entry.changes {
            changed |= profile.apply(change);
        }
        if changed {
            self.score_fit(state, profile);
        }
        let human = fact.verdict == Verdict::Human;
        if human {
            self.score_engagement(state, fact, matched, observer);
        }
        if human || changed {
            self.open_cards_and_gates(state, profile, fact.at, observer);
        }
    }

    /// Lets time pass: stages entered by inactivity are entered at the moment they were due.
    pub fn advance(&self, state: &mut ScoreState, now: Timestamp, observer: &mut impl Observer) {
        while let Some((at, stage)) = self.next_due(state).filter(|(at, _)| *at <= now) {
            self.enter(state, stage, at, observer);
        }
    }

    /// When the passing of time alone will next change the stage, and to which.
    pub fn next_due(&self, state: &ScoreState) -> Option<(Timestamp, usize)> {
        let last_touch = state.last_touch?;
        let due = self
            .model
            .stages
            .iter()
            .enumerate()
            .filter(|(_, stage)| stage.from.contains(&state.stage));
        // Never before the stage was entered, so that transitions are in the order of time.
        let since = state.stage_since.unwrap_or(last_touch);
        due.filter_map(|(at, stage)| Some(((last_touch + stage.after_inactivity?).max(since), at)))
            .min()
    }

    /// Fit and disqualification of a profile.
    pub fn score_fit(&self, state: &mut ScoreState, profile: &Profile) {
        state.fit = 0.0;
        state.disqualified = None;
        for rule in self.fit_rules_met(state.created, profile) {
            state.fit += self.model.fit[rule].points;
            if state.disqualified.is_none() {
                state
                    .disqualified
                    .clone_from(&self.model.fit[rule].disqualify);
            }
        }
    }

    /// Positions of the fit rules that a profile meets.
    pub fn fit_rules_met(&self, created: Timestamp, profile: &Profile) -> Vec<usize> {
        let blank = ScoreState {
            created,
            ..self.begin()
        };
        let view = self.view(&blank, profile, created);
        let met = |(_, rule): &(usize, &crate::scoring::FitRule)| {
            rule.condition.matches(&view, &self.counts(&blank))
        };
        self.model
            .fit
            .iter()
            .enumerate()
            .filter(met)
            .map(|(at, _)| at)
            .collect()
    }

    /// A person as filters see one.
    pub fn view<'a>(
        &'a self,
        state: &'a ScoreState,
        profile: &'a Profile,
        now: Timestamp,
    ) -> PersonView<'a> {
        let engagement = state.engagement(&self.decays, now);
        let touch = state.first_touch.as_ref().map(|first| &first.touch);
        PersonView {
            profile,
            kind: state.kind,
            stage: &self.model.stages[state.stage].key,
            fit: state.fit,
            engagement,
            velocity: state.velocity(&self.decays, now),
            temperature: self
                .model
                .temperature(engagement, state.disqualified.is_some()),
            index: &self.model.area(state.fit, engagement).key,
            created: state.created,
            last_touch: state.last_touch,
            disqualified: state.disqualified.as_deref(),
            source: touch.and_then(|touch| touch.source.as_deref()),
            medium: touch.and_then(|touch| touch.medium.as_deref()),
            campaign: touch.and_then(|touch| touch.campaign.as_deref()),
            lead_opened: state.lead_at,
            customer_since: state.customer_at,
            company: None,
            signals: &[],
            now,
        }
    }

    fn score_engagement(
        &self,
        state: &mut ScoreState,
        fact: &Fact,
        matched: &Matched,
        observer: &mut impl Observer,
    ) {
        state.last_touch = Some(fact.at);
        if state.first_touch.is_none()
            && let Some(touch) = fact.touch
        {
            state.first_touch = Some(FirstTouch {
                at: fact.at,
                touch: touch.clone(),
            });
        }
        for &count in &matched.counts {
            state.gate_counts[usize::from(count)] += 1;
        }
        for one in &matched.rules {
            self.give(state, *one, fact, observer);
        }
    }

    fn give(
        &self,
        state: &mut ScoreState,
        RuleMatch { rule: at, points }: RuleMatch,
        fact: &Fact,
        observer: &mut impl Observer,
    ) {
        let rule = &self.model.engagement[usize::from(at)];
        let tally = state.tally(at);
        if let Some(cap) = rule.at_most {
            let window = cap.period.map_or(0, |period| fact.at.window(period));
            if window != tally.window {
                (tally.window, tally.in_window) = (window, 0);
            }
            if tally.in_window >= cap.times {
                tally.capped += 1;
                return observer.contribution(usize::from(at), fact, true);
            }
            tally.in_window += 1;
        }
        let worth = points * self.decays.weight(rule.decay, fact.at);
        (tally.count, tally.last_at) = (tally.count + 1, fact.at);
        tally.sum += worth;
        state.sums[rule.decay as usize] += worth;
        for (sum, weight) in state
            .pace
            .iter_mut()
            .zip(self.decays.velocity_weights(fact.at))
        {
            *sum += points * weight;
        }
        observer.contribution(usize::from(at), fact, false);
    }

    fn open_cards_and_gates(
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
            let view = self.view(state, profile, at);
            let opens = |(_, stage): &(usize, &crate::scoring::Stage)| {
                stage.from.contains(&state.stage)
                    && stage
                        .gate
                        .as_ref()
                        .is_some_and(|gate| gate.matches(&view, &self.counts(state)))
            };
            let Some((next, _)) = self.model.stages.iter().enumerate().rev().find(opens) else {
                return;
            };
            self.enter(state, next, at, observer);
        }
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

    fn counts<'a>(&'a self, state: &'a ScoreState) -> StateCounts<'a> {
        StateCounts {
            scorer: self,
            state,
        }
    }
}

/// Whether a named human can be reached: not just a company's switchboard or shared mailbox.
fn is_named_contact(profile: &Profile) -> bool {
    use crate::profile::field;
    let personal_email = profile
        .text(field::EMAIL)
        .is_some_and(|email| !mailbox::is_generic_mailbox(email));
    personal_email || (profile.get(field::NAME).is_some() && profile.is_contactable())
}

/// Counts out of the score state, for gates.
struct StateCounts<'a> {
    scorer: &'a Scorer<'a>,
    state: &'a ScoreState,
}

impl Counts for StateCounts<'_> {
    fn count(&self, condition: &CountCondition) -> u64 {
        let position = self
            .scorer
            .gate_counts
            .iter()
            .position(|known| std::ptr::eq(*known, condition));
        position
            .and_then(|at| self.state.gate_counts.get(at))
            .copied()
            .map_or(0, u64::from)
    }

    fn contains(&self, list: &str, value: &str) -> bool {
        match self.scorer.model.lists.get(list) {
            Some(entries) => entries.contains(text::fold(value).trim()),
            None => match list {
                "free" => normalize::is_free(value),
                "disposable" => normalize::is_disposable(value),
                _ => false,
            },
        }
    }
}
