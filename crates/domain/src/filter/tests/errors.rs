//! Errors say what is wrong, and where.

use crate::filter::{FilterError, InteractionFilter, KnownNames, NameOf, PersonFilter};

/// The wrong part and the message.
fn person(text: &str) -> (&str, String) {
    of(text, PersonFilter::parse(text).expect_err(text))
}

fn interaction(text: &str) -> (&str, String) {
    of(text, InteractionFilter::parse(text).expect_err(text))
}

fn of(text: &str, error: FilterError) -> (&str, String) {
    (
        &text[error.offset..error.offset + error.length],
        error.message,
    )
}

#[test]
fn misspelt_names_get_a_suggestion() {
    for (text, part, message) in [
        (
            "titel = \"x\"",
            "titel",
            "unknown field `titel`; did you mean `title`?",
        ),
        (
            "fit > 1 and engagment > 2",
            "engagment",
            "unknown field `engagment`; did you mean `engagement`?",
        ),
        (
            "temperature = hott",
            "hott",
            "unknown temperature `hott`; did you mean `hot`?",
        ),
        (
            "kind = prospect",
            "prospect",
            "unknown kind of person `prospect`; expected one of interest, lead, customer",
        ),
        (
            "count(pages)",
            "pages",
            "unknown kind of interaction `pages`; did you mean `page`?",
        ),
        (
            "count(page where pth = \"/\")",
            "pth",
            "unknown field of an interaction `pth`; did you mean `path`?",
        ),
        (
            "count(page, last 3 dais)",
            "dais",
            "unknown unit of time `dais`; did you mean `days`?",
        ),
    ] {
        assert_eq!(person(text), (part, message.to_owned()), "{text}");
    }
    assert_eq!(interaction("page where verdict = robot").0, "robot");
}

#[test]
fn types_are_checked_at_the_place() {
    for (text, part, message) in [
        (
            "title > 5",
            ">",
            "`>` compares numbers, dates and temperatures, but title is text",
        ),
        (
            "fit ~ \"5*\"",
            "~",
            "`~` compares text, but fit is a number",
        ),
        ("fit = \"5\"", "\"5\"", "expected a number, found \"5\""),
        (
            "country = TR",
            "TR",
            "expected text in quotes, such as \"TR\", found `TR`",
        ),
        (
            "employees has any (\"5\")",
            "has",
            "`has` looks for words, but employees is a number",
        ),
        (
            "company.name = \"n/a\"",
            "\"n/a\"",
            "this tells no company: give its name, its mail domain, or # and its id",
        ),
        (
            "company.name ~ \"firma*\"",
            "~",
            "`~` compares text, but company.name is a company",
        ),
        (
            "company is free",
            "free",
            "only email.domain can be free, company cannot",
        ),
        (
            "created in (\"2026-01-31\")",
            "(",
            "created is a date: compare it with `>=`, `<` or `between`",
        ),
        (
            "fit in list(\"x\")",
            "list",
            "fit cannot be looked up in lists",
        ),
        (
            "company in list(\"free\")",
            "\"free\"",
            "the list \"free\" is of mail domains: ask email.domain",
        ),
        (
            "profile.seats in (1, \"b\")",
            "\"b\"",
            "the values must be all text or all numbers",
        ),
        (
            "profile.seats > \"b\"",
            "\"b\"",
            "expected a number, found \"b\"",
        ),
        (
            "count(page) ~ 3",
            "~",
            "`~` compares text, but count(…) is a number",
        ),
        (
            "count(page) > 1.5",
            "1.5",
            "expected a whole number, 0 or more, found 1.5",
        ),
        (
            "title has any (\"--\")",
            "\"--\"",
            "there is no word in this text",
        ),
        ("search = \"--\"", "\"--\"", "there is no word in this text"),
        (
            "search = \"and and\"",
            "\"and and\"",
            "`and` only joins words, and there are no others",
        ),
        (
            "search = \"a b c d e f g h i j k\"",
            "\"a b c d e f g h i j k\"",
            "at most 10 words",
        ),
        ("stage = and", "and", "expected a name, found `and`"),
        (
            "last_touch > 99999999 days ago",
            "99999999",
            "at most 36500 days",
        ),
    ] {
        assert_eq!(person(text), (part, message.to_owned()), "{text}");
    }
    assert_eq!(interaction("page where label in list(\"x\")").0, "list");
    assert_eq!(person("created > \"2026-02-30\"").0, "\"2026-02-30\"");
}

#[test]
fn grammar_errors_say_what_was_expected() {
    for (text, part, message) in [
        ("fit >", "", "expected a number, found the end"),
        (
            "fit",
            "",
            "expected a comparison of fit such as `=`, `in`, `has any` or `is known`, found the end",
        ),
        ("(fit > 1", "", "expected `and`, `or` or `)`, found the end"),
        (
            "fit > 1 fit > 2",
            "fit",
            "expected `and`, `or` or the end, found `fit`",
        ),
        (
            "fit > 1 && fit > 2",
            "&",
            "`&` has no meaning here; write `and`",
        ),
        (
            "name = 'x'",
            "'",
            "`'` has no meaning here; text goes in \"double quotes\"",
        ),
        ("name = \"x", "\"x", "this text has no closing quote"),
        (
            "name = \"\\n\"",
            "\\",
            "after `\\` comes `\"`, `\\`, `*` or `?`",
        ),
        (
            "kind in ()",
            ")",
            "expected a kind of person: interest, lead, customer, found `)`",
        ),
        (
            "count(page, recently)",
            "recently",
            "expected `last`, as in `last 7 days`, found `recently`",
        ),
        (
            "title not \"x\"",
            "\"x\"",
            "expected `in`, as in `not in (…)`, found \"x\"",
        ),
        (
            "title is empty",
            "empty",
            "expected `known` or `unknown`, found `empty`",
        ),
    ] {
        assert_eq!(person(text), (part, message.to_owned()), "{text}");
    }
    assert_eq!(person("and").0, "and");
    let error = PersonFilter::parse("titel = \"x\"").unwrap_err();
    assert_eq!(
        error.to_string(),
        "at 0: unknown field `titel`; did you mean `title`?"
    );
}

#[test]
fn errors_repeat_only_the_beginning_of_what_was_typed() {
    let long = "ž".repeat(2_000);
    let digits = "9".repeat(300);
    for text in [
        long.clone(),
        format!("{long} = 1"),
        format!("company {long}"),
        format!("\"{long}\" = 1"),
        format!("company = {long}"),
        format!("company = {digits}"),
        format!("employees = {long}"),
        format!("employees = \"{long}\""),
        format!("employees = 1 {digits}"),
        format!("fit > 1 and {long} > 2"),
        format!("temperature = \"{long}\""),
        format!("temperature = {long}"),
        format!("kind = {long}"),
        format!("created > \"{long}\""),
        format!("created > {digits} {long}"),
        format!("count({long})"),
        format!("count(\"{long}\" {long})"),
        format!("count(page where {long} = 1)"),
        format!("count(page, last 3 {long})"),
        format!("count(page where property.x{long} = {long})"),
        format!("sum({long} of order)"),
        format!("{long}(page) > 1"),
        format!("score(\"{long}\") > 1 {long}"),
        format!("company in {long}"),
        format!("company has {long}"),
    ] {
        if let Err(error) = PersonFilter::parse(&text) {
            let start: String = text.chars().take(40).collect();
            assert!(
                error.message.chars().count() < 300,
                "{start}: {}",
                error.message
            );
            let longest = error.expected.iter().map(String::len).max();
            assert!(longest.is_none_or(|longest| longest < 400), "{start}");
        }
    }
    let (_, message) = person(&long);
    assert!(
        message.contains(&format!("`{}…`", "ž".repeat(80))),
        "{message}"
    );
}

/// Names of one kind.
struct Names(Vec<String>);

impl KnownNames for Names {
    fn names(&self, _: NameOf) -> Vec<&str> {
        self.0.iter().map(String::as_str).collect()
    }
}

#[test]
fn names_that_are_like_none_are_answered_with_those_that_there_are() {
    let told = |names: &[&str], filter: &str| {
        let known = Names(names.iter().map(|name| (*name).to_owned()).collect());
        let filter = PersonFilter::parse(filter).expect("a filter");
        let unknown = filter.unknown_names(&known).remove(0);
        assert_eq!(unknown.expected, names);
        unknown.message
    };
    let few = ["returning", "surge"];
    let expected = "there is no signal `zzz`; expected one of returning, surge";
    assert_eq!(told(&few, "signal = zzz"), expected);
    let expected = "there is no signal `surgy`; did you mean `surge`?";
    assert_eq!(told(&few, "signal = surgy"), expected);
    assert_eq!(told(&[], "signal = zzz"), "there is no signal `zzz`");
    let many: Vec<String> = (0..40)
        .map(|nth| format!("signal_number_{nth:02}"))
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let listed = told(&many, "signal = zzz");
    assert!(
        listed.contains("signal_number_09, signal_number_10, ")
            && listed.ends_with("signal_number_29, …"),
        "{listed}"
    );
}
