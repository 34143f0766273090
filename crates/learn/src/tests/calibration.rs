//! Calibration maps.

use proptest::prelude::*;

use super::support::Chance;
use crate::calibrate::{Calibration, held_under, highest_share, isotonic, offset, sigmoid, slope};
use crate::measure::calibration_error;

proptest! {
    #[test]
    fn both_maps_keep_the_order_and_stay_off_certainty(
        rows in prop::collection::vec((-8.0..8.0, any::<bool>()), 2..80),
        probes in prop::collection::vec(-20.0..20.0, 2..20),
    ) {
        let (z, y): (Vec<f64>, Vec<bool>) = rows.into_iter().unzip();
        let mut probes = probes;
        probes.sort_by(f64::total_cmp);
        for map in [isotonic(&z, &y), sigmoid(&z, &y).expect("a fit")] {
            let mapped: Vec<f64> = probes.iter().map(|&z| map.apply(z)).collect();
            prop_assert!(mapped.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12), "{map:?}");
            prop_assert!(mapped.iter().all(|p| (0.0..=1.0).contains(p)));
        }
        let inside = isotonic(&z, &y);
        prop_assert!(z.iter().all(|&z| inside.apply(z) > 0.0 && inside.apply(z) < 1.0));
    }
}

/// Scores that are `truth` of the log-odds of what happens, in five folds.
fn bent(rows: usize, truth: impl Fn(f64) -> f64) -> (Vec<f64>, Vec<bool>, Vec<usize>) {
    let mut chance = Chance::new(3);
    let z: Vec<f64> = (0..rows).map(|_| chance.next() * 6.0 - 3.0).collect();
    let y = z.iter().map(|&z| chance.happens(truth(z))).collect();
    (z, y, (0..rows).map(|row| row % 5).collect())
}

#[test]
fn scores_that_are_too_sure_are_drawn_in() {
    let (z, y, folds) = bent(4_000, |z| 0.3 * z - 1.0);
    let Calibration::Sigmoid { slope, offset } = Calibration::learn(&z, &y, &folds).expect("a map")
    else {
        panic!("the truth is a sigmoid");
    };
    assert!(
        (slope - 0.3).abs() < 0.1 && (offset + 1.0).abs() < 0.15,
        "{slope} {offset}"
    );
}

#[test]
fn scores_whose_order_is_upside_down_give_the_share_to_everybody() {
    let (z, y, folds) = bent(900, |z| -2.0 * z - 2.0);
    let map = Calibration::learn(&z, &y, &folds).expect("a map");
    let share = y.iter().filter(|&&y| y).count() as f64 / 900.0;
    for z in [-3.0, 0.0, 3.0] {
        assert!((map.apply(z) - share).abs() < 0.01, "{map:?} {share}");
    }
}

#[test]
fn what_scores_tell_is_not_mistaken_where_more_buy_each_time() {
    // The scores are twice too sure; the first fold is small, and in the last one three times as many buy.
    let folds: Vec<(Vec<f64>, Vec<bool>, Vec<usize>)> = [(100, -2.5), (2_000, -1.5), (4_000, 0.0)]
        .map(|(rows, rate)| bent(rows, |z| 0.5 * z + rate))
        .into();
    let (z, y): (Vec<Vec<f64>>, Vec<Vec<bool>>) = folds.into_iter().map(|(z, y, _)| (z, y)).unzip();
    let slope = slope(&z, &y).expect("a slope");
    assert!((slope - 0.5).abs() < 0.06, "{slope}");
    let drawn: Vec<f64> = z[2].iter().map(|z| slope * z).collect();
    assert!(offset(&drawn, &y[2]).abs() < 0.1);
}

#[test]
fn few_outcomes_give_a_sigmoid_whatever_their_shape() {
    let (z, y, folds) = bent(600, |z| if z < 0.0 { -3.0 } else { 3.0 });
    let map = Calibration::learn(&z, &y, &folds).expect("a map");
    assert!(matches!(map, Calibration::Sigmoid { .. }), "{map:?}");
}

#[test]
fn a_shape_that_is_no_sigmoid_is_followed() {
    let steps = |z: f64| {
        if z < -1.0 {
            -4.0
        } else if z < 2.0 {
            0.0
        } else {
            4.0
        }
    };
    let (z, y, folds) = bent(6_000, steps);
    let map = Calibration::learn(&z, &y, &folds).expect("a map");
    assert!(matches!(map, Calibration::Isotonic(_)));
    let p: Vec<f64> = z.iter().map(|&z| map.apply(z)).collect();
    assert!(calibration_error(&p, &y) < 0.02);
}

#[test]
fn the_highest_share_is_that_of_enough_rows_and_what_is_told_stays_under_it_in_order() {
    // The four surest all convert, of the hundred surest a half, of the others none.
    let z: Vec<f64> = (0..1_000).map(|row| -f64::from(row)).collect();
    let y: Vec<bool> = (0..1_000)
        .map(|row| row < 4 || (row < 100 && row % 2 == 0))
        .collect();
    let highest = highest_share(&z, &y);
    assert!((0.5..0.58).contains(&highest), "{highest}");
    // Too few rows for any share, and rows that nothing tells apart: that of all.
    assert!((highest_share(&z[..20], &y[..20]) - 12.5 / 21.0).abs() < 1e-9);
    assert!((highest_share(&[0.0; 1_000], &y) - 52.5 / 1_001.0).abs() < 1e-3);
    let told: Vec<f64> = (0..=100)
        .map(|p| held_under(highest, f64::from(p) / 100.0))
        .collect();
    assert!(told.windows(2).all(|pair| pair[0] < pair[1]), "{told:?}");
    assert!((told[100] - highest).abs() < 1e-12 && (told[40] - 0.4).abs() < 1e-12);
}
