//! What the official clients send, as their source code has it, that cannot run here themselves; and
//! what they ask for. Those that can are tested with their packages, in e2e/clients.

use std::io::{Read, Write};
use std::net::TcpStream;

use flate2::Compression;
use flate2::write::GzEncoder;
use ripen_http::Config;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database, on_sqlite};

fn gzip(body: &Value) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed
        .write_all(body.to_string().as_bytes())
        .expect("it is packed");
    packed.finish().expect("it is packed")
}

/// A screen as an app shows it.
fn screen(library: &str, id: &str) -> Value {
    json!({
        "type": "screen", "messageId": id, "anonymousId": "phone-1", "name": "Basket", "properties": {},
        "timestamp": "2026-03-10T10:00:00.000Z", "integrations": {}, "_metadata": {"bundled": [], "unbundled": []},
        "context": {"library": {"name": library, "version": "1.0"}, "os": {"name": "Android", "version": "16"},
            "device": {"manufacturer": "Acme", "model": "One"}, "app": {"name": "Shop", "version": "2.1"}},
    })
}

#[test]
fn browsers_send_by_the_first_letters_of_the_calls() {
    on_every_database(|server| {
        let event = |kind: &str, more: Value| {
            let mut event = json!({"type": kind, "messageId": kind, "anonymousId": "a", "writeKey": server.key,
                "sentAt": "2026-03-10T10:00:00.000Z", "_metadata": {"bundled": ["Segment.io"], "unbundled": [], "bundledIds": []}});
            for (name, value) in more.as_object().expect("fields") {
                event[name] = value.clone();
            }
            event
        };
        let calls = [
            ("p", event("page", json!({"name": "Home"}))),
            ("s", event("screen", json!({"name": "Home"}))),
            ("t", event("track", json!({"event": "Signed Up"}))),
            ("i", event("identify", json!({"userId": "u"}))),
            ("g", event("group", json!({"groupId": "g"}))),
            (
                "a",
                event("alias", json!({"userId": "u", "previousId": "a"})),
            ),
        ];
        let plain = [("content-type", "text/plain"), ("x-retry-count", "2")];
        for (letter, event) in &calls {
            let path = format!("/v1/{letter}");
            let answer = server.send("POST", &path, &plain, event.to_string().as_bytes());
            assert_eq!(answer.ok()["stored"], 1, "{letter}");
        }
        let batch = json!({"writeKey": server.key, "sentAt": "2026-03-10T10:00:00.000Z", "batch": [
            {"type": "page", "messageId": "b1", "anonymousId": "a"}, {"type": "page", "messageId": "b2", "anonymousId": "a"}]});
        let answer = server.send("POST", "/v1/b", &plain, batch.to_string().as_bytes());
        assert_eq!(answer.ok()["stored"], 2);
        server.send("POST", "/v1/x", &plain, b"{}").problem(404);
        assert_eq!((server.stored(), server.bad()), (8, 0));
    });
}

#[test]
fn figures_of_clients_about_themselves_are_dropped() {
    on_every_database(|server| {
        let figures = json!({"series": [{"type": "Counter", "metric": "analytics_js.invoke", "value": 1, "tags": {}}]});
        let plain = [("content-type", "text/plain")];
        let answer = server.send("POST", "/v1/m", &plain, figures.to_string().as_bytes());
        assert_eq!(answer.ok()["success"], true);
        server
            .send("POST", "/v1/m", &plain, &vec![b' '; 600 << 10])
            .problem(413);
        assert_eq!((server.stored(), server.bad()), (0, 0));
    });
}

#[test]
fn segments_clients_are_told_where_to_send() {
    on_every_database(|server| {
        let own = format!("{}/v1", server.address);
        for path in ["/v1/projects/KEY/settings", "/projects/KEY/settings"] {
            let path = path.replace("KEY", &server.key);
            let answer = server.send("GET", &path, &[("origin", "https://shop.example")], &[]);
            assert_eq!(answer.header("access-control-allow-origin"), "*");
            let settings = answer.ok();
            let segment = &settings["integrations"]["Segment.io"];
            assert_eq!(
                (
                    &segment["apiKey"],
                    &segment["apiHost"],
                    &segment["protocol"]
                ),
                (&json!(server.key), &json!(own), &json!("http"))
            );
            assert_eq!(
                settings["integrations"].as_object().map(|all| all.len()),
                Some(1)
            );
        }
        server
            .send("GET", "/v1/projects/nonsense/settings", &[], &[])
            .problem(404);
    });
}

#[test]
fn behind_a_proxy_clients_are_told_its_address() {
    let proxied = Config {
        trusted_proxies: 1,
        ..Config::default()
    };
    let headers = [
        ("x-forwarded-host", "in.shop.example"),
        ("x-forwarded-proto", "https"),
    ];
    let segment = |server: &Server| {
        let path = format!("/v1/projects/{}/settings", server.key);
        let settings = server.send("GET", &path, &headers, &[]).ok();
        let told = |name: &str| {
            settings["integrations"]["Segment.io"][name]
                .as_str()
                .map(str::to_owned)
        };
        (told("apiHost"), told("protocol"))
    };
    on_sqlite(proxied, |server| {
        let told = (
            Some("in.shop.example/v1".to_owned()),
            Some("https".to_owned()),
        );
        assert_eq!(segment(server), told);
    });
    on_sqlite(Config::default(), |server| {
        let own = Some(format!("{}/v1", server.address));
        assert_eq!(
            segment(server),
            (own, Some("http".to_owned())),
            "nobody else is believed"
        );
    });
}

#[test]
fn rudderstacks_clients_are_given_a_source_without_destinations() {
    on_every_database(|server| {
        let query = format!(
            "?p=npm&v=3.34.1&writeKey={}&lockIntegrationsVersion=true",
            server.key
        );
        for path in ["/sourceConfig", "/sourceConfig/"] {
            let config = server.send("GET", &format!("{path}{query}"), &[], &[]).ok();
            assert_eq!(config["source"]["enabled"], true);
            assert_eq!(config["source"]["destinations"], json!([]));
        }
        for query in ["", "?writeKey=nonsense"] {
            server
                .send("GET", &format!("/sourceConfig{query}"), &[], &[])
                .problem(401);
        }
        // A beacon has no headers, so its key is in the address.
        let beacon = json!({"batch": [{"type": "page", "messageId": "b", "anonymousId": "a"}], "sentAt": "2026-03-10T10:00:00.000Z"});
        let path = format!("/beacon/v1/batch?writeKey={}", server.key);
        let plain = [("content-type", "text/plain")];
        let answer = server.send("POST", &path, &plain, beacon.to_string().as_bytes());
        assert_eq!(answer.ok()["stored"], 1);
        let wrong = server.send("POST", "/beacon/v1/batch?writeKey=x", &plain, b"{}");
        wrong.problem(401);
        // A host that ends in a slash, or a path that does.
        for (path, id) in [("/v1/page/", "c"), ("//v1/page", "d")] {
            let page = json!({"messageId": id, "anonymousId": "a"}).to_string();
            let headers = [("origin", "https://shop.example")];
            let path = format!("{path}?writeKey={}", server.key);
            let answer = server.send("POST", &path, &headers, page.as_bytes());
            assert_eq!(answer.header("access-control-allow-origin"), "*");
            assert_eq!(answer.ok()["stored"], 1, "{path}");
        }
        // Nothing is stored there, so nothing says so.
        for path in ["/", "/people", "/index.html"] {
            server.send("POST", path, &plain, b"{}").problem(404);
        }
    });
}

#[test]
fn any_header_of_a_client_passes_and_retry_after_can_be_read() {
    on_every_database(|server| {
        let asked = "authorization,content-type,x-retry-count,anonymousid,sentat,rsa-retry-attempt";
        let headers = [
            ("origin", "https://shop.example"),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", asked),
        ];
        let allowed = server.send("OPTIONS", "/v1/t", &headers, &[]);
        assert_eq!(allowed.status, 200);
        assert_eq!(allowed.header("access-control-allow-headers"), asked);
        let origin = [("origin", "https://shop.example")];
        let answer = server.send("POST", "/v1/t", &origin, b"{}");
        assert_eq!(
            answer.header("access-control-expose-headers"),
            "retry-after"
        );
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        // Nothing but taking in is open to pages of others.
        for path in [
            "/api/v1/people",
            "/api/v1/session",
            "/metrics",
            "/health",
            "/",
        ] {
            let answer = server.send("GET", path, &origin, &[]);
            assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        }
    });
}

#[test]
fn react_native_sends_its_key_in_the_batch() {
    on_every_database(|server| {
        let body = json!({"batch": [screen("@segment/analytics-react-native", "rn")], "sentAt": "2026-03-10T10:00:00.000Z", "writeKey": server.key});
        let headers = [
            ("content-type", "application/json; charset=utf-8"),
            ("user-agent", "okhttp/4.12.0"),
        ];
        let answer = server.send("POST", "/v1/b", &headers, body.to_string().as_bytes());
        assert_eq!(answer.ok()["stored"], 1);
        assert_human(server);
    });
}

#[test]
fn kotlin_sends_packed_and_in_chunks() {
    on_every_database(|server| {
        let body = json!({"batch": [screen("analytics-kotlin", "kt")], "sentAt": "2026-03-10T10:00:00.000Z", "writeKey": server.key});
        let packed = gzip(&body);
        let mut stream = TcpStream::connect(server.address).expect("a connection");
        let head = "POST /v1/b HTTP/1.1\r\nHost: x\r\nUser-Agent: analytics-kotlin/1.19.1\r\nContent-Type: text/plain\r\n\
            Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        stream.write_all(head.as_bytes()).expect("the head is sent");
        for chunk in packed.chunks(50) {
            write!(stream, "{:x}\r\n", chunk.len()).expect("it is sent");
            stream.write_all(chunk).expect("it is sent");
            stream.write_all(b"\r\n").expect("it is sent");
        }
        stream.write_all(b"0\r\n\r\n").expect("it is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert_human(server);
    });
}

#[test]
fn swift_sends_packed_with_its_key_in_a_header() {
    on_every_database(|server| {
        let body = json!({"batch": [screen("analytics-swift", "sw")], "sentAt": "2026-03-10T10:00:00.000Z", "writeKey": server.key});
        let headers = [
            ("content-encoding", "gzip"),
            ("content-type", "application/json; charset=utf-8"),
            ("user-agent", "analytics-ios/1.9.1"),
        ];
        let answer = server.ingest_bytes("b", &headers, &gzip(&body));
        assert_eq!(answer.ok()["stored"], 1);
        assert_human(server);
    });
}

/// Checks that the only interaction is one that a human did in an app.
fn assert_human(server: &Server) {
    server.settle();
    let people = server.get("/api/v1/people");
    let id = people["items"][0]["id"].as_str().expect("a person");
    let timeline = server.get(&format!("/api/v1/people/{id}/timeline"));
    assert_eq!(timeline["items"][0]["verdict"], "human", "{timeline}");
}
