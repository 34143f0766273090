//! `ripen model draft`.

use std::path::PathBuf;

use clap::Subcommand;
use ripen_app::models::draft::{DraftEdit, DraftPublication};
use ripen_app::{Error, Ripen};
use ripen_store::ModelId;

use super::of::Of;
use super::{BY, faulty, print, read};
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Take the draft out, put a file in its place or throw it away
#[derive(Debug, Subcommand)]
#[command(after_help = "\
The draft is the model that is being written, on the screen or here. It changes nobody's score until
it is published, and it may be faulty until then. There is one for each model.

Examples:
  ripen model draft export > model.toml
  ripen model draft import model.toml
  ripen model publish draft --note \"Spring campaign\"")]
pub enum Draft {
    /// Print the draft; the model in force when there is none
    Export {
        /// The file to write; standard output without it
        file: Option<PathBuf>,
        #[command(flatten)]
        of: Of,
    },
    /// Make a file the draft, faulty or not
    Import {
        /// The model file
        file: PathBuf,
        /// Put it in the place of the draft that is there
        #[arg(long)]
        replace: bool,
        #[command(flatten)]
        of: Of,
    },
    /// Throw the draft away
    Discard {
        #[command(flatten)]
        of: Of,
    },
}

/// Does what was asked for.
pub fn run(draft: Draft, config: &Config) -> Result<()> {
    match draft {
        Draft::Export { file, of } => export(file, &of, config),
        Draft::Import { file, replace, of } => {
            let text = read(&file)?;
            let app = open::open_existing(config)?;
            import((&app, of.id(&app)?), text, replace)
        }
        Draft::Discard { of } => {
            let app = open::open_existing(config)?;
            app.draft_discard(of.id(&app)?)?;
            print("there is no draft any more\n")
        }
    }
}

fn export(file: Option<PathBuf>, of: &Of, config: &Config) -> Result<()> {
    let app = open::open_existing(config)?;
    let draft = app.draft(of.id(&app)?)?;
    if draft.revision == 0 {
        let version = draft.base_version;
        eprintln!("there is no draft; this is version {version}, the one in force");
    }
    match file {
        None => print(&draft.text),
        Some(file) => std::fs::write(&file, draft.text)
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", file.display()))),
    }
}

fn import((app, model): (&Ripen, ModelId), text: String, replace: bool) -> Result<()> {
    let there = app.draft(model)?;
    if let Some((at, by)) = there.changed.filter(|_| !replace && there.is_changed) {
        let at = at.to_rfc3339();
        return Err(Failure::new(format!(
            "there is a draft already, {by} changed it at {at}; look at it with `ripen model diff published draft`, put this in its place with --replace"
        )));
    }
    let edit = DraftEdit {
        model,
        revision: there.revision,
        base_version: None,
        text,
    };
    let draft = app.draft_save(&edit, BY)?;
    if draft.faults.is_empty() {
        return print("the draft is kept; publish it with `ripen model publish draft`\n");
    }
    let faults: Vec<String> = draft
        .faults
        .iter()
        .map(|fault| format!("  {}\n", fault))
        .collect();
    print(&format!(
        "the draft is kept, but cannot be published yet:\n{}",
        faults.concat()
    ))
}

/// Publishes the draft of a model as it is; returns its version.
///
/// # Errors
/// When there is none or it is faulty.
pub fn publish(app: &Ripen, model: ModelId, note: Option<&str>) -> Result<i64> {
    let draft = app.draft(model)?;
    if draft.revision == 0 {
        return Err(Failure::new(
            "there is no draft; make a file the draft with `ripen model draft import`",
        ));
    }
    let wish = DraftPublication {
        model,
        revision: draft.revision,
        base_version: None,
        note: note.map(str::to_owned),
    };
    app.draft_publish(&wish, BY).map_err(|error| match error {
        Error::Faults(faults) => faulty("the draft", &faults),
        other => other.into(),
    })
}
