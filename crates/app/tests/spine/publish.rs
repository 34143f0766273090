//! Another model: everybody is scored with it, while interactions go on coming in.

use ripen_app::models::file;
use ripen_app::people::PeopleQuery;
use ripen_store::{Asker, ModelId};
use serde_json::{Value, json};

use crate::support::{
    Bench, identify, on_every_database, on_every_database_since, page, track, with_visitor,
};

/// The default model with other points, another half-life and fewer stages.
fn other_model() -> String {
    let text = file::DEFAULT
        .replacen("points = 8", "points = 80", 1)
        .replacen("normal = \"14d\"", "normal = \"30d\"", 1);
    let (start, rest) = text
        .split_once("[[stage]]\nkey = \"sql\"")
        .expect("the stage is there");
    let (_, end) = rest
        .split_once("# ---- Temperature")
        .expect("so is what follows");
    format!("{start}\n# ---- Temperature{end}")
}

fn history(people: usize) -> Vec<Value> {
    let of = |nth: usize| {
        let (user, cookie, hours) = (format!("u{nth}"), format!("v{nth}"), 2_000 - nth as i64);
        let traits = json!({"email": format!("{user}@firma.example"), "title": "CEO", "plan": nth});
        [
            page(&cookie, "/pricing", hours),
            identify(&cookie, Some(&user), traits, hours - 10),
            track(&user, "Demo Requested", json!({}), hours - 20),
            track(&user, "Order Completed", json!({}), hours - 30),
        ]
    };
    (0..people).flat_map(of).collect()
}

/// Everybody is scored with the newest model, and is what a replay of the history says.
fn everybody_is_up_to_date(bench: &Bench, version: i64) {
    assert_eq!(bench.app.model().expect("a model").version, version);
    assert_eq!(
        bench
            .app
            .overview(ripen_store::ModelId::PRIMARY)
            .expect("counts")
            .outdated,
        0
    );
    let query = PeopleQuery {
        limit: 500,
        ..PeopleQuery::default()
    };
    let list = bench.app.people_list(&query).expect("a list");
    assert_eq!(list.total.value as usize, list.people.len());
    for listed in &list.people {
        let person = &listed.person;
        let story = bench.explain(person.id, None);
        let replayed = &story.explanation;
        let difference = (replayed.engagement_value - listed.engagement).abs();
        assert!(
            difference < 1e-3,
            "{} by replay, {} stored",
            replayed.engagement_value,
            listed.engagement
        );
        assert_eq!(replayed.state.stage, person.state.stage);
        assert_eq!(replayed.state.fit, person.state.fit);
        assert_eq!(replayed.state.measures, person.state.measures);
        assert_eq!(replayed.state.groups, person.state.groups);
        assert_eq!(replayed.state.tallies.len(), person.state.tallies.len());
    }
}

#[test]
fn everybody_is_scored_with_the_published_model() {
    on_every_database(|bench| {
        bench.feed(&history(40));
        everybody_is_up_to_date(bench, 1);
        let version = bench
            .app
            .model_publish(&other_model(), "test")
            .expect("it is sound");
        assert_eq!(version, 2);
        assert_eq!(
            bench
                .app
                .overview(ripen_store::ModelId::PRIMARY)
                .expect("counts")
                .outdated,
            40
        );

        // While nobody is rescored yet, everything can be looked at.
        let query = PeopleQuery {
            limit: 500,
            ..PeopleQuery::default()
        };
        assert_eq!(
            bench.app.people_list(&query).expect("a list").people.len(),
            40
        );
        bench
            .app
            .map(ModelId::PRIMARY, "", &Asker::default())
            .expect("a map");
        let user = bench.user("u3");
        bench.explain(user, None);
        bench
            .app
            .person_timeline(user, None, 50)
            .expect("a timeline");

        bench.app.project_all().expect("it runs");
        assert_eq!(
            bench
                .app
                .overview(ripen_store::ModelId::PRIMARY)
                .expect("counts")
                .outdated,
            0
        );
        everybody_is_up_to_date(bench, 2);
    });
}

#[test]
fn interactions_during_the_rescoring_are_counted_once() {
    on_every_database(|bench| {
        bench.feed(&history(30));
        bench
            .app
            .model_publish(&other_model(), "test")
            .expect("it is sound");
        // Appended before, projected after the publication, in the same run as the rescoring.
        let late = with_visitor(track("u1", "Form Submitted", json!({}), 1_995), Value::Null);
        bench.feed(&[
            track("u0", "Form Submitted", json!({}), 5),
            late,
            page("new", "/pricing", 4),
        ]);
        everybody_is_up_to_date(bench, 2);
        for user in ["u0", "u1"] {
            assert_eq!(bench.person(bench.user(user)).entries, 5);
        }
    });
}

#[test]
fn a_faulty_model_is_refused_and_changes_nothing() {
    on_every_database(|bench| {
        bench.feed(&history(2));
        let faulty = file::DEFAULT.replacen("points = 8", "points = 80000", 1);
        bench
            .app
            .model_publish(&faulty, "test")
            .expect_err("too many points");
        bench.app.project_all().expect("it runs");
        everybody_is_up_to_date(bench, 1);
    });
}

#[test]
fn a_merged_person_is_rescored_with_the_others() {
    on_every_database(|bench| {
        bench.feed(&[
            page("v", "/pricing", 50),
            track("u", "Signed Up", json!({}), 40),
        ]);
        bench.feed(&[identify("v", Some("u"), json!({}), 30)]);
        bench
            .app
            .model_publish(&other_model(), "test")
            .expect("it is sound");
        bench.app.project_all().expect("it runs");
        assert_eq!(
            bench
                .app
                .overview(ripen_store::ModelId::PRIMARY)
                .expect("counts")
                .outdated,
            0
        );
        everybody_is_up_to_date(bench, 2);
        let merge = bench.person(bench.user("u")).merges.remove(0);
        bench.app.merge_undo(merge.id).expect("it is undone");
        everybody_is_up_to_date(bench, 2);
    });
}

#[test]
fn scores_of_people_who_wait_for_the_rescoring_stay_what_they_were() {
    on_every_database_since(24 * 200, |bench| {
        bench.feed(&history(3));
        let text = file::DEFAULT.replacen("name = \"Default\"", "name = \"Other\"", 1);
        let user = bench.user("u1");
        let before = bench.person(user).listed.engagement;
        bench.app.model_publish(&text, "test").expect("it is sound");
        assert_eq!(
            bench
                .app
                .overview(ripen_store::ModelId::PRIMARY)
                .expect("counts")
                .outdated,
            3
        );
        let waiting = bench.person(user).listed;
        assert!(
            (waiting.engagement - before).abs() < 1e-3,
            "{} {before}",
            waiting.engagement
        );
        bench.app.project_all().expect("it runs");
        everybody_is_up_to_date(bench, 2);
    });
}

#[test]
fn whom_a_model_leaves_as_they_were_goes_on_with_it() {
    on_every_database(|bench| {
        bench.feed(&history(4));
        bench.feed(&[page("quiet", "/about", 3)]);
        // A rule for what nobody has done yet: everybody's score stays.
        let rule = "[[engagement]]\nname = \"Signed\"\nwhen = '\"Contract Signed\"'\npoints = 40\n";
        let text = format!("{}\n{rule}", file::DEFAULT);
        for version in [2, 3] {
            bench.app.model_publish(&text, "test").expect("it is sound");
            bench.app.project_all().expect("it runs");
            everybody_is_up_to_date(bench, version);
            // Somebody without signals: whoever has some is written, for their keys may be others.
            let stored = bench.person(bench.visitor("quiet")).listed.person;
            assert_eq!(stored.model_version, 1, "nothing had to be written");
        }
        // In time order and late, for people whose rows were last written with the first version.
        bench.feed(&[
            track("u0", "Contract Signed", json!({}), 2),
            track("u1", "Contract Signed", json!({}), 1_995),
            page("quiet", "/pricing", 1),
            page("new", "/pricing", 1),
        ]);
        everybody_is_up_to_date(bench, 3);
    });
}
