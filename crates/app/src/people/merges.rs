//! Undoing a merge.

use std::collections::HashMap;

use ripen_store::merge::person_unmerge_in_txn;

use crate::clock;
use crate::error::Result;
use crate::project::alone;
use crate::project::score::{Subject, rescore_in_txn};
use crate::ripen::Ripen;

impl Ripen {
    /// Undoes a merge: both people are as if it had never been, and are not merged by themselves
    /// again. Returns their numbers.
    ///
    /// # Errors
    /// When there is no such merge or a later one has to be undone first; those of the store.
    pub fn merge_undo(&self, id: i64) -> Result<[i64; 2]> {
        let now = clock::now();
        let (people, others) = alone(self, |conn, models| {
            let merge = person_unmerge_in_txn(conn, id, now)?;
            let people = [merge.winner, merge.loser];
            let mut names = self.names_in_txn(conn)?;
            let subjects: HashMap<i64, Subject> = people
                .iter()
                .map(|id| {
                    (
                        *id,
                        Subject {
                            replay: true,
                            cards_lost: true,
                            ..Subject::default()
                        },
                    )
                })
                .collect();
            let others = rescore_in_txn(conn, models, &mut names, subjects, now)?;
            Ok((people, others))
        })?;
        self.live.people(0, [people.to_vec(), others].concat());
        Ok(people)
    }
}
