//! Export: people, interactions and bad events, page by page, so that memory stays small however
//! much there is.

use std::collections::HashMap;
use std::io::{self, Write};

use ripen_domain::filter::PersonFilter;
use ripen_domain::interaction::{Interaction, Touch, kind};
use ripen_domain::profile::{FieldValue, field};
use ripen_domain::scoring::Scorer;
use ripen_domain::time::Timestamp;
use ripen_store::bad_event::{BadEvent, bad_event_list};
use ripen_store::log::{Detail, log_details, log_read};
use ripen_store::people::{ListQuery, Sort, people_page};
use ripen_store::person::{Person, person_find, person_load_custom_fields};
use serde_json::{Map, Value, json};

use crate::clock;
use crate::error::{Error, Result};
use crate::ripen::Ripen;

/// Rows of one page.
const PAGE: usize = 1_000;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, with a header.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// Where rows are written to.
enum Sink<'w> {
    Csv(Box<csv::Writer<&'w mut dyn Write>>, &'static [&'static str]),
    Jsonl(&'w mut dyn Write),
}

impl<'w> Sink<'w> {
    fn new(
        format: Format,
        columns: &'static [&'static str],
        out: &'w mut dyn Write,
    ) -> Result<Self> {
        if format == Format::Jsonl {
            return Ok(Self::Jsonl(out));
        }
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(columns).map_err(unwritten)?;
        Ok(Self::Csv(Box::new(csv), columns))
    }

    fn row(&mut self, mut row: Map<String, Value>) -> Result<()> {
        match self {
            Self::Csv(csv, columns) => csv
                .write_record(columns.iter().map(|column| cell(row.get(*column))))
                .map_err(unwritten),
            Self::Jsonl(out) => {
                row.retain(|_, value| !value.is_null());
                writeln!(out, "{}", Value::Object(row)).map_err(failed)
            }
        }
    }

    fn end(self) -> Result<()> {
        match self {
            Self::Csv(mut csv, _) => csv.flush().map_err(failed),
            Self::Jsonl(out) => out.flush().map_err(failed),
        }
    }
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn failed(source: io::Error) -> Error {
    Error::File {
        path: "output".into(),
        source,
    }
}

fn unwritten(error: csv::Error) -> Error {
    failed(io::Error::from(error))
}

impl Ripen {
    /// Writes the people who pass a filter, newest first, with their scores now. Returns how many.
    ///
    /// # Errors
    /// Those of the store, and of `out`.
    pub fn export_people(
        &self,
        filter: &PersonFilter,
        format: Format,
        out: &mut dyn Write,
    ) -> Result<u64> {
        let mut sink = Sink::new(format, PERSON, out)?;
        let scoring = self.model()?;
        let scorer = scoring.scorer();
        let now = clock::now();
        let (mut after, mut rows) = (None, 0);
        loop {
            let query = ListQuery {
                filter,
                sort: Sort::Created,
                after,
                limit: PAGE,
                now,
            };
            let (page, people) = self.db.read(|conn| {
                let page = people_page(conn, &scorer, &query)?;
                let ids: Vec<i64> = page.iter().map(|one| one.id).collect();
                let mut people = person_find(conn, &ids)?;
                person_load_custom_fields(conn, &mut people)?;
                Ok((page, people))
            })?;
            let mut people: HashMap<i64, Person> = people
                .into_iter()
                .map(|person| (person.id, person))
                .collect();
            for person in page.iter().filter_map(|one| people.remove(&one.id)) {
                sink.row(person_row(person, &scorer, now))?;
                rows += 1;
            }
            after = page.into_iter().next_back();
            if after.is_none() {
                sink.end()?;
                return Ok(rows);
            }
        }
    }

    /// Writes all interactions in order of arrival. Each JSON line is a message that can be
    /// imported again. Returns how many.
    ///
    /// # Errors
    /// Those of the store, and of `out`.
    pub fn export_events(&self, format: Format, out: &mut dyn Write) -> Result<u64> {
        let mut sink = Sink::new(format, EVENT, out)?;
        let (mut after, mut rows) = (0, 0);
        loop {
            let (page, details) = self.db.read(|conn| {
                let page = log_read(conn, after, PAGE as i64)?;
                let seqs: Vec<i64> = page.iter().map(|(seq, _)| *seq).collect();
                Ok((page, log_details(conn, &seqs)?))
            })?;
            let Some((last, _)) = page.last() else {
                sink.end()?;
                return Ok(rows);
            };
            after = *last;
            for ((_, interaction), detail) in page.iter().zip(&details) {
                sink.row(match format {
                    Format::Csv => event_row(interaction, detail),
                    Format::Jsonl => message(interaction, detail),
                })?;
                rows += 1;
            }
        }
    }

    /// Writes the bad events that are open, newest first. Returns how many.
    ///
    /// # Errors
    /// Those of the store, and of `out`.
    pub fn export_bad_events(&self, format: Format, out: &mut dyn Write) -> Result<u64> {
        let mut sink = Sink::new(format, BAD_EVENT, out)?;
        let (mut before, mut rows) = (i64::MAX, 0);
        loop {
            let page = self
                .db
                .read(|conn| bad_event_list(conn, before, PAGE as i64))?;
            let Some(last) = page.last() else {
                sink.end()?;
                return Ok(rows);
            };
            before = last.id;
            for bad in page {
                sink.row(bad_event_row(&bad))?;
                rows += 1;
            }
        }
    }
}

const PERSON: &[&str] = &[
    "id",
    "name",
    "email",
    "phone",
    "company",
    "title",
    "country",
    "city",
    "industry",
    "employees",
    "language",
    "kind",
    "stage",
    "fit",
    "engagement",
    "velocity",
    "temperature",
    "index",
    "disqualified",
    "created",
    "last_touch",
    "interactions",
    "source",
    "medium",
    "campaign",
    "profile",
];

fn person_row(mut person: Person, scorer: &Scorer, now: Timestamp) -> Map<String, Value> {
    scorer.advance(&mut person.state, now, &mut ());
    let view = scorer.view(&person.state, &person.profile, now);
    let custom = person
        .profile
        .iter()
        .filter(|(name, ..)| !field::STANDARD.contains(name));
    let custom: Map<String, Value> = custom
        .map(|(name, value, _)| (name.to_owned(), json_value(value)))
        .collect();
    let mut row = Map::new();
    for name in field::STANDARD {
        row.insert(
            (*name).to_owned(),
            person.profile.get(name).map_or(Value::Null, json_value),
        );
    }
    let rest = json!({
        "id": person.id,
        "kind": view.kind.name(),
        "stage": view.stage,
        "fit": rounded(view.fit),
        "engagement": rounded(view.engagement),
        "velocity": rounded(view.velocity),
        "temperature": view.temperature.name(),
        "index": view.index,
        "disqualified": view.disqualified,
        "created": view.created.to_rfc3339(),
        "last_touch": view.last_touch.map(Timestamp::to_rfc3339),
        "interactions": person.state.interactions,
        "source": view.source,
        "medium": view.medium,
        "campaign": view.campaign,
        "profile": (!custom.is_empty()).then_some(custom),
    });
    extend(&mut row, rest);
    row
}

fn json_value(value: &FieldValue) -> Value {
    match value {
        FieldValue::Text(text) => text.as_str().into(),
        FieldValue::Number(number) => (*number).into(),
        FieldValue::Bool(yes) => (*yes).into(),
    }
}

/// A score with the digits that mean something.
fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}

fn extend(row: &mut Map<String, Value>, more: Value) {
    if let Value::Object(more) = more {
        row.extend(more);
    }
}

const EVENT: &[&str] = &[
    "message_id",
    "timestamp",
    "received_at",
    "event",
    "channel",
    "verdict",
    "verdict_reasons",
    "anonymous_id",
    "user_id",
    "email",
    "phone",
    "path",
    "label",
    "amount",
    "source",
    "medium",
    "campaign",
    "content",
    "term",
    "referrer",
    "message",
];

fn event_row(one: &Interaction, detail: &Detail) -> Map<String, Value> {
    let touch = one.touch.clone().unwrap_or_default();
    let mut row = touch_row(&touch);
    let rest = json!({
        "message_id": detail.message_id,
        "timestamp": one.at.to_rfc3339(),
        "received_at": detail.received_at.to_rfc3339(),
        "event": one.kind,
        "channel": one.channel.name(),
        "verdict": one.verdict.name(),
        "verdict_reasons": detail.verdict_reasons,
        "anonymous_id": one.anonymous_id,
        "user_id": one.user_id,
        "email": one.email,
        "phone": one.phone,
        "path": one.path,
        "label": one.label,
        "amount": one.amount,
        "message": detail.body,
    });
    extend(&mut row, rest);
    row
}

fn touch_row(touch: &Touch) -> Map<String, Value> {
    let names = [
        "source", "medium", "campaign", "content", "term", "referrer",
    ];
    names
        .into_iter()
        .zip(touch.parts())
        .map(|(name, part)| (name.to_owned(), part.into()))
        .collect()
}

/// The message as accepted, with what it takes to be taken in again as it was: its call, its id and
/// the time that was settled on.
fn message(one: &Interaction, detail: &Detail) -> Map<String, Value> {
    let mut message: Map<String, Value> = serde_json::from_str(&detail.body).unwrap_or_default();
    let call = match one.kind.as_str() {
        kind::PAGE => "page",
        kind::SCREEN => "screen",
        kind::IDENTIFIED => "identify",
        kind::GROUPED => "group",
        kind::ALIASED => "alias",
        _ => "track",
    };
    message.entry("type").or_insert_with(|| call.into());
    message.remove("sentAt");
    message.insert("messageId".into(), detail.message_id.as_str().into());
    message.insert("timestamp".into(), one.at.to_rfc3339().into());
    message.insert("receivedAt".into(), detail.received_at.to_rfc3339().into());
    message
}

const BAD_EVENT: &[&str] = &[
    "id",
    "received_at",
    "source",
    "call",
    "message_id",
    "reason",
    "raw",
];

fn bad_event_row(bad: &BadEvent) -> Map<String, Value> {
    let mut row = Map::new();
    let columns = json!({
        "id": bad.id,
        "received_at": bad.event.received_at.to_rfc3339(),
        "source": bad.source,
        "call": bad.event.call,
        "message_id": bad.event.message_id,
        "reason": bad.event.reason,
        "raw": String::from_utf8_lossy(&bad.event.raw),
    });
    extend(&mut row, columns);
    row
}
