//! `ripen model try` and `ripen model backtest`.

use serde_json::{Value, json};

use crate::support::Place;

/// A place with a few people, and a model that gives more for a telephone.
fn place() -> Place {
    let place = Place::new();
    place.file(
        "people.csv",
        "id,email,title\n1,ada@firm.example,CEO\n2,bob@firm.example,Clerk\n",
    );
    place.must(&["import", "people", "people.csv", "--create"]);
    let model = place.must(&["model", "show"]);
    let (before, fit) = model.split_once("[[fit]]").expect("there are fit rules");
    let changed = fit.replacen("points = 25\n", "points = 70\n", 1);
    assert_ne!(changed, fit);
    place.file("model.toml", &format!("{before}[[fit]]{changed}"));
    place
}

fn json_of(place: &Place, args: &[&str]) -> Value {
    serde_json::from_str(&place.must(args)).expect("JSON")
}

#[test]
fn a_model_is_tried_in_a_terminal() {
    let place = place();
    let text = place.must(&["model", "try", "model.toml"]);
    assert!(
        text.starts_with("2 people, 2 interactions; version 1 in force"),
        "{text}"
    );
    assert!(text.contains("Decision maker +45"), "{text}");
    let json = json_of(&place, &["model", "try", "model.toml", "--json"]);
    assert_eq!(json["movers"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        json["movers"][0]["why"][0],
        json!({"rule": "Decision maker", "kind": "fit", "before": 25.0, "after": 70.0})
    );
    let none = place.must(&["model", "try", "published"]);
    assert!(none.contains("Nobody moves."), "{none}");
    let few = json_of(
        &place,
        &[
            "model",
            "try",
            "model.toml",
            "--filter",
            "title = \"Clerk\"",
            "--json",
        ],
    );
    assert_eq!(json!([few["people"], few["movers"]]), json!([1, []]));
}

#[test]
fn a_model_is_tested_in_a_terminal() {
    let place = place();
    let text = place.must(&["model", "backtest"]);
    assert!(text.contains("Careful: "), "{text}");
    let json = json_of(
        &place,
        &[
            "model",
            "backtest",
            "model.toml",
            "--horizon",
            "7d",
            "--outcome",
            "page",
            "--json",
        ],
    );
    assert_eq!(
        json!([json["enough"], json["horizon"]]),
        json!([false, "7d"])
    );
    for (args, sentence) in [
        (["--horizon", "soon"], "write for example 30d"),
        (["--as-of", "yesterday"], "write for example 2026-03-01"),
        (["--outcome", "page where"], "neither a stage nor a filter"),
    ] {
        let answer = place.run(&["model", "backtest", args[0], args[1]]);
        assert_ne!(answer.code, Some(0), "{args:?}");
        assert!(answer.err.contains(sentence), "{args:?}: {}", answer.err);
    }
}
