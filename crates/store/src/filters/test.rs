//! Tests of values that are known: the callers have dealt with NULL.

use std::collections::HashSet;

use ripen_domain::filter::{AskedAt, DateValue, Glob, GlobPart, Op, Test, Value as Literal};

use super::{Compiler, FALSE, TRUE, joined};
use crate::engine::{Value, json_list};

/// A text column in the forms in which it is compared.
pub(super) struct TextColumn {
    /// As it is stored.
    plain: String,
    /// For equality and globs.
    compared: String,
    /// For whole words.
    words: String,
    folds: bool,
}

/// Text, compared in folded form.
pub(super) fn text_column(sql: &str) -> TextColumn {
    TextColumn {
        plain: sql.to_owned(),
        compared: format!("ripen_fold({sql})"),
        words: format!("ripen_words({sql})"),
        folds: true,
    }
}

/// A path, compared to the letter.
pub(super) fn path_column(sql: &str) -> TextColumn {
    TextColumn {
        plain: sql.to_owned(),
        compared: sql.to_owned(),
        words: format!("ripen_words({sql})"),
        folds: false,
    }
}

impl Compiler<'_> {
    /// A test of a column that may be NULL; `known` compiles what is asked of a value.
    pub(super) fn nullable(
        &mut self,
        sql: &str,
        test: &Test,
        known: impl FnOnce(&mut Self, &Test) -> String,
    ) -> String {
        match test {
            Test::Known(true) => format!("{sql} IS NOT NULL"),
            Test::Known(false) => format!("{sql} IS NULL"),
            test => format!("({sql} IS NOT NULL AND {})", known(self, test)),
        }
    }

    /// A test of text.
    pub(super) fn text(&mut self, column: &TextColumn, test: &Test) -> String {
        match test {
            Test::Compare(op, Literal::Glob(glob)) => self.glob(column, *op, glob),
            Test::Compare(op, value) => {
                let value = self.text_param(literal(column, value));
                format!("{} {} {value}", column.compared, sign(*op))
            }
            Test::OneOf { values, negated } => {
                let values = self.text_params(values.iter().map(|value| literal(column, value)));
                format!("{} {} {values}", column.compared, membership(*negated))
            }
            Test::InList { list, negated } => {
                let lists = &self.context.scores.scorer.model.lists;
                let Some(values) = lists.get(list).filter(|values| !values.is_empty()) else {
                    return if *negated { TRUE } else { FALSE }.to_owned();
                };
                self.listed(column, values, *negated)
            }
            Test::Has { phrases, all } => {
                let has = |phrase: &str| format!("%{}%", escaped(phrase));
                let found = phrases
                    .iter()
                    .map(|phrase| {
                        format!(
                            "{} LIKE {} ESCAPE '!'",
                            column.words,
                            self.text_param(has(phrase.words()))
                        )
                    })
                    .collect();
                if *all {
                    joined(found, " AND ", TRUE)
                } else {
                    joined(found, " OR ", FALSE)
                }
            }
            Test::Known(known) => if *known { TRUE } else { FALSE }.to_owned(),
            Test::Between(..) => FALSE.to_owned(),
        }
    }

    /// As `Glob::matches` does.
    fn glob(&mut self, column: &TextColumn, op: Op, glob: &Glob) -> String {
        let pattern = self.text_param(like_pattern(glob.parts()));
        let sign = sign(op);
        let kept = format!("{} {sign} {pattern} ESCAPE '!'", column.compared);
        let Some(readable) = glob.readable() else {
            return kept;
        };
        let readable = self.text_param(like_pattern(readable));
        // Hardly any domain has a form of its own to be looked at.
        let shown = format!(
            "({0} LIKE '%xn--%' AND ripen_fold(ripen_readable({0})) LIKE {readable} ESCAPE '!')",
            column.plain
        );
        match op {
            Op::NotLike => format!("({kept} AND NOT {shown})"),
            _ => format!("({kept} OR {shown})"),
        }
    }

    /// Membership in a list, as `Model::is_listed` finds it. A list is one value, however long it is.
    fn listed(&mut self, column: &TextColumn, entries: &HashSet<String>, negated: bool) -> String {
        let value = format!("trim({})", column.compared);
        // No text in a database has a NUL.
        let entries = entries
            .iter()
            .map(String::as_str)
            .filter(|entry| !entry.contains('\0'));
        let entries: Vec<&str> = entries.collect();
        let all = self.text_param(json_list(&entries));
        let mut found = vec![format!(
            "{value} IN (SELECT l.value FROM json_each(CAST({all} AS TEXT)) l)"
        )];
        let ends = entries.into_iter().filter(|entry| entry.starts_with('.'));
        let ends: Vec<String> = ends.map(escaped).collect();
        if !ends.is_empty() {
            let ends: Vec<&str> = ends.iter().map(String::as_str).collect();
            let ends = self.text_param(json_list(&ends));
            found.push(format!(
                "EXISTS (SELECT 1 FROM json_each(CAST({ends} AS TEXT)) l WHERE {value} LIKE '%' || l.value ESCAPE '!')"
            ));
        }
        let found = joined(found, " OR ", FALSE);
        match negated {
            true => format!("NOT ({found})"),
            false => found,
        }
    }

    /// When it is asked, in the days of the organisation.
    fn asked(&self) -> AskedAt<'_> {
        AskedAt {
            now: self.context.now,
            zone: &self.context.scores.scorer.zone,
        }
    }

    /// A test of a number or a date.
    pub(super) fn ordered(&mut self, sql: &str, test: &Test) -> String {
        match test {
            Test::Compare(op, Literal::Number(number)) => {
                let number = self.param(Value::Real(*number));
                format!("{sql} {} {number}", sign(*op))
            }
            Test::Compare(op, Literal::Date(date)) => self.date(sql, *op, *date),
            Test::Between(Literal::Number(from), Literal::Number(to)) => {
                let within = self.between(Value::Real(*from), Value::Real(*to));
                format!("{sql} {within}")
            }
            Test::Between(Literal::Date(from), Literal::Date(to)) => {
                let (from, _) = from.range(self.asked());
                let (_, end) = to.range(self.asked());
                let last = Value::Int(end.as_micros() - 1);
                let within = self.between(Value::Int(from.as_micros()), last);
                format!("{sql} {within}")
            }
            Test::OneOf { values, negated } => {
                let mut numbers = Vec::new();
                for value in values {
                    if let Literal::Number(number) = value {
                        numbers.push(self.param(Value::Real(*number)));
                    }
                }
                format!("{sql} {} ({})", membership(*negated), numbers.join(", "))
            }
            _ => FALSE.to_owned(),
        }
    }

    fn between(&mut self, from: Value, to: Value) -> String {
        let from = self.param(from);
        format!("BETWEEN {from} AND {}", self.param(to))
    }

    /// As `DateValue::compares` does.
    fn date(&mut self, sql: &str, op: Op, date: DateValue) -> String {
        let (start, end) = date.range_of(op, self.asked());
        let last = Value::Int(end.as_micros() - 1);
        let [start, end] = [start, end].map(|at| Value::Int(at.as_micros()));
        let (sign, bound) = match op {
            Op::Eq | Op::Ne => {
                let not = if op == Op::Ne { "NOT " } else { "" };
                return format!("{sql} {not}{}", self.between(start, last));
            }
            Op::Ge => (">=", start),
            Op::Lt => ("<", start),
            Op::Gt => (">=", end),
            _ => ("<", end),
        };
        format!("{sql} {sign} {}", self.param(bound))
    }
}

/// The operator in SQL.
pub(super) fn sign(op: Op) -> &'static str {
    match op {
        Op::Ne => "<>",
        Op::Like => "LIKE",
        Op::NotLike => "NOT LIKE",
        op => op.sign(),
    }
}

fn membership(negated: bool) -> &'static str {
    if negated { "NOT IN" } else { "IN" }
}

/// The text of a literal in the form in which the column is compared.
fn literal<'v>(column: &TextColumn, value: &'v Literal) -> &'v str {
    match value {
        Literal::Text(text) if column.folds => text.folded(),
        Literal::Text(text) => text.text(),
        _ => "",
    }
}

/// The glob as a pattern of `LIKE` with `!` as escape character.
fn like_pattern(parts: &[GlobPart]) -> String {
    let mut bytes = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            GlobPart::Any => bytes.push(b'%'),
            GlobPart::One => bytes.push(b'_'),
            GlobPart::Byte(byte) => {
                bytes.extend(matches!(byte, b'!' | b'%' | b'_').then_some(b'!'));
                bytes.push(*byte);
            }
        }
    }
    // Parts are those of a text, whole characters.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Text without special meaning in `LIKE`.
fn escaped(text: &str) -> String {
    text.replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_")
}

/// The values of a small fixed set that pass the test. Such values are never missing.
pub(super) fn codes<T: Copy + PartialOrd>(
    test: &Test,
    all: &[T],
    of: fn(&Literal) -> Option<T>,
) -> Vec<T> {
    let compares = |op: Op, value: T, literal: &Literal| {
        of(literal).is_some_and(|literal| op.compares(&value, &literal))
    };
    let passes = |value: T| match test {
        Test::Compare(op, literal) => compares(*op, value, literal),
        Test::OneOf { values, negated } => {
            values
                .iter()
                .any(|literal| compares(Op::Eq, value, literal))
                != *negated
        }
        Test::Known(known) => *known,
        Test::Between(..) | Test::Has { .. } | Test::InList { .. } => false,
    };
    all.iter().copied().filter(|value| passes(*value)).collect()
}

/// `sql` is one of the codes.
pub(super) fn code_in(sql: &str, codes: impl IntoIterator<Item = i64>) -> String {
    let codes: Vec<String> = codes.into_iter().map(|code| code.to_string()).collect();
    if codes.is_empty() {
        FALSE.to_owned()
    } else {
        format!("{sql} IN ({})", codes.join(", "))
    }
}
