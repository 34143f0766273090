//! What to look at, as codes with numbers: screens put them into words.

use std::fmt;

use super::audit::CriterionVerdict;
use super::{Backtest, LEAST};

/// Share of the buyers that qualified people should at least make up.
const FEW: f64 = 0.2;
/// Share of all people beyond which qualification says nothing.
const MOST: f64 = 0.5;

/// A code with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// What it is about.
    pub code: &'static str,
    /// Numbers by name.
    pub numbers: Vec<(&'static str, f64)>,
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        for (name, number) in &self.numbers {
            // Four digits are enough to speak of, and a whole number stays one.
            write!(f, " {name}={}", (number * 1e4).round() / 1e4)?;
        }
        Ok(())
    }
}

/// What the figures suggest; nothing where there are too few of them.
pub fn advice(test: &Backtest) -> Vec<Advice> {
    if test.converted < LEAST || test.people - test.converted < LEAST {
        return Vec::new();
    }
    let mut advice = qualification(test);
    if let Some(area) = test.auc.filter(|area| area.low <= 0.5) {
        let numbers = vec![("auc", area.value), ("low", area.low)];
        advice.push(Advice {
            code: "ranks_no_better_than_chance",
            numbers,
        });
    }
    for (code, area) in [
        ("engagement_points_the_wrong_way", test.auc_engagement),
        ("fit_points_the_wrong_way", test.auc_fit),
    ] {
        if let Some(area) = area.filter(|area| area.high < 0.5) {
            let numbers = vec![("auc", area.value)];
            advice.push(Advice { code, numbers });
        }
    }
    for (code, verdict) in [
        ("rules_point_the_wrong_way", CriterionVerdict::WrongWay),
        ("rules_make_no_difference", CriterionVerdict::NoDifference),
    ] {
        let rules = test.criteria.iter().filter(|one| one.verdict == verdict);
        match rules.count() {
            0 => {}
            rules => advice.push(Advice {
                code,
                numbers: vec![("rules", rules as f64)],
            }),
        }
    }
    advice
}

/// Whether too few or too many qualify.
fn qualification(test: &Backtest) -> Vec<Advice> {
    if test.qualified.is_empty() {
        return Vec::new();
    }
    let conversions = test.qualified.iter().map(|one| &one.conversion);
    let people: usize = conversions.clone().map(|one| one.people).sum();
    let converted: usize = conversions.map(|one| one.converted).sum();
    let share_of_people = people as f64 / test.people as f64;
    let share_of_converted = converted as f64 / test.converted as f64;
    let numbers = vec![
        ("qualified", people as f64),
        ("share_of_people", share_of_people),
        ("share_of_converted", share_of_converted),
    ];
    let code = match () {
        () if share_of_converted < FEW => "too_few_qualify",
        () if share_of_people > MOST => "too_many_qualify",
        () => return Vec::new(),
    };
    vec![Advice { code, numbers }]
}
