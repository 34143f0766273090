//! Names that are given: two that clearly differ are those of two people, where nothing but a claim says that they
//! are one.

use ripen_domain::identity::names::{Likeness, Name};
use ripen_domain::identity::resolve::{Claim, Held, Misnamed};
use ripen_domain::identity::{Identifier, IdentifierKind, Proof};
use ripen_store::identity::{Link, identifier_list, identity_load};
use ripen_store::merge::Merge;
use ripen_store::split::{
    NameSaid, companies_said, contact_claim_keep_in_txn, contact_claim_share_in_txn, names_claimed,
    names_said,
};
use ripen_store::{Conn, Result};

use super::{Leaving, Parted, STEPS, Word, belongs, claimed_merge, is_bonded, own};
use crate::project::named::identifiers;

/// Two identifiers of a person who is called by clearly another name by each, and that only a claim ties together.
pub struct OtherName {
    /// The one that is named now.
    named: Identifier,
    /// Who is meant by it; none where that is somebody new.
    meant: Option<Held>,
    /// The one that was named before.
    before: Identifier,
    /// The interaction that did so.
    before_seq: i64,
    /// What was named beside it by the other names, each with the interaction that did so.
    beside: Vec<(Identifier, i64)>,
    /// Whether the business names it now.
    is_firm: bool,
}

/// How two identifiers are one person's.
enum Tie {
    /// By a merge that was only claimed.
    Merge(Box<Merge>),
    /// The first was claimed by whom the other is of.
    First,
    /// The other way round.
    Other,
}

/// A name that somebody was given before.
struct Called {
    name: Name,
    /// The interaction that gave it.
    seq: i64,
    /// What that one names.
    by: Vec<Identifier>,
    /// Whether a browser's key did so.
    is_claimed: bool,
}

/// The names that somebody was given: by the business, then by claims.
fn names(conn: &mut Conn, person: i64) -> Result<Vec<Called>> {
    let of = |is_claimed| {
        move |said: NameSaid| Called {
            name: Name::parse(&said.name),
            seq: said.seq,
            by: identifiers(&said.named),
            is_claimed,
        }
    };
    let said = names_said(conn, person)?.into_iter().map(of(false));
    let claimed = names_claimed(conn, person)?.into_iter().map(of(true));
    Ok(said.chain(claimed).collect())
}

/// Whether somebody was called otherwise by an identifier that only a claim ties to the one by which a statement, of
/// somebody of `company`, calls them now.
pub fn other_name(
    conn: &mut Conn,
    one: &Misnamed,
    claim: &Claim,
    company: Option<&str>,
) -> Result<Option<OtherName>> {
    let all = names(conn, one.person)?;
    let mut others = all
        .iter()
        .filter(|said| said.name.likeness(&claim.name) == Likeness::Other)
        .peekable();
    if others.peek().is_none() {
        return Ok(None);
    }
    let links = identifier_list(conn, one.person)?;
    let Some(named) = own(&links, &one.named) else {
        return Ok(None);
    };
    let mut companies = None;
    for said in others {
        let mut by = said.by.iter().filter_map(|one| own(&links, one));
        let Some(before) = by.next() else { continue };
        let names = (&said.name, &claim.name);
        let is_one_here = by.any(|one| is_one(one, named)) || is_married(names, named, before);
        let beside = beside(&all, claim, before);
        if is_one_here || tie(conn, &links, named, (before, &beside))?.is_none() {
            continue;
        }
        let is_claimed = said.is_claimed || !claim.may_join;
        if is_claimed && is_in_doubt(&all, claim, said, (&links, named, before)) {
            continue;
        }
        let companies = match &companies {
            Some(companies) => companies,
            None => companies.insert(companies_said(conn, one.person)?),
        };
        let mut companies = companies.iter().map(String::as_str).chain(company);
        // The name of their company is nobody's.
        if companies.any(|one| said.name.is_of_company(one) || claim.name.is_of_company(one)) {
            continue;
        }
        return Ok(Some(OtherName {
            named: one.named.clone(),
            meant: one.meant,
            before: before.identifier.clone(),
            before_seq: said.seq,
            beside,
            is_firm: claim.may_join,
        }));
    }
    Ok(None)
}

/// What was named beside an identifier by other names than a statement gives, each with the interaction that did so.
fn beside(all: &[Called], claim: &Claim, before: &Link) -> Vec<(Identifier, i64)> {
    let others = all.iter().filter(|one| {
        let is_other = one.name.likeness(&claim.name) == Likeness::Other;
        is_other && one.by.contains(&before.identifier)
    });
    let named = others.flat_map(|said| said.by.iter().map(|one| (one.clone(), said.seq)));
    named.collect()
}

/// Whether a name that was only claimed tells nobody apart: it is claimed of both at once, the business calls them
/// otherwise, both were called the same once, or it is what somebody at a device calls themselves, and no full name.
fn is_in_doubt(
    all: &[Called],
    claim: &Claim,
    said: &Called,
    (links, named, before): (&[Link], &Link, &Link),
) -> bool {
    let names = |by: &[Identifier], of: &Link| {
        let mut by = by.iter().filter_map(|one| own(links, one));
        by.any(|one| is_one(one, of))
    };
    let is_said = |of: &Link| {
        let mut said = all.iter().filter(|one| !one.is_claimed);
        said.any(|one| names(&one.by, of))
    };
    let is_called = |of: &Link, name: &Name| {
        let mut alike = all
            .iter()
            .filter(|one| one.name.likeness(name) == Likeness::Alike);
        alike.any(|one| names(&one.by, of))
    };
    let is_nickname =
        |one: &Link, name: &Name| one.identifier.proof() == Proof::Device && !name.is_full();
    (!claim.may_join && (names(&claim.identifiers, before) || is_said(named)))
        || (said.is_claimed && is_said(before))
        || is_called(before, &claim.name)
        || is_called(named, &said.name)
        || is_nickname(named, &claim.name)
        || is_nickname(before, &said.name)
}

/// What the business calls somebody whose name was only claimed.
pub fn called_by_business(conn: &mut Conn, person: i64) -> Result<Name> {
    let said = names_said(conn, person)?.pop();
    Ok(said.map_or_else(Name::default, |said| Name::parse(&said.name)))
}

/// Whether an address that is claimed to be of both says that they have one given name.
fn is_married((one, other): (&Name, &Name), named: &Link, before: &Link) -> bool {
    let mut own = [named, before].into_iter();
    own.any(|link| {
        link.identifier.is_own_address() && !one.is_other_at(other, &link.identifier.value)
    })
}

fn is_one(one: &Link, other: &Link) -> bool {
    one.identifier == other.identifier || is_bonded(one, other)
}

/// The claim that alone ties two identifiers of a person together.
fn tie(
    conn: &mut Conn,
    links: &[Link],
    one: &Link,
    (other, beside): (&Link, &[(Identifier, i64)]),
) -> Result<Option<Tie>> {
    if is_one(one, other) {
        return Ok(None);
    }
    if one.held.home != other.held.home {
        let merge = claimed_merge(conn, links, one, other)?;
        return Ok(merge.map(Box::new).map(Tie::Merge));
    }
    let of_home = beside.iter().filter_map(|(one, _)| own(links, one));
    let mut of_home = of_home.filter(|one| one.held.home == other.held.home);
    let is_theirs = belongs(links, other) || of_home.any(|one| belongs(links, one));
    Ok(match (belongs(links, one), is_theirs) {
        (true, true) => None,
        (true, false) => Some(Tie::Other),
        (false, true) => Some(Tie::First),
        // Neither is what they were first known by: a user keeps what else there is.
        (false, false) if one.identifier.kind == IdentifierKind::UserId => Some(Tie::Other),
        (false, false) => Some(Tie::First),
    })
}

impl OtherName {
    /// Whether an identifier goes on being claimed of who gave it: of what several people may have, and of an address
    /// of which the business has not said whose it is.
    fn is_open(&self, one: &Identifier, bond: Option<i64>) -> bool {
        let is_named = self.is_firm && *one == self.named;
        one.proof() == Proof::Shared || !(is_named || bond.is_some())
    }

    /// The contact points that the interaction of a merge claimed for somebody of a person, who goes on showing them.
    fn claimed_by(
        &self,
        conn: &mut Conn,
        merge: &Merge,
        (person, links): (i64, &[Link]),
    ) -> Result<Vec<&Identifier>> {
        let mut claimed = Vec::new();
        for contact in [&self.named, &self.before] {
            let bond = own(links, contact).and_then(|link| link.bond);
            let by = (merge.seq, merge.at);
            if self.is_open(contact, bond) && contact_claim_keep_in_txn(conn, contact, person, by)?
            {
                claimed.push(contact);
            }
        }
        Ok(claimed)
    }
}

/// Keeps that whoever claimed these by a merge, of one of two people, has them although the other holds them.
fn share_claimed_in_txn(
    conn: &mut Conn,
    merge: &Merge,
    claimed: &[&Identifier],
    people: [i64; 2],
) -> Result<()> {
    for contact in claimed {
        let holder = identity_load(conn, &[contact])?.holder(contact);
        for person in people.into_iter().filter(|one| Some(*one) != holder) {
            contact_claim_share_in_txn(conn, contact, person, (merge.seq, merge.at))?;
        }
    }
    Ok(())
}

impl<'a> Leaving<'a> {
    /// It goes with what was named beside it: what came by that goes along, and what several people may have is theirs
    /// as well.
    fn take_beside(&mut self, links: &[Link], beside: &'a [(Identifier, i64)]) {
        let home = self.own.held.home;
        let came = beside.iter().filter(|(one, seq)| {
            own(links, one).is_some_and(|link| link.seq == *seq && link.held.home == home)
        });
        self.given.extend(came.map(|(one, _)| one.clone()));
        let beside = beside
            .iter()
            .filter(|(one, _)| one.proof() == Proof::Shared);
        self.beside = beside.collect();
    }
}

impl Parted {
    /// Parts two who are called by two names, by the word of the interaction at `seq`.
    pub(super) fn name_in_txn(
        &mut self,
        conn: &mut Conn,
        other: &OtherName,
        word: Word<'_>,
    ) -> Result<()> {
        let by = word.takes_back();
        for _ in 0..STEPS {
            let Some(holder) = identity_load(conn, &[&other.named])?.holder(&other.named) else {
                break;
            };
            let links = identifier_list(conn, holder)?;
            let pair = (own(&links, &other.named), own(&links, &other.before));
            let (Some(named), Some(before)) = pair else {
                break;
            };
            let (leaves, to) = match tie(conn, &links, named, (before, &other.beside))? {
                None => break,
                Some(Tie::Merge(merge)) => {
                    let claimed = other.claimed_by(conn, &merge, (holder, &links))?;
                    self.take_back_in_txn(conn, &merge, holder, by)?;
                    share_claimed_in_txn(conn, &merge, &claimed, [holder, merge.loser])?;
                    continue;
                }
                Some(Tie::First) => (named, other.meant.unwrap_or(word.somebody_new())),
                // Two who leave are not one for it: each is known by what named them.
                Some(Tie::Other) => {
                    let (person, home) = (other.before_seq, other.before_seq);
                    (before, Held { person, home })
                }
            };
            let is_open = |one: &Identifier| {
                let bond = own(&links, one).and_then(|link| link.bond);
                other.is_open(one, bond)
            };
            match leaves.identifier.kind {
                IdentifierKind::UserId => {
                    self.user_leaves_in_txn(conn, &links, leaves, (by, is_open))?;
                }
                _ => {
                    let is_open = is_open(&leaves.identifier);
                    let mut what = Leaving {
                        is_open,
                        ..Leaving::of(&links, leaves)
                    };
                    if leaves.identifier == other.before {
                        what.take_beside(&links, &other.beside);
                    }
                    self.leaves_in_txn(conn, (&links, what), to, by)?;
                }
            }
            break;
        }
        Ok(())
    }
}
