//! What a full stop is in the numbers of a column: `1.250` may be a thousand and more, or little more than one.

use ripen_domain::number;

use super::What;
use super::columns::{Column, Field};
use super::event_row::is_amount;

/// What stands between the columns of tables whose numbers have a decimal comma, unless they show another.
const BESIDE_COMMAS: u8 = b';';

/// The marks before decimals that the numbers of a column show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks {
    stop: bool,
    comma: bool,
}

impl Marks {
    /// Takes in what a cell shows, whatever stands around its digits.
    pub fn see(&mut self, text: &str) {
        let beside = |letter: char| !letter.is_ascii_digit();
        match number::decimal_mark(text.trim_matches(beside)) {
            Some('.') => self.stop = true,
            Some(_) => self.comma = true,
            None => {}
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            stop: self.stop || other.stop,
            comma: self.comma || other.comma,
        }
    }

    /// Whether full stops part thousands; `None` where nothing shows it. Where both marks are before decimals, a full
    /// stop is one as well.
    fn part_thousands(self) -> Option<bool> {
        (self.stop || self.comma).then_some(!self.stop)
    }
}

/// Whether the numbers of a column are looked at.
pub fn has_numbers(column: &Column) -> bool {
    matches!(column.field, Field::Custom(_))
}

/// Decides for each column whether full stops in its numbers part thousands. Its own numbers tell, else those of the
/// other amounts of the file. Where none does, those of amounts do beside semicolons, as spreadsheets write them where
/// the comma is before decimals.
pub fn decide(columns: &mut [Column], marks: &[Marks], what: What, delimiter: Option<u8>) {
    let is_amount = |column: &Column| is_amount(&column.field, what);
    let amounts = columns.iter().zip(marks);
    let amounts = amounts.filter(|(column, _)| is_amount(column));
    let together = amounts.fold(Marks::default(), |all, (_, marks)| all.with(*marks));
    let usual = together
        .part_thousands()
        .unwrap_or(delimiter == Some(BESIDE_COMMAS));
    for (column, marks) in columns.iter_mut().zip(marks) {
        let usual = usual && is_amount(column);
        column.parts_thousands = marks.part_thousands().unwrap_or(usual);
    }
}
