//! Logistic regression with an L2 penalty, fitted by Newton's method (iteratively reweighted least
//! squares: McCullagh & Nelder, Generalized Linear Models, 2nd ed., section 2.5).

use crate::linear::Symmetric;
use crate::measure::probability;
use crate::{Error, Result};

/// Newton steps after which a fit is given up; a penalised fit needs fewer than ten.
const STEPS: usize = 60;
/// A step that moves no coefficient further than this ends the fit.
const CLOSE: f64 = 1e-8;

/// A fitted regression: log-odds = `intercept` + Σ `coefficients` · x.
#[derive(Clone, Debug, PartialEq)]
pub struct Regression {
    /// The log-odds where every column is 0.
    pub intercept: f64,
    /// The change of the log-odds for one unit of each column.
    pub coefficients: Vec<f64>,
    /// The standard error of each coefficient: the square root of the diagonal of the inverse Hessian.
    pub errors: Vec<f64>,
}

/// Fits `outcomes` to `columns`, which are finite numbers of the same length.
///
/// `penalty` is λ in the loss Σ log-loss + λ/2·Σ β² (the intercept is free).
///
/// Where all outcomes are the same nothing can be told apart: the coefficients are 0 and their errors
/// infinite.
///
/// # Errors
/// When the numbers allow no solution: columns that depend on each other without a penalty.
pub fn fit(columns: &[Vec<f64>], outcomes: &[bool], penalty: f64) -> Result<Regression> {
    let positive = outcomes.iter().filter(|&&outcome| outcome).count();
    if positive == 0 || positive == outcomes.len() {
        return Ok(Regression {
            intercept: base(outcomes),
            coefficients: vec![0.0; columns.len()],
            errors: vec![f64::INFINITY; columns.len()],
        });
    }
    let problem = Problem {
        columns,
        outcomes,
        penalty,
    };
    let mut beta = vec![0.0; columns.len() + 1];
    beta[0] = base(outcomes);
    let mut loss = problem.loss(&beta);
    for _ in 0..STEPS {
        let (gradient, hessian) = problem.derivatives(&beta);
        let factor = hessian.factor()?;
        let step = factor.solve(&gradient);
        let (next, next_loss) = problem.descend(&beta, &step, loss);
        let moved = beta.iter().zip(&next).map(|(old, new)| (old - new).abs());
        let moved = moved.fold(0.0, f64::max);
        (beta, loss) = (next, next_loss);
        if moved < CLOSE {
            let variances = factor.inverse_diagonal();
            return Ok(Regression {
                intercept: beta[0],
                coefficients: beta[1..].to_vec(),
                errors: variances[1..].iter().map(|v| v.max(0.0).sqrt()).collect(),
            });
        }
    }
    Err(Error::Numeric(format!(
        "the regression did not settle in {STEPS} steps"
    )))
}

/// The log-odds of the share of outcomes, kept finite.
pub(crate) fn base(outcomes: &[bool]) -> f64 {
    let positive = outcomes.iter().filter(|&&outcome| outcome).count() as f64;
    ((positive + 0.5) / (outcomes.len() as f64 - positive + 0.5)).ln()
}

struct Problem<'a> {
    columns: &'a [Vec<f64>],
    outcomes: &'a [bool],
    penalty: f64,
}

impl Problem<'_> {
    fn log_odds(&self, beta: &[f64]) -> Vec<f64> {
        let mut sums = vec![beta[0]; self.outcomes.len()];
        for (column, &weight) in self.columns.iter().zip(&beta[1..]) {
            for (sum, value) in sums.iter_mut().zip(column) {
                *sum += weight * value;
            }
        }
        sums
    }

    fn loss(&self, beta: &[f64]) -> f64 {
        let log_odds = self.log_odds(beta);
        let data: f64 = log_odds.iter().zip(self.outcomes).map(loss_of).sum();
        data + self.penalty / 2.0 * beta[1..].iter().map(|b| b * b).sum::<f64>()
    }

    /// The gradient and the Hessian of the loss.
    fn derivatives(&self, beta: &[f64]) -> (Vec<f64>, Symmetric) {
        let log_odds = self.log_odds(beta);
        let p: Vec<f64> = log_odds.into_iter().map(probability).collect();
        let residual = p.iter().zip(self.outcomes);
        let residual: Vec<f64> = residual.map(|(p, &y)| p - f64::from(y)).collect();
        // Kept off zero: where every row is certain, the matrix would lose its rank.
        let weight: Vec<f64> = p.iter().map(|p| (p * (1.0 - p)).max(1e-10)).collect();
        let size = self.columns.len() + 1;
        let mut gradient = vec![residual.iter().sum()];
        let mut hessian = Symmetric::zero(size);
        hessian.set(0, 0, weight.iter().sum());
        for (i, column) in self.columns.iter().enumerate() {
            gradient.push(dot(column, &residual) + self.penalty * beta[i + 1]);
            let weighted: Vec<f64> = column.iter().zip(&weight).map(|(x, w)| x * w).collect();
            hessian.set(i + 1, 0, weighted.iter().sum());
            for (j, other) in self.columns[..=i].iter().enumerate() {
                let ridge = if i == j { self.penalty } else { 0.0 };
                hessian.set(i + 1, j + 1, dot(&weighted, other) + ridge);
            }
        }
        (gradient, hessian)
    }

    /// A Newton step, halved until the loss does not grow.
    fn descend(&self, beta: &[f64], step: &[f64], loss: f64) -> (Vec<f64>, f64) {
        let mut length = 1.0;
        loop {
            let next = beta.iter().zip(step).map(|(b, s)| b - length * s);
            let next: Vec<f64> = next.collect();
            let next_loss = self.loss(&next);
            if next_loss <= loss {
                return (next, next_loss);
            }
            if length < 1e-6 {
                return (beta.to_vec(), loss);
            }
            length /= 2.0;
        }
    }
}

/// ln(1 + e^z) − y·z without overflow.
fn loss_of((&z, &outcome): (&f64, &bool)) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p() - if outcome { z } else { 0.0 }
}

/// In four lanes, which the compiler can hold in one register.
fn dot(left: &[f64], right: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let (left, right) = (left.chunks_exact(4), right.chunks_exact(4));
    let rest: f64 = left
        .remainder()
        .iter()
        .zip(right.remainder())
        .map(|(l, r)| l * r)
        .sum();
    for (l, r) in left.zip(right) {
        for lane in 0..4 {
            lanes[lane] += l[lane] * r[lane];
        }
    }
    rest + lanes.iter().sum::<f64>()
}
