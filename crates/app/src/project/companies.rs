//! What the people of companies do by day, and the surges that follow from it.
//!
//! The numbers belong to the company that a person has now: whoever gets known, changes company or is
//! merged takes theirs along. So they are a function of people and timelines, whatever the order in
//! which things arrived, and only of those who changed is anything counted again.

use std::collections::{BTreeMap, HashMap};

use ripen_domain::profile::ProfileChange;
use ripen_domain::scoring::Model;
use ripen_domain::signal::company::{
    CompanyDays, CompanyFired, CompanyInteraction, CompanySource, day_of,
};
use ripen_domain::signal::{CompanySurge, CoolDown, Signal};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::companies::{
    CompanyPast, CompanySignal, PersonDays, company_days_add_in_txn, company_follow,
    company_follow_in_txn, company_has_people, company_interactions, company_next, company_past,
    company_people, company_signal_clear_in_txn, company_signal_insert_in_txn, person_days,
    person_days_add_in_txn, person_days_clear_in_txn, person_days_counted,
};
use ripen_store::log::follower_position;
use ripen_store::log::intern::Names;
use ripen_store::people::timeline::TimelineRow;
use ripen_store::{Conn, Error, Result as StoreResult};

use super::{FOLLOWER, alone};
use crate::error::Result;
use crate::ripen::Ripen;

/// People of a company with a new signal of whom screens are told.
const TOLD: i64 = 100;
/// Companies of one transaction while a new definition goes through all of them.
const STRETCH: i64 = 200;
/// Before everything.
const EVER: Timestamp = Timestamp::from_micros(i64::MIN);

/// What is new about a person as one of a company's people.
#[derive(Clone, Debug, Default)]
pub struct Attendance {
    /// Number of the person.
    pub person: i64,
    /// What told the company before.
    pub before: Option<String>,
    /// What tells it now.
    pub after: Option<String>,
    /// Whether other interactions than the new ones came or went.
    pub moved: bool,
    /// When the new human interactions were.
    pub fresh: Vec<Timestamp>,
}

impl Attendance {
    /// When the ones of these interactions were by which somebody did something.
    pub fn times(fresh: &[(TimelineRow, Vec<ProfileChange>)], names: &Names) -> Vec<Timestamp> {
        let done = fresh
            .iter()
            .filter(|(row, _)| row.fact(names).is_sign_of_life());
        done.map(|(row, _)| row.at).collect()
    }

    fn is_recounted(&self) -> bool {
        self.moved || self.before != self.after
    }
}

/// What changed at companies.
#[derive(Default)]
struct Changes {
    /// By company and day.
    totals: BTreeMap<(String, i64), i64>,
    /// By company: from when on there is something else than before.
    since: BTreeMap<String, Timestamp>,
}

impl Changes {
    fn add(&mut self, company: &str, at: Timestamp, many: i64) {
        *self
            .totals
            .entry((company.to_owned(), day_of(at)))
            .or_default() += many;
        let since = self.since.entry(company.to_owned()).or_insert(at);
        *since = at.min(*since);
    }

    /// Takes the numbers of a person and day as they were and as they are.
    fn compare(&mut self, before: &PersonDays, after: &PersonDays) {
        let sides = [(before, after, -1), (after, before, 1)];
        for (one, other, sign) in sides {
            for (at, many) in one.iter().filter(|(at, many)| other.get(at) != Some(many)) {
                let start = Timestamp::from_micros(at.1 * Span::days(1).as_micros());
                self.add(&at.0, start, sign * many);
            }
        }
    }
}

/// Stores what follows for the companies of people; returns some of the people of those companies
/// that gave a signal by it.
pub fn settle_in_txn(
    conn: &mut Conn,
    model: &Model,
    people: &[Attendance],
) -> StoreResult<Vec<i64>> {
    let mut changes = Changes::default();
    count_fresh_in_txn(conn, people, &mut changes)?;
    recount_in_txn(conn, people, &mut changes)?;
    company_days_add_in_txn(conn, &changes.totals)?;
    let surging = derive_in_txn(conn, model, &changes.since)?;
    told(conn, &surging)
}

/// Adds new interactions of people whose company is the one it was.
fn count_fresh_in_txn(
    conn: &mut Conn,
    people: &[Attendance],
    changes: &mut Changes,
) -> StoreResult<()> {
    let mut days = PersonDays::new();
    for one in people.iter().filter(|one| !one.is_recounted()) {
        let Some(company) = &one.after else { continue };
        for at in &one.fresh {
            let day = (company.clone(), day_of(*at), one.person);
            *days.entry(day).or_default() += 1;
            changes.add(company, *at, 1);
        }
    }
    person_days_add_in_txn(conn, &days)
}

/// Counts those again whose company or history is another.
fn recount_in_txn(
    conn: &mut Conn,
    people: &[Attendance],
    changes: &mut Changes,
) -> StoreResult<()> {
    let recounted: Vec<&Attendance> = people.iter().filter(|one| one.is_recounted()).collect();
    if recounted.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = recounted.iter().map(|one| one.person).collect();
    let before = person_days(conn, &ids)?;
    let companies = recounted
        .iter()
        .filter_map(|one| Some((one.person, one.after.clone()?)));
    let companies: Vec<(i64, String)> = companies.collect();
    let after = match companies.is_empty() {
        true => PersonDays::new(),
        false => person_days_counted(conn, &companies)?,
    };
    if before == after {
        return Ok(());
    }
    person_days_clear_in_txn(conn, &ids)?;
    person_days_add_in_txn(conn, &after)?;
    changes.compare(&before, &after);
    Ok(())
}

/// Finds the signals of companies again, from when on something changed; returns the companies with
/// one that was not known.
fn derive_in_txn(
    conn: &mut Conn,
    model: &Model,
    since: &BTreeMap<String, Timestamp>,
) -> StoreResult<Vec<String>> {
    let rules: Vec<(&Signal, &CompanySurge)> = rules(model).collect();
    let reach = rules.iter().map(|(_, surge)| surge.reach()).max();
    let (Some(latest), Some(reach)) = (since.values().max(), reach) else {
        return Ok(Vec::new());
    };
    // Where somebody brought years along, the years of the other companies are not read with them.
    let is_lately = |at: &Timestamp| day_of(*at) >= day_of(*latest) - reach;
    let (lately, long_ago): (BTreeMap<_, _>, BTreeMap<_, _>) = since
        .iter()
        .map(|(company, at)| (company.as_str(), *at))
        .partition(|(_, at)| is_lately(at));
    let mut surging = Vec::new();
    for since in [lately, long_ago] {
        surging.extend(derive_part_in_txn(conn, (&rules, reach), &since)?);
    }
    Ok(surging)
}

/// [`derive_in_txn`] for companies at which something changed at about the same time.
fn derive_part_in_txn(
    conn: &mut Conn,
    (rules, reach): (&[(&Signal, &CompanySurge)], i64),
    since: &BTreeMap<&str, Timestamp>,
) -> StoreResult<Vec<String>> {
    let Some(earliest) = since.values().min() else {
        return Ok(Vec::new());
    };
    let companies: Vec<&str> = since.keys().copied().collect();
    let CompanyPast { days, signals } = company_past(conn, &companies, day_of(*earliest) - reach)?;
    let mut known: HashMap<&str, Vec<(&str, Timestamp)>> = HashMap::new();
    for (company, key, at) in &signals {
        known.entry(company).or_default().push((key, *at));
    }
    let mut surging = Vec::new();
    for (&company, from) in since {
        let known = known.remove(company).unwrap_or_default();
        let nothing = CompanyDays::default();
        let days = days.get(company).unwrap_or(&nothing);
        let mut found = Vec::new();
        for (signal, surge) in rules {
            let earlier = known
                .iter()
                .filter(|(key, at)| *key == signal.key && at < from);
            let last = earlier.map(|(_, at)| *at).max();
            let mut source = Source { conn, company };
            let fired = surge.surges(signal.cool_down, days, (*from, last), &mut source)?;
            found.extend(
                fired
                    .into_iter()
                    .map(|fired| stored(company, signal, fired)),
            );
        }
        let later: Vec<_> = known.iter().filter(|(_, at)| at >= from).collect();
        let is_known = |one: &CompanySignal| later.contains(&&(one.key.as_str(), one.at));
        if !found.iter().all(is_known) {
            surging.push(company.to_owned());
        }
        if !later.is_empty() {
            company_signal_clear_in_txn(conn, company, *from)?;
        }
        company_signal_insert_in_txn(conn, &found)?;
    }
    Ok(surging)
}

/// The signals of companies in a model.
fn rules(model: &Model) -> impl Iterator<Item = (&Signal, &CompanySurge)> {
    let signals = model.signals.iter();
    signals.filter_map(|signal| Some((signal, signal.pattern.of_company()?)))
}

struct Source<'s, 'c> {
    conn: &'s mut Conn<'c>,
    company: &'s str,
}

impl CompanySource for Source<'_, '_> {
    type Error = Error;

    fn has_people(&mut self, days: (i64, i64), least: u32) -> StoreResult<bool> {
        company_has_people(self.conn, self.company, days, least)
    }

    fn interactions(&mut self, days: (i64, i64)) -> StoreResult<Vec<CompanyInteraction>> {
        company_interactions(self.conn, self.company, days)
    }
}

fn stored(company: &str, signal: &Signal, fired: CompanyFired) -> CompanySignal {
    let evidence = fired.evidence.iter().map(|one| (one.seq, one.person));
    CompanySignal {
        company: company.to_owned(),
        key: signal.key.clone(),
        at: fired.by.at,
        seq: fired.by.seq,
        person: fired.by.person,
        interactions: fired.interactions as i64,
        people: fired.people as i64,
        usual: fired.usual,
        evidence: evidence.collect(),
    }
}

fn told(conn: &mut Conn, companies: &[String]) -> StoreResult<Vec<i64>> {
    if companies.is_empty() {
        return Ok(Vec::new());
    }
    let companies: Vec<&str> = companies.iter().map(String::as_str).collect();
    company_people(conn, &companies, TOLD)
}

/// What the signals of companies follow from, in one text: another text, other signals.
fn definition(model: &Model) -> String {
    let one = |(signal, surge): (&Signal, &CompanySurge)| {
        let silent = match signal.cool_down {
            CoolDown::Ever => "ever".to_owned(),
            CoolDown::For(span) => span.as_micros().to_string(),
        };
        let CompanySurge {
            at_least,
            people,
            within,
            baseline,
            times_baseline,
        } = surge;
        let key = &signal.key;
        format!("{key:?} {at_least} {people} {within} {baseline} {times_baseline} {silent}\n")
    };
    rules(model).map(one).collect()
}

/// Goes on through all companies where the model in force defines their signals otherwise than what
/// is stored; returns how many were looked at.
pub fn outdated(app: &Ripen) -> Result<i64> {
    let wanted = definition(&app.model()?.model);
    let known = app.db.read(company_follow)?;
    if known.is_some_and(|(definition, after)| definition == wanted && after.is_none()) {
        return Ok(0);
    }
    let (many, position, people) = alone(app, |conn, models| {
        let model = &models.primary().model;
        let wanted = definition(model);
        let known = company_follow(conn)?;
        let after = match known {
            Some((definition, after)) if definition == wanted => after,
            _ => Some(String::new()),
        };
        let position = follower_position(conn, FOLLOWER)?;
        let Some(after) = after else {
            return Ok((0, position, Vec::new()));
        };
        let next = company_next(conn, &after, STRETCH)?;
        let since = next.iter().map(|company| (company.clone(), EVER));
        for company in &next {
            company_signal_clear_in_txn(conn, company, EVER)?;
        }
        let surging = derive_in_txn(conn, model, &since.collect())?;
        let goes_on = next.len() as i64 == STRETCH;
        let last = next.last().filter(|_| goes_on).map(String::as_str);
        company_follow_in_txn(conn, &wanted, last)?;
        Ok((next.len() as i64, position, told(conn, &surging)?))
    })?;
    if !people.is_empty() {
        app.live.people(position, people);
    }
    Ok(many)
}
