//! Log lines on standard error.

use std::io::stderr;

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Begins to log.
pub fn start(log: &Log) {
    // Checked when the configuration was read.
    let filter = log.filter.parse::<EnvFilter>().unwrap_or_default();
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr);
    match log.format {
        LogFormat::Text => lines
            .with_ansi(std::io::IsTerminal::is_terminal(&stderr()))
            .init(),
        LogFormat::Json => lines.json().init(),
    }
}
