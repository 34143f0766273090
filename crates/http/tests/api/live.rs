//! What changed arrives by itself.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{EMAIL, PASSWORD, Server, on_every_database, page};

/// A live connection, line by line.
pub struct Listener(BufReader<TcpStream>);

impl Listener {
    pub fn new(server: &Server) -> Self {
        Self::at(server, "/api/v1/live")
    }

    /// Listens from the place that a session told.
    fn since(server: &Server, place: &str) -> Self {
        Self::at(server, &format!("/api/v1/live?since={place}"))
    }

    fn at(server: &Server, path: &str) -> Self {
        Self::open(server, path, &server.cookie)
    }

    /// Listens by another session.
    fn with(server: &Server, cookie: &str) -> Self {
        Self::open(server, "/api/v1/live", cookie)
    }

    fn open(server: &Server, path: &str, cookie: &str) -> Self {
        let mut stream = TcpStream::connect(server.address).expect("a connection");
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .expect("a timeout");
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n"
        );
        stream
            .write_all(head.as_bytes())
            .expect("the request is sent");
        let mut listener = Self(BufReader::new(stream));
        assert!(listener.line().contains("200"));
        while !listener.line().is_empty() {}
        listener
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        let read = self.0.read_line(&mut line).expect("a line");
        assert!(read > 0, "the connection has ended");
        line.trim_end().to_owned()
    }

    /// The data of the next event of a name.
    pub fn next(&mut self, name: &str) -> Value {
        while self.line() != format!("event: {name}") {}
        let data = self.line();
        serde_json::from_str(data.strip_prefix("data: ").expect("data")).expect("JSON")
    }

    /// The name of the next event.
    fn first(&mut self) -> String {
        loop {
            if let Some(name) = self.line().strip_prefix("event: ") {
                return name.to_owned();
            }
        }
    }

    /// Reads to the end of the connection.
    fn ends(&mut self) {
        let mut rest = Vec::new();
        std::io::Read::read_to_end(&mut self.0, &mut rest).expect("it ends in order");
    }
}

#[test]
fn an_interaction_moves_the_list_by_itself() {
    on_every_database(|server| {
        let mut listener = Listener::new(server);
        for round in 0..5 {
            let begun = Instant::now();
            server
                .ingest(
                    "batch",
                    &json!({"batch": [page("v", &format!("live {round}"), "/pricing")]}),
                )
                .ok();
            let change = listener.next("people");
            let took = begun.elapsed();
            assert_eq!(
                (&change["changed"], change["ids"].as_array().map(Vec::len)),
                (&json!(1), Some(1)),
                "{change}"
            );
            let id = change["ids"][0].as_str().expect("an id");
            let person = server.get(&format!("/api/v1/people/{id}"));
            assert_eq!(
                person["interactions"],
                round + 1,
                "the change is there when it is told"
            );
            assert!(took < Duration::from_secs(2), "it took {took:?}");
        }
        server.ingest("track", &json!({"userId": "u"})).ok();
        listener.next("bad_events");
    });
}

#[test]
fn what_happens_between_reading_and_listening_is_told() {
    on_every_database(|server| {
        let place = |server: &Server| {
            let session = server.get("/api/v1/session");
            session["live"].as_str().expect("a place").to_owned()
        };
        let mut listener = Listener::new(server);
        let before = place(server);
        let view = page("v", "unseen", "/pricing");
        server.ingest("batch", &json!({"batch": [view]})).ok();
        listener.next("people");
        Listener::since(server, &before).next("missed");
        // Whoever read afterwards is not told so, as soon as the server has nothing else to tell.
        let told = (0..50).map(|_| {
            let mut later = Listener::since(server, &place(server));
            server.ingest("track", &json!({"userId": "u"})).ok();
            later.first()
        });
        assert!(told.into_iter().any(|first| first == "bad_events"));
    });
}

#[test]
fn a_stream_ends_with_its_session() {
    on_every_database(|server| {
        let mut by_password = Listener::new(server);
        let (_, token) = server.app.sign_in(EMAIL, PASSWORD).expect("a session");
        let mut by_sign_out = Listener::with(server, &format!("ripen_session={token}"));
        server.app.sign_out(&token).expect("it ends");
        by_sign_out.ends();
        // That of another session goes on.
        let view = page("v", "on", "/pricing");
        server.ingest("batch", &json!({"batch": [view]})).ok();
        by_password.next("people");
        let changed = server.app.user_set_password(EMAIL, "another password");
        changed.expect("it is changed");
        by_password.ends();
    });
}

#[test]
fn live_connections_do_not_hold_up_the_end() {
    let db = ripen_store::testing::sqlite();
    let mut listener = None;
    crate::support::on(db, |server| listener = Some(Listener::new(server)));
    listener.expect("it listened").ends();
}
