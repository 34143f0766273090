//! Points for the rules of a scoring model, learned from who became a customer.
//!
//! The rules stay as they are: how often each was met, with decay, is a column of a logistic regression,
//! and its weight, brought to the scale of today's scores, is what the rule's points should be.

use crate::logistic::{self, Regression};
use crate::measure::auc;
use crate::split::shuffled;
use crate::train::enough;
use crate::{Error, Result};

/// The fewest people a rule must have been met by, and the fewest not, before its points are doubted.
pub const NEEDED_PEOPLE: usize = 30;
/// Standard errors on either side of an estimate that hold the truth 95 times in 100.
const INTERVAL: f64 = 1.959_964;
/// λ of the regression, on columns of standard deviation 1: just enough to keep rules that always come
/// together from pulling against each other.
const PENALTY: f64 = 1.0;
/// Points for one unit of log-odds where today's points are all 0 and give no scale.
const PLAIN_SCALE: f64 = 10.0;
const FOLDS: usize = 5;

/// One of the two sums of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Points for what somebody did.
    Engagement,
    /// Points for what somebody is.
    Fit,
}

/// A rule and what it would give for one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Where its points go.
    pub dimension: Dimension,
    /// Its points today.
    pub points: f64,
    /// For each person what they would have from this rule if it gave one point: the decayed count of an
    /// engagement rule, 1 or 0 of a fit rule.
    pub met: Vec<f64>,
}

/// Why points are suggested, or kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Too few people met the rule, or too few did not: nothing can be said.
    TooFewPeople,
    /// The interval holds 0: whether the rule says anything is not clear.
    NoClearEffect,
    /// Today's points are inside the interval.
    Agrees,
    /// It says more than its points.
    Raise,
    /// It says less than its points.
    Lower,
    /// It says the opposite of its points.
    Reverse,
    /// It goes with the outcome as its points say, but only because of other rules that come with it.
    Redundant,
}

impl Reason {
    /// The code in the API.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooFewPeople => "too_few_people",
            Self::NoClearEffect => "no_clear_effect",
            Self::Agrees => "agrees",
            Self::Raise => "raise",
            Self::Lower => "lower",
            Self::Reverse => "reverse",
            Self::Redundant => "redundant",
        }
    }
}

/// What is suggested for a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion {
    /// Points today.
    pub points: f64,
    /// Points suggested, whole; today's when there is no reason for others.
    pub suggested: f64,
    /// The lower end of the 95 % interval, in points. Today's points where nothing can be said.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How many people met the rule.
    pub people: usize,
    /// Why.
    pub reason: Reason,
}

/// What is suggested for a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestions {
    /// For each rule, in their order.
    pub items: Vec<Suggestion>,
    /// How well today's points rank people who were not learned from, mean over the folds.
    pub auc_before: f64,
    /// How well suggested points rank them: learned on the other folds.
    pub auc_after: f64,
}

/// Suggests points. `outcomes` has one entry for each row of the rules' columns; rows of the same group
/// (a person at several times) are never learned from and measured on.
///
/// # Errors
/// [`Error::TooLittle`] when there are too few of either outcome; when the numbers allow no fit.
pub fn suggest(
    rules: &[Rule],
    outcomes: &[bool],
    groups: Option<&[u32]>,
    seed: u64,
) -> Result<Suggestions> {
    if let Some(rule) = rules.iter().find(|rule| rule.met.len() != outcomes.len()) {
        let (found, wanted) = (rule.met.len(), outcomes.len());
        return Err(Error::Table(format!(
            "a rule has {found} rows where there are {wanted} outcomes"
        )));
    }
    let rows: Vec<usize> = (0..outcomes.len()).collect();
    enough(outcomes, &rows)?;
    let (mut before, mut after) = (0.0, 0.0);
    let today: Vec<f64> = rules.iter().map(|rule| rule.points).collect();
    for fold in shuffled(&rows, outcomes, groups, FOLDS, seed) {
        let learned = points(rules, outcomes, &fold.train)?;
        let learned: Vec<f64> = learned.iter().map(|item| item.suggested).collect();
        before += ranking(rules, &today, outcomes, &fold.train, &fold.test)? / FOLDS as f64;
        after += ranking(rules, &learned, outcomes, &fold.train, &fold.test)? / FOLDS as f64;
    }
    Ok(Suggestions {
        items: points(rules, outcomes, &rows)?,
        auc_before: before,
        auc_after: after,
    })
}

/// Points learned from these rows.
fn points(rules: &[Rule], outcomes: &[bool], rows: &[usize]) -> Result<Vec<Suggestion>> {
    let columns: Vec<Column> = rules.iter().map(|rule| Column::of(rule, rows)).collect();
    let told: Vec<usize> = (0..rules.len())
        .filter(|&rule| columns[rule].is_telling())
        .collect();
    let scaled: Vec<Vec<f64>> = told.iter().map(|&rule| columns[rule].scaled()).collect();
    let of_rows: Vec<bool> = rows.iter().map(|&row| outcomes[row]).collect();
    let regression = logistic::fit(&scaled, &of_rows, PENALTY)?;
    let mut items: Vec<Suggestion> = rules
        .iter()
        .zip(&columns)
        .map(|(rule, column)| Suggestion::unchanged(rule.points, column.people))
        .collect();
    for dimension in [Dimension::Engagement, Dimension::Fit] {
        let of_dimension = |&at: &usize| rules[told[at]].dimension == dimension;
        let here: Vec<usize> = (0..told.len()).filter(of_dimension).collect();
        let scale = scale(rules, &columns, &told, &regression, &here);
        for at in here {
            let rule = told[at];
            let unit = scale / columns[rule].deviation;
            items[rule].decide(
                regression.coefficients[at] * unit,
                regression.errors[at] * unit,
                columns[rule].alone(&of_rows),
            );
        }
    }
    Ok(items)
}

/// Points for one unit of log-odds: the scores keep their spread among people, so that thresholds keep
/// their meaning.
fn scale(
    rules: &[Rule],
    columns: &[Column],
    told: &[usize],
    regression: &Regression,
    here: &[usize],
) -> f64 {
    let rows = columns.first().map_or(0, |column| column.met.len());
    let (mut today, mut learned) = (vec![0.0; rows], vec![0.0; rows]);
    for &at in here {
        let (rule, column) = (&rules[told[at]], &columns[told[at]]);
        let weight = regression.coefficients[at] / column.deviation;
        for (row, met) in column.met.iter().enumerate() {
            today[row] += rule.points * met;
            learned[row] += weight * met;
        }
    }
    let (today, learned) = (spread(&today).1, spread(&learned).1);
    if today > 0.0 && learned > 0.0 {
        today / learned
    } else {
        PLAIN_SCALE
    }
}

/// The AUC on `test` of both sums under these points, weighed against each other on `train`.
fn ranking(
    rules: &[Rule],
    points: &[f64],
    outcomes: &[bool],
    train: &[usize],
    test: &[usize],
) -> Result<f64> {
    let sums = |rows: &[usize], wanted: Dimension| -> Vec<f64> {
        let of_row = |&row: &usize| {
            let rules = rules.iter().zip(points);
            let rules = rules.filter(|(rule, _)| rule.dimension == wanted);
            rules.map(|(rule, points)| points * rule.met[row]).sum()
        };
        rows.iter().map(of_row).collect()
    };
    let both = [Dimension::Engagement, Dimension::Fit];
    let mut of_train: Vec<Vec<f64>> = both.map(|wanted| sums(train, wanted)).into();
    let mut of_test: Vec<Vec<f64>> = both.map(|wanted| sums(test, wanted)).into();
    for (train, test) in of_train.iter_mut().zip(&mut of_test) {
        let (mean, deviation) = spread(train);
        let deviation = if deviation > 0.0 { deviation } else { 1.0 };
        for sum in train.iter_mut().chain(test.iter_mut()) {
            *sum = (*sum - mean) / deviation;
        }
    }
    let of = |rows: &[usize]| rows.iter().map(|&row| outcomes[row]).collect::<Vec<bool>>();
    let weights = logistic::fit(&of_train, &of(train), PENALTY)?.coefficients;
    let scores = (0..test.len()).map(|row| {
        let weighted = of_test.iter().zip(&weights);
        weighted.map(|(sums, weight)| sums[row] * weight).sum()
    });
    Ok(auc(&scores.collect::<Vec<f64>>(), &of(test)))
}

/// A rule's column on the rows that are learned from.
struct Column {
    met: Vec<f64>,
    people: usize,
    mean: f64,
    deviation: f64,
}

impl Column {
    fn of(rule: &Rule, rows: &[usize]) -> Self {
        let met: Vec<f64> = rows.iter().map(|&row| rule.met[row]).collect();
        let (mean, deviation) = spread(&met);
        Self {
            people: met.iter().filter(|&&met| met != 0.0).count(),
            met,
            mean,
            deviation,
        }
    }

    fn is_telling(&self) -> bool {
        // A decayed count can differ between people who all met the rule, so that all met it is no fault.
        self.people >= NEEDED_PEOPLE
            && self.deviation > 1e-12
            && (self.met.len() - self.people >= NEEDED_PEOPLE || !self.is_flag())
    }

    /// How the rule alone goes with the outcome: above 0 when people with the outcome met it more.
    fn alone(&self, outcomes: &[bool]) -> f64 {
        let pairs = self.met.iter().zip(outcomes);
        pairs
            .map(|(met, &outcome)| if outcome { met - self.mean } else { 0.0 })
            .sum()
    }

    fn is_flag(&self) -> bool {
        self.met.iter().all(|&met| met == 0.0 || met == 1.0)
    }

    fn scaled(&self) -> Vec<f64> {
        let met = self.met.iter();
        met.map(|met| (met - self.mean) / self.deviation).collect()
    }
}

impl Suggestion {
    fn unchanged(points: f64, people: usize) -> Self {
        Self {
            points,
            suggested: points,
            low: points,
            high: points,
            people,
            reason: Reason::TooFewPeople,
        }
    }

    /// Decides from an estimate and its standard error, both in points, and from how the rule
    /// [goes with the outcome alone](Column::alone).
    fn decide(&mut self, estimate: f64, error: f64, alone: f64) {
        self.low = estimate - INTERVAL * error;
        self.high = estimate + INTERVAL * error;
        if self.low <= 0.0 && self.high >= 0.0 {
            self.reason = Reason::NoClearEffect;
            return;
        }
        let suggested = estimate.round();
        if (self.low..=self.high).contains(&self.points) || suggested == self.points {
            self.reason = Reason::Agrees;
            return;
        }
        self.suggested = suggested;
        self.reason = if suggested * self.points < 0.0 {
            // Points against what a person sees happen would be believed by nobody, and would go wrong
            // as soon as the rule is met without the others.
            if alone * self.points > 0.0 {
                self.suggested = 0.0;
                Reason::Redundant
            } else {
                Reason::Reverse
            }
        } else if suggested.abs() > self.points.abs() {
            Reason::Raise
        } else {
            Reason::Lower
        };
    }
}

/// Mean and standard deviation.
fn spread(numbers: &[f64]) -> (f64, f64) {
    let count = numbers.len().max(1) as f64;
    let mean = numbers.iter().sum::<f64>() / count;
    let variance = numbers.iter().map(|n| (n - mean).powi(2)).sum::<f64>() / count;
    (mean, variance.sqrt())
}
