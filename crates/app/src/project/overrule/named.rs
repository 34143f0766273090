//! Names that the business gives: two that clearly differ are those of two people, where nothing but a claim
//! says that they are one.

use ripen_domain::identity::names::{Likeness, Name};
use ripen_domain::identity::resolve::{Held, Misnamed};
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_store::identity::merge::Merge;
use ripen_store::identity::split::{companies_said, name_said_last, names_said};
use ripen_store::identity::{Link, identifier_list, identity_load};
use ripen_store::{Conn, Result};

use super::{Parted, STEPS, Word, belongs, claimed_merge, is_bonded, own};
use crate::project::named::identifiers;

/// Two identifiers of a person whom the business calls by clearly another name by each, and that only a claim
/// ties together.
pub struct OtherName {
    /// The one that is named now.
    named: Identifier,
    /// Who is meant by it; none where that is somebody new.
    meant: Option<Held>,
    /// The one that was named before.
    before: Identifier,
    /// The interaction that did so.
    before_seq: i64,
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

/// Whether the business named somebody otherwise by an identifier that only a claim ties to the one by which it
/// calls them `name`, of `company`, now.
pub fn other_name(
    conn: &mut Conn,
    one: &Misnamed,
    (name, company): (&Name, Option<&str>),
) -> Result<Option<OtherName>> {
    let (mut links, mut companies) = (None, None);
    for said in names_said(conn, one.person)? {
        let called = Name::parse(&said.name);
        if called.likeness(name) != Likeness::Other {
            continue;
        }
        let links = match &links {
            Some(links) => links,
            None => links.insert(identifier_list(conn, one.person)?),
        };
        let Some(named) = own(links, &one.named) else {
            break;
        };
        let by = identifiers(&said.named);
        let mut by = by.iter().filter_map(|one| own(links, one));
        let Some(before) = by.next() else { continue };
        let is_one_here =
            by.any(|one| is_one(one, named)) || is_married((&called, name), named, before);
        if is_one_here || tie(conn, links, named, before)?.is_none() {
            continue;
        }
        let companies = match &companies {
            Some(companies) => companies,
            None => companies.insert(companies_said(conn, one.person)?),
        };
        let mut companies = companies.iter().map(String::as_str).chain(company);
        // The name of their company is nobody's.
        if companies.any(|one| called.is_of_company(one) || name.is_of_company(one)) {
            continue;
        }
        return Ok(Some(OtherName {
            named: one.named.clone(),
            meant: one.meant,
            before: before.identifier.clone(),
            before_seq: said.seq,
        }));
    }
    Ok(None)
}

/// What the business calls somebody whose name was only claimed.
pub fn called_by_business(conn: &mut Conn, person: i64) -> Result<Name> {
    let said = name_said_last(conn, person)?;
    Ok(said.map_or_else(Name::default, |said| Name::parse(&said)))
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
fn tie(conn: &mut Conn, links: &[Link], one: &Link, other: &Link) -> Result<Option<Tie>> {
    if is_one(one, other) {
        return Ok(None);
    }
    if one.held.home != other.held.home {
        let merge = claimed_merge(conn, links, one, other)?;
        return Ok(merge.map(Box::new).map(Tie::Merge));
    }
    Ok(match (belongs(links, one), belongs(links, other)) {
        (true, true) => None,
        (true, false) => Some(Tie::Other),
        (false, true) => Some(Tie::First),
        // Neither is what they were first known by: a user keeps what else there is.
        (false, false) if one.identifier.kind == IdentifierKind::UserId => Some(Tie::Other),
        (false, false) => Some(Tie::First),
    })
}

impl Parted {
    /// Parts two whom the business calls by two names, by the word of the interaction at `seq`.
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
            let (leaves, to) = match tie(conn, &links, named, before)? {
                None => break,
                Some(Tie::Merge(merge)) => {
                    self.take_back_in_txn(conn, &merge, holder, by)?;
                    continue;
                }
                Some(Tie::First) => (named, other.meant.unwrap_or(word.somebody_new())),
                // Two who leave are not one for it: each is known by what named them.
                Some(Tie::Other) => {
                    let (person, home) = (other.before_seq, other.before_seq);
                    (before, Held { person, home })
                }
            };
            match leaves.identifier.kind {
                IdentifierKind::UserId => self.user_leaves_in_txn(conn, &links, leaves, by)?,
                _ => self.leaves_in_txn(conn, &links, leaves, to, by)?,
            }
            break;
        }
        Ok(())
    }
}
