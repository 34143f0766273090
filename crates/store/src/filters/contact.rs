//! Addresses and numbers: a person can have several, and each finds them.

use ripen_domain::filter::{Op, Test, Value as Literal};
use ripen_domain::identity::{IdentifierKind, normalize};

use super::test::text_column;
use super::{Compiler, FALSE, Reach};
use crate::engine::Value;

/// Where the contact points of people are: those that they hold, and those that they gave and somebody
/// else holds.
const TABLES: [&str; 2] = ["identifier", "contact_share"];

impl Compiler<'_> {
    /// A test of the addresses or the numbers of a person; `shown` is the column of the displayed one.
    pub(super) fn contact(&mut self, kind: IdentifierKind, shown: &str, test: &Test) -> String {
        if let Test::Known(known) = test {
            let not = if *known { "NOT " } else { "" };
            return format!("{shown} IS {not}NULL");
        }
        match test.opposite() {
            Some(positive) => {
                let any = self.any_contact(kind, shown, &positive);
                format!("({shown} IS NOT NULL AND NOT ({any}))")
            }
            None => self.any_contact(kind, shown, test),
        }
    }

    fn any_contact(&mut self, kind: IdentifierKind, shown: &str, test: &Test) -> String {
        if let Some(forms) = sought(kind, test) {
            return match forms.is_empty() {
                true => FALSE.to_owned(),
                false => format!("p.person_id IN ({})", holders(kind, &forms, self.params)),
            };
        }
        let displayed = self.text(&text_column(shown), test);
        // Where everybody is asked, all contact points are gone through once, instead of each person's own.
        let (asked, own) = match self.context.reach {
            Reach::Scan => ("p.person_id IN (SELECT c.person_id", ""),
            _ => ("EXISTS (SELECT 1", "c.person_id = p.person_id AND "),
        };
        let others = TABLES.map(|table| {
            let passes = self.text(&text_column("c.value"), test);
            format!(
                "{asked} FROM {table} c WHERE {own}c.kind = {} AND {passes})",
                kind.code()
            )
        });
        format!(
            "(({shown} IS NOT NULL AND {displayed}) OR {})",
            others.join(" OR ")
        )
    }
}

/// The stored forms of the addresses or numbers that a test asks for one by one.
pub(super) fn sought(kind: IdentifierKind, test: &Test) -> Option<Vec<String>> {
    let values = match test {
        Test::Compare(Op::Eq, value @ Literal::Text(_)) => std::slice::from_ref(value),
        Test::OneOf {
            values,
            negated: false,
        } => values,
        _ => return None,
    };
    let forms = values.iter().flat_map(|value| match value {
        Literal::Text(text) if !text.folded().is_empty() => normalize::forms(kind, text.folded()),
        _ => Vec::new(),
    });
    Some(forms.collect())
}

/// A query for the numbers of the people who have one of these; the primary keys answer it.
pub(super) fn holders(kind: IdentifierKind, forms: &[String], params: &mut Vec<Value>) -> String {
    let places: Vec<String> = forms
        .iter()
        .map(|form| {
            params.push(Value::Text(form.clone()));
            format!("${}", params.len())
        })
        .collect();
    let places = places.join(", ");
    let query = |table| {
        format!(
            "SELECT c.person_id FROM {table} c WHERE c.kind = {} AND c.value IN ({places})",
            kind.code()
        )
    };
    TABLES.map(query).join(" UNION ALL ")
}
