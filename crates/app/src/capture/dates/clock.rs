//! The time of day behind a date.

use ripen_domain::time::Span;

use super::tokens::{Token, Tokens};

/// Words between a date and a time.
const BEFORE: &[&str] = &["t", "at", "saat", "v", "ve", "o", "um"];
/// Words behind a time.
const AFTER: &[&str] = &["h", "hod", "uhr", "hrs"];
const MORNING: &[&str] = &["am", "oo", "dop"];
const AFTERNOON: &[&str] = &["pm", "os", "odp"];
/// Names of offsets, in hours.
const ZONES: &[(&str, i64)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("cet", 1),
    ("cest", 2),
    ("sec", 1),
    ("selc", 2),
    ("trt", 3),
    ("msk", 3),
    ("ut", 0),
    ("wet", 0),
    ("west", 1),
    ("eet", 2),
    ("eest", 3),
    // As RFC 2822 defines them.
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// `14:30`, `14.30`, `14:30:15.5`, `2:30 PM`, `ÖS 2:30`, `saat 14:30`, `14:30 +0300`; nothing is
/// midnight, and `24:00` the one at the end of the day. The offset is taken off, so that the span is one of UTC. `None`
/// when there is something else.
pub fn time_of_day(rest: &mut Tokens) -> Option<Span> {
    rest.sign(&[',']);
    rest.word(BEFORE);
    if rest.first().is_none() {
        return Some(Span::default());
    }
    let before = half(rest);
    let hour = i64::from(rest.number()?.value()?);
    let (minute, second) = minute_and_second(rest)?;
    let after = half(rest);
    let hour = match before.or(after) {
        Some(half) => (1..=12).contains(&hour).then_some(hour % 12 + half)?,
        None => hour,
    };
    if rest.word(AFTER).is_some() {
        rest.sign(&['.']);
    }
    let offset = offset_minutes(rest)?;
    let is_end = (hour, minute) == (24, 0) && second == 0.0;
    let sound = is_end
        || (0..24).contains(&hour) && (0..60).contains(&minute) && (0.0..60.0).contains(&second);
    let micros = (hour * 60 + minute - offset) * 60_000_000 + (second * 1e6) as i64;
    (sound && rest.first().is_none()).then(|| Span::from_micros(micros))
}

fn minute_and_second(rest: &mut Tokens) -> Option<(i64, f64)> {
    // `2 PM` has no minutes.
    if rest.sign(&[':', '.']).is_none() && rest.word(&["h"]).is_none() {
        return matches!(rest.first(), Some(Token::Word(_))).then_some((0, 0.0));
    }
    let minute = i64::from(rest.number()?.value()?);
    if rest.sign(&[':', '.']).is_none() {
        return Some((minute, 0.0));
    }
    let Some(Token::Number(second)) = rest.first() else {
        return Some((minute, 0.0));
    };
    rest.pass();
    let fraction = match rest.sign(&['.', ',']) {
        Some(_) => rest.number()?.0,
        None => "0",
    };
    Some((minute, format!("{}.{fraction}", second.0).parse().ok()?))
}

/// Hours that the half of the day adds.
fn half(rest: &mut Tokens) -> Option<i64> {
    // `p.m.` and `odp.` have full stops in them.
    let dotted = [
        ([Token::Word("a"), Token::Sign('.'), Token::Word("m")], 0),
        ([Token::Word("p"), Token::Sign('.'), Token::Word("m")], 12),
    ];
    let found = dotted.iter().find(|(parts, _)| rest.0.starts_with(parts));
    let half = match found {
        Some((parts, half)) => {
            rest.0 = &rest.0[parts.len()..];
            *half
        }
        None if rest.word(MORNING).is_some() => 0,
        None => rest.word(AFTERNOON).map(|_| 12)?,
    };
    rest.sign(&['.']);
    Some(half)
}

fn offset_minutes(rest: &mut Tokens) -> Option<i64> {
    let named = ZONES
        .iter()
        .find(|(name, _)| rest.first() == Some(Token::Word(name)));
    if let Some((_, hours)) = named {
        rest.pass();
        if rest.first().is_none() {
            return Some(hours * 60);
        }
    }
    let Some(sign) = rest.sign(&['+', '-']) else {
        return Some(0);
    };
    let number = rest.number()?;
    let value = i64::from(number.value()?);
    let minutes = match (number.0.len(), rest.sign(&[':'])) {
        (1 | 2, Some(_)) => value * 60 + i64::from(rest.number()?.value()?),
        (1 | 2, None) => value * 60,
        (4, None) => value / 100 * 60 + value % 100,
        _ => return None,
    };
    Some(if sign == '-' { -minutes } else { minutes })
}
