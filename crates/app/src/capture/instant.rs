//! Times as clients write them: a text that leaves nothing open, or a number that counts from the Unix epoch.

use ripen_domain::time::Timestamp;
use serde_json::{Map, Value};

use crate::dates;

/// The time in a field of an event, if there is one.
///
/// # Errors
/// When what stands there is no time: a sentence that shows how to write one.
pub fn of(event: &Map<String, Value>, name: &str) -> Result<Option<Timestamp>, String> {
    let said = match event.get(name) {
        None | Some(Value::Null) => return Ok(None),
        // A time that was never set.
        Some(said) if is_zero(said) => return Ok(None),
        Some(said) => said,
    };
    match read(said) {
        Some(at) => Ok(Some(at)),
        None => {
            let shown: String = said.to_string().chars().take(42).collect();
            Err(format!(
                "`{name}` is {shown}, but has to be a time like 2026-01-31T12:00:00Z, or seconds or milliseconds since 1970"
            ))
        }
    }
}

/// The time that a value stands for.
pub fn read(value: &Value) -> Option<Timestamp> {
    match value {
        Value::String(text) => Timestamp::parse(text)
            .or_else(|| epoch(text.trim()))
            .or_else(|| dates::unambiguous(text)),
        Value::Number(number) => Timestamp::from_epoch(number.as_f64()?),
        _ => None,
    }
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.trim() == "0",
        _ => false,
    }
}

/// A number as text: digits, perhaps with a fraction.
fn epoch(text: &str) -> Option<Timestamp> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain.then(|| Timestamp::from_epoch(text.parse().ok()?))?
}
