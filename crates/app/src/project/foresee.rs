//! Whose interactions will be, before they are stored: what a dry run of an import tells.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use ripen_domain::identity::Identifier;
use ripen_domain::identity::resolve::{Claim, Resolver};
use ripen_domain::interaction::Interaction;
use ripen_domain::profile::{ProfileChange, field};
use ripen_store::identity::{identity_load_more, identity_load_names_of};
use ripen_store::{Conn, Result};

use super::identify::{claim_of, previous_users, settle_previous, text};
use super::overrule::{called_by_business, other_name};
use super::traits;

/// Whoever is not known yet gets a number from here on; no log is that long.
const NEW: i64 = i64::MAX / 2;
/// Identifiers that are kept in memory, some 300 bytes each. Of a file with more, what was said further up
/// is forgotten.
const KEPT: usize = 400_000;

/// Resolves interactions as they would be when stored one after the other, without storing anything: by the
/// same rules, from what is stored and from what those before said.
pub struct Foresight {
    resolver: Resolver,
    asked: HashSet<u64>,
    next: i64,
    /// How many interactions are whose, of those who were new.
    new: HashMap<i64, u64>,
    counts: Foreseen,
}

/// What is foreseen of interactions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Foreseen {
    /// How many are about somebody who is known already.
    pub known: u64,
    /// How many people are new.
    pub new: u64,
}

impl Default for Foresight {
    fn default() -> Self {
        Self {
            resolver: Resolver::default(),
            asked: HashSet::new(),
            next: NEW,
            new: HashMap::new(),
            counts: Foreseen::default(),
        }
    }
}

impl Foresight {
    /// Takes in what comes next; each with whether its sender may say that two user ids are one person.
    pub fn see(&mut self, conn: &mut Conn, all: &[(&Interaction, bool)]) -> Result<()> {
        if self.asked.len() > KEPT {
            self.counts = self.counts();
            (self.resolver, self.asked) = Default::default();
            self.new.clear();
        }
        let changes = all.iter().map(|(one, _)| traits::changes(self.next, one));
        let changes: Vec<Vec<ProfileChange>> = changes.collect();
        let claims = all.iter().zip(&changes);
        let claims = claims.map(|((one, may_join), changes)| claim_of(one, changes, *may_join));
        let claims: Vec<Claim> = claims.collect();
        self.load(conn, all, &claims)?;
        for (((one, _), claim), changes) in all.iter().zip(claims).zip(&changes) {
            self.resolve(conn, (one, changes), claim)?;
        }
        Ok(())
    }

    /// What was foreseen so far. Whoever is found to be one with somebody known is not new.
    pub fn counts(&self) -> Foreseen {
        let mut counts = self.counts;
        let mut new = HashSet::new();
        for (person, interactions) in &self.new {
            match self.resolver.find(*person) {
                known if known < NEW => counts.known += interactions,
                person => drop(new.insert(person)),
            }
        }
        counts.new += new.len() as u64;
        counts
    }

    /// Loads what is stored about identifiers that nobody has named before.
    fn load(
        &mut self,
        conn: &mut Conn,
        all: &[(&Interaction, bool)],
        claims: &[Claim],
    ) -> Result<()> {
        let previous = previous_users(all.iter().map(|(one, _)| *one));
        let named = claims.iter().flat_map(|claim| &claim.identifiers);
        let asked = &mut self.asked;
        let is_new = |one: &&Identifier| {
            let mut hasher = DefaultHasher::new();
            one.hash(&mut hasher);
            asked.insert(hasher.finish())
        };
        let fresh: Vec<&Identifier> = named.chain(&previous).filter(is_new).collect();
        let people = identity_load_more(conn, &mut self.resolver, &fresh)?;
        identity_load_names_of(conn, &mut self.resolver, &people)
    }

    fn resolve(
        &mut self,
        conn: &mut Conn,
        (one, changes): (&Interaction, &[ProfileChange]),
        mut claim: Claim,
    ) -> Result<()> {
        let seq = self.next;
        self.next += 1;
        settle_previous(&self.resolver, one, &mut claim);
        self.heed(conn, (seq, changes), &mut claim)?;
        let person = match claim.identifiers.is_empty() {
            true => seq,
            false => {
                let resolved = self.resolver.resolve(seq, &claim, &mut Vec::new());
                self.resolver.find(resolved.held.person)
            }
        };
        match person < NEW {
            true => self.counts.known += 1,
            false => *self.new.entry(person).or_default() += 1,
        }
        Ok(())
    }

    /// Leaves out what would be taken out of somebody first, and so is not theirs.
    fn heed(
        &self,
        conn: &mut Conn,
        (seq, changes): (i64, &[ProfileChange]),
        claim: &mut Claim,
    ) -> Result<()> {
        while let Some(overruled) = self.resolver.overruled(claim) {
            claim.identifiers.retain(|one| *one != overruled.contact);
        }
        for misnamed in self.resolver.misnamed(claim) {
            let is_stored = misnamed.person < NEW;
            let called = (&claim.name, text(changes, field::COMPANY));
            if is_stored && other_name(conn, &misnamed, called)?.is_some() {
                claim.identifiers.retain(|one| *one != misnamed.named);
            }
        }
        for person in self.resolver.called_by_claims(claim) {
            if person < NEW {
                claim
                    .called
                    .push((person, called_by_business(conn, person)?));
            }
        }
        while let Some(yielded) = self.resolver.yielded(seq, claim) {
            claim.identifiers.retain(|one| *one != yielded.contact);
        }
        Ok(())
    }
}
