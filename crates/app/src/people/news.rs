//! What changed about the people of a list since yesterday.

use ripen_domain::person::Temperature;
use ripen_domain::scoring::{Scorer, explain};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::log::intern::Names;
use ripen_store::people::person::Person;
use ripen_store::people::timeline::history_load;
use ripen_store::{Conn, Result as StoreResult};

use super::list::Listed;

/// How long a change is news.
pub(crate) const NEWS: Span = Span::days(1);
/// Of people with more interactions it is not looked up what they were yesterday.
const LONG: u64 = 1_000;

/// What changed about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// They are hot, and were not.
    Hot,
    /// They gave a buying signal: its key and name.
    Signal {
        /// Key.
        key: String,
        /// Name.
        name: String,
    },
    /// They entered the stage that they are in.
    Stage,
    /// They were not here before.
    New,
}

/// A change, and when it happened; of becoming hot only that it was since yesterday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What changed.
    pub change: Change,
    /// When.
    pub at: Option<Timestamp>,
}

impl Listed {
    /// What changed since `since`, the most telling first. `is_newly_hot` is what [`newly_hot`] finds out.
    pub(crate) fn news(&self, since: Timestamp, is_newly_hot: bool) -> Vec<News> {
        let state = &self.person.state;
        let hot = is_newly_hot.then_some(News {
            change: Change::Hot,
            at: None,
        });
        let signals = self.signals.iter().map(|signal| News {
            change: Change::Signal {
                key: signal.key.clone(),
                name: signal.name.clone(),
            },
            at: Some(signal.at),
        });
        let of = |change, at: Option<Timestamp>| News { change, at };
        let stage = of(Change::Stage, state.stage_since);
        let new = of(Change::New, Some(state.created));
        let dated = signals.chain([stage, new]);
        let fresh = dated.filter(|news| news.at.is_some_and(|at| at >= since));
        hot.into_iter().chain(fresh).collect()
    }
}

/// Who of these is hot and was not at `since`.
///
/// # Errors
/// Those of the database.
pub(crate) fn newly_hot(
    conn: &mut Conn,
    names: &Names,
    scorer: &Scorer,
    people: &[Listed],
    since: Timestamp,
) -> StoreResult<Vec<i64>> {
    let mut found = Vec::new();
    for one in people {
        let is_hot = one.temperature == Temperature::Hot;
        if is_hot && !was_hot(conn, names, scorer, &one.person, since)? {
            found.push(one.person.id);
        }
    }
    Ok(found)
}

/// Whether somebody who would be hot by what is stored was so at `since` already: told by their history up to then.
/// Whoever did nothing since was, and of very long histories it is taken for granted.
///
/// # Errors
/// Those of the database.
pub(crate) fn was_hot(
    conn: &mut Conn,
    names: &Names,
    scorer: &Scorer,
    person: &Person,
    since: Timestamp,
) -> StoreResult<bool> {
    let state = &person.state;
    if state.last_touch.is_none_or(|at| at < since) || state.interactions > LONG {
        return Ok(true);
    }
    let history = history_load(conn, person.id, since)?;
    let then = explain(scorer, history.entries(names), since);
    let (fit, standing) = (then.state.fit, then.state.standing());
    let was = scorer
        .model
        .temperature(fit, then.engagement_value, standing);
    Ok(was == Temperature::Hot)
}
