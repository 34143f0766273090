//! Bad events: listed, and tried again after a fix.

use std::borrow::Cow;

use ripen_domain::text::hex;
use ripen_store::capture::bad_event::{
    BadEvent, BadEventGroup, bad_event_claim_in_txn, bad_event_count, bad_event_count_of,
    bad_event_fix_in_txn, bad_event_get, bad_event_groups, bad_event_ids, bad_event_list,
    bad_event_reword_in_txn,
};
use ripen_store::capture::ignored::{Ignored, ignored_list};
use ripen_store::log::{Appended, NO_SOURCE, log_insert_in_txn};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::capture::set_aside::MAX_PAGE;
use crate::capture::{Call, Client, Inherited, capture_event, without_keys};
use crate::data::export::origin;
use crate::error::Result;
use crate::ripen::Ripen;
use crate::wording::cause;

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
    /// Open bad events by their causes, the most frequent first.
    pub fn bad_event_groups(&self) -> Result<Vec<BadEventGroup>> {
        let mut groups = self.db.read(bad_event_groups)?;
        groups
            .iter_mut()
            .for_each(|group| hide_keys(&mut group.newest));
        Ok(groups)
    }

    /// Open bad events of a cause, or all, newest first, before number `before`; and how many there are of it.
    pub fn bad_events(
        &self,
        cause: Option<&str>,
        before: Option<i64>,
        limit: i64,
    ) -> Result<(Vec<BadEvent>, i64)> {
        let before = before.unwrap_or(i64::MAX);
        let (mut bad, many) = self.db.read(|conn| {
            let many = match cause {
                Some(cause) => bad_event_count_of(conn, cause)?,
                None => bad_event_count(conn)?,
            };
            let limit = limit.clamp(1, MAX_PAGE);
            Ok((bad_event_list(conn, cause, before, limit)?, many))
        })?;
        bad.iter_mut().for_each(hide_keys);
        Ok((bad, many))
    }

    /// What stood in place of identifiers in interactions that were taken in, most frequent first.
    pub fn ignored_identifiers(&self) -> Result<Vec<Ignored>> {
        Ok(self.db.read(ignored_list)?)
    }

    /// One open bad event.
    ///
    /// # Errors
    /// When there is none, or it was fixed.
    pub fn bad_event(&self, id: i64) -> Result<BadEvent> {
        let mut bad = self.db.read(|conn| bad_event_get(conn, id))?;
        hide_keys(&mut bad);
        Ok(bad)
    }

    /// Tries bad events again, as they came, with the rules of today: those with these numbers, or
    /// all that are open. However often and by how many at once, each goes into the log once.
    pub fn bad_events_replay(&self, ids: Option<&[i64]>) -> Result<Replayed> {
        let mut total = Replayed::default();
        match ids {
            Some(ids) => {
                for chunk in ids.chunks(CHUNK) {
                    self.replay_chunk(chunk, &mut total)?;
                }
            }
            None => self.replay_all(None, &mut total)?,
        }
        Ok(self.replay_end(total))
    }

    /// As [`Self::bad_events_replay`], those of one cause.
    pub fn bad_events_replay_of(&self, cause: &str) -> Result<Replayed> {
        let mut total = Replayed::default();
        self.replay_all(Some(cause), &mut total)?;
        Ok(self.replay_end(total))
    }

    fn replay_end(&self, total: Replayed) -> Replayed {
        if total.fixed > 0 {
            self.ring();
        }
        self.live.bad_events();
        total
    }

    fn replay_all(&self, cause: Option<&str>, total: &mut Replayed) -> Result<()> {
        let mut before = i64::MAX;
        loop {
            let ids = self
                .db
                .read(|conn| bad_event_ids(conn, cause, before, CHUNK as i64))?;
            let Some(last) = ids.last() else {
                return Ok(());
            };
            before = *last;
            self.replay_chunk(&ids, total)?;
        }
    }

    /// Tries bad events again in one transaction, in which nobody else does.
    fn replay_chunk(&self, ids: &[i64], total: &mut Replayed) -> Result<()> {
        let (replayed, fixed) = self.db.write(|conn| {
            let claimed = bad_event_claim_in_txn(conn, ids)?;
            let mut fixed = 0;
            for bad in &claimed {
                let reason = match self.recapture(bad) {
                    Ok(interaction) => match log_insert_in_txn(conn, &[interaction])?[..] {
                        [Appended::Stored(seq) | Appended::Repeat(seq)] => {
                            bad_event_fix_in_txn(conn, bad.id, seq)?;
                            fixed += 1;
                            continue;
                        }
                        [Appended::Differs(_, difference)] => difference.to_string(),
                        _ => continue,
                    },
                    Err((reason, _)) => reason,
                };
                bad_event_reword_in_txn(conn, bad.id, &reason, cause(&reason))?;
            }
            Ok((claimed.len(), fixed))
        })?;
        total.replayed += replayed;
        total.fixed += fixed;
        total.still_bad += replayed - fixed;
        Ok(())
    }

    /// Captures a bad event as it came. Without a message id of its own it gets one from the number that
    /// it was kept under, the same each time.
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
            .and_then(|context| Inherited::read(&context.to_string(), self.options.full_ip));
        let own_id = own_id(bad);
        let client = Client {
            source_id: event.source_id,
            received_at: event.received_at,
            sent_at: event.sent_at,
            ip: remembered
                .get("ip")
                .and_then(Value::as_str)
                .map(str::to_owned),
            user_agent: remembered.get("userAgent").and_then(Value::as_str),
            context: context.as_ref(),
            historic: remembered
                .get("historic")
                .and_then(Value::as_bool)
                .unwrap_or(false),
            full_ip: self.options.full_ip,
            region: self.options.region.as_deref(),
            message_id: Some(&own_id),
            sites: Some(&self.sites),
        };
        let raw = std::str::from_utf8(&event.raw)
            .map_err(|error| (format!("it is not UTF-8: {error}"), None))?;
        // Of a file: it has no source because what it says of it cannot be read.
        if event.source_id == NO_SOURCE {
            origin::of(raw).map_err(|reason| (reason, None))?;
        }
        let call = Call::from_name(&event.call).unwrap_or(Call::Batch);
        match raw.len() > crate::capture::MAX_EVENT_BYTES {
            true => Err((event.reason.clone(), None)),
            false => capture_event(call, &client, raw),
        }
    }
}

/// Earlier versions kept the write key that a client had put into its event.
pub(crate) fn hide_keys(bad: &mut BadEvent) {
    if let Ok(raw) = std::str::from_utf8(&bad.event.raw)
        && let Cow::Owned(without) = without_keys(raw)
    {
        bad.event.raw = without.into_bytes();
    }
}

/// The message id of a bad event that came without: nobody else can know it before.
fn own_id(bad: &BadEvent) -> String {
    let digest = Sha256::digest(&bad.event.raw);
    format!("ripen-bad-{}-{}", bad.id, hex(&digest[..8]))
}
