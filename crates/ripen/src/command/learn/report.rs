//! What an evaluation found, for the terminal and as JSON.

use std::fmt;

use ripen_learn::evaluate::Report as Measured;
use ripen_learn::guess::{Guessed, Reason};
use ripen_learn::leak::{SUSPICIOUS_AUC, Suspicion, alone};
use ripen_learn::measure::Figures;
use ripen_learn::table::Values;
use serde::Serialize;

/// What an evaluation found.
#[derive(Serialize)]
pub struct Report {
    rows: usize,
    positive: usize,
    undecided_rows: usize,
    numbers: Vec<String>,
    categories: Vec<String>,
    left_out: Vec<Named>,
    suspected_leaks: Vec<Named>,
    /// The columns that rank best alone, strongest first.
    strongest: Vec<Strength>,
    learners: Vec<Learner>,
    chosen: Learner,
}

/// A column and what is said about it.
#[derive(Serialize)]
struct Named {
    column: String,
    reason: String,
}

/// How well a column ranks the outcomes alone.
#[derive(Serialize)]
struct Strength {
    column: String,
    auc: f64,
}

/// How a learner did on rows that it had not seen.
#[derive(Serialize)]
struct Learner {
    name: String,
    auc: f64,
    log_loss: f64,
    brier: f64,
    calibration_error: f64,
    lift_at_10: f64,
}

impl Report {
    /// Puts a report together.
    pub fn new(guessed: &Guessed, suspects: &[(String, Suspicion)], measured: &Measured) -> Self {
        let columns = guessed.table.columns();
        let (numbers, categories): (Vec<_>, Vec<_>) = columns
            .iter()
            .partition(|column| matches!(column.values, Values::Number(_)));
        let name = |column: &ripen_learn::table::Column| column.name.clone();
        Self {
            rows: guessed.outcomes.len(),
            positive: guessed.outcomes.iter().filter(|&&outcome| outcome).count(),
            undecided_rows: guessed.undecided,
            numbers: numbers.into_iter().map(name).collect(),
            categories: categories.into_iter().map(name).collect(),
            left_out: guessed.left_out.iter().map(left_out).collect(),
            suspected_leaks: suspects.iter().map(suspect).collect(),
            strongest: strongest(guessed),
            learners: measured
                .learners
                .iter()
                .map(|(kind, figures)| learner(kind.name(), figures))
                .collect(),
            chosen: learner(&chosen(measured), &measured.figures),
        }
    }
}

fn strongest(guessed: &Guessed) -> Vec<Strength> {
    let columns = guessed.table.columns().iter();
    let mut strengths: Vec<Strength> = columns
        .map(|column| Strength {
            column: column.name.clone(),
            auc: alone(&column.values, &guessed.outcomes, super::SEED),
        })
        .collect();
    strengths.sort_by(|a, b| b.auc.total_cmp(&a.auc));
    strengths.truncate(3);
    strengths
}

fn chosen(measured: &Measured) -> String {
    let mut kinds = measured.chosen.clone();
    kinds.sort_unstable();
    let each = kinds.chunk_by(|a, b| a == b);
    let each = each.map(|same| match same.len() == kinds.len() {
        true => same[0].name().to_owned(),
        false => format!("{} in {} of {}", same[0].name(), same.len(), kinds.len()),
    });
    each.collect::<Vec<_>>().join(", ")
}

fn left_out(left: &ripen_learn::guess::LeftOut) -> Named {
    let reason = match left.reason {
        Reason::Identifier => "every row has a value of its own: an identifier",
        Reason::Constant => "all rows are the same",
    };
    Named {
        column: left.column.clone(),
        reason: reason.to_owned(),
    }
}

fn suspect((column, suspicion): &(String, Suspicion)) -> Named {
    let reason = match suspicion {
        Suspicion::Ranks(auc) => format!("it alone gives an AUC of {auc:.3}"),
        Suspicion::FilledFor { outcome: true } => {
            "it is filled only where the outcome is yes".into()
        }
        Suspicion::FilledFor { outcome: false } => {
            "it is filled only where the outcome is no".into()
        }
    };
    Named {
        column: column.clone(),
        reason,
    }
}

fn learner(name: &str, figures: &Figures) -> Learner {
    Learner {
        name: name.to_owned(),
        auc: figures.auc,
        log_loss: figures.log_loss,
        brier: figures.brier,
        calibration_error: figures.calibration_error,
        lift_at_10: figures.lift_at_10,
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let share = 100.0 * self.positive as f64 / self.rows.max(1) as f64;
        writeln!(
            f,
            "{} rows, {} with the outcome ({share:.2} %), {} columns of numbers and {} of names",
            self.rows,
            self.positive,
            self.numbers.len(),
            self.categories.len()
        )?;
        if self.undecided_rows > 0 {
            writeln!(
                f,
                "{} rows say nothing about the outcome and are left out",
                self.undecided_rows
            )?;
        }
        for Named { column, reason } in &self.left_out {
            writeln!(f, "left out: {column} ({reason})")?;
        }
        for Named { column, reason } in &self.suspected_leaks {
            writeln!(
                f,
                "suspected leak: {column} ({reason}); if it is known only after the outcome, --drop it"
            )?;
        }
        if self.chosen.auc > SUSPICIOUS_AUC {
            let named = |one: &Strength| format!("{} ({:.3})", one.column, one.auc);
            let named: Vec<String> = self.strongest.iter().map(named).collect();
            writeln!(
                f,
                "an AUC above {SUSPICIOUS_AUC} is rarely honest; look at when these were filled, \
                 with the AUC of each alone: {}",
                named.join(", ")
            )?;
        }
        writeln!(
            f,
            "\nOn rows that were not learned from:\n{:<34} {:>7} {:>9} {:>7} {:>12} {:>11}",
            "", "AUC", "log-loss", "Brier", "calib. error", "lift at 10%"
        )?;
        for learner in &self.learners {
            write!(f, "{learner}")?;
        }
        let chosen = &self.chosen;
        write!(f, "chosen by log-loss on held-out training rows:\n{chosen}")
    }
}

impl fmt::Display for Learner {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            f,
            "{:<34} {:>7.4} {:>9.4} {:>7.4} {:>12.4} {:>11.2}",
            self.name, self.auc, self.log_loss, self.brier, self.calibration_error, self.lift_at_10
        )
    }
}
