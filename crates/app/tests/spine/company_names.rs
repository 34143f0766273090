//! One company, whatever it is called: by domain, id and name.

use std::collections::BTreeSet;

use ripen_app::people::PeopleQuery;
use ripen_domain::filter::PersonFilter;
use ripen_domain::profile::field;
use ripen_store::log::follower_advance_in_txn;
use serde_json::{Value, json};

use crate::company_votes::check_votes;
use crate::support::{Bench, identify, on_every_database, page, track};

/// Traits of a user.
pub fn stating(user: &str, traits: Value) -> Value {
    identify(&format!("c-{user}"), Some(user), traits, 5)
}

/// A user who is tied to a company by its id.
pub fn of_group(user: &str, id: &str, name: Option<&str>) -> Value {
    json!({"type": "group", "messageId": format!("g-{user}-{id}-{name:?}"), "userId": user, "groupId": id,
        "traits": {"name": name}})
}

/// A user with an address at a domain, and with a company.
pub fn at(user: &str, domain: &str, company: Option<&str>) -> Value {
    let mut traits = json!({"email": format!("{user}@{domain}")});
    if let Some(company) = company {
        traits["company"] = company.into();
    }
    stating(user, traits)
}

/// What tells the company of a user.
pub fn key(bench: &Bench, user: &str) -> Option<String> {
    bench.person(bench.user(user)).listed.person.company_key
}

/// Whether these users are of one company, and of which.
pub fn one(bench: &Bench, users: &[&str]) -> String {
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
        for (filter, many) in [
            // However it is written, by any name, id and domain of it.
            ("company.name = \"Škoda Auto\"", 2),
            (
                "company.name = \"auto skoda, A.S.\" and company is known",
                2,
            ),
            ("company.name = \"Acme\"", 6),
            ("company.name = \"#G-1\"", 6),
            ("company.name = \"samecorp.example\"", 2),
            ("company.name = \"Samecorp s.r.o.\" and fit >= -100", 2),
            ("company.name in (\"Samecorp\", \"#G-1\")", 8),
            ("company.name not in (\"Samecorp\", \"#G-1\")", 2),
            ("company.name != \"Acme Inc\"", 4),
            ("company.name = \"Nobody\"", 0),
        ] {
            assert_eq!(found(bench, filter), many, "{filter}");
        }
        // What is shown of a company leads to exactly its people.
        for user in ["s0", "t1", "c", "x1"] {
            let person = bench.person(bench.user(user)).listed.person;
            let key = person.company_key.expect("a company");
            let own = PersonFilter::text_of_company(&key, person.profile.text(field::COMPANY));
            let many = if user.starts_with(['s', 'x']) { 2 } else { 6 };
            assert_eq!(found(bench, &own), many, "{own}");
        }
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
        for text in ["Alza.cz", "alza.example", "#77", "Alzasoft Ltd"] {
            assert_eq!(
                found(bench, &format!("company.name = \"{text}\"")),
                4,
                "{text}"
            );
        }
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
        assert_eq!(found(bench, "company.name = \"#77\""), 1);
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
            follower_advance_in_txn(conn, "companies:4", 0)
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
