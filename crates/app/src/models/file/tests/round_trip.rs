//! A text to a tree and back: nothing is lost, and nothing else changes.

use proptest::prelude::*;

use super::super::doc::{EngagementDoc, FitDoc, FrequencyDoc, IndexDoc, ModelDoc, VerdictsDoc};
use super::super::{DEFAULT, read, write};
use super::RICH;

fn doc(text: &str) -> ModelDoc {
    let reading = read(text);
    reading
        .doc
        .unwrap_or_else(|| panic!("{:?}\n{text}", reading.faults))
}

/// Lines that only one of two texts has.
fn changed_lines<'t>(before: &'t str, after: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let gone = before
        .lines()
        .filter(|line| !after.lines().any(|other| other == *line));
    let new = after
        .lines()
        .filter(|line| !before.lines().any(|other| other == *line));
    (gone.collect(), new.collect())
}

#[test]
fn a_tree_that_did_not_change_leaves_the_text_as_it_is() {
    for text in [DEFAULT, RICH] {
        assert_eq!(write(&doc(text), text), text);
    }
}

#[test]
fn a_changed_value_changes_its_line_alone() {
    let mut changed = doc(RICH);
    changed.engagement[0].points = 2.5;
    let text = write(&changed, RICH);
    assert_eq!(
        changed_lines(RICH, &text),
        (vec!["points = 1"], vec!["points = 2.5"])
    );
    let mut renamed = doc(RICH);
    renamed.engagement[0].name = "Any page".into();
    let text = write(&renamed, RICH);
    let line = "name = \"Any page\" # all of them";
    assert_eq!(changed_lines(RICH, &text).1, [line]);
}

#[test]
fn comments_go_with_the_rule_that_they_stand_above() {
    let mut turned = doc(RICH);
    turned.engagement.swap(0, 1);
    let text = write(&turned, RICH);
    assert_eq!(changed_lines(RICH, &text), (vec![], vec![]));
    let at = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("{part} in {text}"))
    };
    assert!(at("# ---- Rules") < at("name = \"Order\""));
    assert!(at("name = \"Order\"") < at("# The page rule."));
    assert!(at("# The page rule.") < at("name = \"Page\""));
    assert_eq!(doc(&text), turned);
}

#[test]
fn a_new_rule_stands_where_it_was_put() {
    let mut longer = doc(RICH);
    let rule = EngagementDoc {
        name: "Asked \"how much\"".into(),
        when: "question where label ~ \"*how much*\"".into(),
        points: 20.0,
        ..EngagementDoc::default()
    };
    longer.engagement.insert(1, rule);
    longer
        .lists
        .entry("competitors".into())
        .or_default()
        .insert(1, "Initech".into());
    let text = write(&longer, RICH);
    assert_eq!(changed_lines(RICH, &text).0, [""; 0]);
    assert!(text.contains("# our oldest rival"));
    assert_eq!(doc(&text), longer);
}

#[test]
fn a_text_that_is_no_model_is_written_anew() {
    for text in ["", "no = model = at all"] {
        assert_eq!(doc(&write(&doc(RICH), text)), doc(RICH));
    }
}

/// What an editor may do to a model.
fn edit(doc: &mut ModelDoc, (what, at, number): (u8, usize, i32)) {
    let points = f64::from(number) / 4.0;
    let nth = |length: usize| at % length.max(1);
    match what {
        0 if !doc.engagement.is_empty() => {
            let nth = nth(doc.engagement.len());
            doc.engagement[nth].points = points;
        }
        1 if !doc.engagement.is_empty() => {
            let nth = nth(doc.engagement.len());
            let rule = doc.engagement.remove(nth);
            doc.engagement.push(rule);
        }
        2 => doc.fit.insert(
            nth(doc.fit.len()),
            FitDoc {
                name: format!("New {number}\t\"{at}\" 'x'"),
                condition: "title = \"x\"".into(),
                nurture: (number > 0).then_some(true),
                ..FitDoc::default()
            },
        ),
        3 if !doc.engagement.is_empty() => {
            let nth = nth(doc.engagement.len());
            doc.engagement[nth].frequency = Some(vec![FrequencyDoc {
                from: 2,
                to: None,
                points,
            }]);
            doc.engagement[nth].verdicts = Some(VerdictsDoc {
                unknown: Some(0.5),
                ..VerdictsDoc::default()
            });
        }
        4 if !doc.fit.is_empty() => {
            let nth = nth(doc.fit.len());
            doc.fit.remove(nth);
        }
        5 => {
            let list = doc.lists.entry(format!("list {}", at % 3)).or_default();
            list.insert(at % (list.len() + 1), format!("entry # {number}"));
        }
        6 => doc.index.push(IndexDoc {
            key: format!("area{number}"),
            name: "Ä".into(),
            fit_from: Some(points),
            ..IndexDoc::default()
        }),
        7 => doc
            .stage
            .iter_mut()
            .for_each(|stage| stage.after_tenure = None),
        8 => doc.grade.reverse(),
        9 => doc.temperature.region = None,
        10 => doc.group.clear(),
        _ => doc.name = format!("{number}\n\\"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever an editor does to a model, faulty or not, the text says it.
    #[test]
    fn what_is_written_is_what_is_read(edits in proptest::collection::vec((0..12_u8, any::<usize>(), -400..400_i32), 0..8), rich: bool) {
        let text = if rich { RICH } else { DEFAULT };
        let mut wanted = doc(text);
        edits.into_iter().for_each(|one| edit(&mut wanted, one));
        let written = write(&wanted, text);
        prop_assert_eq!(&doc(&written), &wanted, "{}", written);
        prop_assert_eq!(&write(&wanted, &written), &written);
        let anew = write(&wanted, "");
        prop_assert_eq!(&doc(&anew), &wanted, "{}", anew);
        // And so the model is the same, or the faults.
        let models = [&written, &anew].map(|text| read(text).model.map(|model| format!("{:?}", model.engagement)));
        prop_assert_eq!(&models[0], &models[1]);
    }
}
