//! Clients that open connections and do nothing, or hardly anything.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use ripen_http::{Config, Patience};
use serde_json::json;

use crate::hostile::{begin, first_line};
use crate::support::{Server, on_every_database, on_sqlite, page};

/// A server that waits for clients for as long as a test does.
fn impatient(patience: Patience) -> Config {
    Config {
        patience,
        ..Config::default()
    }
}

const SOON: Duration = Duration::from_millis(300);

/// A server that waits for longer than any test takes, so that only want of room has it cut anybody.
fn crowded(connections: usize) -> Config {
    let patience = Patience {
        first: NEVER,
        idle: NEVER,
        silence: NEVER,
        body: NEVER,
        reader: NEVER,
    };
    Config {
        connections: Some(connections),
        ..impatient(patience)
    }
}

const NEVER: Duration = Duration::from_hours(1);

/// Waits until the server has closed a connection, and gives what it said before.
fn closed(stream: &mut TcpStream) -> String {
    let limit = Some(Duration::from_secs(20));
    stream.set_read_timeout(limit).expect("a timeout");
    let (mut said, mut part) = (Vec::new(), [0; 4096]);
    loop {
        match stream.read(&mut part) {
            Ok(0) => break,
            Ok(read) => said.extend_from_slice(&part[..read]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("it is not closed: {error}"),
        }
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// Whether the server has closed a connection, without waiting for it.
fn is_closed(stream: &mut TcpStream) -> Option<()> {
    match stream.read(&mut [0; 64]) {
        Ok(0) => Some(()),
        Err(error) if error.kind() == ErrorKind::ConnectionReset => Some(()),
        Ok(_) | Err(_) => None,
    }
}

/// Whether there is room for a request, and it is answered with 200.
fn is_taken(server: &Server, body: &str) -> bool {
    let mut stream = begin(server, body.len());
    let mut line = [0; 12];
    let limit = Some(Duration::from_secs(30));
    stream.set_read_timeout(limit).expect("a timeout");
    let answered = stream.write_all(body.as_bytes()).is_ok();
    answered && stream.read_exact(&mut line).is_ok() && line.ends_with(b"200")
}

#[test]
fn genuine_events_are_taken_beside_silent_ones() {
    on_every_database(|server| {
        let mut silent: Vec<TcpStream> = (0..300).map(|_| begin(server, 500_000)).collect();
        // Some have begun to send.
        for stream in silent.iter_mut().take(20) {
            let _ = stream.write_all(&[b' '; 1_000]);
        }
        for at in 0..20 {
            let event = page("v", &format!("beside {at}"), "/");
            server.ingest("batch", &json!({"batch": [event]})).ok();
        }
        assert_eq!(server.stored(), 20);
        drop(silent);
    });
}

#[test]
fn nobody_waits_for_the_body_of_an_unknown_key() {
    on_every_database(|server| {
        let mut stream = TcpStream::connect(server.address).expect("a connection");
        let head = "POST /v1/batch HTTP/1.1\r\nHost: x\r\nAuthorization: Basic bm9uc2Vuc2U6\r\nContent-Length: 500000\r\n\r\n";
        stream.write_all(head.as_bytes()).expect("the head is sent");
        assert!(first_line(&mut stream).ends_with(b"401"));
    });
}

#[test]
fn a_silent_body_is_cut() {
    let silence = Patience {
        silence: SOON,
        ..Patience::default()
    };
    on_sqlite(impatient(silence), |server| {
        let mut begun = begin(server, 1_000);
        begun.write_all(b"{").expect("it is sent");
        let said = closed(&mut begun);
        assert!(said.starts_with("HTTP/1.1 408"), "{said}");
        assert!(said.contains("application/problem+json"), "{said}");
        // The same where there is no key yet, and on the API.
        for head in [
            "POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
            "POST /v1/m HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nX-Ripen-Request: 1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
        ] {
            let mut stream = TcpStream::connect(server.address).expect("a connection");
            stream.write_all(head.as_bytes()).expect("it is sent");
            let said = closed(&mut stream);
            assert!(said.starts_with("HTTP/1.1 408"), "{head}: {said}");
        }
        assert_eq!((server.stored(), server.bad()), (0, 0));
    });
}

#[test]
fn a_body_that_trickles_is_cut_as_well() {
    let short = Patience {
        body: SOON,
        ..Patience::default()
    };
    on_sqlite(impatient(short), |server| {
        let mut stream = begin(server, 100_000);
        let mut feed = stream.try_clone().expect("a second handle");
        let trickle = std::thread::spawn(move || {
            while feed.write_all(b" ").is_ok() {
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let said = closed(&mut stream);
        assert!(
            said.is_empty() || said.starts_with("HTTP/1.1 408"),
            "{said}"
        );
        trickle.join().expect("it ends");
    });
}

#[test]
fn connections_without_a_request_are_cut() {
    let idle = Patience {
        first: SOON,
        idle: SOON,
        ..Patience::default()
    };
    on_sqlite(impatient(idle), |server| {
        let connect = || TcpStream::connect(server.address).expect("a connection");
        let mut silent = connect();
        assert_eq!(closed(&mut silent), "");
        let mut half = connect();
        half.write_all(b"GET /health HTTP/1.1\r\nHost:")
            .expect("it is sent");
        assert_eq!(closed(&mut half), "");
        let mut kept = connect();
        kept.write_all(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            .expect("it is sent");
        let said = closed(&mut kept);
        assert!(said.starts_with("HTTP/1.1 200"), "{said}");
    });
}

#[test]
fn idle_connections_make_room() {
    on_sqlite(crowded(40), |server| {
        let mut idle: Vec<TcpStream> = (0..200)
            .map(|_| TcpStream::connect(server.address).expect("a connection"))
            .collect();
        server
            .ingest("batch", &json!({"batch": [page("v", "m", "/")]}))
            .ok();
        assert_eq!(closed(&mut idle[0]), "", "the first one made room");
        let last = idle.last_mut().expect("the last one");
        last.write_all(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            .expect("it is sent");
        assert!(first_line(last).ends_with(b"200"), "the last one stays");
    });
}

#[test]
fn silent_bodies_make_room_as_well() {
    on_sqlite(crowded(20), |server: &Server| {
        let mut silent: Vec<TcpStream> = (0..30).map(|_| begin(server, 1_000)).collect();
        silent
            .iter()
            .for_each(|stream| stream.set_nonblocking(true).expect("a mode"));
        // Which of them have waited for longest hangs on when the server read what each began with.
        let mut wait_for_closed = |many: usize| {
            while silent.iter_mut().filter_map(is_closed).count() < many {
                std::thread::sleep(Duration::from_millis(10));
            }
        };
        wait_for_closed(10);
        for at in 0..5 {
            let body = json!({"batch": [page("v", &format!("beside {at}"), "/")]}).to_string();
            // For a moment, while the server reads what all others begin with, nobody is idle.
            while !is_taken(server, &body) {}
        }
        wait_for_closed(11);
        assert_eq!(server.stored(), 5);
    });
}
