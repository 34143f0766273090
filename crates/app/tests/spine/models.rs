//! Models side by side: created, scored with, published, renamed, retired.

use ripen_app::models::draft::{DraftEdit, DraftPublication};
use ripen_app::models::entries::NewModel;
use ripen_app::models::file;
use ripen_app::people::{Page, PeopleQuery, PersonDetail};
use ripen_app::{Error, Options, Ripen};
use ripen_domain::scoring::ScoreState;
use ripen_store::people::Sort;
use ripen_store::{Asker, Error as StoreError, ModelId};
use serde_json::json;

use crate::outcome::{outcome, seen_beside, sums};
use crate::support::{Bench, identify, on_every_database, page, track};

/// Creates a secondary model; with the text of the primary one where none is given.
pub fn create(bench: &Bench, key: &str, text: Option<&str>) -> ModelId {
    let wish = NewModel {
        key: key.into(),
        name: key.to_uppercase(),
        text: text.map(str::to_owned),
    };
    let created = bench.app.model_create(&wish, "Jana");
    created.expect("the model is created").0
}

/// The default model with many points for one product line.
fn sensors() -> String {
    let rule = "\n[[engagement]]\nname = \"Sensor page\"\nwhen = 'page where path ~ \"/product/sensor*\"'\npoints = 400\n";
    format!("{}{rule}", file::DEFAULT)
}

fn feed_some(bench: &Bench) {
    let jana = json!({"email": "jana@mrazirny.example", "name": "Jana", "title": "CEO"});
    bench.feed(&[
        page("v1", "/product/sensor", 90),
        page("v2", "/pricing", 80),
        identify("v2", Some("u2"), jana, 70),
        track("u2", "Demo Requested", json!({}), 60),
    ]);
}

fn list(bench: &Bench, model: ModelId, filter: &str, sort: Sort) -> Page {
    let query = PeopleQuery {
        model,
        filter: filter.into(),
        sort,
        limit: 50,
        ..PeopleQuery::default()
    };
    bench.app.people_list(&query).expect("the list is read")
}

fn ids(page: &Page) -> Vec<i64> {
    page.people.iter().map(|one| one.person.id).collect()
}

fn only_side(person: &PersonDetail) -> &ScoreState {
    assert_eq!(person.beside.len(), 1);
    &person.beside[0].listed.person.state
}

fn is_conflict<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Store(StoreError::Conflict(message))) => message,
        other => panic!("no conflict: {other:?}"),
    }
}

#[test]
fn a_copy_made_late_sees_everybody_as_the_primary_model_does() {
    on_every_database(|bench| {
        feed_some(bench);
        bench.feed(&[identify("v1", Some("u2"), json!({}), 50)]);
        create(bench, "copy", None);
        bench.app.project_all().expect("everybody is scored");
        bench.feed(&[track("u2", "Order Completed", json!({"revenue": 9}), 1)]);
        let person = bench.person(bench.user("u2"));
        let side = seen_beside(&person).remove(0);
        assert_eq!(outcome(&side, ""), outcome(&person, ""));
        assert_eq!(sums(&side), sums(&person));
        let seen = &person.beside[0].listed;
        assert_eq!(seen.temperature, person.listed.temperature);
        assert_eq!(
            seen.person.state.signals,
            person.listed.person.state.signals
        );
    });
}

#[test]
fn each_model_has_its_own_order_filter_and_stages() {
    on_every_database(|bench| {
        let sensors = create(bench, "sensors", Some(&sensors()));
        feed_some(bench);
        let (visitor, user) = (bench.visitor("v1"), bench.user("u2"));
        let by = |model| ids(&list(bench, model, "", Sort::Engagement));
        assert_eq!(by(ModelId::PRIMARY), [user, visitor]);
        assert_eq!(by(sensors), [visitor, user]);
        let hot = |model| ids(&list(bench, model, "engagement >= 200", Sort::Engagement));
        assert_eq!(hot(ModelId::PRIMARY), [0_i64; 0]);
        assert_eq!(hot(sensors), [visitor]);
        for sort in [Sort::Fit, Sort::LastTouch, Sort::Created, Sort::Name] {
            let page = list(bench, sensors, "", sort);
            assert_eq!(
                ids(&page),
                ids(&list(bench, ModelId::PRIMARY, "", sort)),
                "{sort:?}"
            );
            assert_eq!(page.total.value, 2);
        }
        let listed = &list(bench, sensors, "", Sort::Engagement).people[0];
        let detail = bench.person(visitor);
        assert!(listed.engagement > 200.0 && detail.listed.engagement < 200.0);
        assert_eq!(listed.reasons[0].rule, "Sensor page");
        let state = only_side(&detail);
        assert_eq!(listed.person.state.sums, state.sums);
        let map = bench
            .app
            .map(sensors, "engagement >= 200", &Asker::default())
            .expect("a map");
        let points: usize = map.stages.iter().map(|stage| stage.points.len()).sum();
        assert_eq!(points, 1);
    });
}

#[test]
fn a_publication_of_one_model_scores_with_that_model_alone() {
    on_every_database(|bench| {
        feed_some(bench);
        let model = create(bench, "sensors", None);
        bench.app.project_all().expect("everybody is scored");
        let before = bench.person(bench.visitor("v1"));
        let edit = DraftEdit {
            model,
            text: sensors(),
            ..DraftEdit::default()
        };
        let draft = bench.app.draft_save(&edit, "Jana").expect("it is kept");
        let primary = bench.app.draft(ModelId::PRIMARY).expect("a draft");
        assert_eq!((draft.revision, primary.revision), (1, 0));
        let wish = DraftPublication {
            model,
            revision: 1,
            ..DraftPublication::default()
        };
        let version = bench.app.draft_publish(&wish, "Jana").expect("published");
        let behind = |model| bench.app.model_progress(model).expect("progress").behind;
        assert_eq!((behind(model), behind(ModelId::PRIMARY)), (2, 0));
        bench.app.project_all().expect("everybody is scored");
        assert_eq!(behind(model), 0);
        let after = bench.person(before.listed.person.id);
        assert_eq!(after.listed.person, before.listed.person);
        assert!(only_side(&after).sums[1] > only_side(&before).sums[1] + 100.0);

        let versions = bench.app.model_versions(model).expect("versions");
        let numbers: Vec<i64> = versions.iter().map(|one| one.version).collect();
        assert_eq!(numbers, [version, version - 1]);
        let back = bench.app.model_rollback(version - 1, "Jana", None);
        back.expect("it is brought back");
        bench.app.project_all().expect("everybody is scored");
        let after = bench.person(before.listed.person.id);
        assert_eq!(only_side(&after).sums, only_side(&before).sums);
        assert_eq!(bench.app.model().expect("a model").version, 1);
    });
}

#[test]
fn time_alone_moves_the_stages_of_a_secondary_model() {
    on_every_database(|bench| {
        let patient = file::DEFAULT.replace("\"90d\"", "\"900d\"");
        bench
            .app
            .model_publish(&patient, "Jana")
            .expect("it is sound");
        create(bench, "impatient", Some(file::DEFAULT));
        bench.feed(&[track("u", "Order Completed", json!({}), 24 * 100)]);
        let person = bench.person(bench.user("u"));
        assert_eq!(person.listed.person.state.stage, 4, "still a customer");
        assert_eq!(only_side(&person).stage, 6, "lapsed after 90 days");
    });
}

#[test]
fn a_retired_model_leaves_no_scores_and_keeps_its_versions() {
    on_every_database(|bench| {
        let model = create(bench, "sensors", Some(&sensors()));
        feed_some(bench);
        let id = bench.visitor("v1");
        assert_eq!(bench.person(id).beside.len(), 1);
        bench.app.model_retire(model).expect("it is retired");
        assert!(bench.person(id).beside.is_empty());
        let count = "SELECT count(*) FROM person_score";
        let left: i64 = bench
            .db
            .db
            .read(|conn| conn.query_value(count, &[]))
            .expect("a number");
        assert_eq!(left, 0);
        bench.feed(&[page("v1", "/product/sensor", 2)]);
        assert!(bench.person(id).beside.is_empty());
        assert_eq!(bench.app.model_versions(model).expect("versions").len(), 1);
        let wish = NewModel {
            key: "sensors".into(),
            name: "Again".into(),
            text: None,
        };
        let refused = is_conflict(bench.app.model_create(&wish, "Jana"));
        assert!(refused.contains("retired"), "{refused}");
        is_conflict(bench.app.model_retire(model));
        is_conflict(bench.app.model_retire(ModelId::PRIMARY));
        is_conflict(
            bench
                .app
                .model_publish_noted(model, &sensors(), "Jana", None),
        );
    });
}

#[test]
fn keys_and_names_are_checked() {
    on_every_database(|bench| {
        for key in ["", "Sensors", "a-b", "ž", &"a".repeat(33)] {
            let wish = NewModel {
                key: key.into(),
                name: "A name".into(),
                text: None,
            };
            let refused = bench.app.model_create(&wish, "Jana");
            assert!(
                matches!(refused, Err(Error::Invalid { field: "key", .. })),
                "{key}"
            );
        }
        let model = create(bench, "sensors", None);
        for name in ["", "  ", "a\0b", &"ž".repeat(101)] {
            let refused = bench.app.model_rename(model, name);
            assert!(matches!(refused, Err(Error::Invalid { field: "name", .. })));
        }
        bench
            .app
            .model_rename(model, " Sensors & co ")
            .expect("it is renamed");
        let models = bench.app.models().expect("the models are read");
        assert_eq!(models.secondary()[0].name, "Sensors & co");
        assert!(bench.app.model_id(Some("nothing")).is_err());
        assert_eq!(bench.app.model_id(Some("sensors")).expect("a model"), model);
        assert_eq!(bench.app.model_id(None).expect("a model"), ModelId::PRIMARY);
        let faulty = NewModel {
            key: "faulty".into(),
            name: "Faulty".into(),
            text: Some(sensors().replace("points", "point")),
        };
        assert!(matches!(
            bench.app.model_create(&faulty, "Jana"),
            Err(Error::Faults(_))
        ));
        assert_eq!(bench.app.model_entries().expect("models").len(), 2);
    });
}

#[test]
fn another_process_hears_of_a_new_model_with_its_next_batch() {
    on_every_database(|bench| {
        let other = Ripen::open(bench.db.db.clone(), Options::default()).expect("it opens");
        create(bench, "sensors", Some(&sensors()));
        bench.append(&[page("v1", "/product/sensor", 3)]);
        other.project_all().expect("the projection runs");
        assert_eq!(bench.person(bench.visitor("v1")).beside.len(), 1);
        other.stop();
    });
}

#[test]
fn to_choose_the_model_that_came_by_itself_is_a_choice_that_everybody_sees() {
    on_every_database(|bench| {
        let app = &bench.app;
        let start = || app.model_start(ModelId::PRIMARY, "business", "ada");
        assert_eq!(start().expect("it is published"), 2);
        let versions = app.model_versions(ModelId::PRIMARY).expect("versions");
        assert_eq!(versions.len(), 2);
        assert_eq!(
            app.model_start_in_force(ModelId::PRIMARY).expect("a model"),
            Some("business")
        );
        // Chosen once, it is in force.
        let again = start();
        assert!(
            matches!(again, Err(Error::Store(StoreError::Conflict(_)))),
            "{again:?}"
        );
    });
}

#[test]
fn a_model_to_start_with_is_in_force_until_it_is_changed() {
    on_every_database(|bench| {
        let app = &bench.app;
        let in_force = || app.model_start_in_force(ModelId::PRIMARY).expect("a model");
        assert_eq!(in_force(), Some("business"));
        let version = app
            .model_start(ModelId::PRIMARY, "shop", "ada")
            .expect("it is published");
        assert_eq!(app.model().expect("a model").version, version);
        assert_eq!(in_force(), Some("shop"));
        let again = app.model_start(ModelId::PRIMARY, "shop", "ada");
        assert!(
            matches!(again, Err(Error::Store(StoreError::Conflict(_)))),
            "{again:?}"
        );
        let unknown = app.model_start(ModelId::PRIMARY, "bakery", "ada");
        assert!(matches!(unknown, Err(Error::Invalid { .. })), "{unknown:?}");
        assert_eq!(app.model().expect("a model").version, version);

        let changed = format!("{}\n# ours", app.model().expect("a model").text);
        app.model_publish(&changed, "ada").expect("it is published");
        assert_eq!(in_force(), None);
    });
}
