//! How long each part of a command took.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Parts in the order in which they ran, with their times.
#[derive(Default)]
pub struct Times(Vec<(&'static str, Duration)>);

impl Times {
    /// Runs a part and remembers how long it took.
    ///
    /// # Errors
    /// Those of the part.
    pub fn of<T>(&mut self, part: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let done = work();
        self.0.push((part, start.elapsed()));
        done
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let each = self.0.iter();
        let each: Vec<String> = each
            .map(|(part, time)| format!("{part} {} s", time.as_secs()))
            .collect();
        write!(f, "times: {}", each.join(", "))
    }
}
