//! Conditions on a person's company and on the signals that a person has had.

use ripen_domain::company::{is_marked, is_name, written_keys};
use ripen_domain::filter::{Op, PersonField, Test, Value as Literal};
use ripen_domain::text;
use ripen_domain::time::Span;

use super::person::keys_passing;
use super::test::{code_in, text_column};
use super::{Compiler, FALSE, PAGE, Reach, TRUE, answer_name};
use crate::engine::Value;

/// What a test says of which company it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The keys that are written, and whether each is a name, which several companies may be called by.
    pub(super) keys: Vec<(String, bool)>,
}

impl Named {
    /// What a test names, and whether it asks for others.
    pub(super) fn of(test: &Test) -> Option<(Self, bool)> {
        let (values, negated) = match test {
            Test::Compare(op @ (Op::Eq | Op::Ne), value) => {
                (std::slice::from_ref(value), *op == Op::Ne)
            }
            Test::OneOf { values, negated } => (values.as_slice(), *negated),
            _ => return None,
        };
        let texts = values.iter().filter_map(|value| match value {
            Literal::Text(text) => Some(text.text()),
            _ => None,
        });
        let keys = texts.flat_map(|text| {
            let keys = written_keys(text).into_iter();
            keys.map(move |key| (key.clone(), is_name(&key) && !is_marked(text)))
        });
        let keys = keys.collect();
        Some((Self { keys }, negated))
    }

    /// A query for the keys of the companies that are named: those that are written, what they lead to as
    /// `Keys` of the projection goes, by hand first, then by what most state; companies that only their ids tell
    /// and that most of their people call so; and those of the people who state the name, where another was
    /// chosen. Whoever still has a key on the way is about to get the last.
    pub(super) fn told(&self, params: &mut Vec<Value>) -> String {
        let places = self.keys.iter().map(|(key, is_name)| {
            params.push(Value::Text(key.clone()));
            let place = params.len();
            format!("(CAST(${place} AS TEXT), {})", i64::from(*is_name))
        });
        let places: Vec<String> = places.collect();
        format!(
            "WITH RECURSIVE asked(key, is_name) AS (VALUES {}), way(key) AS (SELECT asked.key FROM asked UNION {} UNION {} UNION \
             SELECT coalesce(\
             (SELECT a.means FROM company_alias a WHERE a.key = way.key AND a.undone_at IS NULL ORDER BY a.id DESC LIMIT 1), \
             (SELECT m.means FROM company_meaning m WHERE m.key = way.key)) FROM way WHERE way.key IS NOT NULL) \
             SELECT way.key FROM way WHERE way.key IS NOT NULL",
            places.join(", "),
            called_so(),
            stated_so()
        )
    }
}

/// A query for the ids that are called by a name that is asked for as often as by any other, as
/// `Tally::standing` counts: only one of the ids of a name means it.
fn called_so() -> String {
    let rank = |votes: &str| {
        format!(
            "CASE WHEN {votes}.firm > 0 THEN {votes}.firm + 1099511627776 ELSE {votes}.people END"
        )
    };
    format!(
        "SELECT v.other FROM asked CROSS JOIN company_vote v \
         WHERE v.key = asked.key AND asked.is_name = 1 AND v.other LIKE '#%' AND v.people > 0 \
         AND NOT EXISTS (SELECT 1 FROM company_vote b WHERE b.key = v.other AND b.other <> '' \
         AND b.other NOT LIKE '#%' AND b.other NOT LIKE '%.%' AND {} > {}) \
         AND (v.firm > 0 OR NOT EXISTS (SELECT 1 FROM company_vote s WHERE s.key = v.other AND s.other = '' AND s.firm > 0))",
        rank("b"),
        rank("v")
    )
}

/// A query for the companies of the people who state a name that is asked for, though they are called otherwise:
/// most of whom the business says so, or half of all where one name is the other with further words. What is
/// claimed counts only of names of which the business says nothing.
fn stated_so() -> String {
    let is_part = |small: &str, large: &str| {
        format!(
            "' ' || replace({large}, ' ', '  ') || ' ' LIKE '% ' || replace({small}, ' ', ' % ') || ' %'"
        )
    };
    format!(
        "SELECT v.other FROM asked CROSS JOIN company_vote v CROSS JOIN company_vote s \
         WHERE v.key = '=' || asked.key AND s.key = asked.key AND s.other = '' AND asked.is_name = 1 \
         AND (v.firm > 0 AND v.firm * 2 > s.firm OR \
         CASE WHEN s.firm > 0 THEN v.firm * 2 >= s.firm ELSE v.people * 2 >= s.people END AND ({} OR {}))",
        is_part("asked.key", "v.other"),
        is_part("v.other", "asked.key")
    )
}

impl Compiler<'_> {
    /// A test of which company it is. What the texts tell is looked up once a statement.
    pub(super) fn company_name(&mut self, test: &Test) -> String {
        self.nullable("p.company_key", test, |compiler, test| {
            match Named::of(test) {
                Some((named, negated)) if !named.keys.is_empty() => {
                    let not = if negated { "NOT " } else { "" };
                    format!("p.company_key {not}IN ({})", named.told(compiler.params))
                }
                _ => FALSE.to_owned(),
            }
        })
    }

    /// A test of what the people of the company come to. Companies are looked at once a statement, not
    /// once a person: a company may have as many people as it likes.
    pub(super) fn company(&mut self, field: &PersonField, test: &Test) -> String {
        if let Test::Known(known) = test {
            let not = if *known { "NOT " } else { "" };
            return format!("p.company_key IS {not}NULL");
        }
        let mut answered = self.context.answered.iter();
        let passing = match answered.position(|asked| *asked == (field, test)) {
            Some(nth) => format!("SELECT a.company_key FROM {} a", answer_name(nth)),
            None => self.companies_passing(field, test),
        };
        // Planners take the companies for few, and would go from each to its people by an index.
        format!("coalesce(p.company_key, '') IN ({passing})")
    }

    /// A query for the keys of the companies whose people pass a test.
    pub(super) fn companies_passing(&mut self, field: &PersonField, test: &Test) -> String {
        let having = match field {
            PersonField::CompanyPeople => self.ordered("CAST(count(*) AS DOUBLE PRECISION)", test),
            PersonField::CompanyFit => self.ordered("avg(c.fit)", test),
            PersonField::CompanyEngagement => {
                let engagement = self.engagement("c");
                self.ordered(&format!("sum({engagement})"), test)
            }
            _ => {
                let stages = self.context.scores.scorer.model.stages.iter();
                let stages = keys_passing(&self.context, test, stages.map(|stage| &stage.key));
                code_in("max(c.stage)", stages)
            }
        };
        let of = self.companies(field);
        format!("SELECT c.company_key {of} GROUP BY c.company_key HAVING {having}")
    }

    /// `FROM` and `WHERE` of the people whose companies a statement asks about.
    fn companies(&self, field: &PersonField) -> String {
        // Whoever is part of somebody else has no company, so that an index alone tells how many there are.
        let (people, own) = match field {
            PersonField::CompanyPeople => ("person c".to_owned(), ""),
            _ => {
                let people = self.context.scores.people("c");
                (people, " AND coalesce(c.merged_into, 0) = 0")
            }
        };
        let known = match (self.context.reach, field) {
            (Reach::Page, _) => format!(
                "c.company_key IN (SELECT s.company_key FROM {PAGE} s WHERE s.company_key IS NOT NULL)"
            ),
            (_, PersonField::CompanyPeople) => "c.company_key IS NOT NULL".to_owned(),
            // In the order of the table: an index would lead to each row by itself.
            _ => "coalesce(c.company_key, '') <> ''".to_owned(),
        };
        format!("FROM {people} WHERE {known}{own}")
    }

    /// A test of the keys of the signals: passed when one of them passes, or, where it is negated,
    /// when there are signals and none passes what is negated.
    pub(super) fn signal(&mut self, test: &Test) -> String {
        if let Some(positive) = test.opposite() {
            let (any, passing) = (self.signal_with(TRUE), self.signal(&positive));
            return format!("({any} AND NOT {passing})");
        }
        match test {
            Test::Known(true) => self.signal_with(TRUE),
            Test::Known(false) => format!("NOT {}", self.signal_with(TRUE)),
            Test::Has { phrases, all: true } => {
                let each = phrases.iter().map(|phrase| {
                    let one = Test::Has {
                        phrases: vec![phrase.clone()],
                        all: false,
                    };
                    self.signal(&one)
                });
                let each: Vec<String> = each.collect();
                super::joined(each, " AND ", TRUE)
            }
            test => {
                let passes = self.text(&text_column("s.key"), test);
                match passes.as_str() {
                    FALSE => passes,
                    _ => self.signal_with(&passes),
                }
            }
        }
    }

    /// Whether the person, or the company, has had a signal of which this holds.
    fn signal_with(&mut self, condition: &str) -> String {
        let until = self.param(Value::Int(self.context.now.as_micros()));
        let own = format!(
            "EXISTS (SELECT 1 FROM person_signal s WHERE s.person_id = p.person_id AND s.at <= {until} AND {condition})"
        );
        let mut signals = self.context.scores.scorer.model.signals.iter();
        if !signals.any(|signal| signal.pattern.of_company().is_some()) {
            return own;
        }
        format!(
            "({own} OR (p.company_key IS NOT NULL AND p.company_key IN \
             (SELECT s.company_key FROM company_signal s WHERE s.at <= {until} AND {condition})))"
        )
    }

    /// Keys of the signals of companies that are meant by a key in folded form.
    pub(super) fn company_signals(&self, folded: &str) -> Vec<String> {
        let signals = self.context.scores.scorer.model.signals.iter();
        let of_company = signals.filter(|signal| signal.pattern.of_company().is_some());
        let keys = of_company.map(|signal| &signal.key);
        keys.filter(|key| text::fold(key) == folded)
            .cloned()
            .collect()
    }

    /// A test of how often the company gave a signal. Whether it did is looked up once a statement:
    /// few companies have a surge, whatever the number of their people.
    pub(super) fn company_signal_count(
        &mut self,
        keys: &[String],
        window: Option<Span>,
        test: &Test,
    ) -> String {
        if let Test::Known(known) = test {
            return if *known { TRUE } else { FALSE }.to_owned();
        }
        let now = self.context.now;
        let keys = self.text_params(keys.iter().map(String::as_str));
        let mut given = format!("FROM company_signal s WHERE s.key IN {keys}");
        if let Some(window) = window {
            let after = self.param(Value::Int((now - window).as_micros()));
            given += &format!(" AND s.at > {after}");
        }
        let until = self.param(Value::Int(now.as_micros()));
        given += &format!(" AND s.at <= {until}");
        match test {
            Test::Compare(Op::Ge, Literal::Number(least)) if *least == 1.0 => format!(
                "(p.company_key IS NOT NULL AND p.company_key IN (SELECT s.company_key {given}))"
            ),
            test => {
                let count = format!(
                    "CAST((SELECT count(*) {given} AND s.company_key = p.company_key) AS DOUBLE PRECISION)"
                );
                self.ordered(&count, test)
            }
        }
    }
}
