//! What is kept of who states which company: the same for any order of arrival, however much a public key
//! claims, and however much is said of one key.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ripen_domain::company::ballot::{Count, votes_of};
use ripen_store::Conn;
use ripen_store::companies::key::{MOST_READ, members_next};
use ripen_store::log::follower_advance_in_txn;
use serde_json::{Value, json};

use crate::company_names::{at, key, of_group, one, stating};
use crate::support::{Bench, SOURCE, identify, on_every_database, on_pairs_of_databases};

/// Histories tried on each pair of databases.
const CASES: u32 = 8;

/// Rows of a query as texts.
fn rows(bench: &Bench, sql: &str, columns: usize) -> Vec<Vec<String>> {
    let read = |conn: &mut Conn| {
        conn.query(sql, &[], |row| {
            let text = |at| Ok(row.text(at)?.unwrap_or("nothing").to_owned());
            (0..columns).map(text).collect()
        })
    };
    let mut rows = bench.db.db.read(read).expect("rows");
    rows.sort();
    rows
}

/// What follows from what people state: votes, meanings, and everybody's company and its id.
fn derived(bench: &Bench) -> [Vec<Vec<String>>; 4] {
    [
        rows(
            bench,
            "SELECT key, other, CAST(people AS TEXT), CAST(firm AS TEXT) FROM company_vote",
            4,
        ),
        rows(bench, "SELECT key, means FROM company_meaning", 2),
        rows(
            bench,
            "SELECT CAST(person_id AS TEXT), company_key, company_id, CAST(authority AS TEXT) FROM person",
            4,
        ),
        rows(
            bench,
            "SELECT CAST(person_id AS TEXT), text, CAST(authority AS TEXT) FROM person_field WHERE field = 'company_id'",
            3,
        ),
    ]
}

/// The votes are those of the people who are there, and nobody waits to be looked at.
pub fn check_votes(bench: &Bench) {
    let mut counted: BTreeMap<(String, String), Count> = BTreeMap::new();
    let members = bench.db.db.read(|conn| members_next(conn, 0, 10_000));
    for one in &members.expect("people") {
        let mut vote = |key: &str, other: &str, is_firm| {
            let pair = (key.to_owned(), other.to_owned());
            *counted.entry(pair).or_default() += Count::of_people(1, is_firm);
        };
        for one in votes_of(&one.stated) {
            vote(one.key, one.other, one.is_firm);
        }
        if let (Some(name), Some(company)) = (&one.stated.name, &one.company)
            && name.text != *company
        {
            vote(&format!("={}", name.text), company, name.is_firm);
        }
    }
    let counted = counted.into_iter();
    let counted: Vec<Vec<String>> = counted
        .map(|((key, other), count)| {
            let [people, firm] = [count.people, count.firm].map(|many| many.to_string());
            vec![key, other, people, firm]
        })
        .collect();
    let [mut votes, ..] = derived(bench);
    votes.sort_by_key(|row| (row[0].clone(), row[1].clone()));
    assert_eq!(votes, counted);
    for waiting in ["company_pending", "company_drawing"] {
        let sql = format!("SELECT '' FROM {waiting}");
        assert_eq!(rows(bench, &sql, 1).len(), 0, "{waiting}");
    }
    check_crowds(bench);
}

/// The votes on crowds are those of all, once more.
fn check_crowds(bench: &Bench) {
    let of = |table: &str, other: &str| {
        let sql = format!(
            "SELECT v.key, {other}, CAST(v.people AS TEXT), CAST(v.firm AS TEXT) FROM {table} v
             JOIN company_crowd c ON c.key = v.key WHERE v.other <> ''"
        );
        rows(bench, &sql, 4)
    };
    // The length stands before what is on a list.
    let listed = of("company_crowd_vote", "substr(v.other, 4)");
    assert_eq!(listed, of("company_vote", "v.other"));
    let totals = "SELECT key, CAST(people AS TEXT), CAST(firm AS TEXT) FROM company_crowd";
    let sums = "SELECT key, CAST(CAST(sum(people) AS BIGINT) AS TEXT), CAST(CAST(sum(firm) AS BIGINT) AS TEXT)
                FROM company_crowd_vote GROUP BY key";
    assert_eq!(rows(bench, totals, 3), rows(bench, sums, 3));
}

/// Counting everybody anew gives what there is.
pub fn check_recount(bench: &Bench) {
    let before = derived(bench);
    recount(bench);
    assert_eq!(derived(bench), before);
    check_votes(bench);
}

/// Counts everybody anew, as after another rule.
pub fn recount(bench: &Bench) {
    let again = |conn: &mut Conn| follower_advance_in_txn(conn, "companies:4", 0);
    bench.db.db.write(again).expect("it is another rule");
    bench.app.project_all().expect("it catches up");
}

#[test]
fn what_a_public_key_claims_moves_no_colleague() {
    on_every_database(|bench| {
        let browser = bench.browser();
        bench.feed(&[
            at("a1", "acme.example", Some("Acme")),
            at("a2", "acme.example", None),
            of_group("g1", "G-1", Some("Acme")),
            of_group("g2", "G-1", None),
            at("p1", "acme.example", Some("Acme Praha")),
            at("w1", "widget.example", None),
        ]);
        let known = ["a1", "a2", "g1", "g2", "p1"];
        assert_eq!(one(bench, &known), "acme");
        // Many invented names and ids for a domain, a name and an id; and names for what nobody knows.
        let claim = |nth: usize| {
            let grouped = |user: &str, name: &str, id: &str| {
                stating(
                    &format!("{user}{nth}"),
                    json!({"company": name, "company_id": id}),
                )
            };
            [
                at(&format!("e{nth}"), "acme.example", Some("Evil Acme")),
                at(&format!("f{nth}"), "evil.example", Some("Acme")),
                at(
                    &format!("h{nth}"),
                    "acme.example",
                    Some(&format!("Firm {nth}")),
                ),
                grouped("i", "Evil", "G-1"),
                grouped("j", "Acme", "G-666"),
                grouped("k", "Evil", "G-666"),
                grouped("l", "Acme", &format!("H-{nth}")),
                at(&format!("w{nth}"), "widget.example", Some("Widget")),
            ]
        };
        let claims: Vec<Value> = (10..10 + 2 * MOST_READ).flat_map(claim).collect();
        bench.feed_from(browser, &claims);
        assert_eq!(one(bench, &known), "acme");
        assert_eq!(one(bench, &["w1", "w12"]), "widget");
        check_recount(bench);
        assert_eq!(one(bench, &known), "acme");
        // Nor is a colleague of whom the business said nothing else taken out by what is claimed of them.
        bench.feed_from(
            browser,
            &[
                stating("a2", json!({"company": "Evil"})),
                stating("g2", json!({"company": "Evil"})),
            ],
        );
        assert_eq!(one(bench, &["a1", "a2", "g1"]), "acme");
        check_recount(bench);
        // Once the business says what the domain is, the claims about it count no more.
        bench.feed(&[at("w2", "widget.example", Some("Gadget"))]);
        assert_eq!(one(bench, &["w1", "w2"]), "gadget");
        check_votes(bench);
    });
}

/// A free mailer that nobody knows as one, and an id that everything is called.
#[test]
fn a_crowd_of_names_is_decided_as_any_other() {
    on_every_database(|bench| {
        let many = 3 * MOST_READ;
        let said = |nth: usize| {
            let (user, name) = (format!("n{nth}"), format!("Nameless {nth}"));
            let mut other = of_group(&format!("g{nth}"), "G", Some(&name));
            other["traits"]["email"] = format!("g{nth}@host{nth}.example").into();
            [at(&user, "mailbox.example", Some(&name)), other]
        };
        bench.feed(&(0..many).flat_map(said).collect::<Vec<_>>());
        bench.feed(&[at("silent", "mailbox.example", None)]);
        check_votes(bench);
        assert_eq!(key(bench, "silent").as_deref(), Some("mailbox.example"));
        // Most of all come to say one thing, one by one.
        let same = |nth: usize| at(&format!("s{nth}"), "mailbox.example", Some("Big"));
        (0..=many).for_each(|nth| {
            bench.append(&[same(nth)]);
        });
        bench.app.project_all().expect("it catches up");
        assert_eq!(one(bench, &["silent", "s1"]), "big");
        check_recount(bench);
        let gone = |nth: usize| {
            identify(
                &format!("c-s{nth}"),
                Some(&format!("s{nth}")),
                json!({"company": "Nameless 7"}),
                1,
            )
        };
        bench.feed(&(0..many).map(gone).collect::<Vec<_>>());
        assert_eq!(one(bench, &["silent", "s1"]), "7 nameless");
        check_recount(bench);
    });
}

/// Among however many names that one person each states, the one of the domain is chosen as among few.
#[test]
fn of_a_crowd_of_names_the_one_of_the_domain_is_chosen() {
    on_every_database(|bench| {
        let parts = (0..3 * MOST_READ).map(|nth| format!("Mill {nth:03}"));
        let names = ["A", "Own Mill", "Mill Own Praha"].map(str::to_owned);
        let names: Vec<String> = parts.chain(names).collect();
        let said = |(nth, name): (usize, &String)| {
            let grouped = of_group(&format!("g{nth}"), "G", Some(name));
            [
                at(&format!("n{nth}"), "ownmill.example", Some(name)),
                grouped,
            ]
        };
        bench.feed(&names.iter().enumerate().flat_map(said).collect::<Vec<_>>());
        bench.feed(&[
            at("silent", "ownmill.example", None),
            of_group("quiet", "G", None),
        ]);
        assert_eq!(key(bench, "silent").as_deref(), Some("mill own"));
        assert_eq!(key(bench, "quiet").as_deref(), Some("a"));
        // An id of whose people the business says that they are at home at the domain.
        let host = json!({"email": "host@ownmill.example", "company_id": "G"});
        bench.feed(&[stating("host", host)]);
        assert_eq!(key(bench, "quiet").as_deref(), Some("mill own"));
        check_recount(bench);
    });
}

/// Who states which id, name and domain, and whether a browser says so.
type Saying = (usize, Option<usize>, Option<usize>, Option<usize>, bool);

/// Somebody who states something, of few words, so that many state the same.
fn statement() -> impl Strategy<Value = Saying> {
    let some = |many: usize| proptest::option::weighted(0.6, 0..many);
    let by_browser = proptest::bool::weighted(0.4);
    (0..9_usize, some(2), some(4), some(3), by_browser)
}

/// Takes in what is said, each by its key.
fn feed_all(bench: &Bench, browser: i64, events: &[(Value, bool)]) {
    for (event, by_browser) in events {
        let source = if *by_browser { browser } else { SOURCE };
        bench.append_from(source, std::slice::from_ref(event));
    }
    bench.app.project_all().expect("the projection runs");
}

const NAMES: [&str; 4] = ["Acme", "Acme Abba s.r.o.", "Škoda Auto", "Globex Inc."];
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
        let event = |(nth, (user, id, name, domain, by_browser)): (usize, &Saying)| {
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
            (event, *by_browser)
        };
        let events: Vec<(Value, bool)> = statements.iter().enumerate().map(event).collect();
        let mut shuffled = events.clone();
        shuffled.sort_by_key(|(event, _)| {
            let mut hash = seed;
            for byte in event["messageId"].as_str().unwrap_or_default().bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
            hash
        });
        on_pairs_of_databases(|one, other| {
            feed_all(one, one.browser(), &events);
            let browser = other.browser();
            shuffled
                .chunks(3)
                .for_each(|chunk| feed_all(other, browser, chunk));
            for bench in [one, other] {
                check_votes(bench);
                check_recount(bench);
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
