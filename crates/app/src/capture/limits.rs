//! Bounds on what one event may hold, so that no event costs more than any other.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr3};

use super::json::{Map, Value};

/// Bytes of one event, as in the Segment API.
pub const MAX_EVENT_BYTES: usize = 32 << 10;
/// Bytes of one request, as in the Segment API.
pub const MAX_BATCH_BYTES: usize = 500 << 10;
/// Events in one request.
pub const MAX_BATCH_EVENTS: usize = 10_000;
/// How many times its own length a request may become by what its events inherit.
pub const MAX_INHERITED_TIMES: usize = 32;
/// Bytes that the events of any request may inherit in all.
pub const MIN_INHERITED_BYTES: usize = 4 << 20;
/// Objects and lists inside one another.
const MAX_DEPTH: usize = 16;
/// Values in one event, however they are nested.
const MAX_VALUES: usize = 1_000;
/// Bytes of an id.
pub const MAX_ID_BYTES: usize = 256;
/// Bytes of an event name.
pub const MAX_NAME_BYTES: usize = 200;

/// What is written around an event on its way. It does not count, or an event at the bound could not
/// be read again with what an export adds.
const ENVELOPE: &[&str] = &[
    "type",
    "messageId",
    "timestamp",
    "receivedAt",
    "sentAt",
    "originalTimestamp",
    "writeKey",
];

/// What of the bounds on depth and count an event breaks, if anything.
pub fn broken(event: &Map) -> Option<String> {
    let mut values = 0;
    let counted = event.iter().filter(|(name, value)| {
        !(ENVELOPE.contains(name) && !value.is_object() && !value.is_array())
    });
    if counted
        .map(|(_, value)| value)
        .any(|value| depth(value, 1, &mut values) > MAX_DEPTH)
    {
        return Some(format!("it is nested more than {MAX_DEPTH} deep"));
    }
    (values > MAX_VALUES).then(|| format!("it holds more than {MAX_VALUES} values"))
}

fn depth(value: &Value, level: usize, values: &mut usize) -> usize {
    *values += 1;
    let inner = |value| depth(value, level + 1, values);
    let deepest = match value {
        Value::Array(list) => list.iter().map(inner).max(),
        Value::Object(map) => map.values().map(inner).max(),
        _ => None,
    };
    deepest.unwrap_or(level)
}

/// Drops control characters from all texts of an event, given as `raw`, and from the names in it: they mean
/// nothing in any of them, and PostgreSQL cannot store NUL. Tabs and ends of lines stay in texts.
pub fn without_controls(raw: &str, event: &mut Map) {
    if may_hold_controls(raw) {
        *event = std::mem::take(event).into_iter().map(cleared).collect();
    }
}

/// Whether JSON may hold a control character: one below 32 can only be written as an escape.
fn may_hold_controls(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    // One quick pass, after which nearly every text is known to have none.
    let Some(first) = memchr3(b'\\', 0x7f, 0xc2, bytes) else {
        return false;
    };
    let is_escaped = || {
        ["\\u00", "\\b", "\\f"]
            .iter()
            .any(|sign| raw.contains(sign))
    };
    let rest = &bytes[first..];
    // Those above 127 are two bytes each.
    let is_above = |at: usize| rest.get(at + 1).is_some_and(|byte| *byte < 0xa0);
    rest.contains(&0x7f) || memchr_iter(0xc2, rest).any(is_above) || is_escaped()
}

fn cleared<'j>((name, value): (Cow<'j, str>, Value<'j>)) -> (Cow<'j, str>, Value<'j>) {
    (kept(name, |_| false), cleared_in(value))
}

fn cleared_in(value: Value<'_>) -> Value<'_> {
    match value {
        Value::String(text) => Value::String(kept(text, |letter| "\t\n\r".contains(letter))),
        Value::Array(list) => Value::Array(list.into_iter().map(cleared_in).collect()),
        Value::Object(map) => Value::Object(map.into_iter().map(cleared).collect()),
        other => other,
    }
}

/// A text without control characters but those that may stay.
fn kept(text: Cow<'_, str>, stays: fn(char) -> bool) -> Cow<'_, str> {
    let goes = |letter: char| letter.is_control() && !stays(letter);
    match text.contains(goes) {
        true => text.replace(goes, "").into(),
        false => text,
    }
}
