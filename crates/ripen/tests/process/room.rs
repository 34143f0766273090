//! A disk without room, a directory that may not be written.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;

use crate::support::{BINARY, Load, Place, Program, agent, wait_until};

/// Lets no file of a process grow beyond `bytes`.
fn limit(program: &Program, bytes: &str) -> bool {
    let limit = format!("--fsize={bytes}:unlimited");
    let set = Command::new("prlimit")
        .args(["--pid", &program.id().to_string(), &limit])
        .status();
    set.is_ok_and(|status| status.success())
}

/// Signs in; the session cookie.
fn sign_in(program: &Program, password: &str) -> String {
    let body = serde_json::json!({"email": "a@example.com", "password": password}).to_string();
    let request = agent().post(format!("{}/api/v1/session", program.address));
    let request = request
        .header("x-ripen-request", "1")
        .header("content-type", "application/json");
    let answer = request.send(body.as_bytes()).expect("an answer");
    let cookie = answer
        .headers()
        .get("set-cookie")
        .expect("a cookie")
        .to_str()
        .expect("text");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

fn people(program: &Program, cookie: &str) -> u16 {
    let request = agent().get(format!("{}/api/v1/people", program.address));
    request
        .header("cookie", cookie)
        .call()
        .expect("an answer")
        .status()
        .as_u16()
}

#[test]
fn a_full_disk_is_told_and_recovered_from() {
    let directory = tempfile::tempdir().expect("a directory");
    let place = Place::Directory(directory.path());
    let key = place.write_key();
    let made = place.print(&["admin", "create", "--email", "a@example.com"]);
    let password = made.split_whitespace().last().expect("a password");
    let program = Program::serve(&place);
    let cookie = sign_in(&program, password);
    let load = Load::default();
    load.during((&program.address, &key, "full"), || {
        wait_until("some is acknowledged", || load.count() > 200);
        if !limit(&program, "200000") {
            eprintln!("skipped: prlimit is not there or may not be used");
            return;
        }
        wait_until("writing is refused", || {
            load.refused.load(Ordering::Relaxed) > 20
        });
        let stuck = load.count();
        for _ in 0..20 {
            assert_eq!(people(&program, &cookie), 200, "reading goes on");
        }
        assert!(
            load.count() < stuck + 100,
            "there is no room, so nothing more is taken"
        );
        assert!(limit(&program, "unlimited"));
        wait_until("writing goes on by itself", || load.count() > stuck + 200);
    });
    load.assert_no_strange_answers();
    program.stop();
    place.assert_kept(&load.acknowledged.lock().expect("the set"));
}

/// Gives the data directory other rights.
fn set_rights(data: &Path, directory: u32, file: u32) {
    let files = fs::read_dir(data)
        .expect("it is there")
        .flatten()
        .map(|entry| entry.path());
    for (path, mode) in files
        .map(|path| (path, file))
        .chain([(data.to_owned(), directory)])
    {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("it is set");
    }
}

#[test]
fn a_directory_that_may_not_be_written_is_told() {
    let directory = tempfile::tempdir().expect("a directory");
    let data = directory.path().join("data");
    let place = Place::Directory(&data);
    let key = place.write_key();
    let made = place.print(&["admin", "create", "--email", "a@example.com"]);
    let program = Program::serve(&place);
    let cookie = sign_in(
        &program,
        made.split_whitespace().last().expect("a password"),
    );
    let load = Load::default();
    load.during((&program.address, &key, "before"), || {
        wait_until("some is acknowledged", || load.count() > 50)
    });
    // What is still in the write-ahead log can be read without writing; that of a process that ended
    // in order is gone.
    program.kill();
    // The superuser may write everywhere, so the binary runs as nobody, from where nobody may read.
    let binary = directory.path().join("ripen");
    fs::copy(BINARY, &binary).expect("it is copied");
    for path in [directory.path(), &binary] {
        fs::set_permissions(path, Permissions::from_mode(0o755)).expect("it is set");
    }
    let nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
    ];
    let allowed = Command::new(nobody[0])
        .args(&nobody[1..])
        .arg("true")
        .stderr(Stdio::null())
        .status();
    if !allowed.is_ok_and(|status| status.success()) {
        eprintln!("skipped: this needs the superuser and setpriv");
        return;
    }
    set_rights(&data, 0o555, 0o444);
    let program = Program::serve_by(
        &[&nobody[..], &[binary.to_str().expect("text")]].concat(),
        &place,
    );
    for _ in 0..5 {
        assert_eq!(people(&program, &cookie), 200, "reading goes on");
        let (status, told) = program.send(&key, &["refused".to_owned()]);
        assert_eq!(status, 503, "{told}");
        assert!(told.contains("read-only"), "{told}");
    }
    drop(program);
    // With its rights back it goes on where it was.
    set_rights(&data, 0o755, 0o644);
    let program = Program::serve(&place);
    let count = load.count();
    load.during((&program.address, &key, "after"), || {
        wait_until("writing goes on", || load.count() > count + 50)
    });
    load.assert_no_strange_answers();
    program.stop();
    // A directory that may not be written at the start, or cannot even be made, is a reason not to.
    set_rights(&data, 0o555, 0o444);
    let empty = directory.path().join("empty");
    fs::create_dir(&empty).expect("it is made");
    set_rights(&empty, 0o555, 0o444);
    for directory in [data.clone(), empty, directory.path().join("new")] {
        let mut command = Command::new(nobody[0]);
        command
            .args(&nobody[1..])
            .arg(&binary)
            .arg("--data-dir")
            .arg(&directory);
        let output = command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .output()
            .expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(&directory.display().to_string()), "{told}");
        assert!(!told.contains("cannot be reached"), "{told}");
        assert!(
            told.contains("right to write") || told.contains("--data-dir"),
            "{told}"
        );
    }
    place.assert_kept(&load.acknowledged.lock().expect("the set"));
}
