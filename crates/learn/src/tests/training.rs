//! From a table to a model and back from its stored form.

use super::support::{Chance, leads};
use crate::Error;
use crate::drift::{clocks, shifts};
use crate::evaluate::{Outer, evaluate};
use crate::learner::Kind;
use crate::measure::Figures;
use crate::model::{Model, Scores};
use crate::split::Order;
use crate::table::{Column, Table, Values};
use crate::train::{Candidate, Examples, told, train};

fn examples<'a>(table: &'a Table, outcomes: &'a [bool]) -> Examples<'a> {
    Examples {
        table,
        outcomes,
        groups: None,
        order: None,
    }
}

fn trained(rows: usize, seed: u64) -> (Table, Vec<bool>, Vec<Model>) {
    let (table, outcomes) = leads(rows, seed);
    let all: Vec<usize> = (0..rows).collect();
    let candidates = train(examples(&table, &outcomes), &all, 1);
    let models = candidates.expect("enough").into_iter().map(|c| c.model);
    let models = models.collect();
    (table, outcomes, models)
}

#[test]
fn the_same_table_and_seed_give_the_same_model() {
    let (_, _, first) = trained(600, 4);
    let (_, _, second) = trained(600, 4);
    assert_eq!(first, second);
}

#[test]
fn a_stored_model_predicts_the_same_to_the_last_bit() {
    let (table, _, models) = trained(600, 5);
    for model in models {
        let text = model.to_text().expect("it can be stored");
        let again = Model::from_text(&text).expect("it can be read");
        let bits = |model: &Model| -> Vec<u64> {
            let p = model.probabilities(&table).expect("its columns are there");
            p.into_iter().map(f64::to_bits).collect()
        };
        assert_eq!(bits(&again), bits(&model));
    }
}

#[test]
fn a_damaged_or_foreign_model_is_refused() {
    let (_, _, models) = trained(600, 5);
    let trees = models.iter().find(|model| model.kind == Kind::BoostedTrees);
    let mut trees = trees.expect("trees are learned").clone();
    let text = trees.to_text().expect("it can be stored");
    let other = text.replacen("\"format\":3", "\"format\":2", 1);
    for text in ["", "{}", &text[..text.len() / 2], other.as_str()] {
        assert!(matches!(Model::from_text(text), Err(Error::Format(_))));
    }
    // A walk that would never end.
    let Scores::Trees(inner) = &mut trees.scores else {
        panic!("trees have trees");
    };
    let split = inner
        .trees
        .iter_mut()
        .find_map(|tree| tree[0].split.as_mut());
    split.expect("a question").below = 0;
    let text = trees.to_text().expect("it can be stored");
    assert!(matches!(Model::from_text(&text), Err(Error::Format(_))));
}

#[test]
fn too_few_outcomes_are_not_learned_from() {
    let (table, mut outcomes) = leads(500, 1);
    outcomes
        .iter_mut()
        .enumerate()
        .for_each(|(row, outcome)| *outcome = row < 49);
    let all: Vec<usize> = (0..500).collect();
    let refused = train(examples(&table, &outcomes), &all, 1);
    let expected = Error::TooLittle {
        positive: 49,
        negative: 451,
        needed: 50,
    };
    assert_eq!(refused.err(), Some(expected));
}

#[test]
fn probabilities_are_near_the_best_that_can_be_known() {
    let (table, outcomes) = leads(2_000, 8);
    let report = evaluate(examples(&table, &outcomes), Outer::Folds(3), 1).expect("enough");
    assert!(report.figures.auc > 0.83, "{:?}", report.figures);
    assert!(
        report.figures.calibration_error < 0.04,
        "{:?}",
        report.figures
    );
    // The truth is a weighted sum: trees may come near, they are not clearly better.
    assert!(report.chosen.iter().all(|&kind| kind == Kind::Logistic));
}

#[test]
fn trees_are_chosen_where_the_middle_counts() {
    let mut chance = Chance::new(2);
    let (mut a, mut b, mut outcomes) = (vec![], vec![], vec![]);
    for _ in 0..1_500 {
        let (of_a, of_b) = (chance.next() - 0.5, chance.next() - 0.5);
        outcomes.push(chance.happens(if of_a.abs() < 0.25 { 2.0 } else { of_b - 2.0 }));
        a.push(of_a);
        b.push(of_b);
    }
    let column = |name: &str, numbers| Column {
        name: name.into(),
        values: Values::Number(numbers),
    };
    let table = Table::new(vec![column("a", a), column("b", b)]).expect("a sound table");
    let report = evaluate(examples(&table, &outcomes), Outer::Folds(3), 1).expect("enough");
    assert!(report.chosen.iter().all(|&kind| kind == Kind::BoostedTrees));
    assert!(report.figures.auc > 0.8, "{:?}", report.figures);
}

#[test]
fn a_table_without_meaning_gives_the_share_to_everybody() {
    let (table, outcomes) = leads(800, 1);
    let mut chance = Chance::new(77);
    let outcomes: Vec<bool> = outcomes.iter().map(|_| chance.happens(-1.0)).collect();
    let report = evaluate(examples(&table, &outcomes), Outer::Folds(3), 1).expect("enough");
    assert!(
        (report.figures.auc - 0.5).abs() < 0.08,
        "{:?}",
        report.figures
    );
    assert!(
        report.figures.calibration_error < 0.06,
        "{:?}",
        report.figures
    );
}

#[test]
fn nobody_far_beyond_those_who_were_learned_from_is_told_more_than_enough_of_them_showed() {
    let mut chance = Chance::new(6);
    let mut numbers = vec![Vec::new(); 3];
    let mut outcomes = Vec::new();
    for _ in 0..2_000 {
        let visits = chance.next() * 10.0;
        for column in &mut numbers {
            column.push(visits + chance.next());
        }
        // Of the best, four in ten.
        outcomes.push(chance.happens(if visits < 7.0 {
            0.5 * visits - 5.0
        } else {
            -0.4
        }));
    }
    let of = |numbers: Vec<Vec<f64>>| {
        let columns = numbers.into_iter().enumerate();
        let columns = columns.map(|(nth, numbers)| Column {
            name: format!("column {nth}"),
            values: Values::Number(numbers),
        });
        Table::new(columns.collect()).expect("a sound table")
    };
    let table = of(numbers);
    let far = of(vec![vec![9.0, 11.0, 40.0, 1e3, 1e9]; 3]);
    let all: Vec<usize> = (0..2_000).collect();
    let moments: Vec<i64> = (0..2_000).map(|row| row / 250).collect();
    let order = Order {
        moments: &moments,
        gap: 1,
    };
    for order in [None, Some(order)] {
        let examples = Examples {
            order,
            ..examples(&table, &outcomes)
        };
        for Candidate { model, .. } in train(examples, &all, 1).expect("enough") {
            let told = model.probabilities(&far).expect("its columns are there");
            let kind = model.kind;
            assert!(told.iter().all(|&p| p < 0.55), "{kind:?}: {told:?}");
            assert!(told[0] > 0.25, "{kind:?}: {told:?}");
            // Those of the regression keep their order, also where it is the highest that can be told.
            let grows = told.windows(2).all(|pair| pair[0] < pair[1]);
            assert!(kind != Kind::Logistic || grows, "{told:?}");
        }
    }
}

/// Visits and a mean month, of which the first says something and the second goes with the clock. `rate`
/// gives the log-odds of the average row of a month.
fn months(rows: impl Fn(i64) -> usize, rate: impl Fn(i64) -> f64) -> (Table, Vec<bool>, Vec<i64>) {
    let mut chance = Chance::new(12);
    let (mut visits, mut price, mut moments, mut outcomes) = (vec![], vec![], vec![], vec![]);
    for month in 0..8 {
        for _ in 0..rows(month) {
            let of_visits = chance.next() * 10.0;
            visits.push(of_visits);
            price.push(100.0 + 3.0 * month as f64 + chance.next());
            outcomes.push(chance.happens(0.6 * (of_visits - 5.0) + rate(month)));
            moments.push(month);
        }
    }
    let column = |name: &str, numbers| Column {
        name: name.into(),
        values: Values::Number(numbers),
    };
    let table = Table::new(vec![column("visits", visits), column("price", price)]);
    (table.expect("a sound table"), outcomes, moments)
}

/// How many rows a month has.
type Rows = fn(i64) -> usize;
/// The log-odds of the average row of a month.
type Rate = fn(i64) -> f64;

/// What is told of the first six months, and what a model of them does in the two months after.
fn told_and_seen(table: &Table, outcomes: &[bool], moments: &[i64]) -> (Figures, Figures) {
    let order = Order { moments, gap: 1 };
    let examples = Examples {
        order: Some(order),
        ..examples(table, outcomes)
    };
    let (now, later): (Vec<usize>, Vec<usize>) =
        (0..outcomes.len()).partition(|&row| moments[row] < 6);
    let told = told(examples, &now, 1).expect("enough");
    assert!(told.is_later);
    let model = train(examples, &now, 1).expect("enough").swap_remove(0);
    let probabilities = model.model.probabilities(&table.pick(&later));
    let outcomes: Vec<bool> = later.iter().map(|&row| outcomes[row]).collect();
    let seen = Figures::of(&probabilities.expect("its columns are there"), &outcomes);
    (told.figures, seen)
}

#[test]
fn the_error_that_is_told_is_the_one_that_later_rows_show() {
    // As it was, with few people at first; ever more; and with ever fewer who buy.
    let cases: [(&str, Rows, Rate); 3] = [
        ("steady", |_| 400, |_| -1.5),
        ("growing", |month| 60 + 120 * month as usize, |_| -1.5),
        ("falling", |_| 400, |month| -0.15 * month as f64 - 0.5),
    ];
    for (name, rows, rate) in cases {
        let (table, outcomes, moments) = months(rows, rate);
        let (told, seen) = told_and_seen(&table, &outcomes, &moments);
        let observed = seen.positive as f64 / seen.rows as f64;
        assert!(
            (told.auc - seen.auc).abs() < 0.05,
            "{name}: {told:?} {seen:?}"
        );
        assert!(
            (told.brier - seen.brier).abs() < 0.03,
            "{name}: {told:?} {seen:?}"
        );
        assert!(
            (seen.mean - observed).abs() < 0.05,
            "{name}: {told:?} {seen:?}"
        );
    }
}

#[test]
fn what_goes_with_the_clock_does_not_outweigh_what_says_something() {
    // Prices rise and ever more buy: by the price alone everybody of later months would.
    let (table, outcomes, moments) = months(|_| 400, |month| -3.5 + 0.4 * month as f64);
    let order = Order {
        moments: &moments,
        gap: 1,
    };
    let rows: Vec<usize> = (0..outcomes.len()).collect();
    assert_eq!(clocks(&table, &rows, order), ["price"]);
    let (told, seen) = told_and_seen(&table, &outcomes, &moments);
    assert!(
        seen.auc > 0.78 && (told.auc - seen.auc).abs() < 0.05,
        "{told:?} {seen:?}"
    );
}

#[test]
fn a_shift_is_told_by_its_column() {
    let (table, _, moments) = months(|_| 400, |_| -1.5);
    let (from, to): (Vec<usize>, Vec<usize>) =
        (0..moments.len()).partition(|&row| moments[row] < 6);
    let found: Vec<String> = shifts(&table.pick(&from), &table.pick(&to))
        .into_iter()
        .map(|s| s.column)
        .collect();
    assert_eq!(found, ["price"]);
    assert_eq!(shifts(&table.pick(&from), &table.pick(&from)), []);
}

#[test]
fn without_a_later_stretch_other_people_are_kept_back() {
    let (table, outcomes) = leads(600, 4);
    let moments = vec![7; 600];
    let order = Order {
        moments: &moments,
        gap: 1,
    };
    let examples = Examples {
        order: Some(order),
        ..examples(&table, &outcomes)
    };
    let rows: Vec<usize> = (0..600).collect();
    let told = told(examples, &rows, 1).expect("enough");
    assert!(!told.is_later && told.figures.rows == 120, "{told:?}");
    assert!(told.figures.auc > 0.75, "{told:?}");
}

#[test]
fn rare_outcomes_among_much_noise_are_told_as_often_as_they_come() {
    let mut chance = Chance::new(31);
    let mut numbers = vec![Vec::new(); 30];
    let (mut moments, mut outcomes) = (Vec::new(), Vec::new());
    for month in 0..8 {
        for _ in 0..800 {
            for column in &mut numbers {
                column.push(chance.next() - 0.5);
            }
            let says = numbers[0][outcomes.len()];
            outcomes.push(chance.happens(8.0 * says - 5.0));
            moments.push(month);
        }
    }
    let columns = numbers
        .into_iter()
        .enumerate()
        .map(|(nth, numbers)| Column {
            name: format!("column {nth}"),
            values: Values::Number(numbers),
        });
    let table = Table::new(columns.collect()).expect("a sound table");
    let (told, seen) = told_and_seen(&table, &outcomes, &moments);
    for figures in [told, seen] {
        let share = figures.positive as f64 / figures.rows as f64;
        assert!(
            (figures.mean / share - 1.0).abs() < 0.25,
            "{told:?} {seen:?}"
        );
    }
}
