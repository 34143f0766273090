//! From cells to columns.

use proptest::prelude::*;

use crate::Error;
use crate::guess::{Cells, Guessed, Reason};
use crate::table::{Value, Values};

fn guess(head: &[&str], rows: &[Vec<String>]) -> Result<Guessed, Error> {
    let mut cells = Cells::new(head.iter().map(ToString::to_string).collect())?;
    for row in rows {
        cells.push(row.iter().map(String::as_str))?;
    }
    cells.finish("won", &[])
}

fn rows(count: usize, row: impl Fn(usize) -> [String; 4]) -> Vec<Vec<String>> {
    (0..count).map(|at| row(at).to_vec()).collect()
}

#[test]
fn types_identifiers_and_constants_are_told_apart() {
    let rows = rows(40, |at| {
        let amount = if at % 7 == 0 {
            "n/a".into()
        } else {
            format!("{}.5", at % 5)
        };
        [
            format!("id-{at}"),
            amount,
            "same".into(),
            (if at % 2 == 0 { "Yes" } else { "no" }).into(),
        ]
    });
    let found = guess(&["id", "amount", "flat", "won"], &rows).expect("a table");
    let left: Vec<(&str, Reason)> = found
        .left_out
        .iter()
        .map(|l| (l.column.as_str(), l.reason))
        .collect();
    assert_eq!(
        left,
        [("id", Reason::Identifier), ("flat", Reason::Constant)]
    );
    assert_eq!(found.table.columns().len(), 1);
    assert!(matches!(found.table.columns()[0].values, Values::Number(_)));
    assert_eq!(found.table.value("amount", 0), Value::Missing);
    assert_eq!(found.table.value("amount", 1), Value::Number(1.5));
    assert!(found.outcomes[0] && !found.outcomes[1]);
}

#[test]
fn numbers_that_count_rows_are_identifiers_and_measurements_are_not() {
    let rows = rows(40, |at| {
        [
            format!("{}", 1_000 + at),
            format!("{}.25", at),
            "x".into(),
            (at % 2).to_string(),
        ]
    });
    let found = guess(&["number", "weight", "flat", "won"], &rows).expect("a table");
    assert_eq!(found.left_out[0].column, "number");
    assert!(found.table.column("weight").is_some());
}

#[test]
fn rows_without_an_outcome_are_counted_and_left_out() {
    let rows = rows(10, |at| {
        let won = ["1", "0", ""][at % 3];
        [at.to_string(), (at % 2).to_string(), "a".into(), won.into()]
    });
    let found = guess(&["a", "b", "c", "won"], &rows).expect("a table");
    assert_eq!(
        (found.undecided, found.table.rows(), found.outcomes.len()),
        (3, 7, 7)
    );
}

#[test]
fn faults_say_what_is_wrong() {
    let sentence = |result: Result<Guessed, Error>| result.expect_err("a fault").to_string();
    let unequal = guess(&["a", "won"], &[vec!["1".into()]]);
    assert!(sentence(unequal).contains("row 1 has 1 cells where the head has 2"));
    let maybe = guess(&["a", "won"], &[vec!["1".into(), "maybe".into()]]);
    assert!(sentence(maybe).contains("neither yes nor no"));
    assert!(sentence(guess(&["a", "b"], &[])).contains("no column \"won\""));
    assert!(sentence(guess(&["a", "a", "won"], &[])).contains("there twice"));
}

proptest! {
    #[test]
    fn any_cells_give_a_table_or_a_sentence(
        rows in prop::collection::vec(prop::collection::vec("[a-z0-9.eE+-]{0,6}|nan|inf|-inf|1e999", 3), 0..30),
    ) {
        let rows: Vec<Vec<String>> = rows.into_iter().enumerate()
            .map(|(at, cells)| cells.into_iter().chain([(at % 2).to_string()]).collect())
            .collect();
        let found = guess(&["a", "b", "c", "won"], &rows).expect("a table");
        prop_assert_eq!(found.table.columns().len() + found.left_out.len(), 3);
        prop_assert!(found.table.columns().iter().all(|column| column.values.len() == rows.len()));
    }
}
