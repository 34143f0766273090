//! Conditions on a person.

use ripen_domain::filter::{
    Condition, Expr, Field, PersonCondition, PersonField, Test, Value as Literal, ValueType,
};
use ripen_domain::identity::IdentifierKind;
use ripen_domain::person::{PersonKind, Temperature};
use ripen_domain::scoring::Rect;

use super::test::{code_in, codes, text_column};
use super::{Compiler, FALSE, FilterContext, TRUE, joined};
use crate::engine::Value;

impl Compiler<'_> {
    pub(super) fn person(&mut self, expr: &Expr<PersonCondition>) -> String {
        self.expr(expr, |compiler, condition| match condition {
            PersonCondition::Field(Condition { field, test }) => compiler.person_field(field, test),
            PersonCondition::Measure(measure) => compiler.measure(measure),
        })
    }

    fn person_field(&mut self, field: &PersonField, test: &Test) -> String {
        match field {
            PersonField::Profile(name) => self.custom_field(name, test),
            PersonField::Stage => self.stage(test),
            PersonField::Index => self.index(test),
            PersonField::Temperature => self.temperature(test),
            PersonField::EmailDomain => self.email_domain(test),
            PersonField::Kind => {
                let kinds = codes(test, PersonKind::ALL, |value| match value {
                    Literal::Kind(kind) => Some(*kind),
                    _ => None,
                });
                code_in("p.kind", kinds.into_iter().map(PersonKind::code))
            }
            PersonField::Source => self.touch("p.first_touch_id", "source", test),
            PersonField::Medium => self.touch("p.first_touch_id", "medium", test),
            PersonField::Campaign => self.touch("p.first_touch_id", "campaign", test),
            PersonField::Fit => self.always_known("p.fit", test),
            PersonField::Created => self.always_known("p.created_at", test),
            PersonField::Engagement => self.computed(|compiler| compiler.engagement("p"), test),
            PersonField::Velocity => self.computed(Self::velocity, test),
            PersonField::LeadOpened => self.column("p.lead_at", ValueType::Date, test),
            PersonField::CustomerSince => self.column("p.customer_at", ValueType::Date, test),
            PersonField::CompanyName => self.company_name(test),
            PersonField::CompanyPeople
            | PersonField::CompanyEngagement
            | PersonField::CompanyFit
            | PersonField::CompanyStage => self.company(field, test),
            PersonField::Owner => self.owner(test),
            PersonField::Signal => self.signal(test),
            PersonField::Search => self.search(test),
            PersonField::Email => self.contact(IdentifierKind::Email, "p.email", test),
            PersonField::Phone => self.contact(IdentifierKind::Phone, "p.phone", test),
            column => {
                let sql = format!("p.{}", column_name(column));
                self.column(&sql, column.value_type(), test)
            }
        }
    }

    /// A column that may be NULL.
    fn column(&mut self, sql: &str, value_type: ValueType, test: &Test) -> String {
        self.nullable(sql, test, |compiler, test| match value_type {
            ValueType::Number | ValueType::Date => compiler.ordered(sql, test),
            _ => compiler.text(&text_column(sql), test),
        })
    }

    /// The accounts that pass are looked up once a statement; there are few.
    fn owner(&mut self, test: &Test) -> String {
        match test {
            Test::Known(true) => "p.owner_id IS NOT NULL".to_owned(),
            Test::Known(false) => "p.owner_id IS NULL".to_owned(),
            test => {
                let passes = self.text(&text_column("u.email"), test);
                format!(
                    "(p.owner_id IS NOT NULL AND p.owner_id IN (SELECT u.id FROM app_user u WHERE {passes}))"
                )
            }
        }
    }

    /// The built-in lists of mail domains are answered by a column that was filled from them; a
    /// list of the same name in the model comes first.
    fn email_domain(&mut self, test: &Test) -> String {
        match test {
            Test::InList { list, negated }
                if !self.context.scores.scorer.model.lists.contains_key(list) =>
            {
                let codes = match (list.as_str(), negated) {
                    ("free", false) => "IN (1, 2)",
                    ("free", true) => "= 0",
                    ("disposable", false) => "= 2",
                    ("disposable", true) => "IN (0, 1)",
                    (_, false) => return FALSE.to_owned(),
                    (_, true) => return "p.email_domain IS NOT NULL".to_owned(),
                };
                format!("(p.mailbox IS NOT NULL AND p.mailbox {codes})")
            }
            test => self.nullable("p.email_domain", test, |compiler, test| {
                compiler.text(&text_column("p.email_domain"), test)
            }),
        }
    }

    /// A number or date in a column that is never NULL.
    fn always_known(&mut self, sql: &str, test: &Test) -> String {
        match test {
            Test::Known(true) => TRUE.to_owned(),
            Test::Known(false) => FALSE.to_owned(),
            test => self.ordered(sql, test),
        }
    }

    /// A number that is never NULL.
    pub(super) fn computed(
        &mut self,
        score: impl FnOnce(&mut Self) -> String,
        test: &Test,
    ) -> String {
        match test {
            Test::Known(known) => if *known { TRUE } else { FALSE }.to_owned(),
            test => {
                let sql = score(self);
                self.ordered(&sql, test)
            }
        }
    }

    pub(super) fn velocity(&mut self) -> String {
        let [recent, baseline] = self
            .context
            .scores
            .scorer
            .decays
            .velocity_factors(self.context.now)
            .map(|factor| self.param(Value::Real(factor)));
        format!("(p.recent * {recent} - p.baseline * {baseline})")
    }

    fn custom_field(&mut self, name: &str, test: &Test) -> String {
        let field = self.text_param(name);
        let rest = match test {
            Test::Known(_) => TRUE.to_owned(),
            test if test.compares_numbers() => {
                format!(
                    "f.number IS NOT NULL AND {}",
                    self.ordered("f.number", test)
                )
            }
            test => self.text(&text_column("f.text"), test),
        };
        let exists = format!(
            "EXISTS (SELECT 1 FROM person_field f WHERE f.person_id = p.person_id AND f.field = {field} AND {rest})"
        );
        if *test == Test::Known(false) {
            format!("NOT {exists}")
        } else {
            exists
        }
    }

    /// Keys are few and known here, so the test is done here and only codes reach the database.
    fn stage(&mut self, test: &Test) -> String {
        let stages = keys_passing(
            &self.context,
            test,
            self.context
                .scores
                .scorer
                .model
                .stages
                .iter()
                .map(|stage| &stage.key),
        );
        code_in("p.stage", stages)
    }

    fn index(&mut self, test: &Test) -> String {
        let areas = &self.context.scores.scorer.model.areas;
        let passing = keys_passing(&self.context, test, areas.iter().map(|area| &area.key));
        if passing.is_empty() || areas.len() < 2 {
            return if passing.is_empty() { FALSE } else { TRUE }.to_owned();
        }
        let mut cases = String::new();
        // The first area covers the whole plane: it is what is left.
        for (code, area) in areas.iter().enumerate().skip(1).rev() {
            cases += &format!(" WHEN {} THEN {code}", self.within(&area.rect));
        }
        code_in(&format!("CASE{cases} ELSE 0 END"), passing)
    }

    fn temperature(&mut self, test: &Test) -> String {
        let accepted = temperatures(test);
        // A parameter must not be passed without a place in the text.
        if accepted.is_empty() || accepted.len() == Temperature::ALL.len() {
            return if accepted.is_empty() { FALSE } else { TRUE }.to_owned();
        }
        let sql = self.temperature_code();
        code_in(&sql, accepted.into_iter().map(Temperature::code))
    }

    /// As `Model::temperature` says it.
    fn temperature_code(&mut self) -> String {
        let model = self.context.scores.scorer.model;
        let [cold, warm, hot] =
            [Temperature::Cold, Temperature::Warm, Temperature::Hot].map(Temperature::code);
        let engagement = self.engagement("p");
        let mut cases = String::new();
        for region in model.regions.iter().rev() {
            let (within, code) = (self.within(&region.rect), region.temperature.code());
            cases += &format!(" WHEN {within} THEN {code}");
        }
        let hot_from = self.param(Value::Real(model.hot_from));
        let warm_from = self.param(Value::Real(model.warm_from));
        let nurture_from = self.param(Value::Real(model.nurture_hot_from));
        let code = format!(
            "CASE{cases} WHEN {engagement} >= {hot_from} THEN {hot} \
             WHEN {engagement} >= {warm_from} THEN {warm} ELSE {cold} END"
        );
        format!(
            "CASE WHEN p.disqualified IS NOT NULL THEN {cold} \
             WHEN p.nurture IS NOT NULL AND {engagement} < {nurture_from} AND {code} = {hot} THEN {warm} \
             ELSE {code} END"
        )
    }

    /// Whether a score lies in a rectangle of the plane.
    fn within(&mut self, rect: &Rect) -> String {
        let engagement = self.engagement("p");
        let bounds = [
            ("p.fit", ">=", rect.fit_from),
            ("p.fit", "<", rect.fit_below),
            (engagement.as_str(), ">=", rect.engagement_from),
            (engagement.as_str(), "<", rect.engagement_below),
        ];
        let finite = bounds.into_iter().filter(|(_, _, bound)| bound.is_finite());
        let bounds = finite
            .map(|(sql, sign, bound)| format!("{sql} {sign} {}", self.param(Value::Real(bound))));
        joined(bounds.collect(), " AND ", TRUE)
    }
}

/// Positions of the keys that pass; an empty key counts as missing.
pub(super) fn keys_passing<'k>(
    context: &FilterContext,
    test: &Test,
    keys: impl Iterator<Item = &'k String>,
) -> Vec<i64> {
    let model = context.scores.scorer.model;
    let passes = |key: &str| match key {
        "" => *test == Test::Known(false),
        key => test.passes_text(key, &|list, value| {
            model.is_listed(list, value).unwrap_or_default()
        }),
    };
    (0..)
        .zip(keys)
        .filter(|(_, key)| passes(key))
        .map(|(code, _)| code)
        .collect()
}

/// The temperatures that pass.
pub(super) fn temperatures(test: &Test) -> Vec<Temperature> {
    codes(test, Temperature::ALL, |value| match value {
        Literal::Temperature(temperature) => Some(*temperature),
        _ => None,
    })
}

/// The column of a field that has one of its own.
fn column_name(field: &PersonField) -> &'static str {
    PersonField::FIXED
        .iter()
        .find(|(_, known)| known == field)
        .map_or("", |(name, _)| name)
}
