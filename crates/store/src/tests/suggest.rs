//! Values to choose from.

use ripen_domain::filter::{InteractionField, PersonField};
use ripen_domain::interaction::{Touch, properties};
use ripen_domain::profile::FieldValue;

use super::{now, on_every_engine, person, profile, save};
use crate::engine::{Conn, Param, Result};
use crate::intern::Names;
use crate::person::{Person, person_save_custom_fields_in_txn};
use crate::suggest::{
    custom_field_names, field_values, interaction_values, kind_names, property_names,
};
use crate::timeline::{TimelineRow, timeline_insert_in_txn};

fn titled(id: i64, title: &str, plan: &str) -> Person {
    let text = |text: &str| FieldValue::Text(text.into());
    Person {
        profile: profile(&[
            ("title", text(title)),
            ("plan", text(plan)),
            ("email", text(&format!("p{id}@acme.example"))),
        ]),
        ..person(id, 1.0)
    }
}

fn pairs(found: Vec<(String, i64)>) -> Vec<String> {
    found
        .into_iter()
        .map(|(value, number)| format!("{value} {number}"))
        .collect()
}

#[test]
fn values_of_people_come_most_used_first() {
    on_every_engine(|conn| {
        let people = [
            titled(3, "Sales Director", "pro"),
            titled(700, "sales director", "PRO"),
            titled(701, "Direktor", "free"),
            titled(90_000, "Owner", " "),
        ];
        save(conn, &people)?;
        person_save_custom_fields_in_txn(conn, &people.iter().collect::<Vec<_>>())?;
        let titles = |conn: &mut Conn, prefix, limit| -> Result<Vec<String>> {
            field_values(conn, &PersonField::Title, prefix, limit).map(pairs)
        };
        let directors = ["Sales Director 2", "Direktor 1"];
        assert_eq!(titles(conn, "", 2)?, directors);
        assert_eq!(titles(conn, " DİR", 9)?, directors);
        assert_eq!(titles(conn, "ector", 9)?, Vec::<String>::new());
        let plan = PersonField::profile("plan");
        assert_eq!(
            pairs(field_values(conn, &plan, "", 9)?),
            ["pro 2", "free 1"]
        );
        let domains = field_values(conn, &PersonField::EmailDomain, "acme", 9)?;
        assert_eq!(pairs(domains), ["acme.example 4"]);
        assert_eq!(field_values(conn, &PersonField::Fit, "", 9)?, []);
        assert_eq!(pairs(custom_field_names(conn, 9)?), ["plan 4"]);
        Ok(())
    });
}

#[test]
fn many_people_are_sampled_and_the_numbers_scaled_up() {
    on_every_engine(|conn| {
        let people: Vec<Person> = (1..=25_000)
            .map(|id| match id % 5 {
                0 => titled(id, "Owner", ""),
                _ => person(id, 1.0),
            })
            .collect();
        save(conn, &people)?;
        let found = field_values(conn, &PersonField::Title, "own", 9)?;
        assert_eq!(pairs(found), ["Owner 5000"]);
        Ok(())
    });
}

#[test]
fn values_of_interactions_and_signals() {
    on_every_engine(|conn| {
        save(conn, &[person(1, 1.0), person(2, 1.0)])?;
        let mut names = Names::default();
        let touch = Touch {
            source: Some("Newsletter".into()),
            ..Touch::default()
        };
        let touch_id = Some(names.touch_in_txn(conn, &touch)?);
        let kinds = ["Page Viewed", "Order Completed"];
        for kind in kinds {
            names.kind_in_txn(conn, kind)?;
        }
        let row = |seq: i64, path: &str, section: &str| TimelineRow {
            person_id: 1 + seq % 2,
            at: now(),
            seq,
            home: 1,
            kind_id: 1,
            channel: Default::default(),
            verdict: Default::default(),
            path: Some(path.into()),
            label: None,
            amount: None,
            touch_id: touch_id.filter(|_| seq == 1),
            properties: properties::pack([("section", section)]),
        };
        let rows = [
            row(1, "/pricing", "eu"),
            row(2, "/pricing", "us"),
            row(3, "/docs", "eu"),
        ];
        timeline_insert_in_txn(conn, &rows)?;
        let values = |conn: &mut Conn, field: InteractionField, prefix| {
            interaction_values(conn, &field, prefix, 9).map(pairs)
        };
        assert_eq!(values(conn, InteractionField::Path, "/pr")?, ["/pricing 2"]);
        let source = values(conn, InteractionField::Source, "")?;
        assert_eq!(source, ["Newsletter 1"]);
        let section = InteractionField::Property("section".into());
        assert_eq!(values(conn, section, "")?, ["eu 2", "us 1"]);
        assert_eq!(pairs(property_names(conn, 9)?), ["section 3"]);
        assert_eq!(kind_names(conn)?, ["Order Completed", "Page Viewed"]);
        signals(
            conn,
            &[
                (1, "asked", 1),
                (1, "asked", 2),
                (2, "asked", 1),
                (2, "back", 3),
            ],
        )?;
        let found = field_values(conn, &PersonField::Signal, "", 9)?;
        assert_eq!(pairs(found), ["asked 2", "back 1"]);
        Ok(())
    });
}

fn signals(conn: &mut Conn, signals: &[(i64, &str, i64)]) -> Result<()> {
    let rows: Vec<Vec<Param>> = signals
        .iter()
        .map(|(person, key, at)| {
            let one = Param::Int(1);
            vec![
                (*person).into(),
                (*key).into(),
                (*at).into(),
                one,
                one,
                "1".into(),
            ]
        })
        .collect();
    let columns = ["person_id", "key", "at", "seq", "count", "evidence"];
    conn.insert("person_signal", &columns, &rows, "")
}
