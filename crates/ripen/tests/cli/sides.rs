//! `ripen model`: several of them side by side.

use serde_json::Value;

use crate::support::Place;

fn place() -> Place {
    let place = Place::new();
    place.file("people.csv", "id,email\n1,ada@firm.example\n");
    place.must(&["import", "people", "people.csv", "--create"]);
    place
}

fn fails(place: &Place, args: &[&str], sentence: &str) {
    let answer = place.run(args);
    assert_ne!(answer.code, Some(0), "{args:?}");
    assert!(answer.err.contains(sentence), "{args:?}: {}", answer.err);
}

#[test]
fn a_model_is_created_published_compared_and_retired() {
    let place = place();
    let told = place.must(&["model", "create", "sensors", "Sensors"]);
    assert!(
        told.starts_with("the model sensors begins with version 2"),
        "{told}"
    );
    let model = place.must(&["model", "show", "--model", "sensors"]);
    assert_eq!(model, place.must(&["model", "show"]));
    let changed = model.replacen("points = 8\n", "points = 80\n", 1);
    place.file("sensors.toml", &changed);
    let publish = [
        "model",
        "publish",
        "sensors.toml",
        "--model",
        "sensors",
        "--json",
    ];
    let published: Value = serde_json::from_str(&place.must(&publish)).expect("JSON");
    assert_eq!(published["version"], 3);
    assert_eq!(
        place.must(&["model", "show", "--model", "sensors"]),
        changed
    );
    assert_eq!(place.must(&["model", "show"]), model);
    let diff = place.must(&["model", "diff", "published", "sensors.toml"]);
    assert_eq!(
        diff,
        "~ engagement rule \"Pricing page\" / points: 8 -> 80\n"
    );
    let same = [
        "model",
        "diff",
        "published",
        "sensors.toml",
        "--model",
        "sensors",
    ];
    assert_eq!(place.must(&same), "there is no difference\n");
    let back = place.must(&["model", "rollback", "2"]);
    assert!(
        back.contains("version 2 is back in force as version 4"),
        "{back}"
    );
    assert_eq!(place.must(&["model", "show", "--model", "sensors"]), model);
    let verified = place.must(&["verify"]);
    assert!(verified.starts_with("ok"), "{verified}");

    place.must(&["model", "rename", "sensors", "Sensors and gateways"]);
    let list = place.must(&["model", "list"]);
    assert!(list.contains("sensors  Sensors and gateways  4"), "{list}");
    place.must(&["model", "retire", "sensors"]);
    let list: Value =
        serde_json::from_str(&place.must(&["model", "list", "--json"])).expect("JSON");
    assert!(list["items"][1]["retired_at"].is_string(), "{list}");
    let versions = place.must(&["model", "versions", "--model", "sensors", "--json"]);
    assert_eq!(versions.matches("\"version\"").count(), 3, "{versions}");
    fails(&place, &["model", "rollback", "2"], "retired");
}

#[test]
fn drafts_belong_to_their_model() {
    let place = place();
    place.must(&["model", "create", "sensors", "Sensors"]);
    let model = place.must(&["model", "show"]);
    place.file(
        "draft.toml",
        &model.replacen("points = 8\n", "points = 9\n", 1),
    );
    place.must(&[
        "model",
        "draft",
        "import",
        "draft.toml",
        "--model",
        "sensors",
    ]);
    assert_eq!(place.must(&["model", "draft", "export"]), model);
    let exported = place.must(&["model", "draft", "export", "--model", "sensors"]);
    assert_ne!(exported, model);
    fails(&place, &["model", "publish", "draft"], "there is no draft");
    place.must(&["model", "publish", "draft", "--model", "sensors"]);
    assert_eq!(
        place.must(&["model", "show", "--model", "sensors"]),
        exported
    );
    place.must(&["model", "try", "published", "--model", "sensors"]);
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let place = place();
    fails(
        &place,
        &["model", "show", "--model", "none"],
        "there is no model \"none\"",
    );
    fails(
        &place,
        &["model", "create", "A key", "x"],
        "a key is 1 to 32",
    );
    fails(
        &place,
        &["model", "create", "primary", "x"],
        "choose another",
    );
    fails(&place, &["model", "retire", "primary"], "cannot be retired");
    place.file("faulty.toml", "[[fit]]\nname = 1\n");
    fails(
        &place,
        &["model", "create", "a", "A", "--file", "faulty.toml"],
        "faulty.toml",
    );
}
