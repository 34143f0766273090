//! Dates of three numbers: which is the day and which the month.

use super::Unread;
use super::tokens::{Number, Token, Tokens, tokens};

/// Order of day, month and year in dates that do not begin with the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31.01.2026
    DayFirst,
    /// 01/31/2026
    MonthFirst,
}

/// Three numbers with the same sign between.
pub struct Three<'t> {
    numbers: [Number<'t>; 3],
    sign: char,
}

/// Reads three numbers off the beginning.
pub fn three_numbers<'t>(rest: &mut Tokens<'_, 't>) -> Option<Three<'t>> {
    let [
        Token::Number(a),
        Token::Sign(sign),
        Token::Number(b),
        Token::Sign(second),
        Token::Number(c),
        after @ ..,
    ] = rest.0
    else {
        return None;
    };
    if sign != second || !['.', '/', '-'].contains(sign) {
        return None;
    }
    // Some end a date with a full stop: `5. 1. 2026.`
    rest.0 = match after {
        [Token::Sign('.'), more @ ..] => more,
        _ => after,
    };
    Some(Three {
        numbers: [*a, *b, *c],
        sign: *sign,
    })
}

impl Three<'_> {
    /// Year, month and day.
    ///
    /// # Errors
    /// When it is no date, or leaves open which is the day.
    pub fn read(&self, order: Option<DateOrder>) -> Result<(u16, u16, u16), Unread> {
        let [first, second, third] = self.numbers;
        let (a, b) = self.first_two().ok_or(Unread::NoDate)?;
        if first.is_year() {
            return Ok((a, b, third.value().ok_or(Unread::NoDate)?));
        }
        let year = third
            .year()
            .filter(|_| first.0.len() <= 2 && second.0.len() <= 2);
        let year = year.ok_or(Unread::NoDate)?;
        let order = match self.told() {
            Some(told) => Some(told),
            // With dots the day is first everywhere.
            None if self.sign == '.' || a == b => Some(DateOrder::DayFirst),
            None => order,
        };
        match order.ok_or(Unread::Open)? {
            DateOrder::DayFirst => Ok((year, b, a)),
            DateOrder::MonthFirst => Ok((year, a, b)),
        }
    }

    fn first_two(&self) -> Option<(u16, u16)> {
        Some((self.numbers[0].value()?, self.numbers[1].value()?))
    }

    /// The order that the numbers themselves tell, where dashes or slashes leave it open.
    fn told(&self) -> Option<DateOrder> {
        let (a, b) = self.first_two()?;
        match (a, b) {
            _ if self.sign == '.' || self.numbers[0].is_year() => None,
            (13..=31, 1..=12) => Some(DateOrder::DayFirst),
            (1..=12, 13..=31) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

/// The orders that the dates of a column tell.
#[derive(Clone, Copy, Debug, Default)]
pub struct Orders {
    day_first: bool,
    month_first: bool,
}

impl Orders {
    /// Takes one date in.
    pub fn see(&mut self, text: &str) {
        // Most dates have none of the signs that leave the order open.
        if text.len() > super::MAX_BYTES || !text.contains(['/', '-']) {
            return;
        }
        let told = tokens(text).and_then(|all| three_numbers(&mut Tokens(&all))?.told());
        self.day_first |= told == Some(DateOrder::DayFirst);
        self.month_first |= told == Some(DateOrder::MonthFirst);
    }

    /// The order of the column, if its dates tell one and do not contradict each other.
    pub fn agreed(self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// Whether they contradict each other.
    pub fn contradict(self) -> bool {
        self.day_first && self.month_first
    }
}
