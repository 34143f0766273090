//! Strategies that generate filters of every shape, for property tests here and against databases.
//!
//! Values come from small pools, so that generated people and interactions do match now and then.

use proptest::prelude::*;

use super::{Field, InteractionField, KIND_ALIASES, PersonField, ValueType};
use crate::interaction::{Channel, Verdict};
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
    joined(prop_oneof![4 => person_condition(), 1 => count()].boxed())
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

fn count() -> impl Strategy<Value = String> {
    let window = prop::option::of((
        1..60_u32,
        prop::sample::select(&["hours", "days", "weeks"][..]),
    ));
    let comparison = prop::option::of((
        prop::sample::select(&["=", "!=", ">", ">=", "<", "<="][..]),
        0..4_u32,
    ));
    (interaction_filter(), window, comparison).prop_map(|(interaction, window, comparison)| {
        let window = window
            .map(|(number, unit)| format!(", last {number} {unit}"))
            .unwrap_or_default();
        let comparison = comparison
            .map(|(op, number)| format!(" {op} {number}"))
            .unwrap_or_default();
        format!("count({interaction}{window}){comparison}")
    })
}

/// A condition on the field, of any kind that fits its type.
fn condition<F: Field + 'static>(field: F) -> BoxedStrategy<String> {
    let mut tests = vec![
        prop::sample::select(&["is known", "is unknown"][..])
            .prop_map(str::to_owned)
            .boxed(),
    ];
    let value_type = field.value_type();
    if value_type == ValueType::Date {
        tests.push(comparison(ORDERED, date()));
    } else {
        let ops = match value_type {
            ValueType::Number | ValueType::Temperature => ORDERED,
            _ => &["=", "!="],
        };
        tests.push(comparison(ops, value(value_type)));
        tests.push(one_of(value(value_type)));
    }
    if matches!(
        value_type,
        ValueType::Text | ValueType::Key | ValueType::Path | ValueType::Custom
    ) {
        tests.push(comparison(&["~", "!~"], pattern()));
    }
    if matches!(
        value_type,
        ValueType::Text | ValueType::Key | ValueType::Custom
    ) {
        tests.push(has());
    }
    if value_type == ValueType::Custom {
        tests.push(comparison(ORDERED, value(ValueType::Number)));
        tests.push(one_of(value(ValueType::Number)));
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

fn date() -> BoxedStrategy<String> {
    let fixed = &[
        "\"2026-01-31\"",
        "\"2026-01-31T12:30:00.25Z\"",
        "\"2025-06-01T00:00:00+02:00\"",
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
        ValueType::Number => prop_oneof![
            3 => prop::sample::select(NUMBERS).prop_map(|number| number.to_string()),
            1 => (-1.0e6..1.0e6).prop_map(|number: f64| number.to_string()),
        ]
        .boxed(),
        ValueType::Date => date(),
        ValueType::Key => prop::sample::select(KEYS).prop_map(str::to_owned).boxed(),
        ValueType::Kind => names(PersonKind::ALL, |kind| kind.name()),
        ValueType::Temperature => names(Temperature::ALL, |temperature| temperature.name()),
        ValueType::Channel => names(Channel::ALL, |channel| channel.name()),
        ValueType::Verdict => names(Verdict::ALL, |verdict| verdict.name()),
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
