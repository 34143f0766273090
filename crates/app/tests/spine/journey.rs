//! One person's way from a first visit to an order.

use ripen_domain::person::PersonKind;
use ripen_store::ModelId;
use ripen_store::log::Appended;
use serde_json::json;

use crate::support::{identify, on_every_database, page, track};

#[test]
fn a_visitor_becomes_a_lead_and_a_customer_and_every_point_is_explained() {
    on_every_database(|bench| {
        bench.feed(&[
            page("v1", "/pricing", 50),
            page("v1", "/product/sensor", 49),
            page("v1", "/pricing", 48),
        ]);
        let visitor = bench.only("count(page where path ~ \"/pricing*\") >= 2");
        assert_eq!(
            bench
                .app
                .person(visitor)
                .expect("a person")
                .listed
                .person
                .state
                .kind,
            PersonKind::Interest
        );

        let traits = json!({"email": "Jana.Novakova@Example.CZ", "name": "Jana Nováková", "title": "Ředitelka", "company": {"name": "Mrazírny", "employee_count": 120}});
        bench.feed(&[
            identify("v1", Some("u1"), traits, 40),
            track("u1", "Demo Requested", json!({}), 30),
        ]);
        let lead = bench.only("email = \"jana.novakova@example.cz\"");
        assert_eq!(lead, visitor, "the history of the visit is kept");
        let detail = bench.app.person(lead).expect("a person");
        assert_eq!(detail.listed.person.state.kind, PersonKind::Lead);
        assert!(detail.lead.is_some() && detail.customer.is_none());
        assert_eq!(detail.listed.person.state.fit, 25.0 + 10.0 + 15.0 + 10.0);

        bench.feed(&[track(
            "u1",
            "Order Completed",
            json!({"revenue": 1200, "currency": "CZK"}),
            2,
        )]);
        let detail = bench.app.person(lead).expect("a person");
        assert_eq!(detail.listed.person.state.kind, PersonKind::Customer);
        let (lead_card, customer) = (
            detail.lead.expect("a lead card"),
            detail.customer.expect("a customer card"),
        );
        assert_eq!(customer.lead_id, Some(lead_card.id));
        assert_eq!(lead_card.status, "won");

        let story = bench
            .app
            .person_explain(lead, ModelId::PRIMARY, None)
            .expect("an explanation");
        let value = story.explanation.engagement_value;
        let explained: f64 = story
            .explanation
            .engagement
            .iter()
            .map(|share| share.now)
            .sum();
        assert!(
            (value - explained).abs() < 1e-9,
            "{value} is explained by {explained}"
        );
        let by_interaction: f64 = story
            .explanation
            .engagement
            .iter()
            .flat_map(|share| &share.contributions)
            .map(|one| one.now)
            .sum();
        assert!((value - by_interaction).abs() < 1e-9);
        let stages: Vec<usize> = story
            .explanation
            .transitions
            .iter()
            .map(|one| one.to)
            .collect();
        assert_eq!(
            stages.last(),
            Some(&4),
            "the last stage entered is customer: {stages:?}"
        );
    });
}

#[test]
fn a_repeat_changes_nothing_and_is_recognised_for_ever() {
    on_every_database(|bench| {
        let visit = page("v1", "/pricing", 5);
        let first = bench.feed(std::slice::from_ref(&visit));
        let before = bench
            .app
            .person(bench.only(""))
            .expect("a person")
            .listed
            .person;
        let [Appended::Stored(seq)] = first[..] else {
            panic!("{first:?}")
        };
        assert_eq!(
            bench.feed(&[visit.clone(), visit]),
            [Appended::Repeat(seq), Appended::Repeat(seq)]
        );
        assert_eq!(
            bench.app.person(before.id).expect("a person").listed.person,
            before
        );
    });
}

#[test]
fn machines_are_shown_but_do_not_score() {
    on_every_database(|bench| {
        let mut crawl = page("bot", "/pricing", 3);
        crawl["context"]["userAgent"] =
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)".into();
        bench.feed(&[crawl]);
        let id = bench.only("");
        let detail = bench.app.person(id).expect("a person");
        assert_eq!(
            (
                detail.listed.engagement,
                detail.listed.person.state.interactions,
                detail.entries
            ),
            (0.0, 0, 1)
        );
        let timeline = bench.app.person_timeline(id, None, 10).expect("a timeline");
        assert_eq!(timeline.entries[0].row.verdict.name(), "machine");
        assert!(timeline.entries[0].rules.is_empty());
    });
}
