//! From a row to an interaction, by way of a message of the Segment API.

use csv::ByteRecord;
use ripen_domain::identity::normalize;
use ripen_domain::interaction::{Interaction, kind};
use ripen_domain::time::Timestamp;
use ripen_store::access::Origin;
use ripen_store::capture::bad_event::NewBadEvent;
use serde_json::{Map, Value};

use super::cells::Cells;
use super::columns::Field;
use super::notes::{Note, shown};
use super::rows::{Content, MAX_ROW, Row};
use super::table_row::Table;
use super::{DateOrder, What, contact_notes, event_row, orders, person_row};
use crate::capture::dates;
use crate::capture::dates::Unread;
use crate::capture::{Call, Client, capture_event};
use crate::data::export::origin;
use crate::wording::cause;

/// Bytes kept of a bad row.
const MAX_RAW: usize = 64 << 10;
/// Letters kept of the reason why a row is bad.
const MAX_REASON: usize = 500;

/// What every row of a file has in common.
pub struct Converter<'a> {
    /// The table; of JSON lines one without columns.
    pub table: Table<'a>,
    /// Order of day and month.
    pub date_order: Option<DateOrder>,
    /// What message ids begin with.
    pub ids: String,
    /// Time of rows that have none.
    pub file_time: Timestamp,
    /// On whose behalf the rows come in.
    pub client: Client<'a>,
}

/// What became of a row.
#[derive(Debug)]
pub enum Outcome {
    /// An interaction.
    Good(Box<Good>),
    /// A bad event, and where it came from.
    Bad(Box<NewBadEvent>, Option<Origin>),
    /// Nothing stood there.
    Blank,
    /// Further goods of the order of the row before.
    Further,
}

/// A good row.
#[derive(Debug)]
pub struct Good {
    /// The line that it begins on.
    pub line: u64,
    /// The interaction.
    pub interaction: Interaction,
    /// What was left out of it.
    pub notes: Vec<Note>,
    /// Where it came from, of what an export brings back.
    pub origin: Option<Origin>,
}

impl Converter<'_> {
    /// Makes a row into an interaction, or a bad event with its reason.
    pub fn convert(&self, row: &Row) -> Outcome {
        let origin = self.origin(&row.content);
        let result = origin.clone().and_then(|_| match &row.content {
            Content::Json(line) => self.json(row, line),
            Content::Cells(record) => self.record(row, record),
        });
        let origin = origin.ok().flatten();
        match result {
            Ok(Outcome::Good(mut good)) => {
                good.interaction.returned = origin.is_some();
                good.origin = origin;
                Outcome::Good(good)
            }
            Ok(other) => other,
            Err(reason) => Outcome::Bad(Box::new(self.bad(row, reason)), origin),
        }
    }

    /// Where an event of an export came from.
    fn origin(&self, row: &Content) -> Result<Option<Origin>, String> {
        let message = match row {
            Content::Json(line) => std::str::from_utf8(line).ok(),
            Content::Cells(record) => self.table.exported(record),
        };
        message.map_or(Ok(None), origin::of)
    }

    /// A message as it is. It may be as long as a row may: what was accepted with what it inherited
    /// from its batch, and has been exported, is longer than what a client may send.
    fn json(&self, row: &Row, line: &[u8]) -> Result<Outcome, String> {
        let line =
            std::str::from_utf8(line).map_err(|error| format!("it is not UTF-8: {error}"))?;
        check_length(line)?;
        // A message without an id gets one made from the row, which is the same next time.
        let message_id = self.message_id(row.number);
        let client = Client {
            message_id: Some(&message_id),
            ..self.client.clone()
        };
        let interaction =
            capture_event(Call::Batch, &client, line).map_err(|(reason, _)| reason)?;
        Ok(good(row.line, interaction, Vec::new()))
    }

    fn record(&self, row: &Row, record: &ByteRecord) -> Result<Outcome, String> {
        let mut notes = Vec::new();
        if row.unclosed {
            let first = String::from_utf8_lossy(record.get(0).unwrap_or_default());
            let why = "opens a quote that is never closed; the line was read without it";
            notes.push(Note::row(row.line, &first, why));
        }
        let Some(cells) = self.table.cells(row.line, record, &mut notes)? else {
            return Ok(Outcome::Blank);
        };
        if row.further {
            return Ok(Outcome::Further);
        }
        let time = self.time(row.line, &cells, &mut notes)?;
        let mut message = match (self.table.what, cells.get(&Field::Message)) {
            (What::Events, Some(message)) => exported(&cells, message)?,
            (What::Events, None) => event_row::message(&cells, self.table.of_orders)?,
            (What::People, _) => person_row::message(row.line, &cells, &mut notes),
        };
        let id = cells.get(&Field::MessageId).map(str::to_owned);
        message.insert("timestamp".into(), time.to_rfc3339().into());
        let id = match (id, self.table.of_orders) {
            (Some(id), _) => id,
            (None, true) => orders::message_id(&message),
            (None, false) => self.row_id(row.number, &cells),
        };
        message.insert("messageId".into(), id.into());
        // Not `Value::to_string`, which goes through the formatter and takes twice as long.
        let message = serde_json::to_string(&message).map_err(|error| error.to_string())?;
        check_length(&message)?;
        let interaction = capture_event(Call::Batch, &self.client, &message)
            .map_err(|(reason, _)| reworded(reason))?;
        contact_notes::add(
            row.line,
            &cells,
            &interaction,
            self.client.region,
            &mut notes,
        );
        Ok(good(row.line, interaction, notes))
    }

    /// When it happened, or the person became known. Of a person a date that cannot be read is left
    /// out; an event without its time would be another event.
    fn time(&self, line: u64, cells: &Cells, notes: &mut Vec<Note>) -> Result<Timestamp, String> {
        let Some(cell) = cells.cell(&Field::Time) else {
            return Ok(self.file_time);
        };
        match (dates::parse(cell.text, self.date_order), self.table.what) {
            (Ok(at), _) => Ok(at),
            // A clock that was never set still said when it happened.
            (Err(Unread::Zero), What::Events) => Ok(Timestamp::default()),
            (Err(unread), What::People) => {
                notes.push(Note::cell(line, cell.header, cell.text, unread.why()));
                Ok(self.file_time)
            }
            (Err(unread), What::Events) => Err(format!("\"{:.40}\" {}", cell.text, unread.why())),
        }
    }

    /// The id of the message of a row. People whose numbers are read in another region are a correction; events are
    /// the same however they are read.
    fn row_id(&self, number: u64, cells: &Cells) -> String {
        let id = self.message_id(number);
        let phones = cells.several(&Field::Phone);
        let is_open = phones
            .iter()
            .any(|cell| !normalize::says_country(cell.text));
        match self.client.region {
            Some(region) if self.table.what == What::People && is_open => format!("{id}-{region}"),
            _ => id,
        }
    }

    fn message_id(&self, number: u64) -> String {
        format!("{}-{number}", self.ids)
    }

    fn bad(&self, row: &Row, reason: String) -> NewBadEvent {
        let mut raw = match &row.content {
            Content::Json(line) => self
                .client
                .keep(&String::from_utf8_lossy(line))
                .into_bytes(),
            Content::Cells(record) => written(record, self.table.delimiter),
        };
        raw.truncate(MAX_RAW);
        NewBadEvent {
            received_at: self.client.received_at,
            source_id: self.client.source_id,
            reason: format!("line {}: {}", row.line, shown(&reason, MAX_REASON)),
            cause: cause(&reason).to_owned(),
            message_id: Some(self.message_id(row.number)),
            call: Call::Batch.name().to_owned(),
            sent_at: None,
            client: Some(self.client.remember()),
            raw,
        }
    }
}

fn good(line: u64, interaction: Interaction, notes: Vec<Note>) -> Outcome {
    Outcome::Good(Box::new(Good {
        line,
        interaction,
        notes,
        origin: None,
    }))
}

fn check_length(message: &str) -> Result<(), String> {
    match message.len() as u64 > MAX_ROW {
        true => Err(format!("it is larger than {} KB", MAX_ROW >> 10)),
        false => Ok(()),
    }
}

/// A message that Ripen wrote into a table, with the type that its kind stands for.
fn exported(cells: &Cells, message: &str) -> Result<Map<String, Value>, String> {
    let mut message: Map<String, Value> = serde_json::from_str(message)
        .map_err(|error| format!("its message is not valid JSON: {error}"))?;
    let call = kind::call(cells.get(&Field::Event).unwrap_or_default());
    message.entry("type").or_insert_with(|| call.into());
    message.remove("sentAt");
    Ok(message)
}

/// A reason in the words of somebody with a table before them.
fn reworded(reason: String) -> String {
    match reason == "it names nobody: give `userId` or `anonymousId`" {
        true => "it names nobody: it has no id, and no e-mail address or telephone number that can be used".to_owned(),
        false => reason,
    }
}

/// A record as it would stand in the file.
fn written(record: &ByteRecord, delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_writer(Vec::new());
    match writer.write_byte_record(record) {
        Ok(()) => writer
            .into_inner()
            .unwrap_or_default()
            .trim_ascii_end()
            .to_vec(),
        Err(_) => record.as_slice().to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_record_is_kept_as_it_stood() {
        let record = ByteRecord::from(vec!["a;b", "c", "\"d\""]);
        assert_eq!(written(&record, b';'), b"\"a;b\";c;\"\"\"d\"\"\"");
    }
}
