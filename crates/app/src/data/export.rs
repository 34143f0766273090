//! Export: people, interactions and bad events, page by page, so that memory stays small however
//! much there is.

pub(crate) mod origin;
mod rows;
mod sink;

use std::collections::HashMap;
use std::io::Write;

use ripen_domain::filter::PersonFilter;
use ripen_store::access::{Origin, write_key_list};
use ripen_store::capture::bad_event::bad_event_list;
use ripen_store::leads::owner::owner_find;
use ripen_store::log::{log_details, log_read};
use ripen_store::people::person::{Person, person_find, person_load_custom_fields};
use ripen_store::people::{ListQuery, Sort, people_page};

use self::rows::{BAD_EVENT, bad_event_row, event_row, message, person_row};
pub(crate) use self::rows::{EVENT, PERSON};
pub(crate) use self::sink::Sink;
use crate::capture::bad_events::hide_keys;
use crate::clock;
use crate::error::Result;
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
            let (page, people, owners) = self.db.read(|conn| {
                let page = people_page(conn, scoring.scores(&scorer), &query)?;
                let ids: Vec<i64> = page.iter().map(|one| one.id).collect();
                let mut people = person_find(conn, &ids)?;
                person_load_custom_fields(conn, &mut people)?;
                Ok((page, people, owner_find(conn, &ids)?))
            })?;
            let mut people: HashMap<i64, Person> = people
                .into_iter()
                .map(|person| (person.id, person))
                .collect();
            for person in page.iter().filter_map(|one| people.remove(&one.id)) {
                let owner = owners.get(&person.id);
                sink.row(person_row(person, owner, &scorer, now))?;
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
    /// imported again, and says by which kind of key it came. Returns how many.
    ///
    /// # Errors
    /// Those of the store, and of `out`.
    pub fn export_events(&self, format: Format, out: &mut dyn Write) -> Result<u64> {
        let mut sink = Sink::new(format, EVENT, out)?;
        let (mut after, mut rows) = (0, 0);
        loop {
            let (page, details, keys) = self.db.read(|conn| {
                let page = log_read(conn, after, PAGE as i64)?;
                let seqs: Vec<i64> = page.iter().map(|(seq, _)| *seq).collect();
                Ok((page, log_details(conn, &seqs)?, write_key_list(conn)?))
            })?;
            let origins: HashMap<i64, Origin> =
                keys.iter().map(|key| (key.id, key.origin())).collect();
            let Some((last, _)) = page.last() else {
                sink.end()?;
                return Ok(rows);
            };
            after = *last;
            for ((_, interaction), detail) in page.iter().zip(&details) {
                let origin = origins.get(&interaction.source_id);
                sink.row(match format {
                    Format::Csv => event_row(interaction, detail, origin),
                    Format::Jsonl => message(interaction, detail, origin),
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
                .read(|conn| bad_event_list(conn, None, before, PAGE as i64))?;
            let Some(last) = page.last() else {
                sink.end()?;
                return Ok(rows);
            };
            before = last.id;
            for mut bad in page {
                hide_keys(&mut bad);
                sink.row(bad_event_row(&bad))?;
                rows += 1;
            }
        }
    }
}
