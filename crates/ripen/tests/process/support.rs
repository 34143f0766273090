//! The binary as a process, load for it, and the check that nothing acknowledged was lost.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;

/// The binary under test.
pub const BINARY: &str = env!("CARGO_BIN_EXE_ripen");
/// Longest wait for something that happens by itself.
const PATIENCE: Duration = Duration::from_secs(30);
/// Events of one request of the load.
const BATCH: usize = 5;

/// Which database the binary works on.
pub enum Place<'a> {
    /// The embedded one in this directory.
    Directory(&'a Path),
    /// A PostgreSQL database.
    Postgres(&'a str),
}

impl Place<'_> {
    fn flags(&self) -> [String; 2] {
        match self {
            Self::Directory(path) => ["--data-dir".into(), path.display().to_string()],
            Self::Postgres(url) => ["--database".into(), (*url).into()],
        }
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(BINARY);
        command
            .args(self.flags())
            .args(arguments)
            .stdin(Stdio::null());
        command.output().expect("the binary runs")
    }

    /// What a command prints, when it succeeds.
    pub fn print(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let (out, err) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert!(output.status.success(), "{arguments:?}: {out}{err}");
        out.into_owned()
    }

    /// Makes a write key.
    pub fn write_key(&self) -> String {
        let told = self.print(&["keys", "create", "--name", "load"]);
        told.split_whitespace().last().expect("a key").to_owned()
    }

    /// Checks that each acknowledged message is stored, none twice, and that what follows from the
    /// log agrees with it.
    pub fn assert_kept(&self, acknowledged: &HashSet<String>) {
        let events = self.print(&["export", "events", "--format", "jsonl"]);
        let id = |line: &str| -> String {
            let event: Value = serde_json::from_str(line).expect("a line is JSON");
            event["messageId"]
                .as_str()
                .expect("a message id")
                .to_owned()
        };
        let stored: Vec<String> = events.lines().map(id).collect();
        let distinct: HashSet<&String> = stored.iter().collect();
        assert_eq!(
            distinct.len(),
            stored.len(),
            "messages that are stored twice"
        );
        let lost: Vec<_> = acknowledged
            .iter()
            .filter(|id| !distinct.contains(id))
            .collect();
        assert!(
            lost.is_empty(),
            "{} acknowledged messages are lost: {:?}",
            lost.len(),
            lost.first()
        );
        self.print(&["verify"]);
    }
}

/// A server as a process; it is killed with this value.
pub struct Program {
    child: Child,
    /// `http://address:port`.
    pub address: String,
}

impl Program {
    /// Starts a server and waits until it listens.
    pub fn serve(place: &Place) -> Self {
        Self::serve_by(&[BINARY], place)
    }

    /// As [`Self::serve`], with the words that begin the command line.
    pub fn serve_by(words: &[&str], place: &Place) -> Self {
        let mut command = Command::new("sh");
        // A file that may not grow is an error to handle, as a full disk is, not a signal to die of.
        command
            .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
            .args(words)
            .args(place.flags());
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .env("RIPEN_LOG_FILTER", "off");
        let mut child = command.spawn().expect("the binary starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let address = line
            .trim()
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("it says {line:?}"));
        Self {
            address: address.to_owned(),
            child,
        }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it as `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it ends");
    }

    /// Asks it to stop and waits for its end.
    pub fn stop(mut self) {
        let id = self.id().to_string();
        let told = Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("kill runs");
        assert!(told.success());
        let status = self.child.wait().expect("it ends");
        assert!(status.success(), "{status}");
    }

    /// Sends a batch; status and body of the answer.
    pub fn send(&self, key: &str, ids: &[String]) -> (u16, String) {
        let mut answer = send(&self.address, &agent(), key, ids).expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a text");
        (answer.status().as_u16(), text)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client.
pub fn agent() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false);
    config.timeout_global(Some(PATIENCE)).build().into()
}

fn send(
    address: &str,
    agent: &Agent,
    key: &str,
    ids: &[String],
) -> Option<ureq::http::Response<ureq::Body>> {
    let event = |id: &String| {
        let who = id.bytes().map(u32::from).sum::<u32>() % 50;
        json!({"type": "track", "event": "Product Viewed", "messageId": id, "userId": format!("u{who}"), "properties": {"price": 10}})
    };
    let body =
        json!({"writeKey": key, "batch": ids.iter().map(event).collect::<Vec<_>>()}).to_string();
    let request = agent
        .post(format!("{address}/v1/batch"))
        .header("content-type", "application/json");
    request.send(body.as_bytes()).ok()
}

/// Load from several threads until it is told to stop.
#[derive(Default)]
pub struct Load {
    /// Messages that were acknowledged.
    pub acknowledged: Mutex<HashSet<String>>,
    /// Requests that were refused with 503.
    pub refused: AtomicUsize,
    /// Answers that should not be.
    pub strange: Mutex<Vec<u16>>,
    stop: AtomicBool,
}

impl Load {
    /// Sends while `meanwhile` runs; `name` tells the messages of one run from those of others.
    pub fn during<T>(
        &self,
        (address, key, name): (&str, &str, &str),
        meanwhile: impl FnOnce() -> T,
    ) -> T {
        self.stop.store(false, Ordering::Relaxed);
        std::thread::scope(|scope| {
            for sender in 0..4 {
                scope.spawn(move || self.send(address, key, &format!("{name}-{sender}")));
            }
            let result = meanwhile();
            self.stop.store(true, Ordering::Relaxed);
            result
        })
    }

    fn send(&self, address: &str, key: &str, name: &str) {
        let agent = agent();
        let mut next = 0;
        while !self.stop.load(Ordering::Relaxed) {
            let ids: Vec<String> = (next..next + BATCH)
                .map(|at| format!("{name}-{at}"))
                .collect();
            match send(address, &agent, key, &ids).map(|answer| answer.status().as_u16()) {
                Some(200) => {
                    self.acknowledged.lock().expect("the set").extend(ids);
                    next += BATCH;
                }
                // What was refused is sent again, with the same ids, as clients do.
                Some(503) => {
                    self.refused.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(20));
                }
                Some(other) => self.strange.lock().expect("the list").push(other),
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    /// How many messages were acknowledged.
    pub fn count(&self) -> usize {
        self.acknowledged.lock().expect("the set").len()
    }

    /// Checks that every answer was a success or a 503.
    pub fn assert_no_strange_answers(&self) {
        let strange = self.strange.lock().expect("the list");
        assert!(
            strange.is_empty(),
            "{} answers like {:?}",
            strange.len(),
            strange.first()
        );
    }
}

/// Waits until something is so.
///
/// # Panics
/// When it does not become so.
pub fn wait_until(what: &str, so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < PATIENCE, "it took too long until {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
