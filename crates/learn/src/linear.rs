//! The little linear algebra that a logistic regression needs: symmetric positive definite systems.

use crate::{Error, Result};

/// A symmetric matrix, row by row.
#[derive(Clone, Debug)]
pub(crate) struct Symmetric {
    size: usize,
    cells: Vec<f64>,
}

impl Symmetric {
    pub(crate) fn zero(size: usize) -> Self {
        Self {
            size,
            cells: vec![0.0; size * size],
        }
    }

    pub(crate) fn get(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    /// Sets a cell and its mirror image.
    pub(crate) fn set(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.size + column] = value;
        self.cells[column * self.size + row] = value;
    }

    /// The lower triangle L with L·Lᵀ = this (Cholesky).
    pub(crate) fn factor(&self) -> Result<Factor> {
        let size = self.size;
        let mut lower = vec![0.0; size * size];
        for row in 0..size {
            for column in 0..=row {
                let (of_row, of_column) = (row * size, column * size);
                let known: f64 = (0..column)
                    .map(|k| lower[of_row + k] * lower[of_column + k])
                    .sum();
                let rest = self.get(row, column) - known;
                if row == column {
                    if rest.is_nan() || rest <= 0.0 {
                        let fault = "the columns depend on each other";
                        return Err(Error::Numeric(fault.to_owned()));
                    }
                    lower[of_row + row] = rest.sqrt();
                } else {
                    lower[of_row + column] = rest / lower[of_column + column];
                }
            }
        }
        Ok(Factor { size, lower })
    }
}

/// A Cholesky factor.
pub(crate) struct Factor {
    size: usize,
    lower: Vec<f64>,
}

impl Factor {
    /// The x with L·Lᵀ·x = `right`.
    pub(crate) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let size = self.size;
        let mut x = right.to_vec();
        for row in 0..size {
            let known: f64 = (0..row).map(|k| self.lower[row * size + k] * x[k]).sum();
            x[row] = (x[row] - known) / self.lower[row * size + row];
        }
        for row in (0..size).rev() {
            let known: f64 = (row + 1..size)
                .map(|k| self.lower[k * size + row] * x[k])
                .sum();
            x[row] = (x[row] - known) / self.lower[row * size + row];
        }
        x
    }

    /// The diagonal of the inverse.
    pub(crate) fn inverse_diagonal(&self) -> Vec<f64> {
        (0..self.size)
            .map(|position| {
                let mut unit = vec![0.0; self.size];
                unit[position] = 1.0;
                self.solve(&unit)[position]
            })
            .collect()
    }
}
