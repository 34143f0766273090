//! Templates that nobody filled, and code that nobody ran.

use super::words::{bare, is_field};

/// Whether a template stands in the text that was not filled: `{{user_id}}`, `%%email%%`, `[[email]]`,
/// `${id}`, `<user id>`, `{email}`, `*|EMAIL|*`, `%(id)s`, `<?= $id ?>` …; also with something before or
/// after, which leaves all of them the same, and as an address writes it (`$%7Bid%7D`).
pub fn is_template(text: &str) -> bool {
    // Nearly no text has any of what templates are written with.
    let is_mark = |byte| {
        matches!(
            byte,
            b'{' | b'[' | b'<' | b'%' | b'*' | b'$' | b'#' | b'(' | b'|'
        )
    };
    let is_marked = text.bytes().any(is_mark);
    if !is_marked && !text.contains(['@', '«']) && !text.starts_with("__") {
        return false;
    }
    const ANYWHERE: &[(&str, &str)] = &[
        ("{{", "}}"),
        ("${", "}"),
        ("#{", "}"),
        ("%{", "}"),
        ("<%", "%>"),
        ("<?", "?>"),
        ("{%", "%}"),
        ("{!", "}"),
        ("[[", "]]"),
        ("[%", "%]"),
        ("%%", "%%"),
        ("%(", ")s"),
        ("%(", ")d"),
        ("*|", "|*"),
        ("@@", "@@"),
        ("{$", "}"),
    ];
    const AROUND: &[(&str, &str)] = &[
        ("{", "}"),
        ("[", "]"),
        ("<", ">"),
        ("<<", ">>"),
        ("%", "%"),
        ("__", "__"),
        ("((", "))"),
        ("(", ")"),
        ("$", "$"),
        ("#", "#"),
        ("@", "@"),
        ("||", "||"),
    ];
    let anywhere = |(open, close): &(&str, &str)| {
        text.find(open)
            .is_some_and(|at| text[at + open.len()..].contains(close))
    };
    let around = |(open, close): &(&str, &str)| {
        let inside = text
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close));
        inside.is_some_and(is_name_of_field)
    };
    // Names are quoted so as well.
    let is_merged = |text: &str| {
        let inside = text
            .strip_prefix('«')
            .and_then(|rest| rest.strip_suffix('»'));
        inside.is_some_and(|inside| inside.contains('_') || is_field(inside))
    };
    ANYWHERE.iter().any(anywhere)
        || is_merged(text)
        || AROUND.iter().any(around)
        || unescaped(text).is_some_and(|text| is_template(&text))
}

/// The text with the signs of templates that an address escapes; `None` where it has none.
fn unescaped(text: &str) -> Option<String> {
    const ESCAPED: &[(&str, &str)] = &[
        ("%7b", "{"),
        ("%7d", "}"),
        ("%5b", "["),
        ("%5d", "]"),
        ("%3c", "<"),
        ("%3e", ">"),
        ("%24", "$"),
        ("%7c", "|"),
        ("%20", " "),
    ];
    if !text.contains("%7") && !text.contains("%5") && !text.contains("%3") {
        return None;
    }
    let mut plain = text.to_owned();
    for (escaped, sign) in ESCAPED {
        plain = plain
            .replace(escaped, sign)
            .replace(&escaped.to_uppercase(), sign);
    }
    (plain != text).then_some(plain)
}

/// Whether a text can be the name of a field: words of letters, with joints.
fn is_name_of_field(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphabetic)
        && text.len() <= 60
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || " _.-:|$".contains(c))
        && text.chars().filter(char::is_ascii_digit).count() <= 2
}

/// Objects of which programs take an id.
#[rustfmt::skip]
const OBJECTS: &[&str] = &[
    "window", "this", "self", "globalthis", "document", "localstorage", "sessionstorage", "user",
    "currentuser", "customer", "visitor", "guest", "account", "profile", "session", "auth", "request",
    "req", "props", "state", "context", "ctx", "event", "payload", "analytics", "datalayer", "shopify",
    "model", "row", "record",
];

/// Whether a text is a piece of a program that should have been run: `void 0`, `window.userId`,
/// `$user->id`, `getUserId()`, `@Model.UserId`, `:user_id`.
pub(super) fn is_code(text: &str) -> bool {
    if matches!(text, "void 0" | "void(0)" | "typeof undefined") || text.contains("=>") {
        return true;
    }
    let is_sign = |letter: char| letter == '$' || letter == '@' || letter == ':';
    let (signed, rest) = match text.strip_prefix(is_sign) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let rest = rest.replace("?.", ".").replace("->", ".");
    let (is_call, path) = match rest.strip_suffix("()") {
        Some(path) => (true, path),
        None => (false, rest.as_str()),
    };
    let is_name = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let parts: Vec<&str> = path.split('.').collect();
    if !parts.iter().all(|part| is_name(part)) {
        return false;
    }
    let [first, .., last] = parts[..] else {
        return is_call || (signed && is_field(path));
    };
    let is_object = OBJECTS.contains(&&*bare(first).to_ascii_lowercase());
    is_call || (is_field(last) && (is_object || signed))
}
