//! One telephone number.

use std::sync::LazyLock;

use phonenumber::PhoneNumber;
use phonenumber::metadata::DATABASE;

use super::clean::clean;
use super::mail_domain::MAIL_DOMAINS;

/// Longest telephone text looked at; E.164 has 15 digits, people add brackets and blanks.
const MAX_PHONE_BYTES: usize = 64;
/// Shortest number without country code that is looked for whatever the country.
const MIN_NATIONAL: usize = 6;

/// Country calling codes of two digits (ITU-T E.164); 1 and 7 have one, all others three.
pub const TWO_DIGITS: &[u16] = &[
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56,
    57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
];

/// Normalises a telephone number to E.164 (`+905321234567`). `default_region` is the ISO 3166-1
/// alpha-2 country in which a number without country code is read; without it such a number is
/// refused, as is one that no numbering plan knows.
pub fn phone(text: &str, default_region: Option<&str>) -> Option<String> {
    if text.len() > MAX_PHONE_BYTES || !text.chars().any(|letter| letter.is_numeric()) {
        return None;
    }
    let text = clean(text);
    // A quotation mark keeps a spreadsheet from reading a number as a sum.
    let text = text.trim_start_matches('\'');
    // `00` is how most of the world dials what is written `+`; `(0)` is dialled only without it.
    let international = text.strip_prefix("00").map(|rest| format!("+{rest}"));
    let text = international.as_deref().unwrap_or(text);
    let dialled = text.starts_with('+').then(|| text.replacen("(0)", "", 1));
    let text = dialled.as_deref().unwrap_or(text);
    let region = default_region.and_then(|code| code.trim().to_ascii_uppercase().parse().ok());
    if text.starts_with('+') {
        return e164(text, None);
    }
    region?;
    // Spreadsheets drop the plus: 905321234567 is too long for a number of the country itself.
    e164(text, region).or_else(|| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let written =
            (digits.len() >= 11 && !digits.starts_with('0')).then(|| format!("+{digits}"))?;
        e164(&written, None)
    })
}

/// Whether a number says by itself which country it is of.
pub fn says_country(text: &str) -> bool {
    let text = clean(text);
    let text = text.trim_start_matches('\'').trim_start_matches('(');
    text.starts_with('+') || text.starts_with("00")
}

fn e164(text: &str, region: Option<phonenumber::country::Id>) -> Option<String> {
    let number = phonenumber::parse(region, text).ok()?;
    let written = || number.format().mode(phonenumber::Mode::E164).to_string();
    is_valid(&number).then(written)
}

/// Whether a numbering plan knows a number. Nearly all are of mobiles or of places, which the library looks
/// for last. Where countries share a code, it has to find out which is meant.
pub(super) fn is_valid(number: &PhoneNumber) -> bool {
    let plans = DATABASE.by_code(&number.code().value());
    let [plan] = plans.as_deref().unwrap_or_default() else {
        return number.is_valid();
    };
    let (kinds, national) = (plan.descriptors(), number.national().to_string());
    let mut usual = [kinds.mobile(), kinds.fixed_line()].into_iter().flatten();
    let is_usual =
        kinds.general().is_match(&national) && usual.any(|kind| kind.is_match(&national));
    is_usual || number.is_valid()
}

/// The digits of a number in E.164 without its country code.
pub fn national_digits(number: &str) -> &str {
    let digits = number.trim_start_matches('+');
    let code = |length: usize| digits.get(..length)?.parse::<u16>().ok();
    let length = match (code(1), code(2)) {
        (Some(1 | 7), _) => 1,
        (_, Some(two)) if TWO_DIGITS.contains(&two) => 2,
        _ => 3,
    };
    digits.get(length..).unwrap_or_default()
}

/// A number that somebody looks for: in E.164 where it has its country code, else the digits that
/// follow one, without the zero that is dialled before them. `None` when it is no number.
pub(super) fn sought_number(text: &str) -> Option<String> {
    if let Some(number) = phone(text, None) {
        return Some(number);
    }
    let text = clean(text);
    let is_number = text
        .chars()
        .all(|c| c.is_ascii_digit() || " ()-./".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = digits.trim_start_matches('0');
    (is_number && text.len() <= MAX_PHONE_BYTES && (MIN_NATIONAL..=14).contains(&national.len()))
        .then(|| national.to_owned())
}

/// The numbers in E.164 that a sought one can be: itself, or one for each country.
pub(super) fn number_forms(sought: &str) -> Vec<String> {
    if sought.is_empty() || sought.starts_with('+') {
        return vec![sought.to_owned()];
    }
    let three = (200..1_000)
        .filter(|code| !TWO_DIGITS.contains(&(code / 10)) && !(700..800).contains(code));
    let codes = [1, 7]
        .into_iter()
        .chain(TWO_DIGITS.iter().copied())
        .chain(three);
    // Whether such a number can be one there is not asked: that reads a pattern for each country, which takes a
    // hundred times as long as looking them all up.
    let is_known = |code: &u16| {
        DATABASE
            .by_code(code)
            .is_some_and(|plans| !plans.is_empty())
    };
    codes
        .filter(is_known)
        .map(|code| format!("+{code}{sought}"))
        .collect()
}

/// Whether a stored number is one of [`number_forms`].
pub(super) fn is_same_number(stored: &str, sought: &str) -> bool {
    match sought.starts_with('+') {
        true => stored == sought,
        false => stored.starts_with('+') && national_digits(stored) == sought,
    }
}

/// Reads the numbering plans of the world and the mail providers, which takes about a tenth of a second,
/// so that the first telephone number need not wait for it.
pub fn prepare() {
    LazyLock::force(&MAIL_DOMAINS);
    // There is no other way to have the plans read; which number it is does not matter.
    let _ = phone("+420601123456", None);
}
