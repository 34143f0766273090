//! What `ripen verify --deep` leaves behind: nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::Place;

/// A place with so many people, and a directory for what is temporary.
fn place_with(people: usize) -> Place {
    let place = Place::new();
    let row = |nth| format!("{nth},Ada,ada{nth}@firm{nth}.example\n");
    let rows: String = (0..people).map(row).collect();
    place.file("people.csv", &format!("id,name,email\n{rows}"));
    place.must(&["import", "people", "people.csv", "--create"]);
    fs::create_dir(place.0.path().join("tmp")).expect("a directory");
    place
}

fn verify(place: &Place) -> Command {
    let mut command = place.command(&["verify", "--deep"]);
    command.env("TMPDIR", place.0.path().join("tmp"));
    command
}

fn is_empty(directory: &Path) -> bool {
    fs::read_dir(directory)
        .expect("it is read")
        .next()
        .is_none()
}

#[test]
fn what_a_killed_run_left_behind_is_removed_by_the_next_one() {
    let place = place_with(2);
    let tmp = place.0.path().join("tmp");
    // No process has such a number; another program's directory is none of ours.
    for name in ["ripen-verify-4294967294", "ripen-verify-mine"] {
        fs::create_dir(tmp.join(name)).expect("a directory");
        fs::write(tmp.join(name).join("rebuilt.db"), "x").expect("a file");
    }
    let output = verify(&place).output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    assert!(!tmp.join("ripen-verify-4294967294").exists());
    fs::remove_dir_all(tmp.join("ripen-verify-mine")).expect("it is left alone");
    assert!(is_empty(&tmp));
}

#[test]
fn a_run_that_is_asked_to_stop_leaves_nothing_behind() {
    let place = place_with(4_000);
    let tmp = place.0.path().join("tmp");
    for signal in ["INT", "TERM"] {
        let mut run = verify(&place).spawn().expect("it starts");
        let made = tmp
            .join(format!("ripen-verify-{}", run.id()))
            .join("rebuilt.db");
        while !made.exists() {
            assert!(
                run.try_wait().expect("it is asked").is_none(),
                "it has ended"
            );
            std::thread::yield_now();
        }
        let sent = Command::new("kill")
            .args(["-s", signal, &run.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
        let ended = run.wait().expect("it ends");
        assert!(!ended.success());
        assert!(is_empty(&tmp));
    }
}
