//! Measures of every shape.

use proptest::prelude::*;

use super::{KEYS, ORDERED, between, comparison, interaction_filter, one_of, quote, value};
use crate::filter::ValueType;

/// A measure with its test.
pub(super) fn measure() -> BoxedStrategy<String> {
    let interactions = || (interaction_filter(), prop::option::of(window()));
    let inside = |(interactions, window): (String, Option<String>)| match window {
        Some(window) => format!("{interactions}, {window}"),
        None => interactions,
    };
    let count = (interactions(), number_test(ValueType::Count, true))
        .prop_map(move |(of, test)| format!("count({}){test}", inside(of)));
    let summand = prop::sample::select(&["amount", "property.seats", "property.plan"][..]);
    let sum = (
        summand,
        interactions(),
        number_test(ValueType::Money, false),
    )
        .prop_map(move |(field, of, test)| format!("sum({field} of {}){test}", inside(of)));
    let moment = (
        prop::sample::select(&["first", "last"][..]),
        interactions(),
        date_test(),
    )
        .prop_map(move |(name, of, test)| format!("{name}({}){test}", inside(of)));
    let window = prop::option::of(length());
    let signal = (signal_key(), window, number_test(ValueType::Count, true)).prop_map(
        |(key, window, test)| match window {
            Some(window) => format!("signal({key}, {window}){test}"),
            None => format!("signal({key}){test}"),
        },
    );
    let purchases =
        number_test(ValueType::Count, false).prop_map(|test| format!("customer.purchases{test}"));
    prop_oneof![4 => count, 3 => sum, 3 => moment, 1 => signal, 1 => purchases].boxed()
}

/// Some of them are keys of signals that generated people have.
fn signal_key() -> BoxedStrategy<String> {
    prop_oneof![
        prop::sample::select(KEYS).prop_map(str::to_owned),
        prop::sample::select(KEYS).prop_map(|key| quote(&key.to_uppercase())),
    ]
    .boxed()
}

/// `7 days`, `7d`, …
fn length() -> BoxedStrategy<String> {
    let units = &["hours", "days", "weeks", "h", "d", "w"][..];
    (1..60_u32, prop::sample::select(units))
        .prop_map(|(number, unit)| match unit.len() {
            1 => format!("{number}{unit}"),
            _ => format!("{number} {unit}"),
        })
        .boxed()
}

fn window() -> BoxedStrategy<String> {
    let moment = (
        prop::sample::select(&["first", "last"][..]),
        interaction_filter(),
    )
        .prop_map(|(name, of)| format!("{name}({of})"));
    let side = prop::sample::select(&["before", "after"][..]);
    let relative =
        (prop::option::of(length()), side, moment).prop_map(
            |(length, side, moment)| match length {
                Some(length) => format!("{length} {side} {moment}"),
                None => format!("{side} {moment}"),
            },
        );
    prop_oneof![
        2 => (any::<bool>(), length())
            .prop_map(|(last, length)| if last { format!("last {length}") } else { length }),
        1 => relative,
    ]
    .boxed()
}

fn number_test(value_type: ValueType, may_be_missing: bool) -> BoxedStrategy<String> {
    let test = prop_oneof![
        4 => comparison(ORDERED, value(value_type)),
        1 => between(value_type),
        1 => one_of(value(value_type)),
    ]
    .prop_map(|test| format!(" {test}"));
    match may_be_missing {
        true => prop_oneof![3 => test, 1 => Just(String::new())].boxed(),
        false => test.boxed(),
    }
}

fn date_test() -> BoxedStrategy<String> {
    prop_oneof![
        3 => comparison(ORDERED, value(ValueType::Date)),
        1 => between(ValueType::Date),
        1 => length().prop_map(|length| format!("within {length}")),
        1 => prop::sample::select(&["is known", "is unknown"][..]).prop_map(str::to_owned),
    ]
    .prop_map(|test| format!(" {test}"))
    .boxed()
}
