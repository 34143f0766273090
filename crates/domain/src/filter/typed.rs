//! What people type where a filter goes: a filter, or plain words that find people.

use super::ast::PersonFilter;
use super::error::FilterError;
use super::field::{CUSTOM, PersonField};
use super::search::Search;

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
            true => Search::new(text).map(Self::of_search).ok_or(error),
            false => Err(error),
        })
    }
}

fn is_plain(text: &str) -> bool {
    let is_number = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +()-./".contains(c));
    let has_signs =
        text.contains(SIGNS) || text.contains("&&") || (text.contains(['(', ')']) && !is_number);
    text.len() <= MAX_PLAIN && !has_signs && !text.contains('\0') && !looks_like_filter(text)
}

/// Whether one of the parts that are joined like conditions begins like one.
fn looks_like_filter(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
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
    let is_or = |word: &&&str| word.eq_ignore_ascii_case("or");
    let negates = words.len() > 1 && words[0].eq_ignore_ascii_case("not");
    let is_top = words.windows(2).any(|two| {
        two[0].eq_ignore_ascii_case("top") && two[1].starts_with(|c: char| c.is_ascii_digit())
    });
    // `Or Cohen` is somebody's name.
    fields || negates || is_top || words.iter().skip(1).any(|word| is_or(&word))
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
            "3M",
            "#G-1",
            "Not",
            "Kind-ly",
            "Has Holding",
            "Stages Ltd",
            "Nameless Ada",
            "Lead Forensics",
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
            "not acme",
            "ada or bob",
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
}
