//! From a table with outcomes to a model: every learner is tried on rows that it did not see, the one
//! that loses least is calibrated and taken.

use std::collections::HashSet;

use crate::calibrate::{self, Calibration};
use crate::learner::{self, Learner};
use crate::measure::{Figures, log_loss};
use crate::model::Model;
use crate::split::{Fold, Order, forward, latest as latest_of, shuffled, stretches};
use crate::table::Table;
use crate::{Error, Result, drift};

/// The fewest rows of each outcome that something is learned from.
pub const NEEDED: usize = 50;

/// Folds in which learners are tried.
const FOLDS: usize = 5;
/// The fewest rows of each outcome that a fold learns from.
const TAUGHT: usize = 25;
/// The fewest rows of each outcome in a later stretch that a model is tested on, and before it.
const TESTED: usize = 15;
/// Rows of each outcome that say how frequent it is lately, to which probabilities are calibrated.
const CALIBRATED: usize = 100;

/// A table and what became of its rows.
#[derive(Clone, Copy, Debug)]
pub struct Examples<'a> {
    /// What was known.
    pub table: &'a Table,
    /// Whether it happened, for each row.
    pub outcomes: &'a [bool],
    /// Rows of the same group are never on both sides of a split, unless the split is one in time: who was
    /// there before is asked about again in use as well. `None`: each row is its own.
    pub groups: Option<&'a [u32]>,
    /// When each row was known; `None` where that is not known.
    pub order: Option<Order<'a>>,
}

/// A learner's model and how it did on rows that it had not seen.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The model, fitted on all rows.
    pub model: Model,
    /// The log-loss of its predictions for the unseen rows of each fold, drawn in or out by one sigmoid
    /// for all: what the choice goes by. How sure the scores are is put right by the calibration.
    pub log_losses: Vec<f64>,
}

/// What a model did on rows that took no part in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// The figures.
    pub figures: Figures,
    /// Whether the rows are later ones than those that were learned from. Otherwise there was no later
    /// stretch with enough of both outcomes, and other groups of the same time were kept back.
    pub is_later: bool,
}

/// The candidates, one a learner in the settings that lose least, the chosen one first.
///
/// The boosted trees are chosen when their log-loss is smaller than the regression's by more than the
/// standard error of that difference between folds. A smaller gain is no reason to give up the simpler
/// model (the one-standard-error rule of Breiman, Friedman, Olshen & Stone, Classification and
/// Regression Trees, 1984, section 3.4.3). In the same way deeper trees have to be better than others; and,
/// where there is an order in time, columns that are clocks ([`drift::clocks`]) are used where that is
/// clearly better than to leave them out.
///
/// # Errors
/// [`Error::TooLittle`] under [`NEEDED`] rows of either outcome; when the numbers allow no fit.
pub fn train(examples: Examples, rows: &[usize], seed: u64) -> Result<Vec<Candidate>> {
    enough(examples.outcomes, rows)?;
    candidates(examples, rows, seed)
}

/// How a model that is learned from a part of the rows does on the others, which take part neither in the
/// choice nor in the fit nor in the calibration: on the latest stretch, learned from what was known when it
/// began.
///
/// # Errors
/// As [`train`].
pub fn told(examples: Examples, rows: &[usize], seed: u64) -> Result<Told> {
    enough(examples.outcomes, rows)?;
    let latest = examples.order;
    let latest = latest.and_then(|order| latest_of(rows, examples.outcomes, order, TESTED));
    let is_later = latest.is_some();
    let fold = latest.unwrap_or_else(|| {
        let mut folds = shuffled(rows, examples.outcomes, examples.groups, FOLDS, seed);
        folds.swap_remove(0)
    });
    let chosen = candidates(examples, &fold.train, seed)?.swap_remove(0);
    let probabilities = chosen
        .model
        .probabilities(&examples.table.pick(&fold.test))?;
    let outcomes = fold.test.iter().map(|&row| examples.outcomes[row]);
    Ok(Told {
        figures: Figures::of(&probabilities, &outcomes.collect::<Vec<bool>>()),
        is_later,
    })
}

fn candidates(examples: Examples, rows: &[usize], seed: u64) -> Result<Vec<Candidate>> {
    let (folds, order) = folds(examples, rows, seed);
    let clocks = examples
        .order
        .map_or_else(Vec::new, |order| drift::clocks(examples.table, rows, order));
    let steady = (!clocks.is_empty()).then(|| {
        let names: Vec<&str> = clocks.iter().map(String::as_str).collect();
        examples.table.clone().without(&names)
    });
    // The simplest first here too.
    let tables = [steady.as_ref(), Some(examples.table)];
    let mut candidates = Vec::new();
    for settings in learner::all() {
        let mut best: Option<Tried> = None;
        for (learner, &table) in settings
            .iter()
            .flat_map(|learner| tables.iter().flatten().map(move |table| (learner, table)))
        {
            let examples = Examples { table, ..examples };
            let tried = Tried::new(examples, &folds, learner.as_ref(), seed)?;
            let is_better = |best: &Tried| is_clearly_less(&tried.log_losses, &best.log_losses);
            if best.as_ref().is_none_or(is_better) {
                best = Some(tried);
            }
        }
        if let Some(best) = best {
            candidates.push(best.candidate(examples, rows, order, seed)?);
        }
    }
    // The learners come from the simplest on.
    if let [simple, complex] = &candidates[..]
        && is_clearly_less(&complex.log_losses, &simple.log_losses)
    {
        candidates.reverse();
    }
    Ok(candidates)
}

/// Folds in time where there are at least two with enough of both outcomes, shuffled ones elsewhere.
fn folds<'a>(examples: Examples<'a>, rows: &[usize], seed: u64) -> (Vec<Fold>, Option<Order<'a>>) {
    let outcomes = examples.outcomes;
    if let Some(order) = examples.order {
        let mut folds = forward(rows, order, FOLDS);
        folds.retain(|fold| {
            fewer(outcomes, &fold.train) >= TAUGHT && fewer(outcomes, &fold.test) > 0
        });
        if folds.len() > 1 {
            return (folds, Some(order));
        }
    }
    let folds = shuffled(rows, outcomes, examples.groups, FOLDS, seed);
    (folds, None)
}

/// How many rows have the outcome that fewer have.
fn fewer(outcomes: &[bool], rows: &[usize]) -> usize {
    let positive = rows.iter().filter(|&&row| outcomes[row]).count();
    positive.min(rows.len() - positive)
}

/// Whether the mean of the differences is below zero by more than its standard error.
fn is_clearly_less(losses: &[f64], than: &[f64]) -> bool {
    let gains: Vec<f64> = losses.iter().zip(than).map(|(a, b)| b - a).collect();
    let count = gains.len() as f64;
    let mean = gains.iter().sum::<f64>() / count;
    let squares: f64 = gains.iter().map(|gain| (gain - mean).powi(2)).sum();
    let error = (squares / (count - 1.0).max(1.0) / count).sqrt();
    mean > error
}

/// That there are enough rows of both outcomes.
///
/// # Errors
/// [`Error::TooLittle`].
pub fn enough(outcomes: &[bool], rows: &[usize]) -> Result<()> {
    let positive = rows.iter().filter(|&&row| outcomes[row]).count();
    let negative = rows.len() - positive;
    if positive < NEEDED || negative < NEEDED {
        return Err(Error::TooLittle {
            positive,
            negative,
            needed: NEEDED,
        });
    }
    Ok(())
}

/// A learner in one setting, tried on rows that it did not see.
struct Tried<'a> {
    table: &'a Table,
    learner: &'a dyn Learner,
    /// For each fold the log-odds of its rows.
    log_odds: Vec<Vec<f64>>,
    /// For each fold the outcomes of its rows.
    outcomes: Vec<Vec<bool>>,
    log_losses: Vec<f64>,
}

impl<'a> Tried<'a> {
    fn new(
        examples: Examples<'a>,
        folds: &[Fold],
        learner: &'a dyn Learner,
        seed: u64,
    ) -> Result<Self> {
        let mut tried = Self {
            table: examples.table,
            learner,
            log_odds: Vec::new(),
            outcomes: Vec::new(),
            log_losses: Vec::new(),
        };
        for fold in folds {
            let scores = learner.fit(examples.table, &fold.train, examples.outcomes, seed)?;
            let log_odds = scores.log_odds(examples.table, &fold.test)?;
            let outcomes = fold.test.iter().map(|&row| examples.outcomes[row]);
            tried.log_odds.push(log_odds);
            tried.outcomes.push(outcomes.collect());
        }
        let map = calibrate::sigmoid(&tried.log_odds.concat(), &tried.outcomes.concat())?;
        let folds = tried.log_odds.iter().zip(&tried.outcomes);
        let losses = folds.map(|(log_odds, outcomes)| {
            let probabilities = log_odds.iter().map(|&z| map.apply(z));
            log_loss(&probabilities.collect::<Vec<f64>>(), outcomes)
        });
        tried.log_losses = losses.collect();
        Ok(tried)
    }

    /// Learns from all rows. `order` is that of the folds, where they are folds in time.
    fn candidate(
        self,
        examples: Examples,
        rows: &[usize],
        order: Option<Order>,
        seed: u64,
    ) -> Result<Candidate> {
        let scores = self
            .learner
            .fit(self.table, rows, examples.outcomes, seed)?;
        let (calibration, highest) = match order {
            Some(order) => {
                let recent = recent(rows, examples.outcomes, order);
                let slope = calibrate::slope(&self.log_odds, &self.outcomes)?;
                let (log_odds, outcomes) = self.unseen(examples, (rows, &recent), seed)?;
                let log_odds: Vec<f64> = log_odds.iter().map(|z| slope * z).collect();
                let offset = calibrate::offset(&log_odds, &outcomes);
                let highest = calibrate::highest_share(&log_odds, &outcomes);
                (Calibration::Sigmoid { slope, offset }, highest)
            }
            None => {
                let folds = self.outcomes.iter().enumerate();
                let fold_of = folds.flat_map(|(fold, rows)| rows.iter().map(move |_| fold));
                let (log_odds, outcomes) = (self.log_odds.concat(), self.outcomes.concat());
                let fold_of = fold_of.collect::<Vec<usize>>();
                let calibration = Calibration::learn(&log_odds, &outcomes, &fold_of)?;
                (calibration, calibrate::highest_share(&log_odds, &outcomes))
            }
        };
        Ok(Candidate {
            model: Model {
                kind: self.learner.kind(),
                scores,
                calibration,
                highest,
            },
            log_losses: self.log_losses,
        })
    }

    /// The log-odds and outcomes of some of the rows, by models of all times that had not seen them: those
    /// that learned from a row are surer of it than of others, those of the past do not know these times.
    fn unseen(
        &self,
        examples: Examples,
        (rows, some): (&[usize], &[usize]),
        seed: u64,
    ) -> Result<(Vec<f64>, Vec<bool>)> {
        let some: HashSet<usize> = some.iter().copied().collect();
        let (mut log_odds, mut outcomes) = (Vec::new(), Vec::new());
        for fold in shuffled(rows, examples.outcomes, examples.groups, FOLDS, seed) {
            let test: Vec<usize> = (fold.test.into_iter())
                .filter(|row| some.contains(row))
                .collect();
            let scores = self
                .learner
                .fit(self.table, &fold.train, examples.outcomes, seed)?;
            log_odds.extend(scores.log_odds(self.table, &test)?);
            outcomes.extend(test.iter().map(|&row| examples.outcomes[row]));
        }
        Ok((log_odds, outcomes))
    }
}

/// The latest stretch of time with enough of each outcome to say how frequent they are now.
fn recent(rows: &[usize], outcomes: &[bool], order: Order) -> Vec<usize> {
    let mut recent: Vec<usize> = Vec::new();
    for stretch in stretches(rows, order, FOLDS + 1).into_iter().rev() {
        recent.extend(stretch);
        if fewer(outcomes, &recent) >= CALIBRATED {
            break;
        }
    }
    recent
}
