//! Measures: what the interactions and signals of a person come to.

use ripen_domain::filter::{
    CountCondition, InteractionField, MAX_SUMMAND, Measure, MeasureCondition, Moment, Op, Test,
    Value as Literal, Window,
};
use ripen_domain::interaction::{Verdict, kind, properties};
use ripen_domain::time::Span;

use super::{Compiler, FALSE, TRUE};
use crate::engine::Value;
use crate::people::timeline::is_no_data;

impl Compiler<'_> {
    pub(super) fn measure(&mut self, condition: &MeasureCondition) -> String {
        let test = &condition.test;
        match &condition.measure {
            Measure::Count(of) => self.how_often(test, |compiler| compiler.found(of)),
            Measure::Signal { key, window } => match self.company_signals(key.folded()) {
                companies if companies.is_empty() => self.how_often(test, |compiler| {
                    compiler.signals(key.folded(), window.as_ref().copied())
                }),
                keys => self.company_signal_count(&keys, window.as_ref().copied(), test),
            },
            Measure::Sum(field, of) => self.computed(|compiler| compiler.sum(field, of), test),
            Measure::First(of) => self.when("min", of, test),
            Measure::Last(of) => self.when("max", of, test),
        }
    }

    /// A test of how many rows there are; `rows` gives their `FROM` and `WHERE`. The usual
    /// questions, whether there is one and whether there is none, are not counted out.
    fn how_often(&mut self, test: &Test, rows: impl FnOnce(&mut Self) -> String) -> String {
        let number = match test {
            Test::Compare(op, Literal::Number(number)) => Some((*op, *number)),
            _ => None,
        };
        match number {
            Some((Op::Ge, 0.0)) => TRUE.to_owned(),
            Some((Op::Lt, 0.0)) => FALSE.to_owned(),
            Some((Op::Ge, 1.0) | (Op::Gt | Op::Ne, 0.0)) => {
                format!("EXISTS (SELECT 1{})", rows(self))
            }
            Some((Op::Lt, 1.0) | (Op::Eq | Op::Le, 0.0)) => {
                format!("NOT EXISTS (SELECT 1{})", rows(self))
            }
            _ => self.computed(
                |compiler| {
                    let rows = rows(compiler);
                    format!("CAST((SELECT count(*){rows}) AS DOUBLE PRECISION)")
                },
                test,
            ),
        }
    }

    fn sum(&mut self, field: &InteractionField, of: &CountCondition) -> String {
        let amount = match field {
            InteractionField::Property(name) => {
                let name = self.text_param(name);
                format!("ripen_number(ripen_property(t.properties, {name}))")
            }
            _ => "t.amount".to_owned(),
        };
        let rows = self.found(of);
        // `abs` of a missing value is missing, and adds nothing.
        format!(
            "(SELECT coalesce(sum(CASE WHEN abs({amount}) <= {MAX_SUMMAND:.1} THEN {amount} END), 0.0){rows})"
        )
    }

    /// A test of the first or last moment, which is missing when there was none.
    fn when(&mut self, which: &str, of: &CountCondition, test: &Test) -> String {
        match test {
            Test::Known(true) => format!("EXISTS (SELECT 1{})", self.found(of)),
            Test::Known(false) => format!("NOT EXISTS (SELECT 1{})", self.found(of)),
            test => {
                let sql = format!("(SELECT {which}(t.at){})", self.found(of));
                format!("coalesce({}, {FALSE})", self.ordered(&sql, test))
            }
        }
    }

    /// `FROM` and `WHERE` of the interactions that are looked at.
    fn found(&mut self, of: &CountCondition) -> String {
        let mut sql = " FROM timeline t WHERE t.person_id = p.person_id".to_owned();
        let now = self.context.now;
        match &of.window {
            None => {}
            Some(Window::Last(span)) => {
                let after = self.param(Value::Int((now - *span).as_micros()));
                sql += &format!(" AND t.at > {after}");
            }
            Some(Window::Before(span, moment)) => {
                let moment = self.moment(moment);
                sql += &format!(" AND t.at < {moment}");
                if let Some(span) = span {
                    sql += &format!(" AND t.at >= {moment} - {}", span.as_micros());
                }
            }
            Some(Window::After(span, moment)) => {
                let moment = self.moment(moment);
                sql += &format!(" AND t.at > {moment}");
                if let Some(span) = span {
                    sql += &format!(" AND t.at <= {moment} + {}", span.as_micros());
                }
            }
        }
        self.matching(sql, &of.interaction)
    }

    /// The moment that a window refers to; NULL when there was none.
    fn moment(&mut self, moment: &Moment) -> String {
        let which = if moment.last { "max" } else { "min" };
        let rows = " FROM timeline t WHERE t.person_id = p.person_id".to_owned();
        format!(
            "(SELECT {which}(t.at){})",
            self.matching(rows, &moment.interaction)
        )
    }

    /// Adds to `sql` what is asked of an interaction, up to now.
    fn matching(
        &mut self,
        mut sql: String,
        interaction: &ripen_domain::filter::InteractionFilter,
    ) -> String {
        let until = self.param(Value::Int(self.context.now.as_micros()));
        sql += &format!(" AND t.at <= {until}");
        sql += &match interaction.kind() {
            Some(kind) => self.kind(kind),
            None => format!(" AND {}", is_no_data("t.kind_id")),
        };
        if !interaction.names_verdict() {
            sql += &format!(" AND t.verdict = {}", Verdict::Human.code());
        }
        sql + " AND " + &self.expr(interaction.expr(), Self::interaction_condition)
    }

    /// That an interaction is of a kind: by its number, or by its own words where it has none.
    fn kind(&mut self, kind: &str) -> String {
        let number = |name: &str| format!("(SELECT k.kind_id FROM kind k WHERE k.name = {name})");
        let own = format!("ripen_property(t.properties, '{}')", properties::KIND);
        let (name, other) = (self.text_param(kind), format!("'{}'", kind::OTHER));
        match kind {
            kind::OTHER => format!(" AND t.kind_id = {} AND {own} IS NULL", number(&name)),
            _ => format!(
                " AND (t.kind_id = {} OR t.kind_id = {} AND {own} = {name})",
                number(&name),
                number(&other)
            ),
        }
    }

    /// `FROM` and `WHERE` of the signals with this key.
    fn signals(&mut self, key: &str, window: Option<Span>) -> String {
        let key = self.text_param(key);
        let mut sql = format!(
            " FROM person_signal s WHERE s.person_id = p.person_id AND ripen_fold(s.key) = {key}"
        );
        let now = self.context.now;
        if let Some(window) = window {
            let after = self.param(Value::Int((now - window).as_micros()));
            sql += &format!(" AND s.at > {after}");
        }
        let until = self.param(Value::Int(now.as_micros()));
        sql + &format!(" AND s.at <= {until}")
    }
}
