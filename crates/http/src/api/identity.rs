//! Who is who: by what people are known, joins and their undoing, and people who may be one.

pub mod identifiers;
pub mod merges;
pub mod suggested;
