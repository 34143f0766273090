//! Who is who on screen: by what a person is known, joining people by hand, and taking apart who was joined.

mod links;
mod merges;

pub(crate) use links::Links;
pub use links::{IdentifierAfter, Join, JoinAfter, MAX_IDENTIFIERS, MAX_JOINS, Part};
