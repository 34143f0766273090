//! Imports into a temporary database.

mod cases;
mod contacts;
mod encodings;
mod numbers;
mod orders;
mod real_data;
mod round_trip;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ripen_domain::filter::PersonFilter;
use ripen_store::capture::bad_event::{BadEvent, bad_event_list};
use ripen_store::log::{log_count, log_read};
use ripen_store::{Db, Target};
use tempfile::TempDir;

use super::{DateOrder, Foreseen, Options, Report, Step, What};
use crate::data::export::Format;
use crate::ripen::Ripen;

/// An application on a fresh database, and a place for files.
struct Place {
    directory: TempDir,
    app: Arc<Ripen>,
}

impl Place {
    fn new() -> Self {
        let directory = TempDir::new().expect("a temporary directory");
        let app = open(&directory.path().join("ripen.db"));
        Self { directory, app }
    }

    fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.directory.path().join(name);
        fs::write(&path, contents).expect("the file can be written");
        path
    }

    fn import(&self, options: &Options) -> Report {
        let report = self
            .app
            .import_file(options, &AtomicBool::new(false), &mut |_| {})
            .expect("the file can be imported");
        assert!(report.finished);
        if !options.dry_run {
            assert_eq!(report.stored + report.repeats, report.good);
        }
        report
    }

    fn people(&self, path: &Path) -> Report {
        self.import(&Options::new(What::People, path))
    }

    fn events(&self, path: &Path) -> Report {
        self.import(&Options::new(What::Events, path))
    }

    fn stored(&self) -> i64 {
        self.app
            .db()
            .read(log_count)
            .expect("the log can be counted")
    }

    fn bad(&self) -> Vec<BadEvent> {
        let mut bad = self
            .app
            .db()
            .read(|conn| bad_event_list(conn, None, i64::MAX, 1_000))
            .expect("they can be listed");
        bad.reverse();
        for part in bad
            .iter()
            .flat_map(|one| crate::wording::reasons(&one.event.reason))
        {
            assert!(part.code.is_some(), "no code for {part:?}");
        }
        bad
    }

    /// All people with their scores, as an export writes them.
    fn export(&self) -> String {
        self.app.project_all().expect("the log can be projected");
        let mut out = Vec::new();
        self.app
            .export_people(&PersonFilter::all(), Format::Jsonl, &mut out)
            .expect("people can be exported");
        // Engagement goes down while the test runs.
        let lines = String::from_utf8(out).expect("JSON is UTF-8");
        let people = lines.lines().map(|line| {
            let mut person: serde_json::Value =
                serde_json::from_str(line).expect("each line is JSON");
            person
                .as_object_mut()
                .expect("an object")
                .retain(|name, _| name != "engagement" && name != "velocity");
            person.to_string()
        });
        people.collect::<Vec<_>>().join("\n")
    }
}

fn open(file: &Path) -> Arc<Ripen> {
    let db = Db::open(&Target::Sqlite(file.to_owned())).expect("SQLite opens");
    Ripen::open(db, crate::Options::default()).expect("the application opens")
}

/// The notes of a report in words.
fn notes(report: &Report) -> Vec<String> {
    let all = report.notes.0.values().flat_map(|column| &column.first);
    let mut notes: Vec<(u64, String)> = all
        .map(|note| {
            let column = note
                .column
                .as_ref()
                .map_or(String::new(), |column| format!(", {column}"));
            (
                note.line,
                format!("line {}{column}: {:?} {}", note.line, note.value, note.why),
            )
        })
        .collect();
    notes.sort();
    notes.into_iter().map(|(_, note)| note).collect()
}

const PEOPLE: &str = "\
Müşteri No;Ad;Soyad;E-posta;Telefon;Şirket;Kayıt Tarihi;Segment
1;Ayşe;Yılmaz;AYSE@Firma.example;+905321234567;Firma AŞ;01.03.2026;A
2;Jan;Novák;jan@novak.example;;Novák s.r.o.;2026-03-02;007
3;Eva;Malá;not an address;4711;;;12
";

#[test]
fn people_become_identified_interactions() {
    let place = Place::new();
    let report = place.people(&place.file("people.csv", PEOPLE));
    assert_eq!((report.good, report.bad, report.stored), (3, 0, 3));
    assert_eq!(
        notes(&report),
        [
            "line 4, E-posta: \"not an address\" is no e-mail address",
            "line 4, Telefon: \"4711\" is no telephone number, or does not say its country (see capture.region)",
        ]
    );
    let log = place
        .app
        .db()
        .read(|conn| log_read(conn, 0, 10))
        .expect("the log can be read");
    let first = &log[0].1;
    assert_eq!(
        (first.kind.as_str(), first.channel.name()),
        ("Identified", "other")
    );
    assert_eq!(first.user_id.as_deref(), Some("1"));
    assert_eq!(first.email.as_deref(), Some("ayse@firma.example"));
    assert_eq!(first.phone.as_deref(), Some("+905321234567"));
    assert_eq!(first.at.to_rfc3339(), "2026-03-01T00:00:00Z");
    let export = place.export();
    assert!(
        export.contains("\"name\":\"Ayşe Yılmaz\"") && export.contains("\"company\":\"Firma AŞ\""),
        "{export}"
    );
    assert!(
        export.contains("{\"Segment\":\"007\"}") && export.contains("{\"Segment\":12"),
        "{export}"
    );
}

#[test]
fn importing_twice_changes_nothing() {
    let place = Place::new();
    let path = place.file("people.csv", PEOPLE);
    place.people(&path);
    let before = place.export();
    let again = place.people(&path);
    assert_eq!((again.before, again.good, again.bad), (3, 0, 0));
    // The same contents elsewhere are the same file.
    let copy = place.file("copy.csv", PEOPLE);
    assert_eq!(place.people(&copy).before, 3);
    assert_eq!((place.export(), place.stored()), (before, 3));
}

#[test]
fn a_changed_file_brings_what_changed() {
    let place = Place::new();
    place.people(&place.file("people.csv", "id,email,title\n1,a@b.example,Clerk\n"));
    place.people(&place.file("people.csv", "id,email,title\n1,a@b.example,Owner\n"));
    let export = place.export();
    assert!(
        export.contains("\"title\":\"Owner\"") && export.lines().count() == 1,
        "{export}"
    );
}

#[test]
fn an_import_that_was_cut_off_goes_on() {
    let rows = 45_000;
    let mut text = String::from("user_id,event,timestamp\n");
    for row in 0..rows {
        text += &format!("u{},Page,2026-03-01T00:00:{:02}Z\n", row % 500, row % 60);
    }
    let place = Place::new();
    let path = place.file("events.csv", &text);
    let options = Options::new(What::Events, &path);
    let stop = AtomicBool::new(false);
    let cut = place.app.import_file(&options, &stop, &mut |step| {
        let begun = matches!(step, Step::Rows(_));
        stop.store(begun, std::sync::atomic::Ordering::Relaxed);
    });
    let cut = cut.expect("it stops without an error");
    assert!(!cut.finished && cut.good == 20_000, "{cut:?}");
    let rest = place.events(&path);
    assert_eq!((rest.before, rest.good, rest.repeats), (20_000, 25_000, 0));
    assert_eq!(place.stored(), rows);
}

#[test]
fn a_dry_run_writes_nothing_and_tells_who_is_known() {
    let place = Place::new();
    let path = place.file(
        "people.csv",
        "id,email\n1,a@b.example\n2,a@b.example\n2,\n,nowhere\n",
    );
    let dry = |path: &Path| {
        place.import(&Options {
            dry_run: true,
            ..Options::new(What::People, path)
        })
    };
    let report = dry(&path);
    let foreseen = Some(Foreseen { known: 0, new: 2 });
    assert_eq!((report.good, report.bad, report.foreseen), (3, 1, foreseen));
    assert_eq!(report.duplicates, [1, 1, 0]);
    assert!(
        report.examples[0].starts_with("line 5: the address could not be read"),
        "{:?}",
        report.examples
    );
    assert_eq!((place.stored(), place.bad().len()), (0, 0));
    place.people(&path);
    place.app.project_all().expect("the log can be projected");
    assert_eq!(dry(&path).foreseen, Some(Foreseen { known: 3, new: 0 }));
}

#[test]
fn bad_rows_are_kept_with_reason_and_text() {
    let place = Place::new();
    let text = b"id,event,time,value\n1,Page,2026-03-01,\n2,,2026-03-01,\n3,Page,03/01/2026,\n4,\"Order; Completed\",2026-03-01,5,6\n5,Pa\xffge,2026-03-01,\n\n6,Order Completed,2026-03-01,7\n";
    let path = place.file("events.csv", text);
    let options = Options {
        map: vec![("id".into(), "id".into())],
        encoding: Some("utf-8".into()),
        ..Options::new(What::Events, &path)
    };
    let report = place.import(&options);
    assert_eq!((report.good, report.bad), (2, 4));
    let bad = place.bad();
    let reasons: Vec<&str> = bad.iter().map(|bad| bad.event.reason.as_str()).collect();
    assert_eq!(reasons[0], "line 3: it does not say what happened");
    assert!(reasons[1].contains("--date-format"), "{reasons:?}");
    assert_eq!(
        reasons[2],
        "line 5: it has 5 cells, the header has 4; put quotes around a cell that has ',' in it"
    );
    assert!(reasons[3].contains("--encoding"), "{reasons:?}");
    assert_eq!(bad[2].event.raw, b"4,Order; Completed,2026-03-01,5,6");
    assert_eq!(place.import(&options).before, 6);
    assert_eq!(place.bad().len(), 4);
    let american = Options {
        date_order: Some(DateOrder::MonthFirst),
        ..options
    };
    assert_eq!(
        place.import(&american).stored,
        1,
        "only the date was open, the others are known"
    );
}

#[test]
fn json_lines_are_messages_as_they_are() {
    let place = Place::new();
    let text = concat!(
        r#"{"type":"page","userId":"u1","messageId":"m1","timestamp":"2026-03-01T00:00:00Z","properties":{"path":"/pricing"}}"#,
        "\n\n",
        r#"{"type":"track","event":"Order Completed","userId":"u1","properties":{"revenue":12.5}}"#,
        "\nnot json\n",
        r#"{"type":"page","userId":"u1","messageId":"m1"}"#,
    );
    let path = place.file("events.jsonl", text);
    let report = place.events(&path);
    assert_eq!(
        (report.good, report.bad, report.stored, report.repeats),
        (3, 1, 2, 1)
    );
    assert!(
        place.bad()[0]
            .event
            .reason
            .starts_with("line 4: it is not valid JSON")
    );
    // In another place of another file the message without an id would be another one; here it is not.
    let same = place.file("same.jsonl", text);
    assert_eq!(place.events(&same).before, 4);
}

#[test]
fn an_export_of_events_can_be_imported_again() {
    let one = Place::new();
    one.people(&one.file("people.csv", PEOPLE));
    one.events(&one.file("events.csv", "user_id,event,timestamp,url,price\n1,Page,2026-03-05 10:00,https://a.example/pricing?utm_source=x,\n2,Product Viewed,2026-03-06,,9.5\n"));
    let mut exported = Vec::new();
    let rows = one
        .app
        .export_events(Format::Jsonl, &mut exported)
        .expect("events can be exported");
    assert_eq!(rows, 5);
    let other = Place::new();
    let report = other.events(&other.file("events.jsonl", exported));
    assert_eq!((report.good, report.bad), (5, 0));
    assert_eq!(one.export(), other.export());
}

#[test]
fn other_encodings_and_delimiters_are_read() {
    let place = Place::new();
    // "Ayşe" and "Şirket" in windows-1254.
    let path = place.file(
        "people.csv",
        b"id\tad\t\xdeirket\n1\tAy\xfee\tFirma A\xde\n",
    );
    let report = place.import(&Options {
        encoding: Some("windows-1254".into()),
        ..Options::new(What::People, &path)
    });
    assert_eq!((report.good, report.understood.delimiter), (1, Some(b'\t')));
    assert!(place.export().contains("Ayşe") && place.export().contains("Firma AŞ"));
    let path = place.file("bom.csv", "\u{feff}id;name\n7;Eva\n");
    let report = place.people(&path);
    assert_eq!(
        (report.understood.columns[0].header.as_str(), report.good),
        ("id", 1)
    );
}

#[test]
fn a_quote_that_is_never_closed_loses_no_row() {
    let place = Place::new();
    let rows = |from: u32, to: u32| -> String {
        (from..to)
            .map(|nth| format!("u{nth}@uq.example,N{nth},x\n"))
            .collect()
    };
    let open = format!(
        "email,name,note\n{}o@uq.example,Open,\"not closed\n{}",
        rows(0, 9),
        rows(9, 300)
    );
    let report = place.people(&place.file("open.csv", &open));
    assert_eq!((report.good, report.bad, report.notes.count()), (301, 0, 1));
    let quoted = format!("{open}q@uq.example,\"Quoted, Name\",y\n{}", rows(300, 400));
    let report = place.people(&place.file("quoted.csv", &quoted));
    assert_eq!((report.good, report.bad, report.notes.count()), (402, 0, 1));
    let notes = &report.notes.0[&None].first;
    assert_eq!(notes[0].line, 11);
    assert!(notes[0].why.contains("never closed"), "{notes:?}");
    let texts = "email,name,note\na@uq.example,A,\"one, two\nthree, four, five\n\nsix\"\nb@uq.example,B,y\n";
    let report = place.people(&place.file("texts.csv", texts));
    assert_eq!((report.good, report.notes.count()), (2, 0));
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
    let place = Place::new();
    let text = format!("id,name\n1,Ada\n2,\"{}", "x\n".repeat(1_000_000));
    let options = Options::new(What::People, place.file("people.csv", text));
    let error = place
        .app
        .import_file(&options, &AtomicBool::new(false), &mut |_| {})
        .expect_err("the row is too long");
    assert!(error.to_string().contains("never closed"), "{error}");
}

#[test]
fn a_file_in_which_nothing_stands_is_told_to_be_empty() {
    let place = Place::new();
    let nothing: [&[u8]; 5] = [
        b"",
        b" \r\n\n\t",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\r\n",
        b"\xff\xfe\r\0\n\0",
    ];
    for (what, name) in [
        (What::People, "people.csv"),
        (What::Events, "events.csv"),
        (What::Events, "events.jsonl"),
    ] {
        for contents in nothing {
            let options = Options::new(what, place.file(name, contents));
            let refused = place
                .app
                .import_file(&options, &AtomicBool::new(false), &mut |_| {});
            let message = refused.expect_err("there is nothing in it").to_string();
            assert!(
                message.contains("is empty; save or export it again"),
                "{message}"
            );
        }
    }
}
