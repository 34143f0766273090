//! A model made ready for folding, and what it makes of a single interaction or profile.

use std::collections::HashMap;

use smallvec::SmallVec;

use crate::filter::{InteractionFilter, PersonField};
use crate::interaction::{Fact, Verdict};
use crate::person::PersonView;
use crate::profile::Profile;
use crate::scoring::decay::Decays;
use crate::scoring::lifecycle::Ways;
use crate::scoring::measure::{Measure, StateCounts};
use crate::scoring::memo::Memo;
use crate::scoring::model::{EngagementRule, FitRule, Model};
use crate::scoring::signals;
use crate::scoring::state::ScoreState;
use crate::signal::{Detector, Signal, SignalMatch};
use crate::time::Timestamp;
use crate::zone::Zone;

/// What a model makes of an interaction apart from its time and of what was before it: the same for
/// all interactions that differ in nothing but their time, so it need be found out only once for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matched {
    /// The rules that the interaction meets, in the order in which they give their points.
    pub rules: SmallVec<[RuleMatch; 4]>,
    /// Positions of the measures of the model's gates that it takes part in.
    pub counts: SmallVec<[u16; 8]>,
    /// The signals that look at it.
    pub signals: SmallVec<[SignalMatch; 4]>,
    /// Whether it is knowledge: it says who somebody is, not that they did something.
    pub is_of_data: bool,
}

/// A rule that an interaction meets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RuleMatch {
    /// Position of the rule in the model.
    pub rule: u16,
    /// Points that it gives when neither caps nor frequency say otherwise, before the factor.
    pub points: f64,
    /// What its points are multiplied with, for the verdict on the interaction; never 0.
    pub factor: f64,
}

/// What follows from a profile.
#[derive(Default)]
struct Fit {
    points: f64,
    disqualified: Option<String>,
    nurture: Option<String>,
}

/// A model made ready for folding.
pub struct Scorer<'m> {
    /// The model.
    pub model: &'m Model,
    /// Its decay.
    pub decays: Decays,
    /// Where days begin, for what rules give per day, week or month.
    pub zone: Zone,
    by_kind: HashMap<&'m str, Vec<u16>>,
    any_kind: Vec<u16>,
    /// Whether a rule or a measure looks at interactions with this verdict, by code.
    heeded: [bool; 3],
    pub(super) measures: Vec<Measure<'m>>,
    pub(super) detector: Detector<'m>,
    /// For each signal, the positions of the measures that count it.
    pub(super) counted_by: Vec<Vec<u16>>,
    /// Whether a condition asks for the keys of the signals that a person has had.
    pub(super) asks_keys: bool,
    /// For each stage, what is asked on the ways out of it.
    pub(super) ways: Vec<Ways>,
    /// Fit and what follows from the profile of somebody of whom nothing is known.
    unknown: Fit,
    pub(super) memo: Memo<'m>,
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
        let measures = Measure::all(model);
        let counting = |signal: &Signal| {
            let measures = (0u16..).zip(&measures);
            let counting = measures.filter(|(_, measure)| measure.counts_signal(&signal.key));
            counting.map(|(at, _)| at).collect()
        };
        let counted_by = model.signals.iter().map(counting).collect();
        let signals = model.signals.iter();
        let conditions = signals.filter_map(|signal| signal.pattern.condition());
        let asks_keys = model
            .gates()
            .chain(conditions)
            .any(|condition| condition.fields().contains(&PersonField::Signal));
        let memo = Memo::new(&interaction_filters(model, &measures));
        let mut scorer = Self {
            model,
            decays,
            zone: Zone::default(),
            by_kind,
            any_kind,
            heeded: heeded(model, &measures),
            ways: Ways::all(model, &measures),
            measures,
            detector: Detector::new(&model.signals),
            counted_by,
            asks_keys,
            unknown: Fit::default(),
            memo,
        };
        // Rules can ask for what is missing, so somebody of whom nothing is known has a fit too.
        let mut blank = scorer.begin();
        scorer.score_fit(&mut blank, &Profile::default());
        scorer.unknown = Fit {
            points: blank.fit,
            disqualified: blank.disqualified,
            nurture: blank.nurture,
        };
        scorer
    }

    /// The same without looking for signals that no gate depends on, for those who only want scores
    /// and stages.
    pub fn without_signals(mut self) -> Self {
        let needed = signals::needed(self.model);
        self.detector = Detector::looking_for(&self.model.signals, needed);
        self
    }

    /// The same with days, weeks and months of a time zone instead of those of UTC.
    pub fn in_zone(mut self, zone: &Zone) -> Self {
        self.zone = zone.clone();
        self
    }

    /// The state before the first interaction.
    pub fn begin(&self) -> ScoreState {
        ScoreState {
            fit: self.unknown.points,
            disqualified: self.unknown.disqualified.clone(),
            nurture: self.unknown.nurture.clone(),
            measures: self.measures.iter().map(Measure::begin).collect(),
            ..ScoreState::default()
        }
    }

    /// What the model makes of an interaction, apart from its time.
    pub fn matched(&self, fact: &Fact) -> Matched {
        let mut matched = Matched {
            is_of_data: fact.is_of_data(),
            ..Matched::default()
        };
        if !self.heeded[fact.verdict.code() as usize] {
            return matched;
        }
        let measures = (0u16..).zip(&self.measures);
        let met = measures.filter(|(_, measure)| measure.takes(fact));
        matched.counts.extend(met.map(|(at, _)| at));
        if fact.verdict == Verdict::Human {
            matched.signals = self.detector.matched(fact);
        }
        let by_kind = self.by_kind.get(fact.kind).map_or(&[][..], Vec::as_slice);
        let any_kind: &[u16] = match matched.is_of_data {
            true => &[],
            false => &self.any_kind,
        };
        for &at in by_kind.iter().chain(any_kind) {
            let rule = &self.model.engagement[usize::from(at)];
            let factor = rule.factor(fact.verdict);
            if factor != 0.0 && rule.when.matches_rest(fact) {
                matched.rules.push(RuleMatch {
                    rule: at,
                    points: rule.base_points(fact),
                    factor,
                });
            }
        }
        matched
    }

    /// Fit of a profile, and whether it takes the person out of the funnel or keeps them in nurture.
    pub fn score_fit(&self, state: &mut ScoreState, profile: &Profile) {
        state.fit = 0.0;
        (state.disqualified, state.nurture) = (None, None);
        for rule in self.fit_rules_met(state.created, profile) {
            let rule = &self.model.fit[rule];
            state.fit += rule.points;
            if state.disqualified.is_none() {
                state.disqualified.clone_from(&rule.disqualify);
            }
            if state.nurture.is_none() && rule.nurture {
                state.nurture = Some(rule.name.clone());
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
        let counts = self.counts(&blank, created);
        let met = |(_, rule): &(usize, &FitRule)| rule.condition.matches(&view, &counts);
        let rules = self.model.fit.iter().enumerate();
        rules.filter(met).map(|(at, _)| at).collect()
    }

    /// A person as filters see one.
    pub fn view<'a>(
        &'a self,
        state: &'a ScoreState,
        profile: &'a Profile,
        now: Timestamp,
    ) -> PersonView<'a> {
        let engagement = state.engagement(&self.decays, now);
        let velocity = state.velocity(&self.decays, now);
        self.view_with(state, profile, now, (engagement, velocity))
    }

    /// [`Self::view`] as gates see it: engagement to the millionth of a point. Ten points that were
    /// just given are ten then, and not a hair less for the way in which sums are kept.
    pub(super) fn gate_view<'a>(
        &'a self,
        state: &'a ScoreState,
        profile: &'a Profile,
        now: Timestamp,
    ) -> PersonView<'a> {
        let engagement = state.engagement(&self.decays, now);
        let velocity = state.velocity(&self.decays, now);
        self.view_with(
            state,
            profile,
            now,
            ((engagement * 1e6).round() / 1e6, velocity),
        )
    }

    /// [`Self::view`] for conditions that ask for no score that changes with time: without the
    /// engagement and what follows from it, which take time to work out.
    pub(super) fn scoreless_view<'a>(
        &'a self,
        state: &'a ScoreState,
        profile: &'a Profile,
        now: Timestamp,
    ) -> PersonView<'a> {
        self.view_with(state, profile, now, (0.0, 0.0))
    }

    fn view_with<'a>(
        &'a self,
        state: &'a ScoreState,
        profile: &'a Profile,
        now: Timestamp,
        (engagement, velocity): (f64, f64),
    ) -> PersonView<'a> {
        let touch = state.first_touch.as_ref().map(|first| &first.touch);
        PersonView {
            zone: &self.zone,
            profile,
            kind: state.kind,
            stage: &self.model.stages[state.stage].key,
            fit: state.fit,
            engagement,
            velocity,
            temperature: self
                .model
                .temperature(state.fit, engagement, state.standing()),
            index: &self.model.area(state.fit, engagement).key,
            created: state.created,
            last_touch: state.last_touch,
            disqualified: state.disqualified.as_deref(),
            nurture: state.nurture.as_deref(),
            source: touch.and_then(|touch| touch.source.as_deref()),
            medium: touch.and_then(|touch| touch.medium.as_deref()),
            campaign: touch.and_then(|touch| touch.campaign.as_deref()),
            lead_opened: state.lead_at,
            customer_since: state.customer_at,
            company: None,
            owner: None,
            contacts: &[],
            signals: &[],
            now,
        }
    }

    pub(super) fn counts<'a>(&'a self, state: &'a ScoreState, now: Timestamp) -> StateCounts<'a> {
        StateCounts {
            scorer: self,
            state,
            now,
        }
    }
}

/// Every filter that decides what a model makes of an interaction.
fn interaction_filters<'m>(
    model: &'m Model,
    measures: &[Measure<'m>],
) -> Vec<&'m InteractionFilter> {
    let rules = model.engagement.iter().flat_map(EngagementRule::filters);
    let measures = measures.iter().filter_map(Measure::interaction);
    let signals = model.signals.iter();
    let signals = signals.flat_map(|signal| signal.pattern.filters());
    rules.chain(measures).chain(signals).collect()
}

/// Whether anything in the model looks at interactions with a verdict, by its code.
fn heeded(model: &Model, measures: &[Measure]) -> [bool; 3] {
    let mut heeded = [false; 3];
    for verdict in Verdict::ALL {
        heeded[verdict.code() as usize] = *verdict == Verdict::Human
            || model
                .engagement
                .iter()
                .any(|rule| rule.factor(*verdict) != 0.0)
            || measures.iter().any(Measure::names_verdict);
    }
    heeded
}
