//! Instants as ISO 8601, RFC 3339 and RFC 9557 write them.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// What stands behind a time of the zone that it is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Nothing, or letters such as `Z` that say it themselves.
    None,
    /// An offset from UTC, perhaps with the name of the zone behind it. The offset counts.
    Offset,
    /// An offset that no clock has.
    NoOffset,
    /// The name of a zone in brackets without an offset, so that the hour which is there twice a year is open.
    Name,
}

/// A text taken apart into what stands before the zone, and the zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written<'t> {
    /// The text without what stands in brackets behind it.
    pub whole: &'t str,
    /// The date and the time, without an offset.
    pub local: &'t str,
    /// What is said of the zone.
    pub zone: Zone,
}

impl<'t> Written<'t> {
    /// Takes a text apart, whatever stands in it.
    pub fn of(text: &'t str) -> Self {
        let (whole, has_name) = without_brackets(text);
        let is_utc = whole.ends_with(['Z', 'z']);
        let offset = whole.rfind(['+', '-']).filter(|at| has_time(&whole[..*at]));
        let sound = offset.and_then(|at| is_offset(&whole[at + 1..]));
        let (local, zone) = match (offset, sound) {
            (Some(at), Some(true)) => (&whole[..at], Zone::Offset),
            (Some(at), Some(false)) => (&whole[..at], Zone::NoOffset),
            _ if has_name && !is_utc => (whole, Zone::Name),
            _ => (whole, Zone::None),
        };
        Self {
            whole,
            local: local.trim_end(),
            zone,
        }
    }
}

/// A text without the brackets behind it, and whether one of them names a zone rather than, as `[u-ca=iso8601]`
/// does, something else.
fn without_brackets(text: &str) -> (&str, bool) {
    let (mut whole, mut has_name) = (text, false);
    while let Some((before, inside)) = whole
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
    {
        has_name |= !inside.contains('=');
        whole = before;
    }
    (whole, has_name)
}

/// Whether there is a time of day in a text, behind which an offset may stand.
fn has_time(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let parts = |part: &[u8]| {
        is_digit(part[0]) && matches!(part[1], b'T' | b't' | b':') && is_digit(part[2])
    };
    text.as_bytes().windows(3).any(parts)
}

/// Whether digits are an offset that there is; `None` where they are none.
fn is_offset(text: &str) -> Option<bool> {
    let digits = text.replace(':', "");
    let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 | 6 => (&digits[..2], &digits[2..4]),
        _ => return None,
    };
    let number = |text: &str| text.parse::<u8>().ok();
    sound.then(|| Some(number(hours)? < 24 && number(minutes)? < 60))?
}

/// An instant, or a civil time, which is one of UTC.
pub(super) fn instant(text: &str) -> Option<jiff::Timestamp> {
    let written = Written::of(text);
    if matches!(written.zone, Zone::NoOffset | Zone::Name) {
        return None;
    }
    let day = SignedDuration::from_hours(24);
    parsed(written.whole).or_else(|| {
        let midnight = end_of_day(written.whole)?;
        parsed(&midnight)?.checked_add(day).ok()
    })
}

fn parsed(text: &str) -> Option<jiff::Timestamp> {
    text.parse::<jiff::Timestamp>().ok().or_else(|| {
        let civil = text.parse::<DateTime>().ok()?;
        Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
    })
}

/// The text with the midnight at which its day begins, where it says the one at which it ends: `24:00:00`.
fn end_of_day(text: &str) -> Option<String> {
    let (date, time) = text.split_at(text.find(['T', 't', ' '])? + 1);
    let rest = time.strip_prefix("24")?;
    let clock = rest.split(['Z', 'z', '+', '-', ' ']).next()?;
    let is_midnight = clock
        .bytes()
        .all(|byte| matches!(byte, b'0' | b':' | b'.' | b','));
    is_midnight.then(|| format!("{date}00{rest}"))
}

#[cfg(test)]
mod tests {
    use super::super::Timestamp;
    use super::*;

    fn read(text: &str) -> Option<String> {
        Timestamp::parse(text).map(Timestamp::to_rfc3339)
    }

    #[test]
    fn midnight_may_be_that_at_the_end_of_the_day() {
        for (text, at) in [
            ("2026-02-28T24:00:00Z", "2026-03-01T00:00:00Z"),
            ("2026-12-31T24:00:00", "2027-01-01T00:00:00Z"),
            ("2026-12-31 24:00", "2027-01-01T00:00:00Z"),
            ("2026-12-31T24:00:00.000Z", "2027-01-01T00:00:00Z"),
            ("2026-12-31T24:00:00+03:00", "2026-12-31T21:00:00Z"),
            (
                "2026-12-31T24:00:00+03:00[Europe/Istanbul]",
                "2026-12-31T21:00:00Z",
            ),
            ("20261231T240000Z", "2027-01-01T00:00:00Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(at), "{text}");
        }
        for text in [
            "2026-12-31T24:00:01Z",
            "2026-12-31T24:01:00Z",
            "2026-12-31T24:00:00.001Z",
            "2026-12-31T25:00:00Z",
            "2026-02-30T24:00:00Z",
            "2999-12-31T24:00:00Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn an_offset_counts_before_the_name_of_a_zone_and_has_to_exist() {
        let noon = Some("2026-01-31T12:00:00Z".to_owned());
        for text in [
            "2026-01-31T15:00:00+03:00[Europe/Istanbul]",
            "2026-01-31T15:00+03:00[Europe/Istanbul]",
            "2026-01-31T15:00:00+03:00[Asia/Tokyo]",
            "2026-01-31T15:00:00+03:00[!Europe/Istanbul][u-ca=gregory]",
            "2026-01-31T15:00:00+03[+03:00]",
            "2026-01-31T12:00:00Z[Europe/Istanbul]",
            "2026-01-31T12:00:00[u-ca=gregory]",
            "2026-02-01T11:59:00+23:59",
            "2026-01-31T12:00:00-00:00",
            "2026-01-31T12:00:00.000-0000",
        ] {
            assert_eq!(read(text), noon, "{text}");
        }
        for (text, zone) in [
            ("2026-01-31T15:00:00[Europe/Istanbul]", Zone::Name),
            ("2026-01-31 15:00[Europe/Istanbul]", Zone::Name),
            ("2026-01-31T15:00:00+99:00", Zone::NoOffset),
            ("2026-01-31T15:00:00-24:00", Zone::NoOffset),
            ("2026-01-31T15:00:00+03:60", Zone::NoOffset),
            ("2026-01-31T15:00:00+9900", Zone::NoOffset),
            ("20260131T150000+99", Zone::NoOffset),
            ("2026-01-31T15:00:00+99:00[Europe/Istanbul]", Zone::NoOffset),
        ] {
            assert_eq!((read(text), Written::of(text).zone), (None, zone), "{text}");
        }
    }

    #[test]
    fn dates_have_no_offset() {
        for text in [
            "2026-01-31",
            "31-01-2026",
            "2026-W05-6",
            "Oct-31-2026",
            "",
            "+99:00",
            "]",
            "[x]",
        ] {
            assert!(
                !matches!(Written::of(text).zone, Zone::Offset | Zone::NoOffset),
                "{text}"
            );
        }
    }
}
