use proptest::prelude::*;

use super::*;

fn scored(pairs: &[(f64, bool)]) -> Vec<Scored> {
    let one = |(score, converted): &(f64, bool)| Scored {
        score: *score,
        converted: *converted,
    };
    pairs.iter().map(one).collect()
}

/// Small whole scores, so that there are ties.
fn people() -> impl Strategy<Value = Vec<Scored>> {
    let one = (0..12_i32, any::<bool>()).prop_map(|(score, converted)| Scored {
        score: if score == 0 {
            f64::NEG_INFINITY
        } else {
            f64::from(score)
        },
        converted,
    });
    proptest::collection::vec(one, 0..80)
}

proptest! {
    /// The area is the share of pairs that are in the right order.
    #[test]
    fn the_area_counts_pairs(people in people()) {
        let (yes, no): (Vec<Scored>, Vec<Scored>) = people.iter().partition(|one| one.converted);
        let wins: f64 = yes.iter().flat_map(|a| no.iter().map(move |b| match a.score.total_cmp(&b.score) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        })).sum();
        match auc(&people) {
            None => prop_assert!(yes.is_empty() || no.is_empty()),
            Some(area) => {
                prop_assert!((area.value - wins / (yes.len() * no.len()) as f64).abs() < 1e-9);
                prop_assert!(0.0 <= area.low && area.low <= area.value && area.value <= area.high && area.high <= 1.0);
            }
        }
    }

    /// The variance is that of the definition: sample variances of the placements of both kinds.
    #[test]
    fn the_interval_is_the_definitions(people in people()) {
        let (yes, no): (Vec<Scored>, Vec<Scored>) = people.iter().partition(|one| one.converted);
        prop_assume!(yes.len() > 1 && no.len() > 1);
        let psi = |a: &Scored, b: &Scored| if a.score > b.score { 1.0 } else if a.score == b.score { 0.5 } else { 0.0 };
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let variance = |values: &[f64]| {
            let middle = mean(values);
            values.iter().map(|one| (one - middle).powi(2)).sum::<f64>() / (values.len() - 1) as f64
        };
        let beats: Vec<f64> = yes.iter().map(|a| mean(&no.iter().map(|b| psi(a, b)).collect::<Vec<_>>())).collect();
        let beaten: Vec<f64> = no.iter().map(|b| mean(&yes.iter().map(|a| psi(a, b)).collect::<Vec<_>>())).collect();
        let error = (variance(&beats) / yes.len() as f64 + variance(&beaten) / no.len() as f64).sqrt();
        let area = auc(&people).expect("both kinds");
        prop_assert!((area.low - (area.value - 1.959_964 * error).max(0.0)).abs() < 1e-6, "{:?} {}", area, error);
    }

    /// The order of the input says nothing, and the curve rises from nobody to everybody.
    #[test]
    fn ties_are_shared_out(people in people(), share in 0.05..1.0) {
        let backwards: Vec<Scored> = people.iter().rev().copied().collect();
        prop_assert_eq!(auc(&people), auc(&backwards));
        prop_assert_eq!(lift(&people, share), lift(&backwards, share));
        let curve = gains(&people, 20);
        prop_assert!(curve.windows(2).all(|pair| pair[0].converted <= pair[1].converted + 1e-12));
        if let (Some(first), Some(last)) = (curve.first(), curve.last()) {
            prop_assert!(first.converted == 0.0 && (last.converted - 1.0).abs() < 1e-9);
            let everybody = lift(&people, 1.0).expect("somebody converted");
            prop_assert!((everybody.value - 1.0).abs() < 1e-9);
        }
    }

    /// Nobody is lost, and each is in the band of their score.
    #[test]
    fn bands_hold_everybody(people in people(), many in 1..12_usize) {
        let found = bands(&people, many);
        let is_finite = people.iter().any(|one| one.score.is_finite());
        let all = if is_finite { people.len() } else { 0 };
        prop_assert_eq!(found.iter().map(|band| band.people).sum::<usize>(), all);
        prop_assert!(found.len() <= many);
        for (at, band) in found.iter().enumerate() {
            let within = |one: &&Scored| (at == 0 || one.score >= band.from) && band.to.is_none_or(|to| one.score < to);
            prop_assert_eq!(people.iter().filter(within).count(), band.people);
            prop_assert!(band.rate.low <= band.rate.value && band.rate.value <= band.rate.high);
        }
    }

    /// The fitted function rises, keeps the average rate, and no other rising steps fit better.
    #[test]
    fn isotonic_regression_is_the_best_rising_fit(people in people(), other in proptest::collection::vec(0.0..1.0_f64, 12)) {
        let Some(fitted) = Isotonic::fit(&people) else {
            prop_assert!(people.is_empty());
            return Ok(());
        };
        let predicted = |of: &dyn Fn(f64) -> f64| -> Vec<Scored> {
            people.iter().map(|one| Scored { score: of(one.score), ..*one }).collect()
        };
        let own = predicted(&|score| fitted.probability(score));
        let rate = people.iter().filter(|one| one.converted).count() as f64;
        prop_assert!((own.iter().map(|one| one.score).sum::<f64>() - rate).abs() < 1e-9);
        let mut rising = other.clone();
        rising.sort_unstable_by(f64::total_cmp);
        let others = predicted(&|score| rising[score.max(0.0) as usize]);
        prop_assert!(brier(&own) <= brier(&others).map(|error| error + 1e-12));
        let scores = (0..14).map(|score| fitted.probability(f64::from(score) - 1.0));
        prop_assert!(scores.collect::<Vec<_>>().is_sorted());
        // On what it was fitted to, every step comes true exactly.
        prop_assert!(calibration_error(&curve(&own, 10)).is_some_and(|error| error < 1e-9));
    }

    #[test]
    fn the_curve_holds_everybody(people in people(), bins in 1..15_usize) {
        let curve = curve(&people, bins);
        prop_assert_eq!(curve.iter().map(|bin| bin.people).sum::<usize>(), people.len());
        prop_assert!(curve.len() <= bins);
    }
}

#[test]
fn known_values() {
    // The worked example of Wilson's interval in Newcombe (Statistics in Medicine 1998): 81 of 263.
    let wilson = proportion(81.0, 263.0);
    assert!(
        (wilson.low - 0.2553).abs() < 5e-5 && (wilson.high - 0.3662).abs() < 5e-5,
        "{wilson:?}"
    );
    assert_eq!(proportion(0.0, 0.0).high, 1.0);
    let people = scored(&[(4.0, true), (3.0, false), (2.0, true), (1.0, false)]);
    assert_eq!(auc(&people).map(|area| area.value), Some(0.75));
    assert_eq!(lift(&people, 0.25).map(|lift| lift.value), Some(2.0));
    assert_eq!(brier(&scored(&[(0.5, true), (1.0, true)])), Some(0.125));
    assert_eq!(brier(&[]), None);
}

#[test]
fn a_ratio_is_uncertain_where_there_are_few() {
    let few = ratio((2, 10), (20, 1_000));
    let many = ratio((200, 1_000), (2_000, 100_000));
    assert_eq!((few.first, many.second), (0.2, 0.02));
    assert!(many.lift.low > 8.0 && many.lift.high < 12.0, "{many:?}");
    assert!(few.lift.high - few.lift.low > 10.0, "{few:?}");
    assert!(ratio((0, 5), (0, 0)).lift.value.is_finite());
}

#[test]
fn a_fall_is_told_from_chance() {
    let area = |value, half| Estimate {
        value,
        low: value - half,
        high: value + half,
    };
    assert!(significantly_lower(area(0.6, 0.03), area(0.7, 0.03)));
    assert!(!significantly_lower(area(0.6, 0.1), area(0.7, 0.1)));
    assert!(!significantly_lower(area(0.8, 0.01), area(0.7, 0.01)));
}

/// Found by chance: all of the best share bought, and their rate came out as 1.0000000000000002.
#[test]
fn a_best_share_that_bought_altogether_has_a_lift() {
    let rows = [
        (0.0, false),
        (0.0, false),
        (2.0, true),
        (0.0, false),
        (0.0, false),
        (2.0, true),
        (2.0, true),
    ];
    let lift = lift(&scored(&rows), 0.280_906_050_555_860_15).expect("somebody converted");
    assert!((lift.value - 7.0 / 3.0).abs() < 1e-9, "{lift:?}");
    let rate = proportion(1.0 + f64::EPSILON, 1.0);
    assert!(
        rate.low <= rate.value && rate.value <= rate.high && rate.high <= 1.0,
        "{rate:?}"
    );
    let none = proportion(-f64::EPSILON, 1.0);
    assert!(none.low >= 0.0 && none.low <= none.value, "{none:?}");
}

proptest! {
    /// A rate that was put together from parts of ties stays one, however it rounds.
    #[test]
    fn any_rate_lies_inside_its_interval(hits in 0.0..1e7_f64, more in 0.0..1e7_f64, off in -4_i8..=4) {
        let of = hits + more;
        let rate = proportion(hits * (1.0 + f64::from(off) * f64::EPSILON), of);
        prop_assert!(0.0 <= rate.low && rate.low <= rate.value && rate.value <= rate.high && rate.high <= 1.0);
    }
}
