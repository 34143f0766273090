//! Whether two conditions on a person can ever hold at once. The answer "they exclude each other" is
//! certain; the answer "perhaps not" is given wherever it takes more than comparing bounds.

use crate::filter::{Condition, Expr, Op, PersonCondition, PersonField, PersonFilter, Test, Value};

/// Whether the two conditions can never hold of the same person at the same moment.
pub(super) fn excludes(one: &PersonFilter, other: &PersonFilter) -> bool {
    apart(one.expr(), other.expr())
}

fn apart(one: &Expr<PersonCondition>, other: &Expr<PersonCondition>) -> bool {
    match (one, other) {
        (Expr::Any(parts), rest) | (rest, Expr::Any(parts)) => {
            parts.iter().all(|part| apart(part, rest))
        }
        (Expr::All(parts), rest) | (rest, Expr::All(parts)) => {
            parts.iter().any(|part| apart(part, rest))
        }
        (Expr::Not(inner), rest) | (rest, Expr::Not(inner)) if **inner == *rest => true,
        // Where none of several holds, each of them does not.
        (Expr::Not(inner), rest) | (rest, Expr::Not(inner)) if matches!(**inner, Expr::Any(_)) => {
            let Expr::Any(parts) = &**inner else {
                return false;
            };
            let not = |part: &Expr<_>| Expr::Not(Box::new(part.clone()));
            parts.iter().any(|part| apart(&not(part), rest))
        }
        _ => match (Claim::of(one), Claim::of(other)) {
            (Some(one), Some(other)) => one.subject == other.subject && !one.meets(&other),
            _ => false,
        },
    }
}

/// What a single condition says of a value: it lies in one of these intervals, or is not known.
struct Claim {
    /// What the value is of.
    subject: String,
    intervals: Vec<Interval>,
    may_be_unknown: bool,
}

/// From a bound to another, each with whether it is itself inside.
#[derive(Clone, Copy)]
struct Interval {
    from: (f64, bool),
    to: (f64, bool),
}

const ALL: Interval = Interval {
    from: (f64::NEG_INFINITY, true),
    to: (f64::INFINITY, true),
};

impl Interval {
    fn meets(&self, other: &Self) -> bool {
        let reaches = |from: (f64, bool), to: (f64, bool)| {
            from.0 < to.0 || (from.0 == to.0 && from.1 && to.1)
        };
        reaches(self.from, other.to) && reaches(other.from, self.to)
    }
}

impl Claim {
    fn of(expr: &Expr<PersonCondition>) -> Option<Self> {
        match expr {
            Expr::Is(condition) => Self::of_condition(condition, false),
            Expr::Not(inner) => match &**inner {
                Expr::Is(condition) => Self::of_condition(condition, true),
                _ => None,
            },
            Expr::All(_) | Expr::Any(_) => None,
        }
    }

    fn of_condition(condition: &PersonCondition, negated: bool) -> Option<Self> {
        let (subject, test) = match condition {
            PersonCondition::Field(Condition { field, test }) => (subject(field)?, test),
            PersonCondition::Measure(one) => (one.measure.to_string(), &one.test),
        };
        let (intervals, may_be_unknown) = match test {
            Test::Known(known) if *known != negated => (vec![ALL], false),
            Test::Known(_) => (Vec::new(), true),
            Test::Compare(op, Value::Number(number)) => (intervals(*op, *number, negated), negated),
            Test::Compare(op, Value::Temperature(temperature)) => {
                (intervals(*op, temperature.code() as f64, negated), negated)
            }
            Test::Between(Value::Number(from), Value::Number(to)) if !negated => {
                let (from, to) = ((*from, true), (*to, true));
                (vec![Interval { from, to }], false)
            }
            // Some known value; or, turned round, anything.
            _ => (vec![ALL], negated),
        };
        Some(Self {
            subject,
            intervals,
            may_be_unknown,
        })
    }

    fn meets(&self, other: &Self) -> bool {
        (self.may_be_unknown && other.may_be_unknown)
            || self
                .intervals
                .iter()
                .any(|one| other.intervals.iter().any(|other| one.meets(other)))
    }
}

/// The name of a field; none where entering a stage changes it, so that it says nothing about the next
/// gate.
fn subject(field: &PersonField) -> Option<String> {
    let name = field.to_string();
    let changes = matches!(field, PersonField::Stage | PersonField::Kind);
    (!(changes || name.starts_with("customer.") || name.starts_with("lead."))).then_some(name)
}

/// The numbers that pass a comparison, or those that do not.
fn intervals(op: Op, number: f64, negated: bool) -> Vec<Interval> {
    let below = |inside| Interval {
        to: (number, inside),
        ..ALL
    };
    let above = |inside| Interval {
        from: (number, inside),
        ..ALL
    };
    let op = match (op, negated) {
        (op, false) => op,
        (Op::Eq, true) => Op::Ne,
        (Op::Ne, true) => Op::Eq,
        (Op::Gt, true) => Op::Le,
        (Op::Ge, true) => Op::Lt,
        (Op::Lt, true) => Op::Ge,
        (Op::Le, true) => Op::Gt,
        (Op::Like | Op::NotLike, true) => return vec![ALL],
    };
    match op {
        Op::Eq => vec![Interval {
            from: (number, true),
            to: (number, true),
        }],
        Op::Ne => vec![below(false), above(false)],
        Op::Gt => vec![above(false)],
        Op::Ge => vec![above(true)],
        Op::Lt => vec![below(false)],
        Op::Le => vec![below(true)],
        Op::Like | Op::NotLike => vec![ALL],
    }
}
