//! What the first page opens on: people to win, customers apart, and what moved.

use ripen_app::people::{Change, Listed, Page, PeopleQuery, Section};
use ripen_domain::person::Temperature;
use ripen_domain::time::Span;
use ripen_store::ModelId;
use ripen_store::people::Sort;
use serde_json::{Value, json};

use crate::support::{Bench, hours_ago, identify, on_every_database, page, track};

/// Somebody known by a business address, who did these things so many hours ago.
fn known(user: &str, did: &[(&str, i64)]) -> Vec<Value> {
    let first = did.iter().map(|(_, hours)| *hours).max().unwrap_or(1);
    let traits = json!({
        "email": format!("{user}@firma-{user}.example"), "name": format!("Person {user}"), "title": "CEO",
        "company": format!("Firma {user}"),
    });
    let mut events = vec![identify(
        &format!("v-{user}"),
        Some(user),
        traits,
        first + 1,
    )];
    let did = did.iter();
    events.extend(did.map(|(event, hours)| track(user, event, json!({"nth": hours}), *hours)));
    events
}

/// Hot for days, hot since this hour, warm, cold, a customer of this week, one of last week, a competitor, and a
/// visitor whom nobody knows.
fn company() -> Vec<Value> {
    let demo = "Demo Requested";
    let mut events = [
        known("steady", &[(demo, 60), (demo, 40), (demo, 2)]),
        known("fresh", &[(demo, 1)]),
        known("mild", &[("Call", 20), ("Question Asked", 30)]),
        known("quiet", &[("Form Submitted", 90 * 24)]),
        known("won", &[(demo, 50), ("Order Completed", 30)]),
        known("loyal", &[("Order Completed", 12 * 24), (demo, 3)]),
        known("lead", &[("Form Submitted", 10 * 24)]),
    ]
    .concat();
    let mut rival = known("rival", &[(demo, 4), (demo, 2)]);
    rival[0]["traits"]["company"] = "FrostSense".into();
    events.extend(rival);
    events.extend((1..40).map(|nth| page("stranger", "/pricing", nth)));
    events
}

fn list(bench: &Bench, section: Section, filter: &str, sort: Sort) -> Page {
    let query = PeopleQuery {
        section,
        filter: filter.into(),
        sort,
        limit: 100,
        ..PeopleQuery::default()
    };
    bench.app.people_list(&query).expect("a list")
}

fn names(page: &Page) -> Vec<String> {
    let name = |one: &Listed| match one.person.profile.text("name") {
        Some(name) => name.replace("Person ", ""),
        None => "nobody".to_owned(),
    };
    page.people.iter().map(name).collect()
}

#[test]
fn people_to_win_come_without_customers_and_without_who_is_out() {
    on_every_database(|bench| {
        bench.feed(&company());
        let to_win = list(bench, Section::ToWin, "", Sort::Call);
        let mut found = names(&to_win);
        assert_eq!(&found[..2], ["fresh", "steady"], "{found:?}");
        found.sort_unstable();
        let expected = ["fresh", "lead", "mild", "nobody", "quiet", "steady"];
        assert_eq!(found, expected);
        assert_eq!(to_win.total.value, 6);
        let mut customers = names(&list(bench, Section::Customers, "", Sort::Call));
        customers.sort_unstable();
        assert_eq!(customers, ["loyal", "won"]);
        let everybody = list(bench, Section::Everybody, "", Sort::Call);
        assert_eq!(everybody.total.value, 9);
        assert!(names(&everybody).contains(&"rival".to_owned()));
        // What is asked for besides counts as well, and what cannot be read is told by its own place.
        let asked = "name = \"Person fresh\" or name = \"Person won\"";
        let asked = list(bench, Section::ToWin, asked, Sort::Call);
        assert_eq!(names(&asked), ["fresh"]);
        let faulty = PeopleQuery {
            section: Section::ToWin,
            filter: "nonsense = 1".into(),
            ..PeopleQuery::default()
        };
        let ripen_app::Error::Filter(fault) = bench.app.people_list(&faulty).expect_err("a fault")
        else {
            panic!("no fault of the filter");
        };
        assert_eq!(fault.offset, 0);
    });
}

#[test]
fn customers_worth_a_call_are_those_with_a_reason_for_one() {
    on_every_database(|bench| {
        let day = 24;
        let order = "Order Completed";
        let mut events = company();
        // Bought regularly, then no more; bought as often, and a week ago; bought once, long ago. What "won" did was
        // before the order.
        events.extend(known(
            "silent",
            &[(order, 330 * day), (order, 240 * day), (order, 100 * day)],
        ));
        events.extend(known(
            "regular",
            &[(order, 330 * day), (order, 240 * day), (order, 7 * day)],
        ));
        events.extend(known("once", &[(order, 200 * day)]));
        bench.feed(&events);
        let of = |section| {
            let mut found = names(&list(bench, section, "", Sort::Call));
            found.sort_unstable();
            found
        };
        let all = ["loyal", "once", "regular", "silent", "won"];
        assert_eq!(of(Section::Customers), all);
        let worth = of(Section::WorthACall);
        assert_eq!(worth, ["loyal", "silent"]);
        // What is asked for besides counts as well.
        let asked = list(
            bench,
            Section::WorthACall,
            "temperature >= warm",
            Sort::Call,
        );
        assert!(!names(&asked).contains(&"silent".to_owned()));
    });
}

#[test]
fn whoever_cannot_be_reached_comes_after_those_who_can() {
    on_every_database(|bench| {
        bench.feed(&company());
        let list = list(bench, Section::ToWin, "temperature >= warm", Sort::Call);
        assert_eq!(names(&list), ["fresh", "steady", "mild", "nobody"]);
        let of = |place: usize| list.people[place].engagement;
        assert!(of(3) > of(2), "although they did more");
    });
}

#[test]
fn each_tile_counts_the_people_whom_its_list_finds() {
    on_every_database(|bench| {
        bench.feed(&company());
        let overview = bench.app.overview(ModelId::PRIMARY).expect("an overview");
        let total = |section, filter| list(bench, section, filter, Sort::Call).total.value;
        let hot = total(Section::ToWin, "temperature = hot");
        assert_eq!((overview.hot.value, overview.hot.is_exact()), (hot, true));
        assert!(hot >= 2);
        let counts = overview.counts;
        let everybody = |filter| total(Section::Everybody, filter);
        assert_eq!(counts.new_leads[0], everybody("lead.opened within 7d"));
        let before = "lead.opened within 14d and not lead.opened within 7d";
        assert_eq!(counts.new_leads[1], everybody(before));
        assert!(
            counts.new_leads.iter().all(|count| *count > 0),
            "{counts:?}"
        );
        assert_eq!(counts.won, [1, 1]);
        assert_eq!(counts.won[0], everybody("customer.since within 7d"));
        assert_eq!(counts.customers, total(Section::Customers, ""));
        let since = |days: i64| hours_ago(days * 24);
        let signals = bench
            .app
            .signals(None, None, None, 200)
            .expect("signals")
            .items;
        let within = |from, to| {
            let given = signals.iter().map(|one| one.listed.signal.at);
            given.filter(|at| (from..to).contains(at)).count() as i64
        };
        let now = hours_ago(0) + Span::hours(1);
        let expected = [within(since(1), now), within(since(2), since(1))];
        assert_eq!(counts.signals, expected);
        assert!(expected[0] > 0);
    });
}

#[test]
fn what_changed_since_yesterday_is_told() {
    on_every_database(|bench| {
        bench.feed(&company());
        let changed = list(bench, Section::ToWin, "", Sort::Change);
        let of = |user: &str| {
            let name = format!("Person {user}");
            let one = changed.people.iter();
            let mut one = one.filter(|one| one.person.profile.text("name") == Some(&name));
            one.next().expect("somebody")
        };
        let kinds = |user| {
            let news = of(user).news.iter().map(|news| match &news.change {
                Change::Signal { key, .. } => key.clone(),
                other => format!("{other:?}").to_lowercase(),
            });
            news.collect::<Vec<_>>()
        };
        let fresh = kinds("fresh");
        assert_eq!(fresh[0], "hot", "{fresh:?}");
        for news in ["asked_demo", "stage", "new"] {
            assert!(fresh.contains(&news.to_owned()), "{news} in {fresh:?}");
        }
        // Hot for days: what they did today is no news.
        assert!(kinds("steady").is_empty(), "{:?}", kinds("steady"));
        assert!(kinds("quiet").is_empty() && kinds("lead").is_empty());
        assert_eq!(names(&changed)[0], "fresh");
    });
}

#[test]
fn the_change_of_the_hot_is_that_against_a_day_ago() {
    on_every_database(|bench| {
        bench.feed(&company());
        let at = |hours| {
            let people = list(bench, Section::Everybody, "", Sort::Created).people;
            let was_hot = |one: &&Listed| {
                let then = hours_ago(hours);
                let story = bench.explain(one.person.id, Some(then)).explanation;
                let state = &story.state;
                let scoring = bench.app.model().expect("a model");
                let is_customer = state.customer_at.is_some_and(|at| at <= then);
                let temperature =
                    scoring
                        .model
                        .temperature(state.fit, story.engagement_value, state.standing());
                let is_hot = temperature == Temperature::Hot;
                is_hot && !is_customer && one.person.state.disqualified.is_none()
            };
            people.iter().filter(was_hot).count() as i64
        };
        let overview = bench.app.overview(ModelId::PRIMARY).expect("an overview");
        let expected = at(0) - at(24);
        assert_eq!(overview.hot_more, Some(expected));
        assert!(at(24) > 0 && expected != 0, "{} then", at(24));
    });
}
