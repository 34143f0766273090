//! Measures against their definitions.

use proptest::prelude::*;

use crate::measure::{auc, brier, calibration_error, lift, log_loss, log_odds, probability};

/// Every pair of one row with and one without the outcome.
fn auc_by_pairs(scores: &[f64], outcomes: &[bool]) -> f64 {
    let (mut won, mut pairs) = (0.0, 0.0);
    for (a, _) in scores.iter().zip(outcomes).filter(|(_, y)| **y) {
        for (b, _) in scores.iter().zip(outcomes).filter(|(_, y)| !**y) {
            won += if a > b { 1.0 } else { 0.5 * f64::from(a == b) };
            pairs += 1.0;
        }
    }
    if pairs == 0.0 { 0.5 } else { won / pairs }
}

proptest! {
    #[test]
    fn auc_counts_pairs(rows in prop::collection::vec((0_u8..6, any::<bool>()), 0..60)) {
        let (scores, outcomes): (Vec<f64>, Vec<bool>) = rows.iter().map(|&(s, y)| (f64::from(s), y)).unzip();
        prop_assert!((auc(&scores, &outcomes) - auc_by_pairs(&scores, &outcomes)).abs() < 1e-12);
    }

    #[test]
    fn lift_does_not_hang_on_the_order_of_rows(
        rows in prop::collection::vec((0_u8..4, any::<bool>()), 1..60),
        share in 0.05..0.9,
    ) {
        let split = |rows: &[(u8, bool)]| -> (Vec<f64>, Vec<bool>) {
            rows.iter().map(|&(s, y)| (f64::from(s), y)).unzip()
        };
        let (scores, outcomes) = split(&rows);
        let mut turned = rows.clone();
        turned.reverse();
        let (turned_scores, turned_outcomes) = split(&turned);
        let here = lift(&scores, &outcomes, share);
        prop_assert!((here - lift(&turned_scores, &turned_outcomes, share)).abs() < 1e-9);
        prop_assert!(here >= 0.0 && here <= 1.0 / share + 1e-9);
    }

    #[test]
    fn log_odds_and_probability_undo_each_other(z in -20.0..20.0) {
        prop_assert!((log_odds(probability(z)) - z).abs() < 1e-6 * z.abs().max(1.0).exp().min(1e4));
    }
}

#[test]
fn losses_of_known_predictions() {
    let (p, y) = ([0.8, 0.4], [true, false]);
    assert!((brier(&p, &y) - (0.04 + 0.16) / 2.0).abs() < 1e-12);
    assert!((log_loss(&p, &y) + (0.8_f64.ln() + 0.6_f64.ln()) / 2.0).abs() < 1e-12);
}

#[test]
fn a_certain_mistake_costs_much_but_not_everything() {
    assert!(log_loss(&[0.0], &[true]).is_finite());
}

#[test]
fn the_calibration_error_is_the_distance_from_the_share() {
    // One range: 0.25 on average, one of four happened. Another: 0.9 said, 0.5 happened.
    let p = [0.2, 0.2, 0.3, 0.3, 0.9, 0.9];
    let exact = [true, false, true, false, true, false];
    let error = calibration_error(&p, &exact);
    let expected = ((1.0 - 0.4) + (1.0 - 0.6) + (1.8 - 1.0)) / 6.0;
    assert!((error - expected).abs() < 1e-12, "{error}");
    assert!(calibration_error(&[0.5, 0.5], &[true, false]) < 1e-12);
}
