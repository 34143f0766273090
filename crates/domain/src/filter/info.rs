//! What there is to choose from when a filter is put together: fields, tests, values.

use super::ast::Op;
use super::field::{CUSTOM, Field, InteractionField, PROPERTY, PersonField};
use super::value_type::ValueType;
use crate::interaction::{Channel, PageRole, Verdict};
use crate::person::{PersonKind, Temperature};

/// A field that can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldInfo {
    /// Its name in filters. For fields whose names the business makes up, the prefix with a dot,
    /// after which the name goes.
    pub name: String,
    /// The type of its values.
    pub value_type: ValueType,
    /// The tests that it takes, as they are written.
    pub operators: Vec<&'static str>,
    /// All values that it can have, where they are few and fixed.
    pub values: Vec<&'static str>,
}

/// Every field of a person, in the order in which they are shown.
pub fn fields() -> Vec<FieldInfo> {
    let mut infos: Vec<FieldInfo> = PersonField::FIXED
        .iter()
        .map(|(name, field)| info(name, field))
        .collect();
    let purchases = FieldInfo {
        name: "customer.purchases".to_owned(),
        ..of_type(ValueType::Count)
    };
    let since = infos.iter().position(|info| info.name == "customer.since");
    infos.insert(since.map_or(infos.len(), |at| at + 1), purchases);
    infos.push(info(CUSTOM, &PersonField::Profile(String::new())));
    infos
}

/// Every field of an interaction, in the order in which they are shown.
pub fn interaction_fields() -> Vec<FieldInfo> {
    let fixed = InteractionField::FIXED.iter();
    let property = InteractionField::Property(String::new());
    fixed
        .map(|(name, field)| info(name, field))
        .chain([info(PROPERTY, &property)])
        .collect()
}

fn info(name: &str, field: &impl Field) -> FieldInfo {
    FieldInfo {
        name: name.to_owned(),
        operators: operators(field),
        ..of_type(field.value_type())
    }
}

fn of_type(value_type: ValueType) -> FieldInfo {
    FieldInfo {
        name: String::new(),
        value_type,
        operators: of(value_type),
        values: values(value_type),
    }
}

/// The tests that a field takes.
pub(super) fn operators(field: &impl Field) -> Vec<&'static str> {
    let mut operators = of(field.value_type());
    let at = operators.len() - 2;
    if field.takes_lists() {
        operators.splice(at..at, ["in list", "not in list"]);
    }
    if field.is_mail_domain() {
        operators.extend(["is free", "is disposable"]);
    }
    operators
}

/// The tests that values of a type take; the last two are those of whether it is known.
fn of(value_type: ValueType) -> Vec<&'static str> {
    let mut operators: Vec<&str> = Op::ALL
        .iter()
        .filter(|(_, op)| value_type.takes(*op))
        .map(|(sign, _)| *sign)
        .collect();
    if value_type.takes_between() {
        operators.push("between");
    }
    if value_type == ValueType::Date {
        operators.extend(["within", "before", "after"]);
    }
    if value_type.takes_in() {
        operators.extend(["in", "not in"]);
    }
    if value_type.takes_words() {
        operators.extend(["has any", "has all"]);
    }
    operators.extend(["is known", "is unknown"]);
    operators
}

/// All values of a type that has few.
fn values(value_type: ValueType) -> Vec<&'static str> {
    match value_type {
        ValueType::Kind => PersonKind::ALL.iter().map(|kind| kind.name()).collect(),
        ValueType::Temperature => Temperature::ALL.iter().map(|one| one.name()).collect(),
        ValueType::Channel => Channel::ALL.iter().map(|one| one.name()).collect(),
        ValueType::Verdict => Verdict::ALL.iter().map(|one| one.name()).collect(),
        ValueType::PageRole => PageRole::ALL.iter().map(|one| one.name()).collect(),
        _ => Vec::new(),
    }
}
