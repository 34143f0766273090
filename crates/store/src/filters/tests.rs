//! The database and the memory give the same answer to every filter.

mod sample;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ripen_domain::filter::{Counts, Measure, Measured, PersonFilter, generate};
use ripen_domain::identity::normalize;
use ripen_domain::interaction::{Fact, PageRole};
use ripen_domain::person::{CompanyView, PersonView, SignalSeen, Temperature};
use ripen_domain::scoring::{Area, Model, Rect, Scorer, Stage, TemperatureRegion};
use ripen_domain::signal::{CompanySurge, CoolDown, Pattern, Signal};
use ripen_domain::text;
use ripen_domain::time::{Span, Timestamp};
use ripen_domain::zone::Zone;

use self::sample::{OF_COMPANY, PEOPLE, Sample, SignalRow, fill};
use super::{FilterContext, PAGE, Reach, ahead, compile, least_engagement};
use crate::engine::{Conn, Db, Error, Param, Target, Value};
use crate::log::intern::Names;
use crate::models::entry::ModelId;
use crate::people::few_of;
use crate::scoring::Scores;

const FILTERS: u32 = 1_500;

struct Memory<'a> {
    model: &'a Model,
    facts: Vec<Fact<'a>>,
    now: Timestamp,
}

impl Counts for Memory<'_> {
    fn measure(&self, measure: &Measure) -> Option<Measured> {
        measure.of(self.facts.iter().copied(), self.now)
    }

    fn contains(&self, list: &str, value: &str) -> bool {
        match (self.model.is_listed(list, value), list) {
            (Some(is_listed), _) => is_listed,
            (None, "free") => normalize::is_free(value),
            (None, "disposable") => normalize::is_disposable(value),
            _ => false,
        }
    }
}

fn now() -> Timestamp {
    Timestamp::parse("2026-02-10T12:00:00Z").unwrap()
}

pub(super) fn model() -> Model {
    let stage = |key: &str| Stage::new(key, key);
    let area = |key: &str, fit_from, engagement_from| Area {
        rect: Rect {
            fit_from,
            engagement_from,
            ..Rect::PLANE
        },
        ..Area::plane(key, key)
    };
    let narrow = Rect {
        fit_from: -10.0,
        fit_below: 2.0,
        engagement_from: 0.5,
        engagement_below: 30.0,
    };
    let region = |temperature, rect| TemperatureRegion { temperature, rect };
    let competitors = HashSet::from([
        "acme.example".to_owned(),
        "owner".to_owned(),
        "tr".to_owned(),
        ".acme.example".to_owned(),
        ".com".to_owned(),
    ]);
    Model {
        name: "test".into(),
        stages: ["lead", "mql", "sql"].map(stage).to_vec(),
        warm_from: 5.0,
        hot_from: 20.0,
        areas: vec![
            Area::plane("poor", "poor"),
            area("good", 0.5, 1.0),
            area("best", 10.0, 10.0),
            Area {
                rect: narrow,
                ..Area::plane("narrow", "narrow")
            },
        ],
        nurture_hot_from: 25.0,
        regions: vec![
            region(Temperature::Hot, narrow),
            region(
                Temperature::Warm,
                Rect {
                    fit_from: 10.0,
                    ..Rect::PLANE
                },
            ),
        ],
        lists: HashMap::from([("competitors".to_owned(), competitors)]),
        signals: vec![Signal {
            key: OF_COMPANY.into(),
            name: "Surge".into(),
            pattern: Pattern::Company(CompanySurge {
                at_least: 9,
                people: 2,
                within: 7,
                baseline: 28,
                times_baseline: 2.0,
            }),
            cool_down: CoolDown::Ever,
        }],
        ..Model::default()
    }
}

/// Who is found, in each of the ways in which statements ask a filter.
fn found_in_database(
    conn: &mut Conn,
    filter: &PersonFilter,
    scores: Scores,
) -> Result<Vec<i64>, TestCaseError> {
    let context = FilterContext::new(scores, now());
    let people = scores.people("p");
    let mut params = vec![Value::Int(0)];
    let condition = compile(filter, &context, &mut params);
    let sql = format!(
        "SELECT p.person_id FROM {people} WHERE p.person_id > $1 AND {condition} ORDER BY p.person_id"
    );
    let found = ids(conn, &sql, &params)?;
    // NULL must not come out anywhere: whoever is not in the filter is in its negation.
    let negated = sql.replace(&condition, &format!("NOT ({condition})"));
    let others = ids(conn, &negated, &params)?;
    prop_assert_eq!(found.len() + others.len(), PEOPLE as usize, "{}", sql);

    let mut params = Vec::new();
    let condition = compile(filter, &context.of(Reach::Scan), &mut params);
    let sql = format!("SELECT p.person_id FROM {people} WHERE {condition} ORDER BY p.person_id");
    prop_assert_eq!(&ids(conn, &sql, &params)?, &found, "{}", sql);

    let mut params = Vec::new();
    let (with, answered) = ahead(filter, &context, &mut params);
    let condition = compile(filter, &context.with(&answered), &mut params);
    let sql =
        format!("{with} SELECT p.person_id FROM {people} WHERE {condition} ORDER BY p.person_id");
    prop_assert_eq!(&ids(conn, &sql, &params)?, &found, "{}", sql);

    // Whoever is on the page: their colleagues count, on it or not.
    let mut params = vec![Value::Int(PEOPLE / 3)];
    let condition = compile(filter, &context.of(Reach::Page), &mut params);
    let sql = format!(
        "WITH {PAGE} AS MATERIALIZED (SELECT * FROM {people} WHERE p.person_id <= $1)
         SELECT p.person_id FROM {PAGE} p WHERE {condition} ORDER BY p.person_id"
    );
    let on_page = found.iter().copied().filter(|id| *id <= PEOPLE / 3);
    let on_page: Vec<i64> = on_page.collect();
    prop_assert_eq!(ids(conn, &sql, &params)?, on_page, "{}", sql);
    // Whoever passes is among the few that an index finds.
    let few = few_of(conn, scores, filter, now()).map_err(failed("few"))?;
    if let Some(few) = few {
        let missed = found.iter().find(|id| !few.contains(id));
        prop_assert_eq!(missed, None, "{}", filter);
    }
    Ok(found)
}

fn ids(conn: &mut Conn, sql: &str, params: &[Value]) -> Result<Vec<i64>, TestCaseError> {
    let params: Vec<Param> = params.iter().map(Value::as_param).collect();
    let found = conn.query(sql, &params, |row| row.get(0));
    found.map_err(failed(sql))
}

fn failed(sql: &str) -> impl Fn(Error) -> TestCaseError {
    move |error| TestCaseError::fail(format!("{error} in {sql}"))
}

fn found_in_memory(
    samples: &[Sample],
    names: &Names,
    filter: &PersonFilter,
    scorer: &Scorer,
) -> Vec<i64> {
    let passes = |sample: &&Sample| {
        let signals = sample.signals.iter().chain(&sample.of_company);
        let signals: Vec<SignalSeen> = signals.map(SignalRow::seen).collect();
        let view = PersonView {
            company: company_of(samples, sample, scorer),
            signals: &signals,
            owner: sample.owner.as_deref(),
            contacts: &sample.contacts,
            ..scorer.view(&sample.person.state, &sample.person.profile, now())
        };
        let facts = sample.rows.iter().map(|row| row.fact(names)).collect();
        let passes = filter.matches(
            &view,
            &Memory {
                model: scorer.model,
                facts,
                now: now(),
            },
        );
        if let (true, Some(least)) = (passes, least_engagement(filter, scorer)) {
            assert!(
                view.engagement >= least,
                "{filter}: {} is below {least}",
                view.engagement
            );
        }
        passes
    };
    samples
        .iter()
        .filter(passes)
        .map(|sample| sample.person.id)
        .collect()
}

/// What the company of a person comes to, put together from its people.
fn company_of<'a>(
    samples: &'a [Sample],
    of: &Sample,
    scorer: &'a Scorer,
) -> Option<CompanyView<'a>> {
    let key = of.person.company_key.clone()?;
    let people: Vec<_> = samples
        .iter()
        .filter(|sample| sample.person.company_key.as_ref() == Some(&key))
        .map(|sample| scorer.view(&sample.person.state, &sample.person.profile, now()))
        .collect();
    let furthest = scorer.model.stages.iter().rev();
    let mut furthest =
        furthest.filter(|stage| people.iter().any(|person| person.stage == stage.key));
    Some(CompanyView {
        keys: sample::telling(&key),
        people: people.len() as u64,
        engagement: people.iter().map(|person| person.engagement).sum(),
        fit: people.iter().map(|person| person.fit).sum::<f64>() / people.len() as f64,
        stage: furthest.next().map_or("", |stage| &stage.key),
    })
}

/// Asks every filter both ways; returns how many found some of the people, but not all.
fn agree(conn: &mut Conn, of: ModelId, filters: impl Strategy<Value = String>) -> u32 {
    let model = model();
    let zone = Zone::named("Europe/Istanbul").expect("a zone");
    let scorer = Scorer::new(&model, now() - Span::days(30)).in_zone(&zone);
    let mut names = Names::default();
    let scores = Scores {
        scorer: &scorer,
        model: of,
    };
    let samples = fill(conn, &mut names, scores);
    let conn = RefCell::new(conn);
    let telling = Cell::new(0);
    let config = Config {
        cases: FILTERS,
        failure_persistence: None,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&filters, |text| {
        let filter =
            PersonFilter::parse(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let expected = found_in_memory(&samples, &names, &filter, &scorer);
        let found = found_in_database(&mut conn.borrow_mut(), &filter, scores)?;
        prop_assert_eq!(&found, &expected, "{}", text);
        telling.set(telling.get() + u32::from(!found.is_empty() && found.len() < samples.len()));
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    telling.get()
}

/// Runs `test` in a transaction on a migrated database, and undoes it.
fn undone(db: &Db, prepare: &str, test: impl FnOnce(&mut Conn)) {
    let result: crate::Result<()> = db.write(|conn| {
        conn.execute_script(prepare)?;
        while crate::schema::migrate_step_in_txn(conn)? {}
        test(conn);
        Err(Error::NotFound)
    });
    assert!(matches!(result, Err(Error::NotFound)), "{result:?}");
}

fn on_sqlite(test: impl FnOnce(&mut Conn)) {
    let directory = tempfile::tempdir().unwrap();
    let db = Db::open(&Target::Sqlite(directory.path().join("test.db"))).unwrap();
    undone(&db, "", test);
}

/// Runs the test on PostgreSQL where one is given, in a schema of its own.
fn on_postgres(schema: &str, test: impl FnOnce(&mut Conn)) {
    let Ok(url) = std::env::var("RIPEN_TEST_POSTGRES") else {
        eprintln!("skipped: RIPEN_TEST_POSTGRES names no server");
        return;
    };
    let db = Db::open(&Target::Postgres(url)).unwrap();
    undone(
        &db,
        &format!("CREATE SCHEMA {schema}; SET LOCAL search_path TO {schema}"),
        test,
    );
}

fn filters_agree(conn: &mut Conn) {
    filters_agree_about(conn, ModelId::PRIMARY);
}

/// The scores of a secondary model are kept elsewhere, and every filter is asked of those.
fn filters_of_a_secondary_model_agree(conn: &mut Conn) {
    filters_agree_about(conn, ModelId::stored(2));
}

fn filters_agree_about(conn: &mut Conn, model: ModelId) {
    let telling = agree(conn, model, generate::person_filter());
    assert!(
        telling > FILTERS / 4,
        "only {telling} of {FILTERS} filters told people apart"
    );
}

#[test]
fn sqlite_and_memory_agree() {
    on_sqlite(filters_agree);
}

#[test]
fn postgres_and_memory_agree() {
    on_postgres("filter_agree", filters_agree);
}

#[test]
fn sqlite_and_memory_agree_about_a_secondary_model() {
    on_sqlite(filters_of_a_secondary_model_agree);
}

#[test]
fn postgres_and_memory_agree_about_a_secondary_model() {
    on_postgres("filter_secondary", filters_of_a_secondary_model_agree);
}

/// Letters, marks and signs of the alphabets of Europe, and the blocks in which compatibility forms
/// and punctuation live. Letters newer than the Unicode of the database are left out.
fn text_functions_agree(conn: &mut Conn) {
    for block in [
        1..0x530,
        0x1E00..0x2070,
        0x2100..0x2150,
        0x3000..0x3040,
        0xFB00..0xFB07,
        0xFF01..0xFFEF,
    ] {
        for letter in block.filter_map(char::from_u32) {
            let text = format!("bA{letter}Zq {letter}");
            let sql = "SELECT ripen_fold($1), ripen_words($1)";
            let found = conn
                .query(sql, &[(&text).into()], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap();
            assert_eq!(found, [(text::fold(&text), text::words(&text))], "{text:?}");
            has_words_agrees(conn, &text);
        }
    }
}

/// Words at the beginning, after a letter and after a sign, of one and of two.
fn has_words_agrees(conn: &mut Conn, text: &str) {
    let folded = text::fold(text);
    let whole = text::words(text);
    let phrases = [" ba", " zq", " a", &whole[..whole.len() - 1]];
    let phrases = phrases.into_iter().filter(|phrase| !phrase.is_empty());
    for phrase in phrases {
        let sql = "SELECT ripen_has_words($1, $2)";
        let found: bool = conn
            .query_value(sql, &[(&folded).into(), phrase.into()])
            .unwrap();
        assert_eq!(found, whole.contains(phrase), "{folded:?} {phrase:?}");
    }
}

/// The paths of pages in three languages, the words in turn, and what only looks like them.
fn page_roles_agree(conn: &mut Conn) {
    let phrases = PageRole::ALL.iter().flat_map(|role| role.phrases());
    let paths = phrases.flat_map(|phrase| {
        let slug = phrase.replace(' ', "-");
        [
            format!("/{slug}"),
            format!("/products/x/{slug}.html"),
            format!("/x{slug}/{slug}-y//"),
            format!("/blogs-{slug}"),
        ]
    });
    let odd = [
        "",
        "/",
        "//",
        "/cen%C3%ADk",
        "/CENÍK/",
        "/.html",
        "/fiyat'; --",
        "/a b\\(x|y)",
    ];
    for path in paths.chain(odd.map(str::to_owned)) {
        let found: Option<String> = conn
            .query_value("SELECT ripen_page_role($1)", &[(&path).into()])
            .unwrap();
        assert_eq!(
            found.as_deref(),
            PageRole::of(&path).map(PageRole::name),
            "{path:?}"
        );
    }
}

#[test]
fn sqlite_tells_pages_like_the_domain() {
    on_sqlite(page_roles_agree);
}

#[test]
fn postgres_tells_pages_like_the_domain() {
    on_postgres("filter_page_roles", page_roles_agree);
}

#[test]
fn sqlite_folds_like_the_domain() {
    on_sqlite(text_functions_agree);
}

#[test]
fn postgres_folds_like_the_domain() {
    on_postgres("filter_fold", text_functions_agree);
}

/// A list may have more entries than a statement has values.
fn long_lists_are_asked_for(conn: &mut Conn) {
    let entries = |prefix: &'static str, count: usize| {
        (0..count).map(move |nth| format!("{prefix}{nth}.example"))
    };
    let names = ["acme", "owner", "quoted \"x\" \\", "nul\0"].map(str::to_owned);
    let model = Model {
        lists: HashMap::from([
            (
                "long".to_owned(),
                entries("company", 40_000).chain(names).collect(),
            ),
            ("ends".to_owned(), entries(".", 2_000).collect()),
        ]),
        ..model()
    };
    let scorer = Scorer::new(&model, now());
    fill(conn, &mut Names::default(), Scores::primary(&scorer));
    let found = |conn: &mut Conn, text: &str| {
        let filter = PersonFilter::parse(text).unwrap();
        found_in_database(conn, &filter, Scores::primary(&scorer))
            .unwrap_or_else(|error| panic!("{error}"))
    };
    let listed = found(conn, "company in list(\"long\")");
    assert_eq!(listed, found(conn, "company = \"owner\""));
    assert!(!listed.is_empty());
    let others = found(
        conn,
        "company not in list(\"long\") and company not in list(\"ends\")",
    );
    assert_eq!(others, found(conn, "company != \"owner\""));
    assert_eq!(found(conn, "email in list(\"ends\")"), Vec::<i64>::new());
}

#[test]
fn sqlite_asks_for_long_lists() {
    on_sqlite(long_lists_are_asked_for);
}

#[test]
fn postgres_asks_for_long_lists() {
    on_postgres("filter_long_lists", long_lists_are_asked_for);
}

/// The longest chain and the deepest nesting that parse are still run.
fn the_largest_filters_run(conn: &mut Conn) {
    let model = model();
    let scorer = Scorer::new(&model, now());
    let chain = |join: &str| vec!["fit>1"; 990].join(join);
    let deep = format!(
        "{}{}{}",
        "not (".repeat(25),
        "fit > 1 and kind = lead or engagement > 2",
        ")".repeat(25)
    );
    for text in [chain(" or "), chain(" and "), deep] {
        let filter = PersonFilter::parse(&text).unwrap_or_else(|error| panic!("{error}"));
        let mut params = Vec::new();
        let condition = compile(
            &filter,
            &FilterContext::new(Scores::primary(&scorer), now()),
            &mut params,
        );
        let params: Vec<Param> = params.iter().map(Value::as_param).collect();
        conn.query(
            &format!("SELECT p.person_id FROM person p WHERE {condition}"),
            &params,
            |_| Ok(()),
        )
        .unwrap();
    }
}

#[test]
fn sqlite_runs_the_largest_filters() {
    on_sqlite(the_largest_filters_run);
}

#[test]
fn postgres_runs_the_largest_filters() {
    on_postgres("filter_large", the_largest_filters_run);
}

#[test]
fn the_text_is_readable_and_numbered_in_order() {
    let model = model();
    let scorer = Scorer::new(&model, now());
    let sql = |text: &str, params: &mut Vec<Value>| {
        compile(
            &PersonFilter::parse(text).unwrap(),
            &FilterContext::new(Scores::primary(&scorer), now()),
            params,
        )
    };
    let mut params = vec![Value::Int(1)];
    assert_eq!(
        sql(
            "title ~ \"50%*\" and engagement >= 3 or stage = mql",
            &mut params
        ),
        "(((p.title IS NOT NULL AND ripen_fold(p.title) LIKE $2 ESCAPE '!') AND \
         (p.fast * $3 + p.normal * $4 + p.slow * $5) >= $6) OR p.stage IN (1))"
    );
    assert_eq!(
        (params.len(), &params[1]),
        (6, &Value::Text("50!%%".into()))
    );
    assert_eq!(
        sql("count(page, last 7 days) >= 1", &mut Vec::new()),
        "EXISTS (SELECT 1 FROM timeline t WHERE t.person_id = p.person_id AND t.at > $1 AND t.at <= $2 \
         AND (t.kind_id = (SELECT k.kind_id FROM kind k WHERE k.name = $3) \
         OR t.kind_id = (SELECT k.kind_id FROM kind k WHERE k.name = 'Other') AND ripen_property(t.properties, 'ripen.kind') = $3) \
         AND t.verdict = 0 AND 1 = 1)"
    );
    assert_eq!(sql("", &mut Vec::new()), "1 = 1");
}

#[test]
fn the_least_engagement_follows_from_the_filter() {
    let model = model();
    let scorer = Scorer::new(&model, now());
    for (text, expected) in [
        ("engagement > 7", Some(7.0)),
        ("temperature = hot", Some(0.5)),
        ("temperature = hot and engagement > 7", Some(7.0)),
        ("temperature > cold", None),
        ("index = narrow", Some(0.5)),
        ("temperature != warm", None),
        ("index in (good, best)", Some(1.0)),
        ("index = best or engagement >= 4", Some(4.0)),
        ("index = best or fit > 4", None),
        ("not engagement < 7", None),
        ("", None),
    ] {
        assert_eq!(
            least_engagement(&PersonFilter::parse(text).unwrap(), &scorer),
            expected,
            "{text}"
        );
    }
}
