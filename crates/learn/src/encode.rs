//! From the columns of a table to the numbers that a learner computes with.
//!
//! What is learned here (means, names, shares) is part of the model: a table at prediction is encoded
//! with what the table at training gave.

mod linear;
mod names;
mod target;
mod tree;

pub use linear::LinearEncoding;
pub use target::TargetCoding;
pub use tree::TreeEncoding;

use crate::table::{Category, Table, Values};
use crate::{Error, Result};

/// Numbers, column by column, and which column of the table each came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Features {
    /// The numbers, one vector a feature.
    pub columns: Vec<Vec<f64>>,
    /// For each feature, the position of its column in the model.
    pub origin: Vec<usize>,
}

impl Features {
    fn push(&mut self, origin: usize, column: Vec<f64>) {
        self.columns.push(column);
        self.origin.push(origin);
    }
}

fn numbers<'a>(table: &'a Table, name: &str) -> Result<&'a [f64]> {
    match table.column(name).map(|column| &column.values) {
        Some(Values::Number(numbers)) => Ok(numbers),
        _ => Err(Error::Column(name.to_owned())),
    }
}

fn category<'a>(table: &'a Table, name: &str) -> Result<&'a Category> {
    match table.column(name).map(|column| &column.values) {
        Some(Values::Category(category)) => Ok(category),
        _ => Err(Error::Column(name.to_owned())),
    }
}
