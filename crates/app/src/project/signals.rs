//! The signals that follow from folding people.

use ripen_domain::scoring::{Model, ScoreState};
use ripen_domain::signal::Fired;
use ripen_store::signals::{StoredSignal, signal_clear_in_txn, signal_insert_in_txn};
use ripen_store::{Conn, Result};

/// The signals of a person who was folded.
pub struct Given<'s> {
    /// Number of the person.
    pub person: i64,
    /// Whether the signals that are stored do not count any more: the whole history was folded.
    pub replaces: bool,
    /// Those that the fold gave.
    pub fired: &'s [Fired],
}

/// Whether a person with this state has signals stored.
pub fn may_exist(state: &ScoreState) -> bool {
    state.signals.iter().any(|signal| signal.last.is_some())
}

/// Stores the signals of people who were folded.
pub fn settle_in_txn(conn: &mut Conn, model: &Model, given: &[Given]) -> Result<()> {
    let replaced = given.iter().filter(|one| one.replaces);
    let replaced: Vec<i64> = replaced.map(|one| one.person).collect();
    signal_clear_in_txn(conn, &replaced)?;
    let stored = given.iter().flat_map(|one| {
        one.fired.iter().map(|fired| StoredSignal {
            person: one.person,
            key: model.signals[fired.signal].key.clone(),
            at: fired.at,
            seq: fired.seq,
            evidence: fired.evidence.clone(),
        })
    });
    signal_insert_in_txn(conn, &stored.collect::<Vec<_>>())
}
