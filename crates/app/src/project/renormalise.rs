//! Identifiers, addresses, names and countries that were stored by the rules of an older release, brought to those of
//! today.
//!
//! People are gone through once, by number, a stretch a transaction. Where two turn out to be one it
//! is a merge like any other, or a suggestion, and can be undone as such.

mod addresses;

use std::collections::HashMap;

use ripen_domain::identity::resolve::{Claim, Held};
use ripen_domain::identity::{Identifier, IdentifierKind, normalize};
use ripen_domain::profile::field;
use ripen_domain::time::Timestamp;
use ripen_store::identity::renormalise::{
    Said, identifier_remove_in_txn, identifier_rename_in_txn, identifier_stretch, person_stretch,
    said_amend_in_txn, said_stretch,
};
use ripen_store::identity::{Link, contact_share_in_txn, identity_load};
use ripen_store::log::{follower_advance_in_txn, follower_position};
use ripen_store::{Conn, Result as StoreResult};

use super::batch::{finish_merges_in_txn, settle_merges};
use super::identify::store_changes_in_txn;
use super::named::text_of_today;
use super::score::{Subject, rescore_in_txn};
use super::{alone, orders};
use crate::clock;
use crate::error::Result;
use crate::models::InForce;
use crate::ripen::Ripen;

use addresses::{Reached, reach_in_txn};

/// Name of the job among the followers; another number has everybody gone through again.
pub const FOLLOWER: &str = "renormalise:5";
/// Position when everybody was gone through.
const DONE: i64 = i64::MAX;
/// People of one transaction.
const STRETCH: i64 = 500;

/// Brings the next people to the rules of today; returns how many numbers that took, 0 when done.
pub fn outdated(app: &Ripen) -> Result<i64> {
    let position = app.db.read(|conn| follower_position(conn, FOLLOWER))?;
    if position == DONE {
        return Ok(0);
    }
    let people = alone(app, |conn, models| {
        // Another process may have gone on meanwhile.
        if follower_position(conn, FOLLOWER)? != position {
            return Ok(Some(Vec::new()));
        }
        let to = person_stretch(conn, position, STRETCH)?;
        let people = to.map(|to| stretch_in_txn(app, conn, models, (position, to)));
        follower_advance_in_txn(conn, FOLLOWER, to.unwrap_or(DONE))?;
        people.transpose()
    })?;
    let Some(people) = people else {
        return Ok(0);
    };
    if !people.is_empty() {
        let seq = app
            .db
            .read(|conn| follower_position(conn, super::FOLLOWER))?;
        app.kept.read_again();
        app.live.people(seq, people);
    }
    Ok(1)
}

/// Brings people to the rules of today; returns those whom it changes.
fn stretch_in_txn(
    app: &Ripen,
    conn: &mut Conn,
    models: &InForce,
    range: (i64, i64),
) -> StoreResult<Vec<i64>> {
    let said = said_stretch(conn, range)?;
    let mut subjects: HashMap<i64, Subject> = HashMap::new();
    let mut replay = |person| subjects.entry(person).or_default().replay = true;
    let mut contacts = Vec::new();
    for one in &said {
        let today = text_of_today(&one.field, &one.value);
        if today.as_ref() != Some(&one.value) {
            said_amend_in_txn(conn, one, today.as_deref())?;
            replay(one.person);
        } else if is_slip(one) {
            // It counts as a mailbox of the provider that was meant.
            replay(one.person);
        }
        contacts.extend(today.and_then(|value| contact(one, value)));
    }
    let mut merged = identifiers_in_txn(conn, range)?;
    let mut reached = Reached::default();
    for link in identifier_stretch(conn, range)? {
        reach_in_txn(conn, &link, &said, &mut reached)?;
    }
    reached.people.into_iter().for_each(&mut replay);
    merged.extend(reached.merged);
    share_in_txn(conn, contacts, &merged)?;
    settle_merges(&merged, &mut subjects);
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let mut people: Vec<i64> = subjects.keys().copied().collect();
    let mut names = app.names_in_txn(conn)?;
    let winners: Vec<i64> = merged.iter().map(|(winner, _)| *winner).collect();
    orders::settle_people_in_txn(conn, &mut names, &winners)?;
    people.extend(rescore_in_txn(
        conn,
        models,
        &mut names,
        subjects,
        clock::now(),
    )?);
    finish_merges_in_txn(conn, models, &merged)?;
    Ok(people)
}

fn is_slip(said: &Said) -> bool {
    let domain = said.value.rsplit_once('@').map(|(_, domain)| domain);
    said.field == field::EMAIL && domain.is_some_and(|domain| normalize::meant(domain).is_some())
}

/// An address or a number that a person gave, in the form of today.
struct Contact {
    identifier: Identifier,
    held: Held,
    at: Timestamp,
    seq: i64,
}

fn contact(said: &Said, value: String) -> Option<Contact> {
    let kind = match said.field.as_str() {
        field::EMAIL => IdentifierKind::Email,
        field::PHONE => IdentifierKind::Phone,
        _ => return None,
    };
    let held = Held {
        person: said.person,
        home: said.home,
    };
    Some(Contact {
        identifier: Identifier { kind, value },
        held,
        at: said.at,
        seq: said.seq,
    })
}

/// Brings the identifiers of people to the form of today; returns the merges that follow.
fn identifiers_in_txn(conn: &mut Conn, range: (i64, i64)) -> StoreResult<Vec<(i64, i64)>> {
    let mut merged = Vec::new();
    for link in identifier_stretch(conn, range)? {
        let Identifier { kind, value } = &link.identifier;
        match normalize::identifier(*kind, value) {
            Some(same) if same == *value => {}
            Some(today) => merged.extend(rename_in_txn(conn, &link, today)?),
            None => identifier_remove_in_txn(conn, *kind, value)?,
        }
    }
    Ok(merged)
}

/// Gives an identifier its value of today. Where somebody else holds that, the two may be one: the
/// old value then stays with its home, so that a merge can be undone.
fn rename_in_txn(conn: &mut Conn, link: &Link, today: String) -> StoreResult<Vec<(i64, i64)>> {
    let old = link.identifier.clone();
    let new = Identifier {
        kind: old.kind,
        value: today,
    };
    let mut resolver = identity_load(conn, &[&new, &old])?;
    match (resolver.held(&new), resolver.held(&old)) {
        (None, _) => identifier_rename_in_txn(conn, &old, &new.value)?,
        (Some(new), Some(held)) if new == held => {
            identifier_remove_in_txn(conn, old.kind, &old.value)?;
        }
        (Some(other), Some(held)) if other.person != held.person => {
            let mut changes = Vec::new();
            let claim = Claim {
                identifiers: vec![new, old],
                ..Claim::default()
            };
            resolver.resolve(link.seq, &claim, &mut changes);
            let changes = changes.into_iter().map(|one| (link.seq, link.at, one));
            return store_changes_in_txn(conn, &resolver, changes.collect());
        }
        _ => {}
    }
    Ok(Vec::new())
}

/// Keeps who gave addresses and numbers that others hold.
fn share_in_txn(conn: &mut Conn, contacts: Vec<Contact>, merged: &[(i64, i64)]) -> StoreResult<()> {
    let all: Vec<&Identifier> = contacts.iter().map(|one| &one.identifier).collect();
    let resolver = identity_load(conn, &all)?;
    for mut one in contacts {
        for (winner, loser) in merged {
            if one.held.person == *loser {
                one.held.person = *winner;
            }
        }
        if resolver.holder(&one.identifier) != Some(one.held.person) {
            contact_share_in_txn(conn, &one.identifier, one.held, one.at, one.seq)?;
        }
    }
    Ok(())
}
