//! `/api/v1/filter`: help with writing filters.

pub mod check;
