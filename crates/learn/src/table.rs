//! Tables: columns of numbers and of categories, either of which can be missing.

use std::collections::HashSet;

use crate::{Error, Result};

/// The code of a missing category.
pub const MISSING: u32 = u32::MAX;

/// Columns of the same length.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
    rows: usize,
}

/// A named column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name, unique in its table.
    pub name: String,
    /// What is in it.
    pub values: Values,
}

/// What is in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Numbers; NaN where one is missing.
    Number(Vec<f64>),
    /// One of several names.
    Category(Category),
}

/// A column of names, each kept once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Category {
    /// The names.
    pub levels: Vec<String>,
    /// For each row the position of its name, or [`MISSING`].
    pub codes: Vec<u32>,
}

/// One cell, for showing.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A name.
    Name(String),
    /// Nothing is known.
    Missing,
}

impl Table {
    /// Puts columns together.
    ///
    /// # Errors
    /// Columns of different lengths, two of the same name, an infinite number or a code without a name.
    pub fn new(columns: Vec<Column>) -> Result<Self> {
        let rows = columns.first().map_or(0, |column| column.values.len());
        let mut names = HashSet::new();
        for column in &columns {
            let fault = |what: &str| Error::Table(format!("column \"{}\" {what}", column.name));
            if column.values.len() != rows {
                return Err(fault("has another length than the first"));
            }
            if !names.insert(column.name.as_str()) {
                return Err(fault("is there twice"));
            }
            match &column.values {
                Values::Number(numbers) if numbers.iter().any(|number| number.is_infinite()) => {
                    return Err(fault("has an infinite number"));
                }
                Values::Category(category) if !category.is_sound() => {
                    return Err(fault("has a code without a name"));
                }
                _ => {}
            }
        }
        Ok(Self { columns, rows })
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The cell of a column in a row.
    #[must_use]
    pub fn value(&self, column: &str, row: usize) -> Value {
        match self.column(column).map(|column| &column.values) {
            Some(Values::Number(numbers)) if !numbers[row].is_nan() => Value::Number(numbers[row]),
            Some(Values::Category(category)) if category.codes[row] != MISSING => {
                Value::Name(category.levels[category.codes[row] as usize].clone())
            }
            _ => Value::Missing,
        }
    }

    /// The table without some of its columns.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.columns
            .retain(|column| !names.contains(&column.name.as_str()));
        self
    }

    /// The table with these rows only, in this order.
    #[must_use]
    pub fn pick(&self, rows: &[usize]) -> Self {
        let columns = self.columns.iter().map(|column| Column {
            name: column.name.clone(),
            values: column.values.pick(rows),
        });
        Self {
            columns: columns.collect(),
            rows: rows.len(),
        }
    }
}

impl Values {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Number(numbers) => numbers.len(),
            Self::Category(category) => category.codes.len(),
        }
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether nothing is known in this row.
    #[must_use]
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Number(numbers) => numbers[row].is_nan(),
            Self::Category(category) => category.codes[row] == MISSING,
        }
    }

    fn pick(&self, rows: &[usize]) -> Self {
        match self {
            Self::Number(numbers) => Self::Number(rows.iter().map(|&row| numbers[row]).collect()),
            Self::Category(category) => Self::Category(Category {
                levels: category.levels.clone(),
                codes: rows.iter().map(|&row| category.codes[row]).collect(),
            }),
        }
    }
}

impl Category {
    /// A column of these names; `None` is missing.
    pub fn of<'a>(names: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let mut builder = CategoryBuilder::default();
        for name in names {
            builder.push(name);
        }
        builder.finish()
    }

    fn is_sound(&self) -> bool {
        self.codes
            .iter()
            .all(|&code| code == MISSING || (code as usize) < self.levels.len())
    }
}

/// Takes the names of a column one after the other.
#[derive(Clone, Debug, Default)]
pub struct CategoryBuilder {
    codes_of: std::collections::HashMap<String, u32>,
    category: Category,
}

impl CategoryBuilder {
    /// The next row.
    pub fn push(&mut self, name: Option<&str>) {
        let code = match name {
            None => MISSING,
            Some(name) => match self.codes_of.get(name) {
                Some(&code) => code,
                None => self.add(name),
            },
        };
        self.category.codes.push(code);
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.category.codes.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The column.
    #[must_use]
    pub fn finish(self) -> Category {
        self.category
    }

    fn add(&mut self, name: &str) -> u32 {
        let code = u32::try_from(self.category.levels.len()).unwrap_or(MISSING);
        self.codes_of.insert(name.to_owned(), code);
        self.category.levels.push(name.to_owned());
        code
    }
}
