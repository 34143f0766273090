//! From the text cells of a file to a table: what is a number, what a name, what only tells rows apart.

use crate::table::{Category, CategoryBuilder, Column, MISSING, Table, Values};
use crate::{Error, Result};

/// The most rows that are taken.
const ROWS: usize = 5_000_000;
/// The most columns that are taken.
const COLUMNS: usize = 2_000;
/// Cells that mean that nothing is known, whatever their case.
const NOTHING: [&str; 6] = ["", "na", "n/a", "nan", "null", "none"];

/// Takes the rows of a file one after the other. Every text is kept once a column.
#[derive(Debug)]
pub struct Cells {
    names: Vec<String>,
    columns: Vec<CategoryBuilder>,
    rows: usize,
}

/// A column that is not used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The column.
    pub column: String,
    /// Why.
    pub reason: Reason,
}

/// Why a column is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Every row has a value of its own: it tells rows apart, not what becomes of them.
    Identifier,
    /// All rows are the same.
    Constant,
}

/// A table with outcomes.
#[derive(Clone, Debug)]
pub struct Guessed {
    /// The columns that can be learned from.
    pub table: Table,
    /// The outcome of each row.
    pub outcomes: Vec<bool>,
    /// The columns that cannot.
    pub left_out: Vec<LeftOut>,
    /// Rows without an outcome, which are not in the table.
    pub undecided: usize,
}

impl Cells {
    /// A file with these columns.
    ///
    /// # Errors
    /// When there are too many or two share a name.
    pub fn new(names: Vec<String>) -> Result<Self> {
        if names.len() > COLUMNS {
            let count = names.len();
            let fault = format!("it has {count} columns, the most that are taken is {COLUMNS}");
            return Err(Error::Table(fault));
        }
        if let Some(name) = (1..names.len()).find(|&at| names[..at].contains(&names[at])) {
            let fault = format!("column \"{}\" is there twice", names[name]);
            return Err(Error::Table(fault));
        }
        Ok(Self {
            columns: names.iter().map(|_| CategoryBuilder::default()).collect(),
            names,
            rows: 0,
        })
    }

    /// The next row.
    ///
    /// # Errors
    /// When it has another number of cells than there are columns, or there are too many rows.
    pub fn push<'a>(&mut self, cells: impl Iterator<Item = &'a str>) -> Result<()> {
        let row = self.rows + 1;
        if row > ROWS {
            let fault = format!("it has more than {ROWS} rows");
            return Err(Error::Table(fault));
        }
        let mut found = 0;
        for cell in cells {
            if let Some(column) = self.columns.get_mut(found) {
                let cell = cell.trim();
                let is_nothing = NOTHING.iter().any(|word| cell.eq_ignore_ascii_case(word));
                column.push((!is_nothing).then_some(cell));
            }
            found += 1;
        }
        let wanted = self.columns.len();
        if found != wanted {
            let fault = format!("row {row} has {found} cells where the head has {wanted}");
            return Err(Error::Table(fault));
        }
        self.rows = row;
        Ok(())
    }

    /// The table of these rows: `outcome` is the column that says what became of them, `dropped` are not
    /// to be used.
    ///
    /// # Errors
    /// When there is no such column or the outcome is not yes or no.
    pub fn finish(self, outcome: &str, dropped: &[String]) -> Result<Guessed> {
        for name in dropped.iter().map(String::as_str).chain([outcome]) {
            if !self.names.iter().any(|known| known == name) {
                let known = self.names.join(", ");
                let fault = format!("it has no column \"{name}\"; its columns are {known}");
                return Err(Error::Table(fault));
            }
        }
        let mut columns = Vec::new();
        let mut decided = Vec::new();
        for (name, column) in self.names.into_iter().zip(self.columns) {
            let cells = column.finish();
            if name == outcome {
                decided = decide(&name, &cells)?;
            } else if !dropped.contains(&name) {
                columns.push((name, cells));
            }
        }
        assemble(columns, &decided)
    }
}

fn assemble(columns: Vec<(String, Category)>, decided: &[Option<bool>]) -> Result<Guessed> {
    let mut left_out = Vec::new();
    let mut kept = Vec::new();
    for (column, cells) in columns {
        match values(cells) {
            Ok(values) => kept.push(Column {
                name: column,
                values,
            }),
            Err(reason) => left_out.push(LeftOut { column, reason }),
        }
    }
    let rows: Vec<usize> = (0..decided.len())
        .filter(|&row| decided[row].is_some())
        .collect();
    Ok(Guessed {
        table: Table::new(kept)?.pick(&rows),
        outcomes: decided.iter().copied().flatten().collect(),
        left_out,
        undecided: decided.len() - rows.len(),
    })
}

/// Numbers when every text is one, names otherwise; or why the column is of no use.
fn values(cells: Category) -> std::result::Result<Values, Reason> {
    let filled = cells.codes.iter().filter(|&&code| code != MISSING).count();
    let levels = cells.levels.len();
    if levels == 0 || (levels == 1 && filled == cells.codes.len()) {
        return Err(Reason::Constant);
    }
    // Few rows can all differ by chance.
    let all_differ = levels == filled && filled > 20;
    let numbers: Option<Vec<f64>> = cells.levels.iter().map(|text| number(text)).collect();
    match numbers {
        Some(numbers) => {
            if all_differ && numbers.iter().all(|number| number.fract() == 0.0) {
                return Err(Reason::Identifier);
            }
            let of_row = |&code: &u32| numbers.get(code as usize).copied().unwrap_or(f64::NAN);
            Ok(Values::Number(cells.codes.iter().map(of_row).collect()))
        }
        None if all_differ => Err(Reason::Identifier),
        None => Ok(Values::Category(cells)),
    }
}

fn number(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    number.is_finite().then_some(number)
}

fn decide(name: &str, cells: &Category) -> Result<Vec<Option<bool>>> {
    let of_level = |text: &String| {
        let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if is(&["1", "yes", "y", "true", "t", "won", "1.0"]) {
            Ok(true)
        } else if is(&["0", "no", "n", "false", "f", "lost", "0.0"]) {
            Ok(false)
        } else {
            Err(Error::Table(format!(
                "the outcome \"{name}\" has the value \"{text}\", which is neither yes nor no; \
                 1, yes, true and won mean yes, 0, no, false and lost mean no"
            )))
        }
    };
    let levels: Vec<bool> = cells.levels.iter().map(of_level).collect::<Result<_>>()?;
    let decided = cells
        .codes
        .iter()
        .map(|&code| levels.get(code as usize).copied());
    Ok(decided.collect())
}
