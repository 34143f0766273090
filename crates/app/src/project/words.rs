//! The words that people from before are found by, kept once: by number, a stretch a transaction.

use ripen_store::log::{follower_advance_in_txn, follower_position};
use ripen_store::renormalise::person_stretch;
use ripen_store::word::{FOLLOWER, words_keep_in_txn};

use super::alone;
use crate::error::Result;
use crate::ripen::Ripen;

/// Position when everybody was gone through.
const DONE: i64 = i64::MAX;
/// People of one transaction.
const STRETCH: i64 = 2_000;

/// Keeps the words of the next people; returns how many stretches that took, 0 when done.
pub fn outdated(app: &Ripen) -> Result<i64> {
    if app.db.read(|conn| follower_position(conn, FOLLOWER))? == DONE {
        return Ok(0);
    }
    alone(app, |conn, _| {
        // Another process may have gone on meanwhile.
        let position = follower_position(conn, FOLLOWER)?;
        if position == DONE {
            return Ok(0);
        }
        let to = person_stretch(conn, position, STRETCH)?;
        if let Some(to) = to {
            words_keep_in_txn(conn, (position, to))?;
        }
        follower_advance_in_txn(conn, FOLLOWER, to.unwrap_or(DONE))?;
        Ok(1)
    })
}
