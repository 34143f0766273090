//! The score audit: who was missed, who was wasted on, which criteria separate them, who qualified.

use rayon::prelude::*;
use ripen_domain::filter::PersonField;
use ripen_domain::measure::{Estimate, Ratio, proportion, ratio};
use ripen_domain::person::Temperature;
use ripen_domain::scoring::{Explanation, Model, Stage, explain};
use ripen_domain::time::Timestamp;

use super::LEAST;
use super::as_of::{Met, Sample, Seen};
use super::plan::Plan;
use crate::workbench::try_out::Who;

/// People of each list.
const MANY: usize = 10;
/// Rules told of each person.
const REASONS: usize = 3;
/// People who have to meet a rule before anything can be said about it.
const LEAST_MET: usize = 10;

/// One person whose score and outcome disagree.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Who.
    pub who: Who,
    /// Engagement at the cut-off.
    pub engagement: f64,
    /// Fit at the cut-off.
    pub fit: f64,
    /// When they converted, if they did.
    pub converted_at: Option<Timestamp>,
    /// The strongest rules behind the score.
    pub why: Vec<AuditShare>,
}

/// What a rule gave a person.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditShare {
    /// Name of the rule.
    pub rule: String,
    /// Whether it is a fit rule rather than an engagement rule.
    pub is_fit: bool,
    /// Points at the cut-off.
    pub points: f64,
}

/// Those who converted with the lowest scores.
pub fn missed(plan: &Plan, samples: &[Sample]) -> Vec<Audit> {
    let buyers = samples.iter().filter(|one| one.converted);
    audits(plan, buyers.map(|one| (one.score(), one)).collect())
}

/// Those with the highest scores who have not converted since.
pub fn wasted(plan: &Plan, samples: &[Sample]) -> Vec<Audit> {
    let others = samples.iter().filter(|one| one.converted_at.is_none());
    audits(plan, others.map(|one| (-one.score(), one)).collect())
}

/// The first of these, in rising order; people of the same score in the order of their numbers.
fn audits(plan: &Plan, mut all: Vec<(f64, &Sample)>) -> Vec<Audit> {
    let order = |a: &(f64, &Sample), b: &(f64, &Sample)| {
        a.0.total_cmp(&b.0).then(a.1.person.cmp(&b.1.person))
    };
    if all.len() > MANY {
        all.select_nth_unstable_by(MANY, order);
        all.truncate(MANY);
    }
    all.sort_unstable_by(order);
    let told = all.par_iter().filter_map(|(_, sample)| audit(plan, sample));
    told.collect()
}

fn audit(plan: &Plan, sample: &Sample) -> Option<Audit> {
    let (columns, at) = (plan.folder.columns, plan.as_of());
    let rows = columns.person(sample.person)?;
    let told = columns.told(rows);
    let then = |nth: usize| {
        let homes = rows.homes;
        homes.is_none_or(|homes| columns.as_known_at(homes[nth], at) == sample.known_as)
    };
    let explained = explain(plan.folder.scorer, told.entries_where(then), at);
    Some(Audit {
        who: Who::new(sample.person, &explained.profile),
        engagement: sample.engagement,
        fit: sample.fit,
        converted_at: sample.converted_at,
        why: why(&explained, plan.folder.scorer.model),
    })
}

fn why(explained: &Explanation, model: &Model) -> Vec<AuditShare> {
    let engagement = explained.engagement.iter().map(|share| AuditShare {
        rule: model.engagement[share.rule].name.clone(),
        is_fit: false,
        points: share.now,
    });
    let fit = explained.fit.iter().map(|rule| AuditShare {
        rule: model.fit[*rule].name.clone(),
        is_fit: true,
        points: model.fit[*rule].points,
    });
    let mut why: Vec<AuditShare> = engagement.chain(fit).collect();
    why.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    why.truncate(REASONS);
    why
}

/// What can be said about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionVerdict {
    /// Those who meet it convert more often and it adds points, or less often and it takes some.
    Earns,
    /// Too few people meet it, or too few converted.
    TooLittle,
    /// It adds points to people who convert less often, or takes them from those who do more often.
    WrongWay,
    /// Those who meet it convert as often as the others.
    NoDifference,
}

/// How well a rule separates those who converted from the others.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Name of the rule.
    pub rule: String,
    /// Whether it is a fit rule rather than an engagement rule.
    pub is_fit: bool,
    /// Share of those who converted that meets it.
    pub share_of_converted: f64,
    /// Share of the others that does.
    pub share_of_others: f64,
    /// The first by the second, with its interval.
    pub lift: Estimate,
    /// Points that the rule gives.
    pub points: f64,
    /// What can be said.
    pub verdict: CriterionVerdict,
}

/// The rules of the model, in its order.
pub fn criteria(plan: &Plan, seen: &Seen, (people, converted): (usize, usize)) -> Vec<Criterion> {
    let model = plan.folder.scorer.model;
    let others = people - converted;
    let criterion = |rule: &str, is_fit, points, met: &Met| {
        let ratio = ratio((met.converted, converted), (met.others, others));
        let enough = met.converted + met.others >= LEAST_MET && converted.min(others) >= LEAST;
        Criterion {
            rule: rule.to_owned(),
            is_fit,
            share_of_converted: ratio.first,
            share_of_others: ratio.second,
            lift: ratio.lift,
            points,
            verdict: verdict(enough, &ratio, points),
        }
    };
    let engagement = model.engagement.iter().zip(&seen.engagement);
    let engagement = engagement.map(|(rule, met)| criterion(&rule.name, false, rule.points, met));
    let fit = model.fit.iter().zip(&seen.fit);
    let fit = fit.map(|(rule, met)| criterion(&rule.name, true, rule.points, met));
    engagement.chain(fit).collect()
}

fn verdict(enough: bool, ratio: &Ratio, points: f64) -> CriterionVerdict {
    use CriterionVerdict as V;
    let direction = match ratio.lift {
        lift if lift.low > 1.0 => 1.0,
        lift if lift.high < 1.0 => -1.0,
        _ => 0.0,
    };
    match () {
        () if !enough => V::TooLittle,
        () if direction == 0.0 || points == 0.0 => V::NoDifference,
        () if direction == points.signum() => V::Earns,
        () => V::WrongWay,
    }
}

/// How many of some people converted.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversion {
    /// People.
    pub people: usize,
    /// How many of them converted.
    pub converted: usize,
    /// Share of them that did, with Wilson's interval.
    pub rate: Estimate,
    /// Share of all who converted.
    pub share_of_converted: f64,
}

impl Conversion {
    /// Of those among all whom `is_among` picks.
    fn among(samples: &[Sample], is_among: impl Fn(&Sample) -> bool) -> Self {
        let converted = |sample: &&Sample| sample.converted;
        let all = samples.iter().filter(converted).count();
        let people = samples.iter().filter(|sample| is_among(sample));
        let (people, converted) = (people.clone().count(), people.filter(converted).count());
        Self {
            people,
            converted,
            rate: proportion(converted as f64, people as f64),
            share_of_converted: converted as f64 / (all as f64).max(1.0),
        }
    }
}

/// The people in a stage that scores lead into.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualified {
    /// Key of the stage.
    pub stage: String,
    /// How many of them converted.
    pub conversion: Conversion,
}

/// The stages whose gates look at scores.
pub fn qualified(plan: &Plan, samples: &[Sample]) -> Vec<Qualified> {
    let stages = plan.folder.scorer.model.stages.iter().enumerate();
    let scored = stages.filter(|(_, stage)| {
        let fields = stage.gate.as_ref().map(|gate| gate.fields());
        fields.is_some_and(|fields| fields.iter().any(is_score))
    });
    let one = |(nth, stage): (usize, &Stage)| Qualified {
        stage: stage.key.clone(),
        conversion: Conversion::among(samples, |sample| usize::from(sample.stage) == nth),
    };
    scored.map(one).collect()
}

/// The people by temperature, hot first.
pub fn temperatures(samples: &[Sample]) -> Vec<(Temperature, Conversion)> {
    let of = |temperature| {
        let conversion = Conversion::among(samples, |sample| sample.temperature == temperature);
        (temperature, conversion)
    };
    Temperature::ALL.iter().rev().map(|one| of(*one)).collect()
}

fn is_score(field: &PersonField) -> bool {
    use PersonField as F;
    matches!(
        field,
        F::Engagement | F::Fit | F::Temperature | F::Index | F::Velocity
    )
}
