//! Messages that are at hand already, as the demo company has them.

use rayon::prelude::*;
use ripen_domain::time::Timestamp;
use ripen_store::capture::bad_event::NewBadEvent;
use ripen_store::log::log_append_in_txn;
use serde_json::Value;

use crate::capture::{Call, Captured, Client, capture_event};
use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;
use crate::wording::cause;

/// Messages of one transaction.
const GROUP: usize = 10_000;

impl Ripen {
    /// Takes in messages of the Segment API from the past, each as if it had arrived when it
    /// happened; the messages are in time order. Calls `progress` with how many are in the log.
    /// Returns how many were good and how many bad.
    pub fn import_messages(
        &self,
        source_id: i64,
        mut messages: impl Iterator<Item = Value>,
        mut progress: impl FnMut(u64),
    ) -> Result<(u64, u64)> {
        let (mut good, mut bad) = (0, 0);
        let end = clock::now();
        let mut arrived = Timestamp::default();
        loop {
            let group: Vec<(Timestamp, String)> = messages
                .by_ref()
                .take(GROUP)
                .map(|message| {
                    let at = message
                        .get("timestamp")
                        .and_then(Value::as_str)
                        .and_then(Timestamp::parse);
                    arrived = at.unwrap_or(arrived).clamp(arrived, end);
                    (arrived, message.to_string())
                })
                .collect();
            if group.is_empty() {
                return Ok((good, bad));
            }
            let captured = self.capture_group(source_id, &group);
            good += captured.good.len() as u64;
            bad += captured.bad.len() as u64;
            self.db
                .write(|conn| log_append_in_txn(conn, &captured.good, &captured.bad))?;
            self.ring();
            progress(good + bad);
        }
    }

    fn capture_group(&self, source_id: i64, group: &[(Timestamp, String)]) -> Captured {
        let capture = |(received_at, message): &(Timestamp, String)| {
            let client = Client {
                source_id,
                received_at: *received_at,
                full_ip: self.options.full_ip,
                region: self.options.region.as_deref(),
                sites: Some(&self.sites),
                ..Client::default()
            };
            capture_event(Call::Batch, &client, message).map_err(|(reason, message_id)| {
                Box::new(NewBadEvent {
                    received_at: *received_at,
                    source_id,
                    cause: cause(&reason).to_owned(),
                    reason,
                    message_id,
                    call: Call::Batch.name().to_owned(),
                    sent_at: None,
                    client: Some(client.remember()),
                    raw: client.keep(message).into_bytes(),
                })
            })
        };
        let mut captured = Captured::default();
        for outcome in group
            .par_iter()
            .with_min_len(256)
            .map(capture)
            .collect::<Vec<_>>()
        {
            match outcome {
                Ok(interaction) => captured.good.push(interaction),
                Err(bad) => captured.bad.push(*bad),
            }
        }
        captured
    }
}
