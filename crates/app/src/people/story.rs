//! The story behind the scores: explanation, history, timeline. All three replay the history.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use ripen_domain::interaction::order::{self, Standing};
use ripen_domain::interaction::{Fact, kind, properties};
use ripen_domain::money;
use ripen_domain::scoring::explain::HistoryPoint;
use ripen_domain::scoring::{Explanation, Given, Observer, explain, history};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::log::intern::Names;
use ripen_store::log::{Detail, log_details};
use ripen_store::orders::{by_order, order_statements};
use ripen_store::people::person::person_get;
use ripen_store::people::timeline::{History, TimelineRow, history_load, timeline_page};
use ripen_store::{Conn, ModelId, Result as StoreResult};

use crate::clock;
use crate::error::{Error, Result};
use crate::models::Scoring;
use crate::ripen::Ripen;

/// Longest stretch of a history chart, in days.
const MAX_DAYS: i64 = 3_650;
/// Longest page of the timeline.
const MAX_PAGE: usize = 200;

/// An explanation with the model that it speaks of.
#[derive(Clone, Debug)]
pub struct Story {
    /// The explanation.
    pub explanation: Explanation,
    /// The model.
    pub scoring: Arc<Scoring>,
}

/// Most bytes of what is shown as a currency.
const MAX_CURRENCY: usize = 40;

/// An interaction on the timeline with everything that is known of it.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// The interaction.
    pub row: TimelineRow,
    /// What only the log holds.
    pub detail: Option<Detail>,
    /// What the rules that it met gave.
    pub rules: Vec<Given>,
    /// What it is by everything that is said about its order, where it is a purchase with a number.
    pub purchase: Option<Standing>,
}

impl TimelineEntry {
    /// The currency of its amount: the ISO 4217 code where it is known, else as it was written. Of a purchase
    /// perhaps what else was said about its order tells it.
    pub fn currency(&self) -> Option<&str> {
        let of_order = self.purchase.as_ref().and_then(|one| one.currency);
        let said = self.row.properties().get(properties::CURRENCY);
        // Longer texts are no name of a currency, or of what else is counted.
        let said = || said.filter(|text| text.len() <= MAX_CURRENCY);
        let written = || money::currency(said()?).or_else(said);
        of_order.or_else(written)
    }
}

/// A page of the timeline, newest first.
#[derive(Clone, Debug)]
pub struct TimelinePage {
    /// The interactions.
    pub entries: Vec<TimelineEntry>,
    /// Where the page ends; `None` when it is the last.
    pub next: Option<(i64, i64)>,
    /// The names behind the numbers.
    pub names: Arc<Names>,
    /// The model in force.
    pub scoring: Arc<Scoring>,
    /// The moment that points are taken at.
    pub as_of: Timestamp,
}

/// Collects which rules the interactions of one page met.
struct RulesMet<'a>(HashMap<i64, &'a mut Vec<Given>>);

impl Observer for RulesMet<'_> {
    fn contribution(&mut self, given: Given, fact: &Fact) {
        if let Some(rules) = self.0.get_mut(&fact.seq) {
            rules.push(given);
        }
    }
}

impl Ripen {
    /// Explains what a model makes of a person at any past moment; now when `at` is `None`.
    ///
    /// # Errors
    /// When there is no such person or the moment lies in the future; those of the store.
    pub fn person_explain(&self, id: i64, model: ModelId, at: Option<Timestamp>) -> Result<Story> {
        let now = clock::now();
        let at = at.unwrap_or(now);
        if at > now {
            return Err(Error::invalid(
                "at",
                "the future cannot be explained; give a past moment",
            ));
        }
        let (names, history, scoring) = self.load_history(id, model, at)?;
        let explanation = explain(&scoring.scorer(), history.entries(&names), at);
        Ok(Story {
            explanation,
            scoring,
        })
    }

    /// What a model made of a person at the end of each of the last `days` days, oldest first.
    ///
    /// # Errors
    /// When there is no such person or `days` is out of range; those of the store.
    pub fn person_history(&self, id: i64, model: ModelId, days: i64) -> Result<Vec<HistoryPoint>> {
        if !(1..=MAX_DAYS).contains(&days) {
            return Err(Error::invalid("days", format!("give 1 to {MAX_DAYS}")));
        }
        let now = clock::now();
        let (names, history_rows, scoring) = self.load_history(id, model, now)?;
        Ok(history(
            &scoring.scorer(),
            history_rows.entries(&names),
            (now - Span::days(days), now),
            Span::days(1),
        ))
    }

    /// A page of a person's timeline, newest first.
    ///
    /// # Errors
    /// When there is no such person; those of the store.
    pub fn person_timeline(
        &self,
        id: i64,
        before: Option<(i64, i64)>,
        limit: usize,
    ) -> Result<TimelinePage> {
        let limit = limit.clamp(1, MAX_PAGE);
        let as_of = clock::now();
        let (names, history, scoring) = self.load_history(id, ModelId::PRIMARY, as_of)?;
        let (rows, details, mut purchases) = self.db.read(|conn| {
            let rows = timeline_page(
                conn,
                id,
                before.unwrap_or((i64::MAX, i64::MAX)),
                limit as i64,
            )?;
            let seqs: Vec<i64> = rows.iter().map(|row| row.seq).collect();
            let purchases = purchases(conn, &names, &rows)?;
            Ok((rows, log_details(conn, &seqs)?, purchases))
        })?;
        let mut details: HashMap<i64, Detail> = details
            .into_iter()
            .map(|detail| (detail.seq, detail))
            .collect();
        let entry = |row: TimelineRow| TimelineEntry {
            detail: details.remove(&row.seq),
            rules: Vec::new(),
            purchase: purchases.remove(&row.seq),
            row,
        };
        let mut entries: Vec<TimelineEntry> = rows.into_iter().map(entry).collect();
        let mut met = RulesMet(
            entries
                .iter_mut()
                .map(|entry| (entry.row.seq, &mut entry.rules))
                .collect(),
        );
        scoring
            .scorer()
            .replay(history.entries(&names), as_of, &mut met);
        let next = entries
            .last()
            .filter(|_| entries.len() == limit)
            .map(|entry| (entry.row.at.as_micros(), entry.row.seq));
        Ok(TimelinePage {
            entries,
            next,
            names,
            scoring,
            as_of,
        })
    }

    fn load_history(
        &self,
        id: i64,
        model: ModelId,
        until: Timestamp,
    ) -> Result<(Arc<Names>, History, Arc<Scoring>)> {
        let scoring = self.model_of(model)?;
        let (names, history) = self.db.read(|conn| {
            person_get(conn, id)?;
            Ok((self.names(conn)?, history_load(conn, id, until)?))
        })?;
        Ok((names, history, scoring))
    }
}

/// What the purchases among these rows are by everything that is said about their orders.
fn purchases(
    conn: &mut Conn,
    names: &Names,
    rows: &[TimelineRow],
) -> StoreResult<HashMap<i64, Standing>> {
    let bought = rows.iter().filter_map(|row| {
        let fact = row.fact(names);
        let is_purchase = [kind::ORDER, kind::ORDER_VOIDED].contains(&fact.kind);
        let number = order::number(&fact).filter(|_| is_purchase)?;
        Some((row.person_id, number))
    });
    let bought: BTreeSet<(i64, String)> = bought.collect();
    let orders: Vec<(i64, &str)> = bought
        .iter()
        .map(|(person, number)| (*person, number.as_str()))
        .collect();
    let about = by_order(order_statements(conn, &orders)?);
    let settled = about.values().flat_map(|about| {
        let said: Vec<_> = about.iter().map(|one| one.statement.clone()).collect();
        order::settle(&said)
    });
    Ok(settled.collect())
}
