//! What a benchmark found, as a table.

use std::time::{Duration, Instant};

/// What a benchmark found.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    what: String,
    value: String,
    bar: Option<(String, bool)>,
}

impl Report {
    /// A figure without a bar.
    pub fn note(&mut self, what: impl Into<String>, value: impl Into<String>) {
        self.rows.push(Row {
            what: what.into(),
            value: value.into(),
            bar: None,
        });
    }

    /// A figure that is to be at least `bar`.
    pub fn at_least(&mut self, what: impl Into<String>, value: f64, bar: f64, unit: &str) {
        self.bar(what.into(), value, bar, ("at least", unit), value >= bar);
    }

    /// A figure that is to be at most `bar`.
    pub fn at_most(&mut self, what: impl Into<String>, value: f64, bar: f64, unit: &str) {
        self.bar(what.into(), value, bar, ("at most", unit), value <= bar);
    }

    fn bar(&mut self, what: String, value: f64, bar: f64, (side, unit): (&str, &str), met: bool) {
        self.rows.push(Row {
            what,
            value: format!("{} {unit}", number(value)),
            bar: Some((format!("{side} {}", number(bar)), met)),
        });
    }

    /// Prints the table.
    pub fn print(&self, title: &str, about: &str) {
        println!("\n{title}: {about}");
        for Row { what, value, bar } in &self.rows {
            match bar {
                Some((bar, met)) => {
                    let verdict = if *met { "met" } else { "MISSED" };
                    println!("  {what:<54} {value:>22}   {bar}: {verdict}");
                }
                None => println!("  {what:<54} {value:>22}"),
            }
        }
    }
}

/// A figure for people: large ones with separators, small ones with decimals.
pub fn number(value: f64) -> String {
    if value.abs() < 100.0 {
        return format!("{value:.2}");
    }
    let digits = format!("{:.0}", value.abs());
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if value < 0.0 { format!("-{out}") } else { out }
}

/// A rate as text.
pub fn per_second(count: usize, elapsed: Duration, of: &str) -> String {
    format!("{} {of}/s", number(rate(count, elapsed)))
}

/// How many a second.
pub fn rate(count: usize, elapsed: Duration) -> f64 {
    count as f64 / elapsed.as_secs_f64()
}

/// Milliseconds.
pub fn ms(elapsed: Duration) -> f64 {
    elapsed.as_secs_f64() * 1e3
}

/// Times of single operations.
#[derive(Clone, Debug, Default)]
pub struct Latencies(Vec<Duration>);

impl Latencies {
    /// Takes in one more.
    pub fn push(&mut self, one: Duration) {
        self.0.push(one);
    }

    /// Takes in how long an operation takes.
    pub fn time<T>(&mut self, operation: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = operation();
        self.push(begun.elapsed());
        result
    }

    /// The time that this share of the operations stays under, nearest rank; zero when there are
    /// none.
    pub fn at(&self, share: f64) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (share * sorted.len() as f64).ceil() as usize;
        sorted
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }

    /// Median, p99 and worst as text, in milliseconds.
    pub fn text(&self) -> String {
        let [p50, p99, worst] = [0.5, 0.99, 1.0].map(|share| number(ms(self.at(share))));
        format!("{p50} / {p99} / {worst} ms")
    }
}
