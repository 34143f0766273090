//! `ripen model versions`.

use ripen_store::Error as StoreError;
use ripen_store::models::ModelVersion;
use serde_json::{Value, json};

use super::of::Of;
use super::print;
use crate::command::table::table;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Lists every published version of a model, newest first.
pub fn list(of: &Of, json: bool, config: &Config) -> Result<()> {
    let app = open::open_existing(config)?;
    let versions = app.model_versions(of.id(&app)?)?;
    if json {
        let items: Vec<Value> = versions.iter().enumerate().map(item).collect();
        return print(&format!("{:#}\n", json!({"items": items})));
    }
    let rows: Vec<[String; 5]> = versions.iter().enumerate().map(row).collect();
    print(&table(
        ["version", "published", "by", "name", "note"],
        &rows,
    ))
}

fn item((at, one): (usize, &ModelVersion)) -> Value {
    json!({
        "version": one.version,
        "name": one.name,
        "published_at": one.published_at.to_rfc3339(),
        "published_by": one.published_by,
        "note": one.note,
        "in_force": at == 0,
        "rolled_back_from": one.rolled_back_from,
    })
}

fn row((at, one): (usize, &ModelVersion)) -> [String; 5] {
    let in_force = if at == 0 { " in force" } else { "" };
    let back = one
        .rolled_back_from
        .map(|from| format!("back to version {from}"));
    let notes: Vec<String> = back.into_iter().chain(one.note.clone()).collect();
    let published: String = one.published_at.to_rfc3339().chars().take(19).collect();
    [
        format!("{}{in_force}", one.version),
        published.replace('T', " "),
        one.published_by.clone(),
        one.name.clone(),
        notes.join(": ").replace('\n', " "),
    ]
}

/// What went wrong with a version, in words.
pub fn missing(version: i64, error: ripen_app::Error) -> Failure {
    match error {
        ripen_app::Error::Store(StoreError::NotFound) => Failure::new(format!(
            "there is no version {version}; `ripen model versions` shows them"
        )),
        other => other.into(),
    }
}
