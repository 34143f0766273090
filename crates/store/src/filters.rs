//! The filter language in SQL: one text that both engines understand.
//!
//! The result is never NULL. Every condition on a column that may be NULL asks for `IS NOT NULL`
//! first, so a comparison with a missing value is false and `NOT` makes it true, as in memory.
//!
//! Three things must hold of the connection: the functions `ripen_fold(text)`, `ripen_words(text)`,
//! `ripen_has_words(folded, phrase)`, `ripen_property(packed, name)` and `ripen_number(text)` give what
//! `ripen_domain::text` and `ripen_domain::interaction::properties` give, `LIKE` tells upper from lower case, and `$1`
//! placeholders are numbered in the order in which they first appear.

mod bound;
mod company;
mod contact;
mod interaction;
mod measure;
mod narrow;
mod person;
mod plain;
mod search;
mod test;
#[cfg(test)]
mod tests;
pub mod values;

use ripen_domain::filter::{Expr, PersonField, PersonFilter, Test};
use ripen_domain::identity::normalize;
use ripen_domain::time::Timestamp;

pub use bound::least_engagement;
pub(crate) use narrow::searches;
pub use narrow::{Narrowing, narrowings};
pub(crate) use plain::{asks_companies, asks_standing, is_plain};
pub(crate) use search::perhaps;

use crate::engine::Value;
use crate::scoring::Scores;

/// What a filter needs to know besides its text.
#[derive(Clone, Copy)]
pub struct FilterContext<'a> {
    /// How scores, stages and lists follow from the columns of a person, and which columns.
    scores: Scores<'a>,
    /// The moment at which the filter is asked.
    now: Timestamp,
    reach: Reach,
    /// What is asked of companies and was answered ahead of the statement.
    answered: &'a [CompanyTest<'a>],
}

/// What is asked of the people of companies.
type CompanyTest<'a> = (&'a PersonField, &'a Test);

/// Of whom a statement asks the filter: what stands beside people in the database is looked at in the way that
/// costs least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// People one after the other, as many as it takes.
    Walk,
    /// The people of [`PAGE`] alone.
    Page,
    /// Everybody.
    Scan,
}

/// What queries call rows cut to a page.
pub(crate) const PAGE: &str = "page";

impl<'a> FilterContext<'a> {
    /// Filters are asked about `now`, with the scores, stages and lists of a model.
    pub fn new(scores: Scores<'a>, now: Timestamp) -> Self {
        Self {
            scores,
            now,
            reach: Reach::Walk,
            answered: &[],
        }
    }

    /// The same, for a statement that asks these.
    pub(crate) fn of(self, reach: Reach) -> Self {
        Self { reach, ..self }
    }

    /// The same, for a statement with the answers of [`ahead`] before it.
    pub(crate) fn with(self, answered: &'a [CompanyTest<'a>]) -> Self {
        Self { answered, ..self }
    }
}

/// Appends the values of the filter to `params` and returns a boolean SQL expression over
/// `p`, the people with the scores of the model, that refers to them as `$n`, going on from the parameters that are there already.
/// It can stand beside `AND` without parentheses.
pub fn compile(filter: &PersonFilter, context: &FilterContext, params: &mut Vec<Value>) -> String {
    Compiler {
        context: *context,
        params,
        engagement: None,
    }
    .person(filter.expr())
}

/// As [`compile`], of the velocity of a person.
pub(crate) fn velocity(context: &FilterContext, params: &mut Vec<Value>) -> String {
    let mut compiler = Compiler {
        context: *context,
        params,
        engagement: None,
    };
    compiler.velocity()
}

/// What stands before a statement that asks a filter several times, so that companies are looked at once, and
/// what is answered by it; as [`compile`], which comes after it.
pub(crate) fn ahead<'f>(
    filter: &'f PersonFilter,
    context: &FilterContext,
    params: &mut Vec<Value>,
) -> (String, Vec<CompanyTest<'f>>) {
    let mut compiler = Compiler {
        context: *context,
        params,
        engagement: None,
    };
    let mut answered: Vec<CompanyTest> = Vec::new();
    let mut answers = Vec::new();
    for asked in plain::company_tests(filter) {
        if !answered.contains(&asked) {
            let answer = compiler.companies_passing(asked.0, asked.1);
            answers.push(format!(
                "{} AS MATERIALIZED ({answer})",
                answer_name(answered.len())
            ));
            answered.push(asked);
        }
    }
    match answers.is_empty() {
        true => (String::new(), answered),
        false => (format!("WITH {}", answers.join(", ")), answered),
    }
}

/// What the keys of companies that pass a test are called, by its place among those that were answered.
fn answer_name(nth: usize) -> String {
    format!("companies{nth}")
}

/// The value of `person.mailbox` for a mail domain: 0 an organisation's own, 1 free, 2 disposable.
/// Kept with the person, since looking a domain and those above it up in the built-in lists is no
/// matter for SQL.
pub fn mailbox_code(domain: &str) -> i64 {
    match () {
        () if normalize::is_disposable(domain) => 2,
        () if normalize::is_free(domain) => 1,
        () => 0,
    }
}

const TRUE: &str = "1 = 1";
const FALSE: &str = "1 = 0";

/// Text is built in reading order, so placeholders are numbered as they first appear.
struct Compiler<'a> {
    context: FilterContext<'a>,
    params: &'a mut Vec<Value>,
    /// Placeholders of the factors that make engagement of the three sums.
    engagement: Option<[String; 3]>,
}

impl Compiler<'_> {
    /// The placeholder of a new parameter.
    fn param(&mut self, value: Value) -> String {
        self.params.push(value);
        format!("${}", self.params.len())
    }

    fn text_param(&mut self, text: impl Into<String>) -> String {
        self.param(Value::Text(text.into()))
    }

    /// A list of placeholders in parentheses.
    fn text_params<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> String {
        let placeholders: Vec<String> = texts
            .into_iter()
            .map(|text| self.text_param(text))
            .collect();
        format!("({})", placeholders.join(", "))
    }

    /// Engagement now of the person that `alias` stands for.
    fn engagement(&mut self, alias: &str) -> String {
        let [fast, normal, slow] = self.engagement_factors();
        format!("({alias}.fast * {fast} + {alias}.normal * {normal} + {alias}.slow * {slow})")
    }

    /// Its factors are passed once, however often it is asked for.
    fn engagement_factors(&mut self) -> [String; 3] {
        if let Some(known) = &self.engagement {
            return known.clone();
        }
        let factors = self
            .context
            .scores
            .scorer
            .decays
            .factors(self.context.now)
            .map(|factor| self.param(Value::Real(factor)));
        self.engagement.insert(factors).clone()
    }

    /// A tree of conditions, each of which is compiled by `condition`.
    fn expr<C>(&mut self, expr: &Expr<C>, condition: fn(&mut Self, &C) -> String) -> String {
        match expr {
            Expr::All(parts) => {
                let parts = parts
                    .iter()
                    .map(|part| self.expr(part, condition))
                    .collect();
                joined(parts, " AND ", TRUE)
            }
            Expr::Any(parts) => {
                let parts = parts
                    .iter()
                    .map(|part| self.expr(part, condition))
                    .collect();
                joined(parts, " OR ", FALSE)
            }
            Expr::Not(part) => format!("NOT ({})", self.expr(part, condition)),
            Expr::Is(one) => condition(self, one),
        }
    }
}

/// Joins conditions as a balanced tree: SQLite limits the depth of an expression to 1,000, and a
/// plain chain is as deep as it is long.
fn joined(mut parts: Vec<String>, operator: &str, none: &str) -> String {
    match parts.len() {
        0 => none.to_owned(),
        1 => parts.remove(0),
        several => {
            let right = parts.split_off(several / 2);
            let [left, right] = [parts, right].map(|half| joined(half, operator, none));
            format!("({left}{operator}{right})")
        }
    }
}
