//! How good a model would have been on rows that nothing of it had seen: neither its scores, nor the
//! choice of the learner, nor the calibration.

use crate::Result;
use crate::drift::{Shift, shifts};
use crate::learner::Kind;
use crate::measure::Figures;
use crate::split::{Fold, Order, shuffled};
use crate::train::{Examples, Told, told, train};

/// How rows are split for measuring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outer {
    /// Each row is predicted once by a model of the other folds.
    Folds(usize),
    /// The rows are in the order of time: learned from the first part, measured on the next.
    Time {
        /// The share of rows to learn from.
        train: f64,
        /// The share of rows to measure on, right after them.
        test: f64,
    },
}

/// What was measured.
#[derive(Clone, Debug)]
pub struct Report {
    /// Each learner by itself.
    pub learners: Vec<(Kind, Figures)>,
    /// The learner that was chosen in each split.
    pub chosen: Vec<Kind>,
    /// The probabilities of the chosen learners.
    pub figures: Figures,
    /// What would have been told before the later rows were there, from the latest of those that were
    /// learned from; where the rows are in the order of time.
    pub told: Option<Told>,
    /// Columns that shifted from the rows that were learned from to those that were measured on, where the
    /// rows are in the order of time.
    pub shifts: Vec<Shift>,
}

/// Learns and measures.
///
/// # Errors
/// When there is too little to learn from.
pub fn evaluate(examples: Examples, outer: Outer, seed: u64) -> Result<Report> {
    let rows: Vec<usize> = (0..examples.table.rows()).collect();
    match outer {
        Outer::Folds(count) => {
            // Not the seed of the inner folds, so that these cut across.
            let seed_of_folds = seed.wrapping_add(1);
            let splits = shuffled(
                &rows,
                examples.outcomes,
                examples.groups,
                count,
                seed_of_folds,
            );
            measure(examples, &splits, seed)
        }
        Outer::Time { train, test } => {
            let moments: Vec<i64> = (0..).take(rows.len()).collect();
            let order = Order {
                moments: &moments,
                gap: 0,
            };
            let examples = Examples {
                order: Some(order),
                ..examples
            };
            let split = in_time(&rows, train, test);
            let mut report = measure(examples, std::slice::from_ref(&split), seed)?;
            report.told = Some(told(examples, &split.train, seed)?);
            let part = |rows: &[usize]| examples.table.pick(rows);
            report.shifts = shifts(&part(&split.train), &part(&split.test));
            Ok(report)
        }
    }
}

fn in_time(rows: &[usize], train: f64, test: f64) -> Fold {
    let edge = |share: f64| ((rows.len() as f64 * share).round() as usize).min(rows.len());
    let (first, last) = (edge(train), edge(train + test));
    Fold {
        train: rows[..first].to_vec(),
        test: rows[first..last].to_vec(),
    }
}

fn measure(examples: Examples, splits: &[Fold], seed: u64) -> Result<Report> {
    let mut outcomes = Vec::new();
    let mut chosen = (Vec::new(), Vec::new());
    let mut by_learner: std::collections::BTreeMap<Kind, Vec<f64>> =
        std::collections::BTreeMap::new();
    for fold in splits {
        let candidates = train(examples, &fold.train, seed)?;
        let test = examples.table.pick(&fold.test);
        outcomes.extend(fold.test.iter().map(|&row| examples.outcomes[row]));
        for (rank, candidate) in candidates.iter().enumerate() {
            let probabilities = candidate.model.probabilities(&test)?;
            if rank == 0 {
                chosen.0.push(candidate.model.kind);
                chosen.1.extend_from_slice(&probabilities);
            }
            by_learner
                .entry(candidate.model.kind)
                .or_default()
                .extend(probabilities);
        }
    }
    let figures = |probabilities: &Vec<f64>| Figures::of(probabilities, &outcomes);
    Ok(Report {
        learners: by_learner
            .iter()
            .map(|(&kind, probabilities)| (kind, figures(probabilities)))
            .collect(),
        chosen: chosen.0,
        figures: figures(&chosen.1),
        told: None,
        shifts: Vec::new(),
    })
}
