//! The run of an import: rows are read and converted while the group before is being written.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use ripen_domain::interaction::Interaction;
use ripen_domain::text::hex;
use ripen_domain::time::Timestamp;
use ripen_store::access::{KeyKind, Origin, source_restore_in_txn};
use ripen_store::capture::bad_event::NewBadEvent;
use ripen_store::data::imports::{import_advance_in_txn, import_rows_done};
use ripen_store::log::{Appended, IMPORTED, NO_SOURCE, log_append_in_txn};
use ripen_store::{Conn, Result as StoreResult};
use sha2::{Digest, Sha256};

use super::columns::{Column, Field};
use super::convert::{Converter, Good};
use super::reading::{Group, Reading, Step, skip};
use super::report::{Duplicates, FirstRow, Report};
use super::source::Source;
use super::table_row::Table;
use super::understood::understand;
use super::{Options, What};
use crate::capture::Client;
use crate::clock;
use crate::error::Result;
use crate::project::Foresight;
use crate::ripen::Ripen;

/// Good rows that a dry run shows.
const FIRST_ROWS: usize = 5;

impl Ripen {
    /// Imports a file; see the module. Rows that an earlier run wrote are passed over. When `stop`
    /// becomes true it ends after the group at hand, and can be taken up again later. `steps` hears
    /// how the file was understood before anything is written, and then how far it is.
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
        steps: &mut dyn FnMut(Step),
    ) -> Result<Report> {
        let source = Source::open(options)?;
        let (mut rows, understood) = understand(&source, options)?;
        let region = self.options.region.as_deref();
        let key = run_key(&source.key, options, &understood.columns);
        // With another region numbers may be read that could not be before: every row is looked at again.
        let has_numbers = understood
            .columns
            .iter()
            .any(|column| column.field == Field::Phone);
        let progress = match region.filter(|_| has_numbers) {
            Some(region) => format!("{key} {region}"),
            None => key.clone(),
        };
        // Events are the same however they are read; people read in another way are a correction.
        let ids = match options.what {
            What::People => &key,
            What::Events => &source.key,
        };
        steps(Step::Understood(&understood));
        let converter = Converter {
            table: Table {
                what: options.what,
                columns: &understood.columns,
                delimiter: understood.delimiter.unwrap_or(b','),
                of_orders: understood.orders.is_some(),
            },
            date_order: understood.dates.order(),
            ids: format!("{IMPORTED}{ids}"),
            file_time: source.modified.min(clock::now()),
            client: self.import_client(),
        };
        let before = match options.dry_run {
            true => 0,
            false => self
                .db
                .read(|conn| import_rows_done(conn, &progress))?
                .unsigned_abs(),
        };
        let before = skip(&mut rows, before)?;
        let mut report = Report {
            understood: understood.clone(),
            dry_run: options.dry_run,
            before,
            ..Report::default()
        };
        let mut reading = Reading {
            rows,
            converter,
            stop,
            read: &source.read,
            size: source.size,
            done: before,
        };
        match options.dry_run {
            true => self.look(&mut reading, &mut report, steps)?,
            false => self.write(&mut reading, &progress, &mut report, steps)?,
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
            sites: Some(&self.sites),
            ..Client::default()
        }
    }

    /// Takes a file in without writing anything.
    fn look(
        &self,
        reading: &mut Reading,
        report: &mut Report,
        steps: &mut dyn FnMut(Step),
    ) -> Result<()> {
        let mut duplicates = Duplicates::default();
        let mut foresight = Foresight::default();
        while let Some(group) = reading.next()? {
            let may_join = |one: &Good| {
                let origin = one.origin.as_ref();
                origin.is_none_or(|origin| origin.kind != KeyKind::Browser)
            };
            let good: Vec<(&Interaction, bool)> = group
                .good
                .iter()
                .map(|one| (&one.interaction, may_join(one)))
                .collect();
            good.iter()
                .for_each(|(one, _)| duplicates.see(one, &mut report.duplicates));
            self.db.read(|conn| foresight.see(conn, &good))?;
            let room = FIRST_ROWS - report.first.len();
            let first = group.good.iter().take(room);
            report
                .first
                .extend(first.map(|one| FirstRow::of(one.line, &one.interaction)));
            report.add(group.counts);
            steps(Step::Rows(reading.progress()));
        }
        report.foreseen = Some(foresight.counts());
        report.finished = !reading.stop.load(Ordering::Relaxed);
        Ok(())
    }

    fn write(
        &self,
        reading: &mut Reading,
        key: &str,
        report: &mut Report,
        steps: &mut dyn FnMut(Step),
    ) -> Result<()> {
        let (sender, receiver) = sync_channel::<Group>(1);
        let people = reading.converter.table.what == What::People;
        let (read, written) = std::thread::scope(|scope| {
            let writer = scope.spawn(|| self.write_groups(key, people, receiver, report));
            let read = hand_over(reading, &sender, steps);
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
            let rows = i64::try_from(group.rows).unwrap_or(i64::MAX);
            let (good, appended) = self.db.write(|conn| {
                let (good, bad) = restored_in_txn(conn, group.good, group.bad, now)?;
                let appended = log_append_in_txn(conn, &good, &bad)?;
                import_advance_in_txn(conn, key, rows, now)?;
                Ok((good, appended))
            })?;
            self.ring();
            report.add(group.counts);
            for one in appended {
                match one {
                    Appended::Stored(_) => report.stored += 1,
                    Appended::Repeat(_) => report.repeats += 1,
                    Appended::Differs(_, difference) => report.refuse(&difference.to_string()),
                }
            }
            if people {
                good.iter()
                    .for_each(|one| duplicates.see(one, &mut report.duplicates));
            }
        }
        Ok(())
    }
}

/// What a group holds, with the sources that it came from.
fn restored_in_txn(
    conn: &mut Conn,
    good: Vec<Good>,
    bad: Vec<(NewBadEvent, Option<Origin>)>,
    now: Timestamp,
) -> StoreResult<(Vec<Interaction>, Vec<NewBadEvent>)> {
    let of_bad = bad.iter().map(|(_, origin)| origin);
    let origins = good.iter().map(|one| &one.origin).chain(of_bad);
    let mut sources: HashMap<Origin, i64> = HashMap::new();
    for origin in origins.flatten() {
        if !sources.contains_key(origin) {
            let source = source_restore_in_txn(conn, origin, now)?;
            sources.insert(origin.clone(), source);
        }
    }
    let source = |origin: Option<Origin>| {
        let known = origin.and_then(|origin| sources.get(&origin));
        known.copied().unwrap_or(NO_SOURCE)
    };
    let good = good.into_iter().map(|one| Interaction {
        source_id: source(one.origin),
        ..one.interaction
    });
    let bad = bad.into_iter().map(|(bad, origin)| NewBadEvent {
        source_id: source(origin),
        ..bad
    });
    Ok((good.collect(), bad.collect()))
}

/// Reads and converts until the end; returns whether it came there.
fn hand_over(
    reading: &mut Reading,
    groups: &SyncSender<Group>,
    steps: &mut dyn FnMut(Step),
) -> Result<bool> {
    while let Some(group) = reading.next()? {
        // The writer goes away only when it has failed, and says why itself.
        if groups.send(group).is_err() {
            return Ok(false);
        }
        steps(Step::Rows(reading.progress()));
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
    hex(&digest[..16])
}
