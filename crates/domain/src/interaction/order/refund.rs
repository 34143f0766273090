//! What was given back of an order: refunds that are told singly, and states of the order that tell all of them.

use super::{Statement, normalized};
use crate::interaction::properties::MAX_VALUE;
use crate::time::Timestamp;

/// The number of the refund that a state of the order tells.
const OF_STATE: &str = "refunds";

/// What was given back of an order.
pub enum Refunds {
    /// Nothing.
    Nothing,
    /// This much.
    Part(f64),
    /// Everything.
    All,
}

/// The number of the refund that a state of an order tells: it has in it the number of each refund that it lists, with
/// what that came to. Where one has no number, or they are too many, the state tells only how much it was in all.
pub fn of_state(listed: &[(Option<String>, f64)]) -> String {
    let mut number = OF_STATE.to_owned();
    for (id, amount) in listed {
        let id = id.as_deref().and_then(normalized);
        let Some(id) = id.filter(|id| !id.contains([' ', '='])) else {
            return OF_STATE.to_owned();
        };
        number += &format!(" {id}={}", amount.abs());
    }
    match number.len() <= MAX_VALUE {
        true => number,
        false => OF_STATE.to_owned(),
    }
}

/// The refunds that a number lists which a state of an order tells; `None` where it is the number of one refund.
pub fn listed(number: &str) -> Option<Vec<(&str, f64)>> {
    let mut parts = number.split(' ');
    if parts.next() != Some(OF_STATE) {
        return None;
    }
    let listed = parts.filter_map(|part| {
        let (id, amount) = part.split_once('=')?;
        Some((id, amount.parse().ok()?))
    });
    Some(listed.collect())
}

/// What these statements, by time, come to together.
///
/// A refund without an amount is one of everything. One that was told twice counts once: it has the same number, or none
/// and the same time and amount. The last state tells the same refunds as those that were told singly, by their numbers
/// or, where it has none, as a sum: then at least that much was given back in all.
pub fn told<'s>(statements: impl Iterator<Item = &'s Statement>) -> Refunds {
    let mut single: Vec<(Which, f64)> = Vec::new();
    let mut state = None;
    for one in statements {
        let Some(amount) = one.amount.map(f64::abs) else {
            return Refunds::All;
        };
        let number = one.refund.as_deref();
        if let Some(listed) = number.and_then(listed) {
            for (number, amount) in &listed {
                correct(&mut single, &Which::Number(number), *amount);
            }
            state = Some((amount, listed));
            continue;
        }
        let which = number.map_or(Which::Moment(one.at, amount), Which::Number);
        if !correct(&mut single, &which, amount) {
            single.push((which, amount));
        }
    }
    match (single.is_empty(), state) {
        (true, None) => Refunds::Nothing,
        (_, state) => Refunds::Part(together(&single, state)),
    }
}

/// Which refund is told singly.
#[derive(PartialEq)]
enum Which<'s> {
    /// That with this number.
    Number(&'s str),
    /// One without a number: when it was told, and what it came to.
    Moment(Timestamp, f64),
}

/// Told again, perhaps corrected; `false` where it was not told before.
fn correct(told: &mut [(Which, f64)], which: &Which, amount: f64) -> bool {
    let known = told.iter_mut().find(|(known, _)| known == which);
    known.map(|(_, known)| *known = amount).is_some()
}

fn together(single: &[(Which, f64)], state: Option<(f64, Vec<(&str, f64)>)>) -> f64 {
    let singly: f64 = single.iter().map(|(_, amount)| amount).sum();
    let Some((in_all, listed)) = state else {
        return singly;
    };
    if listed.is_empty() {
        return singly.max(in_all);
    }
    let told = |number: &str| {
        let mut all = single.iter();
        all.find(|(which, _)| *which == Which::Number(number))
    };
    let of_state = listed
        .iter()
        .map(|(number, amount)| told(number).map_or(*amount, |(_, told)| *told));
    // Those that were told without a number are among the listed ones.
    let others = single.iter().filter(|(which, _)| match which {
        Which::Number(number) => !listed.iter().any(|(known, _)| known == number),
        Which::Moment(..) => false,
    });
    let others = others.map(|(_, amount)| *amount);
    singly.max(of_state.chain(others).sum())
}
