//! The scoring model in force: loaded, published.

use ripen_domain::filter::{PersonField, PersonFilter};
use ripen_domain::scoring::decay::RECENT;
use ripen_domain::scoring::{Decays, Model, ModelError, Scorer};
use ripen_domain::time::Timestamp;
use ripen_store::model::{ModelVersion, model_current, model_publish_in_txn};
use ripen_store::{Conn, Db};

use crate::clock;
use crate::error::{Error, Result};
use crate::model_file;
use crate::project::PROJECTION_LOCK;
use crate::ripen::Ripen;

/// Half-lives after the landmark at which it is moved: points from long before it would be too small
/// for a double by then, which PostgreSQL takes for an error.
const MAX_HALF_LIVES: f64 = 120.0;

/// A published model, ready to score with.
#[derive(Clone, Debug)]
pub struct Scoring {
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
}

impl Scoring {
    fn new(stored: ModelVersion) -> std::result::Result<Self, ModelError> {
        Ok(Self {
            version: stored.version,
            model: model_file::parse(&stored.text)?,
            text: stored.text,
            landmark: stored.landmark,
            published_at: stored.published_at,
        })
    }

    /// The model made ready for folding.
    pub fn scorer(&self) -> Scorer<'_> {
        Scorer::new(&self.model, self.landmark)
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
}

/// Whether a landmark is so long ago that the sums of a model should be kept from a new one.
fn is_worn(model: &Model, landmark: Timestamp, now: Timestamp) -> bool {
    let shortest = model.half_lives.iter().chain([&RECENT]).min();
    let shortest = shortest.map_or(1.0, |span| span.as_days());
    (now - landmark).as_days() / shortest > MAX_HALF_LIVES
}

/// The model in force, if any was ever published.
pub(crate) fn load(conn: &mut Conn) -> Result<Option<Scoring>> {
    Ok(model_current(conn)?.map(Scoring::new).transpose()?)
}

/// The model in force; the default model is published when there is none, and a model with a worn
/// landmark is published again with a fresh one.
pub(crate) fn load_or_publish_default(db: &Db) -> Result<Scoring> {
    let now = clock::now();
    match db.read(|conn| Ok(load(conn)))?? {
        None => publish(db, model_file::DEFAULT, "ripen", now),
        Some(scoring) if scoring.is_worn(now) => publish(db, &scoring.text, "ripen", now),
        Some(scoring) => Ok(scoring),
    }
}

fn publish(db: &Db, text: &str, by: &str, now: Timestamp) -> Result<Scoring> {
    let model = model_file::parse(text)?;
    // The landmark stays while it can: until everybody is rescored, people with sums of the former
    // model are listed beside the others.
    let former = db.read(model_current)?.map(|former| former.landmark);
    let landmark = former.filter(|landmark| !is_worn(&model, *landmark, now));
    let mut stored = ModelVersion {
        version: 0,
        name: model.name,
        text: text.to_owned(),
        landmark: landmark.unwrap_or(now),
        published_at: now,
        published_by: by.to_owned(),
    };
    stored.version = db.write(|conn| {
        conn.lock(PROJECTION_LOCK)?;
        model_publish_in_txn(conn, &stored)
    })?;
    Scoring::new(stored).map_err(Error::from)
}

impl Ripen {
    /// The scoring model in force.
    ///
    /// # Errors
    /// Those of the store.
    pub fn model(&self) -> Result<std::sync::Arc<Scoring>> {
        self.db.read(|conn| Ok(self.scoring(conn)))?
    }

    /// Publishes a model file: from now on everybody is scored with it, and the projection brings
    /// the scores that exist up to it while interactions go on coming in.
    ///
    /// # Errors
    /// When the model is faulty; those of the store.
    pub fn model_publish(&self, text: &str, by: &str) -> Result<i64> {
        let scoring = publish(&self.db, text, by, clock::now())?;
        self.ring();
        Ok(scoring.version)
    }
}
