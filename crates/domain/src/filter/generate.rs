//! Strategies that generate filters of every shape, for property tests here and against databases.
//!
//! Values come from small pools, so that generated people and interactions do match now and then.

mod measure;

use proptest::prelude::*;

use super::{Field, InteractionField, KIND_ALIASES, Op, PersonField, ValueType};
use crate::company::written_keys;
use crate::interaction::{Channel, PageRole, Verdict};
use crate::person::{PersonKind, Temperature};

/// Texts that fields of generated people should be drawn from.
pub const TEXTS: &[&str] = &[
    "Owner",
    "owner",
    "Vice President of Sales",
    "İSTANBUL",
    "istanbul",
    "Ilgaz Çelik",
    "Plzeň",
    "100%",
    "a_b",
    "50*",
    "gmail.com",
    "acme.example",
    "\"quoted\" \\",
    "",
    "42",
    "true",
    "TR",
    "/pricing",
    "/Pricing/eu",
    "straße",
    "ΣΊΣΥΦΟΣ",
];

/// Addresses that generated people should have.
pub const ADDRESSES: &[&str] = &[
    "someone@gmail.com",
    "someone@acme.example",
    "jana@mail.acme.example",
    "jürgen@mailinator.com",
    "someone@x.mailinator.com",
    "jana@xn--luouk-uva4it5a4g.example",
    "a_b@acme.example",
];

/// Telephone numbers that generated people should have.
pub const STORED_NUMBERS: &[&str] = &[
    "+905321234567",
    "+420601123456",
    "+420222333444",
    "+14155552671",
    "+905321200634",
];

/// How somebody writes addresses and numbers in filters.
const WRITTEN: &[&str] = &[
    "Someone@Gmail.com",
    "jana@ŽLUŤOUČKÝ.example",
    "JÜRGEN@mailinator.com",
    "Jana <jana@mail.acme.example>",
    "0532 123 45 67",
    "+420 601 123 456",
    "222 333 444",
    "nobody",
];

/// Patterns over addresses and numbers.
const OVER_CONTACTS: &[&str] = &[
    "*@gmail.com",
    "*@žluťoučký.example",
    "*acme*",
    "jürgen@*",
    "+420*",
    "*_b@*",
    "????????????",
];

/// What is typed to find people.
const SEARCHES: &[&str] = &[
    "owner",
    "ist",
    "VICE pres",
    "ılgaz çe",
    "100%",
    "someone@gmail.com",
    "@acme",
    "acme.example",
    "Jana mail",
    "jürgen@mailinator.com",
    "luouk",
    "0532 123",
    "+90 532",
    "90",
    "9053",
    "4567",
    "601123",
    "5552671",
    "2223 owner",
    "+420 601 123 456",
    "0634",
    "00634",
    "+90 532 120 06 34",
    "０５３２ １２０",
    "\u{feff}own\u{ad}er\u{200b}",
    "owner or vice",
    "acme 0532",
    "a",
    "nobody",
];

/// Companies as people write them.
pub const COMPANIES: &[&str] = &[
    "Acme, Inc.",
    "acme a.s.",
    "#G-1",
    "firma.example",
    "plzen Ltd.",
    "Nobody & Sons",
];

/// Numbers that fields of generated people should be drawn from.
pub const NUMBERS: &[f64] = &[-5.0, 0.0, 0.5, 1.0, 10.0, 42.0, 250.0];

/// Names of custom fields.
pub const CUSTOM_FIELDS: &[&str] = &["plan", "Lead Source", "seats"];

/// Names of properties of interactions.
pub const PROPERTIES: &[&str] = &["plan", "page section", "seats"];

/// Names of lists.
pub const LISTS: &[&str] = &["competitors", "partners"];

/// Keys of stages and score indexes.
pub const KEYS: &[&str] = &["mql", "sql", "lead", "best", "poor"];

/// The text of a filter over people.
pub fn person_filter() -> impl Strategy<Value = String> {
    joined(prop_oneof![4 => person_condition(), 2 => measure::measure()].boxed())
}

/// The text of a filter over interactions.
pub fn interaction_filter() -> impl Strategy<Value = String> {
    let kind = prop_oneof![
        3 => prop::sample::select(KIND_ALIASES).prop_map(|(alias, _)| (*alias).to_owned()),
        1 => Just("any".to_owned()),
        1 => Just(quote("Product Shared")),
    ];
    let fixed = prop::sample::select(InteractionField::FIXED).prop_map(|(_, field)| field.clone());
    let property = prop::sample::select(PROPERTIES)
        .prop_map(|name| InteractionField::Property((*name).to_owned()));
    let fields = prop_oneof![6 => fixed, 1 => property];
    let condition = fields.prop_flat_map(condition).boxed();
    (kind, prop::option::of(joined(condition))).prop_map(|(kind, rest)| match rest {
        Some(rest) => format!("{kind} where {rest}"),
        None => kind,
    })
}

/// Conditions joined by `and`, `or`, `not` and parentheses.
fn joined(condition: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    condition.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" and ")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" OR ")),
            inner.clone().prop_map(|inner| format!("({inner})")),
            inner.prop_map(|inner| format!("not ({inner})")),
        ]
    })
}

fn person_condition() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(PersonField::FIXED).prop_map(|(_, field)| field.clone());
    let custom = prop::sample::select(CUSTOM_FIELDS).prop_map(PersonField::profile);
    prop_oneof![
        8 => prop_oneof![6 => fixed, 1 => custom].prop_flat_map(condition),
        1 => prop::sample::select(&["free", "disposable"][..]).prop_map(|list| format!("email.domain is {list}")),
    ]
}

/// A condition on the field, of any kind that fits its type.
fn condition<F: Field + 'static>(field: F) -> BoxedStrategy<String> {
    let mut tests = vec![
        prop::sample::select(&["is known", "is unknown"][..])
            .prop_map(str::to_owned)
            .boxed(),
    ];
    let value_type = field.value_type();
    let is_custom = value_type == ValueType::Custom;
    let ops = match value_type.takes(Op::Lt) && !is_custom {
        true => ORDERED,
        false => &["=", "!="],
    };
    let is_contact = field.contact().is_some();
    let own_value = || match is_contact {
        true => written_contact(),
        false => value(value_type),
    };
    tests.push(comparison(ops, own_value()));
    if value_type.takes_in() {
        tests.push(one_of(own_value()));
    }
    if value_type == ValueType::Date {
        tests.push(comparison(&["before", "after"], date()));
    }
    if value_type.takes_between() && !is_custom {
        tests.push(between(value_type));
    }
    if value_type.takes(Op::Like) {
        tests.push(comparison(&["~", "!~"], pattern()));
        if is_contact || field.is_mail_domain() {
            let over = prop::sample::select(OVER_CONTACTS).prop_map(quote);
            tests.push(comparison(&["~", "!~"], over.boxed()));
        }
    }
    if value_type.takes_words() {
        tests.push(has());
    }
    if is_custom {
        tests.push(comparison(ORDERED, value(ValueType::Number)));
        tests.push(one_of(value(ValueType::Number)));
        tests.push(between(ValueType::Number));
    }
    if field.takes_lists() {
        let list = (prop::bool::ANY, prop::sample::select(LISTS));
        tests.push(
            list.prop_map(|(not, list)| {
                format!("{}in list(\"{list}\")", if not { "not " } else { "" })
            })
            .boxed(),
        );
    }
    prop::strategy::Union::new(tests)
        .prop_map(move |test| format!("{field} {test}"))
        .boxed()
}

const ORDERED: &[&str] = &["=", "!=", ">", ">=", "<", "<="];

fn comparison(ops: &'static [&'static str], value: BoxedStrategy<String>) -> BoxedStrategy<String> {
    (prop::sample::select(ops), value)
        .prop_map(|(op, value)| format!("{op} {value}"))
        .boxed()
}

/// `between` two values in the order that is needed.
fn between(value_type: ValueType) -> BoxedStrategy<String> {
    match value_type {
        ValueType::Date => {
            let days = (1..200_u32, 0..200_u32);
            let ago = days
                .prop_map(|(to, more)| format!("between {} days ago and {to} days ago", to + more));
            let fixed = Just("between \"2026-01-02\" and \"2026-01-31\"".to_owned());
            prop_oneof![3 => ago, 1 => fixed, 1 => Just("between yesterday and today".to_owned())]
                .boxed()
        }
        ValueType::Count => (0..4_u32, 0..4_u32)
            .prop_map(|(from, more)| format!("between {from} and {}", from + more))
            .boxed(),
        _ => (prop::sample::select(NUMBERS), prop::sample::select(NUMBERS))
            .prop_map(|(a, b)| format!("between {} and {}", a.min(b), a.max(b)))
            .boxed(),
    }
}

fn one_of(value: BoxedStrategy<String>) -> BoxedStrategy<String> {
    (prop::bool::ANY, prop::collection::vec(value, 1..4))
        .prop_map(|(not, values)| {
            format!(
                "{}in ({})",
                if not { "not " } else { "" },
                values.join(", ")
            )
        })
        .boxed()
}

fn has() -> BoxedStrategy<String> {
    let phrases = &["owner", "vice president", "Çelik", "sales", "OF", "100"][..];
    let phrases = prop::collection::vec(prop::sample::select(phrases).prop_map(quote), 1..3);
    (prop::bool::ANY, phrases)
        .prop_map(|(all, phrases)| {
            format!(
                "has {} ({})",
                if all { "all" } else { "any" },
                phrases.join(", ")
            )
        })
        .boxed()
}

fn pattern() -> BoxedStrategy<String> {
    let whole = (prop::sample::select(TEXTS), 0..4_u8).prop_map(|(text, shape)| match shape {
        0 => format!("{text}*"),
        1 => format!("*{text}*"),
        2 => text
            .chars()
            .map(|c| if c.is_ascii_lowercase() { '?' } else { c })
            .collect(),
        _ => text.to_owned(),
    });
    prop_oneof![4 => whole, 1 => "[a-c%_!*?]{0,6}"]
        .prop_map(|text| quote(&text))
        .boxed()
}

/// An address or number, as somebody writes it.
fn written_contact() -> BoxedStrategy<String> {
    let all = [ADDRESSES, STORED_NUMBERS, WRITTEN].concat();
    prop_oneof![
        6 => prop::sample::select(all).prop_map(quote),
        1 => value(ValueType::Text),
    ]
    .boxed()
}

fn date() -> BoxedStrategy<String> {
    let fixed = &[
        "\"2026-01-31\"",
        "\"2026-01-31T12:30:00.25Z\"",
        "\"2025-06-01T00:00:00+02:00\"",
        "today",
        "yesterday",
    ][..];
    prop_oneof![
        prop::sample::select(fixed).prop_map(str::to_owned),
        (
            1..400_u32,
            prop::sample::select(&["hours", "days", "weeks"][..])
        )
            .prop_map(|(n, unit)| format!("{n} {unit} ago")),
    ]
    .boxed()
}

/// A value of the type, as it stands in a filter.
fn value(value_type: ValueType) -> BoxedStrategy<String> {
    fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> BoxedStrategy<String> {
        let names: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        prop::sample::select(names).prop_map(str::to_owned).boxed()
    }
    match value_type {
        ValueType::Number | ValueType::Money => prop_oneof![
            3 => prop::sample::select(NUMBERS).prop_map(|number| number.to_string()),
            1 => (-1.0e6..1.0e6).prop_map(|number: f64| number.to_string()),
        ]
        .boxed(),
        ValueType::Count => (0..4_u32).prop_map(|number| number.to_string()).boxed(),
        ValueType::Date => date(),
        ValueType::Company => {
            let all = [TEXTS, COMPANIES].concat();
            let told = all
                .into_iter()
                .filter(|text| !written_keys(text).is_empty());
            prop::sample::select(told.map(quote).collect::<Vec<_>>()).boxed()
        }
        ValueType::Search => prop::sample::select(SEARCHES).prop_map(quote).boxed(),
        ValueType::Key | ValueType::List => {
            prop::sample::select(KEYS).prop_map(str::to_owned).boxed()
        }
        ValueType::Kind => names(PersonKind::ALL, |kind| kind.name()),
        ValueType::Temperature => names(Temperature::ALL, |temperature| temperature.name()),
        ValueType::Channel => names(Channel::ALL, |channel| channel.name()),
        ValueType::Verdict => names(Verdict::ALL, |verdict| verdict.name()),
        ValueType::PageRole => names(PageRole::ALL, |role| role.name()),
        ValueType::Text | ValueType::Path | ValueType::Custom => prop_oneof![
            4 => prop::sample::select(TEXTS).prop_map(quote),
            1 => "[^\u{0}]{0,8}".prop_map(|text| quote(&text)),
        ]
        .boxed(),
    }
}

/// Text in quotes.
fn quote(text: &str) -> String {
    super::print::Quoted(text).to_string()
}
