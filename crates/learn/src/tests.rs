//! Tests.

mod calibration;
mod encoding;
mod explanation;
mod guessing;
mod leaks;
mod measures;
mod real_data;
mod regression;
mod splits;
mod suggestions;
pub(crate) mod support;
mod training;
