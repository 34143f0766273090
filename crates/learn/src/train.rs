//! From a table with outcomes to a model: every learner is tried on rows that it did not see, the one
//! that loses least is calibrated and taken.

use crate::calibrate::Calibration;
use crate::learner;
use crate::measure::{Figures, log_loss, probability};
use crate::model::Model;
use crate::split::{Fold, Scheme, folds};
use crate::table::Table;
use crate::{Error, Result};

/// The fewest rows of each outcome that something is learned from.
pub const NEEDED: usize = 50;

/// A table and what became of its rows.
#[derive(Clone, Copy, Debug)]
pub struct Examples<'a> {
    /// What was known.
    pub table: &'a Table,
    /// Whether it happened, for each row.
    pub outcomes: &'a [bool],
    /// Rows of the same group are never on both sides of a split; `None`: each row is its own.
    pub groups: Option<&'a [u32]>,
}

/// How learning is done.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Into how many folds the rows are split.
    pub folds: usize,
    /// Whether the rows are in the order of time.
    pub scheme: Scheme,
    /// The same seed gives the same model.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            folds: 5,
            scheme: Scheme::Shuffled,
            seed: 1,
        }
    }
}

/// A learner's model and how it did on rows that it had not seen.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The model, fitted on all rows.
    pub model: Model,
    /// The log-loss of its uncalibrated predictions for the unseen rows of each fold: what the choice
    /// goes by.
    pub log_losses: Vec<f64>,
    /// How its probabilities did on unseen rows. The calibration was fitted on the same rows, so these
    /// are a little kind; [`crate::evaluate`] measures without that.
    pub figures: Figures,
}

/// The candidates, the chosen one first.
///
/// The boosted trees are chosen when their log-loss is smaller than the regression's by more than the
/// standard error of that difference between folds. A smaller gain is no reason to give up the simpler
/// model (the one-standard-error rule of Breiman, Friedman, Olshen & Stone, Classification and
/// Regression Trees, 1984, section 3.4.3).
///
/// # Errors
/// [`Error::TooLittle`] under [`NEEDED`] rows of either outcome; when the numbers allow no fit.
pub fn train(examples: Examples, rows: &[usize], options: Options) -> Result<Vec<Candidate>> {
    enough(examples.outcomes, rows)?;
    let folds = folds(
        rows,
        examples.outcomes,
        examples.groups,
        options.folds,
        options.scheme,
        options.seed,
    );
    let mut candidates = Vec::new();
    for learner in learner::all() {
        candidates.push(candidate(
            examples,
            rows,
            &folds,
            learner.as_ref(),
            options.seed,
        )?);
    }
    // The learners come from the simplest on.
    if let [simple, complex] = &candidates[..]
        && is_clearly_less(&complex.log_losses, &simple.log_losses)
    {
        candidates.reverse();
    }
    Ok(candidates)
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

fn candidate(
    examples: Examples,
    rows: &[usize],
    folds: &[Fold],
    learner: &dyn learner::Learner,
    seed: u64,
) -> Result<Candidate> {
    let unseen = Unseen::predict(examples, folds, learner, seed)?;
    let calibration = Calibration::learn(&unseen.log_odds, &unseen.outcomes, &unseen.fold_of)?;
    let calibrated = unseen.log_odds.iter();
    let calibrated: Vec<f64> = calibrated.map(|&z| calibration.apply(z)).collect();
    let scores = learner.fit(examples.table, rows, examples.outcomes, seed)?;
    Ok(Candidate {
        log_losses: unseen.log_losses,
        figures: Figures::of(&calibrated, &unseen.outcomes),
        model: Model {
            kind: learner.kind(),
            scores,
            calibration,
        },
    })
}

/// Predictions for rows by what was learned from others.
struct Unseen {
    log_odds: Vec<f64>,
    outcomes: Vec<bool>,
    fold_of: Vec<usize>,
    log_losses: Vec<f64>,
}

impl Unseen {
    fn predict(
        examples: Examples,
        folds: &[Fold],
        learner: &dyn learner::Learner,
        seed: u64,
    ) -> Result<Self> {
        let mut unseen = Self {
            log_odds: Vec::new(),
            outcomes: Vec::new(),
            fold_of: Vec::new(),
            log_losses: Vec::new(),
        };
        for (number, fold) in folds.iter().enumerate() {
            let outcomes = fold.train.iter().map(|&row| examples.outcomes[row]);
            if outcomes.clone().all(|outcome| outcome) || !outcomes.clone().any(|outcome| outcome) {
                // An early stretch of time in which nothing happened teaches nothing.
                continue;
            }
            let scores = learner.fit(examples.table, &fold.train, examples.outcomes, seed)?;
            let log_odds = scores.log_odds(examples.table, &fold.test)?;
            let outcomes = fold.test.iter().map(|&row| examples.outcomes[row]);
            let outcomes: Vec<bool> = outcomes.collect();
            let probabilities: Vec<f64> = log_odds.iter().map(|&z| probability(z)).collect();
            unseen.log_losses.push(log_loss(&probabilities, &outcomes));
            unseen.log_odds.extend(log_odds);
            unseen.outcomes.extend(outcomes);
            unseen.fold_of.extend(fold.test.iter().map(|_| number));
        }
        if unseen.outcomes.is_empty() {
            let fault = "no part of the rows has both outcomes";
            return Err(Error::Numeric(fault.to_owned()));
        }
        Ok(unseen)
    }
}
