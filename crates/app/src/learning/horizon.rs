//! Within how long people buy: the horizon that is learned for, chosen from the history.

use ripen_domain::time::{Span, Timestamp};

/// The horizons that are chosen from, in days.
const DAYS: [i64; 5] = [7, 14, 30, 60, 90];
/// The horizon where nobody has bought yet.
const USUAL: i64 = 30;

/// Who buys sooner after the first interaction buys while visiting: nobody could have waited for that.
const VISIT: Span = Span::days(1);

/// The horizons to try, best first: the shortest within which half of those who took longer than a visit
/// bought from their first interaction on, then its neighbours, for a history in which the first gives too
/// few outcomes. A horizon needs a history of twice its length: one to look back on, one to see what came.
pub fn to_try(mut took: Vec<Span>, history: Span) -> Vec<Span> {
    took.retain(|took| *took > VISIT);
    took.sort_unstable();
    let wanted = match took.get(took.len() / 2) {
        None => DAYS.iter().position(|days| *days == USUAL),
        Some(half) => DAYS.iter().position(|days| *half <= Span::days(*days)),
    };
    let wanted = wanted.unwrap_or(DAYS.len() - 1);
    let mut order: Vec<usize> = (0..DAYS.len()).collect();
    order.sort_by_key(|at| (at.abs_diff(wanted), *at));
    let fits = |days: &i64| *days == DAYS[0] || Span::days(2 * days) <= history;
    let days = order.into_iter().map(|at| DAYS[at]).filter(fits);
    days.map(Span::days).collect()
}

/// How many cut-offs are too few for a stretch to be held back and for folds before it.
const FEW: usize = 3;
/// Cut-offs that are looked at.
const CUT_OFFS: usize = 6;

/// In a history of few horizons, cut-offs a quarter of one apart, oldest first; `None` where those a
/// horizon apart are enough. What is learned from one is still tried only where its outcome was known.
pub fn denser(cut_offs: &[Timestamp], horizon: Span, first: Timestamp) -> Option<Vec<Timestamp>> {
    let last = *cut_offs.last()?;
    if cut_offs.len() >= FEW {
        return None;
    }
    let step = horizon.as_micros() / 4;
    let back = |nth: usize| last - Span::from_micros(step * nth as i64);
    let mut cut_offs: Vec<Timestamp> = (0..CUT_OFFS)
        .map(back)
        .take_while(|at| *at == last || *at > first)
        .collect();
    cut_offs.reverse();
    Some(cut_offs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(horizons: &[Span]) -> Vec<i64> {
        horizons.iter().map(|span| span.as_days() as i64).collect()
    }

    fn took(days: &[i64]) -> Vec<Span> {
        days.iter().map(|days| Span::days(*days)).collect()
    }

    #[test]
    fn the_horizon_is_the_one_within_which_half_of_those_who_think_it_over_buy() {
        let year = Span::days(365);
        let first = |days_taken: &[i64]| days(&to_try(took(days_taken), year))[0];
        assert_eq!(first(&[2, 3, 5, 80, 90]), 7);
        assert_eq!(first(&[10, 12, 13, 14, 300]), 14);
        assert_eq!(first(&[20, 40, 45, 50]), 60);
        assert_eq!(first(&[200, 300, 400]), 90);
        assert_eq!(first(&[]), 30);
        // However many buy on their first visit.
        assert_eq!(first(&[0, 0, 0, 0, 0, 0, 1, 25]), 30);
        assert_eq!(first(&[0, 0, 0]), 30);
    }

    #[test]
    fn neighbours_are_tried_next_and_none_that_the_history_is_too_short_for() {
        assert_eq!(
            days(&to_try(took(&[20]), Span::days(365))),
            [30, 14, 60, 7, 90]
        );
        assert_eq!(days(&to_try(took(&[20]), Span::days(40))), [14, 7]);
        assert_eq!(days(&to_try(took(&[20]), Span::days(3))), [7]);
    }

    #[test]
    fn few_cut_offs_are_set_closer_inside_the_history() {
        let first = Timestamp::from_micros(0) + Span::days(1_000);
        let week = Span::days(7);
        let dense = denser(&[first + week], week, first).expect("denser ones");
        assert_eq!(dense.len(), 4);
        assert!(dense[0] > first && dense.is_sorted());
        assert_eq!(dense.last(), Some(&(first + week)));
        let enough = [first + week, first + Span::days(14), first + Span::days(21)];
        assert_eq!(denser(&enough, week, first), None);
        assert_eq!(denser(&[], week, first), None);
    }
}
