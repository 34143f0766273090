//! What clients send, good and bad.

mod anything;
mod batches;
mod events;
mod fields;
mod mailed;
mod marks;
mod mended;
mod site_forms;
mod sources;
mod spelled;

use ripen_domain::interaction::{Interaction, kind};
use ripen_domain::time::{Span, Timestamp};
use serde_json::{Value, json};

use super::{Call, Captured, Client, Request, capture_event, capture_request};

/// When everything here arrives.
fn arrival() -> Timestamp {
    Timestamp::parse("2026-03-10T12:00:00Z").expect("a time")
}

fn client() -> Client<'static> {
    Client {
        source_id: 1,
        received_at: arrival(),
        ..Client::default()
    }
}

/// What becomes of one event.
fn capture(call: Call, event: &Value) -> Result<Interaction, String> {
    capture_event(call, &client(), &event.to_string()).map_err(|(reason, _)| reason)
}

fn good(call: Call, event: &Value) -> Interaction {
    capture(call, event).unwrap_or_else(|reason| panic!("{event}: {reason}"))
}

fn bad(call: Call, event: &Value) -> String {
    match capture(call, event) {
        Ok(_) => panic!("{event} is taken"),
        Err(reason) => {
            expect_codes(&reason);
            reason
        }
    }
}

/// Everything that a reason says has a code, so that screens can word it.
fn expect_codes(reason: &str) {
    for part in crate::wording::reasons(reason) {
        assert!(part.code.is_some(), "no code for {part:?} of {reason:?}");
    }
}

/// A track call with more fields.
fn track(more: Value) -> Value {
    let mut event = json!({"messageId": "m", "userId": "u", "event": "Signed Up"});
    for (name, value) in more.as_object().expect("an object") {
        event[name] = value.clone();
    }
    event
}

fn request(call: Call, body: &[u8]) -> Result<Captured, String> {
    capture_request(&Request {
        call,
        client: client(),
        body,
    })
}

fn batch(body: &Value) -> Captured {
    request(Call::Batch, body.to_string().as_bytes()).expect("a batch")
}

#[test]
fn the_clients_clock_is_corrected_by_the_time_it_sent_at() {
    // Segment spec: timestamp = receivedAt - (sentAt - originalTimestamp).
    let at = |event: Value| good(Call::Track, &track(event)).at;
    let ahead = json!({"timestamp": "2026-03-10T13:50:00Z", "sentAt": "2026-03-10T14:00:00Z"});
    assert_eq!(at(ahead), arrival() - Span::seconds(600));
    let behind =
        json!({"originalTimestamp": "2026-03-10T09:00:00Z", "sentAt": "2026-03-10T10:00:00Z"});
    assert_eq!(at(behind), arrival() - Span::hours(1));
    let unsaid = json!({"timestamp": "2026-03-09T12:00:00+01:00"});
    assert_eq!(at(unsaid), arrival() - Span::hours(25));
    assert_eq!(at(json!({})), arrival());
}

#[test]
fn a_placeholder_is_no_message_id() {
    let id = |id: Value| good(Call::Track, &track(json!({"messageId": id}))).message_id;
    for none in [
        json!("undefined"),
        json!("null"),
        json!("0"),
        json!("[object Object]"),
        json!("{{message_id}}"),
        json!("00000000-0000-0000-0000-000000000000"),
        json!(""),
    ] {
        assert_ne!(id(none.clone()), id(none.clone()), "{none}");
    }
    assert_eq!(id(json!("m-1")), "m-1");
}

#[test]
fn an_order_is_cancelled_in_either_spelling() {
    for event in ["Order Cancelled", "Order Canceled", "order_canceled"] {
        let cancelled = good(Call::Track, &track(json!({"event": event})));
        assert_eq!(cancelled.kind, kind::ORDER_CANCELLED);
    }
}

#[test]
fn nothing_happens_in_the_future_or_before_there_were_clients() {
    let at = |event: Value| good(Call::Track, &track(event)).at;
    assert_eq!(at(json!({"timestamp": "2026-03-11T00:00:00Z"})), arrival());
    let sent_before =
        json!({"timestamp": "2026-03-10T15:00:00Z", "sentAt": "2026-03-10T14:00:00Z"});
    assert_eq!(at(sent_before), arrival());
    let long_ago = json!({"timestamp": "1970-01-01T00:00:00Z", "sentAt": "2026-03-20T00:00:00Z"});
    assert_eq!(at(long_ago), arrival());
    for never_set in [
        json!(""),
        json!(" "),
        json!(0),
        json!("0"),
        json!("1970-01-01T00:00:01Z"),
        json!("1989-12-31T23:59:59Z"),
        json!("0001-01-01T00:00:00Z"),
        json!("0001-01-01T00:00:00"),
        json!("1/1/0001 12:00:00 AM"),
        json!("Mon, 01 Jan 0001 00:00:00 GMT"),
        json!("1601-01-01"),
        json!("1900-01-01 00:00:00"),
        json!("01.01.1900"),
        json!("0000-00-00 00:00:00"),
        json!("1969-12-31T23:59:59Z"),
        json!(1),
        json!("1"),
        json!("1."),
        json!(0.5),
        json!(1_000),
        json!(99_999_999),
        json!("99999999"),
        json!(-1),
        json!(-62_135_596_800_000_i64),
        json!("-62135596800"),
    ] {
        assert_eq!(at(json!({"timestamp": never_set})), arrival());
    }
    let first = "1990-01-01T00:00:00Z";
    assert_eq!(
        Some(at(json!({"timestamp": first}))),
        Timestamp::parse(first)
    );
    // Histories go back further, but a zero is no time in them either.
    let import = |at: Value| {
        let mut event = track(json!({"timestamp": at}));
        event["type"] = "track".into();
        let body = json!({"batch": [event]}).to_string();
        let captured = request(Call::Import, body.as_bytes()).expect("an import");
        captured.good[0].at
    };
    assert_eq!(import(json!(0)), arrival());
    let unstorable = json!({"batch": [{"type": "track", "userId": "u", "event": "E", "timestamp": "1965-05-05"}]});
    let captured = request(Call::Import, unstorable.to_string().as_bytes()).expect("an import");
    assert_eq!((captured.good.len(), captured.bad.len()), (0, 1));
    for never_meant in [json!(1), json!("1"), json!(99_999_999)] {
        let event = json!({"type": "track", "userId": "u", "event": "E", "timestamp": never_meant});
        let body = json!({"batch": [event]}).to_string();
        let captured = request(Call::Import, body.as_bytes()).expect("an import");
        assert_eq!((captured.good.len(), captured.bad.len()), (0, 1));
        assert!(
            captured.bad[0].reason.contains("`timestamp`"),
            "{}",
            captured.bad[0].reason
        );
    }
    let founded = "1985-05-05T00:00:00Z";
    assert_eq!(Some(import(json!(founded))), Timestamp::parse(founded));
    // A clock that was never set is right about how long ago it was.
    let reset = json!({"timestamp": "1970-01-01T00:10:00Z", "sentAt": "1970-01-01T00:20:00Z"});
    assert_eq!(at(reset), arrival() - Span::seconds(600));
    for wrong in [
        json!("yesterday"),
        json!("9999-12-31T23:59:59Z"),
        json!("0001-13-01T00:00:00Z"),
        json!(45_000),
        json!("20260310120000"),
        json!(20_260_310),
        json!("NaN"),
        json!(true),
    ] {
        assert!(bad(Call::Track, &track(json!({"timestamp": wrong}))).contains("`timestamp`"));
    }
}

#[test]
fn an_event_is_bounded_in_bytes_depth_count_and_ids() {
    let long = |bytes: usize| {
        batch(
            &json!({"batch": [track(json!({"type": "track", "properties": {"text": "x".repeat(bytes)}}))]}),
        )
    };
    assert_eq!((long(32_000).good.len(), long(32_000).bad.len()), (1, 0));
    let over = long(33_000);
    assert_eq!((over.good.len(), over.bad.len()), (0, 1));
    assert_eq!(over.bad[0].reason, "it is larger than 32 KB");

    let nested = |depth: usize| (0..depth).fold(json!(1), |inner, _| json!([inner]));
    good(Call::Track, &track(json!({"properties": nested(13)})));
    assert!(bad(Call::Track, &track(json!({"properties": nested(20)}))).contains("deep"));
    let deepest = format!(
        "{{\"userId\":\"u\",\"event\":\"A\",\"p\":{}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let (reason, _) = capture_event(Call::Track, &client(), &deepest).expect_err("too deep");
    assert!(reason.contains("recursion"), "{reason}");
    let many = json!({"properties": {"list": vec![1; 1_001]}});
    assert!(bad(Call::Track, &track(many)).contains("values"));

    for name in ["messageId", "userId", "anonymousId"] {
        good(Call::Track, &track(json!({name: "x".repeat(256)})));
        assert!(bad(Call::Track, &track(json!({name: "x".repeat(257)}))).contains(name));
        assert!(bad(Call::Track, &track(json!({name: ["x"]}))).contains(name));
    }
    assert!(bad(Call::Track, &track(json!({"event": "x".repeat(201)}))).contains("`event`"));
}

#[test]
fn a_request_that_is_no_list_of_events_is_refused_whole() {
    for body in [
        &b"{"[..],
        b"[]",
        b"{\"batch\": 1}",
        b"{\"batch\": [\xff]}",
        b"\xff",
        b"",
        b"null",
    ] {
        assert!(request(Call::Batch, body).is_err(), "{body:?}");
    }
    assert!(request(Call::Track, b"\xff\xfe").is_err());
    assert!(request(Call::Track, b"{\"a\"").is_err());
    let many = json!({"batch": vec![1; 10_001]}).to_string();
    assert!(request(Call::Batch, many.as_bytes()).is_err());
}
