//! Words that people are found by.

use ripen_domain::filter::{Digits, Op, Search, Sought, Test, Value as Literal};
use ripen_domain::identity::normalize::{TWO_DIGITS, forms};

use super::contact::holders;
use super::{Compiler, FALSE, TRUE, joined};
use crate::engine::Value;

impl Compiler<'_> {
    /// A test of what a person is found by.
    pub(super) fn search(&mut self, test: &Test) -> String {
        self.nullable("p.search", test, |compiler, test| {
            let (values, negated) = match test {
                Test::Compare(op, value) => (std::slice::from_ref(value), *op == Op::Ne),
                Test::OneOf { values, negated } => (values.as_slice(), *negated),
                _ => return FALSE.to_owned(),
            };
            let searches = values.iter().filter_map(|value| match value {
                Literal::Search(search) => Some(search),
                _ => None,
            });
            let found = searches.map(|search| compiler.finds(search)).collect();
            let found = joined(found, " OR ", FALSE);
            if negated {
                format!("NOT ({found})")
            } else {
                found
            }
        })
    }

    /// As `Search::finds`, of somebody of whom something is known.
    fn finds(&mut self, search: &Search) -> String {
        let words = search.words().iter();
        let words = words.map(|word| self.has(word)).collect();
        joined(words, " AND ", TRUE)
    }

    fn has(&mut self, word: &Sought) -> String {
        // Whether words begin where they should takes its time on PostgreSQL: it is asked of texts that have them
        // somewhere, and not at their beginning or after a space. They have no letters that mean something in a
        // pattern.
        let maybe = self.text_param(format!("%{}%", word.longest()));
        let first = self.text_param(format!("{}%", word.phrase().trim_start()));
        let later = self.text_param(format!("%{}%", word.phrase()));
        let phrase = self.text_param(word.phrase().to_owned());
        let mut found = vec![format!(
            "(p.search LIKE {maybe} AND (p.search LIKE {first} OR p.search LIKE {later} OR ripen_has_words(p.search, {phrase})))"
        )];
        if let Some(digits) = word.digits() {
            found.push(format!(
                "(p.phone IS NOT NULL AND p.phone LIKE '+%' AND {})",
                self.number(digits)
            ));
        }
        if let Some((kind, sought)) = word.contact() {
            let holders = holders(kind, &forms(kind, sought), self.params);
            found.push(format!("p.person_id IN ({holders})"));
        }
        joined(found, " OR ", FALSE)
    }

    /// Whether the number that is shown begins or ends so.
    fn number(&mut self, digits: &Digits) -> String {
        let mut found = Vec::new();
        if let Some(begin) = digits.begin() {
            let begins = self.text_param(format!("+{begin}%"));
            found.push(format!("p.phone LIKE {begins}"));
        }
        if let Some(end) = digits.end() {
            let ends = self.text_param(format!("%{end}"));
            found.push(format!("p.phone LIKE {ends}"));
        }
        if let Some(national) = digits.national() {
            let codes: Vec<String> = TWO_DIGITS.iter().map(|code| format!("'{code}'")).collect();
            let begins = self.text_param(format!("{national}%"));
            found.push(format!(
                "substr(p.phone, CASE WHEN substr(p.phone, 2, 1) IN ('1', '7') \
                 THEN 3 WHEN substr(p.phone, 2, 2) IN ({}) THEN 4 ELSE 5 END) LIKE {begins}",
                codes.join(", ")
            ));
        }
        joined(found, " OR ", FALSE)
    }
}

/// A query for the numbers of the people among whom is everybody who has a word: by what is kept of their words, and
/// by the address or number that the word is.
pub(crate) fn perhaps(word: &Sought, params: &mut Vec<Value>) -> String {
    let place = |params: &mut Vec<Value>, text: String| {
        params.push(Value::Text(text));
        params.len()
    };
    let mut queries: Vec<String> = word
        .beginnings()
        .into_iter()
        .map(|beginning| {
            let from = place(params, beginning.clone());
            // After whatever begins so, by bytes.
            let end = place(params, format!("{beginning}{}", char::MAX));
            format!(
                "SELECT w.person_id FROM person_word w WHERE w.word >= ${from} AND w.word < ${end}"
            )
        })
        .collect();
    if let Some((kind, sought)) = word.contact() {
        queries.push(holders(kind, &forms(kind, sought), params));
    }
    queries.join(" UNION ALL ")
}
