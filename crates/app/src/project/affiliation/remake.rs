//! Companies of people made again in the background: after what keys mean has changed, and once for
//! everybody when the rule for keys has.

use std::collections::BTreeSet;

use ripen_domain::company::{is_name, name};
use ripen_store::companies::key::{
    Member, company_alias_rekey_in_txn, company_census, company_drawing,
    company_drawing_advance_in_txn, company_meanings, company_members, company_names_at,
    company_pending, company_pending_add_in_txn, company_pending_advance_in_txn,
    company_votes_clear_in_txn, members_next, person_company_set_in_txn,
};
use ripen_store::log::{follower_advance_in_txn, follower_position};
use ripen_store::{Conn, Result as StoreResult};

use super::{Keys, Restated, ids, restate_in_txn};
use crate::error::Result;
use crate::models::InForce;
use crate::project::companies::{self, Attendance};
use crate::project::{FOLLOWER, alone};
use crate::ripen::Ripen;

/// The rule by which keys are made, and up to whom people were counted by it. Another rule needs
/// another name: everybody is counted anew then.
pub const RULE: &str = "companies:4";
/// People of one transaction.
const STRETCH: i64 = 500;

/// Up to which person what is stated is counted.
fn counted_up_to(conn: &mut Conn) -> StoreResult<i64> {
    follower_position(conn, RULE)
}

/// Goes on through people whose company may be another; returns how much was done.
pub fn outdated(app: &Ripen) -> Result<i64> {
    let (counted, waits) = app.db.read(|conn| {
        let waits = !company_pending(conn, 1)?.is_empty() || !company_drawing(conn, 1)?.is_empty();
        Ok((counted_up_to(conn)?, waits))
    })?;
    if counted == i64::MAX && !waits {
        return Ok(0);
    }
    let (done, position, people) = alone(app, |conn, models| {
        let (done, people) = match counted_up_to(conn)? {
            i64::MAX => remake_in_txn(conn, models)?,
            counted => count_in_txn(app, conn, models, counted)?,
        };
        Ok((done, follower_position(conn, FOLLOWER)?, people))
    })?;
    if !people.is_empty() {
        app.kept.read_again();
        app.live.people(position, people);
    }
    Ok(done)
}

/// Counts the next people whom the rule in force has not counted.
fn count_in_txn(
    app: &Ripen,
    conn: &mut Conn,
    models: &InForce,
    counted: i64,
) -> StoreResult<(i64, Vec<i64>)> {
    if counted == 0 {
        company_votes_clear_in_txn(conn)?;
        // Names fold to what they fold to by the new rule; ids and domains stay.
        company_alias_rekey_in_txn(conn, |key| match is_name(key) {
            true => name::key(key).unwrap_or_else(|| key.to_owned()),
            false => key.to_owned(),
        })?;
    }
    let members = members_next(conn, counted, STRETCH)?;
    let (Some(first), Some(last)) = (members.first(), members.last()) else {
        follower_advance_in_txn(conn, RULE, i64::MAX)?;
        return Ok((1, Vec::new()));
    };
    let last = last.person;
    let members = match ids::hear_in_txn(app, conn, (first.person, last), &members)? {
        true => members_next(conn, counted, STRETCH)?,
        false => members,
    };
    let changed = settle_in_txn(conn, models, &members, false)?;
    follower_advance_in_txn(conn, RULE, last)?;
    Ok((members.len() as i64, changed))
}

/// Looks at the people of companies whose keys mean something else than before.
fn remake_in_txn(conn: &mut Conn, models: &InForce) -> StoreResult<(i64, Vec<i64>)> {
    let mut left = STRETCH;
    let mut done = draw_in_txn(conn)?;
    let mut changed = Vec::new();
    for (company, after) in company_pending(conn, STRETCH)? {
        let members = company_members(conn, &company, after, left)?;
        let many = members.len() as i64;
        let last = members.last().map(|one| one.person);
        // Marked first: what is looked at may have others looked at, this company too.
        company_pending_advance_in_txn(conn, &company, last.filter(|_| many == left))?;
        changed.extend(settle_in_txn(conn, models, &members, true)?);
        done += many + 1;
        left -= many;
        if left <= 0 {
            break;
        }
    }
    Ok((done, changed))
}

/// Looks at the names that are stated with domains that mean another name than before: the people of those
/// that are drawn to it are looked at. Returns how much was done.
fn draw_in_txn(conn: &mut Conn) -> StoreResult<i64> {
    let mut left = STRETCH;
    let mut done = 0;
    let mut drawn = BTreeSet::new();
    for (domain, after) in company_drawing(conn, STRETCH)? {
        let names = company_names_at(conn, &domain, &after, left)?;
        let many = names.len() as i64;
        let last = names.last().map(|(name, _)| name.as_str());
        company_drawing_advance_in_txn(conn, &domain, last.filter(|_| many == left))?;
        if let Some(means) = company_meanings(conn, &[&domain])?.get(&domain) {
            // Who is only claimed to be of another company is drawn whatever it is called.
            let is_drawn = |(other, is_claimed): &(String, bool)| {
                let is_part = is_name(other) && is_name(means) && name::is_similar(other, means);
                other != means && (*is_claimed || is_part)
            };
            let names = names.into_iter().filter(|(name, _)| !name.is_empty());
            drawn.extend(names.filter(is_drawn).map(|(name, _)| name));
        }
        done += many + 1;
        left -= many;
        if left <= 0 {
            break;
        }
    }
    if !drawn.is_empty() {
        let companies = Keys::of(conn, drawn)?;
        company_pending_add_in_txn(conn, &companies)?;
    }
    Ok(done)
}

/// Gives people the company that follows from what they state; returns those for whom it is another.
fn settle_in_txn(
    conn: &mut Conn,
    models: &InForce,
    members: &[Member],
    counted: bool,
) -> StoreResult<Vec<i64>> {
    let restated = members.iter().map(|one| Restated {
        before: counted.then(|| (one.stated.clone(), one.company.clone())),
        after: one.stated.clone(),
        counts: true,
    });
    let census = company_census(conn, RULE)?;
    let companies = restate_in_txn(conn, &restated.collect::<Vec<_>>(), &census)?;
    let moved = members.iter().zip(&companies);
    let moved: Vec<_> = moved
        .filter(|(one, company)| one.company != **company)
        .collect();
    let keys = moved
        .iter()
        .map(|(one, company)| (one.person, company.as_deref()));
    person_company_set_in_txn(conn, &keys.collect::<Vec<_>>())?;
    let attendances = moved.iter().map(|(one, company)| Attendance {
        person: one.person,
        before: one.company.clone(),
        after: (*company).clone(),
        ..Attendance::default()
    });
    let attendances: Vec<Attendance> = attendances.collect();
    let others = companies::settle_in_txn(conn, &models.primary().model, &attendances)?;
    let people: BTreeSet<i64> = moved
        .iter()
        .map(|(one, _)| one.person)
        .chain(others)
        .collect();
    Ok(people.into_iter().collect())
}
