//! What was exported comes back as it was.

use proptest::prelude::*;
use ripen_domain::time::Timestamp;
use serde_json::{Value, json};

use super::*;
use crate::capture::{Call, Client, Inherited, capture_event};

fn export(place: &Place, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    place
        .app
        .export_events(format, &mut out)
        .expect("events can be exported");
    out
}

/// An event as large as a client may send, of as many values as it may hold.
fn largest() -> String {
    let mut properties = serde_json::Map::new();
    for at in 0..990 {
        properties.insert(format!("p{at}"), at.into());
    }
    let mut event =
        json!({"type": "track", "event": "Filled", "userId": "u1", "properties": properties});
    let spare = (32 << 10) - event.to_string().len() - r#","long":"""#.len();
    event["properties"]["long"] = "x".repeat(spare).into();
    event.to_string()
}

fn store(place: &Place, client: &Client, raw: &str) {
    let event = capture_event(Call::Batch, client, raw).expect("it is a good event");
    place
        .app
        .db()
        .write(|conn| ripen_store::log::log_append_in_txn(conn, &[event], &[]))
        .expect("it can be stored");
}

#[test]
fn the_largest_events_come_back() {
    let place = Place::new();
    let raw = largest();
    assert_eq!(raw.len(), 32 << 10);
    let received_at = Timestamp::from_micros(1_790_000_000_000_000);
    let sent = Client {
        received_at,
        ..Client::default()
    };
    store(&place, &sent, &raw);
    // With what it inherited it is larger than any event that may be sent.
    let context = json!({"app": {"text": "y".repeat(100 << 10)}}).to_string();
    let context = Inherited::read(&context, false).expect("an object");
    let client = Client {
        context: Some(&context),
        ..sent
    };
    let small = json!({"type": "track", "event": "Opened", "userId": "u1"}).to_string();
    store(&place, &client, &small);
    for (format, name) in [(Format::Jsonl, "events.jsonl"), (Format::Csv, "events.csv")] {
        let exported = export(&place, format);
        let other = Place::new();
        let report = other.events(&other.file(name, &exported));
        assert_eq!(
            (report.good, report.bad, report.stored),
            (2, 0, 2),
            "{name}: {:?}",
            report.examples
        );
        let bodies = |place: &Place| {
            let lines = export(place, Format::Jsonl);
            let text = String::from_utf8(lines).expect("JSON is UTF-8");
            let without_arrival = |line: &str| {
                let mut event: Value = serde_json::from_str(line).expect("each line is JSON");
                event["receivedAt"] = Value::Null;
                event
            };
            text.lines().map(without_arrival).collect::<Vec<_>>()
        };
        assert_eq!(bodies(&other), bodies(&place), "{name}");
    }
}

#[test]
fn a_formula_is_harmless_in_a_table_and_itself_again_after() {
    let place = Place::new();
    for (at, name) in [
        "=1+1", "+SUM(A1)", "-2+3", "@cmd", "＝1+1", "'=1", "'quoted'", "Ada",
    ]
    .iter()
    .enumerate()
    {
        let event = json!({
            "type": "identify", "userId": format!("u{at}"), "timestamp": "2026-01-05T00:00:00Z",
            "traits": {"name": name, "email": format!("u{at}@f.example"), "phone": format!("+42060112345{at}"), "note": name},
        });
        store(
            &place,
            &Client {
                received_at: crate::clock::now(),
                ..Client::default()
            },
            &event.to_string(),
        );
    }
    place.app.project_all().expect("the log can be projected");
    let mut table = Vec::new();
    place
        .app
        .export_people(&PersonFilter::all(), Format::Csv, &mut table)
        .expect("people can be exported");
    let text = String::from_utf8(table.clone()).expect("a table is UTF-8");
    for cell in [
        ",'=1+1,",
        ",'+SUM(A1),",
        ",'-2+3,",
        ",'@cmd,",
        ",''=1,",
        ",'quoted',",
        ",+420601123450,",
    ] {
        assert!(text.contains(cell), "{cell}: {text}");
    }
    let other = Place::new();
    let report = other.people(&other.file("people.csv", &table));
    assert_eq!((report.good, report.bad, report.notes.count()), (8, 0, 0));
    let said = |place: &Place| {
        let export = place.export();
        let mut people: Vec<String> = export
            .lines()
            .map(|line| {
                let person: Value = serde_json::from_str(line).expect("each line is JSON");
                let said = ["email", "name", "phone", "created", "profile"]
                    .map(|name| person[name].to_string());
                said.join(" ")
            })
            .collect();
        people.sort();
        people
    };
    assert_eq!(said(&other), said(&place));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn any_cells_come_back(rows in prop::collection::vec(("[='+@\\- \t\r\n,;\"a-z0-9＝\u{feff}]{0,12}", "\\PC{0,12}"), 1..6)) {
        let mut table = Vec::new();
        let mut sink = crate::data::export::Sink::new(Format::Csv, &["id", "a", "b"], &mut table).expect("it can be written");
        for (at, (a, b)) in rows.iter().enumerate() {
            let Value::Object(row) = json!({"id": at.to_string(), "a": a, "b": b}) else { unreachable!() };
            sink.row(row).expect("it can be written");
        }
        sink.end().expect("it can be written");
        let place = Place::new();
        let options = Options { delimiter: Some(b','), ..Options::new(What::People, place.file("people.csv", &table)) };
        let source = crate::data::import::source::Source::open(&options).expect("it can be read");
        let (mut read, _) = crate::data::import::rows::Rows::open(&source, &options).expect("it has a header");
        let read = read.group(100).expect("it can be read");
        prop_assert_eq!(read.len(), rows.len());
        for (row, (a, b)) in read.iter().zip(&rows) {
            let crate::data::import::rows::Content::Cells(record) = &row.content else { unreachable!() };
            let cell = |at: usize| crate::data::formula::restored(std::str::from_utf8(&record[at]).expect("it is UTF-8")).to_owned();
            prop_assert_eq!((cell(1), cell(2)), (a.clone(), b.clone()));
        }
    }
}
