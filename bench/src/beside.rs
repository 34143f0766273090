//! What is kept beside a large population: contact points, words, cards, signals and probabilities, as the
//! projection keeps them.

use fastrand::Rng;
use ripen_domain::filter::Told;
use ripen_domain::identity::resolve::Held;
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::profile::field;
use ripen_domain::time::{Span, Timestamp};
use ripen_store::identity::{Link, identifier_link_in_txn};
use ripen_store::leads::card::{Cards, cards_settle_in_txn};
use ripen_store::learning::{Probability, probability_save_in_txn};
use ripen_store::log::follower_advance_in_txn;
use ripen_store::people::person::Person;
use ripen_store::people::word::{FOLLOWER, WordsChanged, words_save_in_txn};
use ripen_store::signals::{StoredSignal, signal_insert_in_txn};
use ripen_store::{Conn, Result};

/// Signals of the default model, the rarer the later.
const SIGNALS: &[&str] = &["back_again", "asked_price", "asked_demo"];
/// How far back signals were given, in days.
const DAYS: i64 = 60;

/// Writes what is kept beside these people.
pub fn write(conn: &mut Conn, people: &[Person], now: Timestamp, rng: &mut Rng) -> Result<()> {
    let links: Vec<Link> = people.iter().flat_map(links).collect();
    identifier_link_in_txn(conn, &links)?;
    let words = people.iter().map(|person| WordsChanged {
        person: person.id,
        before: None,
        after: Told::of(&person.profile),
    });
    words_save_in_txn(conn, &words.collect::<Vec<_>>())?;
    let cards = people.iter().filter(|one| one.state.lead_at.is_some());
    let cards = cards.map(|person| Cards {
        person: person.id,
        lead_at: person.state.lead_at,
        touch_id: None,
        customer: person.state.customer_at.map(|at| (at, Some("customer"))),
        may_have_lead: false,
        may_have_customer: false,
    });
    cards_settle_in_txn(conn, &cards.collect::<Vec<_>>())?;
    let signals: Vec<StoredSignal> = people
        .iter()
        .filter_map(|person| signal(person, now, rng))
        .collect();
    signal_insert_in_txn(conn, &signals)?;
    let told = people.iter().map(|person| Probability {
        person_id: person.id,
        value: rng.f64().powi(4),
        reasons: "[]".to_owned(),
        as_of: now,
    });
    probability_save_in_txn(conn, &told.collect::<Vec<_>>())
}

/// Takes note that the words of everybody are kept.
pub fn finish(conn: &mut Conn) -> Result<()> {
    follower_advance_in_txn(conn, FOLLOWER, i64::MAX)
}

fn links(person: &Person) -> Vec<Link> {
    let of = |kind: IdentifierKind, field: &str| {
        Some(Link {
            identifier: Identifier {
                kind,
                value: person.profile.text(field)?.to_owned(),
            },
            held: Held {
                person: person.id,
                home: person.id,
            },
            at: person.state.created,
            seq: person.id,
            evidence: kind,
            shared: false,
            bond: Some(person.id),
        })
    };
    let email = of(IdentifierKind::Email, field::EMAIL);
    email
        .into_iter()
        .chain(of(IdentifierKind::Phone, field::PHONE))
        .collect()
}

/// One in ten of those whom one can reach gave a signal lately.
fn signal(person: &Person, now: Timestamp, rng: &mut Rng) -> Option<StoredSignal> {
    if person.profile.text(field::EMAIL).is_none() || rng.u8(..10) > 0 {
        return None;
    }
    let nth = (rng.f64().powi(2) * SIGNALS.len() as f64) as usize;
    Some(StoredSignal {
        person: person.id,
        key: SIGNALS[nth.min(SIGNALS.len() - 1)].to_owned(),
        at: now - Span::seconds(rng.i64(0..DAYS * 86_400)),
        seq: person.id,
        evidence: vec![person.id],
    })
}
