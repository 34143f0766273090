//! Dates as people write them.

use ripen_domain::time::{Span, Timestamp};

/// Order of day, month and year in dates that do not begin with the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31.01.2026
    DayFirst,
    /// 01/31/2026
    MonthFirst,
}

/// Reads a date or an instant; without an offset it is UTC.
///
/// ISO 8601, the same with slashes or dots, Unix seconds and milliseconds are understood as they
/// are. With the year last, dots mean the day comes first, and slashes or dashes are read by
/// `order`, or by the number that can only be a day.
///
/// # Errors
/// What is wrong, and what to do.
pub fn parse(text: &str, order: Option<DateOrder>) -> Result<Timestamp, String> {
    let text = text.trim();
    if let Some(at) = Timestamp::parse(text).or_else(|| unix(text)) {
        return Ok(at);
    }
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, time.trim()),
        None => (text, ""),
    };
    let unreadable =
        || format!("\"{text:.40}\" is no date like 2026-01-31, 31.01.2026 or 2026-01-31 12:00:00");
    let separator = date
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| "./-".contains(*c))
        .ok_or_else(unreadable)?;
    let parts: Vec<&str> = date.trim_end_matches(separator).split(separator).collect();
    let [first, second, third] = parts[..] else {
        return Err(unreadable());
    };
    let number = |part: &str| part.parse::<u16>().map_err(|_| unreadable());
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let (year, month, day) = match (first.len(), third.len()) {
        (4, _) => (a, b, c),
        (_, 4) => {
            let (month, day) = month_and_day(a, b, separator, order).ok_or_else(|| {
                format!("\"{text:.40}\" may be day or month first; say which with --date-format dmy or mdy")
            })?;
            (c, month, day)
        }
        _ => return Err(unreadable()),
    };
    let midnight =
        Timestamp::parse(&format!("{year:04}-{month:02}-{day:02}")).ok_or_else(unreadable)?;
    Ok(midnight + time_of_day(time).ok_or_else(unreadable)?)
}

fn month_and_day(a: u16, b: u16, separator: char, order: Option<DateOrder>) -> Option<(u16, u16)> {
    match order {
        Some(DateOrder::DayFirst) => Some((b, a)),
        Some(DateOrder::MonthFirst) => Some((a, b)),
        None if separator == '.' || a > 12 || a == b => Some((b, a)),
        None if b > 12 => Some((a, b)),
        None => None,
    }
}

/// Unix seconds or milliseconds: digits alone, ten or thirteen of them.
fn unix(text: &str) -> Option<Timestamp> {
    let unit = match text.len() {
        10 => 1_000_000,
        13 => 1_000,
        _ => return None,
    };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    Some(Timestamp::from_micros(
        text.parse::<i64>().ok().filter(|_| digits)? * unit,
    ))
}

/// `14:30`, `14:30:15.5`, `2:30 PM`; nothing is midnight.
fn time_of_day(text: &str) -> Option<Span> {
    if text.is_empty() {
        return Some(Span::default());
    }
    let upper = text.to_ascii_uppercase();
    let (clock, half) = match (upper.strip_suffix("AM"), upper.strip_suffix("PM")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(12)),
        _ => (upper.trim_end_matches('Z'), None),
    };
    let mut parts = clock.split(':');
    let mut hour: i64 = parts.next()?.parse().ok()?;
    let minute: i64 = parts.next()?.parse().ok()?;
    let second: f64 = parts.next().unwrap_or("0").parse().ok()?;
    if let Some(half) = half {
        hour = (1..=12).contains(&hour).then_some(hour % 12 + half)?;
    }
    let sound = (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0.0..60.0).contains(&second)
        && parts.next().is_none();
    sound.then(|| Span::from_micros((hour * 60 + minute) * 60_000_000 + (second * 1e6) as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Option<DateOrder>) -> String {
        parse(text, order).map_or_else(|error| error, Timestamp::to_rfc3339)
    }

    #[test]
    fn dates_that_leave_nothing_open() {
        for text in [
            "2017-03-01",
            "2017/03/01",
            "2017.3.1",
            "01.03.2017",
            "1.3.2017",
            "2017-03-01T00:00:00Z",
            "2017-03-01 00:00",
            "1488326400",
            "1488326400000",
        ] {
            assert_eq!(read(text, None), "2017-03-01T00:00:00Z", "{text}");
        }
        assert_eq!(read("31/12/2017", None), "2017-12-31T00:00:00Z");
        assert_eq!(read("12/31/2017", None), "2017-12-31T00:00:00Z");
        assert_eq!(
            read("2022-12-13 01:32:00.956000", None),
            "2022-12-13T01:32:00.956Z"
        );
        assert_eq!(read("13.12.2022 14:05", None), "2022-12-13T14:05:00Z");
        assert_eq!(read("12/13/2022 2:05:30 PM", None), "2022-12-13T14:05:30Z");
        assert_eq!(read("12/13/2022 12:05 AM", None), "2022-12-13T00:05:00Z");
    }

    #[test]
    fn an_open_date_needs_an_order() {
        assert!(read("03/01/2017", None).contains("--date-format"));
        assert_eq!(
            read("03/01/2017", Some(DateOrder::MonthFirst)),
            "2017-03-01T00:00:00Z"
        );
        assert_eq!(
            read("03/01/2017", Some(DateOrder::DayFirst)),
            "2017-01-03T00:00:00Z"
        );
        assert_eq!(
            read("03-01-2017", Some(DateOrder::DayFirst)),
            "2017-01-03T00:00:00Z"
        );
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "soon",
            "32.01.2017",
            "2017-13-01",
            "1.2.17",
            "01.02.2017 25:00",
            "1//2017",
            "99999999999999",
            "13.12.2022 0:05 PM",
            "é.1.2017",
        ] {
            assert!(parse(text, None).is_err(), "{text}");
        }
    }
}
