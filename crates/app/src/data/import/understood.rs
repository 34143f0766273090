//! How a file is read: what was said, and what was found.

use super::columns::{Column, Field, Language, headers_understood};
use super::encoding;
use super::numbers::{self, Marks, has_numbers};
use super::rows::{Content, Rows};
use super::source::Source;
use super::{Options, What, orders};
use crate::capture::dates::{DateOrder, Orders};
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
    /// Header of the number of an order, where nothing tells what happened and each row is an order.
    pub orders: Option<String>,
}

impl Default for Understood {
    fn default() -> Self {
        Self {
            what: What::People,
            encoding: encoding::name(encoding_rs::UTF_8),
            delimiter: None,
            columns: Vec::new(),
            dates: Dates::Open,
            orders: None,
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

/// Reads the header, and looks through the columns with dates and numbers; returns the rows from the first on.
///
/// # Errors
/// When the file cannot be read or its header says too little.
pub(super) fn understand(source: &Source, options: &Options) -> Result<(Rows, Understood)> {
    let (rows, mut columns) = Rows::open(source, options)?;
    let delimiter = rows.delimiter();
    let wanted = Wanted::of(&columns, options, delimiter);
    let (rows, seen) = match wanted.is_nothing() {
        true => (rows, Seen::default()),
        false => {
            let seen = seen(rows, &wanted)?;
            (Rows::open(source, options)?.0, seen)
        }
    };
    let dates = match (options.date_order, wanted.time) {
        (Some(said), _) => Dates::Said(said),
        (None, None) => Dates::Open,
        (None, Some(_)) => order_of(seen.orders, &columns, options.what),
    };
    if !seen.marks.is_empty() {
        numbers::decide(&mut columns, &seen.marks, options.what, delimiter);
    }
    let of_events = (options.what == What::Events).then_some(&columns);
    let orders = of_events.and_then(|columns| orders::number_at(columns));
    let understood = Understood {
        what: options.what,
        encoding: encoding::name(source.encoding),
        delimiter,
        orders: orders.map(|at| columns[at].header.clone()),
        columns,
        dates,
    };
    Ok((rows, understood))
}

/// What a file is looked through for before its rows are read.
struct Wanted {
    /// The column with dates whose order is open.
    time: Option<usize>,
    /// The columns with numbers whose marks are open.
    numbers: Vec<usize>,
}

impl Wanted {
    fn of(columns: &[Column], options: &Options, delimiter: Option<u8>) -> Self {
        let time = columns
            .iter()
            .position(|column| column.field == Field::Time);
        // Beside commas a comma is before no decimals.
        let is_open = delimiter.is_some_and(|delimiter| delimiter != b',');
        let numbers = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| is_open && has_numbers(column));
        Self {
            time: time.filter(|_| options.date_order.is_none()),
            numbers: numbers.map(|(at, _)| at).collect(),
        }
    }

    fn is_nothing(&self) -> bool {
        self.time.is_none() && self.numbers.is_empty()
    }
}

/// What the columns of a file show: all of it counts, since one cell alone may decide.
#[derive(Default)]
struct Seen {
    orders: Orders,
    /// By column; none where no numbers were looked at.
    marks: Vec<Marks>,
}

fn seen(mut rows: Rows, wanted: &Wanted) -> Result<Seen> {
    let mut seen = Seen::default();
    let last = wanted.numbers.last();
    let many = last.map_or(0, |last| last + 1);
    seen.marks.resize(many, Marks::default());
    loop {
        let group = rows.group(GROUP)?;
        if group.is_empty() {
            return Ok(seen);
        }
        for row in &group {
            let Content::Cells(record) = &row.content else {
                continue;
            };
            let text = |at: usize| {
                record
                    .get(at)
                    .and_then(|cell| std::str::from_utf8(cell).ok())
            };
            if let Some(text) = wanted.time.and_then(text) {
                seen.orders.see(text);
            }
            for at in &wanted.numbers {
                if let Some(text) = text(*at) {
                    seen.marks[*at].see(text);
                }
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
