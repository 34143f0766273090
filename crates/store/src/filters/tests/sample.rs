//! People, drawn from the same pools as the values in generated filters.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use ripen_domain::company::ballot::Count;
use ripen_domain::company::{Stated, written_keys};
use ripen_domain::filter::{Told, generate};
use ripen_domain::identity::resolve::Held;
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::interaction::{Channel, Touch, Verdict, properties};
use ripen_domain::person::{PersonKind, SignalSeen};
use ripen_domain::profile::{Authority, FieldValue, Profile, ProfileChange};
use ripen_domain::scoring::ScoreState;
use ripen_domain::scoring::state::FirstTouch;
use ripen_domain::time::{Span, Timestamp};

use super::now;
use crate::access::{User, user_create_in_txn};
use crate::companies::key::{
    CompanyAlias, VoteChanges, company_alias_add_in_txn, company_alias_undo_in_txn,
    company_meanings_set_in_txn, company_votes_add_in_txn,
};
use crate::companies::{CompanySignal, company_signal_insert_in_txn};
use crate::engine::{Conn, Param};
use crate::identity::{Link, contact_share_in_txn, identifier_link_in_txn};
use crate::leads::owner::owner_set_in_txn;
use crate::log::follower_advance_in_txn;
use crate::log::intern::Names;
use crate::people::person::{Person, person_save_custom_fields_in_txn, person_save_in_txn};
use crate::people::timeline::{TimelineRow, timeline_insert_in_txn};
use crate::people::word;
use crate::people::word::{WordsChanged, words_save_in_txn};
use crate::scoring::Scores;
use crate::scoring::secondary::{Score, score_save_in_txn};

pub(super) const PEOPLE: i64 = 80;
/// The key of the signal of companies.
pub(super) const OF_COMPANY: &str = generate::KEYS[0];

/// What keys mean here: by votes, and by hand, which comes first.
const MEANINGS: [(&str, &str); 4] = [
    ("acme.example", "acme"),
    ("firma.example", "owner"),
    ("acme", "#G-1"),
    ("istanbul", "42"),
];
const ALIASES: [(&str, &str); 3] = [("42", "istanbul"), ("istanbul", "plzen"), ("100", "owner")];

/// Somebody's company that only its id tells, and how often its people call it so.
const BY_ID: &str = "#G-1";
const CALLED: [(&str, i64, i64); 3] = [("plzen", 1, 1), ("owner", 3, 0), ("istanbul", 0, 0)];

/// Names that people state who are of a company called otherwise: which company, how many, and how many state the
/// name. `true` where the name finds the company.
const STATED: [(&str, &str, Count, Count, bool); 6] = [
    // Half of all, who name a part; a third do not suffice.
    (
        "istanbul",
        "fatih istanbul",
        people(1, 0),
        people(2, 0),
        true,
    ),
    ("owner", "owner x", people(1, 0), people(3, 0), false),
    // The company is a part of the name.
    (
        "of president sales vice",
        "sales vice",
        people(3, 1),
        people(9, 2),
        true,
    ),
    // What the business says counts alone, and most of that suffices.
    ("100", "100 x", people(8, 0), people(9, 1), false),
    ("nobody sons", "plzen", people(2, 2), people(9, 3), true),
    ("nobody sons", "acme", people(1, 1), people(9, 3), false),
];

const fn people(people: i64, firm: i64) -> Count {
    Count { people, firm }
}

/// The keys that tell a company.
pub(super) fn telling(company: &str) -> &'static [String] {
    static FOUND: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
        let next = |key: &str| {
            let known = |pairs: &[(&'static str, &'static str)]| {
                let found = pairs.iter().find(|(from, _)| *from == key);
                found.map(|(_, means)| *means)
            };
            known(&ALIASES).or_else(|| known(&MEANINGS))
        };
        let texts = generate::TEXTS.iter().chain(generate::COMPANIES);
        let called = vec!["plzen".to_owned()];
        let mut found = BTreeMap::from([(BY_ID.to_owned(), called)]);
        for key in texts.flat_map(|text| written_keys(text)) {
            let stated = STATED
                .iter()
                .filter(|(name, .., finds)| *name == key && *finds);
            let stated = stated.map(|(_, company, ..)| (*company).to_owned());
            for begin in std::iter::once(key.clone()).chain(stated) {
                let way = std::iter::successors(Some(begin), |key| next(key).map(str::to_owned));
                for company in way.take(5) {
                    found.entry(company).or_default().push(key.clone());
                }
            }
        }
        found
    });
    FOUND.get(company).map_or(&[], Vec::as_slice)
}

fn fill_meanings(conn: &mut Conn) {
    let meanings = MEANINGS.map(|(key, means)| (key.to_owned(), Some(means.to_owned())));
    let meanings: Vec<_> = meanings.iter().map(|(key, means)| (key, means)).collect();
    company_meanings_set_in_txn(conn, &meanings).unwrap();
    for (key, means) in ALIASES {
        let alias = CompanyAlias {
            id: 0,
            key: key.to_owned(),
            means: means.to_owned(),
            company: key.to_owned(),
            same_as: means.to_owned(),
            at: now(),
            set_by: None,
        };
        company_alias_add_in_txn(conn, &alias).unwrap();
    }
    // What was taken back says nothing.
    company_alias_add_in_txn(
        conn,
        &CompanyAlias {
            id: 0,
            key: "owner".into(),
            means: "plzen".into(),
            company: String::new(),
            same_as: String::new(),
            at: now(),
            set_by: None,
        },
    )
    .and_then(|id| company_alias_undo_in_txn(conn, id, now()))
    .unwrap();
}

/// By firm votes the id is called by the one name, though more claim another.
fn fill_votes(conn: &mut Conn) {
    let mut votes = VoteChanges::new();
    for (name, people, firm) in CALLED {
        let count = Count { people, firm };
        votes.insert((name.to_owned(), BY_ID.to_owned()), count);
        votes.insert((BY_ID.to_owned(), name.to_owned()), count);
    }
    for (name, company, of_it, all, _) in STATED {
        votes.insert((format!("={name}"), company.to_owned()), of_it);
        votes.insert((name.to_owned(), String::new()), all);
    }
    company_votes_add_in_txn(conn, &votes).unwrap();
}

pub(super) struct Sample {
    pub person: Person,
    pub rows: Vec<TimelineRow>,
    pub signals: Vec<SignalRow>,
    /// Those of the company.
    pub of_company: Vec<SignalRow>,
    /// The account that looks after the person.
    pub owner: Option<String>,
    /// Addresses and numbers that the person holds, or gave though somebody else holds them.
    pub contacts: Vec<Identifier>,
}

/// A signal that a person or a company has had.
#[derive(Clone)]
pub(super) struct SignalRow {
    key: String,
    at: Timestamp,
}

impl SignalRow {
    pub fn seen(&self) -> SignalSeen<'_> {
        SignalSeen {
            key: &self.key,
            at: self.at,
        }
    }
}

/// Picks values by the random numbers of the test run.
struct Picker(TestRunner);

impl Picker {
    fn pick<T: Clone + std::fmt::Debug>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    fn below(&mut self, end: usize) -> usize {
        self.0.rng().random_range(0..end)
    }

    /// A text, two times in three.
    fn text(&mut self) -> Option<String> {
        (self.below(3) > 0).then(|| self.pick(generate::TEXTS).to_owned())
    }

    fn path(&mut self) -> Option<String> {
        let of_pages = ["/pricing", "/tr/fiyatlar", "/produkty/kosik", "/blog/demo"];
        match self.below(2) {
            0 => Some(self.pick(&of_pages).to_owned()),
            _ => self.text(),
        }
    }

    fn recently(&mut self) -> Timestamp {
        now() + Span::hours(24) - Span::hours(self.below(60 * 24) as i64)
    }

    fn touch(&mut self) -> Option<Touch> {
        // A touch has no empty parts: what is empty is missing.
        let mut part = || self.text().filter(|text| !text.is_empty());
        let touch = Touch {
            source: part(),
            medium: part(),
            campaign: part(),
            referrer: part(),
            ..Touch::default()
        };
        (self.below(2) > 0).then_some(touch)
    }

    fn signal(&mut self) -> SignalRow {
        SignalRow {
            // A key is of people or of companies, as the model says.
            key: self.pick(&generate::KEYS[1..]).to_owned(),
            at: self.recently(),
        }
    }

    fn properties(&mut self) -> Option<String> {
        let mut values = Vec::new();
        for name in generate::PROPERTIES {
            let value = match self.below(3) {
                0 => Some(self.pick(generate::NUMBERS).to_string()),
                _ => self.text(),
            };
            values.extend(value.map(|value| (*name, value)));
        }
        properties::pack(values)
    }

    fn profile(&mut self) -> Profile {
        let mut profile = Profile::default();
        let mut set = |field: &str, value: Option<FieldValue>| {
            profile.apply(&ProfileChange {
                at: now(),
                seq: 1,
                field: field.into(),
                value,
                authority: Authority::Firm,
            });
        };
        for field in [
            "name", "company", "title", "country", "city", "industry", "language",
        ] {
            set(field, self.text().map(FieldValue::Text));
        }
        for (field, values) in [
            ("email", generate::ADDRESSES),
            ("phone", generate::STORED_NUMBERS),
        ] {
            let value = (self.below(4) > 0).then(|| self.pick(values).to_owned());
            set(field, value.map(FieldValue::Text));
        }
        set(
            "employees",
            (self.below(2) > 0).then(|| FieldValue::Number(self.pick(generate::NUMBERS))),
        );
        for field in generate::CUSTOM_FIELDS {
            let value = match self.below(4) {
                0 => Some(FieldValue::Number(self.pick(generate::NUMBERS))),
                1 => Some(FieldValue::Bool(self.below(2) > 0)),
                _ => self.text().map(FieldValue::Text),
            };
            set(field, value);
        }
        profile
    }

    /// The displayed address and number, and now and then others.
    fn contacts(&mut self, profile: &Profile) -> Vec<Identifier> {
        let mut contacts = Vec::new();
        for (kind, field, values) in [
            (IdentifierKind::Email, "email", generate::ADDRESSES),
            (IdentifierKind::Phone, "phone", generate::STORED_NUMBERS),
        ] {
            contacts.extend(
                profile
                    .text(field)
                    .map(str::to_owned)
                    .map(|value| (kind, value)),
            );
            if self.below(3) == 0 {
                contacts.push((kind, self.pick(values).to_owned()));
            }
        }
        let mut contacts: Vec<Identifier> = contacts
            .into_iter()
            .map(|(kind, value)| Identifier { kind, value })
            .collect();
        contacts.sort_unstable();
        contacts.dedup();
        contacts
    }

    fn state(&mut self) -> ScoreState {
        let first_touch = self.touch().map(|touch| FirstTouch { at: now(), touch });
        ScoreState {
            sums: std::array::from_fn(|_| self.pick(generate::NUMBERS).min(42.0)),
            pace: std::array::from_fn(|_| self.pick(generate::NUMBERS)),
            fit: self.pick(generate::NUMBERS),
            disqualified: (self.below(4) == 0).then(|| self.pick(generate::KEYS).to_owned()),
            nurture: (self.below(3) == 0).then(|| self.pick(generate::KEYS).to_owned()),
            kind: self.pick(PersonKind::ALL),
            stage: self.below(3),
            created: self.pick(&[
                Timestamp::parse("2026-01-31T12:30:00.25Z").unwrap(),
                now() - Span::days(200),
            ]),
            last_touch: (self.below(3) > 0).then(|| self.recently()),
            last: (now(), 1),
            interactions: 1,
            first_touch,
            lead_at: (self.below(2) > 0).then(|| self.recently()),
            customer_at: (self.below(3) == 0).then(|| self.recently()),
            ..ScoreState::default()
        }
    }

    fn sample(&mut self, conn: &mut Conn, names: &mut Names, id: i64) -> Sample {
        let state = self.state();
        let profile = self.profile();
        let person = Person {
            id,
            merged_into: None,
            state,
            company_key: match self.below(8) {
                0 => Some(BY_ID.to_owned()),
                1 => Some(
                    self.pick(&STATED.map(|(_, company, ..)| company))
                        .to_owned(),
                ),
                _ => Stated::of(&profile).own().map(str::to_owned),
            },
            profile,
            model_version: 1,
            mail_at: None,
        };
        let contacts = self.contacts(&person.profile);
        let kinds = [
            "Page Viewed",
            "Order Completed",
            "Question Asked",
            "Product Shared",
            "Identified",
        ];
        let rows = (0..self.below(12) as i64)
            .map(|nth| TimelineRow {
                person_id: id,
                at: self.recently(),
                seq: id * 100 + nth,
                home: id,
                kind_id: names.kind_in_txn(conn, self.pick(&kinds)).unwrap(),
                channel: self.pick(Channel::ALL),
                verdict: self.pick(&[
                    Verdict::Human,
                    Verdict::Human,
                    Verdict::Machine,
                    Verdict::Unknown,
                ]),
                path: self.path(),
                label: self.text(),
                amount: (self.below(2) > 0).then(|| self.pick(generate::NUMBERS)),
                touch_id: self
                    .touch()
                    .map(|touch| names.touch_in_txn(conn, &touch).unwrap()),
                properties: self.properties(),
                judged: None,
            })
            .collect();
        let signals = (0..self.below(4)).map(|_| self.signal()).collect();
        Sample {
            person,
            rows,
            signals,
            of_company: Vec::new(),
            owner: self.text().filter(|text| !text.is_empty()),
            contacts,
        }
    }
}

/// The person as another model sees them: every score is another.
fn seen_otherwise(person: &Person) -> Person {
    let state = &person.state;
    Person {
        state: ScoreState {
            fit: -7.0 - state.fit,
            sums: state.sums.map(|sum| 40.0 - sum),
            pace: [state.pace[1], state.pace[0]],
            stage: (state.stage + 1) % 3,
            disqualified: state.nurture.clone(),
            nurture: state.disqualified.clone(),
            ..state.clone()
        },
        ..person.clone()
    }
}

/// Keeps what a model makes of a person, and for a secondary one something else of the primary.
fn save(conn: &mut Conn, names: &mut Names, scores: Scores, person: &Person) {
    let decays = &scores.scorer.decays;
    if scores.model.is_primary() {
        return person_save_in_txn(conn, &[(person, None)], decays, names).unwrap();
    }
    let other = seen_otherwise(person);
    person_save_in_txn(conn, &[(&other, None)], decays, names).unwrap();
    let score = Score {
        person: person.id,
        state: &person.state,
        due_at: None,
    };
    score_save_in_txn(conn, (scores.model, 2), &[score], decays).unwrap();
}

/// Fills the database with people of whom filters can be asked.
pub(super) fn fill(conn: &mut Conn, names: &mut Names, scores: Scores) -> Vec<Sample> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut picker = Picker(TestRunner::new_with_rng(Config::default(), rng));
    let mut samples: Vec<Sample> = (1..=PEOPLE)
        .map(|id| picker.sample(conn, names, id))
        .collect();
    surge_at_companies(conn, &mut picker, &mut samples);
    follower_advance_in_txn(conn, word::FOLLOWER, i64::MAX).unwrap();
    fill_meanings(conn);
    fill_votes(conn);
    let owners = samples.iter().filter_map(|sample| sample.owner.as_deref());
    for email in owners.collect::<BTreeSet<_>>() {
        let user = User {
            email: email.to_owned(),
            ..User::default()
        };
        user_create_in_txn(conn, &user, now()).unwrap();
    }
    let mut held = BTreeSet::new();
    for Sample {
        person,
        rows,
        signals,
        owner,
        contacts,
        ..
    } in &samples
    {
        save(conn, names, scores, person);
        person_save_custom_fields_in_txn(conn, &[person]).unwrap();
        let words = WordsChanged {
            person: person.id,
            before: None,
            after: Told::of(&person.profile),
        };
        words_save_in_txn(conn, &[words]).unwrap();
        owner_set_in_txn(conn, person.id, owner.as_deref(), 1, now()).unwrap();
        timeline_insert_in_txn(conn, rows).unwrap();
        keep(conn, person.id, contacts, &mut held);
        let signals: Vec<Vec<Param>> = signals
            .iter()
            .map(|signal| signal_row(person.id, signal))
            .collect();
        let columns = ["person_id", "key", "at", "seq", "count", "evidence"];
        conn.insert(
            "person_signal",
            &columns,
            &signals,
            "ON CONFLICT DO NOTHING",
        )
        .unwrap();
    }
    samples
}

/// Links contact points that nobody holds yet, and keeps the others as given by this person too.
fn keep(conn: &mut Conn, person: i64, contacts: &[Identifier], held: &mut BTreeSet<Identifier>) {
    let by = Held {
        person,
        home: person,
    };
    let mut links = Vec::new();
    for identifier in contacts.iter().cloned() {
        match held.insert(identifier.clone()) {
            true => links.push(Link {
                evidence: identifier.kind,
                identifier,
                held: by,
                at: now(),
                seq: 1,
                shared: false,
                bond: None,
            }),
            false => contact_share_in_txn(conn, &identifier, by, now(), 1).unwrap(),
        }
    }
    identifier_link_in_txn(conn, &links).unwrap();
}

fn signal_row(person: i64, signal: &SignalRow) -> Vec<Param<'_>> {
    vec![
        person.into(),
        (&signal.key).into(),
        signal.at.as_micros().into(),
        1.into(),
        1.into(),
        "1".into(),
    ]
}

/// Gives two companies in three up to two surges each, and their people with them.
fn surge_at_companies(conn: &mut Conn, picker: &mut Picker, samples: &mut [Sample]) {
    let companies = samples
        .iter()
        .filter_map(|sample| sample.person.company_key.clone());
    let companies: BTreeSet<String> = companies.collect();
    for company in companies {
        let rows: Vec<SignalRow> = (0..picker.below(3))
            .map(|_| SignalRow {
                key: OF_COMPANY.to_owned(),
                at: picker.recently(),
            })
            .collect();
        let stored = rows.iter().map(|row| CompanySignal {
            company: company.clone(),
            key: row.key.clone(),
            at: row.at,
            seq: 1,
            person: 1,
            interactions: 1,
            people: 1,
            usual: 0.0,
            evidence: vec![(1, 1)],
        });
        company_signal_insert_in_txn(conn, &stored.collect::<Vec<_>>()).unwrap();
        let is_here = |sample: &&mut Sample| sample.person.company_key.as_ref() == Some(&company);
        for sample in samples.iter_mut().filter(is_here) {
            sample.of_company.clone_from(&rows);
        }
    }
}
