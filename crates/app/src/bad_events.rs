//! Bad events: listed, and tried again after a fix.

use ripen_store::bad_event::{
    BadEvent, bad_event_count, bad_event_find, bad_event_fix_in_txn, bad_event_get, bad_event_list,
    bad_event_reword_in_txn,
};
use ripen_store::ignored::{Ignored, ignored_list};
use ripen_store::log::{Appended, log_append_in_txn};
use serde_json::Value;

use crate::capture::{Call, Client, capture_event};
use crate::error::Result;
use crate::ripen::Ripen;

/// Bad events of one transaction of a replay.
const CHUNK: usize = 500;

/// What a replay of bad events did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// How many were tried.
    pub replayed: usize,
    /// How many are good now.
    pub fixed: usize,
    /// How many are still bad.
    pub still_bad: usize,
}

impl Ripen {
    /// Open bad events, newest first, before number `before`; and how many there are in all.
    ///
    /// # Errors
    /// Those of the store.
    pub fn bad_events(&self, before: Option<i64>, limit: i64) -> Result<(Vec<BadEvent>, i64)> {
        let before = before.unwrap_or(i64::MAX);
        Ok(self.db.read(|conn| {
            Ok((
                bad_event_list(conn, before, limit.clamp(1, 500))?,
                bad_event_count(conn)?,
            ))
        })?)
    }

    /// What stood in place of identifiers in interactions that were taken in, most frequent first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn ignored_identifiers(&self) -> Result<Vec<Ignored>> {
        Ok(self.db.read(ignored_list)?)
    }

    /// One open bad event.
    ///
    /// # Errors
    /// When there is none, or it was fixed.
    pub fn bad_event(&self, id: i64) -> Result<BadEvent> {
        Ok(self.db.read(|conn| bad_event_get(conn, id))?)
    }

    /// Tries bad events again, as they came, with the rules of today: those with these numbers, or
    /// all that are open.
    ///
    /// # Errors
    /// Those of the store.
    pub fn bad_events_replay(&self, ids: Option<&[i64]>) -> Result<Replayed> {
        let mut total = Replayed::default();
        let mut before = i64::MAX;
        loop {
            let chunk = self.db.read(|conn| match ids {
                Some(ids) => bad_event_find(conn, ids),
                None => bad_event_list(conn, before, CHUNK as i64),
            })?;
            let Some(last) = chunk.last() else { break };
            before = last.id;
            self.replay_chunk(&chunk, &mut total)?;
            if ids.is_some() {
                break;
            }
        }
        if total.fixed > 0 {
            self.ring();
        }
        self.live.bad_events();
        Ok(total)
    }

    fn replay_chunk(&self, chunk: &[BadEvent], total: &mut Replayed) -> Result<()> {
        let fixed = self.db.write(|conn| {
            let mut fixed = 0;
            for bad in chunk {
                match self.recapture(bad) {
                    Ok(interaction) => {
                        let appended = log_append_in_txn(conn, &[interaction], &[])?;
                        let [Appended::Stored(seq) | Appended::Repeat(seq)] = appended[..] else {
                            continue;
                        };
                        bad_event_fix_in_txn(conn, bad.id, seq)?;
                        fixed += 1;
                    }
                    Err((reason, _)) => bad_event_reword_in_txn(conn, bad.id, &reason)?,
                }
            }
            Ok(fixed)
        })?;
        total.replayed += chunk.len();
        total.fixed += fixed;
        total.still_bad += chunk.len() - fixed;
        Ok(())
    }

    fn recapture(
        &self,
        bad: &BadEvent,
    ) -> std::result::Result<ripen_domain::interaction::Interaction, crate::capture::Bad> {
        let event = &bad.event;
        let remembered: Value = event
            .client
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
        let context = remembered
            .get("context")
            .filter(|context| context.is_object())
            .map(Value::to_string);
        let client = Client {
            source_id: event.source_id,
            received_at: event.received_at,
            sent_at: event.sent_at,
            ip: remembered
                .get("ip")
                .and_then(Value::as_str)
                .map(str::to_owned),
            user_agent: remembered.get("userAgent").and_then(Value::as_str),
            context: context.as_deref(),
            historic: remembered
                .get("historic")
                .and_then(Value::as_bool)
                .unwrap_or(false),
            full_ip: self.options.full_ip,
            region: self.options.region.as_deref(),
        };
        let raw = std::str::from_utf8(&event.raw)
            .map_err(|error| (format!("it is not UTF-8: {error}"), None))?;
        let call = Call::from_name(&event.call).unwrap_or(Call::Batch);
        match raw.len() > crate::capture::MAX_EVENT_BYTES {
            true => Err((event.reason.clone(), None)),
            false => capture_event(call, &client, raw),
        }
    }
}
