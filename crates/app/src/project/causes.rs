//! The causes of bad events from before, told once: by number, a stretch a transaction.

use ripen_store::capture::bad_event::{CAUSES, bad_event_tell_in_txn};
use ripen_store::log::{follower_advance_in_txn, follower_position};

use super::alone;
use crate::error::Result;
use crate::ripen::Ripen;
use crate::wording::cause;

/// Position when all were gone through.
const DONE: i64 = i64::MAX;
/// Bad events of one transaction.
const STRETCH: i64 = 2_000;

/// Tells the causes of the next bad events; returns how many stretches that took, 0 when done.
pub fn outdated(app: &Ripen) -> Result<i64> {
    if app.db.read(|conn| follower_position(conn, CAUSES))? == DONE {
        return Ok(0);
    }
    alone(app, |conn, _| {
        // Another process may have gone on meanwhile.
        let position = follower_position(conn, CAUSES)?;
        if position == DONE {
            return Ok(0);
        }
        let to = bad_event_tell_in_txn(conn, position, STRETCH, cause)?;
        follower_advance_in_txn(conn, CAUSES, to.unwrap_or(DONE))?;
        Ok(1)
    })
}
