//! Tests.

mod real_data;
