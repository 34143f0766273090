//! The guide shows filters that work, and all there is.

use crate::filter::{InteractionFilter, KIND_ALIASES, PersonFilter, fields, interaction_fields};

const GUIDE: &str = include_str!("../../../../../docs/filter.md");

/// The lines of the code blocks that begin with this line.
fn examples(fence: &str) -> Vec<&'static str> {
    let mut lines = GUIDE.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let block = lines.by_ref().take_while(|line| !line.starts_with("```"));
            let block: Vec<&str> = block.collect();
            if kind == fence {
                found.extend(block);
            }
        }
    }
    found
}

#[test]
fn every_example_is_a_filter() {
    let (people, interactions) = (examples(""), examples("interactions"));
    assert!(people.len() > 30 && interactions.len() > 4);
    for text in people {
        assert_eq!(PersonFilter::parse_list(text).map(drop), Ok(()), "{text}");
    }
    for text in interactions {
        assert_eq!(InteractionFilter::parse(text).map(drop), Ok(()), "{text}");
    }
}

#[test]
fn every_field_and_every_test_has_an_example() {
    let of_people = (fields(), examples("").join("\n"));
    let of_interactions = (interaction_fields(), examples("interactions").join("\n"));
    for (fields, shown) in [&of_people, &of_interactions] {
        for field in fields {
            assert!(
                GUIDE.contains(&format!("`{}", field.name)),
                "{}",
                field.name
            );
            let all = format!("{}\n{shown}", of_people.1);
            for operator in &field.operators {
                assert!(all.contains(&format!(" {operator}")), "{operator}");
            }
        }
    }
    for (alias, kind) in KIND_ALIASES {
        assert!(GUIDE.contains(&format!("`{alias}` | {kind}")), "{alias}");
    }
}
