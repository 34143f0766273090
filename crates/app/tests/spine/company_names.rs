//! One company, whatever it is called: by domain, id and name, for any order of arrival.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ripen_app::people::PeopleQuery;
use ripen_domain::company::ballot::votes_of;
use ripen_domain::profile::field;
use ripen_store::company_key::members_next;
use ripen_store::log::follower_advance_in_txn;
use serde_json::{Value, json};

use crate::support::{Bench, identify, on_every_database, on_pairs_of_databases, page, track};

/// Histories tried on each pair of databases.
const CASES: u32 = 8;

fn stating(user: &str, traits: Value) -> Value {
    identify(&format!("c-{user}"), Some(user), traits, 5)
}

fn of_group(user: &str, id: &str, name: Option<&str>) -> Value {
    json!({"type": "group", "messageId": format!("g-{user}-{id}-{name:?}"), "userId": user, "groupId": id,
        "traits": {"name": name}})
}

fn at(user: &str, domain: &str, company: Option<&str>) -> Value {
    let mut traits = json!({"email": format!("{user}@{domain}")});
    if let Some(company) = company {
        traits["company"] = company.into();
    }
    stating(user, traits)
}

/// What tells the company of a user.
fn key(bench: &Bench, user: &str) -> Option<String> {
    bench.person(bench.user(user)).listed.person.company_key
}

/// Whether these users are of one company, and of which.
fn one(bench: &Bench, users: &[&str]) -> String {
    let keys: BTreeSet<_> = users.iter().map(|user| key(bench, user)).collect();
    assert_eq!(keys.len(), 1, "{users:?} are of {keys:?}");
    keys.into_iter().flatten().next().expect("a company")
}

fn found(bench: &Bench, filter: &str) -> usize {
    let query = PeopleQuery {
        filter: filter.into(),
        limit: 50,
        ..PeopleQuery::default()
    };
    bench.app.people_list(&query).expect("a list").people.len()
}

/// The votes are those of the people who are there, and nobody waits to be looked at.
fn check_votes(bench: &Bench) {
    let sql = "SELECT key, other, people FROM company_vote";
    let (stored, members, waiting) = bench
        .db
        .db
        .read(|conn| {
            let stored = conn.query(sql, &[], |row| {
                Ok((
                    (row.get::<String>(0)?, row.get::<String>(1)?),
                    row.get::<i64>(2)?,
                ))
            })?;
            let waiting: i64 = conn.query_value("SELECT count(*) FROM company_pending", &[])?;
            Ok((stored, members_next(conn, 0, 10_000)?, waiting))
        })
        .expect("votes");
    let stored: BTreeMap<(String, String), i64> = stored.into_iter().collect();
    let mut counted: BTreeMap<(String, String), i64> = BTreeMap::new();
    for one in &members {
        let mut vote = |key: &str, other: &str| {
            *counted
                .entry((key.to_owned(), other.to_owned()))
                .or_default() += 1;
        };
        for (key, other) in votes_of(&one.stated) {
            vote(key, other);
        }
        if let (Some(name), Some(company)) = (&one.stated.name, &one.company)
            && name != company
        {
            vote(&format!("={name}"), company);
        }
    }
    assert_eq!(stored, counted);
    assert_eq!(waiting, 0);
}

#[test]
fn spellings_groups_and_domains_of_a_company_are_one() {
    on_every_database(|bench| {
        bench.feed(&[
            stating("s0", json!({"company": "Škoda Auto a.s."})),
            stating("s1", json!({"company": "Škoda Auto, a.s."})),
            stating("t0", json!({"company": "Acme  Inc"})),
            stating("t1", json!({"company": {"name": "Acme Inc"}})),
            of_group("a", "G-1", Some("Acme Inc.")),
            of_group("b", "G-1", Some("ACME, Inc")),
            of_group("c", "G-1", None),
            stating("d", json!({"companyId": "G-1"})),
            at("x1", "samecorp.example", None),
            at("x2", "samecorp.example", Some("Samecorp")),
        ]);
        one(bench, &["s0", "s1"]);
        assert_eq!(one(bench, &["t0", "t1", "a", "b", "c", "d"]), "acme");
        assert_eq!(one(bench, &["x1", "x2"]), "samecorp");
        assert_eq!(found(bench, "company.people = 6"), 6);
        assert_eq!(found(bench, "company.people = 2"), 4);
        check_votes(bench);
    });
}

#[test]
fn an_odd_statement_joins_nobody_else() {
    on_every_database(|bench| {
        bench.feed(&[
            at("a1", "acme.example", Some("Acme")),
            at("a2", "acme.example", None),
            at("k1", "consulting.example", Some("Acme")),
            at("k2", "consulting.example", None),
            at("f1", "gmail.com", Some("Acme")),
            at("f2", "gmail.com", None),
        ]);
        one(bench, &["a1", "a2", "k1", "f1"]);
        assert_eq!(key(bench, "k2").as_deref(), Some("consulting.example"));
        assert_eq!(key(bench, "f2"), None);
        // One of many at a company who states another.
        bench.feed(&[
            at("s1", "skoda.example", Some("Škoda")),
            at("a3", "acme.example", Some("Škoda")),
            at("s2", "skoda.example", None),
        ]);
        one(bench, &["s1", "s2", "a3"]);
        one(bench, &["a1", "a2"]);
        check_votes(bench);
    });
}

#[test]
fn a_statement_that_concerns_many_is_followed_by_all_of_them() {
    on_every_database(|bench| {
        let many: Vec<Value> = (0..1_200)
            .map(|nth| at(&format!("m{nth}"), "big.example", None))
            .collect();
        bench.feed(&many);
        let visit = |nth| page(&format!("c-m{nth}"), "/docs", 2);
        bench.feed(&[visit(0), visit(1_199)]);
        bench.feed(&[at("first", "big.example", Some("Big Ltd."))]);
        assert_eq!(one(bench, &["m0", "m600", "m1199", "first"]), "big");
        let days = "SELECT CAST(coalesce(sum(interactions), 0) AS BIGINT) FROM company_day WHERE company_key = $1";
        let days = |company: &str| {
            let days = bench
                .db
                .db
                .read(|conn| conn.query_value::<i64>(days, &[company.into()]));
            days.expect("days")
        };
        assert_eq!((days("big"), days("big.example")), (2, 0));
        let nothing = json!({"company": null});
        bench.feed(&[identify("c-first", Some("first"), nothing, 1)]);
        assert_eq!(one(bench, &["m0", "m600", "m1199", "first"]), "big.example");
        check_votes(bench);
    });
}

#[test]
fn merges_and_their_undoing_take_statements_along() {
    on_every_database(|bench| {
        bench.feed(&[
            at("j", "firm.example", Some("Firm")),
            identify(
                "laptop",
                None,
                json!({"email": "k@firm.example", "company": "Firm Praha"}),
                4,
            ),
        ]);
        check_votes(bench);
        bench.feed(&[identify(
            "laptop",
            Some("j"),
            json!({"email": "k@firm.example"}),
            3,
        )]);
        check_votes(bench);
        let merges = bench.person(bench.user("j")).merges;
        for merge in merges.iter().filter(|merge| merge.undone_at.is_none()) {
            bench.app.merge_undo(merge.id).expect("it is undone");
        }
        bench.app.project_all().expect("it catches up");
        check_votes(bench);
    });
}

#[test]
fn what_is_said_by_hand_holds_until_it_is_undone() {
    on_every_database(|bench| {
        bench.feed(&[
            stating("a", json!({"company": "Alza.cz a.s."})),
            at("b", "alza.example", None),
            of_group("c", "77", None),
            stating("d", json!({"company": "Alzasoft"})),
        ]);
        let said =
            |company: &str, same_as: &str| bench.app.company_alias_add(company, same_as, None);
        for (company, same_as) in [
            ("alza.example", "Alza.cz"),
            ("#77", "alza.example"),
            ("ALZASOFT", "#77"),
        ] {
            said(company, same_as).expect("it is said");
            bench.app.project_all().expect("it is followed");
        }
        one(bench, &["a", "b", "c", "d"]);
        // Whoever comes later is of it, and filters by name find them.
        bench.feed(&[stating("e", json!({"company": "Alzasoft Ltd"}))]);
        one(bench, &["a", "e"]);
        assert_eq!(found(bench, "company = \"Alzasoft\""), 1);
        assert_eq!(
            found(
                bench,
                "company in (\"Alzasoft\", \"alzasoft ltd\") and fit >= -100"
            ),
            2
        );
        check_votes(bench);
        assert!(said("Alzasoft", "Alza.cz").is_err());
        assert!(said("gmail.com", "Alza.cz").is_err());
        let aliases = bench.app.company_alias_list().expect("aliases");
        assert_eq!(aliases.len(), 3);
        for alias in &aliases {
            bench
                .app
                .company_alias_undo(alias.id)
                .expect("it is undone");
            bench.app.project_all().expect("it is followed");
        }
        assert!(bench.app.company_alias_undo(aliases[0].id).is_err());
        let keys: BTreeSet<_> = ["a", "b", "c", "d"].map(|user| key(bench, user)).into();
        assert_eq!(keys.len(), 4, "{keys:?}");
        check_votes(bench);
    });
}

/// A database of the release before: keys of another form, ids of groups only in the messages.
#[test]
fn companies_that_were_stored_before_are_brought_in_line() {
    on_every_database(|bench| {
        bench.feed(&[
            stating("t0", json!({"company": "Acme  Inc"})),
            of_group("a", "G-1", Some("ACME, Inc")),
            of_group("b", "G-1", None),
            at("x1", "samecorp.example", None),
            at("x2", "samecorp.example", Some("Samecorp s.r.o.")),
            track("a", "Product Viewed", json!({}), 2),
        ]);
        let before = [
            "UPDATE person SET company_key = coalesce(lower(trim(company)), email_domain), company_id = NULL",
            "DELETE FROM profile_change WHERE field = 'company_id'",
            "DELETE FROM person_field WHERE field = 'company_id'",
            "DELETE FROM company_vote",
            "DELETE FROM company_meaning",
            "UPDATE company_day SET company_key = 'acme, inc'",
            "UPDATE company_person_day SET company_key = 'acme, inc'",
        ];
        let forget = bench.db.db.write(|conn| {
            before
                .iter()
                .try_for_each(|sql| conn.execute(sql, &[]).map(drop))?;
            follower_advance_in_txn(conn, "companies:1", 0)
        });
        forget.expect("it is as before");
        // Names find people before they are counted, too.
        assert_eq!(found(bench, "company = \"ACME, Inc\" and fit >= -100"), 1);
        bench.app.project_all().expect("it catches up");
        assert_eq!(one(bench, &["t0", "a", "b"]), "acme");
        assert_eq!(one(bench, &["x1", "x2"]), "samecorp");
        let profile = bench.person(bench.user("b")).listed.person.profile;
        assert_eq!(profile.text(field::COMPANY_ID), Some("G-1"));
        let days = "SELECT company_key FROM company_day";
        let days = bench
            .db
            .db
            .read(|conn| conn.query(days, &[], |row| row.get::<String>(0)));
        assert_eq!(days.expect("days"), ["acme"]);
        check_votes(bench);
    });
}

/// Who states which id, name and domain.
type Saying = (usize, Option<usize>, Option<usize>, Option<usize>);

/// Somebody who states something, of few words, so that many state the same.
fn statement() -> impl Strategy<Value = Saying> {
    let some = |many: usize| proptest::option::weighted(0.6, 0..many);
    (0..9_usize, some(2), some(4), some(3))
}

const NAMES: [&str; 4] = ["Acme", "Acme Praha s.r.o.", "Škoda Auto", "Globex Inc."];
const DOMAINS: [&str; 3] = ["acme.example", "skoda.example", "odd.example"];

#[test]
fn companies_are_the_same_for_any_arrival() {
    let mut runner = TestRunner::new(Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    });
    let histories = (proptest::collection::vec(statement(), 4..24), any::<u64>());
    let tried = runner.run(&histories, |(statements, seed)| {
        let event = |(nth, (user, id, name, domain)): (usize, &Saying)| {
            let mut traits = json!({"title": nth.to_string()});
            if let Some(id) = id {
                traits["company_id"] = format!("G-{id}").into();
            }
            if let Some(name) = name {
                traits["company"] = NAMES[*name].into();
            }
            if let Some(domain) = domain {
                traits["email"] = format!("u{user}-{nth}@{}", DOMAINS[*domain]).into();
            }
            let user = format!("u{user}");
            let mut event = identify(&format!("c-{user}"), Some(&user), traits, 500 - nth as i64);
            event["messageId"] = format!("m{nth}").into();
            event
        };
        let events: Vec<Value> = statements.iter().enumerate().map(event).collect();
        let mut shuffled = events.clone();
        shuffled.sort_by_key(|event| {
            let mut hash = seed;
            for byte in event["messageId"].as_str().unwrap_or_default().bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
            hash
        });
        on_pairs_of_databases(|one, other| {
            one.feed(&events);
            shuffled.chunks(3).for_each(|chunk| {
                other.feed(chunk);
            });
            for bench in [one, other] {
                check_votes(bench);
            }
            for user in 0..9 {
                let user = format!("u{user}");
                if statements.iter().any(|one| format!("u{}", one.0) == user) {
                    assert_eq!(key(one, &user), key(other, &user), "{user}");
                }
            }
        });
        Ok(())
    });
    tried.expect("any order gives the same companies");
}
