//! Write keys inside events: clients put theirs into what they send, and whoever may read an event must not be able to
//! send with it.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::context::text_value;

/// The names that clients give their write key.
const NAMES: [&str; 2] = ["writeKey", "write_key"];
/// What stands in raw text instead of a key.
const HIDDEN: &str = "***";

/// Takes write keys out of an event, however deep they stand.
pub fn remove_keys(event: &mut Map<String, Value>) {
    for name in NAMES {
        event.remove(name);
    }
    event.values_mut().for_each(remove_inside);
}

fn remove_inside(value: &mut Value) {
    match value {
        Value::Object(map) => remove_keys(map),
        Value::Array(list) => list.iter_mut().for_each(remove_inside),
        _ => {}
    }
}

/// Raw text of an event without its write keys. It works on text that is not valid JSON as well, and leaves
/// everything else as it was received.
pub fn without_keys(raw: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(raw);
    for name in NAMES {
        let name = format!("\"{name}\"");
        if text.contains(&name) {
            text = hidden(&text, &name).into();
        }
    }
    text
}

/// The text with the value behind each `name` hidden.
fn hidden(text: &str, name: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, after) = rest.split_at(at + name.len());
        out.push_str(before);
        rest = after;
        if let Some((gap, _, tail)) = text_value(after) {
            out.push_str(gap);
            out.push_str(HIDDEN);
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_raw_events_are_hidden_and_nothing_else() {
        let raw = r#"{"writeKey" : "abc", "context": {"write_key":"abc", "x": "abc"}, "a": ["writeKey", {"writeKey":"d"}]"#;
        let told = r#"{"writeKey" : "***", "context": {"write_key":"***", "x": "abc"}, "a": ["writeKey", {"writeKey":"***"}]"#;
        assert_eq!(without_keys(raw), told);
        for raw in [
            r#"{"writeKey": 5, "a": "b"}"#,
            r#"{"writeKey""#,
            r#"{"my writeKey": "b", "writekeys": "c"}"#,
            r#"{"a": "the \"writeKey\" of a site"}"#,
            "žluť",
        ] {
            assert_eq!(without_keys(raw), raw);
        }
    }

    #[test]
    fn keys_are_taken_out_of_events_however_deep_they_stand() {
        let event = r#"{"writeKey": "abc", "properties": {"write_key": "abc", "list": [{"writeKey": "abc", "k": 1}]}}"#;
        let mut event = serde_json::from_str(event).expect("an object");
        remove_keys(&mut event);
        let left = serde_json::to_string(&event).expect("JSON");
        assert_eq!(left, r#"{"properties":{"list":[{"k":1}]}}"#);
    }
}
