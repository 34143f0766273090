//! Suggested points on histories whose truth is known.

use super::support::Chance;
use crate::Error;
use crate::suggest::{Dimension, Reason, Rule, Suggestions, suggest};

/// Rules with their points and true weights; people who met them by chance, and what became of them.
fn history(people: usize, rules: &[(Dimension, f64, f64, f64)]) -> (Vec<Rule>, Vec<bool>) {
    let mut chance = Chance::new(11);
    let mut columns: Vec<Rule> = rules
        .iter()
        .map(|&(dimension, points, ..)| Rule {
            dimension,
            points,
            met: Vec::new(),
        })
        .collect();
    let mut outcomes = Vec::new();
    for _ in 0..people {
        let mut log_odds = -1.5;
        for (rule, &(dimension, _, weight, share)) in columns.iter_mut().zip(rules) {
            let met = match (chance.next() < share, dimension) {
                (false, _) => 0.0,
                (true, Dimension::Fit) => 1.0,
                (true, Dimension::Engagement) => chance.next() * 3.0,
            };
            log_odds += weight * met;
            rule.met.push(met);
        }
        outcomes.push(chance.happens(log_odds));
    }
    (columns, outcomes)
}

fn suggested(rules: &[(Dimension, f64, f64, f64)]) -> Suggestions {
    let (rules, outcomes) = history(4_000, rules);
    suggest(&rules, &outcomes, None, 1).expect("enough outcomes")
}

const E: Dimension = Dimension::Engagement;
const F: Dimension = Dimension::Fit;

#[test]
fn points_that_say_the_wrong_thing_are_put_right() {
    let found = suggested(&[
        (E, 10.0, 1.0, 0.4),  // worth its points
        (E, 10.0, 0.0, 0.4),  // says nothing
        (E, 2.0, 1.5, 0.3),   // worth much more
        (F, 20.0, -1.0, 0.3), // says the opposite
        (F, 10.0, 1.0, 0.4),
        (E, 5.0, 1.0, 0.002), // met by almost nobody
    ]);
    let reasons: Vec<Reason> = found.items.iter().map(|item| item.reason).collect();
    assert_eq!(reasons[1], Reason::NoClearEffect);
    assert_eq!(reasons[2], Reason::Raise);
    assert_eq!(reasons[3], Reason::Reverse);
    assert_eq!(reasons[5], Reason::TooFewPeople);
    for item in &found.items {
        assert_eq!(item.suggested.fract(), 0.0);
        assert!(item.low <= item.high);
    }
    assert_eq!(found.items[1].suggested, 10.0, "no change without a reason");
    assert_eq!(found.items[5].suggested, 5.0);
    assert!(found.auc_after > found.auc_before + 0.03, "{found:?}");
}

#[test]
fn right_points_are_left_alone_whatever_their_unit() {
    for unit in [1.0, 7.0] {
        let found = suggested(&[
            (E, 10.0 * unit, 1.0, 0.4),
            (E, 5.0 * unit, 0.5, 0.4),
            (F, 8.0 * unit, 0.8, 0.4),
            (F, -4.0 * unit, -0.4, 0.4),
        ]);
        for item in &found.items {
            assert_eq!(item.reason, Reason::Agrees, "{item:?}");
            assert_eq!(item.suggested, item.points);
        }
        assert!((found.auc_after - found.auc_before).abs() < 0.01);
    }
}

#[test]
fn a_history_with_few_outcomes_is_refused() {
    let (rules, outcomes) = history(60, &[(E, 1.0, 1.0, 0.5)]);
    let refused = suggest(&rules, &outcomes, None, 1);
    assert!(matches!(refused, Err(Error::TooLittle { .. })));
}

#[test]
fn a_model_without_points_gets_a_scale() {
    let found = suggested(&[(E, 0.0, 1.0, 0.5), (F, 0.0, 1.0, 0.5)]);
    assert!(
        found
            .items
            .iter()
            .all(|item| (5.0..15.0).contains(&item.suggested)),
        "{found:?}"
    );
}

#[test]
fn a_rule_that_comes_with_a_stronger_one_is_not_turned_around() {
    let mut chance = Chance::new(5);
    let (mut pages, mut prices, mut outcomes) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..4_000 {
        let page = (chance.next() * 10.0).floor();
        // Only who looks at much looks at prices, and buys a little less for it.
        let price = f64::from(page >= 5.0 && chance.next() < 0.6);
        outcomes.push(chance.happens(0.5 * page - 0.6 * price - 3.0));
        pages.push(page);
        prices.push(price);
    }
    let rule = |points, met| Rule {
        dimension: E,
        points,
        met,
    };
    let found = suggest(&[rule(1.0, pages), rule(8.0, prices)], &outcomes, None, 1)
        .expect("enough outcomes");
    let price = found.items[1];
    assert!(
        price.high < 0.0,
        "beside the other it speaks against: {price:?}"
    );
    assert_eq!((price.reason, price.suggested), (Reason::Redundant, 0.0));
}
