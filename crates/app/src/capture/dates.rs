//! Dates as people and programs write them.

mod clock;
mod iso;
mod months;
mod order;
mod tokens;

use ripen_domain::text;
use ripen_domain::time::{Span, Timestamp, Written, Zone};

use self::tokens::{Tokens, tokens};

pub use self::order::{DateOrder, Orders};

/// Longest text looked at.
const MAX_BYTES: usize = 64;
/// Days from the first day of spreadsheets (1899-12-30) to 1970, and to 2100.
const SHEET_DAYS: std::ops::Range<f64> = 25_570.0..73_051.0;
const SHEET_EPOCH: f64 = 25_569.0;
const DAY_SECONDS: f64 = 86_400.0;

/// Why a text is not read as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is none.
    NoDate,
    /// It may be day or month first.
    Open,
    /// The zero of clocks, which stands for a date that was never set.
    Zero,
    /// It is one before 1970.
    Early,
    /// It is one after 2999.
    Late,
    /// Its offset from UTC is none.
    Offset,
    /// It names a zone without an offset.
    Zone,
}

impl Unread {
    /// The reason, in words.
    pub fn why(self) -> &'static str {
        match self {
            Self::NoDate => "is no date like 2026-01-31, 31.01.2026 or 2026-01-31 12:00",
            Self::Open => "may be day or month first; say which with --date-format dmy or mdy",
            Self::Zero => "is what clocks show that were never set",
            Self::Early => "lies too far in the past: dates from 1970 on are taken",
            Self::Late => "lies too far in the future: dates up to the end of 2999 are taken",
            Self::Offset => {
                "has an offset from UTC that does not exist: one like +03:00 is taken, with hours up to 23 and minutes up to 59"
            }
            Self::Zone => {
                "names a zone without the offset from UTC: write both, as in 2026-01-31T12:00:00+03:00[Europe/Istanbul]"
            }
        }
    }
}

/// Reads a date or an instant; without an offset it is UTC.
///
/// Understood as they are: ISO 8601 and the same with slashes or dots, with month names in English,
/// Turkish, Czech and German, with dots the day first, what JavaScript, mail and `date` write, weeks
/// and days of a year of ISO 8601, Unix seconds, milliseconds and microseconds, and the day numbers of
/// spreadsheets. With the year last, slashes or dashes are read by `order`, or
/// by the number that can only be a day.
///
/// # Errors
/// Why it is none.
pub fn parse(text: &str, order: Option<DateOrder>) -> Result<Timestamp, Unread> {
    let read = |text: &str| read(text, order);
    match read(text) {
        Err(Unread::NoDate) => Err(fault(text, read).unwrap_or(Unread::NoDate)),
        read => read,
    }
}

/// What is wrong with a date that cannot be read: its zone, or how long ago or far ahead it lies. `None` when it is
/// none even so.
pub fn fault<E>(text: &str, read: impl Fn(&str) -> Result<Timestamp, E>) -> Option<Unread> {
    let written = Written::of(without_comment(text));
    let fault = match written.zone {
        Zone::NoOffset => Some(Unread::Offset),
        Zone::Name => Some(Unread::Zone),
        Zone::None | Zone::Offset => None,
    };
    let fault = fault.filter(|_| read(written.local).is_ok());
    fault.or_else(|| beyond(text, read))
}

/// On which side of the years that are taken a date lies which cannot be read: it is one when another year stands
/// in place of its own. `None` when it is none even so.
fn beyond<E>(text: &str, read: impl Fn(&str) -> Result<Timestamp, E>) -> Option<Unread> {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let written = numbers.find(|digits| (4..8).contains(&digits.len()))?;
    let side = match written.parse().ok()? {
        0..1970 => Unread::Early,
        1970..3000 => return None,
        _ => Unread::Late,
    };
    // A year that has its days, those of leap years too.
    let other = text.replacen(written, "2000", 1);
    let other = other.trim().trim_start_matches(['+', '-']);
    read(other).is_ok().then_some(side)
}

fn read(text: &str, order: Option<DateOrder>) -> Result<Timestamp, Unread> {
    let Written { whole, zone, .. } = Written::of(without_comment(text));
    let text = whole.trim_end();
    if text.len() > MAX_BYTES || matches!(zone, Zone::NoOffset | Zone::Name) {
        return Err(Unread::NoDate);
    }
    let plain = Timestamp::parse(text).or_else(|| digits(text));
    let at = match plain.or_else(|| iso::week_or_day_of_year(text)) {
        Some(at) => at,
        None => written(&text::fold(text), order)?,
    };
    match at == Timestamp::default() {
        true => Err(Unread::Zero),
        false => Ok(at),
    }
}

/// Reads what a program gives as the time of an event. It leaves nothing open: the year is whole, the day
/// and the month can only be these.
pub fn unambiguous(text: &str) -> Option<Timestamp> {
    let text = without_comment(text);
    let is_digit = |letter: char| letter.is_ascii_digit();
    // Numbers alone count days, seconds or something else: who reads events knows which.
    let is_number = text
        .chars()
        .all(|letter| is_digit(letter) || ".,".contains(letter));
    let has_year = text
        .split(|letter| !is_digit(letter))
        .any(|digits| digits.len() == 4);
    let is_week = || iso::week_or_day_of_year(text);
    match is_number && text.matches('.').count() < 2 {
        true => None,
        false if has_year => parse(text, None).ok(),
        false => is_week(),
    }
}

/// A date without what stands in brackets behind it, which repeats its zone in words:
/// `… GMT+0100 (středoevropský standardní čas)`.
fn without_comment(text: &str) -> &str {
    let text = text.trim();
    let date = text
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    date.map_or(text, |(date, _)| date.trim_end())
}

/// Dates in which nothing but digits stands.
fn digits(text: &str) -> Option<Timestamp> {
    let whole = text.bytes().all(|byte| byte.is_ascii_digit());
    if !whole {
        return sheet_day(&text.replace(',', "."));
    }
    let unix = |micros: i64| {
        let at = text.parse::<i64>().ok()?.checked_mul(micros)?;
        // In the form of a text, so that the same years are refused.
        Timestamp::parse(&Timestamp::from_micros(at).to_rfc3339())
    };
    match text.len() {
        5 => sheet_day(text),
        8 => Timestamp::parse(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])),
        10 => unix(1_000_000),
        12 | 14 => {
            let seconds = text
                .get(12..)
                .filter(|rest| !rest.is_empty())
                .unwrap_or("00");
            let (date, clock) = (&text[..8], &text[8..12]);
            Timestamp::parse(&format!(
                "{}-{}-{} {}:{}:{seconds}",
                &date[..4],
                &date[4..6],
                &date[6..],
                &clock[..2],
                &clock[2..]
            ))
        }
        13 => unix(1_000),
        16 => unix(1),
        _ => None,
    }
}

/// The number of a day, with the time as its fraction, as spreadsheets keep dates.
fn sheet_day(text: &str) -> Option<Timestamp> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let days: f64 = text
        .parse()
        .ok()
        .filter(|days| plain && SHEET_DAYS.contains(days))?;
    let seconds = ((days - SHEET_EPOCH) * DAY_SECONDS).round();
    Some(Timestamp::from_micros(seconds as i64 * 1_000_000))
}

/// A date with separators or a month's name, and perhaps a time of day behind it.
fn written(folded: &str, order: Option<DateOrder>) -> Result<Timestamp, Unread> {
    let all = tokens(folded).ok_or(Unread::NoDate)?;
    let mut rest = Tokens(&all);
    rest.pass_weekday();
    let (year, month, day) = date(&mut rest, order)?;
    rest.pass_weekday_behind();
    let midnight =
        Timestamp::parse(&format!("{year:04}-{month:02}-{day:02}")).ok_or(Unread::NoDate)?;
    let time: Span = clock::time_of_day(&mut rest).ok_or(Unread::NoDate)?;
    Ok((midnight + time).max(Timestamp::default()))
}

/// Year, month and day.
fn date(rest: &mut Tokens, order: Option<DateOrder>) -> Result<(u16, u16, u16), Unread> {
    if let Some(parts) = order::three_numbers(rest) {
        return parts.read(order);
    }
    named(rest).ok_or(Unread::NoDate)
}

/// A date with the name of its month: `5. ledna 2026`, `Jan 5, 2026`, `05-Oca-2026`, `2026-Jan-05`,
/// `Jan 5 21:32:53 2026`.
fn named(rest: &mut Tokens) -> Option<(u16, u16, u16)> {
    if let Some(month) = rest.month() {
        let day = rest.number()?.value()?;
        let year = rest.year_behind_clock().or_else(|| rest.number())?;
        return Some((year.year()?, month, day));
    }
    let first = rest.number()?;
    let month = rest.month()?;
    let last = rest.number()?;
    match first.is_year() {
        true => Some((first.value()?, month, last.value()?)),
        false => Some((last.year()?, month, first.value()?)),
    }
}

#[cfg(test)]
mod tests;
