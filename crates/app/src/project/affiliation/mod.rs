//! Which company people belong to, kept in line with what all of them state.
//!
//! A batch counts what its people state (`company_vote`), finds out what the keys mean that this
//! concerns, and gives its people their company. Where a key means something else than before, the
//! people of the company that it told are looked at again in the background, a bounded stretch a
//! transaction ([`remake`]): one statement may concern a hundred thousand people.

mod ballots;
mod keys;
mod remake;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use ripen_domain::company::ballot::{self, Ballots as _};
use ripen_domain::company::{Stated, id_of, is_domain, is_name, name};
use ripen_domain::profile::{Profile, field};
use ripen_store::company_key::{
    VoteChanges, company_meanings, company_meanings_set_in_txn, company_pending_add_in_txn,
    company_votes_add_in_txn,
};
use ripen_store::{Conn, Result};

use ballots::Ballots;
pub(crate) use keys::Keys;
pub(crate) use remake::{RULE, counted_up_to, outdated};

/// The fields of a profile that state the company, to tell whether they changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts([Option<String>; 3]);

impl Texts {
    /// Those of a profile.
    pub fn of(profile: &Profile) -> Self {
        let text = |name| profile.text(name).map(str::to_owned);
        Self([
            id_of(profile).map(Cow::into_owned),
            text(field::COMPANY),
            text(field::EMAIL),
        ])
    }

    /// What they state.
    pub fn stated(&self) -> Stated {
        let [id, name, email] = &self.0;
        let domain = email.as_deref().and_then(|email| email.rsplit_once('@'));
        Stated::new(
            id.as_deref(),
            name.as_deref(),
            domain.map(|(_, domain)| domain),
        )
    }
}

/// Somebody who states something else than before, or may be of another company.
#[derive(Clone, Debug)]
pub struct Restated {
    /// What was stated before, and what told the company, where it was counted.
    pub before: Option<(Stated, Option<String>)>,
    /// What is stated now.
    pub after: Stated,
    /// Whether it is to be counted.
    pub counts: bool,
}

/// Takes in what people state; returns what tells the company of each.
pub fn restate_in_txn(conn: &mut Conn, people: &[Restated]) -> Result<Vec<Option<String>>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut changes = VoteChanges::new();
    for one in people {
        if let Some((before, _)) = &one.before {
            count(&mut changes, before, -1);
        }
        if one.counts {
            count(&mut changes, &one.after, 1);
        }
    }
    changes.retain(|_, people| *people != 0);
    if !changes.is_empty() {
        reconsider_in_txn(conn, &changes)?;
    }
    let stated: Vec<&Stated> = people.iter().map(|one| &one.after).collect();
    let keys = Keys::load(conn, &stated)?;
    let companies: Vec<Option<String>> = stated.iter().map(|stated| keys.company(stated)).collect();
    for (one, company) in people.iter().zip(&companies) {
        if let Some((before, company)) = &one.before {
            count_name(&mut changes, before, company.as_deref(), -1);
        }
        if one.counts {
            count_name(&mut changes, &one.after, company.as_deref(), 1);
        }
    }
    company_votes_add_in_txn(conn, &changes)?;
    Ok(companies)
}

fn count(changes: &mut VoteChanges, stated: &Stated, people: i64) {
    for (key, other) in ballot::votes_of(stated) {
        *changes
            .entry((key.to_owned(), other.to_owned()))
            .or_default() += people;
    }
}

/// Counts who states a name and is of a company with another key: filters find people by names.
fn count_name(changes: &mut VoteChanges, stated: &Stated, company: Option<&str>, people: i64) {
    if let (Some(name), Some(company)) = (&stated.name, company)
        && name != company
    {
        let key = (format!("={name}"), company.to_owned());
        *changes.entry(key).or_default() += people;
    }
}

/// Finds out what keys mean after the votes on them changed, and has the people looked at again whom
/// that concerns.
fn reconsider_in_txn(conn: &mut Conn, changes: &VoteChanges) -> Result<()> {
    let mut ballots = Ballots::load(conn, changes)?;
    let touched: BTreeSet<&str> = changes.keys().map(|(key, _)| key.as_str()).collect();
    let mut judged = BTreeSet::new();
    for key in &touched {
        judged.extend(ballot::judged_by(&mut ballots, key)?);
    }
    let before = ballots.take_in(changes);
    for key in &touched {
        judged.extend(ballot::judged_by(&mut ballots, key)?);
    }
    let mut meanings = BTreeMap::new();
    for key in judged {
        let means = ballot::meaning(&mut ballots, &key)?;
        meanings.insert(key, means);
    }
    let names: Vec<&str> = meanings.keys().map(String::as_str).collect();
    let known = company_meanings(ballots.conn(), &names)?;
    meanings.retain(|key, means| known.get(key) != means.as_ref());
    if meanings.is_empty() {
        return Ok(());
    }
    let mut concerned: BTreeSet<String> = BTreeSet::new();
    for (key, means) in &meanings {
        if before.states(key, &mut ballots)? {
            concerned.insert(key.clone());
        }
        if let Some(means) = means
            .as_ref()
            .filter(|means| is_domain(key) && is_name(means))
        {
            let names = ballots.votes(key)?.into_iter().map(|(name, _)| name);
            let is_drawn =
                |name: &String| is_name(name) && name != means && name::is_similar(name, means);
            concerned.extend(names.filter(|name| !name.is_empty()).filter(is_drawn));
        }
    }
    let conn = ballots.conn();
    let companies = Keys::of(conn, concerned)?;
    company_pending_add_in_txn(conn, &companies)?;
    company_meanings_set_in_txn(conn, &meanings)
}
