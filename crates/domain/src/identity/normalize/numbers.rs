//! What people write where a telephone number is asked for: several, with extensions and labels.

use std::borrow::Cow;

use super::clean::clean;
use super::phone::phone;
use crate::text;

/// Longest text looked at.
const MAX_TEXT_BYTES: usize = 300;
/// Numbers taken from one text.
const MAX_NUMBERS: usize = 4;
/// Longest extension.
const MAX_EXTENSION: usize = 12;

/// What stands before an extension, folded, longest first.
const EXTENSION: &[&str] = &[
    "nebenstelle",
    "durchwahl",
    "extension",
    "klapka",
    "dahili",
    "ic hat",
    "linka",
    "poste",
    "line",
    "dah",
    "ext",
    "int",
    "xt",
    "dw",
    "kl",
    "l",
    "x",
    "#",
];
/// Words between two numbers.
const AND: &[&str] = &[
    " and ", " or ", " ve ", " veya ", " a ", " nebo ", " und ", " oder ", " & ",
];

/// A telephone number as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// The number in E.164: the identifier.
    pub number: String,
    /// The extension behind it: digits, as they were written.
    pub extension: Option<String>,
}

/// The numbers in a text, first the one that is to be shown, each once: `0212 555 01 23 dahili 12`,
/// `601 123 456 / 601 123 457`, `0212 555 01 23/24`. `region` as in [`phone`].
pub fn phones(text: &str, region: Option<&str>) -> Vec<Phone> {
    let mut found: Vec<Phone> = Vec::new();
    if text.len() > MAX_TEXT_BYTES {
        return found;
    }
    let text = clean(text);
    // A program took it for a number with decimals.
    let whole = text
        .strip_suffix(".0")
        .filter(|rest| rest.len() >= 7 && rest.bytes().all(|byte| byte.is_ascii_digit()));
    let whole = whole.map(|whole| Cow::Owned(whole.to_owned()));
    let text = whole.unwrap_or(text);
    // A number alone has nothing that could stand between two.
    let text = match text.contains(|letter: char| letter.is_alphabetic() || letter == '&') {
        true => Cow::Owned(separated(&text)),
        false => text,
    };
    for part in text.split([';', '|', '\n']) {
        for one in in_part(part, region) {
            if found.len() < MAX_NUMBERS && !found.iter().any(|known| known.number == one.number) {
                found.push(one);
            }
        }
    }
    found
}

/// The text with one sign between numbers, whatever word stood there.
fn separated(text: &str) -> String {
    let text = text.replace(";ext=", " ext ").replace(";EXT=", " ext ");
    AND.iter().fold(text, |text, and| text.replace(and, ";"))
}

/// The numbers of a part. A comma or a slash may stand within a number, between two, before an
/// extension or before other last digits; which of them is what gives numbers.
fn in_part(part: &str, region: Option<&str>) -> Vec<Phone> {
    let part = without_note(without_label(part.trim()));
    if let Some(one) = dialled_on(part, region).or_else(|| with_extension(part, region)) {
        return vec![one];
    }
    let Some((first, rest)) = part.split_once([',', '/']) else {
        return other_endings(part, '-', region);
    };
    let endings = other_endings(part, '/', region);
    if !endings.is_empty() {
        return endings;
    }
    let mut all = in_part(first, region);
    all.extend(in_part(rest, region));
    all
}

/// `+90 212 555 01 23,12`: what is dialled after a pause.
fn dialled_on(part: &str, region: Option<&str>) -> Option<Phone> {
    let (number, extension) = part.split_once(',')?;
    let extension = extension.trim();
    let is_short =
        (1..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_digit());
    let number = is_short.then(|| phone(number, region))??;
    Some(Phone {
        number,
        extension: Some(extension.to_owned()),
    })
}

/// `0212 555 01 23/24`: a number, and the last digits of the next.
fn other_endings(part: &str, sign: char, region: Option<&str>) -> Vec<Phone> {
    let plain = |number| Phone {
        number,
        extension: None,
    };
    let Some((first, rest)) = part.rsplit_once(sign) else {
        return Vec::new();
    };
    let (first, ending) = (first.trim(), rest.trim());
    let is_ending =
        (1..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_digit());
    let Some(number) = phone(first, region).filter(|_| is_ending) else {
        return Vec::new();
    };
    let second = format!("{}{ending}", &number[..number.len() - ending.len()]);
    let mut both = vec![plain(number)];
    both.extend(
        phone(&second, None)
            .filter(|second| *second != both[0].number)
            .map(plain),
    );
    both
}

/// One number with its extension, if it has one.
fn with_extension(part: &str, region: Option<&str>) -> Option<Phone> {
    if let Some((before, extension)) = split_extension(part) {
        let number = phone(before, region)?;
        return Some(Phone {
            number,
            extension: Some(extension),
        });
    }
    let number = part
        .chars()
        .all(|c| !c.is_alphabetic())
        .then(|| phone(part, region))??;
    Some(Phone {
        number,
        extension: None,
    })
}

/// Cuts `0212 555 01 23 dahili 12` in front of the word for the extension.
fn split_extension(part: &str) -> Option<(&str, String)> {
    for (at, letter) in part.char_indices().rev() {
        let stands_alone = !part[..at].ends_with(char::is_alphabetic);
        if !stands_alone || !(letter.is_alphabetic() || letter == '#') {
            continue;
        }
        let folded = text::fold(&part[at..]);
        let Some(rest) = EXTENSION.iter().find_map(|word| folded.strip_prefix(word)) else {
            continue;
        };
        let extension = rest.trim_matches(|c: char| " .:=#()-".contains(c) || c == 'n' || c == 'o');
        let is_extension = (1..=MAX_EXTENSION).contains(&extension.len())
            && extension.starts_with(|c: char| c.is_ascii_digit())
            && extension
                .chars()
                .all(|c| c.is_ascii_digit() || " -/,".contains(c));
        let before = part[..at].trim_end_matches([' ', ',', ';', '(', '-', '/']);
        if is_extension {
            return Some((before, extension.to_owned()));
        }
    }
    None
}

/// The text from the number on: `Tel.: +420 …`, `GSM 0532 …`, `tel:+420…`.
fn without_label(part: &str) -> &str {
    let begins = part.find(|c: char| c.is_ascii_digit() || "+(".contains(c));
    let label = &part[..begins.unwrap_or(0)];
    match label
        .chars()
        .all(|c| c.is_alphabetic() || " .:-'".contains(c))
    {
        true => &part[label.len()..],
        false => part,
    }
}

/// The text without a remark at its end: `601 123 456 (home)`.
fn without_note(part: &str) -> &str {
    match part.rsplit_once('(') {
        Some((before, note))
            if note.ends_with(')')
                && note.chars().all(|c| c.is_alphabetic() || " .)".contains(c)) =>
        {
            before.trim_end()
        }
        _ => part,
    }
}
