//! Models beside the primary one: created, renamed, retired.

use ripen_store::models::entry::{
    ModelEntry, model_create_in_txn, model_entries_active, model_entry_find, model_entry_list,
    model_rename_in_txn, model_retire_in_txn,
};
use ripen_store::models::model_version_load;
use ripen_store::scoring::secondary::score_sweep_in_txn;
use ripen_store::{Conn, Db, Error as StoreError, Lock, ModelId, Result as StoreResult};

use super::{NUL, Publication, check, publish_in_txn};
use crate::clock;
use crate::error::{Error, Result};
use crate::ripen::Ripen;

/// Longest key of a model, in characters.
const MAX_KEY: usize = 32;
/// Longest name of a model, in characters.
const MAX_NAME: usize = 100;
/// Models side by side: each of them scores every interaction.
const MAX_MODELS: usize = 16;
/// Scores of one transaction that are taken away.
const SWEPT: i64 = 5_000;

/// The wish for a new model.
#[derive(Clone, Debug, Default)]
pub struct NewModel {
    /// Key: 1 to 32 of `a` to `z`, `0` to `9` and `_`.
    pub key: String,
    /// Name on screens.
    pub name: String,
    /// The model file; that of the primary model in force where it is left out.
    pub text: Option<String>,
}

/// Refuses a model that is retired.
pub(super) fn expect_active(conn: &mut Conn, model: ModelId) -> StoreResult<()> {
    let active = model_entries_active(conn)?;
    match active.iter().any(|one| one.id == model) {
        true => Ok(()),
        false => Err(StoreError::Conflict("this model is retired".into())),
    }
}

fn tidy_key(key: &str) -> Result<&str> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if key.is_empty() || key.len() > MAX_KEY || !key.chars().all(allowed) {
        let message = format!("a key is 1 to {MAX_KEY} of the characters a to z, 0 to 9 and _");
        return Err(Error::invalid("key", message));
    }
    Ok(key)
}

fn tidy_name(name: &str) -> Result<&str> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME {
        let message = format!("a name has 1 to {MAX_NAME} characters");
        return Err(Error::invalid("name", message));
    }
    match name.contains('\0') {
        true => Err(Error::invalid("name", NUL)),
        false => Ok(name),
    }
}

/// Takes away the scores of models that are retired.
pub(crate) fn sweep(db: &Db) -> Result<()> {
    while db.write(|conn| score_sweep_in_txn(conn, SWEPT))? > 0 {}
    Ok(())
}

impl Ripen {
    /// All models there ever were, the primary one first.
    pub fn model_entries(&self) -> Result<Vec<ModelEntry>> {
        Ok(self.db.read(model_entry_list)?)
    }

    /// The model with this key, retired or not; the primary one without a key.
    ///
    /// # Errors
    /// When there is no such model; those of the store.
    pub fn model_id(&self, key: Option<&str>) -> Result<ModelId> {
        let Some(key) = key else {
            return Ok(ModelId::PRIMARY);
        };
        match self.db.read(|conn| model_entry_find(conn, key)) {
            Ok(entry) => Ok(entry.id),
            Err(StoreError::NotFound) => {
                let message = format!("there is no model \"{key:.40}\"");
                Err(Error::invalid("model", message))
            }
            Err(other) => Err(other.into()),
        }
    }

    /// Creates a model and puts its first version in force: from now on it scores everybody beside
    /// the primary one. Returns its number and that of the version.
    ///
    /// # Errors
    /// When key or name cannot be used; [`StoreError::Conflict`] when the key was given out already or
    /// there are as many models as there can be; [`Error::Faults`] when the text is faulty; those of
    /// the store.
    pub fn model_create(&self, wish: &NewModel, by: &str) -> Result<(ModelId, i64)> {
        let (key, name) = (tidy_key(&wish.key)?, tidy_name(&wish.name)?);
        let text = match &wish.text {
            Some(text) => text.clone(),
            None => self.model()?.text.clone(),
        };
        let checked = check(&text)?;
        let now = clock::now();
        let created = self.db.write(|conn| {
            conn.lock(Lock::Projection)?;
            if model_entries_active(conn)?.len() >= MAX_MODELS {
                let message = format!("there can be {MAX_MODELS} models at a time; retire one");
                return Err(StoreError::Conflict(message));
            }
            let model = model_create_in_txn(conn, (key, name), by, now)?;
            let what = Publication {
                model,
                text: &text,
                by,
                note: None,
                rolled_back_from: None,
                zone: &self.zone,
            };
            let published = publish_in_txn(conn, &checked, &what, now)?;
            Ok((model, published.version))
        })?;
        self.model_published(created.1);
        Ok(created)
    }

    /// Gives a model another name.
    ///
    /// # Errors
    /// When the name cannot be used; those of the store.
    pub fn model_rename(&self, model: ModelId, name: &str) -> Result<()> {
        let name = tidy_name(name)?;
        self.db
            .write(|conn| model_rename_in_txn(conn, model, name))?;
        self.live.model(self.model()?.version);
        Ok(())
    }

    /// Retires a secondary model: its scores and its draft are deleted, its versions are kept.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for the primary model, and when it is retired already; those of the
    /// store.
    pub fn model_retire(&self, model: ModelId) -> Result<()> {
        let now = clock::now();
        self.db.write(|conn| {
            // Whoever scores with it has finished, and nobody begins to any more.
            conn.lock(Lock::Projection)?;
            model_retire_in_txn(conn, model, now)
        })?;
        sweep(&self.db)?;
        self.live.model(self.model()?.version);
        Ok(())
    }

    /// The text of a published version.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none of this number; those of the store.
    pub(super) fn version_text(&self, version: i64) -> Result<String> {
        Ok(self.db.read(|conn| model_version_load(conn, version))?.text)
    }
}
