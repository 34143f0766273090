//! What stands where an identifier should be and is none.
//!
//! Programs write `undefined`, `null` or a template that nobody filled in; people write
//! `test@test.com` and 1234567890 to get past a form. As identifiers these join strangers.

mod mail;
mod number;
mod template;
mod words;

pub use mail::is_placeholder_email;
pub use number::is_placeholder_phone;
pub use template::is_template;

use super::clean::clean;
use crate::text;

/// Whether an id is none: nothing but dashes and zeros, a word for nothing, a template.
pub fn is_placeholder(id: &str) -> bool {
    if is_plain_number_or_name(id) {
        return false;
    }
    let id = clean(id);
    let id = match id.trim_matches(['"', '\'', '`', ' ']) {
        "" => &*id,
        inside => inside,
    };
    let is_unfilled = is_template(id) || matches!(id, "%s" | "%d" | "%i" | "%u" | "%v" | "%@");
    if is_unfilled
        || is_object(id)
        || template::is_code(id)
        || matches!(id, "" | "-1" | "\"\"" | "''")
    {
        return true;
    }
    let bare = words::bare(id);
    if bare.is_empty() {
        return id.chars().all(|c| "-_.?*/ {}[]()<>".contains(c));
    }
    let repeats = |of: char| bare.chars().all(|c| c == of);
    let pattern = (3..=32).contains(&bare.len()) && repeats('x');
    repeats('0')
        || pattern
        || is_one_group(id)
        || words::is_word(&bare)
        || words::are_words(id)
        || of_cookie(id).is_some_and(is_word_or_words)
        || of_named_cookie(id).is_some_and(is_placeholder)
}

fn is_word_or_words(text: &str) -> bool {
    words::is_word(&words::bare(text)) || words::are_words(text)
}

/// Whether the 32 digits of a UUID are one group again and again, which chance never makes: ones all over, the
/// largest, `12341234-1234-…`. A shorter id may be somebody's.
fn is_one_group(id: &str) -> bool {
    const GROUP: usize = 8;
    let mut seen = [0; GROUP];
    let mut count = 0;
    for byte in id.bytes().filter(u8::is_ascii_alphanumeric) {
        let byte = byte.to_ascii_lowercase();
        if !byte.is_ascii_hexdigit() || (count >= GROUP && seen[count % GROUP] != byte) {
            return false;
        }
        seen[count % GROUP] = byte;
        count += 1;
    }
    count == 32
}

/// Whether a text of a profile, such as a company or a title, says nothing: it is blank, a template, or a word for nothing
/// that is nobody's role. Unlike ids, which [`is_placeholder`] judges, words for a guest or a customer say something.
pub fn says_nothing(text: &str) -> bool {
    let text = clean(text);
    let text = text.trim_matches(['"', '\'', '`', ' ']);
    !text.chars().any(char::is_alphanumeric)
        || (is_template(text) && !is_bracketed(text))
        || is_object(text)
        || matches!(text, "void 0" | "-1")
        || words::are_none(text)
}

/// Whether a company, a title or a place says nothing: as [`says_nothing`], or what a list to choose from shows before
/// anybody chose.
pub fn is_no_choice(text: &str) -> bool {
    says_nothing(text) || words::is_no_choice(clean(text).trim())
}

/// Whether a text is in single brackets and no name of a field: `(RED)`, `[solidcore]`, `{code}`.
fn is_bracketed(text: &str) -> bool {
    let ends = [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">")];
    let inside = ends
        .iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    inside.is_some_and(|inside| {
        let is_plain = |letter: char| letter.is_alphanumeric() || letter == ' ';
        inside.chars().all(is_plain)
            && !words::are_none(inside)
            && !words::are_names_of_names(inside)
            && !words::is_field(inside)
            && !FIELDS_OF_PROFILES.contains(&text::fold(inside).as_str())
    })
}

/// Fields of a profile, as templates call them.
const FIELDS_OF_PROFILES: &[&str] = &[
    "company",
    "organization",
    "title",
    "job title",
    "position",
    "city",
    "country",
    "firma",
    "sirket",
    "spolecnost",
    "unvan",
    "pozice",
    "jmeno",
    "isim",
    "ad",
];

/// Whether what stands for a name is none: it says nothing, or is the name of its field.
pub fn is_placeholder_name(text: &str) -> bool {
    says_nothing(text) || words::are_names_of_names(text)
}

/// What a cookie of analytics or advertisements holds behind its version: `GA1.1.undefined.undefined`.
fn of_cookie(id: &str) -> Option<&str> {
    let (name, rest) = id.split_once('.')?;
    let is_name = matches!(name, "GA1" | "GS1" | "GS2" | "fb" | "_ga" | "GCL");
    let (version, rest) = rest.split_once('.').filter(|_| is_name)?;
    version.parse::<u8>().is_ok().then_some(rest)
}

/// What a cookie holds that was passed on with its name: `_ga=null`.
fn of_named_cookie(id: &str) -> Option<&str> {
    #[rustfmt::skip]
    const COOKIES: &[&str] = &[
        "_ga", "_gid", "_gcl_au", "_gcl_aw", "_fbp", "_fbc", "_hjid", "_clck", "_ym_uid", "_pk_id", "ajs_anonymous_id", "ajs_user_id",
    ];
    let (name, value) = id.split_once('=')?;
    (COOKIES.contains(&name) && value.contains(char::is_alphanumeric)).then_some(value)
}

/// Whether an id is seen at once to be one, as nearly all are: it has a digit other than zero, which no word
/// for nothing has, and no signs of templates. Those that are the same for everybody are long and begin as
/// [`may_be_known`] says.
fn is_plain_number_or_name(id: &str) -> bool {
    let bytes = id.as_bytes();
    let is_usual = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.@:+/".contains(byte);
    !may_be_known(bytes)
        && !is_one_group(id)
        && bytes.iter().any(|byte| matches!(byte, b'1'..=b'9'))
        && bytes.iter().all(is_usual)
        && bytes[0].is_ascii_alphanumeric()
        && !id.contains("@@")
        && of_cookie(id).is_none()
}

/// Whether an id is as long and begins as one does that is known to be the same for everybody.
fn may_be_known(id: &[u8]) -> bool {
    id.len() >= 16
        && match (id[0], id[1]) {
            (b'x' | b'X', _) | (b'9', b'7') | (b'1', b'2') => true,
            // The second of its letters stands behind a sign.
            (b'9' | b'1', second) => !second.is_ascii_alphanumeric(),
            _ => false,
        }
}

/// What JavaScript prints for an object.
fn is_object(id: &str) -> bool {
    id.strip_prefix("[object ")
        .is_some_and(|rest| rest.ends_with(']'))
        || id == "System.Object"
        || id.starts_with("function (")
        || id.starts_with("function(")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_to_be_none_is_never_taken_for_an_id_at_first_sight() {
        let others = [
            "-1",
            "0",
            "00000000-0000-0000-0000-000000000000",
            "ffff",
            "1-23e4567e89b12d3a456426614174000",
            "123e4567-e89b-12d3-a456-426614174000",
        ];
        for word in words::all().chain(others) {
            assert!(!is_plain_number_or_name(word), "{word}");
            assert!(!is_plain_number_or_name(&word.to_uppercase()), "{word}");
        }
        let written = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
        assert!(is_placeholder(written) && is_placeholder("123e4567-e89b-12d3-a456-426614174000"));
        for id in ["u17", "jana.novakova+2@firma.example", "4711", "9774d5"] {
            assert!(is_plain_number_or_name(id) && !is_placeholder(id), "{id}");
        }
    }
}
