//! Every sentence is told by its code, every message has one, and every code is said in every language.

use std::collections::BTreeSet;

use proptest::prelude::*;
use ripen_domain::filter::{InteractionFilter, PersonFilter};
use serde_json::Value;

use super::{cause, params, reasons, said, sentences};

const CATALOGUES: [(&str, &str); 3] = [
    ("en", include_str!("../../../../web/src/i18n/en.json")),
    ("tr", include_str!("../../../../web/src/i18n/tr.json")),
    ("cs", include_str!("../../../../web/src/i18n/cs.json")),
];

/// The names between these marks.
fn names(text: &str, open: &str, close: &str) -> BTreeSet<String> {
    let after = text.split(open).skip(1);
    let names = after.filter_map(|rest| Some(rest.split_once(close)?.0.to_owned()));
    names.collect()
}

/// A key without the ending of a plural form.
fn without_form(key: &str) -> &str {
    let forms = ["_one", "_few", "_many", "_other"];
    let base = forms.iter().find_map(|form| key.strip_suffix(form));
    base.filter(|base| sentences().any(|(code, _)| code == *base))
        .unwrap_or(key)
}

#[test]
fn every_sentence_is_told_by_its_own_code() {
    for (code, sentence) in sentences() {
        let filled = names(sentence, "{", "}")
            .iter()
            .fold(sentence.to_owned(), |text, name| {
                text.replace(&format!("{{{name}}}"), &format!("`{name}`"))
            });
        let told = said(&filled);
        assert_eq!(told.code, Some(code), "{filled}");
        for (name, value) in told.params {
            assert_eq!(value, format!("`{name}`"), "{filled}");
        }
    }
}

#[test]
fn every_code_is_one_sentence() {
    let codes: BTreeSet<&str> = sentences().map(|(code, _)| code).collect();
    assert_eq!(codes.len(), sentences().count());
}

#[test]
fn every_sentence_is_said_in_every_language() {
    for (language, catalogue) in CATALOGUES {
        let catalogue: Value = serde_json::from_str(catalogue).expect("a catalogue");
        let said = catalogue["said"].as_object().expect("sentences");
        for (code, sentence) in sentences() {
            let mut forms = said.iter().filter(|(key, _)| without_form(key) == code);
            assert!(
                forms.clone().next().is_some(),
                "{language} does not say {code}"
            );
            let known = names(sentence, "{", "}");
            let words = |(_, words): (_, &Value)| words.as_str().unwrap_or_default().to_owned();
            let unknown = forms.find(|form| !names(&words(*form), "{{", "}}").is_subset(&known));
            assert_eq!(unknown, None, "{language} {code}");
        }
        let codes: BTreeSet<&str> = sentences().map(|(code, _)| code).collect();
        let forgotten: Vec<_> = said
            .keys()
            .filter(|key| !codes.contains(without_form(key)))
            .collect();
        assert!(forgotten.is_empty(), "{language} says {forgotten:?}");
    }
}

#[test]
fn every_name_that_ripen_brings_is_said_in_every_language() {
    let starts = crate::models::file::STARTS.iter();
    let starts: Vec<toml::Table> = starts
        .map(|(_, text)| text.parse().expect("a model"))
        .collect();
    let parts = starts.iter().flat_map(|start| start.values());
    let named = parts
        .filter_map(|part| part.as_array())
        .flatten()
        .filter_map(|part| part.get("name")?.as_str());
    let own = starts
        .iter()
        .filter_map(|start| start.get("name")?.as_str());
    let models: BTreeSet<&str> = named.chain(own).collect();
    assert!(
        models.contains("Pricing page") && models.contains("Loyal"),
        "{models:?}"
    );
    let interactions: BTreeSet<&str> = ripen_domain::interaction::known::names().collect();
    for (language, catalogue) in CATALOGUES {
        let catalogue: Value = serde_json::from_str(catalogue).expect("a catalogue");
        for (group, names) in [("interaction", &interactions), ("modelName", &models)] {
            let words = catalogue[group].as_object().expect("words");
            let unsaid: Vec<_> = names
                .iter()
                .filter(|name| !words.contains_key(**name))
                .collect();
            assert!(unsaid.is_empty(), "{language} {group}: {unsaid:?}");
            let unknown: Vec<_> = words
                .keys()
                .filter(|name| !names.contains(name.as_str()))
                .collect();
            assert!(unknown.is_empty(), "{language} {group}: {unknown:?}");
        }
    }
}

#[test]
fn a_value_may_hold_what_stands_around_it() {
    for value in ["a\"b", "x; was \"y", "", ": ", " at line 3"] {
        let text = format!("the address could not be read: \"{value}\"");
        let found =
            params("the address could not be read: \"{value}\"", &text).expect("a sentence");
        assert_eq!(found["value"], value);
        assert_eq!(reasons(&text)[0].params["value"], value);
    }
}

#[test]
fn all_reasons_of_an_event_are_told_apart() {
    let text = "line 12: it names nobody: `userId` is \"guest; user\", a placeholder that stands for anybody; \
                the address could not be read: \"jan@gmial\"; was \"jan@gmail.com\" meant?; \
                the telephone number could not be read: \"12\" (its country code may be missing)";
    let told: Vec<_> = reasons(text)
        .into_iter()
        .map(|one| one.code.unwrap_or_default())
        .collect();
    assert_eq!(
        told,
        ["line", "placeholder_id", "address_meant", "phone_unread"]
    );
    let unknown = reasons("something of a version to come");
    assert_eq!(unknown[0].code, None);
    assert_eq!(unknown[0].text, "something of a version to come");
}

#[test]
fn the_place_in_a_condition_is_told_apart() {
    let told = said("expected a number, found \"x\" (character 7)");
    assert_eq!(told.code, Some("filter_number"));
    assert_eq!(told.params["found"], "\"x\"");
    assert_eq!(told.params["character"], "7");
}

proptest! {
    /// Whatever is wrong with a filter, there is a code for it.
    #[test]
    fn every_fault_of_a_filter_has_a_code(words in proptest::collection::vec(proptest::sample::select(vec![
        "fit", "title", "created", "company", "count", "sum", "first", "signal", "profile.", "(", ")", ",", "=", ">", "~",
        "in", "not", "list", "is", "known", "between", "and", "or", "has", "any", "last", "7", "days", "ago", "\"x\"",
        "page", "where", "path", "amount", "of", "kind", "temperature", "hott", "&", "'", "\"", "1.5", "free", "email.domain",
        "\"\\n\"", "before", "after", "channel", "verdict", "today",
    ]), 0..9)) {
        let text = words.join(" ");
        let faults = [PersonFilter::parse(&text).err(), InteractionFilter::parse(&text).err()];
        for fault in faults.into_iter().flatten() {
            prop_assert!(said(&fault.message).code.is_some(), "{}: {}", text, fault.message);
        }
    }
}

#[test]
fn a_cause_is_the_first_code_that_is_no_place() {
    for (reason, expected) in [
        ("it names nobody: give `userId` or `anonymousId`", "nobody"),
        ("line 12: it is not a JSON object", "not_object"),
        (
            "line 3: the address could not be read: \"x\"; the telephone number could not be read: \"1\" (its country code may be missing)",
            "address_unread",
        ),
        ("line 7: something of a version to come", "other"),
        ("line x: ", "other"),
        ("", "other"),
    ] {
        assert_eq!(cause(reason), expected, "{reason}");
    }
    assert!(sentences().all(|(code, _)| code != "other"));
}
