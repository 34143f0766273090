//! Splits never mix what is learned from with what is measured on.

use std::collections::HashSet;

use proptest::prelude::*;

use crate::split::{Scheme, folds};

proptest! {
    #[test]
    fn shuffled_folds_cover_each_row_once_and_keep_groups_together(
        of_rows in prop::collection::vec((0_u32..12, any::<bool>()), 1..80),
        count in 2_usize..6,
        seed in any::<u64>(),
    ) {
        let (groups, outcomes): (Vec<u32>, Vec<bool>) = of_rows.into_iter().unzip();
        let rows: Vec<usize> = (0..outcomes.len()).collect();
        let folds = folds(&rows, &outcomes, Some(&groups), count, Scheme::Shuffled, seed);
        let mut tested: Vec<usize> = folds.iter().flat_map(|fold| fold.test.clone()).collect();
        tested.sort_unstable();
        prop_assert_eq!(&tested, &rows);
        for fold in &folds {
            let learned: HashSet<u32> = fold.train.iter().map(|&row| groups[row]).collect();
            prop_assert!(fold.test.iter().all(|&row| !learned.contains(&groups[row])));
            prop_assert_eq!(fold.train.len() + fold.test.len(), rows.len());
        }
    }

    #[test]
    fn chronological_folds_learn_from_the_past_only(rows in 1_usize..100, count in 1_usize..6) {
        let outcomes = vec![false; rows];
        let rows: Vec<usize> = (0..rows).collect();
        for fold in folds(&rows, &outcomes, None, count, Scheme::Chronological, 0) {
            let newest = fold.train.iter().max();
            prop_assert!(fold.test.iter().all(|row| newest.is_none_or(|newest| row > newest)));
        }
    }
}

#[test]
fn the_outcome_is_equally_frequent_in_each_fold() {
    let outcomes: Vec<bool> = (0..1_000).map(|row| row % 20 == 0).collect();
    let rows: Vec<usize> = (0..1_000).collect();
    for fold in folds(&rows, &outcomes, None, 5, Scheme::Shuffled, 9) {
        assert_eq!(fold.test.iter().filter(|&&row| outcomes[row]).count(), 10);
    }
}
