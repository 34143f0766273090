//! Every version there was: listed, looked at, compared, brought back.

use std::str::FromStr;

use ripen_store::models::draft::draft_load;
use ripen_store::models::{
    ModelVersion, model_behind, model_current_version, model_people, model_version_list,
    model_version_load,
};
use ripen_store::{Error as StoreError, ModelId};

use ripen_store::models::entry::model_entry_list;
use ripen_store::people::people_count;

use super::diff::{self, Change};
use super::{Publication, Scoring, check, publish_in_txn, publishing_in_txn, tidy_note};
use crate::clock;
use crate::error::{Error, Result};
use crate::ripen::Ripen;

/// A model that is stored somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelPlace {
    /// A published version.
    Version(i64),
    /// The draft; the model in force where there is none.
    Draft,
    /// The version in force.
    InForce,
}

impl FromStr for ModelPlace {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "draft" => Ok(Self::Draft),
            "published" => Ok(Self::InForce),
            number => number.parse().map(Self::Version).map_err(|_| {
                let message = format!(
                    "\"{number:.40}\" is no model; give the number of a version, `draft` or `published`"
                );
                Error::invalid("model", message)
            }),
        }
    }
}

/// How far everybody is brought up to the model in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModelProgress {
    /// The version in force.
    pub version: i64,
    /// People whose scores are of an older version.
    pub behind: i64,
    /// People.
    pub total: i64,
}

impl Ripen {
    /// Every published version of a model, newest first, which is in force; their texts are left out.
    pub fn model_versions(&self, model: ModelId) -> Result<Vec<ModelVersion>> {
        Ok(self.db.read(|conn| model_version_list(conn, model))?)
    }

    /// A published version.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none of this number; those of the store.
    pub fn model_version(&self, version: i64) -> Result<Scoring> {
        let (stored, entries) = self
            .db
            .read(|conn| Ok((model_version_load(conn, version)?, model_entry_list(conn)?)))?;
        let entry = entries.iter().find(|entry| entry.id == stored.model);
        let entry = entry.ok_or(StoreError::NotFound)?;
        Scoring::new(stored, entry).map_err(|error| Error::Faults(vec![error.into()]))
    }

    /// Publishes the text of an older version again, as a new version of the same model. Returns its
    /// number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none of this number, [`StoreError::Conflict`] when it
    /// is the one in force; [`Error::Faults`] when what was sound once is faulty by the rules of
    /// today; those of the store.
    pub fn model_rollback(&self, version: i64, by: &str, note: Option<&str>) -> Result<i64> {
        let note = tidy_note(note)?;
        let old = self.db.read(|conn| model_version_load(conn, version))?;
        let model = check(&old.text)?;
        let what = Publication {
            model: old.model,
            text: &old.text,
            by,
            note,
            rolled_back_from: Some(version),
            zone: &self.zone,
        };
        let published = self.db.write(|conn| {
            publishing_in_txn(conn)?;
            if model_current_version(conn, old.model)? == version {
                let message = format!("version {version} is in force already");
                return Err(StoreError::Conflict(message));
            }
            publish_in_txn(conn, &model, &what, clock::now())
        })?;
        Ok(self.model_published(published.version))
    }

    /// The text of a model. The number of a version says which model it is of.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such version; those of the store.
    pub fn model_text(&self, model: ModelId, place: ModelPlace) -> Result<String> {
        match place {
            ModelPlace::Version(version) => self.version_text(version),
            ModelPlace::Draft => match self.db.read(|conn| draft_load(conn, model))? {
                Some(draft) => Ok(draft.text),
                None => self.model_text(model, ModelPlace::InForce),
            },
            ModelPlace::InForce => Ok(self.model_of(model)?.text.clone()),
        }
    }

    /// What changes from one text of a model to another.
    ///
    /// # Errors
    /// As [`Self::model_text`]; [`Error::Faults`] when one of them is no TOML.
    pub fn model_diff(
        &self,
        model: ModelId,
        from: ModelPlace,
        to: ModelPlace,
    ) -> Result<Vec<Change>> {
        let (from, to) = (self.model_text(model, from)?, self.model_text(model, to)?);
        Ok(diff::between(&from, &to)?)
    }

    /// How far everybody is brought up to the version of a model that is in force.
    pub fn model_progress(&self, model: ModelId) -> Result<ModelProgress> {
        Ok(self.db.read(|conn| {
            let version = model_current_version(conn, model)?;
            // Only the primary model keeps scores of people who were merged into others.
            let total = match model.is_primary() {
                true => model_people(conn)?,
                false => people_count(conn)?,
            };
            Ok(ModelProgress {
                version,
                behind: model_behind(conn, model, version)?,
                total,
            })
        })?)
    }
}
