//! Encodings do not give the outcome away and survive another table.

use super::support::{Chance, leads};
use crate::encode::{LinearEncoding, TargetCoding, TreeEncoding};
use crate::measure::{auc, probability};
use crate::table::{Category, Column, Table, Values};
use crate::{Error, learner};

#[test]
fn a_name_that_occurs_once_does_not_give_its_outcome_away() {
    let mut chance = Chance::new(5);
    let outcomes: Vec<bool> = (0..2_000).map(|_| chance.happens(0.0)).collect();
    let names: Vec<String> = (0..2_000).map(|row| format!("name {row}")).collect();
    let category = Category::of(names.iter().map(|name| Some(name.as_str())));
    let rows: Vec<usize> = (0..2_000).collect();
    let (coding, encoded) = TargetCoding::learn_cross_fitted(&category, &rows, &outcomes, 1);
    let (unseen, seen) = (
        auc(&encoded, &outcomes),
        auc(&coding.apply(&category, &rows), &outcomes),
    );
    assert!((unseen - 0.5).abs() < 0.06, "{unseen}");
    assert!(seen > 0.99, "without the parts it would: {seen}");
}

#[test]
fn few_rows_are_drawn_to_the_share_of_all() {
    let names: Vec<Option<&str>> = [vec![Some("rare"); 2], vec![Some("usual"); 998]].concat();
    let outcomes: Vec<bool> = (0..1_000).map(|row| row < 2 || row % 10 == 0).collect();
    let category = Category::of(names);
    let rows: Vec<usize> = (0..1_000).collect();
    let encoded = TargetCoding::learn(&category, &rows, &outcomes).apply(&category, &[0, 999]);
    // Two of two, drawn by ten rows of about 0.101.
    let base = (101.0 + 0.5) / 1_001.0;
    assert!((probability(encoded[0]) - (2.0 + 10.0 * base) / 12.0).abs() < 1e-9);
    assert!((probability(encoded[1]) - (99.0 + 10.0 * base) / 1_008.0).abs() < 1e-9);
}

#[test]
fn names_may_come_in_another_order_and_new_ones_are_average() {
    let (table, outcomes) = leads(600, 1);
    let rows: Vec<usize> = (0..600).collect();
    let other = |source: Category| {
        let number = |value| Values::Number(vec![value; 2]);
        let column = |name: &str, values| Column {
            name: name.into(),
            values,
        };
        Table::new(vec![
            column("noise", number(0.5)),
            column("source", Values::Category(source)),
            column("visits", number(4.0)),
        ])
        .expect("a sound table")
    };
    let one = other(Category::of([Some("fair"), Some("ads")]));
    let turned = other(Category::of([Some("ads"), Some("fair")]));
    let unknown = other(Category::of([Some("radio"), Some("poster")]));
    for learner in learner::all().into_iter().flatten() {
        let scores = learner.fit(&table, &rows, &outcomes, 1).expect("a fit");
        let of = |table: &Table| {
            scores
                .log_odds(table, &[0, 1])
                .expect("its columns are there")
        };
        assert_eq!(of(&one)[0], of(&turned)[1]);
        assert!(of(&one)[0] > of(&one)[1] + 0.5, "{:?}", learner.kind());
        assert_eq!(of(&unknown)[0], of(&unknown)[1]);
    }
}

#[test]
fn numbers_beyond_the_range_of_training_keep_their_order_and_none_outweighs_everything() {
    let (table, outcomes) = leads(600, 1);
    let rows: Vec<usize> = (0..600).collect();
    let far = |visits: f64| {
        let mut columns = table.pick(&[0]).columns().to_vec();
        columns[0].values = Values::Number(vec![visits]);
        Table::new(columns).expect("a sound table")
    };
    let (encoding, _) = LinearEncoding::learn(&table, &rows, &outcomes, 1);
    let of = |visits: f64| encoding.apply(&far(visits), &[0]).expect("encoded").columns;
    let visits = [9.0, 9.5, 11.0, 40.0, 1e3, 1e6];
    let encoded: Vec<Vec<Vec<f64>>> = visits.iter().map(|&visits| of(visits)).collect();
    for pair in encoded.windows(2) {
        // The number as it is, and bent.
        assert!(
            pair[0][0] < pair[1][0] && pair[0][1] < pair[1][1],
            "{pair:?}"
        );
    }
    let (end, most) = (encoded[0][0][0], of(1e300)[0][0]);
    assert!(most <= end + 0.5, "{end} was the end, and {most} is told");
    // Without a step at the end of the range.
    assert!(of(9.0 + 1e-9)[0][0] - encoded[0][0][0] < 1e-6);
}

#[test]
fn a_table_without_a_column_is_refused_by_name() {
    let (table, outcomes) = leads(300, 1);
    let rows: Vec<usize> = (0..300).collect();
    let (encoding, _) = TreeEncoding::learn(&table, &rows, &outcomes, 1);
    let refused = encoding.apply(&table.without(&["source"]), &rows);
    assert_eq!(refused, Err(Error::Column("source".into())));
}
