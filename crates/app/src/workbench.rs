//! Trying models on history before they are published.

pub mod backtest;
pub mod columns;
pub mod try_out;
