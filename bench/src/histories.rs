//! Histories of many people, written straight into the timeline: what years of a business with a web
//! site and a shop leave. The same in every run, but for the moment that they end at.

use fastrand::Rng;
use ripen_app::{Ripen, clock};
use ripen_domain::interaction::{Channel, Verdict};
use ripen_domain::profile::{Authority, FieldValue, ProfileChange, field};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::log::intern::Names;
use ripen_store::people::timeline::{
    TimelineRow, profile_change_insert_in_txn, timeline_insert_in_txn,
};
use ripen_store::{Conn, Result};

/// People of one transaction.
const CHUNK: i64 = 5_000;
/// How far back people were first seen, in days.
const DAYS: i64 = 500;

/// Kinds with how often they happen, in a thousand.
const KINDS: &[(&str, u32)] = &[
    ("Page Viewed", 780),
    ("Product Viewed", 90),
    ("Email Opened", 50),
    ("Product Added", 25),
    ("Form Submitted", 20),
    ("Question Asked", 15),
    ("Checkout Started", 12),
    ("Order Completed", 8),
];
const SECTIONS: &[&str] = &[
    "blog",
    "docs",
    "products",
    "pricing",
    "case-studies",
    "careers",
];
const TITLES: &[&str] = &[
    "CEO",
    "Director",
    "Manager",
    "Buyer",
    "Engineer",
    "Assistant",
    "Student",
];

/// Writes this many people with this many interactions each, one in three known by name.
pub fn fill(app: &Ripen, people: i64, each: i64) -> anyhow::Result<()> {
    let (now, mut rng) = (clock::now(), Rng::with_seed(11));
    for first in (1..=people).step_by(CHUNK as usize) {
        let ids = first..(first + CHUNK).min(people + 1);
        app.db()
            .write(|conn| chunk(conn, ids, each, now, &mut rng))?;
    }
    Ok(())
}

fn chunk(
    conn: &mut Conn,
    ids: std::ops::Range<i64>,
    each: i64,
    now: Timestamp,
    rng: &mut Rng,
) -> Result<()> {
    let mut names = Names::default();
    names.refresh(conn)?;
    let (mut rows, mut changes) = (Vec::new(), Vec::new());
    for id in ids {
        let mut times: Vec<i64> = (0..each).map(|_| rng.i64(0..DAYS * 86_400)).collect();
        times.sort_unstable_by(|a, b| b.cmp(a));
        for (nth, seconds) in (0..).zip(times) {
            let (at, seq) = (now - Span::seconds(seconds), id * each + nth);
            rows.push(row(conn, &mut names, (id, seq), at, rng)?);
            if nth == 1 && id % 3 == 0 {
                changes.extend(profile(id, rng).map(|(field, value)| {
                    let field = field.to_owned();
                    let value = Some(value);
                    (
                        id,
                        ProfileChange {
                            at,
                            seq,
                            field,
                            value,
                            authority: Authority::Firm,
                        },
                    )
                }));
            }
        }
    }
    timeline_insert_in_txn(conn, &rows)?;
    let changes: Vec<_> = changes
        .iter()
        .map(|(id, change)| (*id, *id, change))
        .collect();
    profile_change_insert_in_txn(conn, &changes)
}

fn row(
    conn: &mut Conn,
    names: &mut Names,
    (person_id, seq): (i64, i64),
    at: Timestamp,
    rng: &mut Rng,
) -> Result<TimelineRow> {
    let mut dice = rng.u32(..1_000);
    let chosen = KINDS.iter().find(|(_, weight)| {
        let found = dice < *weight;
        dice = dice.saturating_sub(*weight);
        found
    });
    let kind = chosen.map_or(KINDS[0].0, |(kind, _)| kind);
    let section = SECTIONS[rng.usize(..SECTIONS.len())];
    let page = format!("/{section}/{}", rng.u32(..400));
    let is_machine = rng.u8(..20) == 0;
    Ok(TimelineRow {
        person_id,
        at,
        seq,
        home: person_id,
        kind_id: names.kind_in_txn(conn, kind)?,
        channel: Channel::Web,
        verdict: if is_machine {
            Verdict::Machine
        } else {
            Verdict::Human
        },
        label: Some(format!("About {section}")),
        path: Some(page),
        amount: (kind == "Order Completed").then(|| f64::from(rng.u32(1..5_000))),
        touch_id: None,
        properties: None,
        judged: None,
    })
}

fn profile(id: i64, rng: &mut Rng) -> [(&'static str, FieldValue); 6] {
    let text = FieldValue::Text;
    [
        (field::NAME, text(format!("Person {id}"))),
        (
            field::EMAIL,
            text(format!("person{id}@company{}.example", id % 60_000)),
        ),
        (field::COMPANY, text(format!("Company {}", id % 60_000))),
        (
            field::TITLE,
            text(TITLES[rng.usize(..TITLES.len())].to_owned()),
        ),
        (
            field::COUNTRY,
            text(["CZ", "TR", "DE"][rng.usize(..3)].to_owned()),
        ),
        (
            field::EMPLOYEES,
            FieldValue::Number(f64::from(rng.u32(1..2_000))),
        ),
    ]
}
