//! What a filter says that an index can answer, for lists of few people.

use ripen_domain::company::name;
use ripen_domain::filter::{
    Condition, Expr, Field, FoldedText, Measure, MeasureCondition, Op, PersonCondition,
    PersonField, PersonFilter, Search, Test, Value as Literal,
};
use ripen_domain::identity::IdentifierKind;
use ripen_domain::scoring::Scorer;
use ripen_domain::text;
use ripen_domain::time::{Span, Timestamp};

use super::company::Named;
use super::contact::{holders, sought};
use crate::engine::{Conn, Param, Result, Value};

/// Something that everybody who passes a filter meets, and that an index finds.
#[derive(Clone, Debug, PartialEq)]
pub enum Narrowing {
    /// Who states one of these names of companies.
    Companies(Vec<NameStated>),
    /// The company is one that these keys tell.
    CompaniesTold(Named),
    /// The fit is at least this.
    FitFrom(f64),
    /// An address or a number is one of these.
    Contacts(IdentifierKind, Vec<String>),
    /// A signal with this key, folded, was given so lately.
    Signal(String, Span),
}

impl Narrowing {
    /// The same with what has to be looked up first: planners cannot know how few companies keys lead to.
    ///
    /// # Errors
    /// Those of the database.
    pub fn looked_up(self, conn: &mut Conn) -> Result<Self> {
        let Self::CompaniesTold(named) = self else {
            return Ok(self);
        };
        let mut params = Vec::new();
        let sql = named.told(&mut params);
        let params: Vec<Param> = params.iter().map(Value::as_param).collect();
        let keys = conn.query(&sql, &params, |row| Ok((row.get(0)?, false)))?;
        Ok(Self::CompaniesTold(Named { keys }))
    }

    /// The condition over `person` as of a moment, and the order that its index gives, which keeps planners from
    /// looking at everybody; its values are appended to `params`.
    pub fn sql(&self, now: Timestamp, params: &mut Vec<Value>) -> String {
        let place = |params: &mut Vec<Value>, value: Value| {
            params.push(value);
            format!("${}", params.len())
        };
        match self {
            Self::Companies(names) => {
                // Somebody who states a name is of the company of that name, or of another that the
                // votes know; whoever they do not count yet goes by the folded name.
                let own = names
                    .iter()
                    .flat_map(|name| [name.key.clone(), name.folded.clone()]);
                let own =
                    own.map(|key| format!("(CAST({} AS TEXT))", place(params, Value::Text(key))));
                let own = own.collect::<Vec<_>>().join(", ");
                let stated = names
                    .iter()
                    .map(|name| Value::Text(format!("={}", name.key)));
                let stated = stated.map(|name| place(params, name));
                let stated = stated.collect::<Vec<_>>().join(", ");
                format!(
                    "company_key IN (SELECT own.column1 FROM (VALUES {own}) AS own UNION ALL \
                     SELECT v.other FROM company_vote v WHERE v.key IN ({stated}))"
                )
            }
            Self::CompaniesTold(Named { keys }) => {
                let keys = keys
                    .iter()
                    .map(|(key, _)| place(params, Value::Text(key.clone())));
                let keys: Vec<String> = keys.collect();
                format!("company_key IN ({})", keys.join(", "))
            }
            Self::Contacts(kind, forms) => {
                format!("person_id IN ({})", holders(*kind, forms, params))
            }
            Self::Signal(key, span) => {
                let after = place(params, Value::Int((now - *span).as_micros()));
                let key = place(params, Value::Text(key.clone()));
                format!(
                    "person_id IN (SELECT s.person_id FROM person_signal s WHERE s.at > {after} AND ripen_fold(s.key) = {key})"
                )
            }
            Self::FitFrom(least) => {
                let least = place(params, Value::Real(*least));
                format!("fit >= {least} ORDER BY fit DESC, person_id DESC")
            }
        }
    }
}

/// What the top level of a filter says that an index can answer.
pub fn narrowings(filter: &PersonFilter, scorer: &Scorer) -> Vec<Narrowing> {
    let of_expr = |expr| of_expr(expr, scorer);
    match filter.expr() {
        Expr::All(parts) => parts.iter().filter_map(of_expr).collect(),
        expr => of_expr(expr).into_iter().collect(),
    }
}

/// The words that everybody who passes a filter is found by.
pub(crate) fn searches(filter: &PersonFilter) -> Vec<&Search> {
    let parts = match filter.expr() {
        Expr::All(parts) => parts.as_slice(),
        expr => std::slice::from_ref(expr),
    };
    let found = parts.iter().filter_map(|part| match part {
        Expr::Is(PersonCondition::Field(Condition {
            field: PersonField::Search,
            test: Test::Compare(Op::Eq, Literal::Search(search)),
        })) => Some(search),
        _ => None,
    });
    found.collect()
}

fn of_expr(expr: &Expr<PersonCondition>, scorer: &Scorer) -> Option<Narrowing> {
    let (field, test) = match expr {
        Expr::Is(PersonCondition::Field(Condition { field, test })) => (field, test),
        Expr::Is(PersonCondition::Measure(measure)) => return of_measure(measure, scorer),
        _ => return None,
    };
    if let Some(kind) = field.contact() {
        let forms = sought(kind, test).filter(|forms| !forms.is_empty());
        return forms.map(|forms| Narrowing::Contacts(kind, forms));
    }
    match (field, test) {
        (PersonField::CompanyName, test) => {
            let (named, negated) = Named::of(test)?;
            let told = !negated && !named.keys.is_empty();
            told.then_some(Narrowing::CompaniesTold(named))
        }
        (PersonField::Company, Test::Compare(Op::Eq, Literal::Text(text))) => {
            Some(Narrowing::Companies(vec![NameStated::new(text)?]))
        }
        (
            PersonField::Company,
            Test::OneOf {
                values,
                negated: false,
            },
        ) => {
            let folded = values.iter().map(|value| match value {
                Literal::Text(text) => NameStated::new(text),
                _ => None,
            });
            folded.collect::<Option<_>>().map(Narrowing::Companies)
        }
        (PersonField::Fit, Test::Compare(Op::Eq | Op::Gt | Op::Ge, Literal::Number(number))) => {
            Some(Narrowing::FitFrom(*number))
        }
        _ => None,
    }
}

/// Signals are looked for by the time of their being given; those of companies are everybody's there.
fn of_measure(condition: &MeasureCondition, scorer: &Scorer) -> Option<Narrowing> {
    let Measure::Signal {
        key,
        window: Some(window),
    } = &condition.measure
    else {
        return None;
    };
    let asks_for_one = match &condition.test {
        Test::Compare(Op::Ge | Op::Eq, Literal::Number(number)) => *number >= 1.0,
        Test::Compare(Op::Gt, Literal::Number(number)) => *number >= 0.0,
        _ => false,
    };
    let mut signals = scorer.model.signals.iter();
    let is_of_company = signals.any(|signal| {
        signal.pattern.of_company().is_some() && text::fold(&signal.key) == key.folded()
    });
    (asks_for_one && !is_of_company).then(|| Narrowing::Signal(key.folded().to_owned(), *window))
}

/// The name of a company, as it is looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct NameStated {
    /// The key of the name.
    key: String,
    /// The name folded, without blanks around it.
    folded: String,
}

impl NameStated {
    /// A name as written; `None` for what tells no company, so that whoever states it goes by other
    /// things.
    fn new(text: &FoldedText) -> Option<Self> {
        Some(Self {
            key: name::key(text.text())?,
            folded: text.folded().trim_matches(' ').to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::model;
    use super::*;

    fn of(filter: &str) -> Vec<Narrowing> {
        let model = model();
        let scorer = Scorer::new(&model, Timestamp::default());
        narrowings(&PersonFilter::parse(filter).expect("a filter"), &scorer)
    }

    #[test]
    fn what_an_index_answers_is_found_at_the_top_level() {
        let companies = |names: &[(&str, &str)]| {
            let stated = names.iter().map(|(key, folded)| NameStated {
                key: (*key).to_owned(),
                folded: (*folded).to_owned(),
            });
            Narrowing::Companies(stated.collect())
        };
        assert_eq!(
            of("company = \"ŠKODA A.S.\""),
            [companies(&[("skoda", "skoda a.s.")])]
        );
        assert_eq!(
            of("fit > 70 and company in (\"A\", \"b\") and stage = mql"),
            [
                Narrowing::FitFrom(70.0),
                companies(&[("a", "a"), ("b", "b")])
            ]
        );
        let told = |keys: &[(&str, bool)]| {
            let keys = keys.iter();
            let keys = keys.map(|(key, is_name)| ((*key).to_owned(), *is_name));
            Narrowing::CompaniesTold(Named {
                keys: keys.collect(),
            })
        };
        assert_eq!(
            of("company.name = \"ŠKODA A.S.\" and kind = lead"),
            [told(&[("skoda", true)])]
        );
        assert_eq!(
            of("company.name in (\"#G-1\", \"a.example\", \"=skoda\")"),
            [told(&[
                ("#G-1", false),
                ("a.example", false),
                ("a example", true),
                ("skoda", false)
            ])]
        );
        assert_eq!(of("fit = -3"), [Narrowing::FitFrom(-3.0)]);
        let contacts = |kind, values: &[&str]| {
            Narrowing::Contacts(kind, values.iter().map(|&value| value.to_owned()).collect())
        };
        assert_eq!(
            of("email = \"A@B.example\""),
            [contacts(IdentifierKind::Email, &["a@b.example"])]
        );
        assert_eq!(
            of("phone in (\"+420 601 123 456\") and fit > 3"),
            [
                contacts(IdentifierKind::Phone, &["+420601123456"]),
                Narrowing::FitFrom(3.0)
            ]
        );
        let signal = |days| Narrowing::Signal("asked_price".to_owned(), Span::days(days));
        assert_eq!(of("signal(asked_price, 7d)"), [signal(7)]);
        assert_eq!(
            of("signal(\"Asked_Price\", 3d) >= 2 and kind = lead"),
            [signal(3)]
        );
    }

    #[test]
    fn what_says_nothing_about_everybody_who_passes_is_left_alone() {
        for filter in [
            "",
            "fit < 10",
            "fit != 10",
            "company != \"A\"",
            "company ~ \"A*\"",
            "company not in (\"A\")",
            "not company = \"A\"",
            "company = \"A\" or fit >= 10",
            "company.name != \"A\"",
            "company.name not in (\"A\")",
            "company.name is known",
            "title = \"A\"",
            "company = \" \"",
            "email != \"a@b.example\"",
            "email ~ \"a@*\"",
            "email = \"nobody\"",
            "company = \"n/a\"",
            "signal(asked_price)",
            "signal(asked_price, 7d) < 1",
            "signal(asked_price, 7d) >= 0",
            "not signal(asked_price, 7d)",
        ] {
            assert_eq!(of(filter), [], "{filter}");
        }
    }
}
