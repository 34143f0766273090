//! The regression against what is known to be right.

use proptest::prelude::*;

use super::support::Chance;
use crate::logistic::{Regression, fit};
use crate::measure::probability;

fn sample(rows: usize, seed: u64, weights: &[f64], intercept: f64) -> (Vec<Vec<f64>>, Vec<bool>) {
    let mut chance = Chance::new(seed);
    let mut columns = vec![Vec::new(); weights.len()];
    let mut outcomes = Vec::new();
    for _ in 0..rows {
        let mut log_odds = intercept;
        for (column, weight) in columns.iter_mut().zip(weights) {
            let value = chance.next() * 2.0 - 1.0;
            log_odds += weight * value;
            column.push(value);
        }
        outcomes.push(chance.happens(log_odds));
    }
    (columns, outcomes)
}

/// The derivative of the loss by each coefficient: zero at the best fit.
fn gradient(columns: &[Vec<f64>], outcomes: &[bool], found: &Regression, penalty: f64) -> Vec<f64> {
    let residual: Vec<f64> = (0..outcomes.len())
        .map(|row| {
            let sum: f64 = columns
                .iter()
                .zip(&found.coefficients)
                .map(|(column, weight)| column[row] * weight)
                .sum();
            probability(found.intercept + sum) - f64::from(outcomes[row])
        })
        .collect();
    let by_weight = columns
        .iter()
        .zip(&found.coefficients)
        .map(|(column, weight)| {
            let data: f64 = column.iter().zip(&residual).map(|(x, r)| x * r).sum();
            data + penalty * weight
        });
    by_weight.chain([residual.iter().sum()]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_fit_is_where_the_loss_is_flat(seed in any::<u64>(), penalty in 0.01..20.0, weight in -3.0..3.0) {
        let (columns, outcomes) = sample(200, seed, &[weight, 1.0, 0.0], -0.5);
        let found = fit(&columns, &outcomes, penalty).expect("a fit");
        for slope in gradient(&columns, &outcomes, &found, penalty) {
            prop_assert!(slope.abs() < 1e-5, "{slope}");
        }
    }
}

#[test]
fn intervals_hold_the_truth_about_95_times_in_100() {
    let truth = 1.5;
    let held = (0..200).filter(|&seed| {
        let (columns, outcomes) = sample(300, seed, &[truth, -0.5], 0.3);
        let found = fit(&columns, &outcomes, 1e-6).expect("a fit");
        (found.coefficients[0] - truth).abs() < 1.96 * found.errors[0]
    });
    let held = held.count();
    assert!((180..=199).contains(&held), "{held} of 200");
}

#[test]
fn outcomes_that_are_perfectly_apart_have_a_fit() {
    let column = vec![-2.0, -1.0, 1.0, 2.0];
    let found = fit(&[column], &[false, false, true, true], 0.1).expect("a fit");
    assert!(found.coefficients[0] > 0.5 && found.coefficients[0].is_finite());
}

#[test]
fn columns_that_are_the_same_share_the_weight_or_are_refused() {
    let (columns, outcomes) = sample(300, 7, &[1.0], 0.0);
    let twice = [columns[0].clone(), columns[0].clone()];
    let found = fit(&twice, &outcomes, 1.0).expect("a fit");
    assert!((found.coefficients[0] - found.coefficients[1]).abs() < 1e-6);
    assert!(fit(&twice, &outcomes, 0.0).is_err());
}
