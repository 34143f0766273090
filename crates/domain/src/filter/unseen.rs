//! People of whom only programs were seen.

use std::sync::LazyLock;

use super::ast::{Expr, PersonCondition, PersonFilter};

/// Whoever shows no sign of life and is known by nothing: a crawler, or what scans a mailbox.
const UNSEEN: &str = "kind = interest and last_touch is unknown and name is unknown and company is unknown \
                      and email is unknown and phone is unknown";

/// The filter of [`UNSEEN`], read once.
static FILTER: LazyLock<PersonFilter> =
    LazyLock::new(|| PersonFilter::parse(UNSEEN).expect("the filter above can be read"));

impl PersonFilter {
    /// The same without those of whom only programs were seen: no human has done anything, and nothing is known by
    /// which to reach one.
    #[must_use]
    pub fn of_seen(&self) -> Self {
        let but = Self {
            text: format!("not ({UNSEEN})"),
            expr: beside(),
            ..Self::all()
        };
        self.and(&but)
    }

    /// The same with those of whom only programs were seen, where they are left out at the top level.
    pub fn with_unseen(&self) -> Option<Self> {
        let Expr::All(parts) = &self.expr else {
            return None;
        };
        let left_out = beside();
        let rest: Vec<_> = parts
            .iter()
            .filter(|part| **part != left_out)
            .cloned()
            .collect();
        (rest.len() < parts.len()).then(|| Self {
            expr: Expr::All(rest),
            ..self.clone()
        })
    }
}

/// What leaves them out.
fn beside() -> Expr<PersonCondition> {
    Expr::Not(Box::new(FILTER.expr.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_left_out_can_be_taken_in_again() {
        let asked = PersonFilter::parse("not kind = customer and disqualified is unknown");
        let asked = asked.expect("a filter");
        let seen = asked.of_seen();
        assert_eq!(
            seen.with_unseen().map(|all| all.expr),
            Some(asked.expr.clone())
        );
        assert_eq!(asked.with_unseen(), None);
        let again = PersonFilter::parse(seen.text()).expect("its text can be read");
        assert!(again.text().contains("last_touch is unknown"));
        // With more asked for, too, and whether it is asked for first or last.
        let more = PersonFilter::parse("fit > 3").expect("a filter");
        assert!(more.and(&seen).with_unseen().is_some());
    }
}
