//! Countries as people and programs write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text;

/// Names that are no others' only while their accents or dots stand.
const EXACT: &[(&str, &str)] = &[("ČR", "CZ"), ("čr", "CZ"), ("T.C.", "TR"), ("T. C.", "TR")];
/// Longest text looked at; the longest name of a country has 59 letters.
const MAX_BYTES: usize = 200;

/// Each line is a code and the names of its country, folded as [`text::words`] folds them: the two
/// codes, the names in English, Turkish, Czech, Slovak, German, Polish and the
/// country's own language (after Unicode CLDR), and what people say besides.
static NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/countries.txt").lines();
    lines
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(code, names)| names.split('|').map(move |name| (name, code)))
        .collect()
});

/// The ISO 3166-1 alpha-2 code of a country that is named by code or name: `TR` for `tr`, `TUR`,
/// `Türkiye`, `Turkey` and `Turecko`. `None` when it names no country.
pub fn code(name: &str) -> Option<&'static str> {
    let name = name.trim();
    if name.len() > MAX_BYTES {
        return None;
    }
    if let Some((_, code)) = EXACT.iter().find(|(exact, _)| *exact == name) {
        return Some(code);
    }
    let folded = text::words(name);
    NAMES.get(folded.trim()).copied()
}

/// A country in the form in which it is kept and compared: its code, or the text as it stands where that names
/// none.
pub fn normal(name: &str) -> &str {
    code(name).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_code_and_by_name() {
        for (names, expected) in [
            (
                "CZ|cz|CZE|Česko|Czechia|Czech Republic|Česká republika|ČR|Çekya|Çek Cumhuriyeti|Tschechien",
                "CZ",
            ),
            (
                "TR|Türkiye|TÜRKİYE|turkiye|Turkey|Turecko|TUR|T.C.|Türkei",
                "TR",
            ),
            ("Germany|Deutschland|Almanya|Německo|DEU|de", "DE"),
            (
                "USA|U.S.A.|United States|ABD|Spojené státy|Amerika Birleşik Devletleri|us",
                "US",
            ),
            ("UK|England|Birleşik Krallık|Velká Británie|gb|GBR", "GB"),
            ("Slovensko|Slovakia|Slovakya|SVK", "SK"),
            ("Österreich|Rakousko|Avusturya|Austria", "AT"),
            ("Costa Rica|CR", "CR"),
            ("日本|Japan|Japonya|Japonsko", "JP"),
            ("Ελλάδα|Yunanistan|Řecko", "GR"),
        ] {
            for name in names.split('|') {
                assert_eq!(code(name), Some(expected), "{name}");
            }
        }
        assert_eq!(normal("Türkiye"), "TR");
        assert_eq!(normal("Europe"), "Europe");
        for nowhere in ["", "-", "Europe", "Praha", "XX", "n/a", &"a".repeat(5_000)] {
            assert_eq!(code(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn names_stand_folded_and_each_for_one_country() {
        let mut seen = HashMap::new();
        for line in include_str!("../../data/countries.txt").lines() {
            let (code, names) = line.split_once(' ').expect("a code and its names");
            assert!(code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()));
            for name in names.split('|') {
                assert_eq!(text::words(name).trim(), name);
                assert_eq!(seen.insert(name, code), None, "{name} is named twice");
            }
        }
    }
}
