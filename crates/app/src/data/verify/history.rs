//! The timelines of people.

use std::collections::BTreeMap;

use ripen_domain::interaction::Verdict;
use ripen_domain::time::Timestamp;
use ripen_store::log::intern::Names;
use ripen_store::people::timeline::{TimelineRow, history_load};
use ripen_store::{Conn, Result};

/// The last instant there is: a history up to it is whole.
const ALWAYS: Timestamp = Timestamp::from_micros(i64::MAX);

/// Numbers of kinds and touches mean something else in either database.
pub struct Histories {
    stored: Names,
    again: Names,
}

/// What a row of the timeline says.
#[derive(Debug, PartialEq)]
struct Told {
    at: Timestamp,
    home: i64,
    kind: String,
    amount: Option<f64>,
    verdict: (Verdict, String),
    rest: String,
}

impl Told {
    fn new(row: &TimelineRow, names: &Names) -> Self {
        let fact = row.fact(names);
        let judged = row.judged.as_ref().map(|judged| judged.reason.clone());
        Self {
            at: row.at,
            home: row.home,
            kind: fact.kind.to_owned(),
            amount: row.amount,
            verdict: (row.verdict, judged.unwrap_or_default()),
            rest: format!("{:?} {:?} {:?}", row.path, row.label, fact.touch),
        }
    }

    /// What differs, with what either says.
    fn differences(&self, other: &Self) -> Vec<String> {
        let mut all = Vec::new();
        let mut told = |what: &str, one: String, other: String| {
            if one != other {
                all.push(format!(
                    "{what} is stored as {one}, by the log it is {other}"
                ));
            }
        };
        let verdict = |(verdict, reason): &(Verdict, String)| match reason.as_str() {
            "" => verdict.name().to_owned(),
            reason => format!("{} ({reason})", verdict.name()),
        };
        told(
            "the verdict",
            verdict(&self.verdict),
            verdict(&other.verdict),
        );
        told("the kind", self.kind.clone(), other.kind.clone());
        told(
            "the amount",
            format!("{:?}", self.amount),
            format!("{:?}", other.amount),
        );
        told("the time", self.at.to_rfc3339(), other.at.to_rfc3339());
        told("the home", self.home.to_string(), other.home.to_string());
        told("what it was about", self.rest.clone(), other.rest.clone());
        all
    }
}

impl Histories {
    /// The names behind the numbers.
    pub fn new(stored: &mut Conn, again: &mut Conn) -> Result<Self> {
        let (mut one, mut other) = (Names::default(), Names::default());
        one.refresh(stored)?;
        other.refresh(again)?;
        Ok(Self {
            stored: one,
            again: other,
        })
    }

    /// Tells what differs between the two histories of a person.
    pub fn compare(
        &self,
        stored: &mut Conn,
        again: &mut Conn,
        id: i64,
        told: &mut Vec<String>,
    ) -> Result<()> {
        let one = history_load(stored, id, ALWAYS)?;
        let other = history_load(again, id, ALWAYS)?;
        let by_seq = |rows: &[TimelineRow], names: &Names| -> BTreeMap<i64, Told> {
            rows.iter()
                .map(|row| (row.seq, Told::new(row, names)))
                .collect()
        };
        let (rows, mut fresh) = (
            by_seq(&one.rows, &self.stored),
            by_seq(&other.rows, &self.again),
        );
        for (seq, row) in &rows {
            match fresh.remove(seq) {
                None => told.push(format!("interaction {seq} is theirs, but not by the log")),
                Some(fresh) => told.extend(
                    row.differences(&fresh)
                        .into_iter()
                        .map(|what| format!("interaction {seq}: {what}")),
                ),
            }
        }
        let missing = fresh.keys();
        told.extend(
            missing.map(|seq| {
                format!("interaction {seq} is theirs by the log, but not stored as such")
            }),
        );
        if one.changes != other.changes {
            told.push("what became known of them differs from the log".to_owned());
        }
        Ok(())
    }
}
