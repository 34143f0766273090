//! A large population, written straight into the store: profiles and scores as years of business
//! leave them. The same in every run, but for the moment that it ends at.

use fastrand::Rng;
use ripen_app::Ripen;
use ripen_app::clock;
use ripen_domain::company::Stated;
use ripen_domain::interaction::{Channel, Touch, Verdict};
use ripen_domain::person::PersonKind;
use ripen_domain::profile::{Authority, FieldValue, Profile, ProfileChange, field};
use ripen_domain::scoring::state::FirstTouch;
use ripen_domain::scoring::{DecayClass, ScoreState, Scorer, Tally};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::log::intern::Names;
use ripen_store::people::person::{Person, person_save_in_txn};
use ripen_store::people::timeline::{TimelineRow, timeline_insert_in_txn};
use ripen_store::{Conn, Result};

use crate::beside;

/// People of one transaction.
const CHUNK: i64 = 5_000;
/// Number of the first person: beyond the positions of the log, which new people are numbered by.
pub const FIRST_ID: i64 = 1 << 40;
/// How far back people were first seen, in days.
const DAYS: i64 = 900;

const FIRST: &[&str] = &[
    "Jan", "Petra", "Elif", "Mehmet", "Anna", "Tomáš", "Lucie", "Ayşe", "Karel", "Zeynep", "Marta",
    "Ivan", "Selin", "Filip", "Hana", "Emre", "Julia", "Pavel", "Deniz", "Clara",
];
const LAST: &[&str] = &[
    "Novák",
    "Yılmaz",
    "Svoboda",
    "Kaya",
    "Dvořák",
    "Demir",
    "Schmidt",
    "Černý",
    "Çelik",
    "Weber",
    "Procházka",
    "Şahin",
    "Kučera",
    "Fischer",
    "Veselý",
    "Aydın",
    "Krejčí",
    "Arslan",
    "Marek",
];
const TITLES: &[&str] = &[
    "CEO",
    "Director",
    "Manager",
    "Buyer",
    "Engineer",
    "Assistant",
    "Head of Sales",
    "Student",
];
const INDUSTRIES: &[&str] = &["Food", "Retail", "Logistics", "Pharma", "Hotels"];
/// Countries, the more often the earlier in the list.
const COUNTRIES: &[&str] = &["CZ", "TR", "DE", "SK", "PL", "AT", "GB", "US"];
const CHANNELS: &[&str] = &["google", "newsletter", "linkedin", "partner", "trade-fair"];
const PATHS: &[&str] = &[
    "/",
    "/pricing",
    "/products/cold-room",
    "/docs/start",
    "/blog/energy",
];

/// Writes this many people, each with `interactions` on the timeline, and what is kept beside them.
pub fn fill(app: &Ripen, people: i64, interactions: i64) -> anyhow::Result<()> {
    let scoring = app.model()?;
    let scorer = scoring.scorer();
    let now = clock::now();
    let mut rng = Rng::with_seed(7);
    for first in (FIRST_ID..FIRST_ID + people).step_by(CHUNK as usize) {
        let numbers = first..(first + CHUNK).min(FIRST_ID + people);
        app.db().write(|conn| {
            let mut names = Names::default();
            names.refresh(conn)?;
            let made: Vec<Person> = numbers
                .clone()
                .map(|id| person(&scorer, id, scoring.version, now, &mut rng))
                .collect();
            let rows: Vec<_> = made
                .iter()
                .map(|one| (one, scorer.next_time(&one.state)))
                .collect();
            person_save_in_txn(conn, &rows, &scorer.decays, &mut names)?;
            beside::write(conn, &made, now, &mut rng)?;
            write_timeline(conn, &made, interactions, &mut names, &mut rng)
        })?;
    }
    app.db().write(beside::finish)?;
    Ok(())
}

fn write_timeline(
    conn: &mut Conn,
    people: &[Person],
    interactions: i64,
    names: &mut Names,
    rng: &mut Rng,
) -> Result<()> {
    let viewed = names.kind_in_txn(conn, "Page Viewed")?;
    let ordered = names.kind_in_txn(conn, "Order Completed")?;
    let mut rows = Vec::with_capacity(people.len() * interactions as usize);
    for person in people {
        let lasted = person.state.last.0 - person.state.created;
        for number in 0..interactions {
            let is_order = person.state.kind == PersonKind::Customer && number % 3 == 2;
            rows.push(TimelineRow {
                person_id: person.id,
                at: person.state.created
                    + Span::from_micros(lasted.as_micros() / interactions * (number + 1)),
                seq: person.id * interactions + number,
                home: person.id,
                kind_id: if is_order { ordered } else { viewed },
                channel: Channel::Web,
                verdict: Verdict::Human,
                path: Some(pick(PATHS, rng).to_owned()),
                label: None,
                amount: is_order.then(|| f64::from(rng.u32(1..5_000))),
                touch_id: None,
                properties: None,
                judged: None,
            });
        }
    }
    timeline_insert_in_txn(conn, &rows)
}

fn pick<'a>(from: &[&'a str], rng: &mut Rng) -> &'a str {
    from[rng.usize(..from.len())]
}

/// People who are not stored anywhere.
pub fn sample(scorer: &Scorer, count: i64, now: Timestamp) -> Vec<Person> {
    let mut rng = Rng::with_seed(7);
    let numbers = FIRST_ID..FIRST_ID + count;
    numbers
        .map(|id| person(scorer, id, 1, now, &mut rng))
        .collect()
}

/// The path of some page.
pub fn path(rng: &mut Rng) -> &'static str {
    pick(PATHS, rng)
}

/// The earlier the more often.
fn pick_skewed<'a>(from: &[&'a str], rng: &mut Rng) -> &'a str {
    let at = (rng.f64().powi(2) * from.len() as f64) as usize;
    from[at.min(from.len() - 1)]
}

/// A person: one in three is known by name, few are active now, most have gone quiet.
fn person(scorer: &Scorer, id: i64, version: i64, now: Timestamp, rng: &mut Rng) -> Person {
    let created = now - Span::seconds(rng.i64(3_600..DAYS * 86_400));
    let quiet = (rng.f64().powi(2) * (now - created).as_micros() as f64) as i64;
    let last = now - Span::from_micros(quiet);
    let known = rng.u8(..3) == 0;
    let mut profile = Profile::default();
    if known {
        fill_profile(&mut profile, id, created, rng);
    }
    let mut state = ScoreState {
        created,
        last: (last, id),
        last_touch: Some(last),
        interactions: 10,
        first_touch: Some(FirstTouch {
            at: created,
            touch: touch(rng),
        }),
        ..scorer.begin()
    };
    scorer.score_fit(&mut state, &profile);
    score(scorer, &mut state, last, known, rng);
    Person {
        id,
        merged_into: None,
        state,
        company_key: Stated::of(&profile).own().map(str::to_owned),
        profile,
        model_version: version,
        mail_at: None,
    }
}

fn touch(rng: &mut Rng) -> Touch {
    Touch {
        source: Some(pick_skewed(CHANNELS, rng).to_owned()),
        medium: Some("web".to_owned()),
        campaign: Some(format!("campaign-{}", rng.u8(..40))),
        ..Touch::default()
    }
}

fn fill_profile(profile: &mut Profile, id: i64, at: Timestamp, rng: &mut Rng) {
    let (first, last) = (pick(FIRST, rng), pick(LAST, rng));
    let company = rng.u32(..60_000);
    let employees = 10_f64.powf(rng.f64() * 4.0).round();
    let fields = [
        (field::NAME, FieldValue::Text(format!("{first} {last}"))),
        (
            field::EMAIL,
            FieldValue::Text(match rng.u8(..4) {
                0 => format!("person{id}@gmail.com"),
                _ => format!("person{id}@company{company}.example"),
            }),
        ),
        (
            field::PHONE,
            FieldValue::Text(format!("+90532{:07}", (id - FIRST_ID) * 7_919 % 10_000_000)),
        ),
        (
            field::COMPANY,
            FieldValue::Text(format!("Company {company}")),
        ),
        (
            field::TITLE,
            FieldValue::Text(pick_skewed(TITLES, rng).to_owned()),
        ),
        (
            field::COUNTRY,
            FieldValue::Text(pick_skewed(COUNTRIES, rng).to_owned()),
        ),
        (
            field::INDUSTRY,
            FieldValue::Text(pick(INDUSTRIES, rng).to_owned()),
        ),
        (field::EMPLOYEES, FieldValue::Number(employees)),
    ];
    for (field, value) in fields {
        profile.apply(&ProfileChange {
            at,
            seq: id,
            field: field.to_owned(),
            value: Some(value),
            authority: Authority::Firm,
        });
    }
}

/// Sums as they stood at the last interaction: a long tail, with a few who do very much.
fn score(scorer: &Scorer, state: &mut ScoreState, last: Timestamp, known: bool, rng: &mut Rng) {
    let points = -12.0 * rng.f64().max(1e-9).ln() * if known { 2.0 } else { 1.0 };
    let shares = [0.3, 0.4, 0.3];
    let classes = [DecayClass::Fast, DecayClass::Normal, DecayClass::Slow];
    for (class, share) in classes.into_iter().zip(shares) {
        state.sums[class as usize] = points * share * scorer.decays.weight(class, last);
    }
    let weights = scorer.decays.velocity_weights(last);
    state.pace = [points * weights[0], points * 0.7 * weights[1]];
    let tally = |rule: u16, count| Tally {
        rule,
        count,
        sum: state.sums[usize::from(rule)],
        last_at: last,
        ..Tally::default()
    };
    state.tallies = vec![tally(0, 1), tally(1, 2)];
    if known {
        state.kind = PersonKind::Lead;
        state.lead_at = Some(state.created);
        state.stage = if points > 40.0 && state.fit >= 15.0 {
            2
        } else {
            1
        };
        state.stage_since = Some(last);
    }
    let customer = scorer.model.stages.iter().position(|stage| stage.customer);
    if let Some(stage) = customer.filter(|_| known && rng.u8(..20) == 0) {
        state.kind = PersonKind::Customer;
        state.customer_at = Some(last);
        state.stage = stage;
    }
}
