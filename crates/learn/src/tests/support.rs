//! Made-up tables whose truth is known.

use crate::measure::probability;
use crate::random::Random;
use crate::table::{Category, Column, Table, Values};

/// Numbers between 0 and 1.
pub struct Chance(Random);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    pub fn next(&mut self) -> f64 {
        self.0.below(1 << 30) as f64 / f64::from(1 << 30)
    }

    pub fn happens(&mut self, log_odds: f64) -> bool {
        self.next() < probability(log_odds)
    }
}

/// Visits (a number with gaps), source (four names) and noise; the outcome follows from the first two.
pub fn leads(rows: usize, seed: u64) -> (Table, Vec<bool>) {
    let mut chance = Chance::new(seed);
    let sources = ["ads", "search", "friend", "fair"];
    let (mut visits, mut source, mut noise, mut outcomes) = (vec![], vec![], vec![], vec![]);
    for _ in 0..rows {
        let of_visits = (chance.next() * 10.0).floor();
        let of_source = (chance.next() * 4.0) as usize;
        outcomes.push(chance.happens(0.5 * of_visits + of_source as f64 - 5.0));
        visits.push(if chance.next() < 0.1 {
            f64::NAN
        } else {
            of_visits
        });
        source.push((chance.next() > 0.05).then_some(sources[of_source]));
        noise.push(chance.next());
    }
    let column = |name: &str, values| Column {
        name: name.into(),
        values,
    };
    let table = Table::new(vec![
        column("visits", Values::Number(visits)),
        column("source", Values::Category(Category::of(source))),
        column("noise", Values::Number(noise)),
    ]);
    (table.expect("a sound table"), outcomes)
}
