//! Buying signals that people gave, with the interactions behind them.

use std::collections::HashMap;
use std::sync::Arc;

use ripen_domain::time::{Span, Timestamp};
use ripen_store::signal::{
    Evidence, ListedSignal, SignalCursor, StoredSignal, signal_evidence, signal_of_person,
    signal_page, signal_recent,
};
use ripen_store::{Conn, Result as StoreResult};

use crate::clock;
use crate::error::Result;
use crate::models::Scoring;
use crate::ripen::Ripen;

/// Longest page.
pub const MAX_PAGE: i64 = 200;
/// How long a list of people shows a signal.
const SHOWN: Span = Span::days(14);

/// A signal with what a screen shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalEvent {
    /// The signal and whose it is.
    pub listed: ListedSignal,
    /// Name of the signal; its key when the model in force does not have it any more.
    pub name: String,
    /// The interactions behind it, oldest first.
    pub evidence: Vec<Evidence>,
}

/// A page of signals, newest first.
#[derive(Clone, Debug)]
pub struct SignalPage {
    /// The signals.
    pub items: Vec<SignalEvent>,
    /// Where the page ends; `None` when it is the last.
    pub next: Option<SignalCursor>,
    /// The model in force.
    pub scoring: Arc<Scoring>,
}

/// A signal that somebody gave in the last days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentSignal {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// When it was given last.
    pub at: Timestamp,
}

/// Signals of the last days by person, newest first and each once.
pub(crate) type Lately = HashMap<i64, Vec<RecentSignal>>;

/// Name of the signal with this key.
fn name_of(scoring: &Scoring, key: &str) -> String {
    let known = scoring.model.signals.iter().find(|one| one.key == key);
    known.map_or(key, |one| &one.name).to_owned()
}

impl Ripen {
    /// The newest signals of everybody, or of one key, going on after `after`.
    ///
    /// # Errors
    /// Those of the store.
    pub fn signals(
        &self,
        key: Option<&str>,
        after: Option<&SignalCursor>,
        limit: i64,
    ) -> Result<SignalPage> {
        let scoring = self.model()?;
        let limit = limit.clamp(1, MAX_PAGE);
        let items = self.db.read(|conn| {
            let page = signal_page(conn, key, after, limit)?;
            with_evidence(conn, &scoring, page)
        })?;
        let full = items.len() as i64 == limit;
        let next = items.last().filter(|_| full).map(|last| SignalCursor {
            at: last.listed.signal.at,
            person: last.listed.signal.person,
            key: last.listed.signal.key.clone(),
        });
        Ok(SignalPage {
            items,
            next,
            scoring,
        })
    }
}

/// The newest signals of one person.
pub(crate) fn of_person(
    conn: &mut Conn,
    scoring: &Scoring,
    person: i64,
    limit: i64,
) -> StoreResult<Vec<SignalEvent>> {
    let listed = |signal: StoredSignal| ListedSignal {
        signal,
        name: None,
        email: None,
        company: None,
    };
    let signals = signal_of_person(conn, person, limit)?;
    with_evidence(conn, scoring, signals.into_iter().map(listed).collect())
}

/// The signals that people gave in the last days.
pub(crate) fn lately(conn: &mut Conn, scoring: &Scoring, people: &[i64]) -> StoreResult<Lately> {
    let mut found = Lately::new();
    if scoring.model.signals.is_empty() {
        return Ok(found);
    }
    for (person, key, at) in signal_recent(conn, people, clock::now() - SHOWN)? {
        let of_one = found.entry(person).or_default();
        if of_one.iter().all(|known| known.key != key) {
            let name = name_of(scoring, &key);
            of_one.push(RecentSignal { key, name, at });
        }
    }
    Ok(found)
}

fn with_evidence(
    conn: &mut Conn,
    scoring: &Scoring,
    listed: Vec<ListedSignal>,
) -> StoreResult<Vec<SignalEvent>> {
    let positions = listed.iter().flat_map(|one| one.signal.evidence.iter());
    let mut positions: Vec<i64> = positions.copied().collect();
    positions.sort_unstable();
    positions.dedup();
    let known = signal_evidence(conn, &positions)?;
    let at = |seq: &i64| known.binary_search_by_key(seq, |one| one.seq).ok();
    let event = |listed: ListedSignal| {
        let found = listed.signal.evidence.iter().filter_map(at);
        let mut evidence: Vec<Evidence> = found.map(|at| known[at].clone()).collect();
        evidence.sort_by_key(|one| (one.at, one.seq));
        SignalEvent {
            name: name_of(scoring, &listed.signal.key),
            evidence,
            listed,
        }
    };
    Ok(listed.into_iter().map(event).collect())
}
