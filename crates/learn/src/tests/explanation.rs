//! Reasons add up to the score and name the columns that made it.

use super::support::leads;
use crate::learner;
use crate::table::Value;

#[test]
fn reasons_add_up_to_the_score() {
    let (table, outcomes) = leads(600, 6);
    let rows: Vec<usize> = (0..600).collect();
    for learner in learner::all().into_iter().flatten() {
        let scores = learner.fit(&table, &rows, &outcomes, 1).expect("a fit");
        let log_odds = scores.log_odds(&table, &rows).expect("scores");
        let reasons = scores.reasons(&table, &rows).expect("reasons");
        for (z, reasons) in log_odds.iter().zip(&reasons) {
            let sum: f64 = reasons.contributions.iter().map(|c| c.log_odds).sum();
            assert!(
                (reasons.base + sum - z).abs() < 1e-9,
                "{:?}",
                learner.kind()
            );
        }
    }
}

#[test]
fn the_strongest_reasons_are_those_that_made_the_outcome() {
    let (table, outcomes) = leads(1_500, 6);
    let rows: Vec<usize> = (0..1_500).collect();
    let is = |row: usize, visits: f64, source: &str| {
        table.value("visits", row) == Value::Number(visits)
            && table.value("source", row) == Value::Name(source.into())
    };
    let best = rows
        .iter()
        .find(|&&row| is(row, 9.0, "fair"))
        .expect("a row");
    let worst = rows
        .iter()
        .find(|&&row| is(row, 0.0, "ads"))
        .expect("a row");
    for learner in learner::all().into_iter().flatten() {
        let scores = learner.fit(&table, &rows, &outcomes, 1).expect("a fit");
        let reasons = scores.reasons(&table, &[*best, *worst]).expect("reasons");
        let names = |reasons: Vec<&crate::model::Contribution>| -> Vec<String> {
            let names = reasons.iter().map(|reason| reason.column.clone());
            let mut names: Vec<String> = names.collect();
            names.sort();
            names
        };
        let favour = names(reasons[0].in_favour(2).collect());
        assert_eq!(favour, ["source", "visits"], "{:?}", learner.kind());
        let against = names(reasons[1].against(2).collect());
        assert_eq!(against, ["source", "visits"], "{:?}", learner.kind());
        let mut of_visits = reasons[0].contributions.iter();
        let of_visits = of_visits.find(|reason| reason.column == "visits");
        assert_eq!(of_visits.expect("a reason").value, Value::Number(9.0));
        assert!(reasons[0].against(3).all(|reason| reason.log_odds < 0.0));
    }
}
