//! `ripen learn`.

mod report;
mod table;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use ripen_app::learning::Attempt;
use ripen_domain::time::{Span, Timestamp};
use ripen_learn::evaluate::{Outer, evaluate as measure};
use ripen_learn::leak::suspects;
use ripen_learn::train::Examples;

use super::model::backtest::moment;
use super::print;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Numbers drawn while learning begin here, so that the same file gives the same report.
const SEED: u64 = 1;

/// Learn who becomes a customer, or try that on a table
#[derive(Debug, Subcommand)]
pub enum Learn {
    /// Measure how well outcomes in a table can be predicted; needs no database
    Evaluate(Evaluate),
    /// Learn from what was known at a past moment, and hold what was told then against what came after
    Check(Check),
    /// Learn from the history now, and work out how likely each person is to become a customer
    ///
    /// A running server does the same by itself, once a day when something has happened.
    Train {
        /// Within how long a person has to become a customer, for example 30d [default: organisation.horizon
        /// of the configuration, or the one that suits the history]
        #[arg(long, value_parser = horizon)]
        horizon: Option<String>,
        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
}

/// What `ripen learn check` is told.
#[derive(Debug, Args)]
pub struct Check {
    /// The moment, for example 2026-03-01
    #[arg(long, value_parser = moment)]
    as_of: Timestamp,
    /// Within how long a person has to become a customer, for example 30d [default: organisation.horizon
    /// of the configuration, or the one that suits the history]
    #[arg(long, value_parser = horizon)]
    horizon: Option<String>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// What `ripen learn evaluate` is told.
#[derive(Debug, Args)]
#[command(after_help = "\
The table is a CSV file with a head. A column of the outcome says yes or no (1, true, won; 0, false, lost).
Leave out what was written down after the outcome was known; columns that look like it are named:
  ripen learn evaluate leads.csv --outcome Converted --drop \"Tags,Lead Quality\"
Rows in the order of time are measured on the later ones:
  ripen learn evaluate calls.csv --outcome y --drop duration --time-split 0.8,0.2")]
pub struct Evaluate {
    /// The table: CSV with a head, separated by comma, semicolon or tabulator
    file: PathBuf,
    /// The column that says what became of a row
    #[arg(long, value_name = "COLUMN")]
    outcome: String,
    /// Columns that are not to be used
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    drop: Vec<String>,
    /// In how many parts the rows are shuffled; each is predicted by what the others teach
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(2..=20))]
    folds: u8,
    /// The rows are in the order of time: learn from this share of them, measure on the next
    #[arg(long, value_name = "TRAIN,TEST", conflicts_with = "folds", value_parser = shares)]
    time_split: Option<(f64, f64)>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Learns from the history and tells everybody their probability.
pub fn train(horizon: Option<String>, json: bool, config: &Config) -> Result<()> {
    let app = open::open_existing(&with_horizon(horizon, config))?;
    let figures = match app.learn(|_| ())? {
        Attempt::Learned(figures) => figures,
        Attempt::TooLittle(reason) => return Err(Failure::new(reason)),
    };
    let people = app.probabilities_tell(|_| ())?;
    if json {
        let report = serde_json::json!({"people": people, "learned": figures});
        return print(&format!("{report:#}\n"));
    }
    print(&report::learned(&figures, people))
}

/// Learns at a past moment and looks at what came after.
pub fn check(check: Check, config: &Config) -> Result<()> {
    let app = open::open_to_read(&with_horizon(check.horizon, config))?;
    let checked = app.learning_check(check.as_of)?;
    if check.json {
        return print(&format!("{:#}\n", serde_json::json!(checked)));
    }
    print(&report::checked(&checked))
}

fn with_horizon(horizon: Option<String>, config: &Config) -> Config {
    let mut config = config.clone();
    if let Some(horizon) = horizon {
        config.organisation.horizon = horizon;
    }
    config
}

fn horizon(text: &str) -> std::result::Result<String, String> {
    match Span::parse(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err("write a length of time, for example 30d".to_owned()),
    }
}

fn shares(text: &str) -> std::result::Result<(f64, f64), String> {
    let shares: Option<Vec<f64>> = text
        .split(',')
        .map(|part| part.trim().parse().ok())
        .collect();
    match shares.as_deref() {
        Some(&[train, test]) if train > 0.0 && test > 0.0 && train + test <= 1.0 + 1e-9 => {
            Ok((train, test))
        }
        _ => Err("give two shares that add up to 1 at most, for example 0.8,0.2".to_owned()),
    }
}

/// Measures how well the outcomes of a table can be predicted.
pub fn evaluate(arguments: &Evaluate) -> Result<()> {
    let guessed = table::read(&arguments.file, &arguments.outcome, &arguments.drop)?;
    let outer = match arguments.time_split {
        Some((train, test)) => Outer::Time { train, test },
        None => Outer::Folds(arguments.folds.into()),
    };
    let examples = Examples {
        table: &guessed.table,
        outcomes: &guessed.outcomes,
        groups: None,
        order: None,
    };
    let suspects = suspects(&guessed.table, &guessed.outcomes, SEED);
    let fault = |error| Failure::new(format!("{}: {error}", arguments.file.display()));
    let measured = measure(examples, outer, SEED).map_err(fault)?;
    let report = report::Report::new(&guessed, &suspects, &measured);
    if arguments.json {
        let text = serde_json::to_string_pretty(&report);
        let text = text.map_err(|error| Failure::new(error.to_string()))?;
        return print(&format!("{text}\n"));
    }
    print(&report.to_string())
}
