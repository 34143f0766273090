//! From a table to a model and back from its stored form.

use super::support::{Chance, leads};
use crate::Error;
use crate::evaluate::{Outer, evaluate};
use crate::learner::Kind;
use crate::model::{Model, Scores};
use crate::table::{Column, Table, Values};
use crate::train::{Examples, Options, train};

fn examples<'a>(table: &'a Table, outcomes: &'a [bool]) -> Examples<'a> {
    Examples {
        table,
        outcomes,
        groups: None,
    }
}

fn trained(rows: usize, seed: u64) -> (Table, Vec<bool>, Vec<Model>) {
    let (table, outcomes) = leads(rows, seed);
    let all: Vec<usize> = (0..rows).collect();
    let candidates = train(examples(&table, &outcomes), &all, Options::default());
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
    let other = text.replacen("\"format\":1", "\"format\":2", 1);
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
    let refused = train(examples(&table, &outcomes), &all, Options::default());
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
