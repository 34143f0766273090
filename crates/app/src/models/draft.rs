//! The draft: the model that is being written, kept until it is published or discarded.

use ripen_domain::time::Timestamp;
use ripen_store::models::draft::{
    ModelDraft, draft_expect_in_txn, draft_load, draft_remove_in_txn, draft_save_in_txn,
};
use ripen_store::models::model_current_version;
use ripen_store::{Conn, Error as StoreError, ModelId, Result as StoreResult};

use super::fault::{Fault, check};
use super::{NUL, Publication, publish_in_txn, publishing_in_txn, tidy_note};
use crate::clock;
use crate::error::{Error, Result};
use crate::models::file::MAX_BYTES;
use crate::ripen::Ripen;

/// The draft as it is; the model in force where there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The model file.
    pub text: String,
    /// What is wrong with it; empty when it can be published.
    pub faults: Vec<Fault>,
    /// Number of the last change; 0 when there is no draft.
    pub revision: i64,
    /// The version that was in force when the draft was begun.
    pub base_version: i64,
    /// Whether it differs from the model in force.
    pub is_changed: bool,
    /// When it was changed last, and by whom.
    pub changed: Option<(Timestamp, String)>,
}

/// What somebody makes of the draft.
#[derive(Clone, Debug, Default)]
pub struct DraftEdit {
    /// The model.
    pub model: ModelId,
    /// The revision that they looked at; 0 where there was no draft.
    pub revision: i64,
    /// The version in force that they looked at: it may be another by now.
    pub base_version: Option<i64>,
    /// The model file, faulty or not.
    pub text: String,
}

/// The wish to publish the draft.
#[derive(Clone, Debug, Default)]
pub struct DraftPublication {
    /// The model.
    pub model: ModelId,
    /// The revision that was looked at.
    pub revision: i64,
    /// The version in force that was looked at: it may be another by now.
    pub base_version: Option<i64>,
    /// Why.
    pub note: Option<String>,
}

impl Draft {
    fn new(stored: ModelDraft, in_force: &str) -> Self {
        Self {
            faults: check(&stored.text).err().unwrap_or_default(),
            is_changed: stored.text != in_force,
            text: stored.text,
            revision: stored.revision,
            base_version: stored.base_version,
            changed: Some((stored.changed_at, stored.changed_by)),
        }
    }
}

/// Refuses when another version is in force than the one that somebody looked at.
fn expect_base(conn: &mut Conn, model: ModelId, expected: Option<i64>) -> StoreResult<i64> {
    super::entries::expect_active(conn, model)?;
    let current = model_current_version(conn, model)?;
    match expected {
        Some(expected) if expected != current => Err(StoreError::Conflict(format!(
            "version {current} is in force, not {expected}"
        ))),
        _ => Ok(current),
    }
}

impl Ripen {
    /// The draft of a model; the version in force where there is none.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such model any more; those of the store.
    pub fn draft(&self, model: ModelId) -> Result<Draft> {
        let (stored, models) = self
            .db
            .read(|conn| Ok((draft_load(conn, model)?, self.in_force(conn))))?;
        let models = models?;
        let scoring = models.get(model).ok_or(StoreError::NotFound)?;
        Ok(match stored {
            Some(stored) => Draft::new(stored, &scoring.text),
            None => Draft {
                text: scoring.text.clone(),
                faults: Vec::new(),
                revision: 0,
                base_version: scoring.version,
                is_changed: false,
                changed: None,
            },
        })
    }

    /// Keeps a text as the draft, faulty or not.
    ///
    /// # Errors
    /// When the text cannot be kept; [`StoreError::Conflict`] when the draft is not the one that
    /// was looked at any more; those of the store.
    pub fn draft_save(&self, edit: &DraftEdit, by: &str) -> Result<Draft> {
        if edit.text.len() > MAX_BYTES {
            let message = format!("a model file is at most {MAX_BYTES} bytes long");
            return Err(Error::invalid("text", message));
        }
        if edit.text.contains('\0') {
            return Err(Error::invalid("text", NUL));
        }
        let mut draft = ModelDraft {
            model: edit.model,
            revision: 0,
            text: edit.text.clone(),
            base_version: 0,
            changed_at: clock::now(),
            changed_by: by.to_owned(),
        };
        let (revision, base_version) = self.db.write(|conn| {
            draft.base_version = match draft_expect_in_txn(conn, edit.model, edit.revision)? {
                Some(former) => former.base_version,
                None => expect_base(conn, edit.model, edit.base_version)?,
            };
            Ok((draft_save_in_txn(conn, &draft)?, draft.base_version))
        })?;
        self.live.draft(revision);
        let stored = ModelDraft {
            revision,
            base_version,
            ..draft
        };
        Ok(Draft::new(stored, &self.model_of(edit.model)?.text))
    }

    /// Throws the draft of a model away, if there is one.
    pub fn draft_discard(&self, model: ModelId) -> Result<()> {
        if self.db.write(|conn| draft_remove_in_txn(conn, model))? {
            self.live.draft(0);
        }
        Ok(())
    }

    /// Puts the draft in force, in one transaction with its removal: everybody is scored with it
    /// from now on. Returns the version.
    ///
    /// # Errors
    /// [`Error::Faults`] when it is faulty; [`StoreError::Conflict`] when it is not the draft that
    /// was looked at any more; when there is none; those of the store.
    pub fn draft_publish(&self, wish: &DraftPublication, by: &str) -> Result<i64> {
        let note = tidy_note(wish.note.as_deref())?;
        // Read and checked before the transaction, which the appends have to wait for.
        let draft = self.db.read(|conn| draft_load(conn, wish.model))?;
        let draft = draft.filter(|draft| draft.revision == wish.revision);
        let model = match &draft {
            Some(draft) => Some(check(&draft.text)?),
            None => None,
        };
        let version = self.db.write(|conn| {
            publishing_in_txn(conn)?;
            draft_expect_in_txn(conn, wish.model, wish.revision)?;
            expect_base(conn, wish.model, wish.base_version)?;
            let (Some(draft), Some(model)) = (&draft, &model) else {
                return Ok(None);
            };
            let what = Publication {
                model: wish.model,
                text: &draft.text,
                by,
                note,
                rolled_back_from: None,
                zone: &self.zone,
            };
            let published = publish_in_txn(conn, model, &what, clock::now())?;
            draft_remove_in_txn(conn, wish.model)?;
            Ok(Some(published.version))
        })?;
        let version = version.ok_or_else(|| {
            Error::invalid("revision", "there is no draft that could be published")
        })?;
        self.live.draft(0);
        Ok(self.model_published(version))
    }
}
