//! A model folded over everybody: what each person has, and what each rule gives.

use std::sync::Arc;

use rayon::prelude::*;
use ripen_domain::person::Temperature;
use ripen_domain::profile::Profile;
use ripen_domain::scoring::decay::value;
use ripen_domain::scoring::{ScoreState, Scorer};
use ripen_domain::time::Timestamp;

use crate::workbench::columns::{Chunk, Folder, Rows, Scratch};

/// What a person has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Engagement.
    pub engagement: f64,
    /// Fit.
    pub fit: f64,
    /// Position of the stage.
    pub stage: u16,
    /// Position of the score index area.
    pub area: u16,
    /// Temperature.
    pub temperature: Temperature,
    /// Whether the person is out of the funnel.
    pub disqualified: bool,
}

/// What a rule gives the people of a chunk.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Total {
    /// People whom it gives points.
    pub people: usize,
    /// What is left of the points.
    pub points: f64,
}

impl Total {
    /// Takes in another.
    pub fn add(&mut self, other: &Self) {
        self.people += other.people;
        self.points += other.points;
    }
}

/// What came of the people of a chunk.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// Who was looked at, in rising order.
    pub people: Vec<i64>,
    /// What each of them has.
    pub outcomes: Vec<Outcome>,
    /// Interactions of these people.
    pub interactions: usize,
    /// By engagement rule.
    pub engagement: Vec<Total>,
    /// By fit rule.
    pub fit: Vec<Total>,
}

/// Folds everybody, or the `chosen`, on all cores. A chunk that `old` knows is not folded again. What
/// fit rules give is counted where `counts_fit`: it takes as long as scoring fit.
pub fn fold(
    folder: &Folder,
    as_of: Timestamp,
    (chosen, counts_fit): (Option<&Vec<i64>>, bool),
    old: impl Fn(i64, u64) -> Option<Arc<Folded>> + Sync,
) -> Vec<Arc<Folded>> {
    let chunks = folder.columns.chunks().par_iter();
    let one = |chunk: &Chunk| {
        let first = chunk.first().unwrap_or_default();
        old(first, chunk.written).unwrap_or_else(|| {
            Arc::new(Folding::new(folder, as_of, counts_fit).chunk(chunk, chosen))
        })
    };
    chunks.map(one).collect()
}

/// What folding the people of one chunk needs.
struct Folding<'a> {
    folder: &'a Folder<'a>,
    as_of: Timestamp,
    factors: [f64; 3],
    /// Fit rules that somebody meets of whom nothing is known.
    unknown: Vec<usize>,
    counts_fit: bool,
}

impl<'a> Folding<'a> {
    fn new(folder: &'a Folder<'a>, as_of: Timestamp, counts_fit: bool) -> Self {
        let scorer = folder.scorer;
        Self {
            folder,
            as_of,
            factors: scorer.decays.factors(as_of),
            unknown: scorer.fit_rules_met(as_of, &Profile::default()),
            counts_fit,
        }
    }

    fn chunk(&self, chunk: &Chunk, chosen: Option<&Vec<i64>>) -> Folded {
        let model = self.folder.scorer.model;
        let mut folded = Folded {
            engagement: vec![Total::default(); model.engagement.len()],
            fit: vec![Total::default(); model.fit.len()],
            ..Folded::default()
        };
        let mut scratch = Scratch::default();
        for rows in chunk.iter() {
            if chosen.is_none_or(|chosen| chosen.binary_search(&rows.person).is_ok()) {
                self.person(&rows, &mut scratch, &mut folded);
            }
        }
        folded
    }

    fn person(&self, rows: &Rows, scratch: &mut Scratch, folded: &mut Folded) {
        let (state, profile) = self.folder.replay(rows, self.as_of, scratch, &mut ());
        folded.people.push(rows.person);
        folded.interactions += rows.at.len();
        folded
            .outcomes
            .push(outcome(self.folder.scorer, &state, &profile, self.as_of));
        let model = self.folder.scorer.model;
        for tally in state.tallies.iter().filter(|tally| tally.count > 0) {
            let rule = usize::from(tally.rule);
            let factor = self.factors[model.engagement[rule].decay as usize];
            folded.engagement[rule].add(&Total {
                people: 1,
                points: value(tally.sum, factor),
            });
        }
        if !self.counts_fit {
            return;
        }
        let met = match rows.changes.is_empty() {
            true => None,
            false => Some(self.folder.scorer.fit_rules_met(state.created, &profile)),
        };
        for &rule in met.as_ref().unwrap_or(&self.unknown) {
            folded.fit[rule].add(&Total {
                people: 1,
                points: model.fit[rule].points,
            });
        }
    }
}

fn outcome(scorer: &Scorer, state: &ScoreState, profile: &Profile, now: Timestamp) -> Outcome {
    let view = scorer.view(state, profile, now);
    let mut areas = scorer.model.areas.iter();
    Outcome {
        engagement: view.engagement,
        fit: view.fit,
        stage: state.stage as u16,
        area: areas.position(|area| area.key == view.index).unwrap_or(0) as u16,
        temperature: view.temperature,
        disqualified: view.disqualified.is_some(),
    }
}
