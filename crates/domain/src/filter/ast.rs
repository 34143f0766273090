//! The tree a filter is parsed into. Parsing has checked it: every test fits the type of its field.

use super::field::{InteractionField, PersonField};
use super::literal::{Phrase, Value};
use super::measure::MeasureCondition;
use super::named::Named;
use super::top::Top;

/// Conditions joined by `and`, `or` and `not`. A condition is true or false, never unknown.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr<C> {
    /// True when all are true; so the empty one is true.
    All(Vec<Expr<C>>),
    /// True when at least one is true.
    Any(Vec<Expr<C>>),
    /// True when the inner one is false.
    Not(Box<Expr<C>>),
    /// One condition.
    Is(C),
}

impl<C> Expr<C> {
    /// Whether the expression is true, given whether each condition is.
    pub fn holds(&self, test: &mut impl FnMut(&C) -> bool) -> bool {
        match self {
            Self::All(inner) => inner.iter().all(|expr| expr.holds(test)),
            Self::Any(inner) => inner.iter().any(|expr| expr.holds(test)),
            Self::Not(inner) => !inner.holds(test),
            Self::Is(condition) => test(condition),
        }
    }

    /// Visits every condition in the order of the text.
    pub fn visit<'a>(&'a self, visitor: &mut impl FnMut(&'a C)) {
        match self {
            Self::All(inner) | Self::Any(inner) => {
                inner.iter().for_each(|expr| expr.visit(visitor))
            }
            Self::Not(inner) => inner.visit(visitor),
            Self::Is(condition) => visitor(condition),
        }
    }
}

/// A condition on a person.
#[derive(Clone, Debug, PartialEq)]
pub enum PersonCondition {
    /// A test of a field.
    Field(Condition<PersonField>),
    /// A test of what the interactions come to: `count(…) >= 3`.
    Measure(Box<MeasureCondition>),
}

/// A test of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition<F> {
    /// The field.
    pub field: F,
    /// The test. A missing value passes none but `Known(false)`.
    pub test: Test,
}

/// What is asked about the value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `= "x"`, `>= 5`, `~ "x*"` …
    Compare(Op, Value),
    /// `between a and b`: both included.
    Between(Value, Value),
    /// `in (…)`; all values have the same type.
    OneOf {
        /// The values.
        values: Vec<Value>,
        /// `not in`.
        negated: bool,
    },
    /// `has any (…)`, `has all (…)`: contains the phrases as whole words.
    Has {
        /// The phrases.
        phrases: Vec<Phrase>,
        /// All of them, rather than at least one.
        all: bool,
    },
    /// `in list("name")`.
    InList {
        /// Name of the list.
        list: String,
        /// `not in`.
        negated: bool,
    },
    /// `is known` (true) or `is unknown` (false).
    Known(bool),
}

impl Test {
    /// For a negated test, such as `!=` and `not in`, the test that it negates.
    pub fn opposite(&self) -> Option<Self> {
        Some(match self {
            Self::Compare(Op::Ne, value) => Self::Compare(Op::Eq, value.clone()),
            Self::Compare(Op::NotLike, value) => Self::Compare(Op::Like, value.clone()),
            Self::OneOf {
                values,
                negated: true,
            } => Self::OneOf {
                values: values.clone(),
                negated: false,
            },
            Self::InList {
                list,
                negated: true,
            } => Self::InList {
                list: list.clone(),
                negated: false,
            },
            _ => return None,
        })
    }

    /// Whether the values it compares with are numbers, so that a custom field is read as one.
    pub fn compares_numbers(&self) -> bool {
        match self {
            Self::Compare(_, value) => matches!(value, Value::Number(_)),
            Self::Between(from, _) => matches!(from, Value::Number(_)),
            Self::OneOf { values, .. } => {
                values.iter().all(|value| matches!(value, Value::Number(_)))
            }
            Self::Has { .. } | Self::InList { .. } | Self::Known(_) => false,
        }
    }
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `=`
    Eq,
    /// `!=`
    Ne,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `~`: matches the glob.
    Like,
    /// `!~`: does not match the glob.
    NotLike,
}

impl Op {
    /// Every comparison with its sign.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("=", Self::Eq),
        ("!=", Self::Ne),
        (">", Self::Gt),
        (">=", Self::Ge),
        ("<", Self::Lt),
        ("<=", Self::Le),
        ("~", Self::Like),
        ("!~", Self::NotLike),
    ];

    /// The sign in the text.
    pub fn sign(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, op)| *op == self)
            .map_or("", |(sign, _)| sign)
    }

    /// Whether `a op b` is true; globs are not ordered and always false here.
    pub fn compares<T: PartialOrd>(self, a: &T, b: &T) -> bool {
        match self {
            Self::Eq => a == b,
            Self::Ne => a != b,
            Self::Gt => a > b,
            Self::Ge => a >= b,
            Self::Lt => a < b,
            Self::Le => a <= b,
            Self::Like | Self::NotLike => false,
        }
    }
}

/// A condition on an interaction: a kind and what else is asked about it.
#[derive(Clone, Debug)]
pub struct InteractionFilter {
    pub(super) text: String,
    pub(super) kind: Option<String>,
    pub(super) expr: Expr<Condition<InteractionField>>,
    pub(super) names_verdict: bool,
}

/// Two filters are equal when they mean the same tree, however they were written.
impl PartialEq for InteractionFilter {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.expr == other.expr
    }
}

/// A condition on a person.
#[derive(Clone, Debug)]
pub struct PersonFilter {
    pub(super) text: String,
    pub(super) expr: Expr<PersonCondition>,
    pub(super) names: Vec<Named>,
    pub(super) top: Option<Top>,
}

/// Two filters are equal when they mean the same tree, however they were written.
impl PartialEq for PersonFilter {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr && self.top == other.top
    }
}
