//! The models that a business can start with, in force or to be put in force.

use ripen_store::{Error as StoreError, ModelId};

use crate::error::{Error, Result};
use crate::models::file::STARTS;
use crate::ripen::Ripen;

/// The text of a model to start with.
///
/// # Errors
/// When there is none with this key.
pub fn start_text(key: &str) -> Result<&'static str> {
    let found = STARTS.iter().find(|(known, _)| *known == key);
    let missing = || {
        let message = format!("there is no model \"{key:.40}\" to start with");
        Error::invalid("start", message)
    };
    found.map(|(_, text)| *text).ok_or_else(missing)
}

impl Ripen {
    /// Key of the model to start with whose text a model has in force; `None` once it was changed.
    ///
    /// # Errors
    /// When the model is retired; those of the store.
    pub fn model_start_in_force(&self, model: ModelId) -> Result<Option<&'static str>> {
        let scoring = self.model_of(model)?;
        let is_it = |(_, text): &&(&str, &str)| *text == scoring.text;
        Ok(STARTS.iter().find(is_it).map(|(key, _)| *key))
    }

    /// Publishes a model to start with as the next version of a model. Returns the version.
    ///
    /// # Errors
    /// When there is none with this key; [`StoreError::Conflict`] when it is in force already by somebody's
    /// choice; as [`Self::model_publish_noted`].
    pub fn model_start(&self, model: ModelId, key: &str, by: &str) -> Result<i64> {
        let text = start_text(key)?;
        let scoring = self.model_of(model)?;
        // The first version came by itself: to choose the same makes it somebody's choice, for everybody to see.
        if scoring.text == text && scoring.version > 1 {
            let message = format!("version {} is in force already", scoring.version);
            return Err(Error::Store(StoreError::Conflict(message)));
        }
        self.model_publish_noted(model, text, by, None)
    }
}
