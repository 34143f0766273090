//! Parsing and printing.

use proptest::prelude::*;

use crate::filter::{Expr, InteractionFilter, MAX_DEPTH, MAX_TEXT, PersonFilter, Window, generate};
use crate::time::Span;

fn printed(text: &str) -> String {
    PersonFilter::parse(text)
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .to_string()
}

#[test]
fn and_binds_tighter_than_or_and_not_tightest() {
    let a_or_bc = printed("fit > 1 or fit > 2 and not fit > 3 and fit > 4");
    assert_eq!(a_or_bc, "fit > 1 or fit > 2 and not fit > 3 and fit > 4");
    let explicit = "(fit > 1) or ((fit > 2) and (not (fit > 3)) and fit > 4)";
    assert_eq!(printed(explicit), a_or_bc);
    assert_eq!(
        printed("(fit > 1 or fit > 2) and fit > 3"),
        "(fit > 1 or fit > 2) and fit > 3"
    );
    assert_eq!(
        printed("not (fit > 1 or fit > 2)"),
        "not (fit > 1 or fit > 2)"
    );
}

#[test]
fn the_canonical_text_is_stable() {
    for (text, canonical) in [
        ("", ""),
        (" \n\t ", ""),
        (
            "TITLE HAS ANY (\"CEO\",\"Owner\")",
            "title has any (\"CEO\", \"Owner\")",
        ),
        ("email.domain is free", "email.domain is free"),
        ("email.domain in list(\"free\")", "email.domain is free"),
        (
            "company not in list (\"competitors\")",
            "company not in list(\"competitors\")",
        ),
        ("stage = mql", "stage = \"mql\""),
        ("kind in (lead,\"Customer\")", "kind in (lead, customer)"),
        ("count(page)", "count(page) >= 1"),
        (
            "count(\"Page Viewed\" , last 2 weeks)>3",
            "count(page, last 14 days) > 3",
        ),
        (
            "count(any where not verdict = human, last 36 hours) = 0",
            "count(any where not verdict = human, last 36 hours) = 0",
        ),
        ("last_touch > 1 day ago", "last_touch > 1 days ago"),
        ("last_touch within 14d", "last_touch >= 14 days ago"),
        ("created after yesterday", "created > yesterday"),
        (
            "fit BETWEEN 5 AND 10 and kind = lead",
            "fit between 5 and 10 and kind = lead",
        ),
        ("count(page, 7d)=0", "count(page, last 7 days) = 0"),
        (
            "sum(Amount of order, 30d) >= 1000",
            "sum(amount of order, last 30 days) >= 1000",
        ),
        (
            "count(page, 7d before first( order )) > 2 and first(order) > 90d ago",
            "count(page, 7 days before first(order)) > 2 and first(order) > 90 days ago",
        ),
        (
            "last(page, after last(call))",
            "last(page, after last(call)) is known",
        ),
        (
            "signal(asked_price, 7d) or signal = asked_price",
            "signal(\"asked_price\", last 7 days) >= 1 or signal = \"asked_price\"",
        ),
        (
            "has owner and not has profile.plan or owner=\"ANA\"",
            "owner is known and not profile.plan is known or owner = \"ANA\"",
        ),
        ("customer.purchases > 2", "count(order) > 2"),
        ("created >= \"2026-01-31\"", "created >= \"2026-01-31\""),
        (
            "profile.plan = \"pro\" and profile.\"Lead Source\" is known",
            "profile.plan = \"pro\" and profile.\"Lead Source\" is known",
        ),
        ("profile.title = \"CEO\"", "title = \"CEO\""),
        ("fit>=-2.50", "fit >= -2.5"),
        ("profile.vip = true", "profile.vip = \"true\""),
        (
            "name = \"a \\\"b\\\" \\\\c\"",
            "name = \"a \\\"b\\\" \\\\c\"",
        ),
    ] {
        assert_eq!(printed(text), canonical, "{text}");
        assert_eq!(printed(canonical), canonical, "{text}");
    }
}

#[test]
fn interaction_filters_know_their_kind() {
    let filter = InteractionFilter::parse("page where path ~ \"/pricing*\"").unwrap();
    assert_eq!(filter.kind(), Some("Page Viewed"));
    assert_eq!(filter.to_string(), "page where path ~ \"/pricing*\"");
    assert_eq!(InteractionFilter::parse("any").unwrap().kind(), None);
    assert_eq!(
        InteractionFilter::parse("\"Product Shared\"")
            .unwrap()
            .kind(),
        Some("Product Shared")
    );
}

#[test]
fn counts_and_fields_can_be_listed() {
    let filter = PersonFilter::parse(
        "fit > 1 and count(page where path = \"/a\", last 7 days) > 2 or fit < 0",
    )
    .unwrap();
    assert_eq!(filter.fields().len(), 1);
    let counts = filter.counts();
    assert_eq!(counts.len(), 1);
    assert_eq!(counts[0].window, Some(Window::Last(Span::days(7))));
    assert_eq!(counts[0].interaction.text(), "page where path = \"/a\"");
    assert_eq!(*PersonFilter::all().expr(), Expr::All(Vec::new()));
    assert_eq!(PersonFilter::parse("").unwrap(), PersonFilter::all());
}

#[test]
fn depth_and_length_are_bounded() {
    let nested = |depth: usize| format!("{}fit > 1{}", "(".repeat(depth), ")".repeat(depth));
    assert!(PersonFilter::parse(&nested(MAX_DEPTH)).is_ok());
    let error = PersonFilter::parse(&nested(MAX_DEPTH + 1)).unwrap_err();
    assert_eq!((error.offset, error.length), (MAX_DEPTH, 1));
    let error = PersonFilter::parse(&format!("{}fit > 1", "not ".repeat(2_000))).unwrap_err();
    assert_eq!(error.offset, 4 * MAX_DEPTH);
    let inside = format!(
        "(count(any where {}))",
        nested(MAX_DEPTH).replace("fit", "amount")
    );
    assert!(PersonFilter::parse(&inside).is_err());
    assert!(PersonFilter::parse(&" ".repeat(MAX_TEXT)).is_ok());
    let error = PersonFilter::parse(&"é".repeat(MAX_TEXT)).unwrap_err();
    assert_eq!(error.offset, MAX_TEXT);
}

proptest! {
    #[test]
    fn printing_and_parsing_gives_the_same_filter(text in generate::person_filter()) {
        let filter = PersonFilter::parse(&text).map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
        let printed = filter.to_string();
        let again = PersonFilter::parse(&printed).map_err(|e| TestCaseError::fail(format!("{printed}: {e}")))?;
        prop_assert_eq!(&again, &filter, "{}", printed);
        prop_assert_eq!(again.to_string(), printed);
    }

    #[test]
    fn interaction_filters_too(text in generate::interaction_filter()) {
        let filter = InteractionFilter::parse(&text).unwrap();
        prop_assert_eq!(InteractionFilter::parse(&filter.to_string()).unwrap(), filter);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in any::<String>()) {
        check_error_place(&text);
    }

    #[test]
    fn nor_does_a_broken_filter(text in generate::person_filter(), cut in any::<prop::sample::Index>(), junk in "[ -~é]{0,3}") {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let (head, tail) = text.split_at(places[cut.index(places.len())]);
        check_error_place(head);
        check_error_place(&format!("{head}{junk}{tail}"));
    }
}

proptest! {
    /// Words of the language in any order, which get further than any text would.
    #[test]
    fn nor_do_words_of_the_language(words in prop::collection::vec(prop::sample::select(WORDS), 0..24)) {
        check_error_place(&words.join(" "));
        check_error_place(&words.concat());
    }

    /// Parts of two filters put together, as an editor leaves them half way.
    #[test]
    fn nor_do_parts_of_filters(
        one in generate::person_filter(),
        other in generate::interaction_filter(),
        places in any::<[prop::sample::Index; 4]>(),
    ) {
        let [a, b] = part(&one, places[0], places[1]);
        let [c, d] = part(&other, places[2], places[3]);
        check_error_place(&format!("{}{}{}", &one[..a], &other[c..d], &one[b..]));
        check_error_place(&format!("{}{}", &one[..b], &one[a..]));
        check_error_place(&format!("{}{}{}", &other[..c], &one[a..b], &other[d..]));
    }
}

/// Two places in a text, in order, at the edges of characters.
fn part(text: &str, from: prop::sample::Index, to: prop::sample::Index) -> [usize; 2] {
    let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    places.push(text.len());
    let [a, b] = [from, to].map(|index| places[index.index(places.len())]);
    [a.min(b), a.max(b)]
}

const WORDS: &[&str] = &[
    "and",
    "or",
    "not",
    "(",
    ")",
    ",",
    "=",
    "!=",
    ">=",
    "<",
    "~",
    "in",
    "list",
    "has",
    "any",
    "all",
    "is",
    "known",
    "free",
    "between",
    "within",
    "before",
    "after",
    "last",
    "first",
    "count",
    "sum",
    "of",
    "signal",
    "where",
    "page",
    "order",
    "amount",
    "path",
    "property.",
    "profile.",
    "email.domain",
    "fit",
    "created",
    "temperature",
    "hot",
    "customer.purchases",
    "7",
    "7d",
    "days",
    "ago",
    "today",
    "-1.5",
    "\"x\"",
    "\"\"",
    "\"/a*\"",
];

#[test]
fn enormous_texts_are_refused_at_once() {
    for piece in ["(", "not ", "\"", "fit > 1 and ", "count(", "é", "first("] {
        let text = piece.repeat((4 << 20) / piece.len());
        let error = PersonFilter::parse(&text).expect_err("it is too long");
        assert!(
            error
                .message
                .starts_with("a filter can have at most 10000 bytes"),
            "{piece}"
        );
        // What fits is looked at and refused as well, without a panic.
        check_error_place(&piece.repeat(MAX_TEXT / piece.len()));
    }
    for depth in [MAX_DEPTH + 1, 100, 1_000] {
        for open in ["(", "not ", "not ("] {
            let error = PersonFilter::parse(&open.repeat(depth)).expect_err("it is too deep");
            assert_eq!(
                error.message, "conditions can be nested at most 50 deep",
                "{open} {depth}"
            );
        }
    }
}

/// An error, if there is one, points into the text and at the edges of characters.
fn check_error_place(text: &str) {
    for error in [
        PersonFilter::parse(text).err(),
        InteractionFilter::parse(text).err(),
    ]
    .into_iter()
    .flatten()
    {
        assert!(
            text.get(error.offset..error.offset + error.length)
                .is_some(),
            "{text:?}: {error:?}"
        );
    }
}
