//! The organisation's time zone: when its days, weeks and months begin.

use std::fmt;
use std::sync::Arc;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::time::{Span, Timestamp};

/// Name of the zone that counts where none is chosen.
const UTC: &str = "UTC";
const DAY: i64 = Span::days(1).as_micros();
/// Days after 1970-01-01, a Thursday, on which weeks begin: on Mondays.
const MONDAY: i64 = 4;
/// How many bits of microseconds a stretch of time has in which offsets are looked up: twelve days.
const STRETCH: u32 = 40;
/// No instant is later.
const END: i64 = Timestamp::END.as_micros();

/// A stretch of time that counts begin anew with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// So long. Whole days are days of the calendar, which may have 23 or 25 hours, and whole weeks
    /// begin on Mondays; what is shorter than a day is counted in hours that pass.
    Every(Span),
    /// A month of the calendar.
    Month,
}

/// A time zone, made ready: a look-up takes no memory and reads nothing.
#[derive(Clone)]
pub struct Zone(Arc<Offsets>);

struct Offsets {
    name: String,
    /// From which instant on which offset from UTC counts, both in microseconds, oldest first.
    changes: Vec<(i64, i64)>,
    /// For each stretch of [`STRETCH`] bits of microseconds since 1970 the place of the change that is in
    /// force when it begins: few changes fall into one, so that none has to be searched for.
    starts: Vec<u16>,
}

impl Default for Zone {
    fn default() -> Self {
        Self::new(UTC.to_owned(), vec![(i64::MIN, 0)])
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Zone {
    /// The zone with this IANA name, e.g. `Europe/Istanbul`; letters may be upper or lower case.
    pub fn named(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case(UTC) {
            return Some(Self::default());
        }
        let zone = TimeZoneDatabase::bundled().get(name).ok()?;
        let name = zone.iana_name()?.to_owned();
        Some(Self::new(name, changes(&zone)))
    }

    fn new(name: String, changes: Vec<(i64, i64)>) -> Self {
        let stretches = match changes.len() {
            1 => 0..0,
            _ => 0..END >> STRETCH,
        };
        let start = |stretch: i64| {
            let next = changes.partition_point(|(from, _)| *from <= stretch << STRETCH);
            u16::try_from(next - 1).unwrap_or(u16::MAX)
        };
        let starts = stretches.map(start).collect();
        Self(Arc::new(Offsets {
            name,
            changes,
            starts,
        }))
    }

    /// Its IANA name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What the clocks on the wall show at an instant, as microseconds since 1970-01-01 on them.
    fn on_the_wall(&self, at: Timestamp) -> i64 {
        let (at, changes) = (at.as_micros(), &self.0.changes);
        let stretch = usize::try_from(at >> STRETCH).unwrap_or(0);
        let start = self.0.starts.get(stretch).or(self.0.starts.last());
        let mut place = start.map_or(0, |start| usize::from(*start));
        while changes.get(place + 1).is_some_and(|(from, _)| *from <= at) {
            place += 1;
        }
        at.saturating_add(changes[place].1)
    }

    /// The day of the calendar that an instant lies in, counted from 1970-01-01.
    pub fn day(&self, at: Timestamp) -> i64 {
        self.on_the_wall(at).div_euclid(DAY)
    }

    /// The first instant of a day of the calendar, counted from 1970-01-01. Clocks that are set at midnight may leave
    /// it out, or show it twice.
    pub fn start_of_day(&self, day: i64) -> Timestamp {
        let wall = day.saturating_mul(DAY);
        let changes = &self.0.changes;
        // No clock on a wall is a day from UTC.
        let first = changes.partition_point(|(from, _)| *from <= wall.saturating_sub(DAY));
        let first = first.saturating_sub(1);
        let end = |place: usize| changes.get(place + 1).map_or(i64::MAX, |(next, _)| *next);
        let shown = changes[first..]
            .iter()
            .zip(first..)
            .find_map(|((from, offset), place)| {
                let at = wall.saturating_sub(*offset).max(*from);
                (at < end(place)).then_some(at)
            });
        Timestamp::from_micros(shown.unwrap_or(wall))
    }

    /// Number of the period that an instant lies in; those that follow one another have rising numbers.
    pub fn window(&self, period: Period, at: Timestamp) -> i64 {
        match period {
            // Divided by what the compiler knows: these are asked for most.
            Period::Every(span) if span.as_micros() == DAY => self.day(at),
            Period::Every(span) if span.as_micros() == 7 * DAY => {
                (self.day(at) - MONDAY).div_euclid(7)
            }
            Period::Month => month_of(self.day(at)),
            Period::Every(span) if span.as_micros() % DAY == 0 => {
                let days = span.as_micros() / DAY;
                let first = if days % 7 == 0 { MONDAY } else { 0 };
                (self.day(at) - first).div_euclid(days)
            }
            Period::Every(span) => at.window(span),
        }
    }
}

/// When the offset of a zone changes, from before the first instant that there is on.
fn changes(zone: &TimeZone) -> Vec<(i64, i64)> {
    let micros = |offset: jiff::tz::Offset| i64::from(offset.seconds()) * 1_000_000;
    let start = jiff::Timestamp::UNIX_EPOCH;
    let mut changes = vec![(i64::MIN, micros(zone.to_offset(start)))];
    for change in zone.following(start) {
        let from = change.timestamp().as_microsecond();
        if from >= END {
            break;
        }
        let offset = micros(change.offset());
        if changes.last().is_none_or(|(_, before)| *before != offset) {
            changes.push((from, offset));
        }
    }
    changes
}

/// The month that a day lies in, counted from January 1970. Years are taken to begin in March, so that
/// the day that only leap years have is the last of one.
fn month_of(day: i64) -> i64 {
    const DAYS_OF_400_YEARS: i64 = 146_097;
    // Days from 0000-03-01 to 1970-01-01.
    let day = day + 719_468;
    let era = day.div_euclid(DAYS_OF_400_YEARS);
    let of_era = day.rem_euclid(DAYS_OF_400_YEARS);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    (era * 400 + year) * 12 + month + 2 - 1970 * 12
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("an instant")
    }

    fn zone(name: &str) -> Zone {
        Zone::named(name).expect("a zone")
    }

    const A_DAY: Period = Period::Every(Span::days(1));
    const A_WEEK: Period = Period::Every(Span::days(7));

    #[test]
    fn a_night_in_istanbul_is_one_day() {
        let istanbul = zone("europe/istanbul");
        assert_eq!(istanbul.name(), "Europe/Istanbul");
        let night = ["2026-11-23T21:10:00Z", "2026-11-24T02:00:00Z"].map(at);
        assert_eq!(istanbul.day(night[0]), istanbul.day(night[1]));
        let utc = Zone::default();
        assert_ne!(utc.window(A_DAY, night[0]), utc.window(A_DAY, night[1]));
        assert_eq!(
            istanbul.window(A_DAY, night[0]),
            istanbul.window(A_DAY, night[1])
        );
    }

    #[test]
    fn days_have_23_and_25_hours_where_clocks_are_set() {
        let prague = zone("Europe/Prague");
        let hours_of = |midnight: &str| {
            let first = at(midnight);
            let hours =
                (0..48).take_while(|n| prague.day(first + Span::hours(*n)) == prague.day(first));
            assert_ne!(prague.day(first - Span::seconds(1)), prague.day(first));
            hours.count()
        };
        assert_eq!(hours_of("2026-03-29T00:00:00+01:00"), 23);
        assert_eq!(hours_of("2026-10-25T00:00:00+02:00"), 25);
        assert_eq!(hours_of("2026-10-26T00:00:00+01:00"), 24);
    }

    #[test]
    fn weeks_begin_on_mondays_and_months_on_their_first_day() {
        let prague = zone("Europe/Prague");
        let same =
            |period, a: &str, b: &str| prague.window(period, at(a)) == prague.window(period, at(b));
        // 2026-11-23 is a Monday.
        assert!(!same(
            A_WEEK,
            "2026-11-22T23:59:00+01:00",
            "2026-11-23T00:00:00+01:00"
        ));
        assert!(same(
            A_WEEK,
            "2026-11-23T00:00:00+01:00",
            "2026-11-29T23:59:00+01:00"
        ));
        assert!(same(
            Period::Month,
            "2028-02-01T00:00:00+01:00",
            "2028-02-29T23:59:00+01:00"
        ));
        assert!(!same(
            Period::Month,
            "2028-02-29T23:59:00+01:00",
            "2028-03-01T00:00:00+01:00"
        ));
        assert!(!same(
            Period::Month,
            "2025-12-31T23:59:00+01:00",
            "2026-01-01T00:00:00+01:00"
        ));
        let month = |text| Zone::default().window(Period::Month, at(text));
        assert_eq!(month("1970-01-31T00:00:00Z"), 0);
        assert_eq!(month("2000-03-01T00:00:00Z"), 30 * 12 + 2);
    }

    #[test]
    fn hours_pass_whatever_the_clocks_on_the_wall_show() {
        let prague = zone("Europe/Prague");
        let hour = |text| prague.window(Period::Every(Span::hours(1)), at(text));
        // 02:30 comes twice that night.
        assert_eq!(
            hour("2026-10-25T02:30:00+01:00") - hour("2026-10-25T02:30:00+02:00"),
            1
        );
    }

    #[test]
    fn days_begin_with_their_first_instant() {
        let start = |name: &str, day: &str| {
            let day = Zone::default().day(at(&format!("{day}T00:00:00Z")));
            zone(name).start_of_day(day)
        };
        for (name, day, expected) in [
            ("UTC", "2026-11-24", "2026-11-24T00:00:00Z"),
            ("Europe/Istanbul", "2026-11-24", "2026-11-24T00:00:00+03:00"),
            ("Europe/Prague", "2026-10-25", "2026-10-25T00:00:00+02:00"),
            ("Europe/Prague", "2026-10-26", "2026-10-26T00:00:00+01:00"),
            (
                "America/Los_Angeles",
                "2026-03-08",
                "2026-03-08T00:00:00-08:00",
            ),
            // Clocks go on at midnight: there is no 00:30.
            ("Asia/Beirut", "2026-03-29", "2026-03-29T01:00:00+03:00"),
            // Clocks go back at midnight: 23:30 comes twice.
            ("Asia/Beirut", "2026-10-25", "2026-10-25T00:00:00+02:00"),
        ] {
            assert_eq!(start(name, day), at(expected), "{name} {day}");
        }
    }

    #[test]
    fn what_is_no_zone_is_none() {
        for name in ["", "Europe/Atlantis", "+03:00", "CEST+1", "../etc/passwd"] {
            assert_eq!(Zone::named(name), None, "{name}");
        }
        assert_eq!(Zone::named("utc"), Some(Zone::default()));
    }

    proptest! {
        #[test]
        fn a_day_lasts_from_its_start_to_that_of_the_next(micros in 0..END, place in 0..5_usize) {
            let zone = zone(["UTC", "Europe/Prague", "Asia/Beirut", "America/Los_Angeles", "Pacific/Apia"][place]);
            let at = Timestamp::from_micros(micros);
            let day = zone.day(at);
            let start = zone.start_of_day(day);
            prop_assert!(start <= at && zone.day(start) == day, "{start:?}");
            prop_assert!(zone.day(start - Span::from_micros(1)) < day);
        }

        #[test]
        fn it_agrees_with_the_calendar(seconds in 0_i64..END / 1_000_000, which in 0_usize..4) {
            let name = ["Europe/Prague", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"][which];
            let instant = jiff::Timestamp::from_second(seconds).expect("an instant");
            let civil = TimeZoneDatabase::bundled().get(name).expect("a zone").to_datetime(instant).date();
            let at = Timestamp::from_micros(seconds * 1_000_000);
            let zone = zone(name);
            let since = civil.since(jiff::civil::date(1970, 1, 1)).expect("a span").get_days();
            prop_assert_eq!(zone.day(at), i64::from(since));
            let month = (i64::from(civil.year()) - 1970) * 12 + i64::from(civil.month()) - 1;
            prop_assert_eq!(zone.window(Period::Month, at), month);
        }
    }
}
