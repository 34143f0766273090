//! The forms of ISO 8601 that are rarer: weeks (`2026-W48-4`) and days of a year (`2026-330`), with signs
//! between the parts or without.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use ripen_domain::time::Timestamp;

/// Reads a date by its week or by its day of the year, and perhaps a time behind it.
pub fn week_or_day_of_year(text: &str) -> Option<Timestamp> {
    let end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let (date, time) = text.split_at(end);
    let date = week(date).or_else(|| day_of_year(date))?;
    Timestamp::parse(&format!("{date}{time}"))
}

fn week(date: &str) -> Option<Date> {
    let (year, rest) = date.split_once(['W', 'w'])?;
    let (week, day) = match (year.strip_suffix('-'), rest.split_once('-')) {
        (Some(_), Some(parts)) => parts,
        (None, None) => rest.split_at_checked(2)?,
        _ => return None,
    };
    let year = year.strip_suffix('-').unwrap_or(year);
    let of_lengths = (year.len(), week.len(), day.len()) == (4, 2, 1);
    let weekday = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
    let found = ISOWeekDate::new(number(year)?, number(week)?.try_into().ok()?, weekday);
    found.ok().filter(|_| of_lengths).map(ISOWeekDate::date)
}

fn day_of_year(date: &str) -> Option<Date> {
    let (year, day) = date.split_once('-')?;
    let of_lengths = (year.len(), day.len()) == (4, 3);
    let (year, day) = (number(year)?, number(day)?);
    let first = Date::new(year, 1, 1).ok().filter(|_| of_lengths)?;
    let within = (1..=first.days_in_year()).contains(&day);
    let after = jiff::Span::new().days(day - 1);
    within.then(|| first.checked_add(after).ok())?
}

fn number(text: &str) -> Option<i16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}
