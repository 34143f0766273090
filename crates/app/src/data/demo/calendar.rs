//! When things happen: working weeks, office hours of the visitor's country, a growing business.

use ripen_domain::time::{Span, Timestamp};

use super::chance::Chance;

/// Days that the demo company looks back.
pub const DAYS: i64 = 120;

/// The days before now, counted from 0.
#[derive(Clone, Copy)]
pub(super) struct Calendar {
    /// First instant.
    pub(super) start: Timestamp,
    /// The instant nothing lies behind.
    pub(super) now: Timestamp,
}

impl Calendar {
    pub(super) fn ending(now: Timestamp) -> Self {
        Self {
            start: now - Span::days(DAYS),
            now,
        }
    }

    /// A day from 0 to `DAYS`, later ones a little likelier since the business grows.
    pub(super) fn day(self, chance: &mut Chance) -> f64 {
        DAYS as f64 * chance.unit().powf(0.85)
    }

    /// An instant on about this day, in the waking hours of a country `offset` hours from UTC:
    /// mostly at work on a working day.
    pub(super) fn moment(self, day: f64, offset: i64, chance: &mut Chance) -> Timestamp {
        let about = self.start + Span::seconds((day * 86_400.0) as i64);
        let local_day = (about + Span::hours(offset)).window(Span::days(1));
        let local_day = if chance.coin(0.8) {
            Self::working_day(local_day, chance)
        } else {
            local_day
        };
        let hour = if chance.coin(0.8) {
            let middle = if chance.coin(0.55) { 10.6 } else { 15.0 };
            (middle + 1.5 * chance.normal()).clamp(7.0, 19.0)
        } else {
            7.0 + 16.0 * chance.unit()
        };
        let micros = (hour * 3.6e9) as i64 + chance.below(1_000_000) as i64;
        Timestamp::from_micros(local_day * Span::days(1).as_micros() + micros) - Span::hours(offset)
    }

    /// The same day, or one of the working days next to a weekend. Days count from 1970-01-01, a
    /// Thursday.
    fn working_day(day: i64, chance: &mut Chance) -> i64 {
        match (day + 3).rem_euclid(7) {
            5 => day - 1 - i64::from(chance.coin(0.5)),
            6 => day + 1 + i64::from(chance.coin(0.5)),
            _ => day,
        }
    }

    /// The Tuesdays of the period at 07:00 UTC, when the newsletter goes out.
    pub(super) fn newsletters(self) -> impl Iterator<Item = Timestamp> {
        let first = self.start.window(Span::days(1)) + 1;
        let last = self.now.window(Span::days(1));
        let tuesdays = (first..=last).filter(|day| (day + 3).rem_euclid(7) == 1);
        tuesdays.map(|day| Timestamp::from_micros(day * Span::days(1).as_micros()) + Span::hours(7))
    }

    /// Whether the instant lies in the period.
    pub(super) fn contains(self, at: Timestamp) -> bool {
        (self.start..self.now).contains(&at)
    }
}
