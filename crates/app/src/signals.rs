//! Buying signals that people gave, with the interactions behind them.

use std::collections::HashMap;
use std::sync::Arc;

use ripen_domain::time::{Span, Timestamp};
use ripen_store::companies::company_written;
use ripen_store::people::person::{PersonName, person_names};
use ripen_store::signals::{
    Evidence, ListedSignal, SignalCursor, signal_count, signal_evidence, signal_of_person,
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
#[derive(Clone, Debug, PartialEq)]
pub struct SignalEvent {
    /// The signal and whose it is.
    pub listed: ListedSignal,
    /// Name of the signal; its key when the model in force does not have it any more.
    pub name: String,
    /// The interactions behind it, oldest first.
    pub evidence: Vec<Evidence>,
    /// Who gave those interactions, by log position, where it is a signal of the company.
    pub given_by: HashMap<i64, PersonName>,
}

/// A page of signals, newest first.
#[derive(Clone, Debug)]
pub struct SignalPage {
    /// The signals.
    pub items: Vec<SignalEvent>,
    /// Where the page ends; `None` when it is the last.
    pub next: Option<SignalCursor>,
    /// How many there are since the moment that was asked for; `None` where none was.
    pub total: Option<i64>,
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
    /// The newest signals of everybody, or of one key, back to `since`, going on after `after`.
    pub fn signals(
        &self,
        key: Option<&str>,
        since: Option<Timestamp>,
        after: Option<&SignalCursor>,
        limit: i64,
    ) -> Result<SignalPage> {
        let scoring = self.model()?;
        let limit = limit.clamp(1, MAX_PAGE);
        let (items, total) = self.db.read(|conn| {
            let page = signal_page(conn, key, since, after, limit)?;
            // Only of a span of time: all there ever were take long to count.
            let total = since.map(|since| signal_count(conn, key, since));
            Ok((with_evidence(conn, &scoring, page)?, total.transpose()?))
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
            total,
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
    let signals = signal_of_person(conn, person, limit)?;
    with_evidence(conn, scoring, signals)
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
    mut listed: Vec<ListedSignal>,
) -> StoreResult<Vec<SignalEvent>> {
    // Whoever completes a surge may be of the company by their mailbox alone.
    for one in listed.iter_mut().filter(|one| one.company.is_none()) {
        if let Some(surge) = &one.surge {
            one.company = company_written(conn, &surge.company)?;
        }
    }
    let positions = listed.iter().flat_map(|one| one.signal.evidence.iter());
    let mut positions: Vec<i64> = positions.copied().collect();
    positions.sort_unstable();
    positions.dedup();
    let known = signal_evidence(conn, &positions)?;
    let people = named(conn, &listed)?;
    let at = |seq: &i64| known.binary_search_by_key(seq, |one| one.seq).ok();
    let event = |listed: ListedSignal| {
        let found = listed.signal.evidence.iter().filter_map(at);
        let mut evidence: Vec<Evidence> = found.map(|at| known[at].clone()).collect();
        evidence.sort_by_key(|one| (one.at, one.seq));
        let given_by = listed.surge.iter().flat_map(|surge| &surge.given_by);
        let given_by = given_by.filter_map(|(seq, id)| Some((*seq, people.get(id)?.clone())));
        SignalEvent {
            name: name_of(scoring, &listed.signal.key),
            evidence,
            given_by: given_by.collect(),
            listed,
        }
    };
    Ok(listed.into_iter().map(event).collect())
}

/// Those who gave the interactions behind signals of companies.
fn named(conn: &mut Conn, listed: &[ListedSignal]) -> StoreResult<HashMap<i64, PersonName>> {
    let surges = listed.iter().filter_map(|one| one.surge.as_ref());
    let ids = surges.flat_map(|surge| surge.given_by.iter().map(|(_, id)| *id));
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = person_names(conn, &ids)?.into_iter();
    Ok(found.map(|one| (one.id, one)).collect())
}
