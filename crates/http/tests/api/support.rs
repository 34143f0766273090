//! A server on a real port and a fresh database, and a client that holds every answer against the
//! OpenAPI document.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ripen_app::{Options, Ripen};
use ripen_http::Config;
use ripen_store::access::KeyKind;
use ripen_store::testing::{TestDb, databases};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

use crate::contract;

/// Who signs in, in tests.
pub const EMAIL: &str = "admin@example.com";
/// The password of [`EMAIL`].
pub const PASSWORD: &str = "correct horse battery";
/// Longest wait for something that happens by itself.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server on a real port.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// The application behind it.
    pub app: Arc<Ripen>,
    /// A write key.
    pub key: String,
    /// The session cookie of somebody who is signed in.
    pub cookie: String,
    _db: TestDb,
    agent: Agent,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header as text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The body of a success.
    ///
    /// # Panics
    /// When it is none.
    pub fn ok(self) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        assert!((200..300).contains(&self.status), "{}: {text}", self.status);
        self.json()
    }

    /// Checks that this is a problem document with this status.
    ///
    /// # Panics
    /// When it is none.
    pub fn problem(self, status: u16) -> Value {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        assert_eq!(self.status, status, "{text}");
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{text}"
        );
        let problem = self.json();
        assert_eq!(problem["status"], status, "{text}");
        assert!(
            problem["detail"]
                .as_str()
                .is_some_and(|detail| detail.len() > 10),
            "{text}"
        );
        problem
    }
}

/// Runs a test against a server on every database.
pub fn on_every_database(test: impl Fn(&Server)) {
    for db in databases() {
        eprintln!("on {}", db.db.engine());
        test(&Server::start(db, Config::default()));
    }
}

/// Runs a test against a server on this database; the server has ended when it returns.
pub fn on(db: TestDb, test: impl FnOnce(&Server)) {
    test(&Server::start(db, Config::default()));
}

/// Runs a test against a server on the embedded database.
pub fn on_sqlite(config: Config, test: impl Fn(&Server)) {
    test(&Server::start(ripen_store::testing::sqlite(), config));
}

impl Server {
    fn start(db: TestDb, config: Config) -> Self {
        let app = Ripen::open(db.db.clone(), Options::default()).expect("the application opens");
        app.admin_create(EMAIL, "Admin", PASSWORD).expect("a user");
        let (_, key) = app
            .write_key_create("tests", KeyKind::Server)
            .expect("a write key");
        let (_, token) = app.sign_in(EMAIL, PASSWORD).expect("a session");
        app.start_projection();
        let (stop, stopped) = oneshot::channel::<()>();
        let (told, address) = std::sync::mpsc::channel();
        let served = app.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                told.send(listener.local_addr().expect("an address"))
                    .expect("somebody listens");
                let until = async {
                    let _ = stopped.await;
                };
                ripen_http::serve(served, config, listener, until).await;
            });
        });
        Self {
            address: address.recv().expect("the server starts"),
            app,
            key,
            cookie: format!("ripen_session={token}"),
            _db: db,
            agent: Agent::config_builder()
                .http_status_as_error(false)
                .timeout_global(Some(Duration::from_secs(60)))
                .max_idle_connections(0)
                .build()
                .into(),
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Sends a request as it stands, without any credentials of its own.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = match body.is_empty() && matches!(method, "GET" | "DELETE" | "OPTIONS" | "HEAD")
        {
            true => self.agent.run(request.body(()).expect("a request")),
            false => self.agent.run(request.body(body).expect("a request")),
        };
        let mut answer = sent.expect("the server answers");
        let body = answer
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_vec();
        let answer = Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: body.expect("the body arrives"),
        };
        contract::check(
            method,
            path,
            answer.status,
            answer.header("content-type"),
            &answer.body,
        );
        answer
    }

    /// Sends a request as somebody who is signed in; JSON when there is a body.
    pub fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let body = body.map(Value::to_string).unwrap_or_default();
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("x-ripen-request", "1"),
            ("content-type", "application/json"),
        ];
        self.send(method, path, &headers, body.as_bytes())
    }

    /// Reads something as somebody who is signed in.
    pub fn get(&self, path: &str) -> Value {
        self.call("GET", path, None).ok()
    }

    /// Sends a body to an ingest route, with the write key by Basic authentication.
    pub fn ingest_bytes(&self, call: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let basic = format!("Basic {}", BASE64_STANDARD.encode(format!("{}:", self.key)));
        let mut all = vec![
            ("authorization", basic.as_str()),
            ("content-type", "application/json"),
        ];
        all.extend(headers);
        self.send("POST", &format!("/v1/{call}"), &all, body)
    }

    /// Sends an event or a batch.
    pub fn ingest(&self, call: &str, body: &Value) -> Answer {
        self.ingest_bytes(call, &[], body.to_string().as_bytes())
    }

    /// Sends a batch that has to be taken, and waits until it is projected.
    pub fn feed(&self, events: &[Value]) -> Value {
        let answer = self.ingest("batch", &json!({"batch": events})).ok();
        self.settle();
        answer
    }

    /// Waits until everything in the log is projected.
    pub fn settle(&self) {
        wait_until("everything is projected", || {
            self.app.lag().expect("the lag is read").behind == 0
        });
    }

    /// How many interactions the log holds.
    pub fn stored(&self) -> i64 {
        self.app
            .db()
            .read(ripen_store::log::log_count)
            .expect("the count is read")
    }

    /// How many bad events are open.
    pub fn bad(&self) -> i64 {
        self.app
            .bad_events(None, None, 1)
            .expect("bad events are read")
            .1
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self
            .thread
            .take()
            .is_some_and(|thread| thread.join().is_ok());
        self.app.stop();
        assert!(
            ended || std::thread::panicking(),
            "the server ended with a panic"
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
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A page view that happened just now.
pub fn page(visitor: &str, message: &str, path: &str) -> Value {
    json!({
        "type": "page", "messageId": message, "anonymousId": visitor, "properties": {"path": path, "title": path},
        "context": {"userAgent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"},
    })
}
