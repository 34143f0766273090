//! Columns that know too much.

use super::support::leads;
use crate::leak::{Suspicion, alone, suspects};
use crate::table::{Category, Column, Table, Values};

#[test]
fn what_was_written_down_afterwards_is_named_and_the_rest_is_not() {
    let (table, outcomes) = leads(800, 3);
    let column = |name: &str, values| Column {
        name: name.into(),
        values,
    };
    let after = outcomes
        .iter()
        .enumerate()
        .map(|(row, &won)| match (won, row % 40) {
            (_, 0) => Some("ringing"),
            (true, _) => Some("will come"),
            (false, _) => Some("not interested"),
        });
    let invoice = outcomes
        .iter()
        .map(|&won| if won { 100.0 } else { f64::NAN });
    let complaint = outcomes.iter().enumerate();
    let complaint = complaint.map(|(row, &won)| (!won && row % 3 == 0).then_some("late"));
    let mut columns = table.columns().to_vec();
    columns.push(column("tags", Values::Category(Category::of(after))));
    columns.push(column("invoice", Values::Number(invoice.collect())));
    columns.push(column(
        "complaint",
        Values::Category(Category::of(complaint)),
    ));
    let table = Table::new(columns).expect("a sound table");
    let found = suspects(&table, &outcomes, 1);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(matches!(found[0], (ref name, Suspicion::Ranks(auc)) if name == "tags" && auc > 0.95));
    assert_eq!(
        found[1],
        ("invoice".into(), Suspicion::FilledFor { outcome: true })
    );
    assert_eq!(
        found[2],
        ("complaint".into(), Suspicion::FilledFor { outcome: false })
    );
}

#[test]
fn a_column_that_ranks_downwards_knows_as_much() {
    let numbers = Values::Number(vec![4.0, 3.0, 2.0, 1.0]);
    assert_eq!(alone(&numbers, &[false, false, true, true], 1), 1.0);
}

#[test]
fn a_few_filled_rows_of_the_usual_outcome_are_no_leak() {
    let outcomes: Vec<bool> = (0..2_000).map(|row| row % 50 == 0).collect();
    let note = (0..2_000).map(|row| (row % 50 == 1).then_some("seen"));
    let values = Values::Category(Category::of(note));
    let table = Table::new(vec![Column {
        name: "note".into(),
        values,
    }]);
    assert_eq!(suspects(&table.expect("a sound table"), &outcomes, 1), []);
}
