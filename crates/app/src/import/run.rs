//! The run of an import: rows are read and converted while the group before is being written.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use ripen_store::import::{import_advance_in_txn, import_rows_done};
use ripen_store::log::{Appended, IMPORTED, NO_SOURCE, log_append_in_txn};
use sha2::{Digest, Sha256};

use super::columns::Column;
use super::convert::Converter;
use super::reading::{Group, Progress, Reading, skip};
use super::report::{Duplicates, Report, count_known};
use super::rows::Rows;
use super::source::Source;
use super::{Options, What};
use crate::capture::Client;
use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;

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
        let (size, read, modified) = (source.size, source.read.clone(), source.modified);
        let file_key = source.key.clone();
        let (mut rows, columns) = Rows::open(source, options)?;
        let key = run_key(&file_key, options, &columns);
        // Events are the same however they are read; people read in another way are a correction.
        let ids = match options.what {
            What::People => &key,
            What::Events => &file_key,
        };
        let converter = Converter {
            what: options.what,
            columns: &columns,
            delimiter: rows.delimiter().unwrap_or(b','),
            date_order: options.date_order,
            ids: format!("{IMPORTED}{ids}"),
            file_time: modified.min(clock::now()),
            client: self.import_client(),
        };
        let before = match options.dry_run {
            true => 0,
            false => self
                .db
                .read(|conn| import_rows_done(conn, &key))?
                .unsigned_abs(),
        };
        let before = skip(&mut rows, options, before)?;
        let mut report = Report {
            columns: columns.clone(),
            delimiter: rows.delimiter(),
            dry_run: options.dry_run,
            before,
            ..Report::default()
        };
        let mut reading = Reading {
            rows,
            options,
            converter,
            stop,
            read: &read,
            size,
            done: before,
        };
        match options.dry_run {
            true => self.look(&mut reading, &mut report, progress)?,
            false => self.write(&mut reading, &key, &mut report, progress)?,
        }
        Ok(report)
    }

    /// On whose behalf rows come in: nobody's write key, and times as they are.
    fn import_client(&self) -> Client<'_> {
        Client {
            source_id: NO_SOURCE,
            received_at: clock::now(),
            historic: true,
            full_ip: self.options.full_ip,
            region: self.options.region.as_deref(),
            ..Client::default()
        }
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
            report.add(&group.counts);
            for one in appended {
                match one {
                    Appended::Stored(_) => report.stored += 1,
                    Appended::Repeat(_) => report.repeats += 1,
                    Appended::Differs(_, difference) => report.refuse(&difference.to_string()),
                }
            }
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
