//! What people type where a filter goes: a filter, or plain words that find people.

use std::borrow::Cow;

use super::ast::PersonFilter;
use super::error::FilterError;
use super::field::{CUSTOM, PersonField};
use super::search::Search;
use super::top::Score;
use crate::identity::normalize;

/// Signs that filters are written with, and names are not.
const SIGNS: &[char] = &['=', '<', '>', '~', '"', '|', '“', '”'];

/// Longest text that is taken for words.
const MAX_PLAIN: usize = 200;

impl PersonFilter {
    /// The filter that somebody typed. Plain words, which are none, find the people who have them; what looks like a
    /// filter with a mistake is one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn typed(text: &str) -> Result<Self, FilterError> {
        Self::parse_list(text).or_else(|error| match is_plain(text) {
            true => Search::first_words(text)
                .map(Self::of_search)
                .map_err(|_| error),
            false => Err(error),
        })
    }
}

fn is_plain(text: &str) -> bool {
    let words = without_brackets(text).unwrap_or(Cow::Borrowed(text));
    let has_signs = words.contains(SIGNS) || words.contains("&&") || has_call(&words);
    text.chars().count() <= MAX_PLAIN
        && !has_signs
        && !text.contains('\0')
        && !looks_like_filter(&normalize::clean(&words))
}

/// Whether a bracket opens where it does in `count(page)` and `(fit > 3)`, and not as in `Smith (old)`, or in a number.
fn has_call(text: &str) -> bool {
    let is_number = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +()-./".contains(c));
    let mut before = text.match_indices('(').map(|(at, _)| &text[..at]);
    !is_number && before.any(|before| !before.ends_with(char::is_whitespace))
}

/// `Ada Lovelace <ada@acme.example>`, as programs for mail write who it is from, without the brackets.
fn without_brackets(text: &str) -> Option<Cow<'_, str>> {
    let (name, rest) = text.trim().split_once('<')?;
    let address = rest.strip_suffix('>').filter(|one| one.contains('@'))?;
    Some(Cow::Owned(format!("{name} {address}")))
}

/// Whether one of the parts that are joined like conditions begins like one.
fn looks_like_filter(text: &str) -> bool {
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches(['(', ')']));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let joins = |word: &str| {
        ["and", "or", "not"]
            .iter()
            .any(|join| join.eq_ignore_ascii_case(word))
    };
    let begins = |at: usize| at == 0 || joins(words[at - 1]);
    let fields = words
        .iter()
        .enumerate()
        .any(|(at, word)| begins(at) && is_field(word));
    let is_top = |at: usize| words[at].eq_ignore_ascii_case("top") && is_top(&words[at + 1..]);
    fields || (0..words.len()).any(is_top)
}

/// Whether what follows `top` asks for those at the top, or nearly: `100`, `5 % by fit`, `-1 by fit`, `many by fit`,
/// `10 fit`. `Top 10 Ltd` is somebody's name.
fn is_top(words: &[&str]) -> bool {
    let is_score = |word: &&str| {
        Score::ALL
            .iter()
            .any(|score| score.name().eq_ignore_ascii_case(word))
    };
    let is_number = |word: &&str| {
        word.trim_start_matches(['-', '+'])
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let is_counted = words.first().is_some_and(is_number);
    let after = match words.get(1) {
        Some(&"%") => 2,
        _ => 1,
    };
    match words.get(after..).unwrap_or_default() {
        [by, score, rest @ ..] if by.eq_ignore_ascii_case("by") => {
            is_score(score) || (is_counted && rest.is_empty())
        }
        [] => is_counted,
        [by] if by.eq_ignore_ascii_case("by") => is_counted,
        [score, ..] => is_counted && is_score(score),
    }
}

fn is_field(word: &str) -> bool {
    PersonField::from_name(word).is_some()
        || word.eq_ignore_ascii_case("customer.purchases")
        || word
            .get(..CUSTOM.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(CUSTOM))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_find_people() {
        for text in [
            "ada",
            "ada lovelace",
            "ACME",
            "ada@acme.com",
            "@acme.com",
            "+90 532 123",
            "532123",
            "(0532) 123 45 67",
            "Marks and Spencer",
            "Johnson & Johnson",
            "O'Brien",
            "Or Cohen",
            "Lovelace, Ada",
            "Ayşe Çelik",
            "Yahoo!",
            "Notion",
            "First National",
            "Count Basie",
            "SumUp",
            "Hot Chip",
            "anna-marie",
            "a/b",
            "smith (old)",
            "Acme (CZ) s.r.o.",
            "Ada Lovelace <ada@acme.example>",
            "3M",
            "#G-1",
            "Not",
            "Kind-ly",
            "Has Holding",
            "Stages Ltd",
            "Nameless Ada",
            "Lead Forensics",
            "smith or jones",
            "Top 10 Ltd",
            "Top 10 by Design Ltd",
            "Top 10 and more",
            "Top Fit",
            "Top",
            "not a company",
            "ada or bob",
            "０５３２ １２３",
            "\u{feff}ada\u{200b}",
        ] {
            let found = PersonFilter::typed(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(
                found,
                PersonFilter::of_search(Search::new(text).expect(text)),
                "{text}"
            );
            assert_eq!(
                PersonFilter::parse(found.text()),
                Ok(found.clone()),
                "{text}"
            );
        }
    }

    #[test]
    fn filters_stay_filters() {
        for text in [
            "fit > 3",
            "has owner",
            "top 100 by fit",
            "fit > 3 top 5 % by velocity",
            "",
            "search = \"ada\" and temperature = hot",
            "count(page)",
            "not fit > 3",
        ] {
            assert_eq!(
                PersonFilter::typed(text),
                PersonFilter::parse_list(text),
                "{text}"
            );
        }
    }

    #[test]
    fn filters_with_a_mistake_get_their_error() {
        for text in [
            "stage mql",
            "top 100",
            "fit > 3 top 0 by fit",
            "top 5 % engagement",
            "temperature hot",
            "Temperature",
            "titel = \"x\"",
            "count(pages)",
            "fit > ",
            "not stage mql",
            "ada or stage mql",
            "top -1 by fit",
            "top -1",
            "top 10 by",
            "top 10 by fits",
            "top 10 fit",
            "top 10 by fit and hot",
            "top many by fit",
            "acme top 5 by fit",
            "\u{feff}stage mql",
            "ada and stage mql",
            "profile.plan pro",
            "customer.purchases 3",
            "email.domain free",
            "\"ada\"",
            "ada | bob",
            "(ada)",
            "country is CZ",
            "name ada",
            "x&&y",
            "@",
            "a\0b",
            &"ada ".repeat(60),
        ] {
            let error = PersonFilter::parse_list(text).expect_err(text);
            assert_eq!(PersonFilter::typed(text), Err(error), "{text}");
        }
    }

    #[test]
    fn signs_that_nobody_sees_do_not_matter() {
        for unseen in [
            "\u{feff}", "\u{200b}", "\u{ad}", "\u{200e}", "\u{202c}", "\u{a0}",
        ] {
            let filter = format!("{unseen}fit{unseen} > 3{unseen}");
            let found =
                PersonFilter::typed(&filter).unwrap_or_else(|error| panic!("{unseen:?}: {error}"));
            assert_eq!(found.to_string(), "fit > 3", "{unseen:?}");
        }
        let error = PersonFilter::typed("\u{feff}fit > x").expect_err("a mistake");
        assert_eq!((error.offset, error.length), (9, 1));
    }

    #[test]
    fn a_name_of_many_words_is_looked_for_by_the_first_of_them() {
        let text = "Türkiye Odalar ve Borsalar Birliği & Ekonomi ve Teknoloji Üniversitesi Yeni Kampüs Vakfı İktisadi İşletmesi";
        let found = PersonFilter::typed(text).expect(text);
        assert_eq!(
            found.text(),
            "search = \"Türkiye Odalar ve Borsalar Birliği Ekonomi ve Teknoloji Üniversitesi Yeni\""
        );
        assert_eq!(PersonFilter::parse(found.text()), Ok(found.clone()));
        let error = PersonFilter::typed(&format!("search = \"{text}\"")).expect_err(text);
        assert_eq!(error.message, "at most 10 words");
    }
}
