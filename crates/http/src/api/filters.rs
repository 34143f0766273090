//! `/api/v1/filter`: help with writing filters.

pub mod check;
pub mod fields;
pub mod json;
pub mod values;
