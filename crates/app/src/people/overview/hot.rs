//! How many more are hot than a day ago.
//!
//! Whoever did nothing since is known by what is stored: their sums fade in a way that can be followed back. Those
//! who did something are looked up in their history, so that is done for some of them only, and not each time.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use ripen_domain::filter::PersonFilter;
use ripen_domain::time::Timestamp;
use ripen_store::people::person::Person;
use ripen_store::people::{ListQuery, Sort, Total, people_load, people_page};
use ripen_store::{Asker, Conn, Error as StoreError, Result as StoreResult, Scores};

use crate::error::Result;
use crate::people::{Listed, NEWS, filter_of, newly_hot, was_hot};
use crate::ripen::Ripen;

/// Up to so many hot people it is told.
const MANY: usize = 500;
/// How long it is told again.
const FRESH: Duration = Duration::from_secs(60);

/// Whoever waits less than this asks again, and waits longer then.
const COSTLY: Duration = Duration::from_secs(1);

/// What was found last: when, of which version of a model, and how many more, if it could be told. Held while it is
/// looked up, so that of many who ask at once only one does.
pub(crate) type LastHot = Mutex<Option<(Instant, i64, Option<i64>)>>;

impl Ripen {
    /// How many more people to win pass `hot` now than did a day ago, by what is known now of who is disqualified.
    pub(super) fn hot_more(
        &self,
        (version, scores): (i64, Scores),
        (hot, count): (&PersonFilter, Total),
        (now, asker): (Timestamp, &Asker),
    ) -> Result<Option<i64>> {
        if !count.is_exact() || count.value > MANY as i64 {
            return Ok(None);
        }
        let mut last = self.last_hot.lock();
        if let Some((found_at, of, more)) = *last
            && of == version
            && found_at.elapsed() < FRESH
        {
            return Ok(more);
        }
        let then = now - NEWS;
        let hot_then = filter_of(&format!(
            "temperature = hot and (not kind = customer or customer.since > \"{}\")",
            then.to_rfc3339()
        ));
        // A clock at the ends of time has a yesterday that cannot be written.
        let Ok(hot_then) = hot_then else {
            return Ok(None);
        };
        let found = self.db.ask(asker, |conn| {
            let names = self.names(conn)?;
            let is_hot = top(conn, scores, hot, now)?;
            // What is stored, followed back to then: too much for those who did something since.
            let may_have_been = top(conn, scores, &hot_then, then)?;
            if may_have_been.len() == MANY {
                return Ok(None);
            }
            let ids: HashSet<i64> = is_hot.iter().map(|person| person.id).collect();
            let listed = is_hot.into_iter();
            let listed: Vec<Listed> = listed
                .map(|person| Listed::new(scores.scorer, person, now))
                .collect();
            let mut more = newly_hot(conn, &names, scores.scorer, &listed, then)?.len() as i64;
            for person in may_have_been.iter().filter(|one| !ids.contains(&one.id)) {
                more -= i64::from(was_hot(conn, &names, scores.scorer, person, then)?);
            }
            Ok(Some(more))
        });
        let more = match found {
            // The rest of the overview is worth telling without it, to whoever does not ask again.
            Err(StoreError::TooCostly) if asker.waits(COSTLY) => None,
            found => found?,
        };
        *last = Some((Instant::now(), version, more));
        Ok(more)
    }
}

/// Those who pass a filter, from the top.
fn top(
    conn: &mut Conn,
    scores: Scores,
    filter: &PersonFilter,
    now: Timestamp,
) -> StoreResult<Vec<Person>> {
    let query = ListQuery {
        filter,
        sort: Sort::Engagement,
        after: None,
        limit: MANY,
        now,
    };
    let ids: Vec<i64> = people_page(conn, scores, &query)?
        .into_iter()
        .map(|after| after.id)
        .collect();
    people_load(conn, scores, &ids)
}
