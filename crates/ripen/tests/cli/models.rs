//! `ripen model`: compared, published, brought back, drafted.

use serde_json::{Value, json};

use crate::support::Place;

/// A place with one person, and the model in force as `model.toml`.
fn place() -> (Place, String) {
    let place = Place::new();
    place.file("people.csv", "id,email\n1,ada@firm.example\n");
    place.must(&["import", "people", "people.csv", "--create"]);
    let model = place.must(&["model", "show"]);
    place.file("model.toml", &with_points(&model, "80"));
    (place, model)
}

fn with_points(model: &str, points: &str) -> String {
    let changed = model.replacen("points = 8\n", &format!("points = {points}\n"), 1);
    assert_ne!(changed, model);
    changed
}

fn json_of(place: &Place, args: &[&str]) -> Value {
    serde_json::from_str(&place.must(args)).expect("JSON")
}

fn fails(place: &Place, args: &[&str], code: i32, sentence: &str) {
    let answer = place.run(args);
    assert_eq!(answer.code, Some(code), "{args:?}: {}", answer.err);
    assert!(answer.err.contains(sentence), "{args:?}: {}", answer.err);
}

#[test]
fn models_are_compared_rule_by_rule() {
    let (place, model) = place();
    let diff = place.must(&["model", "diff", "published", "model.toml"]);
    assert_eq!(
        diff,
        "~ engagement rule \"Pricing page\" / points: 8 -> 80\n"
    );
    place.file("same.toml", &format!("# a comment\n{model}"));
    let same = place.must(&["model", "diff", "1", "same.toml"]);
    assert_eq!(same, "there is no difference\n");
    let json = json_of(
        &place,
        &["model", "diff", "model.toml", "published", "--json"],
    );
    let change = json!({"path": "engagement rule \"Pricing page\" / points", "what": "changed", "before": "80", "after": "8"});
    assert_eq!(json, json!({"changes": [change]}));
    // Two files need no database.
    place.file("one.toml", "[[fit]]\nname = \"a\"\npoints = 1\n");
    place.file("two.toml", "[[fit]]\nname = \"b\"\npoints = 2\n");
    let files = [
        "model",
        "diff",
        "one.toml",
        "two.toml",
        "--data-dir",
        "none",
    ];
    assert_eq!(
        place.must(&files),
        "- fit rule \"a\": points = 1\n+ fit rule \"b\": points = 2\n"
    );
    place.file("broken.toml", "name = \"x\"\nname = ");
    let broken = ["model", "diff", "one.toml", "broken.toml"];
    fails(&place, &broken, 1, "broken.toml: line 2");
    fails(
        &place,
        &["model", "diff", "1", "9"],
        1,
        "there is no version 9",
    );
    fails(
        &place,
        &["model", "diff", "1", "none.toml"],
        1,
        "cannot read none.toml",
    );
}

#[test]
fn a_version_is_published_and_brought_back() {
    let (place, model) = place();
    let published = place.must(&["model", "publish", "model.toml", "--note", "prices\nmatter"]);
    assert_eq!(
        published,
        "version 2 is in force, everybody is scored with it\n"
    );
    let back = place.must(&["model", "rollback", "1", "--note", "too hot"]);
    assert!(
        back.starts_with("version 1 is back in force as version 3"),
        "{back}"
    );
    assert_eq!(place.must(&["model", "show"]), model);
    assert_eq!(
        place.must(&["model", "show", "2"]),
        with_points(&model, "80")
    );
    let versions = place.must(&["model", "versions"]);
    let lines: Vec<&str> = versions.lines().collect();
    assert!(lines[0].starts_with("VERSION"), "{versions}");
    assert!(lines[1].starts_with("3 in force") && lines[1].ends_with("back to version 1: too hot"));
    assert!(
        lines[2].starts_with("2 ") && lines[2].ends_with("prices matter"),
        "{versions}"
    );
    let json = json_of(&place, &["model", "versions", "--json"]);
    let newest = &json["items"][0];
    assert_eq!(newest["rolled_back_from"], 1);
    assert_eq!(
        (&newest["in_force"], &json["items"][1]["in_force"]),
        (&json!(true), &json!(false))
    );
    let again = json_of(&place, &["model", "publish", "model.toml", "--json"]);
    assert_eq!(again, json!({"version": 4}));
    fails(
        &place,
        &["model", "rollback", "9"],
        1,
        "there is no version 9",
    );
    fails(&place, &["model", "rollback", "4"], 1, "in force already");
    fails(
        &place,
        &["model", "publish", "1"],
        2,
        "ripen model rollback",
    );
    assert!(place.must(&["verify"]).starts_with("ok"));
}

#[test]
fn a_draft_goes_out_and_comes_in() {
    let (place, model) = place();
    let none = place.run(&["model", "draft", "export"]);
    assert_eq!(none.out, model);
    assert!(none.err.contains("there is no draft; this is version 1"));
    fails(
        &place,
        &["model", "publish", "draft"],
        1,
        "there is no draft",
    );
    let kept = place.must(&["model", "draft", "import", "model.toml"]);
    assert!(kept.contains("ripen model publish draft"), "{kept}");
    place.must(&["model", "draft", "export", "out.toml"]);
    let diff = place.must(&["model", "diff", "out.toml", "draft"]);
    assert_eq!(diff, "there is no difference\n");

    place.file("faulty.toml", &with_points(&model, "80000"));
    let faulty = ["model", "draft", "import", "faulty.toml"];
    fails(
        &place,
        &faulty,
        1,
        "there is a draft already, command line changed it",
    );
    let kept = place.must(&[&faulty[..], &["--replace"]].concat());
    assert!(
        kept.contains("cannot be published yet") && kept.contains("Pricing page"),
        "{kept}"
    );
    fails(
        &place,
        &["model", "publish", "draft"],
        1,
        "engagement rule \"Pricing page\": points lie between",
    );
    place.must(&["model", "draft", "discard"]);
    place.must(&["model", "draft", "import", "model.toml"]);
    let published = place.must(&["model", "publish", "draft", "--note", "now"]);
    assert!(published.contains("version 2 is in force"), "{published}");
    assert_eq!(place.must(&["model", "show"]), with_points(&model, "80"));
    assert!(
        place
            .run(&["model", "draft", "export"])
            .err
            .contains("there is no draft")
    );
}
