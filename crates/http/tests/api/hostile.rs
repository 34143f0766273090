//! Bodies that mean harm, and more of them than can be taken.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::support::{Server, on_every_database, page};

/// Bytes of memory that the process holds now.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = status
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse::<usize>().ok());
    pages.unwrap_or_default() * 4096
}

#[test]
fn a_bomb_costs_no_more_than_another_body() {
    on_every_database(|server| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..300 {
            packed
                .write_all(&vec![b' '; 1 << 20])
                .expect("it is packed");
        }
        let bomb = packed.finish().expect("it is packed");
        assert!(bomb.len() < 500 << 10);
        let before = resident();
        for _ in 0..5 {
            server
                .ingest_bytes("batch", &[("content-encoding", "gzip")], &bomb)
                .problem(413);
        }
        let grown = resident().saturating_sub(before);
        assert!(grown < 100 << 20, "memory grew by {grown} bytes");
    });
}

#[test]
fn too_large_a_body_is_refused() {
    on_every_database(|server| {
        let body =
            json!({"batch": [page("a", "m", "/")], "padding": "x".repeat(500 << 10)}).to_string();
        server
            .ingest_bytes("batch", &[], body.as_bytes())
            .problem(413);
        let body =
            json!({"batch": [page("a", "m", "/")], "padding": "x".repeat(499 << 10)}).to_string();
        server.ingest_bytes("batch", &[], body.as_bytes()).ok();
        // Limits of events are those of Segment as well.
        let event = |id: &str, size: usize| {
            let empty =
                json!({"userId": "u", "event": "E", "messageId": id, "properties": {"p": ""}})
                    .to_string()
                    .len();
            json!({"userId": "u", "event": "E", "messageId": id, "properties": {"p": "x".repeat(size - empty)}})
        };
        assert_eq!(
            server.ingest("track", &event("l1", 32 << 10)).ok()["stored"],
            1
        );
        let answer = server.ingest("track", &event("l2", (32 << 10) + 1)).ok();
        assert_eq!(answer["bad"], 1, "{answer}");
        assert_eq!((server.stored(), server.bad()), (2, 1));
    });
}

#[test]
fn bodies_that_cannot_be_read_are_refused() {
    on_every_database(|server| {
        let deep = |open: &str, close: &str| [open.repeat(40_000), close.repeat(40_000)].concat();
        let unreadable: [&[u8]; 8] = [
            b"",
            b"{",
            b"not json",
            b"\xff\xfe\x00",
            br#"{"batch": {}}"#,
            br#"{"batch": [{"type": "page",]}"#,
            b"{\"batch\": [{\"type\": \"page\", \"name\": \"\xff\"}]}",
            b"[]",
        ];
        for body in unreadable {
            server.ingest_bytes("batch", &[], body).problem(400);
        }
        server
            .ingest_bytes("track", &[], b"{\"userId\": \"\xff\", \"event\": \"E\"}")
            .problem(400);
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[", "")] {
            let nested = format!(
                "{{\"type\": \"page\", \"userId\": \"u\", \"properties\": {}}}",
                deep(open, close)
            );
            for body in [nested.clone(), format!("{{\"batch\": [{nested}]}}")] {
                for call in ["track", "batch"] {
                    let answer = server.ingest_bytes(call, &[], body.as_bytes());
                    assert!(
                        answer.status == 400 || answer.json()["bad"] == 1,
                        "{call} {}",
                        answer.status
                    );
                }
            }
        }
        let many = format!("{{\"batch\": [{}0]}}", "0,".repeat(100_000));
        server
            .ingest_bytes("batch", &[], many.as_bytes())
            .problem(400);
        assert_eq!(server.stored(), 0);
        server.ingest("page", &page("a", "still there", "/")).ok();
    });
}

/// Begins a request whose body never comes.
pub fn begin(server: &Server, length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).expect("a connection");
    let basic = BASE64_STANDARD.encode(format!("{}:", server.key));
    let head = format!(
        "POST /v1/batch HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {basic}\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).expect("the head is sent");
    stream
}

/// The beginning of an answer, up to its status.
pub fn first_line(stream: &mut TcpStream) -> [u8; 12] {
    let mut line = [0; 12];
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .expect("a timeout");
    stream.read_exact(&mut line).expect("an answer");
    line
}

/// The head of an answer, if there is one already.
fn answered(stream: &mut TcpStream) -> Option<String> {
    let moment = Some(Duration::from_secs(1));
    stream.set_read_timeout(moment).expect("a timeout");
    let mut head = [0; 4096];
    let read = stream.read(&mut head).ok()?;
    Some(String::from_utf8_lossy(&head[..read]).into_owned())
}

#[test]
fn overload_is_told_before_memory_grows() {
    on_every_database(|server| {
        // The log is held, as it is while a slow disk writes.
        let (held, holds) = std::sync::mpsc::channel();
        let (release, released) = std::sync::mpsc::channel::<()>();
        let db = server.app.db().clone();
        let holder = std::thread::spawn(move || {
            db.write(|conn| {
                ripen_store::log::log_append_in_txn(conn, &[], &[])?;
                held.send(()).expect("somebody waits");
                released.recv().expect("somebody releases");
                Ok(())
            })
        });
        holds.recv().expect("the log is held");
        let events: Vec<_> = (0..16).map(|at| {
            json!({"type": "track", "userId": "u", "event": "E", "messageId": format!("m{at}"), "properties": {"p": "x".repeat(30 << 10)}})
        }).collect();
        let body = json!({"batch": events}).to_string();
        let mut waiting: Vec<TcpStream> = Vec::new();
        for _ in 0..200 {
            let mut stream = begin(server, body.len());
            // Whoever is turned away at once may find the connection closed.
            let _ = stream.write_all(body.as_bytes());
            waiting.push(stream);
        }
        // One that is let in waits like the others; in the end there is no room for another.
        let refused = std::iter::repeat_with(|| {
            let mut stream = begin(server, body.len());
            let _ = stream.write_all(body.as_bytes());
            let answer = answered(&mut stream);
            waiting.extend(answer.is_none().then_some(stream));
            answer
        });
        let refused = refused.take(100).flatten().next().expect("a refusal");
        assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
        assert!(refused.contains("\r\nretry-after: 2\r\n"), "{refused}");
        // Reading goes on meanwhile.
        server.get("/api/v1/overview");
        release.send(()).expect("the holder waits");
        holder.join().expect("it ends").expect("it commits");
        let mut taken = 0;
        for mut stream in waiting {
            let line = first_line(&mut stream);
            taken += usize::from(line.ends_with(b"200"));
            let known = line.ends_with(b"200") || line.ends_with(b"503");
            assert!(known, "{}", String::from_utf8_lossy(&line));
        }
        assert!((50..200).contains(&taken), "{taken} requests were taken");
        assert_eq!(server.stored(), 16);
        server.ingest("page", &page("a", "afterwards", "/")).ok();
    });
}
