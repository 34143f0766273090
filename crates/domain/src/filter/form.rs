//! Filters as plain trees of names and values: the shape in which builders edit them and JSON
//! carries them.
//!
//! A tree is checked by writing it as text and parsing that, so there is one grammar and one type
//! checker for both.

mod read;
mod write;

/// A filter as a tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// True when all are true.
    All(Vec<Form>),
    /// True when at least one is true.
    Any(Vec<Form>),
    /// True when the inner one is false.
    Not(Box<Form>),
    /// A test of a field.
    Field(FieldForm),
    /// A test of a measure.
    Measure(MeasureForm),
    /// Those at the top of whom passes, as in the text: `100 by engagement`. Only a whole filter can be one.
    Top(String, Box<Form>),
}

/// A test of a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldForm {
    /// Name of the field, as in the text.
    pub field: String,
    /// The test: one of the operators of [`super::FieldInfo`].
    pub op: String,
    /// What it is compared with, where that is one value; the name of the list for `in list`.
    pub value: Option<Scalar>,
    /// What it is compared with, where there are several values: `in`, `has any`, `between` …
    pub values: Vec<Scalar>,
}

/// A test of what interactions or signals come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasureForm {
    /// `count`, `sum`, `first`, `last` or `signal`.
    pub measure: String,
    /// What is asked of the interactions besides the kind.
    pub of: Option<Box<Form>>,
    /// Kind of the interactions, short or as it is sent; any kind when left out. The key of a signal.
    pub kind: Option<String>,
    /// What is summed up.
    pub field: Option<String>,
    /// Length of the window: `7 days` or `7d`.
    pub within: Option<String>,
    /// The window ends with this moment, such as `first(order)`; with now when left out.
    pub before: Option<String>,
    /// The window begins with this moment.
    pub after: Option<String>,
    /// The test.
    pub op: String,
    /// What it is compared with.
    pub value: Option<Scalar>,
    /// What it is compared with, where there are several values.
    pub values: Vec<Scalar>,
}

/// A value in a tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// Text; also names, dates such as `2026-01-31` and times ago such as `7 days ago`.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
}

/// Name under which the kind of an interaction filter stands in its tree.
const KIND: &str = "kind";
