//! `ripen model`.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use ripen_app::model_file;

use super::print;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::{open, progress};

/// Check, show or publish a scoring model
#[derive(Debug, Subcommand)]
#[command(after_help = "\
A scoring model is a text file. To change it:
  ripen model show > model.toml
  (edit model.toml)
  ripen model check model.toml
  ripen model publish model.toml")]
pub enum Model {
    /// Check a model file; needs no database
    Check {
        /// The model file
        file: PathBuf,
    },
    /// Print the model in force
    Show,
    /// Put a model file in force and score everybody with it
    Publish {
        /// The model file
        file: PathBuf,
    },
}

/// Checks a model file.
pub fn check(file: &Path) -> Result<()> {
    let model = parse(file, &read(file)?)?;
    let (engagement, fit, stages) = (model.engagement.len(), model.fit.len(), model.stages.len());
    print(&format!(
        "{}: ok, \"{}\" has {engagement} engagement rules, {fit} fit rules and {stages} stages\n",
        file.display(),
        model.name
    ))
}

/// Shows or publishes a model.
pub fn run(model: Model, config: &Config) -> Result<()> {
    match model {
        Model::Check { file } => check(&file),
        Model::Show => print(&open::open_existing(config)?.model()?.text),
        Model::Publish { file } => {
            let text = read(&file)?;
            parse(&file, &text)?;
            let app = open::open_existing(config)?;
            let version = app.model_publish(&text, "command line")?;
            progress::project(&app, None)?;
            print(&format!(
                "version {version} is in force, everybody is scored with it\n"
            ))
        }
    }
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))
}

fn parse(file: &Path, text: &str) -> Result<ripen_domain::scoring::Model> {
    model_file::parse(text).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}
