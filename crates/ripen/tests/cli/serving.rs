//! `serve` and `demo`: ready line, signals, data kept.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::support::Place;

/// A server that says it is ready.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(place: &Place, args: &[&str]) -> Self {
        let mut command = place.command(args);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out)
            .read_line(&mut line)
            .expect("it can be read");
        let address = line
            .trim()
            .strip_prefix("listening on http://")
            .unwrap_or_default()
            .to_owned();
        assert!(
            !address.is_empty(),
            "it said {line:?}: {}",
            rest(&mut child)
        );
        Self { child, address }
    }

    fn answers(&self) -> bool {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream
            .write_all(b"GET / HTTP/1.0\r\n\r\n")
            .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer.starts_with("HTTP/1.")
    }

    /// Ends it with SIGTERM; returns what it wrote to standard error.
    fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .expect("kill runs")
                .success()
        );
        let err = rest(&mut self.child);
        assert_eq!(self.child.wait().expect("it ends").code(), Some(0), "{err}");
        err
    }
}

fn rest(child: &mut Child) -> String {
    let mut text = String::new();
    if let Some(err) = &mut child.stderr {
        err.read_to_string(&mut text).expect("it can be read");
    }
    text
}

#[test]
fn serve_says_when_it_is_ready_and_ends_cleanly() {
    let place = Place::new();
    let server = Server::start(&place, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(server.answers());
    let err = server.stop();
    assert!(
        err.contains("ripen admin create --email"),
        "the first start says how to sign in: {err}"
    );
    place.must(&["admin", "create", "--email", "ada@example.com"]);
    let err = Server::start(&place, &["serve", "--listen", "127.0.0.1:0"]).stop();
    assert!(!err.contains("ripen admin create"), "{err}");
}

#[test]
fn the_demo_is_made_once_and_kept() {
    let place = Place::new();
    let args = ["demo", "--people", "60", "--listen", "127.0.0.1:0"];
    let first = Server::start(&place, &args);
    assert!(first.answers());
    let first = first.stop();
    let credentials = |err: &str| -> Vec<String> {
        let lines = err
            .lines()
            .filter(|line| line.starts_with("Sign in as") || line.starts_with("Send events"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(credentials(&first).len(), 2, "{first}");
    let second = Server::start(&place, &args).stop();
    assert_eq!(
        credentials(&second),
        credentials(&first),
        "the second start keeps the first one's data"
    );
    let other = place.run(&["demo", "--people", "70", "--listen", "127.0.0.1:0"]);
    assert!(
        other.code == Some(2) && other.err.contains("--fresh"),
        "{other:?}"
    );
    let fresh = Server::start(
        &place,
        &[
            "demo",
            "--fresh",
            "--people",
            "60",
            "--listen",
            "127.0.0.1:0",
        ],
    )
    .stop();
    assert_ne!(credentials(&fresh), credentials(&first));
    assert!(
        place
            .must(&["verify", "--data-dir", "ripen-demo"])
            .starts_with("ok")
    );
}

#[test]
fn the_demo_leaves_real_data_alone() {
    let place = Place::new();
    place.must(&["keys", "create", "--name", "real", "--data-dir", "real"]);
    let refused = place.run(&[
        "demo",
        "--fresh",
        "--data-dir",
        "real",
        "--listen",
        "127.0.0.1:0",
    ]);
    assert!(
        refused.code == Some(1) && refused.err.contains("no demo"),
        "{refused:?}"
    );
    assert!(
        place
            .must(&["keys", "list", "--data-dir", "real"])
            .contains("real")
    );
}
