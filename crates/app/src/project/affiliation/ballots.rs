//! Votes on keys, read when they are asked for.

use std::collections::{BTreeSet, HashMap};

use ripen_domain::company::ballot::{self, Votes};
use ripen_store::company_key::{VoteChanges, company_votes};
use ripen_store::{Conn, Error, Result};

/// Votes as stored, or with the changes of a batch.
pub struct Ballots<'b, 'c> {
    conn: &'b mut Conn<'c>,
    votes: HashMap<String, Votes>,
}

/// On which keys there were votes before a batch.
pub struct Before(HashMap<String, bool>);

impl<'b, 'c> Ballots<'b, 'c> {
    /// The votes on the keys that changes are about.
    pub fn load(conn: &'b mut Conn<'c>, changes: &VoteChanges) -> Result<Self> {
        let keys: BTreeSet<&str> = changes.keys().map(|(key, _)| key.as_str()).collect();
        let votes = company_votes(conn, &keys.into_iter().collect::<Vec<_>>())?;
        Ok(Self { conn, votes })
    }

    /// The connection that they are read by.
    pub fn conn(&mut self) -> &mut Conn<'c> {
        self.conn
    }

    /// Takes changes in; returns on which keys there were votes before.
    pub fn take_in(&mut self, changes: &VoteChanges) -> Before {
        let voted = self.votes.iter();
        let before = voted.map(|(key, votes)| (key.clone(), !votes.is_empty()));
        let before = Before(before.collect());
        for ((key, other), people) in changes {
            let votes = self.votes.entry(key.clone()).or_default();
            match votes.iter_mut().find(|(known, _)| known == other) {
                Some((_, known)) => *known += people,
                None => votes.push((other.clone(), *people)),
            }
        }
        self.votes
            .values_mut()
            .for_each(|votes| votes.retain(|(_, people)| *people > 0));
        before
    }
}

impl Before {
    /// Whether anybody stated a key before.
    pub fn states(&self, key: &str, ballots: &mut Ballots) -> Result<bool> {
        match self.0.get(key) {
            Some(states) => Ok(*states),
            // The changes are not about it, so its votes are what they were.
            None => Ok(!ballot::Ballots::votes(ballots, key)?.is_empty()),
        }
    }
}

impl ballot::Ballots for Ballots<'_, '_> {
    type Error = Error;

    fn votes(&mut self, key: &str) -> Result<Votes> {
        if let Some(votes) = self.votes.get(key) {
            return Ok(votes.clone());
        }
        let found = company_votes(self.conn, &[key])?;
        self.votes.extend(found);
        Ok(self.votes.get(key).cloned().unwrap_or_default())
    }
}
