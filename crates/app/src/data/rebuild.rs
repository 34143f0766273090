//! Everything that follows from the log, made again from it in a database of its own.

use std::path::Path;
use std::sync::Arc;

use ripen_store::data::copy::{given_copy, keys_copy, log_copy};
use ripen_store::log::follower_position;
use ripen_store::{Conn, Db, Target};

use crate::error::Result;
use crate::project::FOLLOWER;
use crate::ripen::{Options, Ripen};

/// Positions of the log that are read in one transaction.
const SLICE: i64 = 20_000;
/// How often it catches up with what came in meanwhile, as long as that was more than a slice.
const ROUNDS: usize = 8;

/// What the log comes to.
pub(crate) struct Rebuilt {
    /// An application on it.
    pub app: Arc<Ripen>,
    /// How many interactions it was made from.
    pub interactions: i64,
    /// The position of the log that it has come to.
    up_to: i64,
}

impl Ripen {
    /// Projects the log again, as far as it is projected here, into a fresh embedded database in `directory`, with
    /// the models, the write keys and the decisions about companies and clocks that there are. Joining and taking
    /// apart by hand is left out. No transaction here lasts longer than a slice of the log takes to be copied.
    ///
    /// # Errors
    /// Those of either database.
    pub(crate) fn rebuild(&self, directory: &Path) -> Result<Rebuilt> {
        let db = Db::open(&Target::Sqlite(directory.join("rebuilt.db")))?;
        db.migrate()?;
        self.db.read(|conn| given_copy(conn, &db))?;
        let options = Options {
            full_ip: self.options.full_ip,
            region: self.options.region.clone(),
            time_zone: Some(self.zone.clone()),
            horizon: self.options.horizon,
        };
        let mut rebuilt = Rebuilt {
            app: Self::open(db, options)?,
            interactions: 0,
            up_to: 0,
        };
        for _ in 0..ROUNDS {
            let from = rebuilt.up_to;
            rebuilt.follow_in_slices(self)?;
            if rebuilt.up_to - from <= SLICE {
                break;
            }
        }
        Ok(rebuilt)
    }
}

impl Rebuilt {
    fn follow_in_slices(&mut self, of: &Ripen) -> Result<()> {
        let end = of.db.read(|conn| follower_position(conn, FOLLOWER))?;
        while self.up_to < end {
            let up_to = end.min(self.up_to + SLICE);
            of.db.read(|conn| self.copy(conn, up_to))?;
        }
        self.app.project_all()
    }

    /// Takes in what was projected since, as a snapshot shows it.
    ///
    /// # Errors
    /// Those of either database.
    pub fn follow(&mut self, conn: &mut Conn) -> Result<()> {
        let end = follower_position(conn, FOLLOWER)?;
        self.copy(conn, end)?;
        self.app.project_all()
    }

    fn copy(&mut self, conn: &mut Conn, up_to: i64) -> ripen_store::Result<()> {
        keys_copy(conn, self.app.db())?;
        self.interactions += log_copy(conn, self.app.db(), (self.up_to, up_to))?;
        self.up_to = up_to;
        Ok(())
    }
}
