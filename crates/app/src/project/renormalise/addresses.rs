//! User ids that are addresses, of people whom an older release knew by the id alone.

use std::collections::HashSet;

use ripen_domain::identity::IdentifierKind;
use ripen_domain::identity::resolve::Claim;
use ripen_domain::profile::{Authority, FieldValue, ProfileChange, field};
use ripen_store::identity::renormalise::Said;
use ripen_store::identity::{Link, identity_load, identity_load_names};
use ripen_store::people::timeline::profile_change_insert_in_txn;
use ripen_store::{Conn, Result};

use crate::project::identify::store_changes_in_txn;
use crate::project::named::address_of;

/// People who are reached by their user id from now on, and the merges that follow.
#[derive(Default)]
pub struct Reached {
    /// Who has another profile than before.
    pub people: Vec<i64>,
    /// Winners and losers.
    pub merged: Vec<(i64, i64)>,
}

/// Has somebody known by the address that their user id is, unless they are already; `said` is what their
/// interactions said of contact points.
pub fn reach_in_txn(
    conn: &mut Conn,
    link: &Link,
    said: &[Said],
    reached: &mut Reached,
) -> Result<()> {
    let user_id = &link.identifier;
    let address = match user_id.kind {
        IdentifierKind::UserId => address_of(&user_id.value),
        _ => None,
    };
    let Some(address) = address else {
        return Ok(());
    };
    let mut resolver = identity_load(conn, &[user_id, &address])?;
    identity_load_names(conn, &mut resolver, &HashSet::new())?;
    if resolver.holder(&address) == resolver.holder(user_id) {
        return Ok(());
    }
    let mut changes = Vec::new();
    let claim = Claim {
        identifiers: vec![user_id.clone(), address.clone()],
        may_join: link.bond.is_some(),
        ..Claim::default()
    };
    resolver.resolve(link.seq, &claim, &mut changes);
    let changes = changes.into_iter().map(|one| (link.seq, link.at, one));
    let merged = store_changes_in_txn(conn, &resolver, changes.collect())?;
    reached.merged.extend(merged);
    let Some(held) = resolver.held(&address) else {
        return Ok(());
    };
    let says_another = |one: &Said| one.seq == link.seq && one.field == field::EMAIL;
    if resolver.holder(user_id) != Some(held.person) || said.iter().any(says_another) {
        return Ok(());
    }
    let change = ProfileChange {
        at: link.at,
        seq: link.seq,
        field: field::EMAIL.to_owned(),
        value: Some(FieldValue::Text(address.value)),
        authority: match link.bond {
            Some(_) => Authority::Firm,
            None => Authority::Claimed,
        },
    };
    reached.people.push(held.person);
    profile_change_insert_in_txn(conn, &[(held.person, held.home, &change)])
}
