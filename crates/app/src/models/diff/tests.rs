use proptest::prelude::*;

use super::*;
use crate::models::file::DEFAULT;

/// The changes that putting `new` for `old` in the default model makes, a line each.
fn changes(old: &str, new: &str) -> Vec<String> {
    assert!(DEFAULT.contains(old), "the default model holds {old}");
    told(DEFAULT, &DEFAULT.replacen(old, new, 1))
}

fn told(before: &str, after: &str) -> Vec<String> {
    let changes = between(before, after).expect("both are TOML");
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".into());
    let line = |one: &Change| {
        let (what, before, after) = (one.what.word(), side(&one.before), side(&one.after));
        format!("{}: {what}: {before} > {after}", one.path)
    };
    changes.iter().map(line).collect()
}

#[test]
fn a_changed_field_is_told_with_its_rule() {
    assert_eq!(
        changes("points = 8\n", "points = 9.5\n"),
        ["engagement rule \"Pricing page\" / points: changed: 8 > 9.5"]
    );
    assert_eq!(
        changes("points = 8\n", "points = 8\ngroup = \"web\"\n"),
        ["engagement rule \"Pricing page\" / group: added: - > web"]
    );
    assert_eq!(
        changes("fast = \"3d\"", "fast = \"2d\""),
        ["half_life / fast: changed: 3d > 2d"]
    );
    assert_eq!(
        changes("from = [\"customer\", \"loyal\"]", "from = [\"loyal\"]"),
        ["stage \"lapsed\" / from: changed: customer, loyal > loyal"]
    );
}

#[test]
fn layout_comments_order_and_the_type_of_a_number_make_no_difference() {
    assert!(changes("points = 8\n", "points   = 8.0 # eight\n").is_empty());
    let one = "[[fit]]\nname = \"a\"\npoints = 1\n";
    let other = "[[fit]]\nname = \"b\"\npoints = 2\n";
    assert!(told(&format!("{one}{other}"), &format!("{other}{one}")).is_empty());
}

#[test]
fn rules_come_go_and_are_renamed() {
    let rule = "[[engagement]]\nname = \"Chat\"\nwhen = 'any'\npoints = 5\n";
    assert_eq!(
        told("", rule),
        ["engagement rule \"Chat\": added: - > points = 5, when = any"]
    );
    assert_eq!(
        told(rule, ""),
        ["engagement rule \"Chat\": removed: points = 5, when = any > -"]
    );
    assert_eq!(
        told(rule, &rule.replace("Chat", "Talk")),
        ["engagement rule \"Chat\" / name: changed: Chat > Talk"]
    );
    let both = rule.replace("Chat", "Talk").replace('5', "6");
    assert_eq!(told(rule, &both).len(), 2, "it is another rule");
}

#[test]
fn rules_of_one_name_are_told_apart() {
    let twice = "[[fit]]\nname = \"a\"\npoints = 1\n[[fit]]\nname = \"a\"\npoints = 2\n";
    assert_eq!(
        told(twice, &twice.replace("points = 2", "points = 3")),
        ["fit rule \"a\" (2) / points: changed: 2 > 3"]
    );
}

#[test]
fn the_order_of_stages_and_areas_matters() {
    let stage = |key: &str| format!("[[stage]]\nkey = \"{key}\"\n");
    let [a, b, c] = ["a", "b", "c"].map(stage);
    assert_eq!(
        told(&format!("{a}{b}{c}"), &format!("{a}{c}{b}")),
        ["stages / order: changed: a, b, c > a, c, b"]
    );
    // What is taken away or put at the end changes no order.
    assert_eq!(told(&format!("{a}{b}"), &format!("{b}{c}")).len(), 1);
    assert_eq!(
        told(&format!("{a}{b}"), &format!("{a}{c}name = \"C\"\n{b}")),
        [
            "stage \"c\": added: - > name = C",
            "stages / order: changed: a, b > a, c, b"
        ]
    );
}

#[test]
fn lists_are_sets_and_long_ones_are_counted() {
    assert_eq!(
        changes("\"FrostSense\", ", "\"Acme\", "),
        [
            "list \"competitors\" / FrostSense: removed: FrostSense > -",
            "list \"competitors\" / Acme: added: - > Acme"
        ]
    );
    let list = |many: usize| {
        let entries: Vec<String> = (0..many).map(|nth| format!("\"{nth}\"")).collect();
        format!("[lists]\nx = [{}]", entries.join(","))
    };
    assert_eq!(
        told(&list(3), &list(1_000)),
        ["list \"x\" / entries: changed: 3 > 1000"]
    );
    let added = told("[lists]", &list(1_000));
    assert!(added[0].starts_with("list \"x\": added: - > 0, 1, ") && added[0].ends_with('…'));
}

#[test]
fn far_too_many_rules_are_compared_as_a_whole() {
    let many = "[[fit]]\nname = \"a\"\n".repeat(5_000);
    assert_eq!(told(&many, "[[fit]]\nname = \"a\"").len(), 1);
}

#[test]
fn what_is_nested_is_told_by_its_path() {
    let rule = "[[engagement]]\nname = \"Plan\"\n[engagement.per_value]\nfield = \"plan\"\npoints = { gold = 9, free = 1 }\n";
    assert_eq!(
        told(rule, &rule.replace("gold = 9", "gold = 7")),
        ["engagement rule \"Plan\" / per_value / points / gold: changed: 9 > 7"]
    );
    let region = "[temperature]\nhot_from = 9\nregion = [{ temperature = \"hot\", fit_from = 3 }]";
    assert_eq!(
        told(region, &region.replace("fit_from = 3", "fit_from = 4")),
        ["temperature region \"hot\" / fit_from: changed: 3 > 4"]
    );
}

#[test]
fn a_faulty_model_is_compared_as_long_as_it_is_toml() {
    assert_eq!(told("engagement = 1", "engagement = 2").len(), 1);
    assert_eq!(told("[[fit]]\nname = \"a\"", "fit = true").len(), 1);
    let faults = between("", "name = \"x\"\nname = ").expect_err("no TOML");
    assert_eq!((faults.len(), faults[0].line), (1, Some(2)));
}

/// A model file of some rules, stages and lists.
fn model() -> impl Strategy<Value = String> {
    let rule = ("[ab]", 0..3_i32, proptest::option::of(0..2_i32));
    let rules = prop::collection::vec(rule, 0..5);
    let stages = prop::collection::vec("[abc]", 0..4);
    let list = prop::collection::btree_set("[xyz]", 0..3);
    (rules, stages, list).prop_map(|(rules, stages, list)| {
        let mut text = String::from("name = \"m\"\n");
        for (name, points, cap) in rules {
            let cap = cap.map(|cap| format!("cap = {cap}\n")).unwrap_or_default();
            text += &format!("[[engagement]]\nname = \"{name}\"\npoints = {points}\n{cap}");
        }
        for key in stages {
            text += &format!("[[stage]]\nkey = \"{key}\"\n");
        }
        let list: Vec<String> = list.iter().map(|entry| format!("\"{entry}\"")).collect();
        text + &format!("[lists]\nl = [{}]\n", list.join(","))
    })
}

proptest! {
    #[test]
    fn a_model_does_not_differ_from_itself(model in model()) {
        prop_assert_eq!(between(&model, &model), Ok(Vec::new()));
    }

    #[test]
    fn the_way_back_is_as_long_and_what_comes_goes(one in model(), other in model()) {
        let there = between(&one, &other).expect("both are TOML");
        let back = between(&other, &one).expect("both are TOML");
        let count = |changes: &[Change], what| changes.iter().filter(|one| one.what == what).count();
        prop_assert_eq!(count(&there, What::Added), count(&back, What::Removed));
        prop_assert_eq!(count(&there, What::Removed), count(&back, What::Added));
        for change in there.iter().chain(&back) {
            prop_assert_eq!(change.before.is_some(), change.what != What::Added);
            prop_assert_eq!(change.after.is_some(), change.what != What::Removed);
            prop_assert!(change.before != change.after, "{:?}", change);
        }
    }
}
