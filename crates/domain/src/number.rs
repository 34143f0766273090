//! Numbers as people and programs write them: with decimal commas, groups of digits and currencies.

use crate::text;

/// Longest text looked at.
const MAX_BYTES: usize = 40;

/// A number with a comma in it, as spreadsheets of most of Europe write it: `12,5`, `1 250,50`,
/// `1.250,50`; also `1,250.50`. With `lone` a single comma counts as the decimal one. `None` when it is
/// no number, or leaves open what its comma means, as `1,250` does.
pub fn with_comma(text: &str, lone: bool) -> Option<f64> {
    let both = text.contains(',') && text.contains('.');
    let spaced = text.contains([' ', '\u{a0}', '\u{202f}']) && text.contains(',');
    (both || spaced || lone && text.contains(','))
        .then(|| decimal(text))
        .flatten()
}

/// A number, whatever stands between its groups of digits: `1250.5`, `12,5`, `1 250`, `1.250,50`,
/// `1,250.50`, `1'250`. `None` when it is none, or leaves open what its only mark means.
pub fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return None;
    }
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let mark = digits.rfind(['.', ',']);
    let (whole, fraction) = match mark {
        Some(at) if is_decimal(digits, at)? => (&digits[..at], &digits[at + 1..]),
        _ => (digits, ""),
    };
    let whole = ungrouped(whole)?;
    let sound = fraction.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| format!("{sign}{whole}.{fraction}0").parse().ok())?
}

/// Whether the last mark is that of decimals; `None` where it may as well part thousands.
fn is_decimal(digits: &str, at: usize) -> Option<bool> {
    let (before, mark) = (&digits[..at], digits.as_bytes()[at]);
    let other = if mark == b',' { '.' } else { ',' };
    let behind = digits.len() - at - 1;
    let again = before.contains(char::from(mark));
    match (
        again,
        before.contains([other, ' ', '\u{a0}', '\u{202f}', '\'', '’']),
    ) {
        (true, true) => None,
        (true, false) => Some(false),
        (false, true) => Some(true),
        (false, false) if behind == 3 && before.len() <= 3 && before != "0" => None,
        (false, false) => Some(behind > 0),
    }
}

/// The mark before the decimals of a number, or of numbers written as it is, as far as it tells: a full stop of `12.50`
/// and `1,250,000`, a comma of `12,50` and `1.250.000`. `None` where it leaves that open, as `1.250` does, or is no
/// number.
pub fn decimal_mark(text: &str) -> Option<char> {
    decimal(text)?;
    let digits = text.trim().trim_start_matches(['-', '−']);
    let at = digits.rfind(['.', ','])?;
    let (mark, other) = match digits.as_bytes()[at] {
        b',' => (',', '.'),
        _ => ('.', ','),
    };
    Some(if is_decimal(digits, at)? { mark } else { other })
}

/// A whole number of which full stops part the groups of three digits: `1.250`, `-1.250.000`. `None` of one without,
/// and of `0.125`, which can have no thousands.
pub fn with_stops(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let only_stops = digits.contains('.')
        && !digits.starts_with(['0', '.'])
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    only_stops
        .then(|| grouped(digits))
        .flatten()
        .map(|number| number * sign)
}

/// A whole number of which every mark parts groups of three digits: `1.250`, `1 250 000`.
pub fn grouped(text: &str) -> Option<f64> {
    ungrouped(text)?.parse().ok()
}

/// A whole number with blanks between its groups of three digits: `1 250`, `12 345`, `1 250 000`. `None` of what may be a
/// telephone number, as `602 123 456`.
pub fn with_blanks(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let groups: Vec<&str> = digits.split([' ', '\u{a0}', '\u{202f}']).collect();
    let is_number = groups.len() == 2 || (groups.len() > 2 && groups[0].len() < 3);
    let is_blank = |letter: char| matches!(letter, ' ' | '\u{a0}' | '\u{202f}');
    let is_plain = |letter: char| letter.is_ascii_digit() || is_blank(letter);
    let is_number = is_number && !digits.starts_with('0') && digits.chars().all(is_plain);
    let number = is_number.then(|| grouped(digits)).flatten()?;
    Some(number * sign)
}

/// A number in the groups of India: three digits at last, two before: `1,23,456.00`.
pub fn lakhs(text: &str) -> Option<f64> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = whole.rsplit(',');
    let last = groups.next().filter(|last| last.len() == 3);
    let more: Vec<&str> = groups.collect();
    let (first, pairs) = more.split_last()?;
    let is_sound = last.is_some() && !pairs.is_empty() && matches!(first.len(), 1 | 2);
    let is_sound = is_sound && pairs.iter().all(|pair| pair.len() == 2);
    is_sound.then(|| decimal(&text.replace(',', "")))?
}

/// Digits without what stands between their groups of three.
fn ungrouped(text: &str) -> Option<String> {
    let marks = ['.', ',', ' ', '\u{a0}', '\u{202f}', '\'', '’'];
    let mut groups = text.split(marks);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then_some(digits)
}

/// What stands between the ends of a range.
const TO: &[&str] = &[
    "-", "–", "—", "−", "…", "..", " to ", " až ", " ile ", " bis ", " do ",
];
/// Words for more than what stands before or behind them.
const MORE: &[&str] = &[
    "+",
    "over ",
    "more than ",
    "at least ",
    "from ",
    ">=",
    ">",
    "≥",
    "nad ",
    "více než ",
    "od ",
];
/// Letters for thousands and millions.
const TIMES: &[(char, f64)] = &[('k', 1e3), ('K', 1e3), ('m', 1e6), ('M', 1e6)];

/// How many people there are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Headcount {
    /// So many at least.
    pub least: f64,
    /// Whether it may be more.
    pub is_range: bool,
}

/// How many people there are: a whole number with whatever stands between its groups of digits (`1,200`,
/// `1.200`, `1 200`), with a unit (`200 employees`), about (`~200`), in thousands (`5k`). Of a range (`51–200`,
/// `1000+`, `> 500`) it is the lower end: so many there are at least. `None` when it is no number.
pub fn headcount(text: &str) -> Option<Headcount> {
    let text = text.trim();
    if text.len() > MAX_BYTES || text.contains("://") {
        return None;
    }
    let more = MORE.iter().find_map(|more| text.strip_prefix(more));
    let text = more.unwrap_or(text).trim();
    // A minus before the number is no range.
    let mut parts = TO.iter().filter_map(|to| text.split_once(to));
    let range = parts.find(|(low, _)| !low.trim().is_empty());
    match range {
        Some((low, high)) => Some(Headcount {
            least: lower_end(low, high)?,
            is_range: true,
        }),
        None => Some(Headcount {
            least: people(text)?,
            is_range: more.is_some() || text.contains('+'),
        }),
    }
}

/// The lower end of a range. In `1-5k` the letter counts for both.
fn lower_end(low: &str, high: &str) -> Option<f64> {
    let (least, most) = (people(low)?, people(high)?);
    let times = letter_of(high).filter(|times| letter_of(low).is_none() && least * times <= most);
    let least = least * times.unwrap_or(1.0);
    (least <= most).then_some(least)
}

/// The factor of the letter with which a number ends.
fn letter_of(text: &str) -> Option<f64> {
    let number = text.trim_end_matches(|letter: char| letter.is_whitespace() || letter == '+');
    let (_, times) = TIMES.iter().find(|(letter, _)| number.ends_with(*letter))?;
    let before = number.trim_end_matches(char::is_alphabetic);
    (number.len() == before.len() + 1).then_some(*times)
}

/// Whether what stands before a number says no more than that it is rounded. `Up to 50` is no number.
fn is_about(before: &str) -> bool {
    const ABOUT: &[&str] = &[
        "",
        "~",
        "≈",
        "ca",
        "cca",
        "c",
        "circa",
        "approx",
        "approximately",
        "about",
        "around",
        "asi",
        "přibližně",
        "okolo",
        "yaklaşık",
        "tahminen",
    ];
    let before = before.trim().trim_end_matches('.').to_lowercase();
    ABOUT.contains(&before.as_str())
}

/// Whether what stands behind a number says that people are counted. `3rd floor` and `5 km` count none.
fn is_people(after: &str) -> bool {
    const PEOPLE: &[&str] = &[
        "employee",
        "employees",
        "people",
        "persons",
        "person",
        "staff",
        "workers",
        "members",
        "heads",
        "headcount",
        "fte",
        "ftes",
        "full",
        "time",
        "team",
        "colleagues",
        "in",
        "total",
        "and",
        "or",
        "more",
        "approx",
        "approximately",
        "about",
        "calisan",
        "calisani",
        "kisi",
        "personel",
        "uzeri",
        "ve",
        "veya",
        "fazla",
        "osob",
        "osoby",
        "osoba",
        "lidi",
        "lide",
        "zamestnancu",
        "zamestnanci",
        "zamestnanec",
        "zamestnancov",
        "pracovniku",
        "pracovnikov",
        "clenu",
        "a",
        "vice",
        "mitarbeiter",
        "mitarbeiterinnen",
        "mitarbeitende",
        "personen",
        "beschaftigte",
        "empleados",
        "employes",
        "salaries",
        "dipendenti",
        "pracownikow",
        "pracownicy",
    ];
    let sign = |letter: char| {
        letter.is_alphanumeric() || letter.is_whitespace() || "()+.,-/".contains(letter)
    };
    let words = text::words(after);
    let mut words = words.split(' ').filter(|word| !word.is_empty());
    after.chars().all(sign) && words.all(|word| PEOPLE.contains(&word))
}

/// One number of people.
fn people(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('+').trim_end();
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    if let Some(times) = letter_of(text) {
        let number = text[digits..].trim_end_matches(char::is_alphabetic);
        let number = number.trim_end().replace(',', ".").parse::<f64>().ok();
        return number
            .filter(|_| is_about(&text[..digits]))
            .map(|number| (number * times).round());
    }
    let beside = |letter: char| !letter.is_ascii_digit();
    let (before, rest) = text.split_at(digits);
    let number = rest.trim_end_matches(beside);
    let after = &rest[number.len()..];
    let whole = grouped(number).or_else(|| decimal(number))?;
    (is_about(before) && is_people(after)).then(|| whole.trunc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_ways_of_many_countries() {
        for (text, expected) in [
            ("1250", Some(1250.0)),
            ("1250.5", Some(1250.5)),
            ("12,5", Some(12.5)),
            ("-12,50", Some(-12.5)),
            ("0,125", Some(0.125)),
            ("1 250,50", Some(1250.5)),
            ("1\u{a0}250", Some(1250.0)),
            ("1.250,50", Some(1250.5)),
            ("1,250.50", Some(1250.5)),
            ("1.250.000", Some(1_250_000.0)),
            ("1'250.5", Some(1250.5)),
            ("1’250.5", Some(1250.5)),
            ("1250,125", Some(1250.125)),
            ("1,250", None),
            ("1.250", None),
            ("1,2,3", None),
            ("12,5,5", None),
            ("", None),
            (",", None),
            ("12,", None),
            ("51-200", None),
            ("1e5", None),
            ("abc", None),
        ] {
            assert_eq!(decimal(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_tell_their_marks_where_they_can() {
        for (text, mark) in [
            ("12.50", Some('.')),
            ("0.125", Some('.')),
            ("1250.125", Some('.')),
            ("1,250.50", Some('.')),
            ("1,250,000", Some('.')),
            ("-12,5", Some(',')),
            ("1.250,50", Some(',')),
            ("1.250.000", Some(',')),
            ("1 250,50", Some(',')),
            ("1.250", None),
            ("1,250", None),
            ("-125.250", None),
            ("1250", None),
            ("12.5.2026", None),
            ("10.0.0.1", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(decimal_mark(text), mark, "{text}");
        }
        for (text, whole) in [
            ("1.250", Some(1_250.0)),
            ("-1.250.000", Some(-1_250_000.0)),
            ("12.250", Some(12_250.0)),
            ("0.125", None),
            ("1250", None),
            ("1.25", None),
            ("1.2500", None),
            ("1.250,50", None),
            ("1234.567", None),
            (".250", None),
            ("", None),
        ] {
            assert_eq!(with_stops(text), whole, "{text}");
        }
    }

    #[test]
    fn a_comma_that_may_part_values_needs_more_to_be_one_of_decimals() {
        assert_eq!(with_comma("3,7", false), None);
        assert_eq!(with_comma("3,7", true), Some(3.7));
        assert_eq!(with_comma("1 250,5", false), Some(1250.5));
        assert_eq!(with_comma("601 123 456", true), None);
    }

    #[test]
    fn blanks_part_thousands_but_not_telephone_numbers() {
        for (text, number) in [
            ("1 250", 1_250.0),
            ("1\u{a0}250", 1_250.0),
            ("12\u{202f}345", 12_345.0),
            ("-1 250 000", -1_250_000.0),
        ] {
            assert_eq!(with_blanks(text), Some(number), "{text}");
        }
        for text in [
            "1250",
            "602 123 456",
            "110 00",
            "1 250.500",
            "0 250",
            "1 250 kg",
            "",
            " ",
            "1  250",
        ] {
            assert_eq!(with_blanks(text), None, "{text}");
        }
    }

    #[test]
    fn people_are_counted_however_they_are_written() {
        for (text, expected) in [
            ("200", 200.0),
            ("1,200", 1_200.0),
            ("1.200", 1_200.0),
            ("1 200", 1_200.0),
            ("1\u{a0}200", 1_200.0),
            ("1'200", 1_200.0),
            ("12,500,000", 12_500_000.0),
            ("1250.0", 1_250.0),
            ("1250,5", 1_250.0),
            ("200 employees", 200.0),
            ("200 lidí", 200.0),
            ("200 zaměstnanců", 200.0),
            ("200 (employees)", 200.0),
            ("200 or more", 200.0),
            ("50 kişi", 50.0),
            ("120 çalışan", 120.0),
            ("~200", 200.0),
            ("cca 200", 200.0),
            ("approx. 1,200", 1_200.0),
            ("5k", 5_000.0),
            ("1.5K", 1_500.0),
            ("1,5 k", 1_500.0),
            ("10K+", 10_000.0),
            ("2M", 2_000_000.0),
            ("10-50", 10.0),
            ("51–200", 51.0),
            ("51 - 200 employees", 51.0),
            ("201 to 500", 201.0),
            ("51 až 200", 51.0),
            ("1,001-5,000", 1_001.0),
            ("1.001 – 5.000", 1_001.0),
            ("1-5k", 1_000.0),
            ("1k-5k", 1_000.0),
            ("500-1k", 500.0),
            ("1000+", 1_000.0),
            ("10,001+", 10_001.0),
            ("10 001+ employees", 10_001.0),
            ("> 500", 500.0),
            ("more than 500", 500.0),
            ("0", 0.0),
            ("0-1", 0.0),
        ] {
            assert_eq!(
                headcount(text).map(|count| count.least),
                Some(expected),
                "{text}"
            );
        }
        for text in [
            "",
            "-",
            "many",
            "n/a",
            "-5",
            "10-",
            "200-51",
            "1-Oct",
            "Oct-50",
            "2026-11-27",
            "< 50",
            "up to 50",
            "under 50",
            "1,2,3",
            "we are about 200 people in two towns",
            "12%x5",
            "1test",
            "12abc",
            "3rd floor",
            "5 km",
            "100%",
            "50 %",
            "200 €",
            "https://a.example/5",
        ] {
            assert_eq!(headcount(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_are_told_from_numbers() {
        for (text, is_range) in [
            ("51-200", true),
            ("1000+", true),
            ("> 500", true),
            ("~200", false),
            ("1,200", false),
        ] {
            assert_eq!(
                headcount(text).map(|count| count.is_range),
                Some(is_range),
                "{text}"
            );
        }
    }
}
