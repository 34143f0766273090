//! Text from outside without what nobody sees.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::placeholder::{is_placeholder, is_placeholder_name};

/// Text as people see it: characters that show nothing dropped, every kind of space a plain one,
/// runs of them one, none at the ends, full-width letters and signs in their usual form, composed
/// (NFC).
///
/// Joiners stay between letters of the scripts that are written with them.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean_ascii(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut last = None;
    while let Some(letter) = letters.next() {
        let joins = is_joiner(letter)
            && last.is_some_and(takes_joiners)
            && letters.peek().copied().is_some_and(takes_joiners);
        if is_space(letter) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if joins || !is_invisible(letter) {
            out.push(usual_width(letter));
            last = Some(letter);
        }
    }
    out.truncate(out.trim_end().len());
    match is_nfc_quick(out.chars()) {
        IsNormalized::Yes => Cow::Owned(out),
        _ => Cow::Owned(out.nfc().collect()),
    }
}

/// An id as it is stored: without blanks around it, and without what nobody sees. `None` when
/// nothing is left.
pub fn id(text: &str) -> Option<String> {
    let is_plain = text.is_ascii() && !text.trim().contains(|letter: char| letter.is_control());
    let id = match is_plain {
        true => text.trim().into(),
        false => clean(text),
    };
    (!id.is_empty()).then(|| id.into_owned())
}

/// The id of somebody without the decimals that a program gave a whole number: `42.0` is `42`.
pub fn whole(id: String) -> String {
    let is_number =
        |id: &&str| !id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit());
    match id
        .strip_suffix(".0")
        .filter(|id| !id.is_empty())
        .filter(is_number)
    {
        Some(whole) => whole.to_owned(),
        None => id,
    }
}

/// A person's name as it is stored. `None` when nothing is left, or only what programs write where
/// they know no name; that is dropped from the ends as well (`Jan undefined`).
pub fn name(text: &str) -> Option<String> {
    let text = clean(text);
    // `Null` is a surname; programs print it in small letters.
    if text != "Null" && is_placeholder_name(&text) {
        return None;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let says = |word: &&str| {
        let is_nothing = matches!(*word, "undefined" | "null" | "(null)" | "NaN" | "nil");
        let is_template = word.starts_with(['{', '[', '<', '%', '*', '$']) && is_placeholder(word);
        !is_nothing && !is_template && word.chars().any(char::is_alphanumeric)
    };
    let first = words.iter().position(says)?;
    let last = words.iter().rposition(says)?;
    Some(words[first..=last].join(" "))
}

fn is_clean_ascii(text: &str) -> bool {
    // A blank before the text makes one at its beginning the second of two.
    let mut last = b' ';
    for byte in text.bytes() {
        if !(b' '..=b'~').contains(&byte) || (byte == b' ' && last == b' ') {
            return false;
        }
        last = byte;
    }
    text.is_empty() || last != b' '
}

/// Whether a character shows nothing but room, if that: spaces of every kind, format characters, fillers. Controls
/// that are no space are none of them.
pub fn is_blank(letter: char) -> bool {
    is_space(letter) || (is_invisible(letter) && !letter.is_control())
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{2800}'
}

/// Whether a character shows nothing: controls, format characters, fillers, variation selectors, tags.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

/// Letters of Arabic, of the scripts of India and of their neighbours.
fn takes_joiners(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{109f}')
}

/// Full-width forms as they are written in Latin text.
fn usual_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(letter) - 0xff01 + 0x21).unwrap_or(letter)
        }
        '\u{3002}' | '\u{ff61}' => '.',
        letter => letter,
    }
}
