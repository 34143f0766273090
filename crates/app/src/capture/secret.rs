//! Write keys inside events: clients put theirs into what they send, and whoever may read an event must not be able to
//! send with it.

use std::borrow::Cow;

use super::context::text_value;
use super::json::{Map, Value};

/// The names that clients give their write key.
const NAMES: [&str; 2] = ["writeKey", "write_key"];
/// What stands in raw text instead of a key.
const HIDDEN: &str = "***";

/// Takes write keys out of an event, however deep they stand.
pub fn remove_keys(event: &mut Map) {
    event.retain(|name| !is_name(name));
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
/// everything else as it was received, unless a key is written so that only JSON tells it, as in `write\u004bey`.
pub fn without_keys(raw: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(raw);
    for name in NAMES {
        let name = format!("\"{name}\"");
        if text.contains(&name) {
            text = hidden(&text, &name).into();
        }
    }
    let Ok(mut value) = serde_json::from_str::<serde_json::Value>(&text) else {
        return text;
    };
    match hide_inside(&mut value) {
        true => value.to_string().into(),
        false => text,
    }
}

/// Whether a name is that of a write key, however it is spelled.
fn is_name(name: &str) -> bool {
    if !(8..=10).contains(&name.len()) {
        return false;
    }
    let letters = name.chars().filter(|letter| !"-_ ".contains(*letter));
    letters
        .map(|letter| letter.to_ascii_lowercase())
        .eq("writekey".chars())
}

/// Hides write keys in a value; whether there were any that could be read.
fn hide_inside(value: &mut serde_json::Value) -> bool {
    match value {
        serde_json::Value::Object(map) => map.iter_mut().fold(false, |found, (name, value)| {
            if !is_name(name) {
                return hide_inside(value) || found;
            }
            if value.as_str() == Some(HIDDEN) {
                return found;
            }
            *value = HIDDEN.into();
            true
        }),
        // Every entry is gone through, whichever held one.
        serde_json::Value::Array(list) => {
            list.iter_mut()
                .map(hide_inside)
                .filter(|found| *found)
                .count()
                > 0
        }
        _ => false,
    }
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
            r#"{"writeKey""#,
            r#"{"my writeKey": "b", "writekeys": "c"}"#,
            r#"{"a": "the \"writeKey\" of a site"}"#,
            "žluť",
        ] {
            assert_eq!(without_keys(raw), raw);
        }
    }

    #[test]
    fn keys_that_only_json_tells_are_hidden_as_well() {
        for (raw, told) in [
            (
                r#"{"a":1,"write\u004bey":"abc"}"#,
                r#"{"a":1,"writeKey":"***"}"#,
            ),
            (
                r#"{"a":1,"WRITE-KEY":["abc"]}"#,
                r#"{"WRITE-KEY":"***","a":1}"#,
            ),
            (r#"{"a":1,"writeKey":5}"#, r#"{"a":1,"writeKey":"***"}"#),
            (r#"{"writeKey":"a\"abc"}"#, r#"{"writeKey":"***"}"#),
        ] {
            let hidden = without_keys(raw);
            assert_eq!(hidden, told);
            assert_eq!(without_keys(&hidden), hidden);
        }
    }

    #[test]
    fn keys_are_taken_out_of_events_however_deep_they_stand() {
        let event = r#"{"writeKey": "abc", "properties": {"write_key": "abc", "list": [{"writeKey": "abc", "k": 1}]}}"#;
        let mut event: Map = serde_json::from_str(event).expect("an object");
        remove_keys(&mut event);
        assert_eq!(event.to_json(0), r#"{"properties":{"list":[{"k":1}]}}"#);
    }
}
