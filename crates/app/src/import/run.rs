//! The run of an import: rows are read and converted while the group before is being written.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rayon::prelude::*;
use ripen_domain::interaction::Interaction;
use ripen_store::bad_event::NewBadEvent;
use ripen_store::import::{import_advance_in_txn, import_rows_done};
use ripen_store::log::{Appended, log_append_in_txn};
use sha2::{Digest, Sha256};

use super::columns::Column;
use super::convert::{Converter, Outcome};
use super::report::{Counts, Duplicates, Report, count_known};
use super::rows::{Row, Rows};
use super::source::Source;
use super::{Options, What};
use crate::capture::Client;
use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;

/// Rows of one transaction: the cost of a commit hardly counts, and a row of the usual size keeps
/// such a group at some ten megabytes.
const GROUP: usize = 20_000;
/// Rows that come in without a write key.
const NO_SOURCE: i64 = 0;

/// How far an import is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Bytes of the file read.
    pub bytes: u64,
    /// Bytes of the file.
    pub size: u64,
    /// Rows taken in, those of earlier runs included.
    pub rows: u64,
}

/// Rows that are ready to be written.
struct Group {
    good: Vec<Interaction>,
    bad: Vec<NewBadEvent>,
    counts: Counts,
    /// Rows of the file up to the end of this group.
    rows: u64,
}

impl Ripen {
    /// Imports a file; see the module. Rows that an earlier run wrote are passed over. When `stop`
    /// becomes true it ends after the group at hand, and can be taken up again later.
    ///
    /// What was written is projected by whoever follows the log; see [`Self::project_all`].
    ///
    /// # Errors
    /// When the file cannot be read or says too little; those of the store. What was written before
    /// the error stays, and the next run goes on from there.
    pub fn import_file(
        &self,
        options: &Options,
        stop: &AtomicBool,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Report> {
        let source = Source::open(&options.path, options.encoding.as_deref())?;
        let (size, read) = (source.size, source.read.clone());
        let (file_key, modified) = (source.key.clone(), source.modified);
        let (mut rows, columns) = Rows::open(source, options)?;
        let key = run_key(&file_key, options, &columns);
        let before = self
            .db
            .read(|conn| import_rows_done(conn, &key))?
            .unsigned_abs();
        let now = clock::now();
        // Events are the same however they are read; people read in another way are a correction.
        let ids = if options.what == What::People {
            &key
        } else {
            &file_key
        };
        let converter = Converter {
            what: options.what,
            columns: &columns,
            delimiter: rows.delimiter().unwrap_or(b','),
            date_order: options.date_order,
            ids: format!("import-{ids}"),
            file_time: modified.min(now),
            client: Client {
                source_id: NO_SOURCE,
                received_at: now,
                historic: true,
                full_ip: self.options.full_ip,
                region: self.options.region.as_deref(),
                ..Client::default()
            },
        };
        let mut report = Report {
            columns: columns.clone(),
            delimiter: rows.delimiter(),
            dry_run: options.dry_run,
            ..Report::default()
        };
        let before = if options.dry_run { 0 } else { before };
        report.before = skip(&mut rows, options, before)?;
        let mut reading = Reading {
            rows,
            options,
            converter,
            stop,
            read: &read,
            size,
            done: report.before,
        };
        match options.dry_run {
            true => self.look(&mut reading, &mut report, progress)?,
            false => self.write(&mut reading, &key, &mut report, progress)?,
        }
        Ok(report)
    }

    /// Takes a file in without writing anything.
    fn look(
        &self,
        reading: &mut Reading,
        report: &mut Report,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let mut duplicates = Duplicates::default();
        let mut known = 0;
        while let Some(group) = reading.next()? {
            group
                .good
                .iter()
                .for_each(|one| duplicates.see(one, &mut report.duplicates));
            known += count_known(self, &group.good.iter().collect::<Vec<_>>())?;
            report.add(&group.counts);
            progress(reading.progress());
        }
        report.known = Some(known);
        report.finished = !reading.stop.load(Ordering::Relaxed);
        Ok(())
    }

    fn write(
        &self,
        reading: &mut Reading,
        key: &str,
        report: &mut Report,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let (sender, receiver) = sync_channel::<Group>(1);
        let people = reading.options.what == What::People;
        let (read, written) = std::thread::scope(|scope| {
            let writer = scope.spawn(|| self.write_groups(key, people, receiver, report));
            let read = hand_over(reading, &sender, progress);
            drop(sender);
            (
                read,
                writer
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            )
        });
        written?;
        report.finished = read?;
        Ok(())
    }

    /// Writes group after group, with how far the file has come in the same transaction.
    fn write_groups(
        &self,
        key: &str,
        people: bool,
        groups: Receiver<Group>,
        report: &mut Report,
    ) -> Result<()> {
        let mut duplicates = Duplicates::default();
        for group in groups {
            let now = clock::now();
            let appended = self.db.write(|conn| {
                let appended = log_append_in_txn(conn, &group.good, &group.bad)?;
                import_advance_in_txn(
                    conn,
                    key,
                    i64::try_from(group.rows).unwrap_or(i64::MAX),
                    now,
                )?;
                Ok(appended)
            })?;
            self.ring();
            let repeats = appended
                .iter()
                .filter(|one| matches!(one, Appended::Repeat(_)))
                .count() as u64;
            report.repeats += repeats;
            report.stored += appended.len() as u64 - repeats;
            report.add(&group.counts);
            if people {
                group
                    .good
                    .iter()
                    .for_each(|one| duplicates.see(one, &mut report.duplicates));
            }
        }
        Ok(())
    }
}

/// Reads and converts until the end; returns whether it came there.
fn hand_over(
    reading: &mut Reading,
    groups: &SyncSender<Group>,
    progress: &mut dyn FnMut(Progress),
) -> Result<bool> {
    while let Some(group) = reading.next()? {
        // The writer goes away only when it has failed, and says why itself.
        if groups.send(group).is_err() {
            return Ok(false);
        }
        progress(reading.progress());
    }
    Ok(!reading.stop.load(Ordering::Relaxed))
}

/// A file on its way through conversion.
struct Reading<'a> {
    rows: Rows,
    options: &'a Options,
    converter: Converter<'a>,
    stop: &'a AtomicBool,
    read: &'a AtomicU64,
    size: u64,
    done: u64,
}

impl Reading<'_> {
    /// The next group; `None` at the end, or when it is to stop.
    fn next(&mut self) -> Result<Option<Group>> {
        if self.stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let rows = self.rows.group(GROUP, self.options)?;
        if rows.is_empty() {
            return Ok(None);
        }
        self.done += rows.len() as u64;
        let outcomes = rows
            .par_iter()
            .with_min_len(256)
            .map(|row: &Row| self.converter.convert(row));
        Ok(Some(sorted_out(outcomes.collect(), self.done)))
    }

    fn progress(&self) -> Progress {
        Progress {
            bytes: self.read.load(Ordering::Relaxed),
            size: self.size,
            rows: self.done,
        }
    }
}

fn sorted_out(outcomes: Vec<Outcome>, rows: u64) -> Group {
    let mut group = Group {
        good: Vec::with_capacity(outcomes.len()),
        bad: Vec::new(),
        counts: Counts::default(),
        rows,
    };
    for outcome in outcomes {
        match outcome {
            Outcome::Good(good) => {
                group.counts.good += 1;
                group.counts.odd_emails += u64::from(good.odd_email);
                group.counts.odd_phones += u64::from(good.odd_phone);
                group.good.push(good.interaction);
            }
            Outcome::Bad(bad) => {
                group.counts.bad += 1;
                group.counts.reasons.push(bad.reason.clone());
                group.bad.push(bad);
            }
        }
    }
    group
}

/// Passes over rows that were written before; returns how many there were.
fn skip(rows: &mut Rows, options: &Options, many: u64) -> Result<u64> {
    let mut left = many;
    while left > 0 {
        let read = rows
            .group(GROUP.min(usize::try_from(left).unwrap_or(GROUP)), options)?
            .len() as u64;
        if read == 0 {
            break;
        }
        left -= read;
    }
    Ok(many - left)
}

/// What progress is kept under: the contents of the file and everything that decides how they are
/// read, so that the same file read in another way is another import.
fn run_key(file_key: &str, options: &Options, columns: &[Column]) -> String {
    let columns: Vec<(&str, &str)> = columns
        .iter()
        .map(|column| (column.header.as_str(), column.field.name()))
        .collect();
    let how = format!(
        "{:?} {:?} {:?} {:?} {columns:?}",
        options.what, options.delimiter, options.encoding, options.date_order
    );
    let digest = Sha256::digest(format!("{file_key} {how}").as_bytes());
    digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
