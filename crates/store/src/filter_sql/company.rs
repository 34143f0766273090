//! Conditions on a person's company and on the signals that a person has had.

use ripen_domain::filter::{PersonField, Test};

use super::person::keys_passing;
use super::test::{code_in, text_column};
use super::{Compiler, FALSE, TRUE};
use crate::engine::Value;

impl Compiler<'_> {
    /// A test of what the people of the company come to. All companies are looked at once a
    /// statement, not once a person: a company may have as many people as it likes.
    pub(super) fn company(&mut self, field: &PersonField, test: &Test) -> String {
        let having = match test {
            Test::Known(true) => return "p.company_key IS NOT NULL".to_owned(),
            Test::Known(false) => return "p.company_key IS NULL".to_owned(),
            test => match field {
                PersonField::CompanyPeople => {
                    self.ordered("CAST(count(*) AS DOUBLE PRECISION)", test)
                }
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
            },
        };
        format!(
            "(p.company_key IS NOT NULL AND p.company_key IN (SELECT c.company_key FROM {} \
             WHERE c.company_key IS NOT NULL AND c.merged_into IS NULL GROUP BY c.company_key HAVING {having}))",
            self.context.scores.people("c")
        )
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

    /// Whether the person has had a signal of which this holds.
    fn signal_with(&mut self, condition: &str) -> String {
        let until = self.param(Value::Int(self.context.now.as_micros()));
        format!(
            "EXISTS (SELECT 1 FROM person_signal s WHERE s.person_id = p.person_id AND s.at <= {until} AND {condition})"
        )
    }
}
