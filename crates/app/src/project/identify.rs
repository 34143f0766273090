//! Whose the interactions of a batch are.

use std::collections::{HashMap, HashSet};

use ripen_domain::identity::names::Name;
use ripen_domain::identity::resolve::{Change, Claim, Held, Resolved, Resolver};
use ripen_domain::identity::{Identifier, IdentifierKind, Proof};
use ripen_domain::interaction::Interaction;
use ripen_domain::profile::{Authority, FieldValue, ProfileChange, field};
use ripen_domain::time::Timestamp;
use ripen_store::capture::ignored::ignored_claims_in_txn;
use ripen_store::identity::merge::{NewMerge, person_merge_in_txn};
use ripen_store::identity::pair::merge_suggest_in_txn;
use ripen_store::identity::{
    Link, contact_share_in_txn, contact_unshare_in_txn, identifier_bond_in_txn,
    identifier_link_in_txn, identifier_rebond_in_txn, identity_load, identity_load_devices,
    identity_load_names,
};
use ripen_store::{Conn, Result};

use super::named::{identifiers, user_address};
use super::overrule::{Conflict, Parted, called_by_business, other_name};

/// The identities of a batch.
pub struct Identified {
    /// Person and home of each interaction, as of the end of the batch.
    pub held: Vec<Held>,
    /// What each interaction's profile changes may overwrite.
    pub authorities: Vec<Authority>,
    /// Positions of the interactions that came by keys which everybody can read.
    pub public: HashSet<i64>,
    /// Merges, (winner, loser), in order.
    pub merged: Vec<(i64, i64)>,
    /// Who holds the contact points that it names, as of the end of the batch.
    pub contacts: HashMap<Identifier, Held>,
    /// User ids that are addresses, by the interactions that made them known as such.
    pub addresses: HashMap<i64, String>,
    /// Addresses of which the business has said whose they are: claims of others count no more.
    pub unclaimed: Vec<Identifier>,
    /// What interactions claimed and is not said of whom they are from, by position.
    pub unsaid: HashMap<i64, Vec<Identifier>>,
    /// What has to be taken out of somebody before the interaction that follows those that were resolved.
    pub conflict: Option<Conflict>,
    /// The identifiers that interactions gave, each with its home, as far as somebody was taken apart before.
    pub linked: HashMap<i64, Vec<(Identifier, i64)>>,
}

/// The text that profile changes give a field.
pub(super) fn text<'a>(changes: &'a [ProfileChange], field: &str) -> Option<&'a str> {
    let change = changes.iter().find(|change| change.field == field)?;
    match &change.value {
        Some(FieldValue::Text(text)) => Some(text),
        _ => None,
    }
}

/// What profile changes call somebody: by the whole name, or by half of it.
fn called(changes: &[ProfileChange]) -> Option<&str> {
    field::NAMES.iter().find_map(|name| text(changes, name))
}

/// A former id can be a visitor cookie or a user id; what is known decides. Where nothing is, a server
/// that says so means either.
pub(super) fn settle_previous(resolver: &Resolver, interaction: &Interaction, claim: &mut Claim) {
    let Some(previous) = &interaction.previous_id else {
        return;
    };
    let of = |kind| Identifier {
        kind,
        value: previous.clone(),
    };
    let (user, cookie) = (of(IdentifierKind::UserId), of(IdentifierKind::AnonymousId));
    let is_user = resolver.holder(&user).is_some();
    let is_known = is_user || resolver.holder(&cookie).is_some();
    if is_user {
        claim.identifiers.retain(|one| *one != cookie);
    }
    if is_user || (!is_known && claim.may_join && interaction.user_id.is_some()) {
        claim.identifiers.push(user.clone());
    }
    claim.former = Some(if is_user { user } else { cookie });
    claim
        .identifiers
        .sort_by_key(|one| std::cmp::Reverse(one.kind));
    claim.identifiers.dedup();
}

/// What the interactions of a batch say about who they are from.
fn claims(
    batch: &[(i64, Interaction)],
    changes: &[Vec<ProfileChange>],
    public: &HashSet<i64>,
) -> Vec<Claim> {
    let claim = |((_, interaction), changes): (&(i64, Interaction), &Vec<ProfileChange>)| {
        let may_join = !public.contains(&interaction.source_id);
        claim_of(interaction, changes, may_join)
    };
    batch.iter().zip(changes).map(claim).collect()
}

/// What an interaction that brings these changes says about who it is from.
pub(super) fn claim_of(
    interaction: &Interaction,
    changes: &[ProfileChange],
    may_join: bool,
) -> Claim {
    Claim {
        identifiers: identifiers(interaction),
        name: called(changes).map_or_else(Name::default, Name::parse),
        may_join,
        ..Claim::default()
    }
}

/// The user ids that former ids may be.
pub(super) fn previous_users<'i>(
    interactions: impl Iterator<Item = &'i Interaction>,
) -> Vec<Identifier> {
    let previous = interactions.filter_map(|interaction| interaction.previous_id.clone());
    let user = |value| Identifier {
        kind: IdentifierKind::UserId,
        value,
    };
    previous.map(user).collect()
}

/// What is known of whom the claims name. Names are looked at only where one may tell two people apart.
fn load(
    conn: &mut Conn,
    batch: &[(i64, Interaction)],
    claims: &[Claim],
    parted: &Parted,
) -> Result<Resolver> {
    let previous = previous_users(batch.iter().map(|(_, interaction)| interaction));
    let named = claims.iter().flat_map(|claim| &claim.identifiers);
    let mut resolver = identity_load(conn, &named.chain(&previous).collect::<Vec<_>>())?;
    let asks = |claim: &Claim| {
        let is_shared = |one: &Identifier| one.proof() == Proof::Shared;
        claim.name != Name::default()
            || claim.identifiers.iter().any(is_shared)
            || is_of_several(&resolver, claim)
    };
    if claims.iter().any(asks) {
        identity_load_names(conn, &mut resolver, &parted.people)?;
    }
    load_devices(conn, claims, &mut resolver)?;
    Ok(resolver)
}

/// Whether what a claim names is not all one person's.
fn is_of_several(resolver: &Resolver, claim: &Claim) -> bool {
    let holder = |one: &Identifier| resolver.holder(one);
    let mut holders = claim.identifiers.iter().filter_map(holder);
    let first = holders.next();
    holders.any(|one| Some(one) != first)
}

/// How many devices people have is looked at only where a browser claims something new for somebody.
fn load_devices(conn: &mut Conn, claims: &[Claim], resolver: &mut Resolver) -> Result<()> {
    let several = claims.iter().filter(|claim| claim.identifiers.len() > 1);
    let is_new = |claim: &Claim| {
        let holder = |one: &Identifier| resolver.holder(one);
        let mut holders = claim.identifiers.iter().map(holder);
        let first = holders.next().flatten();
        first.is_none() || holders.any(|one| one != first)
    };
    if !several
        .clone()
        .any(|claim| !claim.may_join && is_new(claim))
    {
        return Ok(());
    }
    let named = several.flat_map(|claim| &claim.identifiers);
    let people = named.filter_map(|one| resolver.holder(one));
    let mut people: Vec<i64> = people.collect();
    people.sort_unstable();
    people.dedup();
    identity_load_devices(conn, resolver, &people)
}

/// What a statement of the business contradicts: it is taken out of somebody before the statement is resolved.
enum Heeded {
    /// Nothing.
    Nothing,
    /// This.
    Conflict(Conflict),
    /// Perhaps something; what was resolved before has to be stored first.
    Unknown,
}

fn heed(
    conn: &mut Conn,
    resolver: &Resolver,
    (seq, claim): (i64, &mut Claim),
    changes: &[ProfileChange],
) -> Result<Heeded> {
    if let Some(overruled) = resolver.overruled(claim) {
        return Ok(Heeded::Conflict(Conflict::User(overruled)));
    }
    for misnamed in resolver.misnamed(claim) {
        if misnamed.is_met {
            return Ok(Heeded::Unknown);
        }
        let called = (&claim.name, text(changes, field::COMPANY));
        if let Some(other) = other_name(conn, &misnamed, called)? {
            return Ok(Heeded::Conflict(Conflict::Name(other)));
        }
    }
    // Anew each time that it is heeded: what is taken back meanwhile may have called somebody otherwise.
    let mut called = Vec::new();
    for person in resolver.called_by_claims(claim) {
        if resolver.is_met(person) {
            return Ok(Heeded::Unknown);
        }
        called.push((person, called_by_business(conn, person)?));
    }
    claim.called = called;
    let yielded = resolver.yielded(seq, claim);
    Ok(yielded.map_or(Heeded::Nothing, |one| {
        Heeded::Conflict(Conflict::Contact(one))
    }))
}

/// Resolves a batch and stores what it teaches about identity, up to an interaction by which the business
/// takes a contact point out of somebody, or that may be of somebody who was called by another name: that has to be
/// done first, or stored. The first interaction is resolved as things stand where `heeds` says no. `changes` are the
/// profile changes of each interaction, `public` the sources that are keys which everybody can read; `parted` is what
/// was taken out of people before.
pub fn identify_in_txn(
    conn: &mut Conn,
    batch: &[(i64, Interaction)],
    (changes, public): (&[Vec<ProfileChange>], &HashSet<i64>),
    heeds: bool,
    parted: &Parted,
) -> Result<Identified> {
    let mut claims = claims(batch, changes, public);
    let mut resolver = load(conn, batch, &claims, parted)?;
    let mut learned = Vec::new();
    let mut resolved: Vec<Resolved> = Vec::with_capacity(batch.len());
    let mut conflict = None;
    for (((seq, interaction), claim), changes) in batch.iter().zip(&mut claims).zip(changes) {
        settle_previous(&resolver, interaction, claim);
        if resolver.is_of_renamed(claim) {
            break;
        }
        if heeds || !resolved.is_empty() {
            match heed(conn, &resolver, (*seq, claim), changes)? {
                Heeded::Nothing => {}
                Heeded::Unknown => break,
                Heeded::Conflict(found) => {
                    conflict = Some(found);
                    break;
                }
            }
        }
        if claim.identifiers.is_empty() {
            // All that it names was taken for identifiers once and is none today.
            let (person, home) = (*seq, *seq);
            resolved.push(Resolved {
                held: Held { person, home },
                proof: Proof::Own,
            });
            continue;
        }
        let mut own = Vec::new();
        resolved.push(resolver.resolve(*seq, claim, &mut own));
        learned.extend(own.into_iter().map(|change| (*seq, interaction.at, change)));
    }
    let now = |one: &Resolved| Held {
        person: resolver.find(one.held.person),
        ..one.held
    };
    let authority = |(one, claim): (&Resolved, &Claim)| match one.proof {
        Proof::Own if claim.may_join => Authority::Firm,
        Proof::Own => Authority::Claimed,
        Proof::Shared | Proof::Device => Authority::Hinted,
    };
    let held = resolved.iter().map(now).collect();
    let authorities = resolved.iter().zip(&claims).map(authority).collect();
    let done = batch.iter().zip(claims).take(resolved.len());
    let mut public = HashSet::new();
    let mut contacts = HashMap::with_capacity(batch.len());
    for ((seq, _), claim) in done {
        if !claim.may_join {
            public.insert(*seq);
        }
        let named = claim.identifiers.into_iter();
        for contact in named.filter(|one| is_contact(one.kind)) {
            contacts.extend(resolver.held(&contact).map(|held| (contact, held)));
        }
    }
    Ok(Identified {
        held,
        authorities,
        public,
        contacts,
        addresses: addresses(batch, &learned),
        linked: linked(&learned, parted),
        unclaimed: unclaimed(&learned),
        unsaid: unsaid(&learned),
        merged: store_changes_in_txn(conn, &resolver, learned)?,
        conflict,
    })
}

fn linked(
    learned: &[(i64, Timestamp, Change)],
    parted: &Parted,
) -> HashMap<i64, Vec<(Identifier, i64)>> {
    let mut all: HashMap<i64, Vec<_>> = HashMap::new();
    for (seq, _, change) in learned.iter().filter(|_| !parted.is_empty()) {
        if let Change::Linked {
            identifier, held, ..
        } = change
        {
            let of_seq = all.entry(*seq).or_default();
            of_seq.push((identifier.clone(), held.home));
        }
    }
    all
}

fn unclaimed(learned: &[(i64, Timestamp, Change)]) -> Vec<Identifier> {
    let all = learned.iter().filter_map(|(.., change)| match change {
        Change::Unclaimed { identifier } => Some(identifier.clone()),
        _ => None,
    });
    all.collect()
}

fn unsaid(learned: &[(i64, Timestamp, Change)]) -> HashMap<i64, Vec<Identifier>> {
    let mut all: HashMap<i64, Vec<_>> = HashMap::new();
    for (seq, _, change) in learned {
        if let Change::Unsaid { identifier } = change {
            all.entry(*seq).or_default().push(identifier.clone());
        }
    }
    all
}

fn is_contact(kind: IdentifierKind) -> bool {
    matches!(kind, IdentifierKind::Email | IdentifierKind::Phone)
}

/// The addresses that interactions made known of somebody whose user id is one.
fn addresses(
    batch: &[(i64, Interaction)],
    learned: &[(i64, Timestamp, Change)],
) -> HashMap<i64, String> {
    let linked = learned.iter().filter_map(|(seq, _, change)| match change {
        Change::Linked { identifier, .. } if identifier.kind == IdentifierKind::Email => {
            let at = batch.binary_search_by_key(seq, |(seq, _)| *seq).ok()?;
            let is_user_id = user_address(&batch[at].1).as_ref() == Some(identifier);
            is_user_id.then(|| (*seq, identifier.value.clone()))
        }
        _ => None,
    });
    linked.collect()
}

/// Stores what was learned; returns the merges, (winner, loser), in order.
pub(super) fn store_changes_in_txn(
    conn: &mut Conn,
    resolver: &Resolver,
    changes: Vec<(i64, Timestamp, Change)>,
) -> Result<Vec<(i64, i64)>> {
    let (mut merged, mut links, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for (seq, at, change) in changes {
        match change {
            // Whoever is born has an interaction in the batch and gets a row with it.
            Change::Born { .. } => {}
            // What it is about is stored with the interactions.
            Change::Unsaid { .. } | Change::Unclaimed { .. } => {}
            Change::Unshared { identifier, person } => {
                contact_unshare_in_txn(conn, &identifier, resolver.find(person))?;
            }
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
                    bond: resolver.bond(&identifier),
                    identifier,
                    held,
                    at,
                    seq,
                    evidence,
                    shared: false,
                });
            }
            Change::Shared { identifier, held } => {
                contact_share_in_txn(conn, &identifier, held, at, seq)?;
            }
            Change::Merged {
                winner,
                loser,
                evidence,
                claimed,
            } => {
                let merge = NewMerge {
                    winner,
                    loser,
                    at,
                    seq,
                    evidence: evidence.name(),
                    accepted_by: None,
                    claimed,
                };
                person_merge_in_txn(conn, merge)?;
                merged.push((winner, loser));
            }
            Change::Bonded { identifier, bond } => {
                identifier_bond_in_txn(conn, &identifier, bond)?;
            }
            Change::Rebonded { person, from, to } => {
                identifier_rebond_in_txn(conn, person, (from, to))?;
            }
            Change::Refused { identifier } => refused.push((identifier.kind, at)),
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
    ignored_claims_in_txn(conn, &refused)?;
    Ok(merged)
}
