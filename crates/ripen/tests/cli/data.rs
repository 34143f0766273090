//! Commands on data: users, keys, import, export, models, verify.

use crate::support::Place;

#[test]
fn administrators_are_made_once() {
    let place = Place::new();
    let create = [
        "admin",
        "create",
        "--email",
        "ada@example.com",
        "--password-stdin",
    ];
    let made = place.run_with(&create, "correct horse battery\n");
    assert_eq!(
        (made.code, made.out.as_str()),
        (Some(0), "administrator ada@example.com is made\n"),
        "{}",
        made.err
    );
    let again = place.run_with(&create, "correct horse battery\n");
    assert!(
        again.code == Some(1)
            && again
                .err
                .contains("there is a user ada@example.com already"),
        "{again:?}"
    );
    let short = place.run_with(
        &[
            "admin",
            "create",
            "--email",
            "b@example.com",
            "--password-stdin",
        ],
        "short\n",
    );
    assert!(
        short.code == Some(2) && short.err.contains("at least 10 characters"),
        "{short:?}"
    );
    let changed = place.must(&["admin", "password", "--email", "ada@example.com"]);
    assert!(
        changed.contains("the password is "),
        "without a terminal one is made: {changed}"
    );
}

#[test]
fn keys_are_made_listed_and_revoked() {
    let place = Place::new();
    let made = place.must(&["keys", "create", "--name", "Web site"]);
    let key = made
        .split_whitespace()
        .last()
        .expect("the key is the last word");
    assert_eq!(key.len(), 32, "{made}");
    let list = place.must(&["keys", "list"]);
    assert!(
        list.contains("Web site") && list.contains("in force") && !list.contains(key),
        "{list}"
    );
    place.must(&["keys", "revoke", "1"]);
    assert!(place.must(&["keys", "list"]).contains("revoked"));
    let again = place.run(&["keys", "revoke", "1"]);
    assert!(
        again.code == Some(1) && again.err.contains("no write key 1 in force"),
        "{again:?}"
    );
}

#[test]
fn a_file_goes_in_and_comes_out() {
    let place = Place::new();
    place.file(
        "people.csv",
        "id,name,email,country\n1,Ada,ada@firm.example,CZ\n2,Jan,jan@firm.example,TR\n,Nobody,,\n",
    );
    let dry = place.must(&["import", "people", "people.csv", "--dry-run"]);
    assert!(
        dry.contains("3 rows: 2 good, 1 bad") && dry.contains("nothing was written"),
        "{dry}"
    );
    let report = place.must(&["import", "people", "people.csv"]);
    assert!(
        report.contains("2 stored, 0 were known already")
            && report.contains("line 4: it names nobody"),
        "{report}"
    );
    assert!(
        place
            .must(&["import", "people", "people.csv"])
            .contains("there is nothing new in this file")
    );
    let people = place.must(&["export", "people", "--filter", "country = \"CZ\""]);
    assert_eq!(people.lines().count(), 2, "{people}");
    assert!(people.contains(",Ada,ada@firm.example,"), "{people}");
    assert_eq!(
        place
            .must(&["export", "events", "--format", "jsonl"])
            .lines()
            .count(),
        2
    );
    assert_eq!(place.must(&["export", "bad-events"]).lines().count(), 2);
    let verified = place.must(&["verify"]);
    assert!(
        verified.starts_with("ok: 2 interactions, 2 people"),
        "{verified}"
    );
}

#[test]
fn a_model_is_shown_checked_and_published() {
    let place = Place::new();
    place.file("people.csv", "id,email\n1,ada@firm.example\n");
    place.must(&["import", "people", "people.csv"]);
    let model = place.must(&["model", "show"]);
    place.file("model.toml", &model);
    assert!(
        place
            .must(&["model", "check", "model.toml"])
            .contains("model.toml: ok")
    );
    assert!(
        place
            .must(&["model", "publish", "model.toml"])
            .contains("version 2 is in force")
    );
    place.file("model.toml", &model.replacen("points = ", "pionts = ", 1));
    let faulty = place.run(&["model", "publish", "model.toml"]);
    assert!(
        faulty.code == Some(1) && faulty.err.contains("line "),
        "{faulty:?}"
    );
    assert!(place.must(&["verify"]).starts_with("ok"));
}

#[test]
fn companies_are_made_one_and_taken_apart() {
    let place = Place::new();
    place.file(
        "people.csv",
        "id,email,company\n1,a@one.example,Alzasoft\n2,b@two.example,Alza.cz a.s.\n",
    );
    place.must(&["import", "people", "people.csv"]);
    let said = place.must(&["company", "same", "alzasoft", "Alza.cz"]);
    assert!(
        said.starts_with("1: \"alzasoft\" is the same company"),
        "{said}"
    );
    let both = ["export", "people", "--filter", "company.people = 2"];
    assert_eq!(place.must(&both).lines().count(), 3);
    assert!(
        place
            .must(&["company", "list"])
            .contains("\"alzasoft\" = \"Alza.cz\"")
    );
    place.must(&["company", "undo", "1"]);
    assert_eq!(place.must(&both).lines().count(), 1);
    let again = place.run(&["company", "undo", "1"]);
    assert!(
        again.code == Some(1) && again.err.contains("nothing numbered 1"),
        "{again:?}"
    );
}
