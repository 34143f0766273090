//! The Segment HTTP Tracking API: what clients send, and what becomes of it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database, page};

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(body).expect("it is packed");
    packed.finish().expect("it is packed")
}

/// Checks that accepted = stored + repeated + bad, and each of them.
fn assert_counts(answer: &Value, (stored, repeated, bad): (u64, u64, u64)) {
    let wanted = json!([true, stored + repeated + bad, stored, repeated, bad]);
    let told =
        ["success", "accepted", "stored", "repeated", "bad"].map(|name| answer[name].clone());
    assert_eq!(json!(told), wanted, "{answer}");
}

#[test]
fn every_call_is_understood() {
    on_every_database(|server| {
        let single = [
            (
                "track",
                json!({"userId": "u1", "event": "Order Completed", "messageId": "m1", "properties": {"total": 99.5, "currency": "EUR"}}),
            ),
            (
                "page",
                json!({"anonymousId": "a1", "messageId": "m2", "name": "Home", "properties": {"path": "/"}}),
            ),
            (
                "screen",
                json!({"anonymousId": "a1", "messageId": "m3", "name": "Main"}),
            ),
            (
                "identify",
                json!({"userId": "u1", "anonymousId": "a1", "messageId": "m4", "traits": {"email": "Ann@Example.com"}}),
            ),
            (
                "group",
                json!({"userId": "u1", "groupId": "g1", "messageId": "m5", "traits": {"name": "Acme"}}),
            ),
            (
                "alias",
                json!({"userId": "u2", "previousId": "a9", "messageId": "m6"}),
            ),
        ];
        for (call, event) in &single {
            assert_counts(&server.ingest(call, event).ok(), (1, 0, 0));
            assert_counts(&server.ingest(call, event).ok(), (0, 1, 0));
        }
        let mut batch = vec![page("a1", "m7", "/a"), page("a1", "m8", "/b")];
        assert_counts(
            &server.ingest("batch", &json!({"batch": batch})).ok(),
            (2, 0, 0),
        );
        batch.push(page("a1", "m9", "/c"));
        assert_counts(
            &server.ingest("import", &json!({"batch": batch})).ok(),
            (1, 2, 0),
        );
        assert_counts(
            &server.ingest("batch", &json!({"batch": []})).ok(),
            (0, 0, 0),
        );
        assert_eq!((server.stored(), server.bad()), (9, 0));
        server.settle();
        let found = server.get("/api/v1/people?filter=email%20%3D%20%22ann%40example.com%22");
        assert_eq!(found["items"][0]["company"], "Acme", "{found}");
        assert_eq!(
            found["total"],
            json!({"value": 1, "exact": true, "low": 1, "high": 1})
        );
    });
}

#[test]
fn the_write_key_is_given_by_header_or_body() {
    on_every_database(|server| {
        let event = |id: &str, key: Option<&str>| {
            json!({"userId": "u", "event": "E", "messageId": id, "writeKey": key}).to_string()
        };
        let plain = [("content-type", "text/plain")];
        let in_body = event("b1", Some(&server.key));
        server
            .send("POST", "/v1/track", &plain, in_body.as_bytes())
            .ok();
        server
            .ingest_bytes("track", &plain, event("b2", None).as_bytes())
            .ok();
        let wrong = event("b3", Some("nonsense"));
        server
            .send("POST", "/v1/track", &plain, wrong.as_bytes())
            .problem(401);
        server
            .send("POST", "/v1/track", &plain, event("b4", None).as_bytes())
            .problem(401);
        for header in ["Basic bm9uc2Vuc2U6", "Basic %%%", "Bearer x", ""] {
            let headers = [("authorization", header)];
            server
                .send("POST", "/v1/track", &headers, event("b5", None).as_bytes())
                .problem(401);
        }
        let keys = server.get("/api/v1/keys");
        let id = keys["items"][0]["id"].as_str().expect("an id").to_owned();
        let revoked = server.call("DELETE", &format!("/api/v1/keys/{id}"), None);
        assert_eq!(revoked.status, 204);
        server
            .ingest_bytes("track", &[], event("b6", None).as_bytes())
            .problem(401);
        assert_eq!(server.stored(), 2);
        server.settle();
        let people = server.get("/api/v1/people");
        let id = people["items"][0]["id"].as_str().expect("a person");
        let timeline = server
            .get(&format!("/api/v1/people/{id}/timeline"))
            .to_string();
        assert!(
            !timeline.contains(&server.key),
            "the write key is kept with the event"
        );
    });
}

#[test]
fn packed_bodies_are_unpacked() {
    on_every_database(|server| {
        let body = json!({"batch": [page("a", "g1", "/"), page("a", "g2", "/")]}).to_string();
        let packed = gzip(body.as_bytes());
        let headers = [("content-encoding", "gzip")];
        assert_counts(
            &server.ingest_bytes("batch", &headers, &packed).ok(),
            (2, 0, 0),
        );
        server
            .ingest_bytes("batch", &headers, body.as_bytes())
            .problem(400);
        server
            .ingest_bytes("batch", &headers, &packed[..packed.len() / 2])
            .problem(400);
        server
            .ingest_bytes("batch", &[("content-encoding", "br")], &packed)
            .problem(400);
        assert_eq!((server.stored(), server.bad()), (2, 0));
    });
}

#[test]
fn a_malformed_event_does_not_spoil_the_others() {
    on_every_database(|server| {
        let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
        let wide: Vec<u32> = (0..2_000).collect();
        let bad = [
            json!({"type": "track", "userId": "u", "messageId": "no event"}),
            json!({"type": "track", "event": "E", "messageId": "nobody"}),
            json!({"type": "dance", "userId": "u", "messageId": "no type"}),
            json!({"userId": "u", "event": "E", "messageId": "untyped"}),
            json!({"type": "track", "userId": {"a": 1}, "event": "E"}),
            json!({"type": "track", "userId": "u", "event": "E", "timestamp": "yesterday"}),
            json!({"type": "alias", "userId": "u"}),
            json!({"type": "track", "userId": "u", "event": "E".repeat(300)}),
            json!({"type": "track", "userId": "u".repeat(300), "event": "E"}),
            json!({"type": "track", "userId": "u", "event": "E", "properties": {"deep": deep}}),
            json!({"type": "track", "userId": "u", "event": "E", "properties": {"wide": wide}}),
            json!({"type": "track", "userId": "u", "event": "E", "properties": {"long": "x".repeat(33 << 10)}}),
            json!("text"),
            json!(null),
            json!([]),
        ];
        let mut batch: Vec<Value> = Vec::new();
        for (at, bad) in bad.iter().enumerate() {
            batch.push(page("good", &format!("good {at}"), "/"));
            batch.push(bad.clone());
        }
        let count = bad.len() as u64;
        let answer = server.ingest("batch", &json!({"batch": batch})).ok();
        assert_counts(&answer, (count, 0, count));
        let reasons = answer["errors"].as_array().expect("reasons");
        assert_eq!(reasons.len(), bad.len());
        assert_eq!(reasons[0]["message_id"], "no event");
        let answer = server.ingest("batch", &json!({"batch": batch})).ok();
        assert_counts(&answer, (0, count, count));
        assert_eq!(
            (server.stored(), server.bad()),
            (count as i64, count as i64)
        );
    });
}

#[test]
fn a_message_is_stored_once_for_ever() {
    on_every_database(|server| {
        // Control characters are dropped, in ids too.
        for id in ["plain", "č ž 🦀", "a\u{0}b", "' OR 1=1 --", "%_\\"] {
            let event = json!({"userId": "u\u{0}", "event": "E\u{0}", "messageId": id});
            assert_counts(&server.ingest("track", &event).ok(), (1, 0, 0));
            assert_counts(&server.ingest("track", &event).ok(), (0, 1, 0));
            let twice = json!({"batch": [page("v", &format!("{id}2"), "/"), page("v", &format!("{id}2"), "/")]});
            assert_counts(&server.ingest("batch", &twice).ok(), (1, 1, 0));
        }
        assert_eq!(server.stored(), 10);
        server.settle();
        assert_eq!(server.get("/api/v1/people")["total"]["value"], 2);
    });
}

#[test]
fn concurrent_repeats_are_stored_once() {
    on_every_database(|server| {
        let send = |sender: usize| {
            let events: Vec<Value> = (0..50)
                .map(|at| page("v", &format!("m{}", (at * 7 + sender * 13) % 50), "/"))
                .collect();
            server.ingest("batch", &json!({"batch": events})).ok()["stored"]
                .as_u64()
                .expect("a number")
        };
        let stored: u64 = std::thread::scope(|scope| {
            let senders: Vec<_> = (0..8)
                .map(|sender| scope.spawn(move || send(sender)))
                .collect();
            senders
                .into_iter()
                .map(|sender| sender.join().expect("it sends"))
                .sum()
        });
        assert_eq!((stored, server.stored()), (50, 50));
    });
}

#[test]
fn half_a_character_and_a_number_for_a_time_are_taken() {
    on_every_database(|server| {
        let body = r#"{"batch":[{"type":"page","userId":"sur1","messageId":"s1","timestamp":1577836800000,
            "properties":{"path":"/a","title":"Great offer \ud83d"}}]}"#;
        let answer = server.ingest_bytes("batch", &[], body.as_bytes()).ok();
        assert_counts(&answer, (1, 0, 0));
        server.settle();
        let people = server.get("/api/v1/people");
        let id = people["items"][0]["id"].as_str().expect("a person");
        let item = &server.get(&format!("/api/v1/people/{id}/timeline"))["items"][0];
        assert_eq!(item["label"], "Great offer \u{fffd}", "{item}");
        assert_eq!(item["at"], "2020-01-01T00:00:00Z", "{item}");
    });
}

#[test]
fn the_clock_of_the_client_is_corrected() {
    on_every_database(|server| {
        let event = json!({
            "userId": "u", "event": "E", "messageId": "m",
            "timestamp": "2019-12-31T23:00:00Z", "sentAt": "2020-01-01T00:00:00Z",
        });
        server.ingest("track", &event).ok();
        server.settle();
        let people = server.get("/api/v1/people");
        let id = people["items"][0]["id"].as_str().expect("a person");
        let item = &server.get(&format!("/api/v1/people/{id}/timeline"))["items"][0];
        let instant = |name: &str| {
            let text = item[name].as_str().expect("a time");
            ripen_domain::time::Timestamp::parse(text).expect("a time")
        };
        let hour = instant("received_at") - instant("at");
        assert_eq!(hour, ripen_domain::time::Span::hours(1));
    });
}

#[test]
fn browsers_of_other_origins_may_send() {
    on_every_database(|server: &Server| {
        let headers = [
            ("origin", "https://shop.example"),
            ("access-control-request-method", "POST"),
            (
                "access-control-request-headers",
                "content-type,authorization",
            ),
        ];
        let preflight = server.send("OPTIONS", "/v1/batch", &headers, &[]);
        assert_eq!(preflight.status, 200);
        assert_eq!(preflight.header("access-control-allow-origin"), "*");
        assert!(
            preflight
                .header("access-control-allow-headers")
                .contains("authorization")
        );
        assert_eq!(preflight.header("access-control-allow-credentials"), "");
        let body = json!({"batch": [page("a", "c1", "/")], "writeKey": server.key}).to_string();
        let headers = [
            ("origin", "https://shop.example"),
            ("content-type", "text/plain"),
        ];
        let answer = server.send("POST", "/v1/batch", &headers, body.as_bytes());
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_counts(&answer.ok(), (1, 0, 0));
    });
}

#[test]
fn reading_never_stores() {
    on_every_database(|server| {
        for call in [
            "track", "page", "screen", "identify", "group", "alias", "batch", "import", "nonsense",
        ] {
            for method in ["GET", "PUT", "DELETE", "HEAD"] {
                let answer = server.send(method, &format!("/v1/{call}?data=e30"), &[], &[]);
                assert!(
                    matches!(answer.status, 404 | 405),
                    "{method} {call}: {}",
                    answer.status
                );
            }
        }
        server.ingest("nonsense", &page("a", "m", "/")).problem(404);
        assert_eq!((server.stored(), server.bad()), (0, 0));
    });
}
