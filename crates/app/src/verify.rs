//! What is stored against what the log comes to.

mod compare;
mod history;

use std::collections::HashSet;
use std::path::Path;

use ripen_domain::company::Stated;
use ripen_domain::time::Timestamp;
use ripen_store::copy::{joined_by_hand, merged, people_after};
use ripen_store::identity::{Link, identifier_list};
use ripen_store::model::model_rescored_to;
use ripen_store::person::{Person, person_find, person_load_custom_fields};
use ripen_store::score::score_find;
use ripen_store::{Conn, Error, Result};

pub use self::compare::{compare, same_profile};
use self::history::Histories;
use crate::clock;
use crate::error::Result as AppResult;
use crate::rebuild::Rebuilt;
use crate::ripen::Ripen;

/// People looked at in one go.
const CHUNK: i64 = 500;

/// What was compared.
#[derive(Debug, Default)]
pub struct Compared {
    /// How many interactions the log was projected from.
    pub interactions: i64,
    /// How many people were compared.
    pub people: usize,
    /// How many were not, since somebody joined them or took them apart by hand.
    pub by_hand: usize,
    /// What differs, a line each.
    pub differences: Vec<String>,
}

impl Ripen {
    /// Projects the log again in `directory`, which is empty, and compares everybody with what is stored, on
    /// one snapshot of it; tells each difference.
    ///
    /// # Errors
    /// Those of either database.
    pub fn verify_deep(&self, directory: &Path) -> AppResult<Compared> {
        self.db
            .read(|conn| Ok(check_snapshot(self, conn, directory)))?
    }
}

fn check_snapshot(app: &Ripen, conn: &mut Conn, directory: &Path) -> AppResult<Compared> {
    let Rebuilt {
        app: fresh,
        interactions,
    } = app.rebuild(conn, directory)?;
    let compared = fresh.db().read(|again| {
        let by_hand = by_hand(conn, again)?;
        let mut all = Everybody {
            concerned: concerned(conn, again, &by_hand)?,
            by_hand,
            now: clock::now(),
            app,
            compared: Compared {
                interactions,
                ..Compared::default()
            },
        };
        all.compare(conn, again)?;
        Ok(all.compared)
    });
    fresh.stop();
    Ok(compared?)
}

/// Everybody whom somebody joined or took apart by hand, with whoever is one with them on either side: what
/// is theirs does not follow from the log alone.
fn by_hand(stored: &mut Conn, again: &mut Conn) -> Result<HashSet<i64>> {
    let given = joined_by_hand(stored)?;
    let mut all: HashSet<i64> = given.into_iter().flat_map(<[i64; 2]>::from).collect();
    if all.is_empty() {
        return Ok(all);
    }
    let together = [merged(stored)?, merged(again)?].concat();
    loop {
        let before = all.len();
        for (one, other) in &together {
            if all.contains(one) || all.contains(other) {
                all.extend([*one, *other]);
            }
        }
        if all.len() == before {
            return Ok(all);
        }
    }
}

/// The companies about which those people state something on either side. What people state is a vote: what
/// these companies are called, and who is of them, does not follow from the log alone.
fn concerned(
    stored: &mut Conn,
    again: &mut Conn,
    by_hand: &HashSet<i64>,
) -> Result<HashSet<String>> {
    let by_hand: Vec<i64> = by_hand.iter().copied().collect();
    let mut all = HashSet::new();
    for ids in by_hand.chunks(CHUNK as usize) {
        let (one, other) = (people(stored, ids)?, people(again, ids)?);
        all.extend(one.iter().chain(&other).flat_map(companies));
    }
    Ok(all)
}

/// All that tells something of the company of a person.
fn companies(person: &Person) -> impl Iterator<Item = String> {
    let Stated { id, name, domain } = Stated::of(&person.profile);
    let stated = [id, name, domain].into_iter().flatten();
    stated.map(|key| key.text).chain(person.company_key.clone())
}

struct Everybody<'a> {
    by_hand: HashSet<i64>,
    concerned: HashSet<String>,
    now: Timestamp,
    app: &'a Ripen,
    compared: Compared,
}

impl Everybody<'_> {
    fn compare(&mut self, stored: &mut Conn, again: &mut Conn) -> Result<()> {
        let histories = Histories::new(stored, again)?;
        let mut after = 0;
        loop {
            let ids = next(stored, again, after)?;
            let Some(last) = ids.last() else {
                return Ok(());
            };
            after = *last;
            let (by_hand, ids): (Vec<i64>, Vec<i64>) =
                ids.iter().partition(|id| self.by_hand.contains(id));
            self.compared.by_hand += by_hand.len();
            self.compared.people += ids.len();
            let mut told = Vec::new();
            let (one, other) = (people(stored, &ids)?, people(again, &ids)?);
            for id in &ids {
                let found = |all: &[Person]| all.iter().find(|one| one.id == *id).cloned();
                match (found(&one), found(&other)) {
                    (Some(one), Some(other)) => {
                        self.person((&one, &other), &mut told);
                        identifiers(stored, again, *id, &mut told)?;
                        histories.compare(stored, again, *id, &mut told)?;
                    }
                    (Some(_), None) => told.push("the log does not make them".to_owned()),
                    (None, _) => {
                        told.push("the log makes them, but they are not stored".to_owned())
                    }
                }
                let told = told.drain(..);
                self.compared
                    .differences
                    .extend(told.map(|what| format!("person {id}: {what}")));
            }
            self.scores((stored, one), (again, other))?;
        }
    }

    /// What is kept with a person beside the scores.
    fn person(&self, (one, other): (&Person, &Person), told: &mut Vec<String>) {
        let part = |person: &Person| match person.merged_into {
            Some(into) => format!("a part of person {into}"),
            None => "somebody of their own".to_owned(),
        };
        if one.merged_into != other.merged_into {
            told.push(format!(
                "stored as {}, by the log {}",
                part(one),
                part(other)
            ));
        }
        if !same_profile(&one.profile, &other.profile) {
            told.push("the profile differs from that of the log".to_owned());
        }
        let company = |person: &Person| person.company_key.clone().unwrap_or_else(|| "none".into());
        let mut companies = companies(one).chain(companies(other));
        if one.company_key != other.company_key
            && !companies.any(|key| self.concerned.contains(&key))
        {
            told.push(format!(
                "stored of company {}, by the log of {}",
                company(one),
                company(other)
            ));
        }
    }

    /// Scores with every model.
    fn scores(
        &mut self,
        (stored, one): (&mut Conn, Vec<Person>),
        (again, other): (&mut Conn, Vec<Person>),
    ) -> Result<()> {
        let models = self
            .app
            .models()
            .map_err(|error| Error::Other(error.to_string()))?;
        for scoring in models.iter() {
            let scorer = scoring.scorer();
            let rescored_to = model_rescored_to(stored, scoring.version)?;
            let of = |conn: &mut Conn, people: &[Person]| match scoring.id.is_primary() {
                true => Ok(people.to_vec()),
                false => score_find(conn, scoring.id, people),
            };
            let (one, other) = (of(stored, &one)?, of(again, &other)?);
            for mut stored in one {
                // Scores of another version are brought up to date behind the scenes.
                let is_current = stored.is_scored_with(scoring.version, rescored_to);
                let fresh = other.iter().find(|fresh| fresh.id == stored.id).cloned();
                let Some(mut fresh) = fresh.filter(|_| is_current) else {
                    continue;
                };
                for person in [&mut stored, &mut fresh] {
                    scorer.advance(&mut person.state, &person.profile, self.now, &mut ());
                }
                let mut found = Vec::new();
                compare(&stored.state, &fresh.state, &mut found);
                if !found.is_empty() {
                    self.compared.differences.push(format!(
                        "person {}, model {}: stored and made from the log differ in {}",
                        stored.id,
                        scoring.key,
                        found.join(", ")
                    ));
                }
            }
        }
        Ok(())
    }
}

/// The next people that either side has.
fn next(stored: &mut Conn, again: &mut Conn, after: i64) -> Result<Vec<i64>> {
    let mut ids = people_after(stored, after, CHUNK)?;
    ids.extend(people_after(again, after, CHUNK)?);
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(CHUNK as usize);
    Ok(ids)
}

fn people(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Person>> {
    let mut people = person_find(conn, ids)?;
    person_load_custom_fields(conn, &mut people)?;
    Ok(people)
}

/// The identifiers of a person, each with the home that it came from.
fn identifiers(stored: &mut Conn, again: &mut Conn, id: i64, told: &mut Vec<String>) -> Result<()> {
    let name = |link: &Link| {
        let Link {
            identifier, held, ..
        } = link;
        (identifier.kind.code(), identifier.value.clone(), held.home)
    };
    let of = |conn: &mut Conn| -> Result<HashSet<(i64, String, i64)>> {
        Ok(identifier_list(conn, id)?.iter().map(name).collect())
    };
    let (one, other) = (of(stored)?, of(again)?);
    let mut told_of = |(_, value, _): &(i64, String, i64), how: &str| {
        told.push(format!("identifier {value} {how}"));
    };
    let mut only: Vec<_> = one.difference(&other).collect();
    only.sort();
    only.into_iter()
        .for_each(|one| told_of(one, "is stored, but does not follow from the log"));
    let mut only: Vec<_> = other.difference(&one).collect();
    only.sort();
    only.into_iter()
        .for_each(|one| told_of(one, "follows from the log, but is not stored"));
    Ok(())
}
