//! `ripen model draft`.

use std::path::PathBuf;

use clap::Subcommand;
use ripen_app::models::draft::{DraftEdit, DraftPublication};
use ripen_app::{Error, Ripen};

use super::{BY, faulty, print, read};
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Take the draft out, put a file in its place or throw it away
#[derive(Debug, Subcommand)]
#[command(after_help = "\
The draft is the model that is being written, on the screen or here. It changes nobody's score until
it is published, and it may be faulty until then. There is one for everybody.

Examples:
  ripen model draft export > model.toml
  ripen model draft import model.toml
  ripen model publish draft --note \"Spring campaign\"")]
pub enum Draft {
    /// Print the draft; the model in force when there is none
    Export {
        /// The file to write; standard output without it
        file: Option<PathBuf>,
    },
    /// Make a file the draft, faulty or not
    Import {
        /// The model file
        file: PathBuf,
        /// Put it in the place of the draft that is there
        #[arg(long)]
        replace: bool,
    },
    /// Throw the draft away
    Discard,
}

/// Does what was asked for.
pub fn run(draft: Draft, config: &Config) -> Result<()> {
    match draft {
        Draft::Export { file } => export(file, config),
        Draft::Import { file, replace } => {
            let text = read(&file)?;
            import(&*open::open_existing(config)?, text, replace)
        }
        Draft::Discard => {
            open::open_existing(config)?.draft_discard()?;
            print("there is no draft any more\n")
        }
    }
}

fn export(file: Option<PathBuf>, config: &Config) -> Result<()> {
    let draft = open::open_existing(config)?.draft()?;
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

fn import(app: &Ripen, text: String, replace: bool) -> Result<()> {
    let there = app.draft()?;
    if let Some((at, by)) = there.changed.filter(|_| !replace && there.is_changed) {
        let at = at.to_rfc3339();
        return Err(Failure::new(format!(
            "there is a draft already, {by} changed it at {at}; look at it with `ripen model diff published draft`, put this in its place with --replace"
        )));
    }
    let edit = DraftEdit {
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

/// Publishes the draft as it is; returns its version.
///
/// # Errors
/// When there is none or it is faulty.
pub fn publish(app: &Ripen, note: Option<&str>) -> Result<i64> {
    let draft = app.draft()?;
    if draft.revision == 0 {
        return Err(Failure::new(
            "there is no draft; make a file the draft with `ripen model draft import`",
        ));
    }
    let wish = DraftPublication {
        revision: draft.revision,
        base_version: None,
        note: note.map(str::to_owned),
    };
    app.draft_publish(&wish, BY).map_err(|error| match error {
        Error::Faults(faults) => faulty("the draft", &faults),
        other => other.into(),
    })
}
