//! Times as clients write them: a text that leaves nothing open, or a number that counts from the Unix epoch.

use std::borrow::Cow;

use ripen_domain::time::Timestamp;

use super::json::{Map, Value};
use crate::capture::dates;
use crate::capture::dates::Unread;

/// The time in a field of an event, if there is one; an empty text is none.
///
/// # Errors
/// When what stands there is no time, or one that is not taken: a sentence that says which are.
pub fn of(event: &Map, name: &str) -> Result<Option<Timestamp>, String> {
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
            Err(format!("`{name}` is {shown}, {}", why(said)))
        }
    }
}

/// Why a value is taken for no time.
fn why(said: &Value) -> &'static str {
    const NO_TIME: &str =
        "but has to be a time like 2026-01-31T12:00:00Z, or seconds or milliseconds since 1970";
    const EARLY: &str = "which lies too far in the past: times from 1970 on are taken, as numbers those from March 1973 on";
    const LATE: &str = "which lies too far in the future: times up to the end of 2999 are taken, as numbers those up to the end of 2099";
    const OFFSET: &str = "whose offset from UTC does not exist: one like +03:00 is taken, with hours up to 23 and minutes up to 59";
    const ZONE: &str = "which names a zone without the offset from UTC: write both, as in 2026-01-31T12:00:00+03:00[Europe/Istanbul]";
    const BETWEEN: &str = "which is out of range: as a number since 1970, times from March 1973 to the end of 2099 are taken";
    let number = match said {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => epoch_digits(text.trim()),
        _ => None,
    };
    let is_time = |text: &str| read(&text.into()).ok_or(());
    match (number, said) {
        (Some(number), _) if number > Timestamp::LAST_EPOCH => LATE,
        (Some(number), _) if number < Timestamp::FIRST_EPOCH => EARLY,
        (Some(_), _) => BETWEEN,
        (None, Value::String(text)) => match dates::fault(text, is_time) {
            Some(Unread::Early) => EARLY,
            Some(Unread::Offset) => OFFSET,
            Some(Unread::Zone) => ZONE,
            Some(_) => LATE,
            None => NO_TIME,
        },
        _ => NO_TIME,
    }
}

/// The same of what happens now: a time before 1970 was never set either, nor was a number too small for any unit.
///
/// # Errors
/// As [`of`].
pub fn of_now(event: &Map, name: &str) -> Result<Option<Timestamp>, String> {
    match event.get(name) {
        // Most clients write it so, which is seen at once.
        Some(Value::String(text)) if let Some(at) = Timestamp::parse(text) => Ok(Some(at)),
        Some(said) if is_before_epoch(said) || is_too_small(said) => Ok(None),
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

/// Whether a value is a number that counts too little to be a time in any unit, and is no date without signs
/// (`20260131`) or of a spreadsheet (`46053`), which somebody may have meant.
fn is_too_small(value: &Value) -> bool {
    let text = match value {
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::String(text) => Cow::Borrowed(text.trim()),
        _ => return false,
    };
    let number = epoch_digits(&text);
    number.is_some_and(|number| number < Timestamp::FIRST_EPOCH)
        && dates::parse(&text, None).is_err()
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

#[cfg(test)]
mod tests {
    use crate::capture::json::json;

    use super::*;
    use crate::wording::said;

    #[test]
    fn what_is_no_time_and_what_is_out_of_range_are_told_apart() {
        let code = |value: Value| {
            let event = json!({ "timestamp": value });
            let reason = of(event.as_object().expect("an object"), "timestamp");
            let reason = reason.expect_err("it is not taken");
            (said(&reason).code, reason)
        };
        for (value, expected) in [
            (json!("soon"), "no_time"),
            (json!(true), "no_time"),
            (json!([]), "no_time"),
            (json!("9999-99-99"), "no_time"),
            (json!("3000-01-01T00:00:00Z"), "time_late"),
            (json!("9999-12-31T23:59:59Z"), "time_late"),
            (json!("9999-12-31T23:59:59.9999999+00:00"), "time_late"),
            (json!("31.12.9999"), "time_late"),
            (json!("+012026-01-31T12:00:00Z"), "time_late"),
            (json!(1e20), "time_late"),
            (json!("99999999999999999999"), "time_late"),
            (json!("1969-12-31T00:00:00Z"), "time_early"),
            (json!(-5), "time_early"),
            (json!(5), "time_early"),
            (json!(1), "time_early"),
            (json!("2026-01-31T12:00:00+99:00"), "time_offset"),
            (json!("2026-01-31T12:00:00-24:00"), "time_offset"),
            (
                json!("2026-01-31T12:00:00+03:60[Europe/Istanbul]"),
                "time_offset",
            ),
            (json!("31.01.2026 12:00 +9900"), "time_offset"),
            (
                json!("Sat Jan 31 2026 12:00:00 GMT+9900 (x)"),
                "time_offset",
            ),
            (json!("2026-01-31T12:00:00[Europe/Istanbul]"), "time_zone"),
            (json!("31.01.2026 12:00:00[Europe/Istanbul]"), "time_zone"),
            (json!("soon +99:00"), "no_time"),
            (json!("soon[Europe/Istanbul]"), "no_time"),
            (json!("2026-02-30T12:00:00+99:00"), "no_time"),
            (json!("2026-01-31T24:00:01Z"), "no_time"),
            (json!(32_503_680_000_i64), "time_range"),
            (json!("32503680000"), "time_range"),
        ] {
            let (code, reason) = code(value);
            assert_eq!(code, Some(expected), "{reason}");
        }
        // As it was stored before.
        let stored = "`timestamp` is \"9999-12-31\", but has to be a time like 2026-01-31T12:00:00Z, or seconds or milliseconds since 1970";
        assert_eq!(said(stored).code, Some("no_time"));
    }
}
