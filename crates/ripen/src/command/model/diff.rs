//! `ripen model diff`.

use clap::Args;
use ripen_app::models::diff::{self, Change, What};
use serde_json::{Value, json};

use super::of::Of;
use super::place::Place;
use super::{faulty, print};
use crate::config::Config;
use crate::failure::Result;

/// Tell what changes from one model to another, rule by rule
#[derive(Debug, Args)]
#[command(after_help = "\
Each side is a file, the number of a version, `draft` or `published`, the version in force. Models are
compared rule by rule: comments, layout and the order of rules make no difference.

  + is new, - is gone, ~ is another

Examples:
  ripen model diff published model.toml
  ripen model diff 3 draft
  ripen model diff old.toml new.toml --json")]
pub struct Diff {
    /// The model before
    #[arg(value_name = "A")]
    before: Place,
    /// The model after
    #[arg(value_name = "B")]
    after: Place,
    #[command(flatten)]
    of: Of,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Prints the changes between two models.
pub fn run(diff: &Diff, config: &Config) -> Result<()> {
    let (before, after) = (
        diff.before.text(&diff.of, config)?,
        diff.after.text(&diff.of, config)?,
    );
    // Said of each alone, so that the fault is told of the right one.
    for (place, text) in [(&diff.before, &before), (&diff.after, &after)] {
        diff::between(text, text).map_err(|faults| faulty(&place.to_string(), &faults))?;
    }
    let changes = diff::between(&before, &after).map_err(ripen_app::Error::from)?;
    print(&match diff.json {
        true => format!("{:#}\n", json(&changes)),
        false if changes.is_empty() => "there is no difference\n".to_owned(),
        false => changes.iter().map(line).collect(),
    })
}

fn json(changes: &[Change]) -> Value {
    let change = |one: &Change| json!({"path": one.path, "what": one.what.word(), "before": one.before, "after": one.after});
    json!({"changes": changes.iter().map(change).collect::<Vec<_>>()})
}

/// A change in a line.
fn line(change: &Change) -> String {
    let text = |side: &Option<String>| side.clone().unwrap_or_default();
    let (path, before, after) = (&change.path, text(&change.before), text(&change.after));
    match change.what {
        What::Added => format!("+ {path}: {after}\n"),
        What::Removed => format!("- {path}: {before}\n"),
        What::Changed => format!("~ {path}: {before} -> {after}\n"),
    }
}
