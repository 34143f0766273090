//! Every operation of the API refuses whoever is not signed in, and changes without the guard header.

use crate::contract::operations;
use crate::support::{Server, on_every_database};

/// The only operations that are open, each with its reason.
const OPEN: &[(&str, &str)] = &[
    // Signing in is how one gets a session; it is rate-limited.
    ("POST", "/api/v1/session"),
    // Sources send with a write key of their own, which tests/api/ingest.rs holds.
    ("POST", "/v1/{call}"),
    // What clients ask for by their write key tells nothing but the address of this server.
    ("GET", "/v1/projects/{write_key}/settings"),
    ("GET", "/sourceConfig"),
    // Figures of clients about themselves are dropped.
    ("POST", "/v1/m"),
];

fn real(path: &str) -> String {
    path.replace("{id}", "1")
        .replace("{version}", "1")
        .replace("{interaction}", "1")
        .replace("{other}", "2")
        .replace("{call}", "track")
}

fn is_open(method: &str, path: &str) -> bool {
    OPEN.contains(&(method, path))
}

fn send(server: &Server, method: &str, path: &str, headers: &[(&str, &str)]) -> u16 {
    let headers = [headers, &[("content-type", "application/json")]].concat();
    let body: &[u8] = if method == "POST" { b"{}" } else { b"" };
    server.send(method, &real(path), &headers, body).status
}

#[test]
fn every_operation_asks_who_is_there() {
    on_every_database(|server| {
        let operations = operations();
        assert!(operations.len() >= 20, "{operations:?}");
        for (method, path) in &operations {
            let strangers: [&[(&str, &str)]; 4] = [
                &[("x-ripen-request", "1")],
                &[("x-ripen-request", "1"), ("cookie", "ripen_session=")],
                &[
                    ("x-ripen-request", "1"),
                    ("cookie", "ripen_session=0123456789abcdef; other=1"),
                ],
                &[
                    ("x-ripen-request", "1"),
                    ("authorization", "Basic YWRtaW46YWRtaW4="),
                ],
            ];
            for headers in strangers.iter().filter(|_| !is_open(method, path)) {
                assert_eq!(
                    send(server, method, path, headers),
                    401,
                    "{method} {path} with {headers:?}"
                );
            }
        }
    });
}

#[test]
fn changes_need_the_guard_header() {
    on_every_database(|server| {
        let people = server.app.user_count().expect("users");
        for (method, path) in operations() {
            if method == "GET" || path.starts_with("/v1/") {
                continue;
            }
            let headers = [("cookie", server.cookie.as_str())];
            assert_eq!(
                send(server, &method, &path, &headers),
                403,
                "{method} {path}"
            );
        }
        assert_eq!(server.app.user_count().expect("users"), people);
        assert_eq!(
            server.call("GET", "/api/v1/session", None).status,
            200,
            "the session still stands"
        );
    });
}

#[test]
fn those_signed_in_are_let_in() {
    on_every_database(|server| {
        for (method, path) in operations() {
            // The live stream never ends, and signing out is tried last, elsewhere.
            if path.ends_with("/live") || method == "DELETE" || is_open(&method, &path) {
                continue;
            }
            let headers = [("cookie", server.cookie.as_str()), ("x-ripen-request", "1")];
            let status = send(server, &method, &path, &headers);
            assert!(
                !matches!(status, 401 | 403 | 500..),
                "{method} {path}: {status}"
            );
        }
    });
}

#[test]
fn what_is_open_tells_nothing_about_people() {
    on_every_database(|server| {
        server.feed(&[serde_json::json!({"type": "identify", "userId": "secret-user", "traits": {"email": "secret@example.com"}})]);
        for path in [
            "/health",
            "/metrics",
            "/api/openapi.json",
            "/",
            "/people/1",
            "/index.html",
            "/assets/none.js",
            "/../../etc/passwd",
        ] {
            let answer = server.send("GET", path, &[], &[]);
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            assert!(
                !text.contains("secret") && !text.contains("root:"),
                "{path}: {text}"
            );
            assert_ne!(answer.status, 500, "{path}");
        }
    });
}
