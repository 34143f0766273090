//! One row a person: profile and score state.

mod authorities;
mod custom;

use ripen_domain::filter::Told;
use ripen_domain::interaction::Touch;
use ripen_domain::person::PersonKind;
use ripen_domain::profile::{FieldValue, Profile, ProfileChange, field};
use ripen_domain::scoring::state::FirstTouch;
use ripen_domain::scoring::{Decays, ScoreState};
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Param, Result, Row};
use crate::filters::mailbox_code;
use crate::log::intern::Names;
use crate::scoring::rescore::rank_bound;
use crate::scoring::tally;

use authorities::{authorities, authority_at, name_halves};

pub(crate) use authorities::{authority_of, with_authority};
pub use custom::{person_find_whole, person_load_custom_fields, person_save_custom_fields_in_txn};

/// A person as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Number: the log position that first showed them.
    pub id: i64,
    /// The person this one is part of by now.
    pub merged_into: Option<i64>,
    /// Score state.
    pub state: ScoreState,
    /// Profile: standard fields, and custom ones where they were asked for.
    pub profile: Profile,
    /// What tells the person's company: those with the same belong together.
    pub company_key: Option<String>,
    /// Version of the model that the row was written with. Later versions may have left the state
    /// as it is; see [`Person::is_scored_with`].
    pub model_version: i64,
    /// When the latest interaction with a mail was.
    pub mail_at: Option<Timestamp>,
}

impl Person {
    /// Whether the state is that of this version of the model, where everybody up to number
    /// `rescored_to` was brought up to it.
    pub fn is_scored_with(&self, version: i64, rescored_to: i64) -> bool {
        self.model_version == version || self.id <= rescored_to
    }
}

/// Columns of [`read`], over `person p LEFT JOIN touch f ON f.touch_id = p.first_touch_id`.
pub(crate) const COLUMNS: &str = "p.person_id, p.merged_into, p.created_at, p.kind, p.name, p.email, p.phone, p.company, p.title,
    p.country, p.city, p.industry, p.employees, p.language, f.packed, p.first_touch_at, p.stage, p.stage_since, p.fit,
    p.disqualified, p.fast, p.normal, p.slow, p.recent, p.baseline, p.last_touch, p.interactions, p.last_at, p.last_seq,
    p.model_version, p.tallies, p.lead_at, p.customer_at, p.nurture, p.company_key, p.company_id, p.authority, p.mail_at";

/// Tables of [`COLUMNS`].
pub(crate) const FROM: &str = "person p LEFT JOIN touch f ON f.touch_id = p.first_touch_id";

pub(crate) fn read(row: &Row) -> Result<Person> {
    let bytes: Option<Vec<u8>> = row.get(30)?;
    let kept = tally::decode(bytes.as_deref().unwrap_or(&[0, 0]))
        .ok_or_else(|| Error::Corrupt("tallies of a person".into()))?;
    let time = |at: usize| Ok::<_, Error>(row.get::<Option<i64>>(at)?.map(Timestamp::from_micros));
    let last = (Timestamp::from_micros(row.get(27)?), row.get(28)?);
    let first_touch = match (row.text(14)?, time(15)?) {
        (Some(packed), Some(at)) => Some(FirstTouch {
            at,
            touch: Touch::unpack(packed),
        }),
        _ => None,
    };
    Ok(Person {
        id: row.get(0)?,
        merged_into: row.get(1)?,
        profile: read_profile(row, last)?,
        company_key: row.get(34)?,
        model_version: row.get(29)?,
        mail_at: time(37)?,
        state: ScoreState {
            sums: [row.get(20)?, row.get(21)?, row.get(22)?],
            pace: [row.get(23)?, row.get(24)?],
            tallies: kept.tallies,
            groups: kept.groups,
            measures: kept.measures,
            signals: kept.signals,
            looked_at: kept.looked_at,
            fit: row.get(18)?,
            disqualified: row.get(19)?,
            nurture: row.get(33)?,
            kind: PersonKind::from_code(row.get(3)?).unwrap_or_default(),
            stage: row.get::<i64>(16)? as usize,
            stage_since: time(17)?,
            lead_at: time(31)?,
            customer_at: time(32)?,
            first_touch,
            created: Timestamp::from_micros(row.get(2)?),
            last_touch: time(25)?,
            last,
            interactions: row.get::<i64>(26)? as u64,
        },
    })
}

/// The fields with a column of their own. They carry the stamp of the person's last interaction: anything later wins
/// over them, and anything earlier is replayed from the full history anyway.
fn read_profile(row: &Row, (at, seq): (Timestamp, i64)) -> Result<Profile> {
    let mut profile = Profile::default();
    let authorities: i64 = row.get(36)?;
    let columns = (4..).zip(field::STANDARD.iter().copied());
    for (nth, (column, name)) in columns.chain([(35, field::COMPANY_ID)]).enumerate() {
        let value = match name {
            field::EMPLOYEES => row.get::<Option<f64>>(column)?.map(FieldValue::number),
            _ => row.get::<Option<String>>(column)?.map(FieldValue::Text),
        };
        if value.is_some() {
            profile.apply(&ProfileChange {
                at,
                seq,
                field: name.to_owned(),
                value,
                authority: authority_at(authorities, nth),
            });
        }
    }
    if let Some(halves) = name_halves(authorities) {
        profile.know_halves(halves);
    }
    Ok(profile)
}

/// The people with these numbers, merged ones included.
pub fn person_find(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Person>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE {}",
        conn.any("p.person_id", 1)
    );
    conn.query(&sql, &[ids.into()], read)
}

/// Somebody by what a line shows of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Number of the person.
    pub id: i64,
    /// Full name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// What to call these people.
pub fn person_names(conn: &mut Conn, ids: &[i64]) -> Result<Vec<PersonName>> {
    let sql = format!(
        "SELECT person_id, name, email FROM person WHERE {}",
        conn.any("person_id", 1)
    );
    conn.query(&sql, &[ids.into()], |row| {
        Ok(PersonName {
            id: row.get(0)?,
            name: row.get(1)?,
            email: row.get(2)?,
        })
    })
}

/// One person, merged ones included.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn person_get(conn: &mut Conn, id: i64) -> Result<Person> {
    person_find(conn, &[id])?.pop().ok_or(Error::NotFound)
}

const SAVED: &[&str] = &[
    "person_id",
    "created_at",
    "kind",
    "name",
    "email",
    "email_domain",
    "mailbox",
    "phone",
    "company",
    "title",
    "country",
    "city",
    "industry",
    "employees",
    "language",
    "authority",
    "company_key",
    "company_id",
    "search",
    "first_touch_id",
    "first_touch_at",
    "stage",
    "stage_since",
    "fit",
    "disqualified",
    "nurture",
    "fast",
    "normal",
    "slow",
    "recent",
    "baseline",
    "rank_bound",
    "last_touch",
    "interactions",
    "last_at",
    "last_seq",
    "due_at",
    "model_version",
    "tallies",
    "lead_at",
    "customer_at",
    "mail_at",
];

/// Values of a row that are made for storing it.
struct Made {
    search: String,
    company_id: Option<String>,
    domain: Option<String>,
    first_touch: Option<i64>,
    tallies: Vec<u8>,
    due_at: Option<i64>,
}

/// Writes people: new ones are added, known ones replaced. Merges are left as they are.
pub fn person_save_in_txn(
    conn: &mut Conn,
    people: &[(&Person, Option<Timestamp>)],
    decays: &Decays,
    names: &mut Names,
) -> Result<()> {
    let updates: Vec<String> = SAVED[1..]
        .iter()
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    let tail = format!(
        "ON CONFLICT (person_id) DO UPDATE SET {}",
        updates.join(", ")
    );
    write_in_txn(conn, people, (decays, names), &tail)
}

/// Writes people who are not there yet: PostgreSQL does so in half the time where it need not look.
pub fn person_add_in_txn(
    conn: &mut Conn,
    people: &[(&Person, Option<Timestamp>)],
    decays: &Decays,
    names: &mut Names,
) -> Result<()> {
    write_in_txn(conn, people, (decays, names), "")
}

fn write_in_txn(
    conn: &mut Conn,
    people: &[(&Person, Option<Timestamp>)],
    (decays, names): (&Decays, &mut Names),
    tail: &str,
) -> Result<()> {
    let mut made = Vec::with_capacity(people.len());
    for (person, due_at) in people {
        let touch = person.state.first_touch.as_ref().map(|first| &first.touch);
        made.push(Made {
            search: Told::of(&person.profile).text(),
            company_id: company_id(&person.profile),
            domain: person.profile.email_domain().map(str::to_owned),
            first_touch: touch
                .map(|touch| names.touch_in_txn(conn, touch))
                .transpose()?,
            tallies: tally::encode(&person.state),
            due_at: due_at.map(Timestamp::as_micros),
        });
    }
    let rows: Vec<Vec<Param>> = people
        .iter()
        .zip(&made)
        .map(|((person, _), made)| saved_row(person, made, decays))
        .collect();
    conn.insert("person", SAVED, &rows, tail)
}

fn saved_row<'p>(person: &'p Person, made: &'p Made, decays: &Decays) -> Vec<Param<'p>> {
    let (state, text) = (&person.state, |name| Param::from(person.profile.text(name)));
    let time = |at: Option<Timestamp>| Param::from(at.map(Timestamp::as_micros));
    vec![
        person.id.into(),
        first_seen(state).into(),
        state.kind.code().into(),
        text(field::NAME),
        text(field::EMAIL),
        made.domain.as_ref().into(),
        made.domain.as_deref().map(mailbox_code).into(),
        text(field::PHONE),
        text(field::COMPANY),
        text(field::TITLE),
        text(field::COUNTRY),
        text(field::CITY),
        text(field::INDUSTRY),
        person
            .profile
            .get(field::EMPLOYEES)
            .and_then(FieldValue::to_number)
            .into(),
        text(field::LANGUAGE),
        authorities(&person.profile).into(),
        person.company_key.as_ref().into(),
        made.company_id.as_ref().into(),
        Some(&made.search)
            .filter(|search| !search.is_empty())
            .into(),
        made.first_touch.into(),
        time(state.first_touch.as_ref().map(|first| first.at)),
        (state.stage as i64).into(),
        time(state.stage_since),
        state.fit.into(),
        state.disqualified.as_ref().into(),
        state.nurture.as_ref().into(),
        state.sums[0].into(),
        state.sums[1].into(),
        state.sums[2].into(),
        state.pace[0].into(),
        state.pace[1].into(),
        rank_bound(state, decays).into(),
        time(state.last_touch),
        (state.interactions as i64).into(),
        state.last.0.as_micros().into(),
        state.last.1.into(),
        made.due_at.into(),
        person.model_version.into(),
        made.tallies.as_slice().into(),
        time(state.lead_at),
        time(state.customer_at),
        time(person.mail_at),
    ]
}

fn company_id(profile: &Profile) -> Option<String> {
    let id = profile.get(field::COMPANY_ID)?;
    Some(id.to_text().into_owned())
}

/// Since when a person is known; 0 for one of whom everything went to the one that they were merged
/// into.
pub(crate) fn first_seen(state: &ScoreState) -> i64 {
    match state.created.as_micros() {
        i64::MAX => 0,
        known => known,
    }
}

/// People whose stage changes by the passing of time, and for whom that time has come.
pub fn person_due(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<i64>> {
    let sql = "SELECT person_id FROM person WHERE due_at IS NOT NULL AND due_at <= $1 ORDER BY due_at LIMIT $2";
    conn.query(sql, &[now.as_micros().into(), limit.into()], |row| {
        row.get(0)
    })
}
