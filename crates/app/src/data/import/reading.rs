//! A file on its way: rows in, groups of interactions out.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::prelude::*;
use ripen_store::access::Origin;
use ripen_store::capture::bad_event::NewBadEvent;

use super::convert::{Converter, Good, Outcome};
use super::report::Counts;
use super::rows::{Row, Rows};
use super::understood::Understood;
use crate::error::Result;

/// Rows of one transaction: the cost of a commit hardly counts, and a row of the usual size keeps
/// such a group at some ten megabytes.
const GROUP: usize = 20_000;

/// What an import tells while it runs.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// How it understood the file; nothing is written yet.
    Understood(&'a Understood),
    /// How far it is.
    Rows(Progress),
}

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
pub(super) struct Group {
    pub good: Vec<Good>,
    pub bad: Vec<(NewBadEvent, Option<Origin>)>,
    pub counts: Counts,
    /// Rows of the file up to the end of this group.
    pub rows: u64,
}

/// A file on its way through conversion.
pub(super) struct Reading<'a> {
    pub rows: Rows,
    pub converter: Converter<'a>,
    pub stop: &'a AtomicBool,
    /// Bytes of the file read.
    pub read: &'a AtomicU64,
    /// Bytes of the file.
    pub size: u64,
    /// Rows read.
    pub done: u64,
}

impl Reading<'_> {
    /// The next group; `None` at the end, or when it is to stop.
    pub fn next(&mut self) -> Result<Option<Group>> {
        if self.stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let rows = self.rows.group(GROUP)?;
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

    /// How far it is.
    pub fn progress(&self) -> Progress {
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
            Outcome::Good(mut good) => {
                group.counts.good += 1;
                let notes = std::mem::take(&mut good.notes);
                notes
                    .into_iter()
                    .for_each(|note| group.counts.notes.add(note));
                group.good.push(*good);
            }
            Outcome::Bad(bad, origin) => {
                group.counts.bad += 1;
                group.counts.reasons.push(bad.reason.clone());
                group.bad.push((*bad, origin));
            }
            Outcome::Blank => group.counts.blank += 1,
            Outcome::Further => group.counts.further += 1,
        }
    }
    group
}

/// Passes over rows that were written before; returns how many there were.
pub(super) fn skip(rows: &mut Rows, many: u64) -> Result<u64> {
    let mut left = many;
    while left > 0 {
        let read = rows
            .group(GROUP.min(usize::try_from(left).unwrap_or(GROUP)))?
            .len() as u64;
        if read == 0 {
            break;
        }
        left -= read;
    }
    Ok(many - left)
}
