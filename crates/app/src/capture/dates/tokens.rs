//! The numbers, words and signs of a date.

use super::months::{is_weekday, month};

/// A part of a folded date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'t> {
    /// Digits.
    Number(Number<'t>),
    /// Letters.
    Word(&'t str),
    /// Anything else but blanks.
    Sign(char),
}

/// Digits as they stand: `05` is no year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'t>(pub &'t str);

impl Number<'_> {
    /// The value.
    pub fn value(self) -> Option<u16> {
        self.0.parse().ok()
    }

    /// Whether it is written as a year.
    pub fn is_year(self) -> bool {
        self.0.len() == 4
    }

    /// The year: of two digits those of this century up to 68, as POSIX reads them.
    pub fn year(self) -> Option<u16> {
        match (self.0.len(), self.value()?) {
            (4, year) => Some(year),
            (2, year) if year < 69 => Some(2_000 + year),
            (2, year) => Some(1_900 + year),
            _ => None,
        }
    }
}

/// Takes a text apart; `None` when it has too many parts for a date.
pub fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |letter: char| match first {
            _ if first.is_ascii_digit() => letter.is_ascii_digit(),
            _ if first.is_alphabetic() => letter.is_alphabetic(),
            _ => false,
        };
        let end = rest
            .find(|letter| !same(letter))
            .unwrap_or(rest.len())
            .max(first.len_utf8());
        let (part, after) = rest.split_at(end);
        match first {
            _ if first.is_ascii_digit() => tokens.push(Token::Number(Number(part))),
            _ if first.is_alphabetic() => tokens.push(Token::Word(part)),
            _ if first.is_whitespace() => {}
            sign => tokens.push(Token::Sign(sign)),
        }
        rest = after;
    }
    (tokens.len() <= 24).then_some(tokens)
}

/// The parts of a date that are still to be read.
pub struct Tokens<'a, 't>(pub &'a [Token<'t>]);

impl<'t> Tokens<'_, 't> {
    /// The next token.
    pub fn first(&self) -> Option<Token<'t>> {
        self.0.first().copied()
    }

    /// Goes past the next token.
    pub fn pass(&mut self) {
        self.0 = self.0.get(1..).unwrap_or_default();
    }

    /// The next number, past signs and ordinal endings between.
    pub fn number(&mut self) -> Option<Number<'t>> {
        while matches!(
            self.first(),
            Some(
                Token::Sign('.' | ',' | '-' | '/') | Token::Word("st" | "nd" | "rd" | "th" | "of")
            )
        ) {
            self.pass();
        }
        let Some(Token::Number(number)) = self.first() else {
            return None;
        };
        self.pass();
        Some(number)
    }

    /// The next sign, if it is one of these.
    pub fn sign(&mut self, wanted: &[char]) -> Option<char> {
        let Some(Token::Sign(sign)) = self.first() else {
            return None;
        };
        wanted.contains(&sign).then(|| {
            self.pass();
            sign
        })
    }

    /// The next word, if it is one of these.
    pub fn word(&mut self, wanted: &[&str]) -> Option<&'t str> {
        let Some(Token::Word(word)) = self.first() else {
            return None;
        };
        wanted.contains(&word).then(|| {
            self.pass();
            word
        })
    }

    /// The month that is named next, past signs and ordinal endings before it.
    pub fn month(&mut self) -> Option<u16> {
        let after = self.0.iter().position(|token| {
            !matches!(
                token,
                Token::Sign('.' | '-' | '/') | Token::Word("st" | "nd" | "rd" | "th" | "of")
            )
        })?;
        let Token::Word(word) = self.0[after] else {
            return None;
        };
        let month = month(word)?;
        self.0 = &self.0[after + 1..];
        Some(month)
    }

    /// The year at the very end, where a time of day comes first: `Nov 26 21:32:53 UTC 2026`.
    pub fn year_behind_clock(&mut self) -> Option<Number<'t>> {
        let [Token::Number(_), Token::Sign(':'), .., Token::Number(year)] = self.0 else {
            return None;
        };
        let year = Some(*year).filter(|year| year.is_year())?;
        self.0 = &self.0[..self.0.len() - 1];
        Some(year)
    }

    /// Goes past the name of a weekday behind a date: `26 Kasım 2026 Perşembe`.
    pub fn pass_weekday_behind(&mut self) {
        let after = self.0.iter().position(|token| *token != Token::Sign(','));
        if let Some(at) = after
            && let Token::Word(word) = self.0[at]
            && is_weekday(word)
        {
            self.0 = &self.0[at + 1..];
            self.sign(&['.']);
            self.word(&["gunu"]);
        }
    }

    /// Goes past the name of a weekday before a date.
    pub fn pass_weekday(&mut self) {
        if let Some(Token::Word(word)) = self.first()
            && is_weekday(word)
        {
            self.pass();
            while self.sign(&['.', ',']).is_some() {}
        }
    }
}
