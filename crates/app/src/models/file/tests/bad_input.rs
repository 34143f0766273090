//! Files that somebody could send to do harm, or by mistake.

use super::super::{DEFAULT, check};
use super::{RICH, expect_codes, fault_of, text_at};

/// The first fault of the rich model with something replaced in it.
fn rich_fault(old: &str, new: &str) -> String {
    assert!(RICH.contains(old), "the rich model holds {old}");
    let faults = check(&RICH.replacen(old, new, 1)).expect_err("it is faulty");
    expect_codes(&faults);
    faults[0].to_string()
}

#[test]
fn an_unknown_field_is_named_at_its_place() {
    let text = DEFAULT.replacen("when = 'page'", "when = 'page where colour = 3'", 1);
    let faults = check(&text).expect_err("it is faulty");
    assert!(faults[0].message.contains("colour"), "{}", faults[0]);
    assert!(text_at(&text, &faults[0]).starts_with("colour"));
    assert!(rich_fault("field = \"path\"", "field = \"colour\"").contains("colour"));
    assert!(rich_fault("group = \"Reading\"", "group = \"Writing\"").contains("\"Writing\""));
}

#[test]
fn a_gate_cycle_is_named() {
    let fault = rich_fault(
        "leave_when = 'engagement < 10'",
        "leave_when = 'engagement < 60'",
    );
    assert!(fault.contains("interest → mql → interest"), "{fault}");
    let fault = rich_fault(
        "from = [\"customer\", \"loyal\"]",
        "from = [\"customer\", \"lapsed\"]",
    );
    assert!(fault.contains("lapsed → lapsed"), "{fault}");
}

#[test]
fn contradictory_regions_are_refused() {
    let fault = rich_fault("fit_below = 50\n", "fit_below = 10\n");
    assert!(
        fault.contains("index area \"good\": nothing lies in it"),
        "{fault}"
    );
    let hidden = "[[index]]\nkey = \"all\"\nname = \"All\"\n\n[[index]]\nkey = \"good\"";
    let fault = rich_fault("[[index]]\nkey = \"good\"", hidden);
    assert!(
        fault.contains("index area \"poor\": nobody is ever in it"),
        "{fault}"
    );
    let fault = rich_fault("fit_below = -10\n", "fit_below = nan\n");
    assert!(fault.contains("numbers"), "{fault}");
    let fault = rich_fault("nurture_hot_from = 60", "nurture_hot_from = 6");
    assert!(fault.contains("nurture_hot_from"), "{fault}");
}

#[test]
fn half_lives_and_points_stay_within_what_a_score_can_hold() {
    assert!(fault_of("slow = \"60d\"", "slow = \"0s\"").contains("at least one hour"));
    assert!(fault_of("slow = \"60d\"", "slow = \"-3d\"").contains("no length of time"));
    assert!(fault_of("points = 8", "points = inf").contains("points lie between"));
    assert!(rich_fault("first_time = 5", "first_time = nan").contains("points lie between"));
    assert!(rich_fault("\"/pricing\" = 8", "\"/pricing\" = 1e300").contains("value \"/pricing\""));
    assert!(
        rich_fault("to = 3, points = 2", "to = 3, points = -1e9").contains("points lie between")
    );
    assert!(rich_fault("unknown = 0.5", "unknown = 1e9").contains("factor"));
    assert!(rich_fault("at_most = 40", "at_most = 0").contains("group \"Reading\""));
}

#[test]
fn ranges_of_a_frequency_do_not_overlap() {
    assert!(rich_fault("from = 10, points", "from = 3, points").contains("overlap"));
    assert!(rich_fault("from = 2, to = 3", "from = 0, to = 3").contains("counted from 1"));
    assert!(rich_fault("from = 2, to = 3", "from = 2, to = 1").contains("lies before"));
}

#[test]
fn a_gate_keeps_only_so_many_times() {
    let fault = rich_fault(
        "count(page, last 7 days) >= 3",
        "count(page, last 7 days) >= 3000",
    );
    assert!(fault.contains("up to 100"), "{fault}");
}

#[test]
fn a_fit_rule_looks_at_one_person() {
    let fault = rich_fault("of = \"person\"", "of = \"company\"");
    assert!(fault.contains("company.fit"), "{fault}");
}

#[test]
fn a_list_of_a_million_entries_is_refused_by_name() {
    for entry in ["\"a\",", "\"somebody.example\","] {
        let list = format!("rivals = [\n{}]\n", entry.repeat(1_000_000));
        let text = DEFAULT.replacen("[lists]\n", &format!("[lists]\n{list}"), 1);
        let faults = check(&text).expect_err("it is faulty");
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].place, "list \"rivals\"", "{}", faults[0]);
        assert!(faults[0].message.contains("100000"), "{}", faults[0]);
        assert!(faults[0].line.is_some());
    }
}

#[test]
fn a_filter_nested_deeply_is_refused_at_its_rule() {
    for depth in [100, 20_000] {
        let nested = format!("{}employees >= 50{}", "(".repeat(depth), ")".repeat(depth));
        let fault = fault_of("employees >= 50", &nested);
        assert!(
            fault.contains("fit rule \"Mid-size or large company\""),
            "{fault}"
        );
    }
    let tree = format!("x = {}1{}\n", "[".repeat(5_000), "]".repeat(5_000));
    let faults = check(&format!("{tree}{DEFAULT}")).expect_err("it is faulty");
    assert_eq!(faults[0].line, Some(1));
}

#[test]
fn texts_of_any_kind_are_answered_with_faults() {
    for text in [
        "",
        "name",
        "\u{0}",
        "[[stage]]\nkey = 3",
        "stage = 3\nindex = \"x\"\nlists = []",
    ] {
        let faults = check(text).expect_err("it is faulty");
        assert!(
            faults.iter().all(|fault| !fault.message.is_empty()),
            "{text:?}"
        );
    }
}
