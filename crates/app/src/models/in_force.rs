//! The models in force.

use std::sync::Arc;

use ripen_domain::time::Timestamp;
use ripen_domain::zone::Zone;
use ripen_store::models::entry::{ModelEntry, model_entries_active};
use ripen_store::models::{model_current, model_current_version};
use ripen_store::{Conn, Db, Lock, ModelId, Result as StoreResult};

use super::{Publication, Scoring, check, publish_in_txn};
use crate::clock;
use crate::error::Result;
use crate::models::file;
use crate::ripen::Ripen;

/// The versions in force of all models.
#[derive(Clone, Debug)]
pub struct InForce {
    primary: Arc<Scoring>,
    secondary: Vec<Arc<Scoring>>,
}

impl InForce {
    /// The primary model.
    pub fn primary(&self) -> &Arc<Scoring> {
        &self.primary
    }

    /// The models beside it, oldest first.
    pub fn secondary(&self) -> &[Arc<Scoring>] {
        &self.secondary
    }

    /// All of them, the primary one first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Scoring>> {
        std::iter::once(&self.primary).chain(&self.secondary)
    }

    /// A model by number.
    pub fn get(&self, id: ModelId) -> Option<&Arc<Scoring>> {
        self.iter().find(|one| one.id == id)
    }

    /// Numbers of the models beside the primary one.
    pub(crate) fn secondary_ids(&self) -> Vec<ModelId> {
        self.secondary.iter().map(|one| one.id).collect()
    }

    /// Whether these are the versions and names that the database has.
    fn is(&self, stored: &[ModelEntry]) -> bool {
        let same = |(one, entry): (&Arc<Scoring>, &ModelEntry)| {
            (one.id, one.version) == (entry.id, entry.version)
                && (&one.key, &one.name) == (&entry.key, &entry.name)
        };
        self.secondary.len() + 1 == stored.len() && self.iter().zip(stored).all(same)
    }

    /// Reads what is in force; nothing before the first publication. Models that are known already are
    /// not read again.
    fn read(conn: &mut Conn, stored: &[ModelEntry], known: Option<&Self>) -> Result<Option<Self>> {
        let mut all = Vec::with_capacity(stored.len());
        for entry in stored {
            let same = known.and_then(|known| known.get(entry.id));
            let same = same.filter(|one| one.version == entry.version && one.name == entry.name);
            match same {
                Some(same) => all.push(same.clone()),
                None => {
                    let version = model_current(conn, entry.id)?;
                    let scoring = version.map(|version| Scoring::new(version, entry));
                    all.extend(scoring.transpose()?.map(Arc::new));
                }
            }
        }
        let mut all = all.into_iter();
        let primary = all.next().filter(|first| first.id.is_primary());
        Ok(primary.map(|primary| Self {
            primary,
            secondary: all.collect(),
        }))
    }
}

/// Everything in force. The default model is published when there is none, and models that would score
/// people otherwise than they were scored, or whose landmark is worn, are published again.
pub(crate) fn load_all(db: &Db, zone: &Zone) -> Result<InForce> {
    let now = clock::now();
    let known = db.read(read_all)??;
    if known.is_none_or(|known| known.iter().any(|one| one.is_stale(now, zone).is_some())) {
        db.write(|conn| Ok(settle_in_txn(conn, zone, now)))??;
    }
    let known = db.read(read_all)??;
    known.ok_or_else(|| ripen_store::Error::NotFound.into())
}

/// Everything in force, as it stands.
///
/// # Errors
/// [`Error::Store`] when nothing was published yet, or people were scored in another way than this program
/// scores; those of the store.
pub(crate) fn load_as_it_stands(db: &Db, zone: &Zone) -> Result<InForce> {
    let known = db.read(read_all)??;
    let known = known.ok_or(ripen_store::Error::NotFound)?;
    let now = clock::now();
    if known.iter().any(|one| one.is_stale(now, zone).is_some()) {
        let told = "people were scored by older rules, for another time zone or too long ago; start `ripen serve` once, which brings them up to date";
        return Err(ripen_store::Error::Version(told.to_owned()).into());
    }
    Ok(known)
}

fn read_all(conn: &mut Conn) -> StoreResult<Result<Option<InForce>>> {
    let stored = model_entries_active(conn)?;
    Ok(InForce::read(conn, &stored, None))
}

/// Publishes what [`load_all`] says. Another process may have done so meanwhile, so what is in force is
/// looked at once more under the lock of publications.
fn settle_in_txn(conn: &mut Conn, zone: &Zone, now: Timestamp) -> Result<()> {
    conn.lock(Lock::Projection)?;
    let known = read_all(conn)??;
    let mut by_itself = |model: ModelId, text: &str, note| {
        let what = Publication {
            model,
            text,
            by: "ripen",
            note,
            rolled_back_from: None,
            zone,
        };
        let checked = check(text)?;
        publish_in_txn(conn, &checked, &what, now)?;
        Ok::<_, crate::Error>(())
    };
    match known {
        None => by_itself(ModelId::PRIMARY, file::DEFAULT, None),
        Some(known) => {
            let mut stale = known
                .iter()
                .filter_map(|one| Some((one, one.is_stale(now, zone)?)));
            stale.try_for_each(|(one, note)| by_itself(one.id, &one.text, Some(note)))
        }
    }
}

/// Publishes a model with a worn landmark again, with a fresh one, unless somebody has published another
/// version meanwhile; returns the version.
fn renew(db: &Db, worn: &Scoring, now: Timestamp) -> Result<Option<i64>> {
    let note = "the same model, kept from another moment";
    let what = Publication {
        model: worn.id,
        text: &worn.text,
        by: "ripen",
        note: Some(note),
        rolled_back_from: None,
        zone: &worn.zone,
    };
    let checked = check(&worn.text)?;
    let published = db.write(|conn| {
        conn.lock(Lock::Projection)?;
        if model_current_version(conn, worn.id)? != worn.version {
            return Ok(None);
        }
        publish_in_txn(conn, &checked, &what, now).map(Some)
    })?;
    Ok(published.map(|published| published.version))
}

impl Ripen {
    /// Publishes models again whose landmark is worn by now.
    pub(crate) fn renew_landmarks(&self) -> Result<()> {
        let now = clock::now();
        for worn in self.known_models().iter().filter(|one| one.is_worn(now)) {
            if let Some(version) = renew(&self.db, worn, now)? {
                self.model_published(version);
            }
            self.models()?;
        }
        Ok(())
    }

    /// The models in force, as another process may have published them meanwhile: one query, however
    /// many there are.
    ///
    /// # Errors
    /// Those of the store; a stored model that cannot be read.
    pub(crate) fn in_force(&self, conn: &mut Conn) -> Result<Arc<InForce>> {
        let known = self.known_models();
        let stored = model_entries_active(conn)?;
        if known.is(&stored) {
            return Ok(known);
        }
        let Some(fresh) = InForce::read(conn, &stored, Some(&known))? else {
            return Ok(known);
        };
        let fresh = Arc::new(fresh);
        self.know_models(fresh.clone());
        Ok(fresh)
    }
}
