//! The hot queries find what they need by an index, on both engines.
//!
//! Small tables make PostgreSQL prefer scans and sorts, so they are discouraged here: one that is
//! chosen all the same is one that no index could take the place of.

use std::collections::HashMap;

use ripen_domain::company::ballot::Count;
use ripen_domain::filter::PersonFilter;
use ripen_domain::identity::resolve::Held;
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::interaction::Interaction;
use ripen_domain::interaction::Verdict;
use ripen_domain::interaction::order::{Said, Statement};
use ripen_domain::profile::{Authority, FieldValue, ProfileChange};
use ripen_domain::scoring::{Model, Scorer};
use ripen_domain::signal::company::day_of;
use ripen_domain::signal::{CompanySurge, CoolDown, Pattern, Signal};
use ripen_domain::time::Span;

use super::company_plans::{questions_about_colleagues, questions_about_keys};
use super::{interaction, model, now, person, save};
use crate::companies::key::{company_votes_add_in_txn, company_votes_take_in_txn};
use crate::companies::{
    CompanySignal, company_days_add_in_txn, company_has_people, company_interactions, company_next,
    company_past, company_people, company_signal_insert_in_txn, person_days,
    person_days_add_in_txn, person_days_counted,
};
use crate::engine::plans::plans_of;
use crate::engine::{Conn, Result};
use crate::identity::merge::merge_claimed_between;
use crate::identity::pair::{merge_suggest_in_txn, suggestion_list};
use crate::identity::split::{log_named, timeline_named};
use crate::identity::{Link, identifier_link_in_txn, identifier_list, identity_load};
use crate::log::{follower_advance_in_txn, log_append_in_txn, log_read};
use crate::orders::{OrderStatement, order_statement_insert_in_txn};
use crate::people::overview::map_stages;
use crate::people::person::{Person, person_due, person_find};
use crate::people::timeline::{
    TimelineRow, history_load, profile_change_insert_in_txn, timeline_count,
    timeline_insert_in_txn, timeline_page,
};
use crate::people::word;
use crate::people::word::words_keep_in_txn;
use crate::people::{ListQuery, Sort, people_ends, people_load, people_page, people_total};
use crate::scoring::clock::{clock_leap, clock_people};
use crate::scoring::rescore::{person_outdated, person_standings};
use crate::scoring::secondary::{Score, score_due, score_find, score_save_in_txn};
use crate::signals::{
    StoredSignal, signal_evidence, signal_insert_in_txn, signal_of_person, signal_recent,
};
use crate::testing::USUAL_FILTERS;
use crate::{ModelId, Scores};

pub(super) const PEOPLE: i64 = 2_500;
/// A domain whose people state very many names.
pub(super) const CROWD: &str = "mail7.example";
/// A model beside the primary one.
const SECOND: ModelId = ModelId::stored(2);

fn identifier(id: i64) -> Identifier {
    Identifier {
        kind: IdentifierKind::UserId,
        value: format!("u{id}"),
    }
}

/// What tells the company of a person.
fn company_of(id: i64) -> String {
    format!("{} company", id / 2)
}

pub(super) fn fill(conn: &mut Conn) -> Result<()> {
    let mut people: Vec<Person> = (1..=PEOPLE)
        .map(|id| person(id, (id % 97) as f64))
        .collect();
    people
        .iter_mut()
        .step_by(20)
        .for_each(|one| one.state.stage = 1);
    for one in &mut people {
        let company = FieldValue::Text(format!("Company {}", one.id / 2));
        one.profile = super::profile(&[("company", company)]);
        one.company_key = Some(company_of(one.id));
    }
    save(conn, &people)?;
    let log: Vec<Interaction> = (1..=PEOPLE)
        .map(|id| interaction(&format!("m{id}"), &format!("u{id}")))
        .collect();
    log_append_in_txn(conn, &log, &[])?;
    let held = |id| Held {
        person: id,
        home: id,
    };
    let link = |id| Link {
        identifier: identifier(id),
        held: held(id),
        at: now(),
        seq: id,
        evidence: IdentifierKind::UserId,
        shared: false,
        bond: None,
    };
    identifier_link_in_txn(conn, &(1..=PEOPLE).map(link).collect::<Vec<_>>())?;
    let address = |id| Link {
        identifier: Identifier {
            kind: IdentifierKind::Email,
            value: format!("u{id}@firma.example"),
        },
        ..link(id)
    };
    identifier_link_in_txn(conn, &(1..=PEOPLE).map(address).collect::<Vec<_>>())?;
    let row = |id| TimelineRow {
        person_id: id,
        at: now(),
        seq: id,
        home: id,
        kind_id: 1,
        channel: Default::default(),
        verdict: Default::default(),
        path: None,
        label: None,
        amount: None,
        touch_id: None,
        properties: None,
        judged: None,
    };
    timeline_insert_in_txn(conn, &(1..=PEOPLE).map(row).collect::<Vec<_>>())?;
    let change = |id| ProfileChange {
        at: now(),
        seq: id,
        field: "title".into(),
        value: Some(FieldValue::Bool(true)),
        authority: Authority::Firm,
    };
    let changes: Vec<ProfileChange> = (1..=PEOPLE).map(change).collect();
    let changes: Vec<_> = changes
        .iter()
        .map(|change| (change.seq, change.seq, change))
        .collect();
    profile_change_insert_in_txn(conn, &changes)?;
    let signal = |id| StoredSignal {
        person: id,
        key: if id % 50 == 0 { "surge" } else { "asked_price" }.into(),
        at: now() - Span::hours(id),
        seq: id,
        evidence: vec![id],
    };
    signal_insert_in_txn(conn, &(1..=PEOPLE).map(signal).collect::<Vec<_>>())?;
    let model = model();
    let decays = Scorer::new(&model, now()).decays;
    let scores = people.iter().map(|one| Score {
        person: one.id,
        state: &one.state,
        due_at: None,
    });
    score_save_in_txn(conn, (SECOND, 2), &scores.collect::<Vec<_>>(), &decays)?;
    for id in (2..=PEOPLE).step_by(2) {
        merge_suggest_in_txn(conn, (id - 1, id), "phone", now() + Span::hours(id), id)?;
    }
    fill_companies(conn)?;
    fill_orders(conn)?;
    conn.execute_script("ANALYZE")?;
    without_scans(conn)
}

/// As if there were many: a few rows are read as a whole otherwise.
pub(super) fn without_scans(conn: &mut Conn) -> Result<()> {
    let discouraged = conn
        .only_here(
            "",
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off",
        )
        .to_owned();
    conn.execute_script(&discouraged)
}

/// An order of each person, and who states which company.
fn fill_orders(conn: &mut Conn) -> Result<()> {
    let said = |id: i64| OrderStatement {
        person: id,
        home: id,
        order: format!("o{id}"),
        statement: Statement {
            at: now(),
            seq: id,
            said: Said::Completed,
            amount: None,
            currency: None,
            refund: None,
            verdict: Verdict::Human,
            claimed: false,
        },
        shown: (1, None),
    };
    order_statement_insert_in_txn(conn, &(1..=PEOPLE).map(said).collect::<Vec<_>>())?;
    let one = Count::of_people(1, true);
    let votes = (1..=PEOPLE).map(|id| ((company_of(id), format!("{id}.example")), one));
    company_votes_add_in_txn(conn, &votes.collect())?;
    let host = |id: i64| format!("mail{}.example", id % 50);
    let crowds = (1..=PEOPLE).map(|id| ((host(id), company_of(id)), one));
    company_votes_take_in_txn(conn, &mut HashMap::new(), &crowds.collect())
}

/// Days of companies with two people each, and a surge at one in ten of them.
fn fill_companies(conn: &mut Conn) -> Result<()> {
    let company = company_of;
    let day = day_of(now());
    let days = (1..=PEOPLE).map(|id| ((company(id), day - id % 40, id), 1));
    person_days_add_in_txn(conn, &days.collect())?;
    let days = (1..=PEOPLE).map(|id| ((company(id), day - id % 40), 1));
    company_days_add_in_txn(conn, &days.collect())?;
    let surge = |id: i64| CompanySignal {
        company: company(id),
        key: "company_surge".into(),
        at: now() - Span::hours(id),
        seq: id,
        person: id,
        interactions: 12,
        people: 2,
        usual: 3.0,
        evidence: vec![(id, id)],
    };
    let surges = (1..=PEOPLE).step_by(20).map(surge);
    company_signal_insert_in_txn(conn, &surges.collect::<Vec<_>>())
}

/// Adds the plans of `work` to the report, under its name.
pub(super) fn report(
    conn: &mut Conn,
    report: &mut String,
    name: &str,
    work: impl FnOnce(&mut Conn) -> Result<()>,
) -> Result<()> {
    let plans = plans_of(conn, work)?;
    assert!(!plans.is_empty(), "{name} asks nothing");
    *report += &format!("## {name}\n");
    for plan in plans {
        // What is filtered on the way holds values, not the way.
        let steps = plan
            .lines()
            .filter(|line| !line.trim_start().starts_with("Filter:"));
        *report += &steps.fold(String::new(), |all, step| all + &without_list(step) + "\n");
    }
    Ok(())
}

/// A step of a plan without the values of a list in it, whose order is nobody's.
fn without_list(step: &str) -> String {
    match step.split_once("ANY ('{") {
        Some((before, list)) => {
            let after = list.split_once("}'").map_or("", |(_, after)| after);
            format!("{before}ANY ('{{…}}'{after}")
        }
        None => step.to_owned(),
    }
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn hot_queries(conn: &mut Conn) -> Result<String> {
    fill(conn)?;
    let model = model();
    let scorer = Scorer::new(&model, now());
    let filter = PersonFilter::parse("engagement >= 10 and fit >= 0").expect("a filter");
    let mut all = String::new();
    for (name, after) in [("people_page", false), ("people_page, a later page", true)] {
        report(conn, &mut all, name, |conn| {
            let after = after.then_some(crate::people::After {
                part: 0,
                key: crate::Value::Real(50.0),
                id: 7,
            });
            let query = ListQuery {
                filter: &filter,
                sort: Sort::Engagement,
                after,
                limit: 50,
                now: now(),
            };
            people_page(conn, Scores::primary(&scorer), &query).map(drop)
        })?;
    }
    for (name, filter) in [
        ("people_page, one company", "company = \"Company 7\""),
        (
            "people_page, the people of a company",
            "company.name in (\"Company 7\", \"#G-1\")",
        ),
        ("people_page, high fit", "fit >= 1000"),
        ("people_page, one address", "email = \"u7@firma.example\""),
        ("people_page, one number", "phone = \"+420 601 123 456\""),
    ] {
        let filter = PersonFilter::parse(filter).expect("a filter");
        report(conn, &mut all, name, |conn| {
            people_page(
                conn,
                Scores::primary(&scorer),
                &first_page(&filter, Sort::Engagement),
            )
            .map(drop)
        })?;
    }
    report(conn, &mut all, "people_page, by fit", |conn| {
        people_page(
            conn,
            Scores::primary(&scorer),
            &first_page(&PersonFilter::all(), Sort::Fit),
        )
        .map(drop)
    })?;
    report(conn, &mut all, "people_page, whom to call first", |conn| {
        let filter = PersonFilter::parse("not kind = customer and disqualified is unknown");
        let filter = filter.expect("a filter");
        let first = first_page(&filter, Sort::Call);
        people_page(conn, Scores::primary(&scorer), &first).map(drop)
    })?;
    report(conn, &mut all, "people_total, people to win", |conn| {
        let filter = PersonFilter::parse("not kind = customer and disqualified is unknown");
        let filter = filter.expect("a filter").of_seen();
        people_total(conn, Scores::primary(&scorer), &filter, now()).map(drop)
    })?;
    report(conn, &mut all, "people_ends", |conn| {
        people_ends(conn).map(drop)
    })?;
    questions_about_colleagues(conn, &mut all)?;
    report(conn, &mut all, "person_find", |conn| {
        person_find(conn, &[1, 2, 3]).map(drop)
    })?;
    report(conn, &mut all, "person_due", |conn| {
        person_due(conn, now(), 10).map(drop)
    })?;
    report(conn, &mut all, "person_outdated", |conn| {
        person_outdated(conn, (ModelId::PRIMARY, 1), 7, 10).map(drop)
    })?;
    report(conn, &mut all, "person_standings", |conn| {
        person_standings(conn, (ModelId::PRIMARY, 1), (7, 90)).map(drop)
    })?;
    report(conn, &mut all, "identity_load", |conn| {
        identity_load(conn, &[&identifier(1), &identifier(2)]).map(drop)
    })?;
    report(conn, &mut all, "identifier_list", |conn| {
        identifier_list(conn, 1).map(drop)
    })?;
    report(conn, &mut all, "log_named", |conn| {
        log_named(conn, 1, 1).map(drop)
    })?;
    report(conn, &mut all, "timeline_named", |conn| {
        timeline_named(conn, (1, 1), |_, _| {})
    })?;
    report(conn, &mut all, "merge_claimed_between", |conn| {
        merge_claimed_between(conn, (1, 2), |_| false).map(drop)
    })?;
    report(conn, &mut all, "history_load", |conn| {
        history_load(conn, 1, now() + Span::days(1)).map(drop)
    })?;
    report(conn, &mut all, "timeline_page", |conn| {
        timeline_page(conn, 1, (i64::MAX, i64::MAX), 50).map(drop)
    })?;
    report(conn, &mut all, "signal_of_person", |conn| {
        signal_of_person(conn, 1, 20).map(drop)
    })?;
    report(conn, &mut all, "signal_recent", |conn| {
        signal_recent(conn, &[1, 2, 3], now()).map(drop)
    })?;
    report(conn, &mut all, "signal_evidence", |conn| {
        signal_evidence(conn, &[1, 2, 3]).map(drop)
    })?;
    report(conn, &mut all, "person_days", |conn| {
        person_days(conn, &[1, 2, 3]).map(drop)
    })?;
    report(conn, &mut all, "person_days_counted", |conn| {
        person_days_counted(conn, &[(1, "a".into()), (2, "a".into())]).map(drop)
    })?;
    report(conn, &mut all, "company_past", |conn| {
        company_past(conn, &["company 1", "company 2"], 0).map(drop)
    })?;
    report(conn, &mut all, "company_has_people", |conn| {
        company_has_people(conn, "company 1", (0, i64::MAX), 2).map(drop)
    })?;
    report(conn, &mut all, "company_interactions", |conn| {
        company_interactions(conn, "company 1", (0, 40_000)).map(drop)
    })?;
    report(conn, &mut all, "company_people", |conn| {
        company_people(conn, &["company 1"], 100).map(drop)
    })?;
    report(conn, &mut all, "company_next", |conn| {
        company_next(conn, "company 1", 100).map(drop)
    })?;
    questions_about_keys(conn, &mut all)?;
    report(conn, &mut all, "suggestion_list", |conn| {
        suggestion_list(conn, 50).map(drop)
    })?;
    report(conn, &mut all, "clock_people", |conn| {
        clock_people(conn, now(), (7, 1_000)).map(drop)
    })?;
    report(conn, &mut all, "clock_leap", |conn| {
        clock_leap(conn, now() - Span::days(1), &[1, 2]).map(drop)
    })?;
    report(conn, &mut all, "timeline_count", |conn| {
        timeline_count(conn, 7).map(drop)
    })?;
    report(conn, &mut all, "log_read", |conn| {
        log_read(conn, 500, 100).map(drop)
    })?;
    Ok(all)
}

/// The questions of lists, timers and rescoring, about a secondary model.
fn questions_about_a_secondary_model(conn: &mut Conn) -> Result<String> {
    fill(conn)?;
    let model = model();
    let scorer = Scorer::new(&model, now());
    let scores = Scores {
        scorer: &scorer,
        model: SECOND,
    };
    let mut all = String::new();
    for (name, filter, sort) in [
        (
            "people_page",
            "engagement >= 10 and fit >= 0",
            Sort::Engagement,
        ),
        ("people_page, hot", "temperature = hot", Sort::Engagement),
        ("people_page, high fit", "fit >= 1000", Sort::Engagement),
        (
            "people_page, one company",
            "company = \"Company 7\"",
            Sort::Engagement,
        ),
        ("people_page, by fit", "", Sort::Fit),
        ("people_page, newest", "", Sort::Created),
    ] {
        let filter = PersonFilter::parse(filter).expect("a filter");
        report(conn, &mut all, name, |conn| {
            people_page(conn, scores, &first_page(&filter, sort)).map(drop)
        })?;
    }
    report(conn, &mut all, "people_load", |conn| {
        people_load(conn, scores, &[1, 2, 3]).map(drop)
    })?;
    report(conn, &mut all, "map_stages", |conn| {
        map_stages(conn, scores, (&PersonFilter::all(), 2), now(), 50).map(drop)
    })?;
    let engaged = PersonFilter::parse("engagement >= 20").expect("a filter");
    report(conn, &mut all, "map_stages, engaged", |conn| {
        map_stages(conn, scores, (&engaged, 2), now(), 50).map(drop)
    })?;
    let known = person_find(conn, &[1, 2, 3])?;
    report(conn, &mut all, "score_find", |conn| {
        score_find(conn, SECOND, &known).map(drop)
    })?;
    report(conn, &mut all, "score_due", |conn| {
        score_due(conn, &[SECOND], now(), 10).map(drop)
    })?;
    report(conn, &mut all, "person_outdated", |conn| {
        person_outdated(conn, (SECOND, 3), 7, 10).map(drop)
    })?;
    report(conn, &mut all, "person_standings", |conn| {
        person_standings(conn, (SECOND, 3), (7, 90)).map(drop)
    })?;
    Ok(all)
}

pub(super) fn first_page(filter: &PersonFilter, sort: Sort) -> ListQuery<'_> {
    ListQuery {
        filter,
        sort,
        after: None,
        limit: 50,
        now: now(),
    }
}

/// The plan of a page of the list for each of the usual filters.
fn usual_filters(conn: &mut Conn) -> Result<String> {
    fill(conn)?;
    words_keep_in_txn(conn, (0, PEOPLE))?;
    follower_advance_in_txn(conn, word::FOLLOWER, i64::MAX)?;
    let model = Model {
        signals: vec![Signal {
            key: "company_surge".into(),
            name: "Surge".into(),
            pattern: Pattern::Company(CompanySurge {
                at_least: 10,
                people: 2,
                within: 7,
                baseline: 28,
                times_baseline: 2.0,
            }),
            cool_down: CoolDown::Ever,
        }],
        ..model()
    };
    let scorer = Scorer::new(&model, now());
    let mut all = String::new();
    for text in USUAL_FILTERS {
        let filter = PersonFilter::parse(text).expect("a filter");
        report(conn, &mut all, text, |conn| {
            people_page(
                conn,
                Scores::primary(&scorer),
                &first_page(&filter, Sort::Engagement),
            )
            .map(drop)
        })?;
    }
    Ok(all)
}

/// Steps that look at every row of a table; `page` is what queries call rows cut to a page, which they look at as
/// `p` or `s`, `way` the keys on the way to a company; `own` and `asked` are values of the statement itself, `a`
/// what was answered before it, a subquery what was found before, `stage` the people of a stage, `counted` what is counted.
pub(super) fn full_scans(report: &str) -> Vec<&str> {
    const OWN: [&str; 10] = [
        "INDEX",
        "json_each",
        "CONSTANT ROW",
        "SCAN page",
        "SCAN way",
        "SCAN own",
        "SCAN asked",
        "SCAN stage",
        "SCAN counted",
        "SCAN (subquery-",
    ];
    let (mut pages, mut found) = (0, Vec::new());
    for line in report.lines() {
        let step = line.trim_start_matches(|c: char| !c.is_alphabetic());
        pages = match step {
            "MATERIALIZE page" => pages + 1,
            "SCAN p" if pages > 0 => pages - 1,
            "SCAN s" if report.contains("MATERIALIZE page") => pages,
            _ if line.starts_with("##") => 0,
            _ => {
                let is_own = OWN.iter().any(|own| step.contains(own)) || step == "SCAN a";
                let is_scan = step.starts_with("SCAN") && !is_own;
                found.extend((is_scan || step.starts_with("Seq Scan")).then_some(line));
                pages
            }
        };
    }
    found
}

#[test]
fn hot_queries_go_by_an_index() {
    for db in crate::testing::databases() {
        let report = db.db.write(hot_queries).expect("the queries run");
        assert_eq!(full_scans(&report), Vec::<&str>::new(), "{report}");
        insta::assert_snapshot!(format!("hot_queries_{}", db.db.engine()), report);
    }
}

#[test]
fn questions_about_a_secondary_model_go_by_an_index() {
    for db in crate::testing::databases() {
        let report = db.db.write(questions_about_a_secondary_model);
        let report = report.expect("the queries run");
        assert_eq!(full_scans(&report), Vec::<&str>::new(), "{report}");
        insta::assert_snapshot!(format!("secondary_model_{}", db.db.engine()), report);
    }
}

#[test]
fn usual_filters_go_by_an_index() {
    for db in crate::testing::databases() {
        let report = db.db.write(usual_filters).expect("the queries run");
        assert_eq!(full_scans(&report), Vec::<&str>::new(), "{report}");
        insta::assert_snapshot!(format!("usual_filters_{}", db.db.engine()), report);
    }
}

#[test]
fn a_full_scan_would_be_seen() {
    assert_eq!(
        full_scans(
            "SEARCH p USING INDEX x\nSCAN p\nSCAN p USING INDEX y\n  ->  Seq Scan on person p"
        )
        .len(),
        2
    );
    // A page is cut once and looked at once.
    let page = "MATERIALIZE page\nSEARCH p USING INDEX x\nSCAN p\n";
    assert_eq!(full_scans(page), Vec::<&str>::new());
    assert_eq!(
        full_scans(&format!("{page}SCAN p\n## next\nSCAN p")).len(),
        2
    );
}
