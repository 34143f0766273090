//! Which sources of interactions are keys that everybody can read.

use std::collections::{HashMap, HashSet};

use parking_lot::RwLock;
use ripen_store::access::{KeyKind, write_key_kinds};
use ripen_store::log::NO_SOURCE;
use ripen_store::{Conn, Result};

/// What the sources are. A key stays of the kind that it was made as, so each is asked for once.
#[derive(Default)]
pub struct Sources(RwLock<HashMap<i64, KeyKind>>);

impl Sources {
    /// Those of these sources that are keys which everybody can read.
    pub fn public_among(
        &self,
        conn: &mut Conn,
        sources: impl Iterator<Item = i64>,
    ) -> Result<HashSet<i64>> {
        let mut asked: Vec<i64> = sources.filter(|source| *source != NO_SOURCE).collect();
        asked.sort_unstable();
        asked.dedup();
        let known = self.0.read();
        let unknown = asked.iter().copied();
        let unknown: Vec<i64> = unknown.filter(|one| !known.contains_key(one)).collect();
        drop(known);
        if !unknown.is_empty() {
            let kinds = write_key_kinds(conn, &unknown)?;
            self.0.write().extend(kinds);
        }
        let known = self.0.read();
        let is_public = |source: &i64| known.get(source) == Some(&KeyKind::Browser);
        Ok(asked.into_iter().filter(is_public).collect())
    }
}
