//! What the votes on keys come to, read when it is asked for.

use std::collections::{BTreeSet, HashMap};

use ripen_domain::company::ballot::{self, Standing, Tally};
use ripen_store::companies::key::{
    Census, VoteChanges, company_tallies, company_votes_take_in_txn,
};
use ripen_store::{Conn, Error, Result};

/// Standings with the changes of a batch.
pub struct Ballots<'b, 'c> {
    conn: &'b mut Conn<'c>,
    /// By key, with whether anybody stated it before the changes.
    standings: HashMap<String, (Standing, bool)>,
    /// Whether any key may be a crowd.
    has_crowds: bool,
}

impl<'b, 'c> Ballots<'b, 'c> {
    /// Takes changes of votes in; returns with the standings the keys whose meaning may be another by them.
    pub fn take_in_txn(
        conn: &'b mut Conn<'c>,
        changes: &VoteChanges,
        Census { has_crowds, .. }: &Census,
    ) -> Result<(Self, BTreeSet<String>)> {
        let keys: BTreeSet<&str> = changes.keys().map(|(key, _)| key.as_str()).collect();
        let has_crowds = *has_crowds;
        let keys: Vec<&str> = keys.into_iter().collect();
        let mut tallies = company_tallies(conn, &keys, has_crowds)?;
        let before: HashMap<String, (Standing, bool)> = tallies
            .iter()
            .map(|(key, tally)| (key.clone(), (tally.standing(key), tally.is_stated())))
            .collect();
        company_votes_take_in_txn(conn, &mut tallies, changes)?;
        let mut judged = BTreeSet::new();
        let mut standings = HashMap::with_capacity(tallies.len());
        for (key, (before, was_stated)) in before {
            let after = tallies.get(&key).map(|tally| tally.standing(&key));
            let after = after.unwrap_or_default();
            if before != after {
                judged.extend(ballot::judged_by(&key, &before, &after).map(str::to_owned));
            }
            standings.insert(key, (after, was_stated));
        }
        let ballots = Self {
            conn,
            standings,
            has_crowds,
        };
        Ok((ballots, judged))
    }

    /// The connection that they are read by.
    pub fn conn(&mut self) -> &mut Conn<'c> {
        self.conn
    }

    /// Whether anybody stated a key before the changes.
    pub fn was_stated(&mut self, key: &str) -> Result<bool> {
        Ok(self.known(key)?.1)
    }

    fn known(&mut self, key: &str) -> Result<&(Standing, bool)> {
        if !self.standings.contains_key(key) {
            // The changes are not about it, so its votes are what they were.
            let tally = company_tallies(self.conn, &[key], self.has_crowds)?.remove(key);
            let tally: Tally = tally.unwrap_or_default();
            let known = (tally.standing(key), tally.is_stated());
            self.standings.insert(key.to_owned(), known);
        }
        self.standings.get(key).ok_or(Error::NotFound)
    }
}

impl ballot::Ballots for Ballots<'_, '_> {
    type Error = Error;

    fn standing(&mut self, key: &str) -> Result<Standing> {
        Ok(self.known(key)?.0.clone())
    }
}
