//! Files of real companies, where they are at hand.

use std::path::PathBuf;

use super::{Place, What};
use crate::data::import::Options;

/// A file of the test data; says so when it is not there.
fn data(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let path = std::env::var_os("RIPEN_TEST_DATA")
        .map_or_else(beside, PathBuf::from)
        .join(name);
    if path.is_file() {
        return Some(path);
    }
    eprintln!(
        "SKIPPED: {} is not there; name the test data with RIPEN_TEST_DATA",
        path.display()
    );
    None
}

#[test]
fn leads_of_an_education_company() {
    let Some(path) = data("xeducation_leads/Leads.csv") else {
        return;
    };
    let place = Place::new();
    let report = place.people(&path);
    assert_eq!((report.good, report.bad, report.repeats), (9_240, 0, 0));
    assert_eq!(report.duplicates, [0; 3]);
    let people = place.export();
    assert_eq!(people.lines().count(), 9_240);
    assert!(people.contains("\"Converted\":1"));
    assert_eq!(place.people(&path).before, 9_240);
    assert_eq!(place.stored(), 9_240);
}

#[test]
fn a_sales_pipeline() {
    let Some(path) = data("maven_crm/sales_pipeline.csv") else {
        return;
    };
    let place = Place::new();
    let report = place.people(&path);
    assert_eq!((report.good, report.bad), (8_800, 0));
    let people = place.export();
    assert_eq!(people.lines().count(), 8_800);
    assert_eq!(
        people
            .lines()
            .filter(|line| line.contains("\"deal_stage\":\"Won\""))
            .count(),
        4_238
    );
    assert!(people.contains("\"company\":\"Cancity\""));
}

#[test]
fn events_of_a_shop() {
    let Some(path) = data("mimnet_shop/events.csv") else {
        return;
    };
    let place = Place::new();
    let report = place.import(&Options::new(What::Events, &path));
    assert_eq!(
        (report.good, report.bad, report.stored, report.repeats),
        (16_008, 0, 15_977, 31)
    );
}
