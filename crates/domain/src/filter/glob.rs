//! Patterns with `*` (any characters, also none) and `?` (exactly one character).

use std::borrow::Cow;

use crate::identity::{country, normalize};
use crate::text;

/// Longest pattern in characters: matching takes at most pattern times text steps.
pub const MAX_GLOB: usize = 500;

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlobPart {
    /// Any characters, also none.
    Any,
    /// Exactly one character.
    One,
    /// This byte of a text in UTF-8.
    Byte(u8),
}

/// A pattern. Over text it is compared in folded form, over paths to the letter. `\*` and `\?` stand for the
/// characters themselves, `\\` for a backslash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob {
    text: String,
    parts: Vec<GlobPart>,
    /// The same for addresses and domains in the letters of their language.
    readable: Option<Vec<GlobPart>>,
    folds: bool,
}

impl Glob {
    /// A pattern that is compared with the folded form of texts.
    pub fn folding(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            parts: parts(&text::fold(text)),
            readable: None,
            folds: true,
        }
    }

    /// A pattern over telephone numbers, which are kept without what people put between their digits.
    pub fn number(text: &str) -> Self {
        let between = |letter: char| letter.is_whitespace() || "()-./".contains(letter);
        let digits: String = text.chars().filter(|letter| !between(*letter)).collect();
        Self {
            parts: parts(&text::fold(&digits)),
            ..Self::folding(text)
        }
    }

    /// A pattern over addresses or mail domains, whose domains are kept in ASCII: it is compared with those in
    /// the letters of their language too. Whole labels are also sought as they are kept.
    pub fn address(text: &str, is_domain: bool) -> Self {
        let folded = Self::folding(text);
        let ascii = |domain: &str| {
            let labels: Vec<String> = domain.split('.').map(ascii_label).collect();
            labels.join(".")
        };
        let kept = match text.rsplit_once('@') {
            Some((local, domain)) => format!("{}@{}", text::fold(local), ascii(domain)),
            None if is_domain => ascii(text),
            None => text::fold(text),
        };
        Self {
            parts: parts(&kept),
            readable: Some(folded.parts),
            ..folded
        }
    }

    /// A pattern over countries, which are kept by their codes: one without stars may be a name.
    pub fn country(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::folding(country::normal(text))
        }
    }

    /// A pattern that is compared to the letter.
    pub fn exact(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            parts: parts(text),
            readable: None,
            folds: false,
        }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The pattern that is matched: folded, where the glob folds.
    pub fn parts(&self) -> &[GlobPart] {
        &self.parts
    }

    /// The pattern that the readable form of addresses may match instead.
    pub fn readable(&self) -> Option<&[GlobPart]> {
        self.readable.as_deref()
    }

    /// Whether texts are folded before they are compared.
    pub fn folds(&self) -> bool {
        self.folds
    }

    /// Whether the whole of `text` matches. Takes no memory unless the glob folds and the text has
    /// characters outside ASCII, or an address is compared in its own letters.
    pub fn matches(&self, text: &str) -> bool {
        let subject = match self.folds && !text.is_ascii() {
            true => Cow::Owned(text::fold(text)),
            false => Cow::Borrowed(text),
        };
        matches(&self.parts, subject.as_bytes(), self.folds) || self.matches_readable(text)
    }

    fn matches_readable(&self, text: &str) -> bool {
        let Some(parts) = &self.readable else {
            return false;
        };
        text.contains(ENCODED) && {
            let readable = text::fold(&normalize::readable(text));
            matches(parts, readable.as_bytes(), false)
        }
    }
}

/// What labels in punycode begin with.
const ENCODED: &str = "xn--";

fn parts(pattern: &str) -> Vec<GlobPart> {
    let mut parts = Vec::with_capacity(pattern.len());
    let mut bytes = pattern.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let escaped = match byte {
            b'\\' => bytes.next_if(|next| matches!(next, b'*' | b'?' | b'\\')),
            _ => None,
        };
        parts.push(match (byte, escaped) {
            (_, Some(literal)) => GlobPart::Byte(literal),
            (b'*', _) => GlobPart::Any,
            (b'?', _) => GlobPart::One,
            (byte, _) => GlobPart::Byte(byte),
        });
    }
    parts
}

/// A label of a domain in ASCII, between the stars at its ends.
fn ascii_label(label: &str) -> String {
    let own = label.trim_matches('*');
    match normalize::ascii_domain(own) {
        Some(ascii) if !own.is_ascii() => label.replace(own, &ascii),
        _ => text::fold(label),
    }
}

/// Greedy matching with one place to go back to: the last star. Earlier stars need no second try,
/// since whatever they took less, the last star can take more.
fn matches(pattern: &[GlobPart], text: &[u8], lower: bool) -> bool {
    use GlobPart::{Any, Byte, One};
    let (mut p, mut t) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    loop {
        match pattern.get(p) {
            Some(Any) if p + 1 == pattern.len() => return true,
            Some(Any) => {
                p += 1;
                retry = Some((p, t));
                continue;
            }
            None if t == text.len() => return true,
            Some(One) if t < text.len() => {
                p += 1;
                t += char_len(text[t]);
                continue;
            }
            Some(Byte(byte))
                if text
                    .get(t)
                    .is_some_and(|c| *byte == if lower { c.to_ascii_lowercase() } else { *c }) =>
            {
                p += 1;
                t += 1;
                continue;
            }
            _ => {}
        }
        match retry {
            Some((after_star, from)) if from < text.len() => {
                let next = from + char_len(text[from]);
                retry = Some((after_star, next));
                (p, t) = (after_star, next);
            }
            _ => return false,
        }
    }
}

/// Bytes of the UTF-8 character that starts with `byte`.
fn char_len(byte: u8) -> usize {
    match byte {
        0..=0xBF => 1,
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks_cover_the_whole_text() {
        for (pattern, text, expected) in [
            ("/pricing*", "/pricing/eu", true),
            ("/pricing*", "/a/pricing", false),
            ("*b*c", "abcbc", true),
            ("*b?d*", "abbcdd", true),
            ("", "", true),
            ("*", "", true),
            ("?", "", false),
            ("a**b", "ab", true),
            ("?", "é", true),
            ("*??", "é", false),
            ("*é", "éé", true),
            (r"50\*", "50*", true),
            (r"50\*", "500", false),
            (r"*\?", "why?", true),
            (r"*\?", "whyx", false),
            (r"a\\*", r"a\bc", true),
            (r"a\b", r"a\b", true),
        ] {
            assert_eq!(
                Glob::exact(pattern).matches(text),
                expected,
                "{pattern} on {text}"
            );
        }
    }

    #[test]
    fn parts_of_domains_are_found_in_both_of_their_forms() {
        let kept = "anna@xn--bcher-kva.example";
        for pattern in [
            "*bücher*",
            "*bucher*",
            "*BÜCH*",
            "*@bücher*",
            "*@b?cher.example",
            "*@büch*",
            "anna@bücher.example",
            "*xn--bcher*",
        ] {
            assert!(Glob::address(pattern, false).matches(kept), "{pattern}");
        }
        let domain = "xn--bchershop-q9a.example";
        for pattern in ["*bücher*", "bücher*", "*shop.example", "*xn--bcher*"] {
            assert!(Glob::address(pattern, true).matches(domain), "{pattern}");
        }
        assert!(!Glob::address("*bäcker*", false).matches(kept));
        assert!(!Glob::address("*bücher*", false).matches("anna@bcher.example"));
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for pattern in ["*601 123*", "+420 (601)*", "*123-45?", "*.123/456"] {
            assert!(Glob::number(pattern).matches("+420601123456"), "{pattern}");
            assert_eq!(Glob::number(pattern).text(), pattern);
        }
        assert!(!Glob::number("*602 123*").matches("+420601123456"));
    }

    #[test]
    fn a_country_is_meant_by_its_name() {
        assert!(Glob::country("Türkiye").matches("TR"));
        assert!(Glob::country("T?").matches("TR"));
    }

    #[test]
    fn only_folding_globs_fold() {
        assert!(Glob::folding("*İSTANBUL*").matches("in Istanbul"));
        assert!(Glob::folding("caf?").matches("CAFÉ"));
        assert!(!Glob::exact("/a*").matches("/A"));
    }
}
