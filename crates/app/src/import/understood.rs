//! How a file is read: what was said, and what was found.

use super::columns::{Column, Field, Language, headers_understood};
use super::encoding;
use super::rows::{Content, Rows};
use super::source::Source;
use super::{Options, What};
use crate::dates::{DateOrder, Orders};
use crate::error::Result;

/// Rows looked at together for the order of their dates.
const GROUP: usize = 20_000;

/// How a file is read.
#[derive(Clone, Debug)]
pub struct Understood {
    /// What its rows are.
    pub what: What,
    /// Name of its encoding, as it is written after `--encoding`.
    pub encoding: String,
    /// What stands between the columns; `None` for JSON lines.
    pub delimiter: Option<u8>,
    /// The columns and what they fill; none for JSON lines.
    pub columns: Vec<Column>,
    /// How dates that leave day and month open are read.
    pub dates: Dates,
}

impl Default for Understood {
    fn default() -> Self {
        Self {
            what: What::People,
            encoding: encoding::name(encoding_rs::UTF_8),
            delimiter: None,
            columns: Vec::new(),
            dates: Dates::Open,
        }
    }
}

/// How dates like `03/01/2026` are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// As it was said.
    Said(DateOrder),
    /// As other dates of the column show.
    Seen(DateOrder),
    /// As they are written in the language of the header.
    Spoken(DateOrder),
    /// Not: some dates of the column have the day first, others the month.
    Contradict,
    /// Not: nothing tells the order.
    Open,
}

impl Dates {
    /// The order, if there is one.
    pub fn order(self) -> Option<DateOrder> {
        match self {
            Self::Said(order) | Self::Seen(order) | Self::Spoken(order) => Some(order),
            Self::Contradict | Self::Open => None,
        }
    }
}

/// Reads the header, and looks through the column with the dates; returns the rows from the first on.
///
/// # Errors
/// When the file cannot be read or its header says too little.
pub(super) fn understand(source: &Source, options: &Options) -> Result<(Rows, Understood)> {
    let (rows, columns) = Rows::open(source, options)?;
    let time = columns
        .iter()
        .position(|column| column.field == Field::Time);
    let (rows, dates) = match (options.date_order, time) {
        (Some(said), _) => (rows, Dates::Said(said)),
        (None, None) => (rows, Dates::Open),
        (None, Some(at)) => {
            let orders = seen(rows, at)?;
            (
                Rows::open(source, options)?.0,
                order_of(orders, &columns, options.what),
            )
        }
    };
    let understood = Understood {
        what: options.what,
        encoding: encoding::name(source.encoding),
        delimiter: rows.delimiter(),
        columns,
        dates,
    };
    Ok((rows, understood))
}

/// The orders that the dates of a column tell: all of them, since one alone may decide.
fn seen(mut rows: Rows, column: usize) -> Result<Orders> {
    let mut orders = Orders::default();
    loop {
        let group = rows.group(GROUP)?;
        if group.is_empty() {
            return Ok(orders);
        }
        for row in &group {
            if let Content::Cells(record) = &row.content
                && let Some(Ok(text)) = record.get(column).map(std::str::from_utf8)
            {
                orders.see(text);
            }
        }
    }
}

fn order_of(orders: Orders, columns: &[Column], what: What) -> Dates {
    let (_, language) = headers_understood(columns.iter().map(|column| &column.header), what);
    match (orders.agreed(), language) {
        (Some(order), _) => Dates::Seen(order),
        (None, _) if orders.contradict() => Dates::Contradict,
        // Nobody writes the month first in these languages.
        (None, Some(Language::Turkish | Language::Czech)) => Dates::Spoken(DateOrder::DayFirst),
        _ => Dates::Open,
    }
}
