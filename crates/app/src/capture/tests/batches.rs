//! What the events of a batch have in common.

use ripen_domain::time::{Span, Timestamp};
use serde_json::{Value, json};

use super::{arrival, batch, client, request};
use crate::capture::{Call, Request, capture_light};

#[test]
fn a_batch_hands_its_clock_and_context_to_its_events() {
    let body = json!({"sentAt": "2026-03-10T14:00:00Z", "context": {"campaign": {"source": "fair"}, "locale": "cs"},
    "batch": [
        {"type": "track", "messageId": "1", "userId": "u", "event": "A", "timestamp": "2026-03-10T13:00:00Z"},
        {"type": "track", "messageId": "2", "userId": "u", "event": "A", "timestamp": "2026-03-10T13:00:00Z",
         "sentAt": "2026-03-10T13:30:00Z", "context": {"campaign": {"source": "own"}}},
    ]});
    let captured = batch(&body);
    let at: Vec<Timestamp> = captured.good.iter().map(|one| one.at).collect();
    assert_eq!(
        at,
        [arrival() - Span::hours(1), arrival() - Span::seconds(1_800)]
    );
    let sources = captured
        .good
        .iter()
        .map(|one| one.touch.as_ref()?.source.as_deref());
    assert_eq!(sources.collect::<Vec<_>>(), [Some("fair"), Some("own")]);
    assert!(captured.good[1].body.contains("\"locale\":\"cs\""));

    let historic = request(Call::Import, body.to_string().as_bytes()).expect("an import");
    assert_eq!(historic.good[0].at, arrival(), "its time is taken as it is");
}

#[test]
fn the_clock_of_a_batch_may_be_a_number() {
    let hour_ahead = arrival().as_micros() / 1_000 + 3_600_000;
    for sent_at in [json!(hour_ahead), json!(hour_ahead.to_string())] {
        let body = json!({"sentAt": sent_at, "batch": [
            {"type": "track", "userId": "u", "event": "A", "timestamp": "2026-03-10T12:30:00Z"}]});
        assert_eq!(batch(&body).good[0].at, arrival() - Span::seconds(1_800));
    }
}

/// As many events as these, as short as can be.
fn short(events: usize) -> Vec<Value> {
    vec![json!({"type": "page", "userId": "u"}); events]
}

#[test]
fn a_large_context_is_not_multiplied_by_its_events() {
    let with = |context: usize, events: usize| {
        let body = json!({"context": {"much": "x".repeat(context)}, "batch": short(events)});
        request(Call::Batch, body.to_string().as_bytes())
    };
    assert!(
        with(30_000, 2_000)
            .expect_err("too much")
            .contains("smaller batches")
    );
    assert!(
        with(16_000, 500)
            .expect_err("too much")
            .contains("smaller batches")
    );
    assert!(with(33_000, 1).expect_err("too large").contains("32 KB"));
    // A hundred events that are far smaller than what they have in common, and a full batch of usual
    // ones.
    assert_eq!(with(20_000, 100).expect("a batch").good.len(), 100);
    let usual = json!({"type": "page", "userId": "u", "properties": {"path": "/".repeat(150)}});
    let body = json!({"context": {"much": "x".repeat(3_000)}, "batch": vec![usual; 2_000]});
    assert_eq!(batch(&body).good.len(), 2_000);
}

#[test]
fn a_short_body_that_makes_much_work_is_left_to_those_who_may_take_long() {
    let light = |context: usize, events: usize| {
        let body = json!({"context": {"much": "x".repeat(context)}, "batch": short(events)});
        let body = body.to_string();
        let captured = capture_light(&Request {
            call: Call::Batch,
            client: client(),
            body: body.as_bytes(),
        });
        captured.map(|captured| captured.expect("a batch").good.len())
    };
    assert_eq!(light(1_000, 20), Some(20));
    assert_eq!(light(20_000, 20), None);
    assert_eq!(light(40_000, 0), None);
    let unreadable = Request {
        call: Call::Batch,
        client: client(),
        body: b"{",
    };
    capture_light(&unreadable)
        .expect("at once")
        .expect_err("no batch");
}

#[test]
fn bad_events_of_a_batch_remember_its_context_as_it_may_be_kept() {
    let body = json!({"context": {"ip": "203.0.113.77", "note": "a\u{0}"}, "batch": [
        {"type": "track", "messageId": "m"}, {"type": "page", "anonymousId": "v"}]});
    let captured = batch(&body);
    let client = captured.bad[0]
        .client
        .as_deref()
        .expect("what it came with");
    let client: Value = serde_json::from_str(client).expect("JSON");
    assert_eq!(client["context"]["ip"], "203.0.113.0");
    assert_eq!(client["historic"], false);
    let body: Value = serde_json::from_str(&captured.good[0].body).expect("JSON");
    assert_eq!(body["context"], json!({"ip": "203.0.113.0", "note": "a"}));
    let none = batch(&json!({"context": [1], "batch": [{"type": "page", "anonymousId": "v"}]}));
    assert_eq!(
        none.good.len(),
        1,
        "a context that is no object says nothing"
    );
}
