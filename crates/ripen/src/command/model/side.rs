//! `ripen model list`, `create`, `rename`, `retire`.

use std::path::PathBuf;

use clap::Args;
use ripen_app::models::entries::NewModel;
use ripen_app::{Error, Ripen};
use ripen_store::ModelId;
use ripen_store::models::entry::ModelEntry;
use serde_json::{Value, json};

use super::{BY, faulty, print, read, score};
use crate::command::table::table;
use crate::config::Config;
use crate::failure::Result;
use crate::open;

/// Add a model beside the primary one, e.g. for a product line, and score everybody with it
#[derive(Debug, Args)]
#[command(after_help = "\
The primary model alone decides who is a lead or a customer, buying signals and probability. Models
beside it have their own points, stages and temperatures; lists and the map can be asked for with
each of them.

Examples:
  ripen model create sensors \"Sensors\"
  ripen model create service \"Service contracts\" --file service.toml
  ripen model publish sensors.toml --model sensors")]
pub struct Create {
    /// Its key, which stays: 1 to 32 of the characters a to z, 0 to 9 and _
    key: String,
    /// Its name on screens
    name: String,
    /// The model file; without it, the primary model in force
    #[arg(long)]
    file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Creates a model.
pub fn create(wish: &Create, config: &Config) -> Result<()> {
    let new = NewModel {
        key: wish.key.clone(),
        name: wish.name.clone(),
        text: wish.file.as_deref().map(read).transpose()?,
    };
    let app = open::open_existing(config)?;
    let created = app.model_create(&new, BY).map_err(|error| match error {
        Error::Faults(faults) => {
            let file = wish.file.as_deref().unwrap_or_else(|| "the model".as_ref());
            faulty(&file.display().to_string(), &faults)
        }
        other => other.into(),
    });
    let (model, version) = created?;
    let told = format!("the model {} begins with version {version}", new.key);
    score(&app, (model, version), &told, wish.json)
}

/// Lists the models, the primary one first.
pub fn list(json: bool, config: &Config) -> Result<()> {
    let entries = open::open_existing(config)?.model_entries()?;
    if json {
        let items: Vec<Value> = entries.iter().map(item).collect();
        return print(&format!("{:#}\n", json!({"items": items})));
    }
    let rows: Vec<[String; 4]> = entries.iter().map(row).collect();
    print(&table(["key", "name", "version", "state"], &rows))
}

fn item(one: &ModelEntry) -> Value {
    json!({
        "key": one.key,
        "name": one.name,
        "is_primary": one.id.is_primary(),
        "version": one.version,
        "created_at": one.created_at.to_rfc3339(),
        "created_by": one.created_by,
        "retired_at": one.retired_at.map(|at| at.to_rfc3339()),
    })
}

fn row(one: &ModelEntry) -> [String; 4] {
    let state = match one.retired_at {
        Some(at) => format!(
            "retired {}",
            at.to_rfc3339().chars().take(10).collect::<String>()
        ),
        None if one.id.is_primary() => "primary".to_owned(),
        None => String::new(),
    };
    [
        one.key.clone(),
        one.name.clone(),
        one.version.to_string(),
        state,
    ]
}

/// Gives a model another name.
pub fn rename(key: &str, name: &str, config: &Config) -> Result<()> {
    let app = open::open_existing(config)?;
    app.model_rename(known(&app, key)?, name)?;
    print(&format!("the model {key} has another name\n"))
}

/// Retires a model.
pub fn retire(key: &str, config: &Config) -> Result<()> {
    let app = open::open_existing(config)?;
    app.model_retire(known(&app, key)?)?;
    print(&format!(
        "the model {key} is retired; its versions are kept\n"
    ))
}

fn known(app: &Ripen, key: &str) -> Result<ModelId> {
    Ok(app.model_id(Some(key))?)
}
