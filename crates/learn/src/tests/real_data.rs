//! The bars on real tables. They are skipped with a line when the tables are not there.

use std::path::PathBuf;

use crate::evaluate::{Outer, Report, evaluate};
use crate::guess::{Cells, Guessed};
use crate::learner::Kind;
use crate::train::Examples;

fn table(path: &str, delimiter: u8, outcome: &str, dropped: &[&str]) -> Option<Guessed> {
    let place = std::env::var_os("RIPEN_TEST_DATA");
    let place = place.map_or_else(|| PathBuf::from("../../../shared/data"), PathBuf::from);
    let path = place.join(path);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_path(path)
        .expect("the file opens");
    let head = reader.headers().expect("it has a head");
    let mut cells = Cells::new(head.iter().map(str::to_owned).collect()).expect("a sound head");
    for record in reader.records() {
        let record = record.expect("a sound row");
        cells.push(record.iter()).expect("a sound row");
    }
    let dropped: Vec<String> = dropped.iter().map(ToString::to_string).collect();
    Some(cells.finish(outcome, &dropped).expect("a table"))
}

fn measured(guessed: &Guessed, outer: Outer) -> Report {
    let examples = Examples {
        table: &guessed.table,
        outcomes: &guessed.outcomes,
        groups: None,
        order: None,
    };
    let report = evaluate(examples, outer, 1).expect("enough to learn from");
    for (kind, figures) in &report.learners {
        eprintln!("{}: {figures:?}", kind.name());
    }
    eprintln!("chosen {:?}: {:?}", report.chosen, report.figures);
    report
}

/// What is typed in or changed after the outcome is known.
const LEAKED: [&str; 9] = [
    "Tags",
    "Lead Quality",
    "Lead Profile",
    "Last Activity",
    "Last Notable Activity",
    "Asymmetrique Activity Index",
    "Asymmetrique Profile Index",
    "Asymmetrique Activity Score",
    "Asymmetrique Profile Score",
];

#[test]
#[ignore = "half a minute in release"]
fn x_education() {
    let Some(guessed) = table("xeducation_leads/Leads.csv", b',', "Converted", &LEAKED) else {
        return;
    };
    let report = measured(&guessed, Outer::Folds(5));
    assert!(report.figures.auc >= 0.865);
    assert!(report.figures.calibration_error < 0.03);
}

#[test]
#[ignore = "half a minute in release"]
fn online_shoppers() {
    let path = "online_shoppers/online_shoppers_intention.csv";
    let Some(guessed) = table(path, b',', "Revenue", &[]) else {
        return;
    };
    let report = measured(&guessed, Outer::Folds(5));
    assert!(report.figures.auc >= 0.925);
}

#[test]
#[ignore = "half a minute in release"]
fn bank_calls_in_time() {
    let path = "bank_additional/bank-additional-first80.csv";
    let Some(guessed) = table(path, b';', "y", &["duration"]) else {
        return;
    };
    let time = Outer::Time {
        train: 0.8,
        test: 0.2,
    };
    let report = measured(&guessed, time);
    let logistic = report.learners.iter();
    let logistic = logistic.clone().find(|(kind, _)| *kind == Kind::Logistic);
    let logistic = logistic.expect("it is measured").1;
    assert!(report.figures.auc >= logistic.auc);
}

/// Every `step`-th row, so that the suite stays fast.
fn thinned(guessed: Guessed, step: usize) -> Guessed {
    let rows: Vec<usize> = (0..guessed.table.rows()).step_by(step).collect();
    Guessed {
        table: guessed.table.pick(&rows),
        outcomes: rows.iter().map(|&row| guessed.outcomes[row]).collect(),
        ..guessed
    }
}

#[test]
fn a_fifth_of_x_education_does_nearly_as_well() {
    let Some(guessed) = table("xeducation_leads/Leads.csv", b',', "Converted", &LEAKED) else {
        return;
    };
    let report = measured(&thinned(guessed, 5), Outer::Folds(3));
    assert!(report.figures.auc >= 0.845);
    assert!(report.figures.calibration_error < 0.05);
}

#[test]
fn leaked_columns_give_themselves_away_by_their_result() {
    let Some(guessed) = table("xeducation_leads/Leads.csv", b',', "Converted", &[]) else {
        return;
    };
    let report = measured(&thinned(guessed, 5), Outer::Folds(2));
    assert!(report.figures.auc > 0.95);
}
