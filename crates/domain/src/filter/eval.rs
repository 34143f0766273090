//! Evaluation in memory.

use super::ast::{
    Condition, CountCondition, Expr, InteractionFilter, PersonCondition, PersonFilter,
};
use super::field::{InteractionField, PersonField};
use super::test_value::{Known, passes};
use crate::interaction::{Fact, Touch, Verdict};
use crate::person::PersonView;
use crate::profile::field;
use crate::time::Timestamp;

/// What a filter asks besides the person: how often something happened, and what is on a list.
pub trait Counts {
    /// How many interactions of the person meet the condition, as [`CountCondition::count`] counts.
    fn count(&self, condition: &CountCondition) -> u64;

    /// Whether the named list contains the value, which is in folded form; an unknown list is empty.
    fn contains(&self, list: &str, value: &str) -> bool;
}

impl PersonFilter {
    /// The filter that matches everybody.
    pub fn all() -> Self {
        Self {
            text: String::new(),
            expr: Expr::All(Vec::new()),
        }
    }

    /// The text it was parsed from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The checked tree.
    pub fn expr(&self) -> &Expr<PersonCondition> {
        &self.expr
    }

    /// Whether the person matches.
    pub fn matches(&self, view: &PersonView<'_>, counts: &dyn Counts) -> bool {
        self.expr.holds(&mut |condition| match condition {
            PersonCondition::Field(Condition { field, test }) => {
                let in_list = |list: &str, value: &str| counts.contains(list, value);
                passes(test, person_value(field, view).as_ref(), view.now, &in_list)
            }
            PersonCondition::Count {
                condition,
                op,
                number,
            } => op.compares(&counts.count(condition), &u64::from(*number)),
        })
    }

    /// Every count it asks for, in the order of the text.
    pub fn counts(&self) -> Vec<&CountCondition> {
        let mut counts = Vec::new();
        self.expr.visit(&mut |condition| {
            if let PersonCondition::Count { condition, .. } = condition {
                counts.push(condition);
            }
        });
        counts
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

    /// Whether the interaction matches.
    pub fn matches(&self, fact: &Fact<'_>) -> bool {
        self.kind().is_none_or(|kind| kind == fact.kind) && self.matches_rest(fact)
    }

    /// Whether the interaction, which has the right kind already, matches. Takes no memory unless a
    /// text has characters outside ASCII or is looked through for words.
    pub fn matches_rest(&self, fact: &Fact<'_>) -> bool {
        self.expr.holds(&mut |Condition { field, test }| {
            passes(
                test,
                interaction_value(field, fact).as_ref(),
                fact.at,
                &|_, _| false,
            )
        })
    }
}

impl CountCondition {
    /// How many of the interactions meet the condition: those up to now, later than now minus the
    /// window, and human ones only unless the condition itself names the verdict.
    pub fn count<'a>(&self, facts: impl IntoIterator<Item = Fact<'a>>, now: Timestamp) -> u64 {
        let after = self.window.map(|window| now - window);
        let counts = |fact: &Fact<'_>| {
            fact.at <= now
                && after.is_none_or(|after| fact.at > after)
                && (self.interaction.names_verdict || fact.verdict == Verdict::Human)
                && self.interaction.matches(fact)
        };
        facts.into_iter().filter(counts).count() as u64
    }
}

fn person_value<'a>(of: &PersonField, view: &'a PersonView<'_>) -> Option<Known<'a>> {
    let text = Known::Text;
    let key = |key: &'a str| (!key.is_empty()).then(|| text(key));
    let profile = |name: &str| view.profile.text(name).map(text);
    match of {
        PersonField::Name => profile(field::NAME),
        PersonField::Email => profile(field::EMAIL),
        PersonField::EmailDomain => view.profile.email_domain().map(text),
        PersonField::Phone => profile(field::PHONE),
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
