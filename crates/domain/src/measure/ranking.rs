//! How well scores put those who converted before the others.

use super::estimate::{Estimate, Z, proportion};

/// A score and whether the person converted afterwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// The score; negative infinity for those who are out.
    pub score: f64,
    /// Whether the person converted.
    pub converted: bool,
}

/// People who share a score.
#[derive(Clone, Copy, Debug)]
struct Tie {
    converted: f64,
    others: f64,
}

/// Ties from the lowest score to the highest.
fn ties(scored: &[Scored]) -> Vec<Tie> {
    let mut sorted = scored.to_vec();
    sorted.sort_unstable_by(|a, b| a.score.total_cmp(&b.score));
    let groups = sorted.chunk_by(|a, b| a.score == b.score);
    let tie = |group: &[Scored]| {
        let converted = group.iter().filter(|one| one.converted).count();
        Tie {
            converted: converted as f64,
            others: (group.len() - converted) as f64,
        }
    };
    groups.map(tie).collect()
}

fn count(ties: &[Tie]) -> (f64, f64) {
    let add = |(converted, others), tie: &Tie| (converted + tie.converted, others + tie.others);
    ties.iter().fold((0.0, 0.0), add)
}

/// The area under the ROC curve: how often one who converted scores higher than one who did not, ties
/// counting half. The interval is that of DeLong, DeLong, Clarke-Pearson (Biometrics 1988), computed
/// from ranks as Sun and Xu (IEEE Signal Processing Letters 2014) do. `None` unless there are people of
/// both kinds.
pub fn auc(scored: &[Scored]) -> Option<Estimate> {
    let ties = ties(scored);
    let (converted, others) = count(&ties);
    if converted == 0.0 || others == 0.0 {
        return None;
    }
    let (mut below, mut squares) = ((0.0, 0.0), (0.0, 0.0));
    let mut area = 0.0;
    for tie in &ties {
        // Share of the others whom one of this tie beats, and of the converted who beat one of it.
        let beats = (below.1 + tie.others / 2.0) / others;
        let beaten = (converted - below.0 - tie.converted / 2.0) / converted;
        area += tie.converted * beats;
        squares.0 += tie.converted * beats * beats;
        squares.1 += tie.others * beaten * beaten;
        below = (below.0 + tie.converted, below.1 + tie.others);
    }
    let value = area / converted;
    let spread = |squares: f64, of: f64| {
        let deviation = (squares - of * value * value).max(0.0);
        deviation / (of - 1.0).max(1.0) / of
    };
    let error = (spread(squares.0, converted) + spread(squares.1, others)).sqrt();
    Some(Estimate {
        value,
        low: (value - Z * error).max(0.0),
        high: (value + Z * error).min(1.0),
    })
}

/// Whether an area measured on other people lies below a former one by more than chance would have it
/// (two-sided, 5 %).
pub fn significantly_lower(now: Estimate, then: Estimate) -> bool {
    let error = |one: Estimate| (one.high - one.low) / (2.0 * Z);
    then.value - now.value > Z * error(now).hypot(error(then))
}

/// Of the converted, how many are among the highest `people` (a tie at the edge is shared out).
fn among_highest(ties: &[Tie], people: f64) -> f64 {
    let (mut room, mut found) = (people, 0.0);
    for tie in ties.iter().rev() {
        let all = tie.converted + tie.others;
        let taken = room.min(all);
        found += tie.converted * taken / all;
        room -= taken;
        if room <= 0.0 {
            break;
        }
    }
    found
}

/// How many times the average rate the people with the highest scores convert, looking at this `share`
/// of all. The interval is Wilson's for their rate. `None` when nobody converted.
pub fn lift(scored: &[Scored], share: f64) -> Option<Estimate> {
    let ties = ties(scored);
    let (converted, others) = count(&ties);
    let (all, highest) = (converted + others, (converted + others) * share);
    let rate = proportion(among_highest(&ties, highest), highest);
    (converted > 0.0).then(|| rate.times(all / converted))
}

/// Which share of those who converted is among which share of the people, highest scores first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain {
    /// Share of the people.
    pub people: f64,
    /// Share of those who converted.
    pub converted: f64,
}

/// The curve of cumulative gains at `steps` equal steps from nobody to everybody. Empty when nobody
/// converted.
pub fn gains(scored: &[Scored], steps: usize) -> Vec<Gain> {
    let ties = ties(scored);
    let (converted, others) = count(&ties);
    if converted == 0.0 {
        return Vec::new();
    }
    let gain = |step: usize| {
        let people = step as f64 / steps as f64;
        let found = among_highest(&ties, people * (converted + others));
        Gain {
            people,
            converted: found / converted,
        }
    };
    (0..=steps).map(gain).collect()
}
