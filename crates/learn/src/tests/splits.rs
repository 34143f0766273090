//! Splits never mix what is learned from with what is measured on.

use std::collections::HashSet;

use proptest::prelude::*;

use crate::split::{Order, forward, latest, shuffled};

proptest! {
    #[test]
    fn shuffled_folds_cover_each_row_once_and_keep_groups_together(
        of_rows in prop::collection::vec((0_u32..12, any::<bool>()), 1..80),
        count in 2_usize..6,
        seed in any::<u64>(),
    ) {
        let (groups, outcomes): (Vec<u32>, Vec<bool>) = of_rows.into_iter().unzip();
        let rows: Vec<usize> = (0..outcomes.len()).collect();
        let folds = shuffled(&rows, &outcomes, Some(&groups), count, seed);
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
    fn folds_in_time_learn_from_what_was_known_when_they_began(
        moments in prop::collection::vec(0_i64..30, 1..100),
        count in 1_usize..6,
        gap in 0_i64..10,
    ) {
        let rows: Vec<usize> = (0..moments.len()).collect();
        let order = Order { moments: &moments, gap };
        let folds = forward(&rows, order, count);
        prop_assert!(folds.len() <= count);
        let mut tested = HashSet::new();
        for fold in &folds {
            let begin = fold.test.iter().map(|&row| moments[row]).min().expect("rows");
            prop_assert!(fold.train.iter().all(|&row| moments[row] + gap <= begin && moments[row] < begin));
            prop_assert!(fold.test.iter().all(|&row| tested.insert(row)));
            let known = moments.iter().filter(|&&at| at < begin && at + gap <= begin).count();
            prop_assert_eq!(fold.train.len(), known);
        }
    }

    #[test]
    fn the_latest_stretch_has_enough_and_nothing_comes_after_it(
        of_rows in prop::collection::vec((0_i64..12, any::<bool>()), 1..120),
        gap in 0_i64..3,
    ) {
        let (moments, outcomes): (Vec<i64>, Vec<bool>) = of_rows.into_iter().unzip();
        let rows: Vec<usize> = (0..outcomes.len()).collect();
        if let Some(fold) = latest(&rows, &outcomes, Order { moments: &moments, gap }, 5) {
            let begin = fold.test.iter().map(|&row| moments[row]).min().expect("rows");
            prop_assert!(fold.train.iter().all(|&row| moments[row] < begin && moments[row] + gap <= begin));
            prop_assert_eq!(fold.test.len(), moments.iter().filter(|&&at| at >= begin).count());
            for part in [&fold.train, &fold.test] {
                let with = part.iter().filter(|&&row| outcomes[row]).count();
                prop_assert!(with >= 5 && part.len() - with >= 5);
            }
        }
    }
}

#[test]
fn the_outcome_is_equally_frequent_in_each_fold() {
    let outcomes: Vec<bool> = (0..1_000).map(|row| row % 20 == 0).collect();
    let rows: Vec<usize> = (0..1_000).collect();
    for fold in shuffled(&rows, &outcomes, None, 5, 9) {
        assert_eq!(fold.test.iter().filter(|&&row| outcomes[row]).count(), 10);
    }
}
