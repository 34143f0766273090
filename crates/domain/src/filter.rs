//! The filter language: conditions on people and on interactions.
//!
//! One text is parsed and type-checked into one tree ([`PersonFilter`], [`InteractionFilter`]);
//! the tree is evaluated here in memory, and in the database by the compiler of the store. Both
//! give the same answer: a comparison with a missing value is false, and `not` turns false into
//! true, so there is no third truth value anywhere.

mod ast;
mod contact;
mod error;
mod eval;
mod field;
mod form;
#[cfg(any(test, feature = "testing"))]
pub mod generate;
mod glob;
mod info;
mod kinds;
mod lex;
mod literal;
mod measure;
mod named;
mod parse;
mod print;
mod search;
mod test_value;
#[cfg(test)]
mod tests;
mod top;
mod typed;
mod unseen;
mod value_type;

pub use ast::{Condition, Expr, InteractionFilter, Op, PersonCondition, PersonFilter, Test};
pub use error::FilterError;
pub use eval::Counts;
pub use field::{Field, InteractionField, PersonField};
pub use form::{FieldForm, Form, MeasureForm, Scalar};
pub use glob::{Glob, GlobPart, MAX_GLOB};
pub use info::{FieldInfo, fields, interaction_fields};
pub use kinds::{ALIASES as KIND_ALIASES, ANY as ANY_KIND};
pub use literal::{AskedAt, DateValue, FoldedText, Phrase, Value};
pub use measure::{
    CountCondition, MAX_SUMMAND, Measure, MeasureCondition, Measured, Moment, Window,
};
pub use named::{Asked, KnownNames, NameOf, Named};
pub use parse::{MAX_DEPTH, MAX_TEXT};
pub use search::{Digits, Findable, MAX_WORDS, NoSearch, Search, Sought, Told};
pub use top::{MAX_TOP, Many, Score, Top};
pub use value_type::ValueType;
