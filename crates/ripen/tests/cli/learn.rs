//! `ripen learn evaluate` on a small table.

use std::fmt::Write;

use crate::support::Place;

/// Leads whose outcome follows from their visits, with an identifier and a note made afterwards.
fn leads() -> String {
    let mut text = "id;visits;source;note;won\n".to_owned();
    for row in 0..600_u32 {
        // A repeatable scatter of the outcome around the visits.
        let scatter = row.wrapping_mul(2_654_435_761) >> 16;
        let visits = row % 10;
        let won = scatter % 10 < visits;
        let source = ["ads", "search", "\"fair; spring\""][row as usize % 3];
        let note = if won { "invoice sent" } else { "" };
        let won = if won { "yes" } else { "no" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "lead-{row};{visits};{source};{note};{won}");
    }
    text
}

#[test]
fn a_table_is_measured_and_its_leak_is_named() {
    let place = Place::new();
    place.file("leads.csv", &leads());
    let out = place.must(&[
        "learn",
        "evaluate",
        "leads.csv",
        "--outcome",
        "won",
        "--folds",
        "3",
    ]);
    assert!(out.contains("left out: id"), "{out}");
    assert!(out.contains("suspected leak: note"), "{out}");
    assert!(out.contains("boosted trees"), "{out}");
}

#[test]
fn json_has_the_figures_without_the_dropped_column() {
    let place = Place::new();
    place.file("leads.csv", &leads());
    let out = place.must(&[
        "learn",
        "evaluate",
        "leads.csv",
        "--outcome",
        "won",
        "--drop",
        "note",
        "--time-split",
        "0.7,0.3",
        "--json",
    ]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["suspected_leaks"], serde_json::json!([]));
    let auc = report["chosen"]["auc"].as_f64().expect("a number");
    assert!((0.7..0.95).contains(&auc), "{auc}");
    assert_eq!(report["rows"], 600);
}

#[test]
fn mistakes_are_named() {
    let place = Place::new();
    place.file("leads.csv", &leads());
    place.file("few.csv", "visits,won\n1,0\n2,1\n");
    let wrong = |args: &[&str], code: i32, sentence: &str| {
        let answer = place.run(args);
        assert_eq!(answer.code, Some(code), "{args:?}: {}", answer.err);
        assert!(answer.err.contains(sentence), "{args:?}: {}", answer.err);
    };
    let evaluate = ["learn", "evaluate"];
    let with = |more: &[&'static str]| [&evaluate[..], more].concat();
    wrong(
        &with(&["leads.csv", "--outcome", "wno"]),
        1,
        "it has no column \"wno\"",
    );
    wrong(
        &with(&["few.csv", "--outcome", "won"]),
        1,
        "not enough outcomes yet",
    );
    wrong(
        &with(&["none.csv", "--outcome", "won"]),
        1,
        "cannot read none.csv",
    );
    wrong(
        &with(&["leads.csv", "--outcome", "won", "--time-split", "0.9,0.2"]),
        2,
        "two shares that add up to 1",
    );
}

#[test]
fn a_history_without_outcomes_teaches_nothing_and_says_so() {
    let place = Place::new();
    let create = [
        "admin",
        "create",
        "--email",
        "a@example.com",
        "--password-stdin",
    ];
    assert_eq!(
        place.run_with(&create, "correct horse battery\n").code,
        Some(0)
    );
    let answer = place.run(&["learn", "train"]);
    assert_eq!(answer.code, Some(1), "{}", answer.out);
    assert!(
        answer.err.contains("not enough outcomes yet"),
        "{}",
        answer.err
    );
}
