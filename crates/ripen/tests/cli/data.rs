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
fn keys_have_kinds() {
    let place = Place::new();
    place.must(&["keys", "create", "--name", "Shop"]);
    let made = place.must(&["keys", "create", "--name", "Site", "--kind", "browser"]);
    assert!(made.starts_with("browser write key 2 \"Site\": "), "{made}");
    let list = place.must(&["keys", "list"]);
    let kinds = |kind: &str| list.lines().filter(|line| line.contains(kind)).count();
    assert_eq!((kinds(" server "), kinds(" browser ")), (1, 1), "{list}");
    let other = place.run(&["keys", "create", "--name", "x", "--kind", "other"]);
    assert_eq!(other.code, Some(2), "{other:?}");
}

#[test]
fn people_with_one_telephone_are_suggested_and_settled() {
    let place = Place::new();
    place.file(
        "people.csv",
        "Name,E-mail,Phone,Company,Title\n\
         Petr Prvni,petr@stroje.example,+420 222 333 444,Stroje,CEO\n\
         Jana Druha,jana@stroje.example,+420 222 333 444,Stroje,Secretary\n\
         Oto Treti,oto@stroje.example,+420 222 333 444,Stroje,Student\n",
    );
    place.must(&["import", "people", "people.csv", "--create"]);
    let people = place.must(&["export", "people"]);
    assert_eq!(people.lines().count(), 4, "{people}");
    let suggested = place.must(&["people", "suggestions"]);
    assert_eq!(suggested.lines().count(), 2, "{suggested}");
    assert!(
        place
            .must(&["people", "accept", "2", "1"])
            .contains("person 1")
    );
    let again = place.run(&["people", "accept", "2", "1"]);
    assert!(
        again.code == Some(1) && again.err.contains("part of person 1"),
        "{again:?}"
    );
    assert!(
        place
            .must(&["people", "decline", "1", "3"])
            .contains("are two")
    );
    let none = place.must(&["people", "suggestions"]);
    assert!(none.contains("nobody seems to be two people"), "{none}");
    assert!(
        place
            .must(&["people", "reopen", "3", "1"])
            .contains("may be one again")
    );
    let twice = place.run(&["people", "reopen", "3", "1"]);
    assert!(twice.err.contains("were not taken apart"), "{twice:?}");
    place.must(&["people", "decline", "1", "3"]);
    assert!(place.must(&["people", "undo", "1"]).contains("two again"));
    let nothing = place.run(&["people", "split", "1", "1"]);
    assert!(nothing.err.contains("joined nothing"), "{nothing:?}");
    let unknown = place.run(&["people", "decline", "1", "3"]);
    assert!(unknown.err.contains("was not suggested"), "{unknown:?}");
    assert_eq!(place.must(&["export", "people"]).lines().count(), 4);
    assert!(place.must(&["verify"]).starts_with("ok: "));
    let deep = place.must(&["verify", "--deep"]);
    assert!(
        deep.starts_with("ok: ") && deep.contains("by hand not"),
        "{deep}"
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
    let report = place.must(&["import", "people", "people.csv", "--create"]);
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
    let deep = place.must(&["verify", "--deep"]);
    assert_eq!(
        deep,
        "ok: 2 interactions, 2 people made again from 2 of them and compared\n"
    );
    let unknown = place.run(&["export", "people", "--filter", "stage = mlq"]);
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
    assert!(unknown.err.contains("did you mean `mql`?"), "{unknown:?}");
}

#[test]
fn an_import_makes_no_database_that_nobody_asked_for() {
    let place = Place::new();
    place.file("people.csv", "id,name\n1,Ada\n");
    let tmp = place.0.path().join("tmp");
    std::fs::create_dir(&tmp).expect("a directory");
    let refused = place.run(&["import", "people", "people.csv"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(
        refused.err.contains("there is no database in ./ripen-data")
            && refused.err.contains("--create"),
        "{refused:?}"
    );
    let looked = place
        .command(&["import", "people", "people.csv", "--dry-run", "--create"])
        .env("TMPDIR", &tmp)
        .output()
        .expect("it runs");
    assert!(looked.status.success(), "{looked:?}");
    assert!(String::from_utf8_lossy(&looked.stdout).contains("1 row: 1 good"));
    assert!(!place.0.path().join("ripen-data").exists());
    let left = std::fs::read_dir(&tmp).expect("it is read").count();
    assert_eq!(left, 0, "what it was looked at in is gone");
    place.must(&["import", "people", "people.csv", "--create"]);
    assert!(place.0.path().join("ripen-data/ripen.db").is_file());
}

#[test]
fn an_import_tells_what_it_understood_and_asks_where_it_is_not_certain() {
    let place = Place::new();
    place.file(
        "people.csv",
        "Ad;E-posta;Telefon;time\nAyşe;ayse@firma.example;4711;soon\n;;;\n",
    );
    let dry = place.must(&["import", "people", "people.csv", "--dry-run"]);
    for line in [
        "Columns, separated by ';', utf-8:",
        "  Ad                                       first_name",
        "  time                                     time: when the person became known",
        "  line 2: ",
        "name: Ayşe",
        "1 blank row was passed over",
        "2 notes on rows that went in without what could not be read:",
        "line 2, time: \"soon\" is no date",
        "line 2, Telefon: \"4711\" is no telephone number",
    ] {
        assert!(dry.contains(line), "{line}: {dry}");
    }
    place.file(
        "orders.csv",
        "Order No,Email,Total,Product\n1,a@firma.example,30,A\n1,,,B\n",
    );
    let dry = place.must(&["import", "events", "orders.csv", "--dry-run"]);
    for line in [
        "No column tells what happened, and Order No has the number of an order",
        "event: Order Completed",
        "1 row with further goods was passed over",
    ] {
        assert!(dry.contains(line), "{line}: {dry}");
    }
    let bytes = place.0.path().join("old.csv");
    std::fs::write(bytes, b"Email,Name\nx@y.example,J\xf8\n").expect("the file can be written");
    let asked = place.run(&["import", "people", "old.csv", "--create"]);
    assert_eq!(asked.code, Some(2), "{asked:?}");
    for part in [
        "--encoding windows-1250",
        "--encoding windows-1252",
        "Jø",
        "Jř",
    ] {
        assert!(asked.err.contains(part), "{part}: {}", asked.err);
    }
    place.file("colours.csv", "Colour,Size\nred,5\n");
    let failed = place.run(&["import", "people", "colours.csv", "--create"]);
    assert_eq!(failed.code, Some(2), "{failed:?}");
    assert_eq!(
        place.must(&["export", "people"]).lines().count(),
        1,
        "nothing is stored"
    );
    assert_eq!(place.must(&["export", "bad-events"]).lines().count(), 1);
}

#[test]
fn a_model_is_shown_checked_and_published() {
    let place = Place::new();
    place.file("people.csv", "id,email\n1,ada@firm.example\n");
    place.must(&["import", "people", "people.csv", "--create"]);
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
    place.must(&["import", "people", "people.csv", "--create"]);
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
