//! What a server, an import or a hand says of an identifier goes before what a key that everybody can read
//! has claimed: the contact point is taken out of whoever claimed it, the way joins are undone.

mod named;

use std::collections::{HashMap, HashSet};

use ripen_domain::identity::resolve::{Held, Overruled};
use ripen_domain::identity::{Identifier, IdentifierKind, Proof};
use ripen_domain::interaction::Interaction;
use ripen_domain::time::Timestamp;
use ripen_store::identity::merge::{
    Merge, TakenBack, merge_claimed_between, merge_take_back_in_txn,
};
use ripen_store::identity::split::{Split, person_split_in_txn};
use ripen_store::identity::{
    Link, contact_share_in_txn, contact_unshare_in_txn, identifier_list, identifier_said_in_txn,
    identity_load,
};
use ripen_store::{Conn, Result};

use super::named::identifiers;
use super::parts::Came;
pub use named::{OtherName, called_by_business, other_name};

/// Steps in which one contact point is taken out: joins that were made one after the other.
const STEPS: usize = 16;

/// What the business says that takes something out of somebody.
pub enum Conflict {
    /// That a contact point is of another user id.
    User(Overruled),
    /// That a contact point which several people may have is somebody's who did not claim it.
    Contact(Overruled),
    /// That somebody else has an identifier, by their name.
    Name(OtherName),
}

/// The word of the business that takes something out of somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    /// Position of the interaction.
    seq: i64,
    /// When it was.
    at: Timestamp,
    /// What it names, the strongest first.
    named: &'a [Identifier],
}

impl Word<'_> {
    /// Kind of the strongest that it names.
    fn evidence(self) -> IdentifierKind {
        let first = self.named.first();
        first.map_or(IdentifierKind::UserId, |one| one.kind)
    }

    fn takes_back(self) -> TakenBack {
        TakenBack::Overruled(self.at, self.seq)
    }

    /// Whoever is meant where nobody is who was known before.
    fn somebody_new(self) -> Held {
        let (person, home) = (self.seq, self.seq);
        Held { person, home }
    }
}

/// What one transaction took out of people. However much that is, the history of a home is gone through once for
/// it, and everybody is scored once, in the end.
#[derive(Default)]
pub struct Parted {
    /// Who has another history than before, and is not scored yet.
    pub people: HashSet<i64>,
    /// Merges, (winner, loser), of which either is not scored yet.
    pub merged: Vec<(i64, i64)>,
    /// How many histories were gone through.
    pub read: usize,
    homes: HashMap<i64, Came>,
}

impl Parted {
    /// Whether all is as it was before the transaction.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Takes in an interaction that was stored since, with the identifiers that it gave and their homes.
    pub fn note(
        &mut self,
        (seq, interaction): &(i64, Interaction),
        held: Held,
        linked: &[(Identifier, i64)],
    ) {
        for (identifier, home) in linked {
            let Some(came) = self.homes.get_mut(home) else {
                continue;
            };
            if !came.link(*seq, identifier.clone(), identifiers(interaction)) {
                self.homes.remove(home);
            }
        }
        if let Some(came) = self.homes.get_mut(&held.home) {
            came.note(*seq, interaction);
        }
    }

    /// Takes what an interaction of the business contradicts out of whoever has it.
    pub fn overrule_in_txn(
        &mut self,
        conn: &mut Conn,
        conflict: &Conflict,
        (seq, interaction): &(i64, Interaction),
    ) -> Result<()> {
        let at = Word {
            seq: *seq,
            at: interaction.at,
            named: &identifiers(interaction),
        };
        match conflict {
            Conflict::User(overruled) => self.user_in_txn(conn, overruled, at),
            Conflict::Contact(overruled) => self.contact_in_txn(conn, overruled, at),
            Conflict::Name(other) => self.name_in_txn(conn, other, at),
        }
    }

    /// Takes a contact point out of its holder, by the word of the interaction at `seq`, until no user id is
    /// left with it that only a claim ties to it.
    fn user_in_txn(
        &mut self,
        conn: &mut Conn,
        overruled: &Overruled,
        word: Word<'_>,
    ) -> Result<()> {
        let by = word.takes_back();
        for _ in 0..STEPS {
            let contact = &overruled.contact;
            let Some(holder) = identity_load(conn, &[contact])?.holder(contact) else {
                break;
            };
            let links = identifier_list(conn, holder)?;
            let Some((own, user)) = conflict(&links, contact) else {
                break;
            };
            if let Some(merge) = claimed_merge(conn, &links, own, user)? {
                self.take_back_in_txn(conn, &merge, holder, by)?;
                continue;
            }
            let stays = contact.proof() == Proof::Shared && gave(&links, own, user);
            if !stays && belongs(&links, own) && !belongs(&links, user) {
                self.user_leaves_in_txn(conn, &links, user, by)?;
                continue;
            }
            // The contact point was claimed by the user: it is whose the business says.
            if contact.proof() == Proof::Shared {
                return self.contact_in_txn(conn, overruled, word);
            }
            let to = overruled.meant.unwrap_or(word.somebody_new());
            self.leaves_in_txn(conn, &links, own, to, by)?;
            // The interaction itself, which comes next, bonds it and takes claims back.
            let how = (word.evidence(), None);
            identifier_said_in_txn(conn, contact, (word.seq, word.at), how)?;
            break;
        }
        Ok(())
    }

    /// Takes a contact point out of its holder, by the word of the interaction at `seq`, with what came by nothing
    /// else and names nobody: they gave it, and keep all else.
    fn contact_in_txn(
        &mut self,
        conn: &mut Conn,
        overruled: &Overruled,
        word: Word<'_>,
    ) -> Result<()> {
        let contact = &overruled.contact;
        let Some(holder) = identity_load(conn, &[contact])?.holder(contact) else {
            return Ok(());
        };
        let links = identifier_list(conn, holder)?;
        let Some(own) = own(&links, contact) else {
            return Ok(());
        };
        let to = overruled.meant.unwrap_or(word.somebody_new());
        let parts = self.came(conn, &links, own.held)?.take_bare(contact);
        let mut split = parts.split(own, to);
        split.evidence = contact.kind.name();
        split.claimed = true;
        split.shows = true;
        self.split_in_txn(conn, &split, word.takes_back())?;
        // It is bonded with what else is named of them, or nothing would say that it is theirs by whatever name.
        let theirs = identifier_list(conn, to.person)?;
        let others = word.named.iter().filter(|one| *one != contact);
        let mut bonds = others.filter_map(|one| self::own(&theirs, one)?.bond);
        let how = (word.evidence(), Some(bonds.next().unwrap_or(word.seq)));
        identifier_said_in_txn(conn, contact, (word.seq, word.at), how)?;
        contact_unshare_in_txn(conn, contact, to.person)?;
        contact_share_in_txn(conn, contact, own.held, own.at, own.seq)
    }

    fn take_back_in_txn(
        &mut self,
        conn: &mut Conn,
        merge: &Merge,
        holder: i64,
        by: TakenBack,
    ) -> Result<()> {
        self.people.extend([holder, merge.loser]);
        let pair = (merge.winner, merge.loser);
        self.merged.retain(|one| *one != pair);
        merge_take_back_in_txn(conn, merge, holder, by)
    }

    /// A user id that came to somebody goes, with what it was claimed together with and what the business ties to it.
    fn user_leaves_in_txn(
        &mut self,
        conn: &mut Conn,
        links: &[Link],
        user: &Link,
        by: TakenBack,
    ) -> Result<()> {
        let own = links.iter().filter(|link| !link.shared);
        let came = own.filter(|link| {
            let is_claimed = link.seq == user.seq && link.bond.is_none();
            link.held.home == user.held.home && (is_claimed || is_bonded(link, user))
        });
        let given = came.map(|link| link.identifier.clone()).collect();
        let parts = self.came(conn, links, user.held)?.take(links, user, given);
        let (person, home) = (user.seq, user.seq);
        let to = Held { person, home };
        let mut split = parts.split(user, to);
        split.claimed = true;
        self.split_in_txn(conn, &split, by)?;
        self.follow_in_txn(conn, links, (user, to), by)
    }

    /// What was first given to others, and is the user's by the word of the business, goes with the user, with all that
    /// came by it.
    fn follow_in_txn(
        &mut self,
        conn: &mut Conn,
        links: &[Link],
        (user, to): (&Link, Held),
        by: TakenBack,
    ) -> Result<()> {
        let own = || links.iter().filter(|link| !link.shared);
        let others = own().filter(|link| link.held.home != user.held.home);
        let mut homes: Vec<&Link> = others.filter(|link| is_bonded(link, user)).collect();
        homes.sort_by_key(|link| link.held.home);
        homes.dedup_by_key(|link| link.held.home);
        for first in homes {
            let is_of_other = |link: &&Link| link.bond.is_some() && !is_bonded(link, user);
            let of_home = own().filter(|link| link.held.home == first.held.home);
            let (stays, goes): (Vec<&Link>, Vec<&Link>) = of_home.partition(is_of_other);
            let named = |links: Vec<&Link>| -> HashSet<Identifier> {
                links
                    .into_iter()
                    .map(|link| link.identifier.clone())
                    .collect()
            };
            let came = self.came(conn, links, first.held)?;
            let parts = came.take_but(links, first, named(goes), &named(stays));
            let mut split = parts.split(first, to);
            split.claimed = true;
            self.split_in_txn(conn, &split, by)?;
        }
        Ok(())
    }

    /// An identifier that was claimed goes to whom it belongs, with what the business ties to it. A user who is not, and
    /// what the business ties to something else, stays, though it came by nothing else: two users are never one for it.
    fn leaves_in_txn(
        &mut self,
        conn: &mut Conn,
        links: &[Link],
        own: &Link,
        to: Held,
        by: TakenBack,
    ) -> Result<()> {
        let given = bonded(links, own);
        let of_home = links
            .iter()
            .filter(|link| !link.shared && link.held.home == own.held.home);
        let stays = of_home.filter(|link| {
            let is_of_other = link.bond.is_some() || link.identifier.kind == IdentifierKind::UserId;
            is_of_other && !given.contains(&link.identifier)
        });
        let stays = stays.map(|link| link.identifier.clone()).collect();
        let came = self.came(conn, links, own.held)?;
        let mut parts = came.take_but(links, own, given, &stays);
        parts.shared.clear();
        let mut split = parts.split(own, to);
        split.evidence = own.identifier.kind.name();
        split.claimed = true;
        split.shows = own.identifier.proof() == Proof::Shared;
        self.split_in_txn(conn, &split, by)?;
        if own.identifier.proof() == Proof::Shared {
            // They gave it all the same.
            contact_share_in_txn(conn, &own.identifier, own.held, own.at, own.seq)?;
        }
        Ok(())
    }

    fn split_in_txn(&mut self, conn: &mut Conn, split: &Split, by: TakenBack) -> Result<()> {
        self.people.extend([split.from.person, split.to.person]);
        // Whom it goes to has more than was read.
        self.homes.remove(&split.to.home);
        person_split_in_txn(conn, split, by)
    }

    fn came(&mut self, conn: &mut Conn, links: &[Link], held: Held) -> Result<&mut Came> {
        if !self.homes.contains_key(&held.home) {
            self.read += 1;
            let came = Came::read(conn, links, held)?;
            self.homes.insert(held.home, came);
        }
        Ok(self.homes.entry(held.home).or_default())
    }
}

/// A contact point of a person and a user id of theirs that only a claim ties to it.
fn conflict<'a>(links: &'a [Link], contact: &Identifier) -> Option<(&'a Link, &'a Link)> {
    let contact = own(links, contact)?;
    let own = links.iter().filter(|link| !link.shared);
    let mut users = own.filter(|link| link.identifier.kind == IdentifierKind::UserId);
    let user = users.find(|user| !is_bonded(user, contact))?;
    Some((contact, user))
}

/// An identifier that a person holds.
fn own<'a>(links: &'a [Link], identifier: &Identifier) -> Option<&'a Link> {
    let mut own = links.iter().filter(|link| !link.shared);
    own.find(|link| link.identifier == *identifier)
}

fn is_bonded(one: &Link, other: &Link) -> bool {
    one.bond.is_some() && one.bond == other.bond
}

/// What the business ties to a contact point, of the same home.
fn bonded(links: &[Link], contact: &Link) -> HashSet<Identifier> {
    let own = links.iter().filter(|link| !link.shared);
    let with = own.filter(|link| {
        link.identifier == contact.identifier
            || (link.held.home == contact.held.home && is_bonded(link, contact))
    });
    with.map(|link| link.identifier.clone()).collect()
}

/// Whether an identifier is what the person of its home was first known by, or tied to that by the business.
fn belongs(links: &[Link], link: &Link) -> bool {
    let of_home = links
        .iter()
        .filter(|one| !one.shared && one.held.home == link.held.home);
    let first = of_home.min_by_key(|one| (one.seq, std::cmp::Reverse(one.identifier.kind)));
    first.is_some_and(|first| first.identifier == link.identifier || is_bonded(first, link))
}

/// Whether a user is known by the business to be whom a contact point came from: by what else came with it.
fn gave(links: &[Link], contact: &Link, user: &Link) -> bool {
    let of_home = |one: &Link| !one.shared && one.held.home == contact.held.home;
    let mut with = links
        .iter()
        .filter(|one| of_home(one) && one.seq == contact.seq);
    with.any(|one| is_bonded(one, user))
}

/// The merge that was only claimed by which two identifiers are one person's, unless the business tied the
/// two sides together since.
fn claimed_merge(
    conn: &mut Conn,
    links: &[Link],
    one: &Link,
    other: &Link,
) -> Result<Option<Merge>> {
    if one.held.home == other.held.home {
        return Ok(None);
    }
    let bonds = |homes: &[i64], inside: bool| -> HashSet<i64> {
        let side = links.iter().filter(|link| !link.shared);
        let side = side.filter(|link| homes.contains(&link.held.home) == inside);
        side.filter_map(|link| link.bond).collect()
    };
    let is_firm = |homes: &[i64]| !bonds(homes, true).is_disjoint(&bonds(homes, false));
    merge_claimed_between(conn, (one.held.home, other.held.home), is_firm)
}

#[cfg(test)]
mod tests;
