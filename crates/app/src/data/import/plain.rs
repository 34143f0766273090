//! Cells as they are meant, without what programs put around their values.

use std::borrow::Cow;

/// Tags that programs write into cells: links, pictures, line breaks, emphasis.
const TAGS: &[&str] = &[
    "a", "b", "br", "div", "em", "font", "hr", "i", "img", "li", "ol", "p", "span", "strong",
    "table", "td", "tr", "u", "ul",
];
/// What Google writes between several values of a cell.
pub const BETWEEN_VALUES: &str = " ::: ";
/// Groups of Google that everybody is in.
const SYSTEM_GROUPS: &[&str] = &["myContacts", "starred", ""];

/// A cell without tags, blanks around it, and the marks of Google's groups.
pub fn plain(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim();
    if cell.contains(BETWEEN_VALUES) || cell.starts_with("* ") || cell == "*" {
        return Cow::Owned(values(cell));
    }
    match cell.contains('<') && has_tag(cell) {
        true => Cow::Owned(without_tags(cell)),
        false => Cow::Borrowed(cell),
    }
}

/// `* friends ::: * myContacts` as `friends`; `a@x ::: b@x` as `a@x, b@x`.
fn values(cell: &str) -> String {
    let groups = cell.starts_with('*');
    let values = cell.split(BETWEEN_VALUES.trim()).map(|value| {
        let value = value.trim();
        value
            .strip_prefix('*')
            .filter(|_| groups)
            .map_or(value, str::trim_start)
    });
    let said = values.filter(|value| !(groups && SYSTEM_GROUPS.contains(value)));
    said.collect::<Vec<_>>().join(", ")
}

fn has_tag(text: &str) -> bool {
    text.match_indices('<')
        .any(|(at, _)| tag_length(&text[at..]).is_some())
}

/// Bytes of the tag that a text begins with. `Ada <ada@firm.example>` has none.
fn tag_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let known = TAGS
        .iter()
        .any(|tag| tag.eq_ignore_ascii_case(&name[..end]));
    let closes = name[end..].starts_with(['>', '/', ' ', '\t', '\n', '\r']);
    (known && closes).then(|| text.find('>'))?.map(|at| at + 1)
}

fn without_tags(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = tag_length(rest);
        // Words on both sides of a tag are two words.
        out.push_str(if length.is_some() { " " } else { "<" });
        rest = &rest[length.unwrap_or(1)..];
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id without the apostrophe with which a spreadsheet keeps it a text.
pub fn unguarded(id: &str) -> &str {
    let text = id.strip_prefix('\'');
    // One in quotes has another at its end.
    text.filter(|text| !text.is_empty() && !text.contains('\''))
        .unwrap_or(id)
}

/// An id of Salesforce in its long form. Reports write ids of 15 letters, in which capitals count;
/// other exports the same with three letters more that tell the capitals, so one contact has two.
pub fn long_id(id: &str) -> Cow<'_, str> {
    let of_person = ["003", "00Q"].iter().any(|prefix| id.starts_with(prefix));
    let sound = id.len() == 15 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let letters = id.bytes().any(|byte| byte.is_ascii_uppercase());
    if !(of_person && sound && letters && id[3..].bytes().any(|byte| byte.is_ascii_digit())) {
        return Cow::Borrowed(id);
    }
    const SIGNS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    let ending = id.as_bytes().chunks(5).map(|five| {
        let capitals = five
            .iter()
            .enumerate()
            .map(|(at, byte)| usize::from(byte.is_ascii_uppercase()) << at);
        char::from(SIGNS[capitals.sum::<usize>()])
    });
    Cow::Owned(id.chars().chain(ending).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_off() {
        for (cell, expected) in [
            (" Ada ", "Ada"),
            (
                "<a href=\"/0035g\" target=\"_blank\">Jan Novák</a>",
                "Jan Novák",
            ),
            ("Line one<br/>line two<BR>three", "Line one line two three"),
            // Entities are resolved once, where every trait is read.
            ("<p>Ráno &amp; večer</p>", "Ráno &amp; večer"),
            ("&lt;b&gt;", "&lt;b&gt;"),
            ("Ela Dve <ela@two.example>", "Ela Dve <ela@two.example>"),
            ("<a@b.example>", "<a@b.example>"),
            ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
            ("a &b; c  d", "a &b; c  d"),
            ("<a href=", "<a href="),
        ] {
            assert_eq!(plain(cell), expected, "{cell}");
        }
    }

    #[test]
    fn values_of_google_are_listed() {
        assert_eq!(plain("* friends ::: * myContacts"), "friends");
        assert_eq!(plain("* myContacts"), "");
        assert_eq!(plain("* "), "");
        assert_eq!(
            plain("a@x.example ::: b@x.example"),
            "a@x.example, b@x.example"
        );
        assert_eq!(plain("*starred text*"), "*starred text*");
    }

    #[test]
    fn the_apostrophe_of_a_spreadsheet_is_no_part_of_an_id() {
        for (cell, expected) in [
            ("'68613177", "68613177"),
            ("'0042", "0042"),
            ("'U-17", "U-17"),
            ("'quoted'", "'quoted'"),
            ("o'neil", "o'neil"),
            ("'", "'"),
        ] {
            assert_eq!(unguarded(cell), expected, "{cell}");
        }
    }

    #[test]
    fn short_ids_of_salesforce_become_long_ones() {
        assert_eq!(long_id("0035g00000ABCDe"), "0035g00000ABCDeAAP");
        for other in [
            "0035g00000ABCDeAAP",
            "003123456789012",
            "42",
            "",
            "003Příliššsssss",
        ] {
            assert_eq!(long_id(other), other);
        }
    }
}
