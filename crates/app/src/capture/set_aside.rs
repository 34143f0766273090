//! Interactions that could not be projected: listed, and tried again after a fix.

use ripen_store::Lock;
use ripen_store::capture::set_aside::{
    SetAside, set_aside_count, set_aside_in_txn, set_aside_list, set_aside_seqs,
    set_aside_take_in_txn,
};

use crate::capture::bad_events::Replayed;
use crate::clock;
use crate::error::{Error, Result};
use crate::project::project_again;
use crate::ripen::Ripen;

/// Longest page.
pub const MAX_PAGE: i64 = 500;

impl Ripen {
    /// What is set aside, newest first, before position `before`; and how many there are in all.
    pub fn set_aside(&self, before: Option<i64>, limit: i64) -> Result<(Vec<SetAside>, i64)> {
        let before = before.unwrap_or(i64::MAX);
        Ok(self.db.read(|conn| {
            let page = set_aside_list(conn, before, limit.clamp(1, MAX_PAGE))?;
            Ok((page, set_aside_count(conn)?))
        })?)
    }

    /// Tries to project what was set aside: the interactions at these positions, or all of them. However
    /// often and by how many at once, each is projected once.
    ///
    /// # Errors
    /// Those of the store, where they may pass by themselves.
    pub fn set_aside_replay(&self, seqs: Option<&[i64]>) -> Result<Replayed> {
        let mut total = Replayed::default();
        match seqs {
            Some(seqs) => {
                for seq in seqs {
                    self.try_again(*seq, &mut total)?;
                }
            }
            None => {
                let mut after = i64::MIN;
                loop {
                    let seqs = self.db.read(|conn| set_aside_seqs(conn, after, MAX_PAGE))?;
                    let Some(last) = seqs.last() else { break };
                    after = *last;
                    for seq in seqs {
                        self.try_again(seq, &mut total)?;
                    }
                }
            }
        }
        if total.fixed > 0 {
            self.kept.read_again();
            self.ring();
        }
        self.live.bad_events();
        Ok(total)
    }

    fn try_again(&self, seq: i64, total: &mut Replayed) -> Result<()> {
        match project_again(self, seq, |conn| set_aside_take_in_txn(conn, seq)) {
            Ok(false) => return Ok(()),
            Ok(true) => total.fixed += 1,
            Err(Error::Store(error)) if !error.is_passing() => {
                self.db.write(|conn| {
                    conn.lock(Lock::Projection)?;
                    // Taken back meanwhile by somebody else, it stays so.
                    match set_aside_take_in_txn(conn, seq)? {
                        true => set_aside_in_txn(conn, seq, clock::now(), &error.to_string()),
                        false => Ok(()),
                    }
                })?;
                total.still_bad += 1;
            }
            Err(error) => return Err(error),
        }
        total.replayed += 1;
        Ok(())
    }
}
