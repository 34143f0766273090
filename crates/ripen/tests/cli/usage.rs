//! Mistakes: one sentence, the remedy and the right exit code.

use crate::support::Place;

fn fails(place: &Place, args: &[&str], code: i32, sentence: &str) {
    let answer = place.run(args);
    assert_eq!(answer.code, Some(code), "{args:?}: {}", answer.err);
    assert!(answer.err.contains(sentence), "{args:?}: {}", answer.err);
}

#[test]
fn wrong_commands_and_configurations_end_with_two() {
    let place = Place::new();
    fails(&place, &["sevre"], 2, "serve");
    fails(
        &place,
        &["serve", "--listen", "everywhere"],
        2,
        "server.listen in the flag --listen is `everywhere`",
    );
    fails(
        &place,
        &["keys", "list", "--database", "mysql://u:secret@h/x"],
        2,
        "has to begin with postgres://",
    );
    fails(
        &place,
        &["export", "events", "--filter", "fit > 1"],
        2,
        "--filter chooses people",
    );
    fails(
        &place,
        &["export", "people", "--filter", "fti > 1"],
        2,
        "did you mean `fit`?",
    );
    fails(
        &place,
        &["import", "people", "x.csv", "--map", "Mail"],
        2,
        "Column=field",
    );
    place.file("ripen.toml", "[server]\nport = 1\n");
    fails(
        &place,
        &["keys", "list"],
        2,
        "ripen.toml: there is no key `server.port`",
    );
}

#[test]
fn what_does_not_work_ends_with_one() {
    let place = Place::new();
    fails(
        &place,
        &["export", "people"],
        1,
        "there is no database in ./ripen-data; name its directory with --data-dir",
    );
    fails(
        &place,
        &["import", "people", "absent.csv"],
        1,
        "cannot read absent.csv",
    );
    fails(
        &place,
        &[
            "serve",
            "--data-dir",
            "/proc/ripen",
            "--listen",
            "127.0.0.1:0",
        ],
        1,
        "cannot make the data directory /proc/ripen",
    );
    let model = place.file("model.toml", "name = \"x\"");
    fails(
        &place,
        &["model", "check", &model.display().to_string()],
        1,
        "model.toml has 4 faults:",
    );
}

#[test]
fn a_file_that_is_no_database_is_told() {
    let place = Place::new();
    let serve = ["serve", "--data-dir", ".", "--listen", "127.0.0.1:0"];
    for (content, told) in [
        (
            "",
            "ripen.db: the database is damaged: its file is empty; if there is nothing to restore, remove it",
        ),
        (
            "somebody's notes",
            "file is not a database; restore a backup",
        ),
    ] {
        place.file("ripen.db", content);
        fails(&place, &serve, 1, told);
        fails(&place, &["keys", "list", "--data-dir", "."], 1, told);
        fails(&place, &["verify", "--data-dir", "."], 1, told);
    }
}

#[test]
fn a_taken_port_is_named() {
    let place = Place::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("it has an address").to_string();
    fails(
        &place,
        &["serve", "--listen", &address],
        1,
        &format!("cannot listen on {address}"),
    );
    fails(
        &place,
        &["demo", "--listen", &address],
        1,
        "choose another address with --listen",
    );
}

#[test]
fn help_teaches() {
    let place = Place::new();
    for command in [
        &["serve"][..],
        &["demo"],
        &["import", "people"],
        &["import", "events"],
        &["export"],
        &["model"],
        &["model", "diff"],
        &["model", "draft"],
        &["admin"],
        &["keys"],
        &["people"],
        &["verify"],
    ] {
        let args: Vec<&str> = command.iter().copied().chain(["--help"]).collect();
        let help = place.must(&args);
        let shown = help.contains("Example") || help.contains("To change it");
        assert!(shown, "{command:?} has no example:\n{help}");
    }
}
