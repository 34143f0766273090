//! Which company people belong to, kept in line with what all of them state.
//!
//! A batch counts what its people state (`company_vote`), finds out what the keys mean that this
//! concerns, and gives its people their company. Where a key means something else than before, the
//! people of the company that it told are looked at again in the background, a bounded stretch a
//! transaction ([`remake`]): one statement may concern a hundred thousand people.

mod ballots;
mod ids;
mod keys;
mod remake;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use ripen_domain::company::ballot::{self, Count};
use ripen_domain::company::{Said, Stated, is_domain};
use ripen_domain::profile::{Authority, Profile, field};
use ripen_store::companies::key::{
    Census, VoteChanges, company_drawing_add_in_txn, company_meanings, company_meanings_set_in_txn,
    company_pending_add_in_txn, company_votes_add_in_txn,
};
use ripen_store::{Conn, Result};

use ballots::Ballots;
pub(crate) use keys::Keys;
use keys::Meanings;
pub(crate) use remake::{RULE, outdated};

/// The fields of a profile that state the company, to tell whether they changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts([Option<(String, Authority)>; 3]);

impl Texts {
    /// Those of a profile.
    pub fn of(profile: &Profile) -> Self {
        let said = |text, name| Some((text, profile.authority(name)));
        let text = |name| said(profile.text(name)?.to_owned(), name);
        let id = profile.get(field::COMPANY_ID);
        Self([
            id.and_then(|id| said(id.to_text().into_owned(), field::COMPANY_ID)),
            text(field::COMPANY),
            text(field::EMAIL),
        ])
    }

    /// What they state.
    pub fn stated(&self) -> Stated {
        let [id, name, email] = &self.0;
        let domain = said(email.as_ref()).and_then(|(email, authority)| {
            let (_, domain) = email.rsplit_once('@')?;
            Some((domain, authority))
        });
        Stated::new(said(id.as_ref()), said(name.as_ref()), domain)
    }
}

fn said(text: Option<&(String, Authority)>) -> Option<Said<'_>> {
    text.map(|(text, authority)| (text.as_str(), *authority))
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
pub fn restate_in_txn(
    conn: &mut Conn,
    people: &[Restated],
    census: &Census,
) -> Result<Vec<Option<String>>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut changes = VoteChanges::new();
    for (stated, many) in counted(people, |stated, _| Some(stated)) {
        for vote in ballot::votes_of(stated) {
            let pair = (vote.key.to_owned(), vote.other.to_owned());
            *changes.entry(pair).or_default() += Count::of_people(many, vote.is_firm);
        }
    }
    changes.retain(|_, change| !change.is_zero());
    let meanings = match changes.is_empty() {
        true => Meanings::new(),
        false => reconsider_in_txn(conn, &changes, census)?,
    };
    // Colleagues mostly state the same.
    let stated: HashSet<&Stated> = people.iter().map(|one| &one.after).collect();
    let keys = Keys::load(conn, &stated, &meanings, census)?;
    let companies: HashMap<&Stated, Option<String>> = stated
        .into_iter()
        .map(|stated| (stated, keys.company(stated)))
        .collect();
    let mut names = VoteChanges::new();
    let named = counted(people, |stated, before| {
        let name = stated.name.as_ref()?;
        let company = before.unwrap_or_else(|| companies[stated].as_deref())?;
        (name.text != company).then_some((name, company))
    });
    for ((name, company), many) in named {
        let pair = (format!("={}", name.text), company.to_owned());
        *names.entry(pair).or_default() += Count::of_people(many, name.is_firm);
    }
    names.retain(|_, change| !change.is_zero());
    company_votes_add_in_txn(conn, &names)?;
    let of = people.iter().map(|one| companies[&one.after].clone());
    Ok(of.collect())
}

/// How many people more, or less, there are of whom `what` says the same. It is told what they state; of those who
/// stated it before and do not any more, also what told their company then.
fn counted<'r, T: Eq + Hash>(
    people: &'r [Restated],
    what: impl Fn(&'r Stated, Option<Option<&'r str>>) -> Option<T>,
) -> HashMap<T, i64> {
    let mut many: HashMap<T, i64> = HashMap::new();
    for one in people {
        let before = one.before.as_ref();
        let before = before.and_then(|(stated, key)| what(stated, Some(key.as_deref())));
        let after = one.counts.then(|| what(&one.after, None)).flatten();
        for (said, more) in [(before, -1), (after, 1)] {
            if let Some(said) = said {
                *many.entry(said).or_default() += more;
            }
        }
    }
    many
}

/// Takes changes of votes in, finds out what keys mean after them, and has the people looked at again whom
/// that concerns. Returns what was found.
fn reconsider_in_txn(conn: &mut Conn, changes: &VoteChanges, census: &Census) -> Result<Meanings> {
    let (mut ballots, judged) = Ballots::take_in_txn(conn, changes, census)?;
    let mut meanings = Meanings::new();
    let mut stated: BTreeSet<&str> = BTreeSet::new();
    for key in &judged {
        let means = ballot::meaning(&mut ballots, key)?;
        meanings.insert(key.clone(), means);
        if ballots.was_stated(key)? {
            stated.insert(key);
        }
    }
    // What nobody stated before meant nothing but itself.
    let before = match stated.is_empty() {
        true => HashMap::new(),
        false => company_meanings(ballots.conn(), &stated.iter().copied().collect::<Vec<_>>())?,
    };
    let is_new = |(key, means): &(&String, &Option<String>)| before.get(*key) != means.as_ref();
    let changed: Vec<(&String, &Option<String>)> = meanings.iter().filter(is_new).collect();
    if changed.is_empty() {
        return Ok(meanings);
    }
    let concerned = changed
        .iter()
        .filter(|(key, _)| stated.contains(key.as_str()));
    let drawing = concerned
        .clone()
        .filter(|(key, means)| is_domain(key) && means.is_some());
    let drawing: BTreeSet<&str> = drawing.map(|(key, _)| key.as_str()).collect();
    let conn = ballots.conn();
    let companies = Keys::of(conn, concerned.map(|(key, _)| (*key).clone()).collect())?;
    company_pending_add_in_txn(conn, &companies)?;
    company_drawing_add_in_txn(conn, &drawing)?;
    company_meanings_set_in_txn(conn, &changed)?;
    Ok(meanings)
}
