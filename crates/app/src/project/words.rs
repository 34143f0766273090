//! What people from before are found by, kept once: by number, a stretch a transaction.

use ripen_store::identity::renormalise::person_stretch;
use ripen_store::log::{follower_advance_in_txn, follower_position};
use ripen_store::people::word::{FOLLOWER, JOINED, words_join_in_txn, words_keep_in_txn};
use ripen_store::{Conn, Result as StoreResult};

use super::alone;
use crate::error::Result;
use crate::ripen::Ripen;

/// Position when everybody was gone through.
const DONE: i64 = i64::MAX;
/// People of one transaction.
const STRETCH: i64 = 2_000;

/// What is done with the people from the first number, exclusive, to the second.
type Keep = fn(&mut Conn, (i64, i64)) -> StoreResult<()>;

/// Keeps the words of the next people; returns how many stretches that took, 0 when done.
pub fn outdated(app: &Ripen) -> Result<i64> {
    Ok(stretch(app, FOLLOWER, words_keep_in_txn)? + stretch(app, JOINED, words_join_in_txn)?)
}

fn stretch(app: &Ripen, job: &str, keep: Keep) -> Result<i64> {
    if app.db.read(|conn| follower_position(conn, job))? == DONE {
        return Ok(0);
    }
    alone(app, |conn, _| {
        // Another process may have gone on meanwhile.
        let position = follower_position(conn, job)?;
        if position == DONE {
            return Ok(0);
        }
        let to = person_stretch(conn, position, STRETCH)?;
        if let Some(to) = to {
            keep(conn, (position, to))?;
        }
        follower_advance_in_txn(conn, job, to.unwrap_or(DONE))?;
        Ok(1)
    })
}
