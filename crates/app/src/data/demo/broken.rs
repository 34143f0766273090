//! Events that are wrong, as clients in the wild send them.

use serde_json::{Value, json};

/// Ways in which an event can be wrong.
pub(super) const WAYS: u8 = 10;

/// How often each way occurs.
pub(super) const OF_EACH: u32 = 4;

/// A wrong event. `id` is its message id, `at` the time that a right one would carry.
pub(super) fn event(way: u8, id: &str, at: &str) -> Value {
    let visitor = format!("visitor-{id}");
    let right = json!({"type": "track", "messageId": id, "timestamp": at, "anonymousId": visitor, "event": "Form Submitted"});
    let with = |field: &str, value: Value| {
        let mut event = right.clone();
        event[field] = value;
        event
    };
    let without = |field: &str| {
        let mut event = right.clone();
        event.as_object_mut().map(|fields| fields.remove(field));
        event
    };
    match way {
        0 => with("timestamp", json!("last Tuesday")),
        1 => with("timestamp", json!("2025-13-45T99:00:00Z")),
        2 => with("timestamp", json!("2026-02-30T12:00:00Z")),
        3 => without("anonymousId"),
        4 => with("type", json!("purchase")),
        5 => without("event"),
        6 => with("event", json!(42)),
        7 => with("properties", json!("form=contact")),
        8 => with("properties", json!({"comment": "long ".repeat(8_000)})),
        _ => with("properties", nested(80)),
    }
}

/// An object inside an object, `depth` times.
fn nested(depth: usize) -> Value {
    (0..depth).fold(json!("the end"), |inside, _| json!({"inside": inside}))
}
