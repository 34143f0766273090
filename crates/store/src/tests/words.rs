//! Who is found by words: by their index, which follows the rows of people.

use ripen_domain::filter::{PersonFilter, Told};
use ripen_domain::profile::FieldValue::Text;
use ripen_domain::scoring::Scorer;

use super::plans::{PEOPLE, fill, first_page};
use super::{model, now, on_every_engine, person, profile, save};
use crate::Scores;
use crate::engine::Conn;
use crate::engine::plans::plans_of;
use crate::log::follower_advance_in_txn;
use crate::people::person::Person;
use crate::people::word;
use crate::people::word::{WordsChanged, words_keep_in_txn, words_save_in_txn};
use crate::people::{ListQuery, Sort, few_of, people_page, people_total};

fn called(id: i64, name: &str) -> Person {
    Person {
        profile: profile(&[
            ("name", Text(name.into())),
            ("phone", Text("+905321234567".into())),
        ]),
        ..person(id, 1.0)
    }
}

fn rows(conn: &mut Conn) -> crate::Result<Vec<(String, i64)>> {
    let sql = "SELECT word, person_id FROM person_word ORDER BY person_id, word";
    let mut rows = conn.query(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.sort_by_key(|(word, id): &(String, i64)| (*id, word.clone()));
    Ok(rows)
}

fn few(conn: &mut Conn, filter: &str) -> crate::Result<Option<Vec<i64>>> {
    let model = model();
    let scorer = Scorer::new(&model, now());
    let filter = PersonFilter::typed(filter).expect("a filter");
    few_of(conn, Scores::primary(&scorer), &filter, now())
}

#[test]
fn words_follow_the_rows_and_can_be_kept_afterwards() {
    on_every_engine(|conn| {
        let (before, after) = (called(1, "Ada Byron"), called(1, "Ada Lovelace"));
        let other = called(2, "Grace");
        save(conn, &[before.clone(), other.clone()])?;
        let told = |one: &Person| Told::of(&one.profile);
        let change = |person, before, after| WordsChanged {
            person,
            before,
            after,
        };
        words_save_in_txn(
            conn,
            &[
                change(1, None, told(&before)),
                change(2, None, told(&other)),
            ],
        )?;
        save(conn, std::slice::from_ref(&after))?;
        words_save_in_txn(conn, &[change(1, Some(told(&before)), told(&after))])?;
        let followed = rows(conn)?;
        let of_ada = |word: &str| followed.contains(&(word.to_owned(), 1));
        assert!(
            of_ada("lovelace") && of_ada("ada") && of_ada("5321234567") && !of_ada("byron"),
            "{followed:?}"
        );

        // What the job keeps of people from before is the same, once and again.
        conn.execute(
            "DELETE FROM person_word WHERE person_id = 2 OR word = 'ada'",
            &[],
        )?;
        for range in [(0, 1), (1, 5), (0, 5)] {
            words_keep_in_txn(conn, range)?;
        }
        assert_eq!(rows(conn)?, followed);

        words_save_in_txn(conn, &[change(1, Some(told(&after)), Told::default())])?;
        assert!(rows(conn)?.iter().all(|(_, id)| *id == 2));
        Ok(())
    });
}

#[test]
fn the_index_answers_once_the_words_of_everybody_are_kept() {
    on_every_engine(|conn| {
        save(
            conn,
            &[
                called(1, "Ada Lovelace"),
                called(2, "Ada Byron"),
                called(3, "Grace"),
            ],
        )?;
        words_keep_in_txn(conn, (0, 2))?;
        assert_eq!(few(conn, "ada")?, None, "some are not kept yet");
        words_keep_in_txn(conn, (2, 3))?;
        follower_advance_in_txn(conn, word::FOLLOWER, i64::MAX)?;
        let found = |mut ids: Vec<i64>| {
            ids.sort_unstable();
            ids
        };
        assert_eq!(few(conn, "ada")?.map(found), Some(vec![1, 2]));
        assert_eq!(few(conn, "lov ada")?, Some(vec![1]));
        assert_eq!(few(conn, "4567")?.map(found), Some(vec![1, 2, 3]));
        assert_eq!(few(conn, "nobody")?, Some(Vec::new()));
        assert_eq!(few(conn, "search = \"lov\" and fit >= 0")?, Some(vec![1]));
        assert_eq!(few(conn, "not search = \"lov\"")?, None);
        Ok(())
    });
}

#[test]
fn lists_and_totals_agree_however_many_are_found() {
    on_every_engine(|conn| {
        // More than are looked at one by one, and more than a word that tells people may have.
        const MANY: i64 = 21_000;
        let people: Vec<Person> = (1..=MANY)
            .map(|id| {
                called(
                    id,
                    if id % 2 == 0 {
                        "Ada Lovelace"
                    } else {
                        "Adam Smith"
                    },
                )
            })
            .collect();
        for some in people.chunks(1_000) {
            save(conn, some)?;
        }
        words_keep_in_txn(conn, (0, MANY))?;
        follower_advance_in_txn(conn, word::FOLLOWER, i64::MAX)?;
        let model = model();
        let scorer = Scorer::new(&model, now());
        let scores = Scores::primary(&scorer);
        for (text, passing) in [
            ("ada", MANY),
            ("ada love", MANY / 2),
            ("smi ad", MANY / 2),
            ("ada grace", 0),
        ] {
            let filter = PersonFilter::typed(text).expect("a filter");
            let query = ListQuery {
                filter: &filter,
                sort: Sort::Engagement,
                after: None,
                limit: 50,
                now: now(),
            };
            let page = people_page(conn, scores, &query)?;
            assert_eq!(page.len() as i64, passing.min(50), "{text}");
            let total = people_total(conn, scores, &filter, now())?;
            assert_eq!((total.value, total.is_exact()), (passing, true), "{text}");
        }
        Ok(())
    });
}

/// People are looked at by their numbers, once the index of words has told these.
fn people_are_found_by_words(plans: &[String]) -> bool {
    let has = |plan: &String, steps: &[&str]| steps.iter().any(|step| plan.contains(step));
    let stretch = [
        "SEARCH w USING PRIMARY KEY (word>? AND word<?)",
        "Index Cond: ((word >= ",
    ];
    let people = ["person p", " p USING", "SCAN p"];
    let numbers = [
        "SEARCH p USING INTEGER PRIMARY KEY (rowid=?)",
        "Index Cond: (person_id = ANY",
    ];
    let asked = plans.iter().position(|plan| has(plan, &stretch));
    let looked = plans.iter().position(|plan| has(plan, &people));
    asked < looked && asked.is_some() && looked.is_some_and(|looked| has(&plans[looked], &numbers))
}

#[test]
fn searches_go_by_the_index_of_words() {
    for db in crate::testing::databases() {
        let work = |conn: &mut Conn| {
            fill(conn)?;
            words_keep_in_txn(conn, (0, PEOPLE))?;
            let changes = [7, 8, 9].map(|id| WordsChanged {
                person: id,
                before: None,
                after: Told::of(&called(id, "Jana Nováková").profile),
            });
            words_save_in_txn(conn, &changes)?;
            let model = model();
            let scorer = Scorer::new(&model, now());
            let plans = |conn: &mut Conn, text: &str, sort: Sort| {
                let filter = PersonFilter::typed(text).expect("a filter");
                plans_of(conn, |conn| {
                    let page = first_page(&filter, sort);
                    people_page(conn, Scores::primary(&scorer), &page).map(drop)
                })
            };
            let before = plans(conn, "jana novak", Sort::Engagement)?;
            assert!(!people_are_found_by_words(&before), "not all are kept yet");
            follower_advance_in_txn(conn, word::FOLLOWER, i64::MAX)?;
            for text in ["jana novak", "0532 123", "search = \"jana\" and fit >= 0"] {
                for sort in [Sort::Engagement, Sort::Created, Sort::Name] {
                    let plans = plans(conn, text, sort)?;
                    let all = plans.join("\n\n");
                    assert!(
                        people_are_found_by_words(&plans),
                        "{text}, {sort:?}:\n{all}"
                    );
                }
            }
            Ok(())
        };
        db.db.write(work).expect("the queries run");
    }
}
