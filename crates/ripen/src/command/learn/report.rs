//! What an evaluation found, for the terminal and as JSON.

use std::fmt;

use ripen_app::learning::{Checked, Figures as Learned, Tested};
use ripen_learn::drift::Shift;
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
    /// What the chosen one was said to be before the later rows were there.
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<Learner>,
    /// Columns that shifted from the rows that were learned from to those that were measured on.
    shifted: Vec<Shifted>,
}

/// A column that shifted.
#[derive(Serialize)]
struct Shifted {
    column: String,
    stability_index: f64,
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
    /// The mean probability.
    mean_probability: f64,
    /// The share of rows with the outcome.
    share_positive: f64,
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
            told: measured
                .told
                .map(|told| learner(told_of(told.is_later), &told.figures)),
            shifted: measured.shifts.iter().map(shifted).collect(),
        }
    }
}

/// What was told at a past moment and what came after, for the terminal.
pub fn checked(checked: &Checked) -> String {
    let Checked { told, seen } = checked;
    let line = |name: &str, tested: &Tested| {
        format!(
            "{name:<10} {:>7.4} {:>7.4} {:>12.4} {:>7.4} {:>7.4} {:>8}\n",
            tested.auc,
            tested.brier,
            tested.calibration_error,
            tested.mean_probability,
            tested.converted as f64 / tested.rows.max(1) as f64,
            tested.rows
        )
    };
    format!(
        "{}, within {} days\n{:<10} {:>7} {:>7} {:>12} {:>7} {:>7} {:>8}\n{}{}",
        told.learner,
        told.horizon_days,
        "",
        "AUC",
        "Brier",
        "calib. error",
        "mean",
        "share",
        "people",
        line("told then", &told.tested),
        line("seen after", seen)
    )
}

/// What was learned from the history, for the terminal.
pub fn learned(figures: &Learned, people: usize) -> String {
    let tested = &figures.tested;
    let on = match tested.is_later {
        true => "at the latest moments, which took no part in it",
        false => "who took no part in it; the history is too short for a later moment",
    };
    let mut text = format!(
        "{}, from {} people at past moments of whom {} became customers within {} days\n\
         AUC {:.4}, Brier {:.4}, calibration error {:.4}, mean probability {:.4} where {:.4} became customers:\n\
         on {} people {on}\n",
        figures.learner,
        figures.rows,
        figures.converted,
        figures.horizon_days,
        tested.auc,
        tested.brier,
        tested.calibration_error,
        tested.mean_probability,
        tested.converted as f64 / tested.rows.max(1) as f64,
        tested.rows,
    );
    let shifts = figures.shifted.iter();
    let shifts = shifts.map(|shift| (shift.column.as_str(), shift.stability_index));
    text.push_str(&of_shifts("people now", shifts));
    text.push_str(&format!("{people} people have a probability now\n"));
    text
}

/// The greatest shifts in one line; nothing where there are none.
fn of_shifts<'a>(who: &str, shifts: impl Iterator<Item = (&'a str, f64)>) -> String {
    let named = shifts.take(5);
    let named: Vec<String> = named
        .map(|(name, index)| format!("{name} ({index:.2})"))
        .collect();
    if named.is_empty() {
        return String::new();
    }
    format!(
        "{who} differ from those that were learned from, with the population stability index: {}\n",
        named.join(", ")
    )
}

fn shifted(shift: &Shift) -> Shifted {
    Shifted {
        column: shift.column.clone(),
        stability_index: shift.index,
    }
}

fn told_of(is_later: bool) -> &'static str {
    match is_later {
        true => "on the latest rows learned from",
        false => "on rows kept back",
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
        mean_probability: figures.mean,
        share_positive: figures.positive as f64 / figures.rows.max(1) as f64,
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
            "\nOn rows that were not learned from:\n{:<34} {:>7} {:>9} {:>7} {:>12} {:>11} {:>7} {:>7}",
            "", "AUC", "log-loss", "Brier", "calib. error", "lift at 10%", "mean", "share"
        )?;
        for learner in &self.learners {
            write!(f, "{learner}")?;
        }
        let chosen = &self.chosen;
        write!(f, "chosen by log-loss on held-out training rows:\n{chosen}")?;
        if let Some(told) = &self.told {
            write!(f, "told of it before the later rows were there:\n{told}")?;
        }
        let shifts = self.shifted.iter();
        let shifts = shifts.map(|shift| (shift.column.as_str(), shift.stability_index));
        f.write_str(&of_shifts("later rows", shifts))
    }
}

impl fmt::Display for Learner {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            f,
            "{:<34} {:>7.4} {:>9.4} {:>7.4} {:>12.4} {:>11.2} {:>7.4} {:>7.4}",
            self.name,
            self.auc,
            self.log_loss,
            self.brier,
            self.calibration_error,
            self.lift_at_10,
            self.mean_probability,
            self.share_positive
        )
    }
}
