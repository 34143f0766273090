//! Whose the interactions of a batch are.

use ripen_domain::identity::resolve::{Change, Held, Resolver};
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::interaction::Interaction;
use ripen_domain::time::Timestamp;
use ripen_store::identity::{
    Link, SharedContact, contact_share_in_txn, identifier_link_in_txn, identity_load,
};
use ripen_store::merge::{merge_suggest_in_txn, person_merge_in_txn};
use ripen_store::{Conn, Result};

use super::named::identifiers;

/// The identities of a batch.
pub struct Identified {
    /// Person and home of each interaction, as of the end of the batch.
    pub held: Vec<Held>,
    /// Merges, (winner, loser), in order.
    pub merged: Vec<(i64, i64)>,
}

/// A former id can be a visitor cookie or a user id; what is known decides.
fn settle_previous(resolver: &Resolver, interaction: &Interaction, all: &mut [Identifier]) {
    let Some(previous) = &interaction.previous_id else {
        return;
    };
    let user = Identifier {
        kind: IdentifierKind::UserId,
        value: previous.clone(),
    };
    if resolver.holder(&user).is_some()
        && let Some(named) = all
            .iter_mut()
            .rev()
            .find(|one| one.kind == IdentifierKind::AnonymousId && one.value == *previous)
    {
        *named = user;
    }
}

/// Resolves a batch and stores what it teaches about identity.
pub fn identify_in_txn(conn: &mut Conn, batch: &[(i64, Interaction)]) -> Result<Identified> {
    let mut named: Vec<Vec<Identifier>> = batch
        .iter()
        .map(|(_, interaction)| identifiers(interaction))
        .collect();
    let previous = batch
        .iter()
        .filter_map(|(_, interaction)| interaction.previous_id.clone());
    let previous: Vec<Identifier> = previous
        .map(|value| Identifier {
            kind: IdentifierKind::UserId,
            value,
        })
        .collect();
    let mut resolver = identity_load(
        conn,
        &named.iter().flatten().chain(&previous).collect::<Vec<_>>(),
    )?;
    let mut changes = Vec::new();
    let mut held = Vec::with_capacity(batch.len());
    for ((seq, interaction), identifiers) in batch.iter().zip(&mut named) {
        settle_previous(&resolver, interaction, identifiers);
        if identifiers.is_empty() {
            // All that it names was taken for identifiers once and is none today.
            held.push(Held {
                person: *seq,
                home: *seq,
            });
            continue;
        }
        let mut own = Vec::new();
        held.push(resolver.resolve(*seq, identifiers, &mut own));
        changes.extend(own.into_iter().map(|change| (*seq, interaction.at, change)));
    }
    held.iter_mut()
        .for_each(|held| held.person = resolver.find(held.person));
    let merged = store_changes_in_txn(conn, &resolver, changes)?;
    contact_share_in_txn(conn, &shared(&resolver, &named, &held))?;
    Ok(Identified { held, merged })
}

/// The addresses and numbers that interactions name and that somebody else holds.
fn shared(resolver: &Resolver, named: &[Vec<Identifier>], held: &[Held]) -> Vec<SharedContact> {
    let mut shared = Vec::new();
    for (identifiers, held) in named.iter().zip(held) {
        let contact = identifiers
            .iter()
            .filter(|one| matches!(one.kind, IdentifierKind::Email | IdentifierKind::Phone));
        let elsewhere = contact.filter(|one| resolver.holder(one) != Some(held.person));
        shared.extend(elsewhere.map(|identifier| SharedContact {
            identifier: identifier.clone(),
            held: *held,
        }));
    }
    shared
}

/// Stores what was learned; returns the merges, (winner, loser), in order.
pub(super) fn store_changes_in_txn(
    conn: &mut Conn,
    resolver: &Resolver,
    changes: Vec<(i64, Timestamp, Change)>,
) -> Result<Vec<(i64, i64)>> {
    let (mut merged, mut links) = (Vec::new(), Vec::new());
    for (seq, at, change) in changes {
        match change {
            // Whoever is born has an interaction in the batch and gets a row with it.
            Change::Born { .. } => {}
            Change::Linked {
                identifier,
                held,
                evidence,
            } => {
                // Stored as of the end of the batch: the merge below moves only what is there already.
                let held = Held {
                    person: resolver.find(held.person),
                    ..held
                };
                links.push(Link {
                    identifier,
                    held,
                    at,
                    seq,
                    evidence,
                });
            }
            Change::Merged {
                winner,
                loser,
                evidence,
            } => {
                person_merge_in_txn(conn, (winner, loser), at, seq, evidence)?;
                merged.push((winner, loser));
            }
            Change::Suggested {
                first,
                second,
                evidence,
            } => {
                merge_suggest_in_txn(conn, (first, second), evidence.name(), at, seq)?;
            }
        }
    }
    identifier_link_in_txn(conn, &links)?;
    Ok(merged)
}
