//! Conditions on interactions.

use ripen_domain::filter::{Condition, InteractionField, Test, Value as Literal};
use ripen_domain::interaction::{Channel, PageRole, Verdict};

use super::test::{code_in, codes, path_column, text_column};
use super::{Compiler, FALSE};

impl Compiler<'_> {
    pub(super) fn interaction_condition(
        &mut self,
        condition: &Condition<InteractionField>,
    ) -> String {
        let test = &condition.test;
        match &condition.field {
            InteractionField::Path => self.nullable("t.path", test, |compiler, test| {
                compiler.text(&path_column("t.path"), test)
            }),
            InteractionField::PageRole => self.page_role("ripen_page_role(t.path)", test),
            InteractionField::Label => self.nullable("t.label", test, |compiler, test| {
                compiler.text(&text_column("t.label"), test)
            }),
            InteractionField::Amount => self.nullable("t.amount", test, |compiler, test| {
                compiler.ordered("t.amount", test)
            }),
            InteractionField::Channel => {
                let channels = codes(test, Channel::ALL, |value| match value {
                    Literal::Channel(channel) => Some(*channel),
                    _ => None,
                });
                code_in("t.channel", channels.into_iter().map(Channel::code))
            }
            InteractionField::Verdict => {
                let verdicts = codes(test, Verdict::ALL, |value| match value {
                    Literal::Verdict(verdict) => Some(*verdict),
                    _ => None,
                });
                code_in("t.verdict", verdicts.into_iter().map(Verdict::code))
            }
            InteractionField::Source => self.touch("t.touch_id", "source", test),
            InteractionField::Medium => self.touch("t.touch_id", "medium", test),
            InteractionField::Campaign => self.touch("t.touch_id", "campaign", test),
            InteractionField::Referrer => self.touch("t.touch_id", "referrer", test),
            InteractionField::Property(name) => self.property(name, test),
        }
    }

    /// A test of what a page is for, which is told once a row: a role that is missing passes none but `is unknown`.
    fn page_role(&mut self, sql: &str, test: &Test) -> String {
        if let Test::Known(known) = test {
            let not = if *known { "NOT " } else { "" };
            return format!("{sql} IS {not}NULL");
        }
        let roles = codes(test, PageRole::ALL, |value| match value {
            Literal::PageRole(role) => Some(*role),
            _ => None,
        });
        if roles.is_empty() {
            return FALSE.to_owned();
        }
        let names = self.text_params(roles.into_iter().map(PageRole::name));
        format!("coalesce({sql}, '') IN {names}")
    }

    /// A property of the event: text or number, as the value it is compared with.
    fn property(&mut self, name: &str, test: &Test) -> String {
        let name = self.text_param(name);
        let sql = format!("ripen_property(t.properties, {name})");
        let known = match test {
            test if test.compares_numbers() => {
                let number = format!("ripen_number({sql})");
                self.nullable(&number, test, |compiler, test| {
                    compiler.ordered(&number, test)
                })
            }
            test => self.nullable(&sql, test, |compiler, test| {
                compiler.text(&text_column(&sql), test)
            }),
        };
        match test {
            Test::Known(false) => known,
            _ => format!("(t.properties IS NOT NULL AND {known})"),
        }
    }

    /// A part of the touch that `id` refers to.
    pub(super) fn touch(&mut self, id: &str, part: &str, test: &Test) -> String {
        let column = format!("u.{part}");
        let rest = match test {
            Test::Known(_) => String::new(),
            test => format!(" AND {}", self.text(&text_column(&column), test)),
        };
        let exists = format!(
            "EXISTS (SELECT 1 FROM touch u WHERE u.touch_id = {id} AND {column} IS NOT NULL{rest})"
        );
        if *test == Test::Known(false) {
            format!("NOT {exists}")
        } else {
            exists
        }
    }
}
