//! Points for what somebody is.

use std::collections::HashSet;

use super::Model;
use super::check::{Faults, Part};
use crate::filter::PersonFilter;

/// Points for what somebody is.
#[derive(Clone, Debug)]
pub struct FitRule {
    /// Name, unique in the model.
    pub name: String,
    /// Which people; only profile fields.
    pub condition: PersonFilter,
    /// Points, plus or minus; a neutral rule, with none, is shown all the same.
    pub points: f64,
    /// Takes the person out of the funnel, with this reason.
    pub disqualify: Option<String>,
    /// Keeps the person in nurture: in the funnel, but hot only with a lot of engagement.
    pub nurture: bool,
}

impl FitRule {
    /// A rule that gives points and nothing else.
    pub fn new(name: impl Into<String>, condition: PersonFilter, points: f64) -> Self {
        Self {
            name: name.into(),
            condition,
            points,
            disqualify: None,
            nurture: false,
        }
    }
}

/// A letter for fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Grade {
    /// The letter, or a short word.
    pub letter: String,
    /// Least fit.
    pub from: f64,
}

pub(super) fn check(model: &Model, faults: &mut Faults) {
    let names = model.fit.iter().map(|rule| rule.name.as_str());
    faults.check_names("fit rule", "fit", "name", names);
    for (nth, rule) in model.fit.iter().enumerate() {
        let (place, part) = (format!("fit rule \"{}\"", rule.name), Part::nth("fit", nth));
        faults.check_points(&place, part.field("points"), rule.points);
        check_condition(&place, part.field("if"), &rule.condition, faults);
        let empty = |reason: &String| reason.trim().is_empty();
        if rule.disqualify.as_ref().is_some_and(empty) {
            let message = "give a reason, for example \"competitor\"";
            faults.add(&place, part.field("disqualify"), message);
        }
    }
    check_grades(&model.grades, faults);
}

fn check_condition(place: &str, part: Part, condition: &PersonFilter, faults: &mut Faults) {
    if !condition.measures().is_empty() {
        let message = "fit looks at the profile only; count interactions in an engagement rule";
        return faults.add(place, part, message);
    }
    let fields = condition.fields();
    if let Some(field) = fields.iter().find(|field| !field.is_of_profile()) {
        let message = format!("fit looks at the profile only; `{field}` is not a profile field");
        faults.add(place, part, message);
    }
}

fn check_grades(grades: &[Grade], faults: &mut Faults) {
    let mut letters = HashSet::new();
    let mut above = f64::INFINITY;
    for (nth, grade) in grades.iter().enumerate() {
        let (place, part) = (
            format!("grade \"{}\"", grade.letter),
            Part::nth("grade", nth),
        );
        if grade.letter.trim().is_empty() || grade.letter.chars().count() > 10 {
            faults.add(
                &place,
                part.field("letter"),
                "a letter has 1 to 10 characters",
            );
        } else if !letters.insert(&grade.letter) {
            faults.add(&place, part.field("letter"), "this letter is used twice");
        }
        if !grade.from.is_finite() {
            faults.add(&place, part.field("from"), "`from` is a number");
        } else if grade.from >= above {
            let message =
                "grades are given best first: `from` has to be below that of the one before";
            faults.add(&place, part.field("from"), message);
        }
        above = above.min(grade.from);
    }
}
