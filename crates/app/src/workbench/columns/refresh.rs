//! Columns that exist are brought up to date by reading the people whose history has changed.

use std::sync::Arc;

use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_store::identity::identity_load;
use ripen_store::log::intern::Names;
use ripen_store::log::{follower_position, log_read};
use ripen_store::workbench::{Whose, merge_counts, people_merged_since};
use ripen_store::{Conn, Result};

use super::chunk::Own;
use super::{Columns, read};
use crate::project::{FOLLOWER, identifiers};

/// Interactions read from the log at once.
const PAGE: i64 = 4_000;
/// Interactions behind which reading everything again is quicker.
const FAR_BEHIND: i64 = 200_000;

impl Columns {
    /// Whether the projection has gone on, or identity has changed.
    pub fn is_behind(&self, conn: &mut Conn) -> Result<bool> {
        Ok(follower_position(conn, FOLLOWER)? != self.position
            || merge_counts(conn)? != self.merge_counts)
    }

    /// Takes in what has happened since; false when that is so much that everything should be read
    /// again, and nothing was taken in.
    pub fn refresh(&mut self, conn: &mut Conn, names: Arc<Names>) -> Result<bool> {
        let position = follower_position(conn, FOLLOWER)?;
        let counts = merge_counts(conn)?;
        if position - self.position > FAR_BEHIND || position < self.position {
            return Ok(false);
        }
        let mut people = people_since(conn, (self.position, position))?;
        let undone = counts.1 != self.merge_counts.1;
        for (winner, loser) in people_merged_since(conn, self.merge_counts.0, undone)? {
            people.extend([winner, loser]);
        }
        people.sort_unstable();
        people.dedup();
        self.reload(conn, &people)?;
        if counts != self.merge_counts {
            self.load_merges(conn)?;
        }
        (self.position, self.merge_counts, self.names) = (position, counts, names);
        Ok(true)
    }

    /// Reads people again, who come in rising order.
    fn reload(&mut self, conn: &mut Conn, people: &[i64]) -> Result<()> {
        let mut fresh: Vec<(i64, Own)> = people.iter().map(|id| (*id, Own::default())).collect();
        let numbers = (&mut self.shapes, &mut self.values);
        let nothing = || Ok(());
        read::read_histories(conn, Whose::These(people), numbers, nothing, |id, own| {
            if let Ok(at) = people.binary_search(&id) {
                fresh[at].1 = own.clone();
            }
            Ok(())
        })?;
        self.replace(&fresh);
        Ok(())
    }

    /// Puts histories in place of those that are held; `fresh` is in rising order.
    fn replace(&mut self, fresh: &[(i64, Own)]) {
        let old = std::mem::take(&mut self.chunks);
        let firsts: Vec<Option<i64>> = old.iter().skip(1).map(|chunk| chunk.first()).collect();
        let mut rest = fresh;
        for (at, chunk) in old.into_iter().enumerate() {
            let next = firsts.get(at).copied().flatten();
            let own = match next {
                Some(next) => rest.partition_point(|(id, _)| *id < next),
                None => rest.len(),
            };
            let (mine, others) = rest.split_at(own);
            rest = others;
            match mine.is_empty() {
                true => self.chunks.push(chunk),
                false => self.chunks.extend(chunk.with(mine)),
            }
        }
        if !rest.is_empty() {
            self.chunks.extend(super::Chunk::default().with(rest));
        }
        self.chunks.retain(|chunk| !chunk.is_empty());
    }
}

/// The people whom a stretch of the log is about, as far as their identifiers tell today.
fn people_since(conn: &mut Conn, (after, until): (i64, i64)) -> Result<Vec<i64>> {
    let (mut people, mut after) = (Vec::new(), after);
    while after < until {
        let page = log_read(conn, after, PAGE.min(until - after))?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        let mut named: Vec<Identifier> = Vec::new();
        for (_, interaction) in &page {
            named.extend(identifiers(interaction));
            // A former id may be a user id as well.
            named.extend(interaction.previous_id.clone().map(|value| Identifier {
                kind: IdentifierKind::UserId,
                value,
            }));
        }
        named.sort_unstable_by(|a, b| (a.kind.code(), &a.value).cmp(&(b.kind.code(), &b.value)));
        named.dedup();
        let known = identity_load(conn, &named.iter().collect::<Vec<_>>())?;
        people.extend(known.people());
        // Who was born of an interaction has its position for a number.
        people.extend(page.iter().map(|(seq, _)| *seq));
    }
    Ok(people)
}
