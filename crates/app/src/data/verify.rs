//! What is stored against what the log comes to.

mod compare;
mod history;
mod words;

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use ripen_domain::company::Stated;
use ripen_domain::time::Timestamp;
use ripen_store::data::copy::{joined_by_hand, merged, people_after};
use ripen_store::identity::{Link, identifier_list};
use ripen_store::models::model_rescored_to;
use ripen_store::people::person::{Person, person_find, person_load_custom_fields};
use ripen_store::scoring::secondary::score_find;
use ripen_store::{Conn, Error, Result};

pub use self::compare::{compare, same_profile};
use self::history::Histories;
use self::words::Words;
use crate::clock;
use crate::data::rebuild::Rebuilt;
use crate::error::Result as AppResult;
use crate::ripen::Ripen;

/// People looked at in one go.
const CHUNK: i64 = 500;
/// How often that is in one transaction.
const CHUNKS: usize = 20;

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

/// How far a comparison is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The log was projected again.
    MadeAgain,
    /// Everybody was compared. So many differed, since they are damaged or something came in meanwhile; they are
    /// compared again.
    Compared(usize),
}

impl Ripen {
    /// Projects the log again in `directory`, which is empty, and compares everybody with what is stored; tells each
    /// difference, and how far it is. People are compared in slices, each as it is then. Whoever differs may have
    /// done something since the log was read: they are compared again on one snapshot, which holds up nobody for
    /// long.
    ///
    /// # Errors
    /// Those of either database.
    pub fn verify_deep(
        &self,
        directory: &Path,
        steps: &mut dyn FnMut(Step),
    ) -> AppResult<Compared> {
        let mut rebuilt = self.rebuild(directory)?;
        let compared = verify(self, &mut rebuilt, steps);
        rebuilt.app.stop();
        compared
    }
}

fn verify(app: &Ripen, rebuilt: &mut Rebuilt, steps: &mut dyn FnMut(Step)) -> AppResult<Compared> {
    steps(Step::MadeAgain);
    let mut first = on_both(app, rebuilt, |stored, again| {
        Everybody::new(app, stored, again)
    })?;
    let mut after = 0;
    while let Some(last) = on_both(app, rebuilt, |stored, again| {
        first.slice(stored, again, after)
    })? {
        after = last;
    }
    steps(Step::Compared(first.differing.len()));
    let mut compared = first.compared;
    compared.differences.clear();
    if !first.differing.is_empty() {
        let ids: Vec<i64> = first.differing.into_iter().collect();
        compared.differences = app.db.read(|stored| {
            Ok(rebuilt.follow(stored).and_then(|()| {
                let again = |again: &mut Conn| {
                    let mut some = Everybody::new(app, stored, again)?;
                    let histories = Histories::new(stored, again)?;
                    let words = Words::of(stored, again, &ids)?;
                    for ids in ids.chunks(CHUNK as usize) {
                        some.compare(stored, again, (&histories, &words), ids)?;
                    }
                    Ok(some.compared.differences)
                };
                Ok(rebuilt.app.db().read(again)?)
            }))
        })??;
    }
    compared.interactions = rebuilt.interactions;
    Ok(compared)
}

/// Reads from what is stored and from what was made again.
fn on_both<T>(
    app: &Ripen,
    rebuilt: &Rebuilt,
    work: impl FnOnce(&mut Conn, &mut Conn) -> Result<T>,
) -> Result<T> {
    let again = rebuilt.app.db();
    app.db
        .read(|stored| again.read(|again| work(stored, again)))
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
    differing: BTreeSet<i64>,
}

impl<'a> Everybody<'a> {
    fn new(app: &'a Ripen, stored: &mut Conn, again: &mut Conn) -> Result<Self> {
        let by_hand = by_hand(stored, again)?;
        Ok(Self {
            concerned: concerned(stored, again, &by_hand)?,
            by_hand,
            now: clock::now(),
            app,
            compared: Compared::default(),
            differing: BTreeSet::new(),
        })
    }

    /// Compares the next people of either side after a number; returns the last of them.
    fn slice(&mut self, stored: &mut Conn, again: &mut Conn, after: i64) -> Result<Option<i64>> {
        let histories = Histories::new(stored, again)?;
        let mut all: Vec<i64> = Vec::new();
        for _ in 0..CHUNKS {
            all.extend(next(stored, again, all.last().copied().unwrap_or(after))?);
        }
        // No index tells words by people: all are gone through, and so for many people at once.
        let words = Words::of(stored, again, &all)?;
        for ids in all.chunks(CHUNK as usize) {
            self.compare(stored, again, (&histories, &words), ids)?;
        }
        Ok(all.last().copied())
    }

    fn compare(
        &mut self,
        stored: &mut Conn,
        again: &mut Conn,
        (histories, words): (&Histories, &Words),
        ids: &[i64],
    ) -> Result<()> {
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
                    words.compare(*id, &mut told);
                }
                (Some(_), None) => told.push("the log does not make them".to_owned()),
                (None, _) => told.push("the log makes them, but they are not stored".to_owned()),
            }
            for what in told.drain(..) {
                self.tell(*id, &format!(": {what}"));
            }
        }
        self.scores((stored, one), (again, other))
    }

    /// Keeps what differs of a person.
    fn tell(&mut self, id: i64, what: &str) {
        self.differing.insert(id);
        self.compared.differences.push(format!("person {id}{what}"));
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
                    let (model, what) = (&scoring.key, found.join(", "));
                    let what =
                        format!(", model {model}: stored and made from the log differ in {what}");
                    self.tell(stored.id, &what);
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
