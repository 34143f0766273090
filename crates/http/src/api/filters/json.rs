//! Filters as JSON: the tree of the domain, as the builder of the web application edits it.

use ripen_domain::filter::{FieldForm, Form, MeasureForm, Scalar};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A filter as a tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum FilterJson {
    /// Those at the top of whom passes; only a whole filter can be one.
    Top(TopJson),
    /// True when all are true.
    All(AllJson),
    /// True when at least one is true.
    Any(AnyJson),
    /// True when the inner one is false.
    Not(NotJson),
    /// A test of what interactions come to.
    Measure(MeasureTest),
    /// A test of a field.
    Field(FieldTest),
}

/// Those at the top of whom passes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TopJson {
    /// How many by which score, as in the text: `100 by engagement`, `5% by fit`.
    top: String,
    /// Of whom.
    #[schema(no_recursion)]
    of: Box<FilterJson>,
}

/// True when all are true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AllJson {
    /// The conditions.
    #[schema(no_recursion)]
    all: Vec<FilterJson>,
}

/// True when at least one is true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnyJson {
    /// The conditions.
    #[schema(no_recursion)]
    any: Vec<FilterJson>,
}

/// True when the inner one is false.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotJson {
    /// The condition.
    #[schema(no_recursion)]
    not: Box<FilterJson>,
}

/// A test of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldTest {
    /// Name of the field.
    field: String,
    /// The test: one of the operators of the field.
    op: String,
    /// What it is compared with, where that is one value; the name of the list for `in list`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<ScalarJson>,
    /// What it is compared with, where there are several values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    values: Option<Vec<ScalarJson>>,
}

/// A test of what interactions, or buying signals, come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureTest {
    /// `count`, `sum`, `first`, `last` or `signal`.
    measure: String,
    /// What is asked of the interactions besides the kind.
    #[serde(default)]
    #[schema(no_recursion)]
    of: Option<Box<FilterJson>>,
    /// Kind of the interactions; any when left out. The key of a signal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// What is summed up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// Length of the window: `7d`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    /// The window ends with this moment, such as `first(order)`; with now when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    /// The window begins with this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    /// The test.
    op: String,
    /// What it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<ScalarJson>,
    /// What it is compared with, where there are several values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    values: Option<Vec<ScalarJson>>,
}

/// A value of a filter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ScalarJson {
    /// True or false.
    Bool(bool),
    /// A number.
    Number(f64),
    /// Text; also names, dates such as `2026-01-31` and times ago such as `7 days ago`.
    Text(String),
}

impl From<FilterJson> for Form {
    fn from(json: FilterJson) -> Self {
        let each = |parts: Vec<FilterJson>| parts.into_iter().map(Self::from).collect();
        match json {
            FilterJson::Top(TopJson { top, of }) => Self::Top(top, Box::new((*of).into())),
            FilterJson::All(AllJson { all }) => Self::All(each(all)),
            FilterJson::Any(AnyJson { any }) => Self::Any(each(any)),
            FilterJson::Not(NotJson { not }) => Self::Not(Box::new((*not).into())),
            FilterJson::Measure(test) => Self::Measure(test.into()),
            FilterJson::Field(test) => Self::Field(FieldForm {
                field: test.field,
                op: test.op,
                value: test.value.map(Scalar::from),
                values: scalars(test.values),
            }),
        }
    }
}

impl From<MeasureTest> for MeasureForm {
    fn from(test: MeasureTest) -> Self {
        Self {
            measure: test.measure,
            of: test.of.map(|of| Box::new((*of).into())),
            kind: test.kind,
            field: test.field,
            within: test.within,
            before: test.before,
            after: test.after,
            op: test.op,
            value: test.value.map(Scalar::from),
            values: scalars(test.values),
        }
    }
}

impl From<Form> for FilterJson {
    fn from(form: Form) -> Self {
        let each = |parts: Vec<Form>| parts.into_iter().map(Self::from).collect();
        match form {
            Form::Top(top, of) => Self::Top(TopJson {
                top,
                of: Box::new((*of).into()),
            }),
            Form::All(parts) => Self::All(AllJson { all: each(parts) }),
            Form::Any(parts) => Self::Any(AnyJson { any: each(parts) }),
            Form::Not(part) => Self::Not(NotJson {
                not: Box::new((*part).into()),
            }),
            Form::Measure(test) => Self::Measure(test.into()),
            Form::Field(test) => Self::Field(FieldTest {
                field: test.field,
                op: test.op,
                value: test.value.map(ScalarJson::from),
                values: scalars_json(test.values),
            }),
        }
    }
}

impl From<MeasureForm> for MeasureTest {
    fn from(test: MeasureForm) -> Self {
        Self {
            measure: test.measure,
            of: test.of.map(|of| Box::new((*of).into())),
            kind: test.kind,
            field: test.field,
            within: test.within,
            before: test.before,
            after: test.after,
            op: test.op,
            value: test.value.map(ScalarJson::from),
            values: scalars_json(test.values),
        }
    }
}

fn scalars(values: Option<Vec<ScalarJson>>) -> Vec<Scalar> {
    let values = values.unwrap_or_default();
    values.into_iter().map(Scalar::from).collect()
}

fn scalars_json(values: Vec<Scalar>) -> Option<Vec<ScalarJson>> {
    let values: Vec<ScalarJson> = values.into_iter().map(ScalarJson::from).collect();
    Some(values).filter(|values| !values.is_empty())
}

impl From<ScalarJson> for Scalar {
    fn from(json: ScalarJson) -> Self {
        match json {
            ScalarJson::Bool(value) => Self::Bool(value),
            ScalarJson::Number(value) => Self::Number(value),
            ScalarJson::Text(value) => Self::Text(value),
        }
    }
}

impl From<Scalar> for ScalarJson {
    fn from(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Bool(value) => Self::Bool(value),
            Scalar::Number(value) => Self::Number(value),
            Scalar::Text(value) => Self::Text(value),
        }
    }
}

#[cfg(test)]
mod tests;
