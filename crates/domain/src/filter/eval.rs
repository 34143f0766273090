//! Evaluation in memory.

use super::ast::{Condition, Expr, InteractionFilter, PersonCondition, PersonFilter};
use super::contact::Contact;
use super::field::{InteractionField, PersonField};
use super::literal::AskedAt;
use super::measure::{CountCondition, Measure, MeasureCondition, Measured, signal_count};
use super::print::Quoted;
use super::search::Findable;
use super::test_value::{Known, passes};
use crate::company;
use crate::identity::IdentifierKind;
use crate::interaction::{Fact, PageRole, Touch};
use crate::person::{CompanyView, PersonView};
use crate::profile::field;

/// What a filter asks besides the person: what has happened, and what is on a list.
pub trait Counts {
    /// What a measure comes to, as [`Measure::of`] tells. `None` for signals where the person's view
    /// has them.
    fn measure(&self, measure: &Measure) -> Option<Measured>;

    /// Whether the named list contains the value, which is in folded form; an unknown list is empty.
    fn contains(&self, list: &str, value: &str) -> bool;
}

impl PersonFilter {
    /// The filter that matches everybody.
    pub fn all() -> Self {
        Self {
            text: String::new(),
            expr: Expr::All(Vec::new()),
            names: Vec::new(),
            top: None,
        }
    }

    /// The filter that whoever matches both matches; where one of them asks for the top, those among them. What each
    /// asks of everybody stays at the top level, where indexes are looked for.
    pub fn and(&self, other: &Self) -> Self {
        let parts = |filter: &Self| match filter.expr() {
            Expr::All(parts) => parts.clone(),
            expr => vec![expr.clone()],
        };
        let [one, two] = [self, other].map(|filter| match filter.top {
            // It stands at the end of a filter, not inside it.
            Some(_) => filter.without_top().to_string(),
            None => filter.text.trim().to_owned(),
        });
        let top = self.top.or(other.top);
        let mut text = match (&*one, &*two) {
            ("", text) | (text, "") => text.to_owned(),
            (one, two) => format!("({one}) and ({two})"),
        };
        if let Some(top) = top {
            text = format!("{text} {top}").trim().to_owned();
        }
        let mut both = [parts(self), parts(other)].concat();
        Self {
            text,
            expr: match both.len() {
                1 => both.remove(0),
                _ => Expr::All(both),
            },
            names: [&self.names[..], &other.names[..]].concat(),
            top,
        }
    }

    /// The text of the filter for the people of the company that a key tells, which some of them write so.
    pub fn text_of_company(key: &str, name: Option<&str>) -> String {
        let written = company::written(key, name);
        format!("{} = {}", PersonField::CompanyName, Quoted(&written))
    }

    /// The text it was parsed from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The checked tree.
    pub fn expr(&self) -> &Expr<PersonCondition> {
        &self.expr
    }

    /// Whether the person matches the conditions.
    pub fn matches(&self, view: &PersonView<'_>, counts: &dyn Counts) -> bool {
        let asked = AskedAt {
            now: view.now,
            zone: view.zone,
        };
        self.expr.holds(&mut |condition| match condition {
            PersonCondition::Field(Condition { field, test }) => {
                let in_list = |list: &str, value: &str| counts.contains(list, value);
                passes(test, person_value(field, view).as_ref(), asked, &in_list)
            }
            PersonCondition::Measure(condition) => {
                let MeasureCondition { measure, test } = &**condition;
                let measured = counts.measure(measure).or_else(|| match measure {
                    Measure::Signal { key, window } => {
                        let seen = signal_count(key, *window, view.signals, view.now);
                        Some(Measured::Number(seen))
                    }
                    _ => None,
                });
                let known = measured.map(|measured| match measured {
                    Measured::Number(number) => Known::Number(number),
                    Measured::At(at) => Known::Date(at),
                });
                passes(test, known.as_ref(), asked, &|_, _| false)
            }
        })
    }

    /// Every measure it asks for, in the order of the text.
    pub fn measures(&self) -> Vec<&MeasureCondition> {
        let mut measures = Vec::new();
        self.expr.visit(&mut |condition| {
            if let PersonCondition::Measure(measure) = condition {
                measures.push(&**measure);
            }
        });
        measures
    }

    /// Every count it asks for, in the order of the text.
    pub fn counts(&self) -> Vec<&CountCondition> {
        let counts = |measure: &'_ MeasureCondition| matches!(measure.measure, Measure::Count(_));
        self.measures()
            .into_iter()
            .filter(|measure| counts(measure))
            .filter_map(|measure| measure.measure.condition())
            .collect()
    }

    /// Whether it asks for a score that changes with time alone: engagement and what follows from it.
    pub fn asks_scores(&self) -> bool {
        use PersonField as F;
        let fields = self.fields();
        fields.iter().any(|field| {
            matches!(
                field,
                F::Engagement | F::Velocity | F::Temperature | F::Index
            )
        })
    }

    /// Whether it asks for buying signals.
    pub fn asks_signals(&self) -> bool {
        let measures = self.measures();
        let mut measures = measures.iter().map(|one| &one.measure);
        measures.any(|measure| matches!(measure, Measure::Signal { .. }))
            || self.fields().contains(&PersonField::Signal)
    }

    /// Every field it asks for, once, in the order of the text.
    pub fn fields(&self) -> Vec<PersonField> {
        let mut fields = Vec::new();
        self.expr.visit(&mut |condition| match condition {
            PersonCondition::Field(Condition { field, .. }) if !fields.contains(field) => {
                fields.push(field.clone())
            }
            _ => {}
        });
        fields
    }
}

impl InteractionFilter {
    pub(super) fn new(
        text: String,
        kind: Option<String>,
        expr: Expr<Condition<InteractionField>>,
    ) -> Self {
        let mut names_verdict = false;
        expr.visit(&mut |condition| names_verdict |= condition.field == InteractionField::Verdict);
        Self {
            text,
            kind,
            expr,
            names_verdict,
        }
    }

    /// The text it was parsed from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Canonical name of the kind it asks for; `None` asks for any.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The checked tree of what is asked besides the kind.
    pub fn expr(&self) -> &Expr<Condition<InteractionField>> {
        &self.expr
    }

    /// Whether it says itself which verdicts it wants.
    pub fn names_verdict(&self) -> bool {
        self.names_verdict
    }

    /// Whether the interaction matches. Knowledge has to be asked for by its kind: `any` is what people
    /// did.
    pub fn matches(&self, fact: &Fact<'_>) -> bool {
        let is_asked_for = match self.kind() {
            Some(kind) => kind == fact.kind,
            None => !fact.is_of_data(),
        };
        is_asked_for && self.matches_rest(fact)
    }

    /// Whether the interaction, which has the right kind already, matches. Takes no memory unless a
    /// text has characters outside ASCII or is looked through for words.
    pub fn matches_rest(&self, fact: &Fact<'_>) -> bool {
        self.expr.holds(&mut |Condition { field, test }| {
            passes(
                test,
                interaction_value(field, fact).as_ref(),
                AskedAt::default(),
                &|_, _| false,
            )
        })
    }
}

impl InteractionField {
    /// Appends the value that an interaction has in this field, so that different values append
    /// different bytes.
    pub(crate) fn write_value(&self, fact: &Fact, out: &mut Vec<u8>) {
        let value = interaction_value(self, fact);
        out.push(u8::from(value.is_some()));
        match value {
            Some(Known::Text(text) | Known::Path(text) | Known::Property(text)) => {
                out.extend_from_slice(&(text.len() as u64).to_le_bytes());
                out.extend_from_slice(text.as_bytes());
            }
            Some(Known::Number(number)) => out.extend_from_slice(&number.to_le_bytes()),
            Some(Known::Channel(channel)) => out.push(channel.code() as u8),
            Some(Known::Verdict(verdict)) => out.push(verdict.code() as u8),
            Some(Known::PageRole(role)) => out.push(role.code() as u8),
            // No interaction has values of other types.
            _ => {}
        }
    }
}

fn person_value<'a>(of: &PersonField, view: &'a PersonView<'_>) -> Option<Known<'a>> {
    let text = Known::Text;
    let key = |key: &'a str| (!key.is_empty()).then(|| text(key));
    let profile = |name: &str| view.profile.text(name).map(text);
    let contact = |kind, name: &str| {
        Known::Contact(Contact {
            kind,
            shown: view.profile.text(name),
            all: view.contacts,
        })
    };
    let company = |part: fn(&CompanyView<'_>) -> Known<'a>| view.company.as_ref().map(part);
    match of {
        PersonField::Name => profile(field::NAME),
        PersonField::Email => Some(contact(IdentifierKind::Email, field::EMAIL)),
        PersonField::EmailDomain => view.profile.email_domain().map(text),
        PersonField::Phone => Some(contact(IdentifierKind::Phone, field::PHONE)),
        PersonField::Company => profile(field::COMPANY),
        PersonField::Title => profile(field::TITLE),
        PersonField::Country => profile(field::COUNTRY),
        PersonField::City => profile(field::CITY),
        PersonField::Industry => profile(field::INDUSTRY),
        PersonField::Employees => view
            .profile
            .get(field::EMPLOYEES)?
            .to_number()
            .map(Known::Number),
        PersonField::Language => profile(field::LANGUAGE),
        PersonField::Kind => Some(Known::Kind(view.kind)),
        PersonField::Stage => key(view.stage),
        PersonField::Fit => Some(Known::Number(view.fit)),
        PersonField::Engagement => Some(Known::Number(view.engagement)),
        PersonField::Velocity => Some(Known::Number(view.velocity)),
        PersonField::Temperature => Some(Known::Temperature(view.temperature)),
        PersonField::Index => key(view.index),
        PersonField::Created => Some(Known::Date(view.created)),
        PersonField::LastTouch => view.last_touch.map(Known::Date),
        PersonField::Disqualified => view.disqualified.map(text),
        PersonField::Nurture => view.nurture.map(text),
        PersonField::Source => view.source.map(text),
        PersonField::Medium => view.medium.map(text),
        PersonField::Campaign => view.campaign.map(text),
        PersonField::LeadOpened => view.lead_opened.map(Known::Date),
        PersonField::CustomerSince => view.customer_since.map(Known::Date),
        PersonField::CompanyName => {
            let company = view.company.as_ref()?;
            Some(Known::Company(company.keys))
        }
        PersonField::CompanyPeople => company(|company| Known::Number(company.people as f64)),
        PersonField::CompanyEngagement => company(|company| Known::Number(company.engagement)),
        PersonField::CompanyFit => company(|company| Known::Number(company.fit)),
        PersonField::CompanyStage => view.company.as_ref().and_then(|company| key(company.stage)),
        PersonField::Owner => view.owner.map(text),
        PersonField::Search => Findable::of(view.profile, view.contacts).map(Known::Findable),
        PersonField::Signal => Known::signals(view.signals, view.now),
        PersonField::Profile(name) => view.profile.get(name).map(Known::Custom),
    }
}

fn interaction_value<'a>(of: &InteractionField, fact: &Fact<'a>) -> Option<Known<'a>> {
    let text = Known::Text;
    let touch = |part: fn(&Touch) -> &Option<String>| {
        fact.touch
            .and_then(|touch| part(touch).as_deref())
            .map(text)
    };
    match of {
        InteractionField::Path => fact.path.map(Known::Path),
        InteractionField::PageRole => fact.path.and_then(PageRole::of).map(Known::PageRole),
        InteractionField::Label => fact.label.map(text),
        InteractionField::Amount => fact.amount.map(Known::Number),
        InteractionField::Channel => Some(Known::Channel(fact.channel)),
        InteractionField::Verdict => Some(Known::Verdict(fact.verdict)),
        InteractionField::Source => touch(|touch| &touch.source),
        InteractionField::Medium => touch(|touch| &touch.medium),
        InteractionField::Campaign => touch(|touch| &touch.campaign),
        InteractionField::Referrer => touch(|touch| &touch.referrer),
        InteractionField::Property(name) => fact.properties.get(name).map(Known::Property),
    }
}
