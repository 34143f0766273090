//! Entities of HTML in what is no HTML: `Novák &amp; syn`, as forms and shops hand it on that escape what
//! they store.

use std::borrow::Cow;

/// Names with the characters that they stand for: signs of mark-up, letters of European alphabets, and signs
/// that editors put in.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("euro", '€'),
    ("pound", '£'),
    ("sect", '§'),
    ("deg", '°'),
    ("Aacute", 'Á'),
    ("aacute", 'á'),
    ("Agrave", 'À'),
    ("agrave", 'à'),
    ("Acirc", 'Â'),
    ("acirc", 'â'),
    ("Atilde", 'Ã'),
    ("atilde", 'ã'),
    ("Auml", 'Ä'),
    ("auml", 'ä'),
    ("Aring", 'Å'),
    ("aring", 'å'),
    ("AElig", 'Æ'),
    ("aelig", 'æ'),
    ("Aogon", 'Ą'),
    ("aogon", 'ą'),
    ("Ccedil", 'Ç'),
    ("ccedil", 'ç'),
    ("Ccaron", 'Č'),
    ("ccaron", 'č'),
    ("Cacute", 'Ć'),
    ("cacute", 'ć'),
    ("Dcaron", 'Ď'),
    ("dcaron", 'ď'),
    ("Eacute", 'É'),
    ("eacute", 'é'),
    ("Egrave", 'È'),
    ("egrave", 'è'),
    ("Ecirc", 'Ê'),
    ("ecirc", 'ê'),
    ("Euml", 'Ë'),
    ("euml", 'ë'),
    ("Ecaron", 'Ě'),
    ("ecaron", 'ě'),
    ("Eogon", 'Ę'),
    ("eogon", 'ę'),
    ("Gbreve", 'Ğ'),
    ("gbreve", 'ğ'),
    ("Iacute", 'Í'),
    ("iacute", 'í'),
    ("Icirc", 'Î'),
    ("icirc", 'î'),
    ("Iuml", 'Ï'),
    ("iuml", 'ï'),
    ("Idot", 'İ'),
    ("imath", 'ı'),
    ("inodot", 'ı'),
    ("Lcaron", 'Ľ'),
    ("lcaron", 'ľ'),
    ("Lacute", 'Ĺ'),
    ("lacute", 'ĺ'),
    ("Lstrok", 'Ł'),
    ("lstrok", 'ł'),
    ("Ncaron", 'Ň'),
    ("ncaron", 'ň'),
    ("Nacute", 'Ń'),
    ("nacute", 'ń'),
    ("Ntilde", 'Ñ'),
    ("ntilde", 'ñ'),
    ("Oacute", 'Ó'),
    ("oacute", 'ó'),
    ("Ocirc", 'Ô'),
    ("ocirc", 'ô'),
    ("Ouml", 'Ö'),
    ("ouml", 'ö'),
    ("Odblac", 'Ő'),
    ("odblac", 'ő'),
    ("Oslash", 'Ø'),
    ("oslash", 'ø'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Rcaron", 'Ř'),
    ("rcaron", 'ř'),
    ("Racute", 'Ŕ'),
    ("racute", 'ŕ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Sacute", 'Ś'),
    ("sacute", 'ś'),
    ("Scedil", 'Ş'),
    ("scedil", 'ş'),
    ("szlig", 'ß'),
    ("Tcaron", 'Ť'),
    ("tcaron", 'ť'),
    ("Uacute", 'Ú'),
    ("uacute", 'ú'),
    ("Ugrave", 'Ù'),
    ("ugrave", 'ù'),
    ("Ucirc", 'Û'),
    ("ucirc", 'û'),
    ("Uuml", 'Ü'),
    ("uuml", 'ü'),
    ("Uring", 'Ů'),
    ("uring", 'ů'),
    ("Udblac", 'Ű'),
    ("udblac", 'ű'),
    ("Yacute", 'Ý'),
    ("yacute", 'ý'),
    ("Zcaron", 'Ž'),
    ("zcaron", 'ž'),
    ("Zacute", 'Ź'),
    ("zacute", 'ź'),
    ("Zdot", 'Ż'),
    ("zdot", 'ż'),
];
/// Most bytes between `&` and `;`.
const MAX_NAME: usize = 8;

/// The text that was meant, with every entity resolved once: `&amp;lt;` is `&lt;`. What is no entity that
/// is known stays as it is.
pub fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') || !text.contains(';') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let (sign, length) = sign(entity).unwrap_or(('&', 1));
        out.push(sign);
        rest = &entity[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that the entity at the beginning of a text stands for, and the length of the entity.
fn sign(text: &str) -> Option<(char, usize)> {
    let end = text
        .bytes()
        .take(MAX_NAME + 2)
        .position(|byte| byte == b';')?;
    let name = &text[1..end];
    let sign = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((sign, end + 1))
}

fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let plain = digits.chars().all(|digit| digit.is_digit(radix));
    let sign = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    (plain && !sign.is_control()).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entity_is_resolved_once() {
        for (text, meant) in [
            ("Novák &amp; syn", "Novák & syn"),
            ("O&#39;Neill", "O'Neill"),
            ("O&#039;Neill &#x26; Co.", "O'Neill & Co."),
            ("&Scaron;koda &ccedil;elik &Idot;&scedil;", "Škoda çelik İş"),
            ("&amp;amp;", "&amp;"),
            ("&amp;#39;", "&#39;"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("&#353;&#x161;", "šš"),
            ("a&nbsp;b", "a b"),
        ] {
            assert_eq!(resolved(text), meant, "{text}");
        }
    }

    #[test]
    fn what_is_no_entity_stays() {
        for text in [
            "AT&T",
            "A & B; C",
            "Q&A;",
            "&unknown;",
            "&#0;",
            "&#x110000;",
            "&#;",
            "&#x;",
            "&#+39;",
            "&Amp;",
            "&",
            ";&",
            "&ž;",
            "&#39",
            "&&;",
        ] {
            assert_eq!(resolved(text), text);
        }
    }
}
