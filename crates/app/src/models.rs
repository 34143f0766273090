//! Scoring models side by side: the versions in force, the drafts of the next, and every version
//! there was.

pub mod diff;
pub mod draft;
pub mod entries;
mod fault;
pub mod file;
mod in_force;
pub mod starts;
pub mod versions;

use std::sync::Arc;

use ripen_domain::filter::{PersonField, PersonFilter};
use ripen_domain::scoring::decay::WORN;
use ripen_domain::scoring::{Decays, FOLD_VERSION, Model, ModelError, Scorer};
use ripen_domain::time::Timestamp;
use ripen_domain::zone::Zone;
use ripen_store::Error as StoreError;
use ripen_store::models::entry::ModelEntry;
use ripen_store::models::{ModelVersion, model_current, model_lock_in_txn, model_publish_in_txn};
use ripen_store::{Conn, Lock, ModelId, Result as StoreResult, Scores};

use crate::clock;
use crate::error::{Error, Result};
use crate::ripen::Ripen;

pub use fault::{Fault, check};
pub use in_force::InForce;
pub(crate) use in_force::{load_all, load_as_it_stands};

/// Longest note of a version, in characters.
const MAX_NOTE: usize = 2_000;

/// A published model, ready to score with.
#[derive(Clone, Debug)]
pub struct Scoring {
    /// The model that it is a version of.
    pub id: ModelId,
    /// What addresses and the command line call the model.
    pub key: String,
    /// Name of the model on screens.
    pub name: String,
    /// Version.
    pub version: i64,
    /// The model file.
    pub text: String,
    /// The model.
    pub model: Model,
    /// Landmark of its forward decay.
    pub landmark: Timestamp,
    /// When it was published.
    pub published_at: Timestamp,
    /// Time zone whose days, weeks and months its caps count.
    pub zone: Zone,
    /// By which rules of folding it scores people.
    fold: i64,
}

impl Scoring {
    fn new(stored: ModelVersion, entry: &ModelEntry) -> std::result::Result<Self, ModelError> {
        Ok(Self {
            id: stored.model,
            key: entry.key.clone(),
            name: entry.name.clone(),
            version: stored.version,
            model: file::parse(&stored.text)?,
            text: stored.text,
            landmark: stored.landmark,
            published_at: stored.published_at,
            zone: stored.zone,
            fold: stored.fold,
        })
    }

    /// The model made ready for folding.
    pub fn scorer(&self) -> Scorer<'_> {
        Scorer::new(&self.model, self.landmark).in_zone(&self.zone)
    }

    /// The scores of the model, made ready with its scorer.
    pub fn scores<'s>(&self, scorer: &'s Scorer<'s>) -> Scores<'s> {
        Scores {
            scorer,
            model: self.id,
        }
    }

    /// The decay of the model.
    pub fn decays(&self) -> Decays {
        Decays {
            half_lives: self.model.half_lives,
            landmark: self.landmark,
        }
    }

    /// Whether rules look at custom profile fields, which are stored apart.
    pub(crate) fn needs_custom_fields(&self) -> bool {
        let filters = self.model.fit.iter().map(|rule| &rule.condition);
        let gates = self
            .model
            .stages
            .iter()
            .filter_map(|stage| stage.gate.as_ref());
        filters
            .chain(gates)
            .flat_map(PersonFilter::fields)
            .any(|field| matches!(field, PersonField::Profile(_)))
    }

    fn is_worn(&self, now: Timestamp) -> bool {
        is_worn(&self.model, self.landmark, now)
    }

    /// Why it has to be published again as it is, if it has to: people are to be scored in another
    /// way than they were with it.
    fn is_stale(&self, now: Timestamp, zone: &Zone) -> Option<&'static str> {
        if self.fold < FOLD_VERSION {
            Some("the same model, by newer rules of scoring")
        } else if self.zone != *zone {
            Some("the same model, for another time zone")
        } else {
            self.is_worn(now)
                .then_some("the same model, kept from another moment")
        }
    }
}

/// The landmark of a new version: that of the former one while it can stay, since until everybody is
/// rescored, people with sums of the former model are listed beside the others.
pub(crate) fn landmark(model: &Model, former: Option<Timestamp>, now: Timestamp) -> Timestamp {
    let former = former.filter(|landmark| !is_worn(model, *landmark, now));
    former.unwrap_or(now)
}

/// Whether a landmark is so far away that the sums of a model should be kept from another one.
fn is_worn(model: &Model, landmark: Timestamp, now: Timestamp) -> bool {
    let decays = Decays {
        half_lives: model.half_lives,
        landmark,
    };
    decays.wear(now) > WORN
}

/// What is put in force, by whom and why.
struct Publication<'p> {
    /// The model.
    model: ModelId,
    /// The model file.
    text: &'p str,
    /// Who publishes it.
    by: &'p str,
    /// Why.
    note: Option<&'p str>,
    /// The older version whose text this is.
    rolled_back_from: Option<i64>,
    /// Time zone of the organisation.
    zone: &'p Zone,
}

/// Waits until nobody else scores people, publishes or changes a draft; held to the end of the transaction. Once
/// there is a new version, nobody writes scores of the former any more. First of all in a transaction, as [`Lock`] says.
fn publishing_in_txn(conn: &mut Conn) -> StoreResult<()> {
    conn.lock(Lock::Projection)?;
    model_lock_in_txn(conn)
}

/// Writes the next version of a model; `model` is what the text says.
fn publish_in_txn(
    conn: &mut Conn,
    model: &Model,
    what: &Publication,
    now: Timestamp,
) -> StoreResult<ModelVersion> {
    publishing_in_txn(conn)?;
    entries::expect_active(conn, what.model)?;
    // A new model takes the landmark of the primary one: the same text then gives the same sums.
    let former = match model_current(conn, what.model)? {
        None => model_current(conn, ModelId::PRIMARY)?,
        former => former,
    };
    let former = former.map(|former| former.landmark);
    let mut stored = ModelVersion {
        model: what.model,
        version: 0,
        name: model.name.clone(),
        text: what.text.to_owned(),
        landmark: landmark(model, former, now),
        published_at: now,
        published_by: what.by.to_owned(),
        note: what.note.map(str::to_owned),
        rolled_back_from: what.rolled_back_from,
        zone: what.zone.clone(),
        fold: FOLD_VERSION,
    };
    stored.version = model_publish_in_txn(conn, &stored)?;
    Ok(stored)
}

/// A note as it is kept: nothing where there is nothing but space.
fn tidy_note(note: Option<&str>) -> Result<Option<&str>> {
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    match note {
        Some(note) if note.chars().count() > MAX_NOTE => Err(Error::invalid(
            "note",
            format!("a note has at most {MAX_NOTE} characters"),
        )),
        Some(note) if note.contains('\0') => Err(Error::invalid("note", NUL)),
        note => Ok(note),
    }
}

/// PostgreSQL cannot keep it in a text.
const NUL: &str = "it holds the character NUL, which cannot be stored; remove it";

impl Ripen {
    /// The primary model in force.
    pub fn model(&self) -> Result<Arc<Scoring>> {
        Ok(self.models()?.primary().clone())
    }

    /// All models in force.
    pub fn models(&self) -> Result<Arc<InForce>> {
        self.db.read(|conn| Ok(self.in_force(conn)))?
    }

    /// The version of a model that is in force.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such model any more; those of the store.
    pub fn model_of(&self, model: ModelId) -> Result<Arc<Scoring>> {
        let models = self.models()?;
        Ok(models.get(model).ok_or(StoreError::NotFound)?.clone())
    }

    /// Publishes a model file as the primary model: from now on everybody is scored with it, and the
    /// projection brings the scores that exist up to it while interactions go on coming in.
    ///
    /// # Errors
    /// [`Error::Faults`] when the model is faulty; those of the store.
    pub fn model_publish(&self, text: &str, by: &str) -> Result<i64> {
        self.model_publish_noted(ModelId::PRIMARY, text, by, None)
    }

    /// As [`Self::model_publish`], of any model and with the reason for it.
    ///
    /// # Errors
    /// As [`Self::model_publish`]; when the model is retired or the note is too long.
    pub fn model_publish_noted(
        &self,
        model: ModelId,
        text: &str,
        by: &str,
        note: Option<&str>,
    ) -> Result<i64> {
        let what = Publication {
            model,
            text,
            by,
            note: tidy_note(note)?,
            rolled_back_from: None,
            zone: &self.zone,
        };
        let checked = check(text)?;
        let stored = self
            .db
            .write(|conn| publish_in_txn(conn, &checked, &what, clock::now()))?;
        Ok(self.model_published(stored.version))
    }

    /// Tells everybody that there is a new version.
    fn model_published(&self, version: i64) -> i64 {
        self.live.model(version);
        self.ring();
        version
    }
}
