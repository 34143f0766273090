//! Numbers as people and programs write them: with decimal commas, groups of digits and currencies.

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
        before.contains([other, ' ', '\u{a0}', '\u{202f}', '\'']),
    ) {
        (true, true) => None,
        (true, false) => Some(false),
        (false, true) => Some(true),
        (false, false) if behind == 3 && before.len() <= 3 && before != "0" => None,
        (false, false) => Some(behind > 0),
    }
}

/// A whole number of which every mark parts groups of three digits: `1.250`, `1 250 000`.
pub fn grouped(text: &str) -> Option<f64> {
    ungrouped(text)?.parse().ok()
}

/// Digits without what stands between their groups of three.
fn ungrouped(text: &str) -> Option<String> {
    let marks = ['.', ',', ' ', '\u{a0}', '\u{202f}', '\''];
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

/// A number with or without its unit: `1 250 lidí`, `cca 40`. A sum of money is [`crate::money`]'s.
pub fn with_unit(text: &str) -> Option<f64> {
    let beside = |letter: char| !letter.is_ascii_digit() && letter != '-' && letter != '−';
    let (before, rest) = text.split_at(text.find(|letter| !beside(letter))?);
    let number = rest.trim_end_matches(beside);
    let after = &rest[number.len()..];
    let short = |text: &str| text.trim().chars().count() <= 4;
    // A unit is a sign or a few letters; a sentence with a number in it is no number.
    (short(before) && short(after)).then(|| decimal(number))?
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
    fn a_comma_that_may_part_values_needs_more_to_be_one_of_decimals() {
        assert_eq!(with_comma("3,7", false), None);
        assert_eq!(with_comma("3,7", true), Some(3.7));
        assert_eq!(with_comma("1 250,5", false), Some(1250.5));
        assert_eq!(with_comma("601 123 456", true), None);
    }

    #[test]
    fn numbers_may_have_a_unit() {
        for text in ["1 250,50 lidí", "cca 1.250,50", "1250.5", "~1,250.50"] {
            assert_eq!(with_unit(text), Some(1250.5), "{text}");
        }
        for text in ["", "lidí", "ordered 5 pieces", "5-7"] {
            assert_eq!(with_unit(text), None, "{text}");
        }
    }
}
