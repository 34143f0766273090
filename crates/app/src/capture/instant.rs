//! Times as clients write them: a text that leaves nothing open, or a number that counts from the Unix epoch.

use ripen_domain::time::Timestamp;
use serde_json::{Map, Value};

use crate::dates;

/// The time in a field of an event, if there is one; an empty text is none.
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

/// The same of what happens now: a time before 1970 was never set either.
///
/// # Errors
/// As [`of`].
pub fn of_now(event: &Map<String, Value>, name: &str) -> Result<Option<Timestamp>, String> {
    match event.get(name) {
        Some(said) if is_before_epoch(said) => Ok(None),
        _ => of(event, name),
    }
}

/// Whether a value is a time before 1970, as text or as a number that counts from there.
fn is_before_epoch(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(|number| number < 0.0),
        Value::String(text) => {
            let number = || text.trim().strip_prefix('-').and_then(epoch_digits);
            Timestamp::is_before_epoch(text) || number().is_some() || is_written_before(text)
        }
        _ => false,
    }
}

/// Whether a date as people and programs write it (`1/1/0001 12:00:00 AM`) has a year before 1970: it would be one
/// with another year in its place.
fn is_written_before(text: &str) -> bool {
    let years = text.split(|letter: char| !letter.is_ascii_digit());
    let mut years = years.filter(|digits| digits.len() == 4);
    let Some(year) = years.next().filter(|year| *year < "1970") else {
        return false;
    };
    years.next().is_none() && dates::unambiguous(&text.replacen(year, "2000", 1)).is_some()
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
        Value::String(text) => matches!(text.trim(), "" | "0"),
        _ => false,
    }
}

/// A number as text: digits, perhaps with a fraction.
fn epoch(text: &str) -> Option<Timestamp> {
    Timestamp::from_epoch(epoch_digits(text)?)
}

fn epoch_digits(text: &str) -> Option<f64> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain.then(|| text.parse().ok())?
}
