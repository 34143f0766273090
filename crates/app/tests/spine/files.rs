//! Files of people, in and out again, on every database.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use ripen_app::data::export::Format;
use ripen_app::data::import::{Options, Report, What};
use ripen_domain::filter::PersonFilter;

use crate::support::{Bench, on_every_database, on_pairs_of_databases};

const PEOPLE: &str = "sep=;\r\n\
    Ad;Soyad;E-posta;E-posta 2;Telefon;Ülke;time;Not\r\n\
    Ayşe;Yılmaz;Ayse <AYŞE.YILMAZ@Firma.example>;ayse@ev.example;0532 123 45 67 dahili 12;Türkiye;05.01.2026 saat 14:30;=1+1\r\n\
    ;;;;;;;\r\n\
    Jan;Novák;jan@novak.example;;601 123 456;Česko;2026-02-30;+420\r\n\
    Eva\r\n";

pub fn import(bench: &Bench, what: What, name: &str, contents: &[u8]) -> Report {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path: PathBuf = directory.path().join(name);
    std::fs::write(&path, contents).expect("the file can be written");
    let report = bench
        .app
        .import_file(
            &Options::new(what, path),
            &AtomicBool::new(false),
            &mut |_| {},
        )
        .expect("the file can be imported");
    bench.app.project_all().expect("the log can be projected");
    report
}

fn people(bench: &Bench, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    bench
        .app
        .export_people(&PersonFilter::all(), format, &mut out)
        .expect("people can be exported");
    out
}

/// What people say of themselves, without numbers and scores.
fn said(bench: &Bench) -> Vec<String> {
    let text = String::from_utf8(people(bench, Format::Jsonl)).expect("JSON is UTF-8");
    let mut all: Vec<String> = text
        .lines()
        .map(|line| {
            let person: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
            let fields = ["name", "email", "phone", "country", "profile"];
            fields.map(|name| person[name].to_string()).join(" ")
        })
        .collect();
    all.sort();
    all
}

#[test]
fn what_can_be_read_comes_in_and_the_rest_is_told() {
    on_every_database(|bench| {
        let report = import(bench, What::People, "people.csv", PEOPLE.as_bytes());
        assert_eq!(
            (report.good, report.bad, report.blank, report.stored),
            (2, 1, 1, 2)
        );
        assert!(
            report.examples[0].starts_with("line 6: it names nobody"),
            "{:?}",
            report.examples
        );
        assert_eq!(report.notes.count(), 1, "{:?}", report.notes);
        let people = said(bench);
        assert!(
            people[0].contains("\"Ayşe Yılmaz\"") && people[0].contains("+905321234567"),
            "{people:?}"
        );
        assert!(people[0].contains("ayse@ev.example"), "{people:?}");
        assert!(people[1].contains("+420601123456"), "{people:?}");
    });
}

#[test]
fn an_exported_table_of_people_brings_them_to_another_database() {
    on_pairs_of_databases(|one, other| {
        import(one, What::People, "people.csv", PEOPLE.as_bytes());
        let table = people(one, Format::Csv);
        let report = import(other, What::People, "people.csv", &table);
        assert_eq!((report.good, report.bad), (2, 0), "{:?}", report.examples);
        assert_eq!(said(other), said(one));
    });
}
