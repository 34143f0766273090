//! Patterns with `*` (any characters, also none) and `?` (exactly one character).

use std::borrow::Cow;

use crate::identity::normalize;
use crate::text;

/// Longest pattern in characters: matching takes at most pattern times text steps.
pub const MAX_GLOB: usize = 500;

/// A pattern. Over text it is compared in folded form, over paths to the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob {
    text: String,
    pattern: String,
    folds: bool,
}

impl Glob {
    /// A pattern that is compared with the folded form of texts.
    pub fn folding(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            pattern: text::fold(text),
            folds: true,
        }
    }

    /// A pattern over addresses or mail domains: what stands after `@`, or all of it, may be in the
    /// letters of its language, where the stars and question marks leave labels whole.
    pub fn address(text: &str, is_domain: bool) -> Self {
        let (local, domain) = match text.rsplit_once('@') {
            Some((local, domain)) => (Some(text::fold(local)), domain),
            None if is_domain => (None, text),
            None => return Self::folding(text),
        };
        let domain: Vec<String> = domain.split('.').map(ascii_label).collect();
        let domain = domain.join(".");
        Self {
            text: text.to_owned(),
            pattern: local.map_or_else(|| domain.clone(), |local| format!("{local}@{domain}")),
            folds: true,
        }
    }

    /// A pattern that is compared to the letter.
    pub fn exact(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            pattern: text.to_owned(),
            folds: false,
        }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The pattern that is matched: folded, where the glob folds.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Whether texts are folded before they are compared.
    pub fn folds(&self) -> bool {
        self.folds
    }

    /// Whether the whole of `text` matches. Takes no memory unless the glob folds and the text has
    /// characters outside ASCII.
    pub fn matches(&self, text: &str) -> bool {
        let subject = match self.folds && !text.is_ascii() {
            true => Cow::Owned(text::fold(text)),
            false => Cow::Borrowed(text),
        };
        matches(self.pattern.as_bytes(), subject.as_bytes(), self.folds)
    }
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
fn matches(pattern: &[u8], text: &[u8], lower: bool) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    loop {
        match pattern.get(p) {
            Some(b'*') if p + 1 == pattern.len() => return true,
            Some(b'*') => {
                p += 1;
                retry = Some((p, t));
                continue;
            }
            None if t == text.len() => return true,
            Some(b'?') if t < text.len() => {
                p += 1;
                t += char_len(text[t]);
                continue;
            }
            Some(byte)
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
        ] {
            assert_eq!(
                Glob::exact(pattern).matches(text),
                expected,
                "{pattern} on {text}"
            );
        }
    }

    #[test]
    fn only_folding_globs_fold() {
        assert!(Glob::folding("*İSTANBUL*").matches("in Istanbul"));
        assert!(Glob::folding("caf?").matches("CAFÉ"));
        assert!(!Glob::exact("/a*").matches("/A"));
    }
}
