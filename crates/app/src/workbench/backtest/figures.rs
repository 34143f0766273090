//! The figures of a backtest, from what was seen.

use ripen_domain::measure::{
    Estimate, Isotonic, Scored, auc, bands, brier, calibration_error, curve, gains, lift,
};

use super::as_of::{Sample, Seen};
use super::plan::Plan;
use super::{Backtest, LEAST, SeriesPoint, advice, audit};

/// Score bands that are aimed at.
const BANDS: usize = 10;
/// Bins of the calibration curve.
const BINS: usize = 10;
/// Steps of the curve of gains.
const STEPS: usize = 20;

/// All figures.
pub fn figures(plan: &Plan, seen: &Seen) -> Backtest {
    let scored = scores(&seen.samples, Sample::score);
    let ((auc_both, auc_engagement), auc_fit) = rayon::join(
        || {
            rayon::join(
                || auc(&scored),
                || auc(&scores(&seen.samples, |one| one.engagement)),
            )
        },
        || auc(&scores(&seen.samples, |one| one.fit)),
    );
    let people = scored.len();
    let converted = scored.iter().filter(|one| one.converted).count();
    let predicted = predicted(seen, &scored);
    let calibration = predicted
        .as_deref()
        .map_or_else(Vec::new, |predicted| curve(predicted, BINS));
    let mut backtest = Backtest {
        as_of: plan.as_of(),
        horizon: plan.horizon,
        people,
        converted,
        reason: reason(plan, people, converted),
        took: std::time::Duration::ZERO,
        auc: auc_both,
        auc_engagement,
        auc_fit,
        lift_at_10: lift(&scored, 0.1),
        brier: predicted.as_deref().and_then(brier),
        calibration_error: calibration_error(&calibration),
        bands: bands(&scored, BANDS),
        calibration,
        gains: gains(&scored, STEPS),
        missed: audit::missed(plan, &seen.samples),
        wasted: audit::wasted(plan, &seen.samples),
        criteria: audit::criteria(plan, seen, (people, converted)),
        qualified: audit::qualified(plan, &seen.samples),
        temperatures: audit::temperatures(&seen.samples),
        advice: Vec::new(),
        series: series(plan, seen, (people, converted, auc_both)),
    };
    backtest.advice = advice::advice(&backtest);
    backtest
}

fn scores(samples: &[Sample], score: impl Fn(&Sample) -> f64) -> Vec<Scored> {
    let one = |sample: &Sample| Scored {
        score: score(sample),
        converted: sample.converted,
    };
    samples.iter().map(one).collect()
}

/// Probabilities by the mapping that fits the cut-off before, whose outcomes were known by then. None
/// where there were too few of them.
fn predicted(seen: &Seen, scored: &[Scored]) -> Option<Vec<Scored>> {
    let before = seen.earlier.last().filter(|before| is_enough(before))?;
    let fitted = Isotonic::fit(before)?;
    let probability = |one: &Scored| Scored {
        score: fitted.probability(one.score),
        ..*one
    };
    Some(scored.iter().map(probability).collect())
}

fn is_enough(scored: &[Scored]) -> bool {
    let converted = scored.iter().filter(|one| one.converted).count();
    converted >= LEAST && scored.len() - converted >= LEAST
}

/// Why the figures mean little, if so.
fn reason(plan: &Plan, people: usize, converted: usize) -> Option<String> {
    let others = people - converted;
    match () {
        () if people == 0 => {
            Some("nobody who had not converted yet was known at that moment".into())
        }
        () if converted < LEAST => Some(format!(
            "{converted} people converted within the horizon; at least {LEAST} are needed for figures that mean something"
        )),
        () if others < LEAST => Some(format!(
            "{others} people did not convert; at least {LEAST} are needed to compare with"
        )),
        () if plan.as_of() + plan.horizon > plan.end => Some(
            "the history ends before the horizon does: some of those who did not convert may still"
                .into(),
        ),
        () => None,
    }
}

fn series(
    plan: &Plan,
    seen: &Seen,
    (people, converted, area): (usize, usize, Option<Estimate>),
) -> Vec<SeriesPoint> {
    use rayon::prelude::*;
    let earlier = seen.earlier.par_iter().zip(&plan.cut_offs);
    let point = |(scored, as_of): (&Vec<Scored>, &_)| SeriesPoint {
        as_of: *as_of,
        people: scored.len(),
        converted: scored.iter().filter(|one| one.converted).count(),
        auc: auc(scored),
    };
    let mut series: Vec<SeriesPoint> = earlier.map(point).collect();
    series.push(SeriesPoint {
        as_of: plan.as_of(),
        people,
        converted,
        auc: area,
    });
    series
}
