//! Everything that follows from the log, made again from it in a database of its own.

use std::path::Path;
use std::sync::Arc;

use ripen_store::copy::{given_copy, log_copy};
use ripen_store::log::follower_position;
use ripen_store::{Conn, Db, Target};

use crate::error::Result;
use crate::project::FOLLOWER;
use crate::ripen::{Options, Ripen};

/// What the log comes to.
pub(crate) struct Rebuilt {
    /// An application on it.
    pub app: Arc<Ripen>,
    /// How many interactions it was made from.
    pub interactions: i64,
}

impl Ripen {
    /// Projects the log again, as far as it was projected by the snapshot `conn`, into a fresh embedded database
    /// in `directory`, with the models, the write keys and the decisions about companies and clocks that there
    /// are. Joining and taking apart by hand is left out.
    ///
    /// # Errors
    /// Those of either database.
    pub(crate) fn rebuild(&self, conn: &mut Conn, directory: &Path) -> Result<Rebuilt> {
        let db = Db::open(&Target::Sqlite(directory.join("rebuilt.db")))?;
        db.migrate()?;
        given_copy(conn, &db)?;
        let options = Options {
            full_ip: self.options.full_ip,
            region: self.options.region.clone(),
            time_zone: self.options.time_zone.clone(),
        };
        let app = Self::open(db, options)?;
        let up_to = follower_position(conn, FOLLOWER)?;
        let interactions = log_copy(conn, app.db(), up_to)?;
        app.project_all()?;
        Ok(Rebuilt { app, interactions })
    }
}
