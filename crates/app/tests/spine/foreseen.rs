//! A dry run of an import says what the run does.

use std::sync::atomic::AtomicBool;

use ripen_app::data::import::{Foreseen, Options, Report, What};
use serde_json::{Value, json};

use crate::files::import;
use crate::support::{Bench, identify, on_every_database, with_visitor};

fn dry(bench: &Bench, what: What, name: &str, contents: &str) -> Report {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join(name);
    std::fs::write(&path, contents).expect("the file can be written");
    let options = Options {
        dry_run: true,
        ..Options::new(what, path)
    };
    let report = bench
        .app
        .import_file(&options, &AtomicBool::new(false), &mut |_| {});
    report.expect("the file can be read")
}

fn number(bench: &Bench, sql: &str) -> i64 {
    let read = bench.db.db.read(|conn| conn.query_value(sql, &[]));
    read.expect("a number")
}

/// Runs a file dry, then in earnest; what was foreseen is what came.
fn assert_foreseen(bench: &Bench, what: What, name: &str, contents: &str) -> Foreseen {
    const PEOPLE: &str = "SELECT count(*) FROM person WHERE merged_into IS NULL";
    let people = number(bench, PEOPLE);
    let end = number(bench, "SELECT coalesce(max(seq), 0) FROM interaction");
    let told = dry(bench, what, name, contents);
    let foreseen = told.foreseen.expect("it tells who is known");
    assert_eq!(number(bench, PEOPLE), people);
    let done = import(bench, what, name, contents.as_bytes());
    assert_eq!((told.good, told.bad), (done.good, done.bad));
    if what == What::People {
        assert_eq!(told.duplicates, done.duplicates);
    }
    // Whoever is new is called by a position of the file.
    let known = format!("SELECT count(*) FROM timeline WHERE seq > {end} AND person_id <= {end}");
    let came = Foreseen {
        known: number(bench, &known) as u64,
        new: (number(bench, PEOPLE) - people) as u64,
    };
    assert_eq!(foreseen, came);
    foreseen
}

fn known(user: Option<&str>, traits: Value, hours: i64) -> Value {
    let mut one = identify("", user, traits, hours);
    one["messageId"] = format!("known {hours}").into();
    with_visitor(one, Value::Null)
}

const PEOPLE: &str = "user_id,email,phone,name\n\
    ,new@one.example,+420601000001,Petr Starý\n\
    ,info@firma.example,,Eva Malá\n\
    ,eva@firma.example,+420601000001,\n\
    ,jana@firma.example,,Jana Nová\n\
    ,,+420601000001,\n\
    u1,,+420601000009,\n\
    ,,+420601000009,\n\
    u2,second@two.example,+420601000009,\n\
    u2,,,\n\
    ,second@two.example,,Somebody\n\
    ,desk@firma.example,,\n\
    ,DESK@firma.example,,\n\
    broken,,12,\n";

#[test]
fn who_is_known_and_who_is_new_is_told_before() {
    on_every_database(|bench| {
        bench.feed(&[
            known(None, json!({"email": "jana@firma.example", "phone": "+420601000001", "name": "Jana Nová"}), 50),
            known(None, json!({"email": "info@firma.example", "name": "Karel Velký"}), 49),
            known(Some("u1"), json!({"email": "u1@one.example"}), 48),
        ]);
        let foreseen = assert_foreseen(bench, What::People, "people.csv", PEOPLE);
        assert!(foreseen.known > 2 && foreseen.new > 3, "{foreseen:?}");
        // Another file with the same people: nobody is new.
        let again = PEOPLE.replace("Somebody", "Somebody Else");
        let foreseen = assert_foreseen(bench, What::People, "again.csv", &again);
        assert_eq!(foreseen.new, 0);
    });
}

#[test]
fn a_shared_number_makes_nobody_known() {
    on_every_database(|bench| {
        let jana =
            json!({"email": "jana@firma.example", "phone": "+420601000001", "name": "Jana Nová"});
        bench.feed(&[known(None, jana, 50)]);
        let file = "email,phone,name\npetr@firma.example,+420601000001,Petr Starý\n";
        let foreseen = assert_foreseen(bench, What::People, "people.csv", file);
        assert_eq!(foreseen, Foreseen { known: 0, new: 1 });
    });
}

#[test]
fn of_events_as_well_with_who_becomes_one_in_the_file() {
    on_every_database(|bench| {
        let site = bench.browser();
        bench.feed(&[known(Some("u1"), json!({"email": "u1@one.example"}), 48)]);
        // Only claimed, in a page: the business knows better.
        bench.feed_from(
            site,
            &[identify(
                "v1",
                Some("u7"),
                json!({"email": "claimed@one.example"}),
                40,
            )],
        );
        let line = |event: Value| format!("{event}\n");
        let at = "2026-03-01T10:00:00Z";
        let file = [
            json!({"type": "track", "event": "A", "userId": "u1", "timestamp": at}),
            json!({"type": "track", "event": "B", "anonymousId": "new-visitor", "timestamp": at}),
            json!({"type": "identify", "anonymousId": "new-visitor", "userId": "u1", "timestamp": at}),
            json!({"type": "track", "event": "C", "anonymousId": "new-visitor", "timestamp": at}),
            json!({"type": "track", "event": "D", "userId": "u2", "timestamp": at}),
            json!({"type": "alias", "userId": "u3", "previousId": "u2", "timestamp": at}),
            json!({"type": "identify", "userId": "u9", "traits": {"email": "claimed@one.example"}, "timestamp": at}),
        ];
        let file: String = file.map(line).concat();
        let foreseen = assert_foreseen(bench, What::Events, "events.jsonl", &file);
        assert!(foreseen.known >= 3 && foreseen.new >= 2, "{foreseen:?}");
    });
}
