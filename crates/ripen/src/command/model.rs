//! `ripen model`.

pub(super) mod backtest;
mod diff;
mod draft;
mod of;
mod place;
mod side;
mod trying;
mod versions;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use ripen_app::Ripen;
use ripen_app::models::{self, Fault};
use ripen_store::ModelId;
use serde_json::json;

use self::of::Of;
use self::place::Place;
use super::print;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::{open, progress};

/// Who is told to have changed a model from here.
const BY: &str = "command line";

/// Write, compare and publish scoring models
#[derive(Debug, Subcommand)]
#[command(after_help = "\
A scoring model is a text file. To change it:
  ripen model show > model.toml
  (edit model.toml)
  ripen model check model.toml
  ripen model diff published model.toml
  ripen model try model.toml
  ripen model backtest model.toml
  ripen model publish model.toml --note \"Pricing pages count double\"

What a business starts with goes by what it is: `business` (it sells to businesses; in force by itself),
`consumer` (it sells to people) and `shop`:
  ripen model try shop
  ripen model publish shop

Every published version is kept. To go back:
  ripen model versions
  ripen model rollback 3

The draft is the model that is being written on the screen:
  ripen model diff published draft
  ripen model draft export > model.toml

Several models score side by side, e.g. one for each product line:
  ripen model create sensors \"Sensors\"
  ripen model publish sensors.toml --model sensors")]
pub enum Model {
    /// Check a model file; needs no database
    Check {
        /// The model file
        file: PathBuf,
    },
    /// Print a model
    Show {
        /// The number of a version, `draft`, `published` (the one in force), or one to start with: `business`,
        /// `consumer`, `shop`
        #[arg(default_value = "published", value_name = "MODEL")]
        place: Place,
        #[command(flatten)]
        of: Of,
    },
    /// Tell what changes from one model to another, rule by rule
    Diff(diff::Diff),
    Try(trying::Try),
    Backtest(backtest::Backtest),
    /// Put a model in force and score everybody with it
    Publish {
        /// The model file, `draft`, or one to start with: `business`, `consumer`, `shop`
        #[arg(value_name = "FILE")]
        text: Place,
        #[command(flatten)]
        of: Of,
        /// Why; it is shown with the version
        #[arg(long)]
        note: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Put an older version in force again, as a new version, and score everybody with it
    Rollback {
        /// Its number, as `ripen model versions` shows it
        version: i64,
        /// Why; it is shown with the version
        #[arg(long)]
        note: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List every published version of a model
    Versions {
        #[command(flatten)]
        of: Of,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Take the draft out or put a file in its place
    #[command(subcommand)]
    Draft(draft::Draft),
    /// List the models side by side
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    Create(side::Create),
    /// Give a model another name
    Rename {
        /// Its key, as `ripen model list` shows it
        key: String,
        /// The name
        name: String,
    },
    /// Score with a model no more: its scores and its draft are deleted, its versions are kept
    Retire {
        /// Its key, as `ripen model list` shows it
        key: String,
    },
}

/// Checks a model file.
pub fn check(file: &Path) -> Result<()> {
    let model = sound(file, &read(file)?)?;
    let (engagement, fit, stages) = (model.engagement.len(), model.fit.len(), model.stages.len());
    print(&format!(
        "{}: ok, \"{}\" has {engagement} engagement rules, {fit} fit rules and {stages} stages\n",
        file.display(),
        model.name
    ))
}

/// Does what was asked for.
pub fn run(model: Model, config: &Config) -> Result<()> {
    match model {
        Model::Check { file } => check(&file),
        Model::Show { place, of } => print(&place.text(&of, config)?),
        Model::Diff(diff) => diff::run(&diff, config),
        Model::Try(what) => trying::run(&what, config),
        Model::Backtest(what) => backtest::run(&what, config),
        Model::Publish {
            text,
            of,
            note,
            json,
        } => publish((&text, &of), note.as_deref(), json, config),
        Model::Rollback {
            version,
            note,
            json,
        } => {
            let app = open::open_existing(config)?;
            let rolled = app.model_rollback(version, BY, note.as_deref());
            let published = rolled.map_err(|error| versions::missing(version, error))?;
            let told = format!("version {version} is back in force as version {published}");
            let model = app.model_version(published)?.id;
            score(&app, (model, published), &told, json)
        }
        Model::Versions { of, json } => versions::list(&of, json, config),
        Model::Draft(draft) => draft::run(draft, config),
        Model::List { json } => side::list(json, config),
        Model::Create(wish) => side::create(&wish, config),
        Model::Rename { key, name } => side::rename(&key, &name, config),
        Model::Retire { key } => side::retire(&key, config),
    }
}

fn publish(
    (place, of): (&Place, &Of),
    note: Option<&str>,
    json: bool,
    config: &Config,
) -> Result<()> {
    let (model, version, app) = match place {
        Place::Draft => {
            let app = open::open_existing(config)?;
            let model = of.id(&app)?;
            (model, draft::publish(&app, model, note)?, app)
        }
        Place::File(_) | Place::Start(_) => {
            let text = place.text(of, config)?;
            if let Place::File(file) = place {
                sound(file, &text)?;
            }
            let app = open::open_existing(config)?;
            let model = of.id(&app)?;
            let version = app.model_publish_noted(model, &text, BY, note)?;
            (model, version, app)
        }
        Place::Published | Place::Version(_) => {
            return Err(Failure::usage(
                "this model is published already; bring an older one back with `ripen model rollback`",
            ));
        }
    };
    score(
        &app,
        (model, version),
        &format!("version {version} is in force"),
        json,
    )
}

/// Scores everybody with the version of a model in force and tells what was done.
fn score(app: &Ripen, (model, version): (ModelId, i64), told: &str, json: bool) -> Result<()> {
    progress::rescore(app, model)?;
    progress::project(app, None)?;
    print(&match json {
        true => format!("{}\n", json!({"version": version})),
        false => format!("{told}, everybody is scored with it\n"),
    })
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))
}

/// The model of a file.
///
/// # Errors
/// When it is faulty, with every fault.
fn sound(file: &Path, text: &str) -> Result<ripen_domain::scoring::Model> {
    models::check(text).map_err(|faults| faulty(&file.display().to_string(), &faults))
}

/// What is wrong with a model.
fn faulty(name: &str, faults: &[Fault]) -> Failure {
    match faults {
        [fault] => Failure::new(format!("{name}: {fault}")),
        faults => {
            let lines: Vec<String> = faults.iter().map(|fault| format!("\n  {fault}")).collect();
            Failure::new(format!(
                "{name} has {} faults:{}",
                faults.len(),
                lines.concat()
            ))
        }
    }
}
