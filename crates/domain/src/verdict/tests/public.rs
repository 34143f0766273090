//! Recall and false alarms on public collections of user agents.

use std::path::PathBuf;

use super::*;

fn test_data(path: &str) -> Option<String> {
    let root = std::env::var_os("RIPEN_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        println!("skipped: {path} is not there (set RIPEN_TEST_DATA to the folder of test data)");
    }
    text
}

/// Reads the two-level lists of the isbot fixtures, as (section, user agent).
fn isbot_list(file: &str) -> Option<Vec<(String, String)>> {
    let text = test_data(&format!("ua_isbot/fixtures/{file}"))?;
    let mut section = String::new();
    let mut list = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("  - ") {
            Some(item) => list.push((section.clone(), unquote(item.trim()))),
            None => section = line.trim_end_matches(':').to_owned(),
        }
    }
    Some(list)
}

fn unquote(item: &str) -> String {
    let inner = |quote: char| item.strip_prefix(quote)?.strip_suffix(quote);
    match (inner('"'), inner('\'')) {
        (Some(text), _) => text.replace("\\\"", "\""),
        (_, Some(text)) => text.replace("''", "'"),
        _ => item.to_owned(),
    }
}

fn crawler_list() -> Option<Vec<String>> {
    let text = test_data("ua_crawlers/crawler-user-agents.json")?;
    let entries: serde_json::Value = serde_json::from_str(&text).expect("the file is JSON");
    let instances = entries
        .as_array()?
        .iter()
        .filter_map(|entry| entry["instances"].as_array())
        .flatten();
    Some(
        instances
            .filter_map(|text| text.as_str().map(str::to_owned))
            .collect(),
    )
}

/// A list that comes with the tests: lines of user agents, comments behind `#`.
fn own_list(text: &'static str) -> Vec<&'static str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter(|line| !line.is_empty()).collect()
}

#[test]
fn lists_that_no_rule_was_written_for_are_told_apart() {
    let people = own_list(include_str!("people.txt"));
    let wrong: Vec<_> = people
        .iter()
        .filter(|text| by_user_agent(text).verdict == Verdict::Machine)
        .collect();
    wrong
        .iter()
        .for_each(|text| println!("  taken for a machine: {text}"));
    let rate = wrong.len() as f64 / people.len() as f64;
    println!(
        "{} of {} people taken for machines, {:.2} %",
        wrong.len(),
        people.len(),
        rate * 100.0
    );
    assert!(rate <= 0.003);
    let machines = own_list(include_str!("machines.txt"));
    assert!(recall("held out", machines.iter().copied()) >= 0.985);
}

fn recall<'a>(name: &str, list: impl Iterator<Item = &'a str>) -> f64 {
    let (mut caught, mut all) = (0, 0);
    for user_agent in list {
        all += 1;
        if by_user_agent(user_agent).verdict == Verdict::Machine {
            caught += 1;
        } else if std::env::var_os("RIPEN_SHOW_MISSES").is_some() {
            println!("  not caught: {user_agent}");
        }
    }
    let recall = f64::from(caught) / f64::from(all);
    println!("{name}: {caught} of {all} crawlers recognised, recall {recall:.4}");
    recall
}

#[test]
fn public_lists_of_crawlers_are_recognised() {
    let (Some(isbot), Some(crawlers)) = (isbot_list("crawlers.yml"), crawler_list()) else {
        return;
    };
    let isbot: Vec<&str> = isbot.iter().map(|(_, text)| text.as_str()).collect();
    let crawlers: Vec<&str> = crawlers.iter().map(String::as_str).collect();
    // What is left are apps on somebody's device and servers between a mail and its reader, which
    // these lists count as machines.
    assert!(recall("isbot", isbot.iter().copied()) >= 0.95);
    assert!(recall("crawler-user-agents", crawlers.iter().copied()) >= 0.99);
    assert!(recall("both", isbot.into_iter().chain(crawlers)) >= 0.985);
}

/// Entries that the list of browsers itself calls bots not worth blocking or glitches, and that are
/// injections, scanners, monitors or libraries.
const PROGRAMS: &[&str] = &[
    "PG_SLEEP",
    "<?=print",
    "Laravel Reaver",
    "Lucidworks",
    "vert.x",
    "GTmetrix",
    "Assetnote",
    "turingos",
    "Amzn-User",
];

#[test]
fn public_list_of_browsers_stays_human() {
    let Some(list) = isbot_list("browsers.yml") else {
        return;
    };
    let is_program = |section: &str, text: &str| {
        section.contains("Insignificat bots") || PROGRAMS.iter().any(|word| text.contains(word))
    };
    let (programs, browsers): (Vec<_>, Vec<_>) = list
        .iter()
        .partition(|(section, text)| is_program(section, text));
    let wrong: Vec<_> = browsers
        .iter()
        .filter(|(_, text)| by_user_agent(text).verdict == Verdict::Machine)
        .collect();
    wrong
        .iter()
        .for_each(|(section, text)| println!("  taken for a machine: {section}: {text}"));
    let rate = wrong.len() as f64 / browsers.len() as f64;
    println!(
        "isbot: {} of {} browsers taken for machines, {:.2} %",
        wrong.len(),
        browsers.len(),
        rate * 100.0
    );
    println!(
        "isbot: besides, {} entries of that file are programs by their own words",
        programs.len()
    );
    assert!(rate <= 0.003);
    assert!(programs.len() < 20);
}
