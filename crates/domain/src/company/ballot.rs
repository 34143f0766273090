//! What keys mean, by what most people state.
//!
//! People who state two keys together vote that they belong together: a mail domain with a name or an
//! id, an id with a name. A domain means what most of its people say, an id what most of its people
//! call it, and a name an id where nearly everybody who states it is of that id, which most call
//! otherwise. So one odd statement never joins two companies, and what keys mean hangs on how many
//! people state what, not on the order in which they did. Where equally many state two things, the name
//! that is the domain goes first, then one that resembles it, then the shorter, which is in the longer ones
//! that name a part; the alphabet is the last resort.
//!
//! Not everybody's word is the same: what the business says is firm, what is sent with a key that everybody
//! can read is a claim. A question on which anything firm was said is decided by that alone; claims decide
//! where there is none, and never what an id or a name means that the business states itself. So however
//! many claims there are, nobody leaves a company that the business put them into.

mod tally;

use super::likeness::Likeness;
use super::{Stated, is_domain, is_id};

pub use tally::{Count, Slate, Standing, Tally, order_of};

/// Where votes are looked up.
pub trait Ballots {
    /// Why they may not be had.
    type Error;

    /// What the votes on a key come to.
    ///
    /// # Errors
    /// When they cannot be had.
    fn standing(&mut self, key: &str) -> Result<Standing, Self::Error>;
}

/// What one person says of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote<'s> {
    /// The key.
    pub key: &'s str,
    /// The key that it is stated with; empty for that it is stated at all, or of a domain alone.
    pub other: &'s str,
    /// Whether the business says all of it.
    pub is_firm: bool,
}

/// The votes of one person.
pub fn votes_of(stated: &Stated) -> Vec<Vote<'_>> {
    let mut votes = Vec::new();
    let mut vote = |key, other, is_firm| {
        votes.push(Vote {
            key,
            other,
            is_firm,
        });
    };
    let alone = [&stated.id, &stated.name].into_iter().flatten();
    alone.for_each(|key| vote(key.text.as_str(), "", key.is_firm));
    let mut pairs = vec![(stated.id.as_ref(), stated.name.as_ref())];
    match (&stated.domain, stated.said()) {
        (Some(domain), None) => vote(domain.text.as_str(), "", domain.is_firm),
        (domain, said) => pairs.push((domain.as_ref(), said)),
    }
    for pair in pairs {
        if let (Some(one), Some(other)) = pair {
            let is_firm = one.is_firm && other.is_firm;
            vote(one.text.as_str(), other.text.as_str(), is_firm);
            vote(other.text.as_str(), one.text.as_str(), is_firm);
        }
    }
    votes
}

/// What a key means other than itself, as far as people say.
///
/// # Errors
/// When votes cannot be had.
pub fn meaning<B: Ballots>(ballots: &mut B, key: &str) -> Result<Option<String>, B::Error> {
    let standing = ballots.standing(key)?;
    if is_domain(key) {
        return of_domain(ballots, key, standing);
    }
    match is_id(key) {
        true => of_id(ballots, key, standing),
        false => of_name(ballots, key, standing),
    }
}

/// A domain means what its people say. One person is enough where no other domain speaks more for what
/// they say.
fn of_domain<B: Ballots>(
    ballots: &mut B,
    domain: &str,
    standing: Standing,
) -> Result<Option<String>, B::Error> {
    let Some((said, by_many)) = standing.says else {
        return Ok(None);
    };
    let stands = by_many
        || Likeness::of(&said, domain) > Likeness::None
        || ballots.standing(&said)?.home.as_deref() == Some(domain);
    Ok(stands.then_some(said))
}

/// An id means what most of its people call it, unless that is what another id is called by more.
fn of_id<B: Ballots>(
    ballots: &mut B,
    id: &str,
    standing: Standing,
) -> Result<Option<String>, B::Error> {
    let Some(name) = standing.called else {
        return Ok(None);
    };
    let owner = ballots.standing(&name)?.owner;
    Ok((owner.as_deref() == Some(id)).then_some(name))
}

/// A name means an id where most people who state it are of that id, unless the id is called by it: then
/// the id means the name.
fn of_name<B: Ballots>(
    ballots: &mut B,
    name: &str,
    standing: Standing,
) -> Result<Option<String>, B::Error> {
    let Some(owner) = standing.owner.filter(|_| standing.is_owned) else {
        return Ok(None);
    };
    let called = ballots.standing(&owner)?.called;
    Ok((called.as_deref() != Some(name)).then_some(owner))
}

/// The keys whose meaning may be another when the votes on a key come to something else than before:
/// itself, and those that are judged by what they came to and come to.
pub fn judged_by<'k>(
    key: &'k str,
    before: &'k Standing,
    after: &'k Standing,
) -> impl Iterator<Item = &'k str> {
    let named = |standing: &'k Standing| {
        let keys = [&standing.home, &standing.called, &standing.owner];
        keys.into_iter().filter_map(|key| key.as_deref())
    };
    std::iter::once(key)
        .chain(named(before))
        .chain(named(after))
}

#[cfg(test)]
mod tests;
