//! Model files: faults and their places, and the way to a tree and back.

mod bad_input;
mod round_trip;

use super::{DEFAULT, Fault, STARTS, check, parse};

/// A model with everything that a model file can say.
const RICH: &str = include_str!("tests/rich.toml");

/// The faults of the default model with something replaced in it.
fn faults_of(old: &str, new: &str) -> Vec<Fault> {
    assert!(DEFAULT.contains(old), "the default model holds {old}");
    check(&DEFAULT.replacen(old, new, 1)).expect_err("it is faulty")
}

fn fault_of(old: &str, new: &str) -> String {
    let faults = faults_of(old, new);
    expect_codes(&faults);
    faults[0].to_string()
}

/// Every fault has a code, so that screens can word it; what the reader of TOML says has none.
fn expect_codes(faults: &[Fault]) {
    for fault in faults.iter().filter(|fault| fault.place != "file") {
        assert!(
            crate::wording::said(&fault.message).code.is_some(),
            "no code for {fault}"
        );
    }
}

#[test]
fn the_default_model_is_sound() {
    let model = parse(DEFAULT).expect("it is sound");
    assert_eq!(model.stages.len(), 7);
    assert!(model.areas.len() > 1);
    assert_eq!(
        model.grade(31.0).map(|grade| grade.letter.as_str()),
        Some("B")
    );
    assert_eq!(model.is_listed("academic", "cs.boun.edu.tr"), Some(true));
    assert_eq!(
        model.is_listed("academic", "education.example"),
        Some(false)
    );
}

#[test]
fn everything_that_a_file_can_say_arrives_in_the_model() {
    let model = parse(RICH).expect("it is sound");
    let page = &model.engagement[0];
    assert_eq!(page.group, Some(0));
    assert_eq!((page.first_time, page.verdicts), (5.0, [1.0, 0.0, 0.5]));
    assert_eq!(page.values.len(), 2);
    assert_eq!(page.frequency.len(), 2);
    assert!(model.fit[1].nurture);
    assert_eq!(model.stages[1].leave_to, Some(0));
    assert!(model.stages[3].after_tenure.is_some());
    assert_eq!(model.regions.len(), 2);
    assert_eq!(model.areas[1].rect.fit_below, 50.0);
    assert_eq!(model.nurture_hot_from, 60.0);
}

#[test]
fn a_fault_is_named_with_its_place() {
    assert!(
        fault_of("fast = \"3d\"", "fast = \"0d\"").contains("a half-life is at least one hour")
    );
    assert!(fault_of("fast = \"3d\"", "fast = \"soon\"").contains("half_life.fast"));
    assert!(
        fault_of("points = 8", "points = 1e99")
            .contains("engagement rule \"Pricing page\": points lie between")
    );
    assert!(fault_of("at_most = \"3 per day\"", "at_most = \"often\"").contains("3 per day"));
    assert!(
        fault_of("if = 'employees >= 50'", "if = 'emploies >= 50'")
            .contains("fit rule \"Mid-size or large company\"")
    );
    assert!(
        fault_of("if = 'employees >= 50'", "if = 'engagement >= 50'")
            .contains("not a profile field")
    );
    assert!(fault_of("name = \"Product page\"", "name = \"Pricing page\"").contains("used twice"));
    assert!(
        fault_of("from = [\"customer\", \"loyal\"]", "from = [\"gone\"]")
            .contains("does not exist")
    );
    assert!(fault_of("warm_from = 30", "warm_from = 140").contains("temperature"));
    assert!(fault_of("decay = \"fast\"", "decya = \"fast\"").contains("unknown field `decya`"));
}

/// What stands at the place of a fault.
fn text_at(text: &str, fault: &Fault) -> String {
    let line = fault.line.expect("a line") as usize;
    let column = fault.column.expect("a column") as usize;
    let line = text.lines().nth(line - 1).expect("the line is there");
    line.chars().skip(column - 1).collect()
}

#[test]
fn a_fault_points_at_the_place_in_the_text() {
    for (old, new, at) in [
        ("points = 8", "points = 1e99", "1e99"),
        (
            "at_most = \"3 per day\"",
            "at_most = \"often\"",
            "\"often\"",
        ),
        (
            "if = 'employees >= 50'",
            "if = 'employees >= 50 and emploies = 3'",
            "emploies = 3",
        ),
        ("decay = \"fast\"", "decya = \"fast\"", "decya"),
        ("points = 15", "points = \"many\"", "\"many\""),
        ("key = \"better\"", "key = \"good\"", "\"good\""),
        ("fast = \"3d\"", "fast = \"0d\"", "\"0d\""),
        ("name = \"Better\"", "", "[[index]]"),
    ] {
        let text = DEFAULT.replacen(old, new, 1);
        let faults = check(&text).expect_err("it is faulty");
        let found = text_at(&text, &faults[0]);
        assert!(
            found.starts_with(at),
            "{}: {found:?} instead of {at:?}",
            faults[0]
        );
    }
}

#[test]
fn all_faults_are_found_at_once() {
    let text = DEFAULT
        .replacen("points = 8", "points = 1e99", 1)
        .replacen("if = 'employees >= 50'", "if = 'emploies >= 50'", 1)
        .replacen("decay = \"slow\"", "decay = \"never\"", 1)
        .replacen("customer = true", "customers = true", 1)
        .replacen("warm_from = 30", "warm_from = 140", 1)
        .replacen("half_life", "half_live", 1);
    let faults = check(&text).expect_err("it is faulty");
    let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
    for part in [
        "unknown section `half_live`",
        "section `half_life` is missing",
        "emploies",
        "\"never\"",
        "`customers`",
        "`warm_from` must not be above",
    ] {
        assert!(
            all.iter().any(|fault| fault.contains(part)),
            "{part} in {all:#?}"
        );
    }
}

/// Whoever asks for a demo, a price or how to pay reaches `hot_from` by that alone.
#[test]
fn every_model_to_start_with_is_sound_and_calls_hot_who_asks_to_buy() {
    for (key, text) in STARTS {
        let model = parse(text).unwrap_or_else(|faults| panic!("{key}: {faults:?}"));
        let given = |name: &str| {
            let rule = model.engagement.iter().find(|rule| rule.name == name);
            rule.unwrap_or_else(|| panic!("{key}: {name}")).points
        };
        for name in ["Demo requested", "Asked for a price", "Asked how to pay"] {
            assert!(given(name) > model.hot_from, "{key}: {name}");
        }
        assert!(given("Page view") < model.warm_from, "{key}");
    }
}
