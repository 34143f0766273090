//! Points for what people do.

use super::Model;
use super::check::{Faults, Part};
use crate::filter::InteractionFilter;
use crate::interaction::{Fact, Verdict};
use crate::scoring::decay::DecayClass;
use crate::time::Span;
use crate::zone::Period;

/// Most points that anything gives or takes.
pub const MAX_POINTS: f64 = 10_000.0;
/// Most that a verdict multiplies points with.
const MAX_FACTOR: f64 = 10.0;
/// Most values that a rule gives points of their own.
const MAX_VALUES: usize = 200;
/// Most ranges of a frequency.
const MAX_RANGES: usize = 50;

/// A limit on how often a rule gives points within a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// How many times.
    pub times: u32,
    /// Within each of these periods of the organisation's time zone; `None` = ever.
    pub period: Option<Period>,
}

/// A limit on the points that several rules give together within a period. Points below zero are
/// given in full and make no room for others.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Name, unique in the model.
    pub name: String,
    /// Most points, before decay.
    pub at_most: f64,
    /// Within each of these periods of the organisation's time zone; `None` = ever.
    pub period: Option<Period>,
}

/// Points for an interaction with a certain value.
#[derive(Clone, Debug, PartialEq)]
pub struct ValuePoints {
    /// The value, as written.
    pub value: String,
    /// Which interactions have it.
    pub has: InteractionFilter,
    /// Points, plus or minus.
    pub points: f64,
}

/// Points for the nth time that a rule is met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrequencyRange {
    /// From this time on; 1 is the first.
    pub from: u32,
    /// Up to and including this time; `None` = from then on.
    pub to: Option<u32>,
    /// Points, plus or minus.
    pub points: f64,
}

/// Points for interactions.
#[derive(Clone, Debug)]
pub struct EngagementRule {
    /// Name, unique in the model.
    pub name: String,
    /// Which interactions.
    pub when: InteractionFilter,
    /// Points, plus or minus.
    pub points: f64,
    /// How fast they fade.
    pub decay: DecayClass,
    /// Limit.
    pub at_most: Option<Cap>,
    /// Position of the group that limits it together with others.
    pub group: Option<usize>,
    /// Points more, or less, the first time ever.
    pub first_time: f64,
    /// The field whose values have points of their own, as written; empty when there are none.
    pub value_field: String,
    /// Values with points of their own, instead of [`Self::points`]; the first that is met counts.
    pub values: Vec<ValuePoints>,
    /// Points for the nth time ever, instead of all others.
    pub frequency: Vec<FrequencyRange>,
    /// What points are multiplied with, by code of the verdict; with 0 the rule is not met at all.
    pub verdicts: [f64; 3],
}

impl EngagementRule {
    /// A rule that gives human interactions these points, without any limit.
    pub fn new(name: impl Into<String>, when: InteractionFilter, points: f64) -> Self {
        let mut verdicts = [0.0; 3];
        verdicts[Verdict::Human.code() as usize] = 1.0;
        Self {
            name: name.into(),
            when,
            points,
            decay: DecayClass::Normal,
            at_most: None,
            group: None,
            first_time: 0.0,
            value_field: String::new(),
            values: Vec::new(),
            frequency: Vec::new(),
            verdicts,
        }
    }

    /// What points for an interaction with this verdict are multiplied with.
    pub fn factor(&self, verdict: Verdict) -> f64 {
        self.verdicts[verdict.code() as usize]
    }

    /// What it asks of an interaction, that of its values included.
    pub(in crate::scoring) fn filters(&self) -> impl Iterator<Item = &InteractionFilter> {
        let values = self.values.iter().map(|value| &value.has);
        std::iter::once(&self.when).chain(values)
    }

    /// Points for an interaction that meets the rule, before its verdict and frequency are looked at.
    pub fn base_points(&self, fact: &Fact) -> f64 {
        let value = self
            .values
            .iter()
            .find(|value| value.has.matches_rest(fact));
        value.map_or(self.points, |value| value.points)
    }

    /// Points for the nth time that the rule is met, where that matters.
    pub(in crate::scoring) fn points_of(&self, nth: u32, base: f64) -> f64 {
        let range = self
            .frequency
            .iter()
            .find(|range| nth >= range.from && range.to.is_none_or(|to| nth <= to));
        let points = range.map_or(base, |range| range.points);
        points + if nth == 1 { self.first_time } else { 0.0 }
    }
}

pub(super) fn check(model: &Model, faults: &mut Faults) {
    let names = model.engagement.iter().map(|rule| rule.name.as_str());
    faults.check_names("engagement rule", "engagement", "name", names);
    for (nth, rule) in model.engagement.iter().enumerate() {
        check_rule(model, nth, rule, faults);
    }
    let names = model.groups.iter().map(|group| group.name.as_str());
    faults.check_names("group", "group", "name", names);
    for (nth, group) in model.groups.iter().enumerate() {
        let (place, part) = (format!("group \"{}\"", group.name), Part::nth("group", nth));
        if !(group.at_most > 0.0 && group.at_most <= MAX_POINTS) {
            let message = format!("`at_most` lies above 0 and is at most {MAX_POINTS}");
            faults.add(&place, part.field("at_most"), message);
        }
        check_period(&place, part.field("per"), group.period, faults);
    }
}

fn check_rule(model: &Model, nth: usize, rule: &EngagementRule, faults: &mut Faults) {
    let place = format!("engagement rule \"{}\"", rule.name);
    let part = Part::nth("engagement", nth);
    faults.check_points(&place, part.field("points"), rule.points);
    faults.check_points(&place, part.field("first_time"), rule.first_time);
    if let Some(cap) = rule.at_most {
        if cap.times == 0 {
            let message = "`at_most` is at least once; leave out a rule that gives nothing";
            faults.add(&place, part.field("at_most"), message);
        }
        check_period(&place, part.field("at_most"), cap.period, faults);
    }
    if rule.group.is_some_and(|group| group >= model.groups.len()) {
        faults.add(&place, part.field("group"), "there is no such group");
    }
    for value in &rule.values {
        let place = format!("{place}, value \"{}\"", value.value);
        faults.check_points(&place, part.field("per_value"), value.points);
    }
    if rule.values.len() > MAX_VALUES {
        let message = format!(
            "{} values are too many; the limit is {MAX_VALUES}",
            rule.values.len()
        );
        faults.add(&place, part.field("per_value"), message);
    }
    check_frequency(&place, part.field("frequency"), &rule.frequency, faults);
    check_verdicts(&place, part, rule, faults);
}

fn check_period(place: &str, part: Part, period: Option<Period>, faults: &mut Faults) {
    if let Some(Period::Every(span)) = period
        && span < Span::seconds(1)
    {
        faults.add(place, part, "a period is at least one second");
    }
}

fn check_frequency(place: &str, part: Part, ranges: &[FrequencyRange], faults: &mut Faults) {
    if ranges.len() > MAX_RANGES {
        let message = format!(
            "{} ranges are too many; the limit is {MAX_RANGES}",
            ranges.len()
        );
        return faults.add(place, part, message);
    }
    let mut free_from = 1;
    for range in ranges {
        faults.check_points(place, part, range.points);
        if range.from < free_from {
            let message = match range.from {
                0 => "times are counted from 1".to_owned(),
                from => format!("the ranges overlap or are out of order at {from}"),
            };
            return faults.add(place, part, message);
        }
        match range.to {
            Some(to) if to < range.from => {
                let message = format!("`to` ({to}) lies before `from` ({})", range.from);
                return faults.add(place, part, message);
            }
            to => free_from = to.map_or(u32::MAX, |to| to.saturating_add(1)),
        }
    }
}

fn check_verdicts(place: &str, part: Part, rule: &EngagementRule, faults: &mut Faults) {
    let sound = |factor: &f64| (0.0..=MAX_FACTOR).contains(factor);
    if !rule.verdicts.iter().all(sound) {
        let message = format!("a factor lies between 0 and {MAX_FACTOR}");
        faults.add(place, part.field("verdicts"), message);
    }
}
