//! Countries as people and programs write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text;

/// Names that are no others' only while their accents or dots stand.
const EXACT: &[(&str, &str)] = &[
    ("ČR", "CZ"),
    ("čr", "CZ"),
    ("Č.R.", "CZ"),
    ("Č. R.", "CZ"),
    ("T.C.", "TR"),
    ("T. C.", "TR"),
];
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

/// What stands before the name of a country in its full form.
const FORMAL: &[&str] = &[
    "the ",
    "republic of ",
    "federal republic of ",
    "socialist republic of ",
    "people s republic of ",
    "united republic of ",
    "islamic republic of ",
    "kingdom of ",
    "hashemite kingdom of ",
    "commonwealth of ",
    "principality of ",
    "grand duchy of ",
    "sultanate of ",
    "bundesrepublik ",
    "spolkova republika ",
];
/// Signs between two names of a country, or between it and a part of it.
const BETWEEN: &[char] = &['/', '|', ':', ';', '–', '—', '-', '(', ')', '[', ']', '\n'];
/// Shortest name behind a comma; what is shorter may be a state, as in `Paris, TX`.
const MIN_BEHIND_COMMA: usize = 3;

/// The ISO 3166-1 alpha-2 code of a country that is named by code or name: `TR` for `tr`, `TUR`,
/// `Türkiye`, `Turkey` and `Turecko`, also where code and name stand together (`Germany (DE)`), the name is
/// turned round (`Iran, Islamic Republic of`), or a part of the country is named by its code (`GB-ENG`).
/// `None` when it names no country, or several.
pub fn code(name: &str) -> Option<&'static str> {
    let name = name.trim();
    if name.len() > MAX_BYTES {
        return None;
    }
    listed(name)
        .or_else(|| flag(name))
        .or_else(|| subdivision(name))
        .or_else(|| turned(name))
        .or_else(|| agreed(name.split(BETWEEN)))
        .or_else(|| {
            let long = |part: &&str| part.trim().len() >= MIN_BEHIND_COMMA;
            agreed(name.split(',').filter(long))
        })
}

/// A name or code by itself, perhaps in its full form.
fn listed(name: &str) -> Option<&'static str> {
    let name = name.trim();
    if let Some((_, code)) = EXACT.iter().find(|(exact, _)| *exact == name) {
        return Some(code);
    }
    let folded = text::words(name);
    let folded = folded.trim();
    let formal = || {
        let mut rest = FORMAL.iter().filter_map(|form| folded.strip_prefix(form));
        rest.find_map(|rest| NAMES.get(rest))
    };
    NAMES.get(folded).or_else(formal).copied()
}

/// The country of a flag, which is its code in letters of its own, whatever stands beside it.
fn flag(name: &str) -> Option<&'static str> {
    const FIRST: u32 = 0x1f1e6;
    let letter = |sign: char| {
        let nth = u32::from(sign).checked_sub(FIRST).filter(|nth| *nth < 26)?;
        char::from_u32(u32::from('a') + nth)
    };
    let code: String = name.chars().filter_map(letter).collect();
    (code.len() == 2).then(|| listed(&code))?
}

/// The country of a part of it by ISO 3166-2 (`GB-ENG`, `US-CA`), or of a locale (`cs-CZ`, `de_AT`).
fn subdivision(name: &str) -> Option<&'static str> {
    let (first, second) = name.split_once(['-', '_'])?;
    let is_code = first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part =
        (1..=3).contains(&second.len()) && second.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !(is_code && is_part) {
        return None;
    }
    let is_capital = |text: &str| text.bytes().all(|byte| !byte.is_ascii_lowercase());
    match (is_capital(first), is_capital(second)) {
        (true, _) => listed(first).or_else(|| listed(second)),
        (false, true) => listed(second).or_else(|| listed(first)),
        (false, false) => agreed([first, second].into_iter()),
    }
}

/// `Iran, Islamic Republic of`, `Korea (Republic of)`: what lists of names put behind is put before again.
fn turned(name: &str) -> Option<&'static str> {
    let (last, first) = name.split_once([',', '('])?;
    listed(&format!("{} {last}", first.trim_end_matches(')')))
}

/// The one country that these parts name; there may be others that name none.
fn agreed<'t>(parts: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    let mut found = parts.filter_map(listed);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
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
    fn countries_are_known_however_code_and_name_stand_together() {
        for (names, expected) in [
            (
                "GERMANY (DE)|DE - Germany|DE: Germany|Germany/DE|(DE) Germany|Germany [DE]|DE – Deutschland",
                "DE",
            ),
            (
                "Deutschland (D)|Nemecko-xy (DE)|Federal Republic of Germany|🇩🇪|🇩🇪 Germany|de-DE|DE-BY",
                "DE",
            ),
            ("GB-ENG|GB_SCT|UK|U.K.|en-GB|United Kingdom (UK)", "GB"),
            (
                "US-CA|us-ny|en_US|U.S.A.|United States (US)|United States, USA|The United States of America",
                "US",
            ),
            (
                "Iran, Islamic Republic of|Iran (Islamic Republic of)|IR - Iran, Islamic Republic of",
                "IR",
            ),
            (
                "Korea (Republic of)|Korea, Republic of|Republic of Korea",
                "KR",
            ),
            (
                "Korea, Democratic People's Republic of|Korea (Democratic People’s Republic of)",
                "KP",
            ),
            (
                "Türkiye Cumhuriyeti|TÜRKİYE (TR)|Republic of Türkiye|Republic of Turkey|tr_TR|TR-34",
                "TR",
            ),
            (
                "ČR|Česko|Č.R.|Česko (CZ)|cs-CZ|cs-cz|CZ-10|Česká republika / Czech Republic",
                "CZ",
            ),
            (
                "The Netherlands|Netherlands (the)|NETHERLANDS - NL|Kingdom of the Netherlands",
                "NL",
            ),
            (
                "Congo, The Democratic Republic of the|Congo (Democratic Republic of the)",
                "CD",
            ),
            ("Congo, Democratic Republic of|DR Congo|DRC", "CD"),
            (
                "Congo|Congo, Republic of|Congo (Republic of the)|Kongo",
                "CG",
            ),
            ("Tanzania, United Republic of", "TZ"),
            (
                "Bolivia (Plurinational State of)|Bolivia, Plurinational State of",
                "BO",
            ),
            ("Virgin Islands (British)|Virgin Islands, British", "VG"),
            ("Taiwan, Province of China|Republic of China", "TW"),
            ("Guinea-Bissau", "GW"),
            ("Hong Kong SAR|Hong Kong, China|Hong Kong S.A.R.", "HK"),
            (
                "United Kingdom of Great Britain and Northern Ireland (the)",
                "GB",
            ),
            ("Macedonia (FYROM)|FYROM", "MK"),
            ("Praha, Česko", "CZ"),
        ] {
            for name in names.split('|') {
                assert_eq!(code(name), Some(expected), "{name}");
            }
        }
        for open in [
            "Georgia (US)",
            "Germany / Austria",
            "Paris, TX",
            "San Diego, CA",
            "de-at",
            "North-South",
            "+49",
        ] {
            assert_eq!(code(open), None, "{open}");
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
                assert_eq!(super::code(name), Some(code), "{name}");
                assert_eq!(seen.insert(name, code), None, "{name} is named twice");
            }
        }
    }
}
