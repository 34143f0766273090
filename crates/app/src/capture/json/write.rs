//! Writing, as short as it can be.

use std::fmt;

use memchr::memchr2;

use super::{Map, Value};

impl Map<'_> {
    /// The object as JSON, which is about `length` bytes long.
    pub fn to_json(&self, length: usize) -> String {
        let mut out = String::with_capacity(length);
        object(&mut out, self);
        out
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        value(&mut out, self);
        f.write_str(&out)
    }
}

fn value(out: &mut String, of: &Value) {
    match of {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(one) => text(out, one),
        Value::Array(list) => {
            out.push('[');
            for (at, one) in list.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                value(out, one);
            }
            out.push(']');
        }
        Value::Object(map) => object(out, map),
    }
}

fn object(out: &mut String, map: &Map) {
    out.push('{');
    for (at, (name, one)) in map.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        text(out, name);
        out.push(':');
        value(out, one);
    }
    out.push('}');
}

fn text(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let has_escapes =
        memchr2(b'"', b'\\', bytes).is_some() || bytes.iter().any(|byte| *byte < b' ');
    match has_escapes {
        // Of a text it cannot fail.
        true => out.push_str(&serde_json::to_string(text).unwrap_or_default()),
        false => {
            out.push('"');
            out.push_str(text);
            out.push('"');
        }
    }
}
