//! Decay over long times, and the bound that lists are walked by.

use proptest::prelude::*;

use super::histories::{LANDMARK, model};
use crate::interaction::{Fact, kind};
use crate::scoring::{DecayClass, Decays, Entry, ScoreState, Scorer, explain, history};
use crate::time::{Span, Timestamp};

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// The bound is never below the true rank, now or at any later time, negative sums or not.
    #[test]
    fn the_rank_bound_is_a_bound(sums in [-100.0..100.0_f64, -100.0..100.0_f64, -100.0..100.0_f64], at in -4_000..450_i64, later in 0..300_i64) {
        let decays = decays();
        let (at, now) = (LANDMARK + Span::days(at), LANDMARK + Span::days(at + later));
        let state = stored(&decays, sums, at);
        let bound = decays.rank_bound(&state.sums, at) * decays.rank_factor(now);
        // As lists work it out, wherever the clock is.
        let value: f64 = state.sums.iter().zip(decays.factors(now)).map(|(sum, factor)| sum * factor).sum();
        prop_assert!(bound.is_finite() && bound >= 0.0);
        prop_assert!(bound * (1.0 + 1e-9) + 1e-300 >= value, "{} is below {}", bound, value);
    }

    /// Walking down the bounds until they fall under the last row finds the true top.
    #[test]
    fn walking_the_bounds_finds_the_top(people in proptest::collection::vec(([-20.0..50.0_f64, -20.0..50.0_f64, -20.0..50.0_f64], 0..200_i64), 1..60), top in 1..8_usize) {
        let decays = decays();
        let now = LANDMARK + Span::days(200);
        let all: Vec<(f64, f64)> = people.iter().map(|(sums, days)| {
            let at = LANDMARK + Span::days(*days);
            let state = stored(&decays, *sums, at);
            (decays.rank_bound(&state.sums, at) * decays.rank_factor(now), state.engagement(&decays, now))
        }).collect();
        let mut by_bound = all.clone();
        by_bound.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut best: Vec<f64> = Vec::new();
        for (bound, value) in by_bound {
            if best.len() == top && bound * (1.0 + 1e-9) < best[top - 1] {
                break;
            }
            best.push(value);
            best.sort_by(|a, b| b.total_cmp(a));
            best.truncate(top);
        }
        let mut expected: Vec<f64> = all.iter().map(|(_, value)| *value).collect();
        expected.sort_by(|a, b| b.total_cmp(a));
        expected.truncate(top);
        prop_assert_eq!(best, expected);
    }
}

fn decays() -> Decays {
    Decays {
        half_lives: model().half_lives,
        landmark: LANDMARK,
    }
}

/// A state that was worth these points in the three classes at `at`.
fn stored(decays: &Decays, points: [f64; 3], at: Timestamp) -> ScoreState {
    let mut state = ScoreState::default();
    for (class, points) in DecayClass::ALL.iter().zip(points) {
        state.sums[*class as usize] = points * decays.weight(*class, at);
    }
    state
}

#[test]
fn sums_near_the_end_of_the_scale_are_still_numbers() {
    let decays = decays();
    for half_lives in [-1_100, -1_050, -1_000, -899, 0, 100, 900] {
        let at = LANDMARK + Span::days(3 * half_lives);
        let state = stored(&decays, [10.0; 3], at);
        let value = state.engagement(&decays, at);
        assert!(
            value.is_finite() && (0.0..=30.1).contains(&value),
            "{half_lives}: {value}"
        );
    }
}

/// A chart of months under a half-life of an hour is that of explanations, day by day.
#[test]
fn a_history_goes_further_than_a_double() {
    let mut model = model();
    model.half_lives = [Span::hours(1), Span::hours(2), Span::days(3)];
    let facts: Vec<Fact> = (0..400)
        .map(|nth| Fact {
            seq: nth,
            at: LANDMARK + Span::hours(nth * 11),
            kind: kind::PAGE,
            path: Some("/pricing"),
            ..Fact::default()
        })
        .collect();
    let entries = || {
        let entry = |fact: &Fact<'static>| Entry {
            fact: *fact,
            changes: &[],
        };
        facts.iter().map(entry).collect::<Vec<_>>()
    };
    let (from, to) = (LANDMARK - Span::days(5), LANDMARK + Span::days(200));
    let scorer = Scorer::new(&model, to);
    let points = history(&scorer, entries(), (from, to), Span::days(1));
    assert!(points.iter().any(|point| point.engagement > 1.0));
    for point in points {
        let explained = explain(&scorer, entries(), point.at);
        let difference = point.engagement - explained.engagement_value;
        assert!(difference.abs() < 1e-6, "{point:?}");
        assert_eq!(point.fit, explained.state.fit);
    }
}
