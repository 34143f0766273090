//! Trying models on history: try-outs and backtests.

pub mod backtest;
pub(crate) mod loading;
pub mod progress;
pub mod try_out;
