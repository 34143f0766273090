//! What a server, an import or a hand says of an identifier goes before what a key that everybody can read
//! has claimed: the contact point is taken out of whoever claimed it, the way joins are undone.

use std::collections::HashSet;

use ripen_domain::identity::resolve::{Held, Overruled};
use ripen_domain::identity::{Identifier, IdentifierKind, Proof};
use ripen_domain::time::Timestamp;
use ripen_store::identity::{Link, contact_share_in_txn, identifier_list, identity_load};
use ripen_store::merge::{Merge, TakenBack, merge_claimed_between, merge_take_back_in_txn};
use ripen_store::split::person_split_in_txn;
use ripen_store::{Conn, Result};

use super::parts::Parts;

/// Steps in which one contact point is taken out: joins that were made one after the other.
const STEPS: usize = 16;

/// Takes a contact point out of its holder, by the word of the interaction at `seq`, until no user id is
/// left with it that only a claim ties to it; returns who is to be scored again.
pub fn overrule_in_txn(
    conn: &mut Conn,
    overruled: &Overruled,
    (seq, at): (i64, Timestamp),
) -> Result<HashSet<i64>> {
    let by = TakenBack::Overruled(at, seq);
    let mut people = HashSet::new();
    for _ in 0..STEPS {
        let contact = &overruled.contact;
        let Some(holder) = identity_load(conn, &[contact])?.holder(contact) else {
            break;
        };
        let links = identifier_list(conn, holder)?;
        let Some((own, user)) = conflict(&links, contact) else {
            break;
        };
        people.insert(holder);
        if let Some(merge) = claimed_merge(conn, &links, own, user)? {
            merge_take_back_in_txn(conn, &merge, holder, by)?;
            people.insert(merge.loser);
            continue;
        }
        if belongs(&links, own) && !belongs(&links, user) {
            // The user id came to the contact, with what it was claimed together with.
            let came = links
                .iter()
                .filter(|link| !link.shared && link.seq == user.seq);
            let came = came.filter(|link| link.held.home == user.held.home);
            let came = came.filter(|link| link.bond.is_none() || is_bonded(link, user));
            let given = came.map(|link| link.identifier.clone()).collect();
            let parts = Parts::find(conn, &links, user, given)?;
            let (person, home) = (user.seq, user.seq);
            person_split_in_txn(conn, &parts.split(user, Held { person, home }), by)?;
            people.insert(person);
            continue;
        }
        // The contact point was claimed by the user: it is whose the business says.
        let (person, home) = (seq, seq);
        let to = overruled.meant.unwrap_or(Held { person, home });
        let given = bonded(&links, own);
        let mut parts = Parts::find(conn, &links, own, given)?;
        parts.shared.clear();
        let mut split = parts.split(own, to);
        split.evidence = contact.kind.name();
        person_split_in_txn(conn, &split, by)?;
        if contact.proof() == Proof::Shared {
            // They gave it all the same.
            contact_share_in_txn(conn, contact, own.held, own.at, own.seq)?;
        }
        people.insert(to.person);
        break;
    }
    Ok(people)
}

/// A contact point of a person and a user id of theirs that only a claim ties to it.
fn conflict<'a>(links: &'a [Link], contact: &Identifier) -> Option<(&'a Link, &'a Link)> {
    let own = links.iter().filter(|link| !link.shared);
    let contact = own.clone().find(|link| link.identifier == *contact)?;
    let mut users = own.filter(|link| link.identifier.kind == IdentifierKind::UserId);
    let user = users.find(|user| !is_bonded(user, contact))?;
    Some((contact, user))
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
