//! The whole history in memory, column by column: twelve bytes an interaction, so that a model can be
//! tried on all of it again and again while a slider moves.
//!
//! It is read from the timeline in one scan when somebody asks, brought up to date by reading the
//! people whose history has changed since, and dropped when nobody has asked for a while.

mod chunk;
mod fold;
mod intern;
mod keep;
mod read;
mod refresh;
mod shape;
mod value;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ripen_domain::time::Timestamp;
use ripen_store::log::follower_position;
use ripen_store::log::intern::Names;
use ripen_store::workbench::{Whose, merge_counts, merges_held};
use ripen_store::{Conn, Error, Result};

pub use chunk::{Chunk, Rows};
pub use fold::{Folder, Scratch};
pub(crate) use keep::Kept;
pub use keep::{Progress, Ready};
use shape::Shapes;
use value::Values;

use crate::project::FOLLOWER;

/// Bytes that the columns may take: about three hundred million interactions.
const MAX_MEMORY: usize = 4 << 30;

/// The whole history in memory.
#[derive(Default)]
pub struct Columns {
    /// People in rising order, cut into stretches.
    chunks: Vec<Chunk>,
    shapes: Shapes,
    values: Values,
    names: Arc<Names>,
    /// Merges that hold: by the person who became part of another, who that is and since when.
    merges: HashMap<i64, (i64, Timestamp)>,
    /// How far the projection had read.
    position: i64,
    /// How many merges there were, and how many were undone.
    merge_counts: (i64, i64),
    /// Tells one reading of the history from another.
    reading: u64,
}

/// Counts the readings of this process.
static READINGS: AtomicU64 = AtomicU64::new(1);

impl Columns {
    /// Reads the whole history. `tick` is told of each interaction, and may end it.
    ///
    /// # Errors
    /// Those of the database and of `tick`; when there is more history than memory is given to it.
    pub fn load(
        conn: &mut Conn,
        names: Arc<Names>,
        tick: impl FnMut() -> Result<()>,
    ) -> Result<Self> {
        let mut columns = Self {
            names,
            position: follower_position(conn, FOLLOWER)?,
            merge_counts: merge_counts(conn)?,
            reading: READINGS.fetch_add(1, Ordering::Relaxed),
            ..Self::default()
        };
        columns.load_merges(conn)?;
        let (mut chunk, mut bytes) = (Chunk::default(), 0);
        let Self {
            chunks,
            shapes,
            values,
            ..
        } = &mut columns;
        read_all(conn, (shapes, values), tick, |person, own| {
            chunk.push(person, own);
            if chunk.is_full() {
                let mut full = std::mem::take(&mut chunk);
                full.shrink();
                bytes += full.memory();
                chunks.push(full);
            }
            match bytes > MAX_MEMORY {
                true => Err(too_much()),
                false => Ok(()),
            }
        })?;
        if !chunk.is_empty() {
            chunk.shrink();
            columns.chunks.push(chunk);
        }
        Ok(columns)
    }

    fn load_merges(&mut self, conn: &mut Conn) -> Result<()> {
        let merges = merges_held(conn)?.into_iter();
        self.merges = merges
            .map(|merge| (merge.loser, (merge.winner, merge.at)))
            .collect();
        Ok(())
    }

    /// Tells one reading of the history from another.
    pub fn reading(&self) -> u64 {
        self.reading
    }

    /// The stretches of people.
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// The names behind the numbers of kinds and touches.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// How many people.
    pub fn people(&self) -> usize {
        self.chunks.iter().map(Chunk::len).sum()
    }

    /// How many interactions.
    pub fn interactions(&self) -> usize {
        self.chunks.iter().map(Chunk::interactions).sum()
    }

    /// How many shapes of interactions.
    pub fn shapes(&self) -> usize {
        self.shapes.len()
    }

    /// Time of the first interaction.
    pub fn first(&self) -> Option<Timestamp> {
        let first = self.chunks.iter().filter_map(Chunk::earliest);
        first.min().map(Timestamp::from_micros)
    }

    /// Time of the latest interaction up to `now`; a broken clock may have put some behind it.
    pub fn latest(&self, now: Timestamp) -> Option<Timestamp> {
        let latest = self
            .chunks
            .iter()
            .filter_map(|chunk| chunk.latest(now.as_micros()));
        latest.max().map(Timestamp::from_micros)
    }

    /// The history of one person.
    pub fn person(&self, id: i64) -> Option<Rows<'_>> {
        let chunk = &self.chunks[self.chunk_of(id)?];
        chunk.place(id).map(|place| chunk.rows(place))
    }

    /// The chunk that a person is in, or belongs into.
    fn chunk_of(&self, id: i64) -> Option<usize> {
        let behind = self
            .chunks
            .partition_point(|chunk| chunk.first().is_some_and(|first| first <= id));
        (!self.chunks.is_empty()).then(|| behind.saturating_sub(1))
    }

    /// Who a person was at a moment: merges that came later had not happened yet.
    pub fn as_known_at(&self, mut person: i64, at: Timestamp) -> i64 {
        while let Some((winner, _)) = self.merges.get(&person).filter(|(_, since)| *since <= at) {
            person = *winner;
        }
        person
    }

    /// Bytes of memory.
    pub fn memory(&self) -> usize {
        let chunks: usize = self.chunks.iter().map(Chunk::memory).sum();
        chunks + self.shapes.memory() + self.values.memory() + self.merges.capacity() * 25
    }
}

fn read_all(
    conn: &mut Conn,
    numbers: (&mut Shapes, &mut Values),
    tick: impl FnMut() -> Result<()>,
    each: impl FnMut(i64, &chunk::Own) -> Result<()>,
) -> Result<()> {
    read::read_histories(conn, Whose::Everybody, numbers, tick, each)
}

fn too_much() -> Error {
    Error::Other(format!(
        "the history does not fit into the {} MB of memory that trying models may take",
        MAX_MEMORY >> 20
    ))
}
