//! From a row to an interaction, by way of a message of the Segment API.

use csv::ByteRecord;
use ripen_domain::interaction::Interaction;
use ripen_domain::time::Timestamp;
use ripen_store::bad_event::NewBadEvent;
use serde_json::{Map, Value};

use super::cells::Cells;
use super::columns::{Column, Field};
use super::rows::{Content, Row};
use super::{DateOrder, What, dates, event_row, person_row};
use crate::capture::{Call, Client, MAX_EVENT_BYTES, capture_event};

/// Bytes kept of a bad row.
const MAX_RAW: usize = 64 << 10;

/// What every row of a file has in common.
pub struct Converter<'a> {
    /// What the rows are.
    pub what: What,
    /// The columns.
    pub columns: &'a [Column],
    /// What stands between the columns.
    pub delimiter: u8,
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
    /// A bad event.
    Bad(NewBadEvent),
}

/// A good row.
#[derive(Debug)]
pub struct Good {
    /// The interaction.
    pub interaction: Interaction,
    /// Whether the row has an e-mail address that is none.
    pub odd_email: bool,
    /// Whether the row has a telephone number that is none, or none without its country.
    pub odd_phone: bool,
}

impl Converter<'_> {
    /// Makes a row into an interaction, or a bad event with its reason.
    pub fn convert(&self, row: &Row) -> Outcome {
        let result = match &row.content {
            Content::Json(line) => self.json(row.number, line),
            Content::Cells(record) => self.cells(row.number, record),
        };
        result.unwrap_or_else(|reason| Outcome::Bad(self.bad(row, reason)))
    }

    fn json(&self, number: u64, line: &[u8]) -> Result<Outcome, String> {
        if line.len() > MAX_EVENT_BYTES {
            return Err(format!("it is larger than {} KB", MAX_EVENT_BYTES >> 10));
        }
        let line =
            std::str::from_utf8(line).map_err(|error| format!("it is not UTF-8: {error}"))?;
        let mut interaction =
            capture_event(Call::Batch, &self.client, line).map_err(|(reason, _)| reason)?;
        // A message without an id was given a random one; one made from the row is the same next time.
        if !line.contains(&interaction.message_id) {
            interaction.message_id = self.message_id(number);
        }
        Ok(Outcome::Good(Box::new(Good {
            interaction,
            odd_email: false,
            odd_phone: false,
        })))
    }

    fn cells(&self, number: u64, record: &ByteRecord) -> Result<Outcome, String> {
        if record.len() != self.columns.len() {
            return Err(format!(
                "it has {} cells, the header has {}",
                record.len(),
                self.columns.len()
            ));
        }
        let text = |bytes| {
            let text = std::str::from_utf8(bytes).map_err(
                |_| "it is not UTF-8; say what it is, for example --encoding windows-1254",
            )?;
            Ok::<_, String>(text.trim())
        };
        let cells = Cells {
            columns: self.columns,
            texts: record.iter().map(text).collect::<Result<_, _>>()?,
        };
        let time = cells
            .get(&Field::Time)
            .map(|text| dates::parse(text, self.date_order))
            .transpose()?;
        let mut message = match self.what {
            What::People => person_row::message(&cells),
            What::Events => event_row::message(&cells)?,
        };
        message.insert(
            "messageId".into(),
            cells
                .get(&Field::MessageId)
                .map_or_else(|| self.message_id(number), str::to_owned)
                .into(),
        );
        message.insert(
            "timestamp".into(),
            time.unwrap_or(self.file_time).to_rfc3339().into(),
        );
        self.good(&cells, message)
    }

    fn good(&self, cells: &Cells, message: Map<String, Value>) -> Result<Outcome, String> {
        // Not `Value::to_string`, which goes through the formatter and takes twice as long.
        let message = serde_json::to_string(&message).map_err(|error| error.to_string())?;
        if message.len() > MAX_EVENT_BYTES {
            return Err(format!("it is larger than {} KB", MAX_EVENT_BYTES >> 10));
        }
        let interaction = capture_event(Call::Batch, &self.client, &message)
            .map_err(|(reason, _)| reworded(reason))?;
        let odd_email = cells.get(&Field::Email).is_some() && interaction.email.is_none();
        let odd_phone = cells.get(&Field::Phone).is_some() && interaction.phone.is_none();
        Ok(Outcome::Good(Box::new(Good {
            interaction,
            odd_email,
            odd_phone,
        })))
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
            Content::Cells(record) => written(record, self.delimiter),
        };
        raw.truncate(MAX_RAW);
        NewBadEvent {
            received_at: self.client.received_at,
            source_id: self.client.source_id,
            reason: format!("line {}: {reason}", row.line),
            message_id: Some(self.message_id(row.number)),
            call: Call::Batch.name().to_owned(),
            sent_at: None,
            client: Some(self.client.remember()),
            raw,
        }
    }
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
