//! What each rule gives, before and after.

use ripen_domain::scoring::Model;

use super::folded::{Folded, Total};
use super::movers::Pair;

/// What a rule gives, before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleEffect {
    /// Name of the rule.
    pub name: String,
    /// Whether it is a fit rule rather than an engagement rule.
    pub is_fit: bool,
    /// People whom it gives points.
    pub people: Pair<usize>,
    /// What is left of the points.
    pub points: Pair<f64>,
}

/// The rules of both models by name: those of the tried one in its order, then those that only the
/// model in force has.
pub fn effects(pairs: &[(&Folded, &Folded)], models: (&Model, &Model)) -> Vec<RuleEffect> {
    let before = totals(pairs.iter().map(|(one, _)| *one), models.0);
    let after = totals(pairs.iter().map(|(_, one)| *one), models.1);
    let known = |rule: &(bool, &str)| after.iter().any(|(other, _)| other == rule);
    let only_before = before.iter().filter(|(rule, _)| !known(rule));
    let all = after.iter().chain(only_before).map(|(rule, _)| *rule);
    let total = |of: &[((bool, &str), Total)], rule| {
        let found = of.iter().find(|(known, _)| *known == rule);
        found.map(|(_, total)| *total).unwrap_or_default()
    };
    all.map(|rule| {
        let (before, after) = (total(&before, rule), total(&after, rule));
        RuleEffect {
            name: rule.1.to_owned(),
            is_fit: rule.0,
            people: Pair::new(before.people, after.people),
            points: Pair::new(before.points, after.points),
        }
    })
    .collect()
}

fn totals<'a>(
    folded: impl Iterator<Item = &'a Folded>,
    model: &Model,
) -> Vec<((bool, &str), Total)> {
    let engagement = model.engagement.iter().map(|rule| (false, &*rule.name));
    let fit = model.fit.iter().map(|rule| (true, &*rule.name));
    let mut totals: Vec<_> = engagement
        .chain(fit)
        .map(|rule| (rule, Total::default()))
        .collect();
    for one in folded {
        let own = one.engagement.iter().chain(&one.fit);
        totals
            .iter_mut()
            .zip(own)
            .for_each(|((_, sum), own)| sum.add(own));
    }
    totals
}
