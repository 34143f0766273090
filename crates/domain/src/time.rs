//! Instants and lengths of time. The domain reads no clock: every "now" is an argument.

mod iso;

use std::ops::{Add, Sub};

pub use iso::{Written, Zone};

/// An instant: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// A length of time in microseconds; may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(i64);

impl Timestamp {
    /// The end of the year 2999: no instant that is read is as late as that.
    pub const END: Self = Self(32_503_680_000_000_000);

    /// The instant `micros` microseconds after the Unix epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Parses an RFC 3339 or ISO 8601 instant. A text without an offset is read as UTC, a date
    /// alone as its midnight, since clients of the Segment API send all of these. `24:00` is the end of its day.
    /// Of an offset with the name of a zone behind it (RFC 9557) the offset counts; a name alone is refused, as
    /// is an offset that no clock has.
    ///
    /// Instants outside the years 1970 to 2999 are refused: they are broken clocks, and keeping
    /// them out keeps every later addition free of overflow.
    pub fn parse(text: &str) -> Option<Self> {
        let instant = iso::instant(text)?;
        let micros = instant.as_microsecond();
        (0..Self::END.0).contains(&micros).then_some(Self(micros))
    }

    /// Whether a text is an instant before 1970: what programs write where none was set, as
    /// `0001-01-01T00:00:00Z`, `1601-01-01` or `0000-00-00 00:00:00`.
    pub fn is_before_epoch(text: &str) -> bool {
        let text = text.trim();
        let is_nothing = text.starts_with("0000-00-00");
        is_nothing || iso::instant(text).is_some_and(|instant| instant.as_microsecond() < 0)
    }

    /// The least number that [`Self::from_epoch`] reads: March 1973 in seconds.
    pub const FIRST_EPOCH: f64 = 1e8;
    /// A number that is greater than all that it reads: the year 2100 in nanoseconds.
    pub const LAST_EPOCH: f64 = 4_102_444_800.0 * 1e9;

    /// The instant that a number stands for which counts from the Unix epoch in seconds,
    /// milliseconds, microseconds or nanoseconds: the unit is the one that puts it between March 1973
    /// and the year 2100, and no number fits two of them. Anything else is no time.
    pub fn from_epoch(number: f64) -> Option<Self> {
        const UNITS: [f64; 4] = [1.0, 1e3, 1e6, 1e9];
        const PLAUSIBLE: std::ops::Range<f64> = Timestamp::FIRST_EPOCH..Timestamp::LAST_EPOCH / 1e9;
        let unit = UNITS
            .into_iter()
            .find(|unit| PLAUSIBLE.contains(&(number / unit)))?;
        // Parted first: the product of a fraction of nanoseconds and of 1e6 would not be exact.
        let (whole, rest) = ((number / unit).trunc(), number % unit);
        let micros = (rest / unit * 1e6).round();
        Some(Self(whole as i64 * 1_000_000 + micros as i64))
    }

    /// The instant as RFC 3339 in UTC.
    pub fn to_rfc3339(self) -> String {
        jiff::Timestamp::from_microsecond(self.0)
            .map_or_else(|_| self.0.to_string(), |t| t.to_string())
    }

    /// Which UTC window of length `period` this instant falls in, counted from the epoch.
    pub const fn window(self, period: Span) -> i64 {
        self.0.div_euclid(period.0)
    }
}

impl Span {
    /// A span of `micros` microseconds.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// A span of `seconds` seconds.
    pub const fn seconds(seconds: i64) -> Self {
        Self(seconds * 1_000_000)
    }

    /// A span of `hours` hours.
    pub const fn hours(hours: i64) -> Self {
        Self::seconds(hours * 3_600)
    }

    /// A span of `days` days of 24 hours.
    pub const fn days(days: i64) -> Self {
        Self::hours(days * 24)
    }

    /// The span in microseconds.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The span in days of 24 hours.
    pub fn as_days(self) -> f64 {
        self.0 as f64 / Self::days(1).0 as f64
    }

    /// Parses `90s`, `30m`, `12h`, `14d` or `2w`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (number, unit) = text.split_at(
            text.len()
                .checked_sub(1)
                .filter(|at| text.is_char_boundary(*at))?,
        );
        let seconds = match unit {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            "w" => 604_800,
            _ => return None,
        };
        let number: i64 = number.trim().parse().ok()?;
        number
            .checked_mul(seconds)?
            .checked_mul(1_000_000)
            .map(Self)
    }
}

impl Add<Span> for Timestamp {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Timestamp {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Sub for Timestamp {
    type Output = Span;
    fn sub(self, other: Self) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_with_and_without_an_offset() {
        let expected = Some(Timestamp::from_micros(1_705_314_600_250_000));
        assert_eq!(Timestamp::parse("2024-01-15T10:30:00.250Z"), expected);
        assert_eq!(Timestamp::parse("2024-01-15T12:30:00.250+02:00"), expected);
        assert_eq!(Timestamp::parse("2024-01-15 10:30:00.250"), expected);
        assert_eq!(Timestamp::parse("2024-01-15T10:30:00.250000"), expected);
        assert_eq!(Timestamp::parse("yesterday"), None);
        assert_eq!(Timestamp::parse("0001-01-01T00:00:00Z"), None);
        let last = "2999-12-31T23:59:59.999999Z";
        let last = Timestamp::parse(last).expect("the last instant");
        assert_eq!(last + Span::from_micros(1), Timestamp::END);
        assert_eq!(Timestamp::parse("3000-01-01"), None);
    }

    #[test]
    fn what_programs_write_for_no_time_is_before_the_epoch() {
        for unset in [
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00",
            "0001-01-01 00:00:00",
            "0001-01-01",
            "0001-01-01T00:00:00+02:00",
            "1601-01-01T00:00:00.000Z",
            "1753-01-01",
            "1899-12-30T00:00:00",
            "1900-01-01",
            "1969-12-31T23:59:59Z",
            "0000-00-00",
            "0000-00-00 00:00:00",
            " 1900-01-01 ",
        ] {
            assert!(Timestamp::is_before_epoch(unset), "{unset}");
        }
        for other in [
            "1970-01-01",
            "2026-01-31",
            "9999-12-31",
            "yesterday",
            "",
            "1900",
            "0001",
        ] {
            assert!(!Timestamp::is_before_epoch(other), "{other}");
        }
    }

    #[test]
    fn numbers_count_from_the_epoch_in_the_unit_that_makes_sense() {
        let at = Timestamp::parse("2026-01-31T12:00:00.250Z");
        for number in [
            1_769_860_800.25,
            1_769_860_800_250.0,
            1_769_860_800_250_000.0,
            1_769_860_800_250_000_000.0,
        ] {
            assert_eq!(Timestamp::from_epoch(number), at, "{number}");
        }
        let whole = Timestamp::from_epoch(1_769_860_800.0).map(Timestamp::as_micros);
        assert_eq!(whole, Some(1_769_860_800_000_000));
        // What a day count, a year, a broken clock or a date without separators looks like.
        for number in [
            0.0,
            -1.0,
            1.0,
            2026.0,
            45_000.5,
            20_260_131.0,
            5e9,
            20_260_131_120_000.0,
            1e30,
            f64::NAN,
            f64::INFINITY,
        ] {
            assert_eq!(Timestamp::from_epoch(number), None, "{number}");
        }
    }

    #[test]
    fn spans_are_read_by_unit() {
        assert_eq!(Span::parse("14d"), Some(Span::days(14)));
        assert_eq!(Span::parse("2w"), Some(Span::days(14)));
        assert_eq!(Span::parse("14"), None);
        assert_eq!(Span::parse("d"), None);
        assert_eq!(Span::parse("9223372036854775807w"), None);
        assert_eq!(Span::parse("1ı"), None);
    }
}
