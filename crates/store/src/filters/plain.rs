//! What it takes to answer a filter.

use ripen_domain::filter::{Condition, PersonCondition, PersonField, PersonFilter, Test};

/// Whether a filter asks what the people of companies come to.
pub(crate) fn asks_companies(filter: &PersonFilter) -> bool {
    !company_tests(filter).is_empty()
}

/// What a filter asks of the people of companies.
pub(super) fn company_tests(filter: &PersonFilter) -> Vec<(&PersonField, &Test)> {
    let found = conditions(filter).into_iter();
    let found = found.filter_map(|condition| match condition {
        PersonCondition::Field(Condition { field, test }) => Some((field, test)),
        PersonCondition::Measure(_) => None,
    });
    let found = found.filter(|(field, test)| {
        let of_people = matches!(
            field,
            PersonField::CompanyPeople
                | PersonField::CompanyEngagement
                | PersonField::CompanyFit
                | PersonField::CompanyStage
        );
        of_people && !matches!(test, Test::Known(_))
    });
    found.collect()
}

/// Whether the row of a person answers a filter, with what is looked up once a statement: everybody is gone
/// through faster in the order of the table than in any other.
pub(crate) fn is_plain(filter: &PersonFilter) -> bool {
    let is_beside = |field: &PersonField| {
        matches!(
            field,
            PersonField::Profile(_)
                | PersonField::Signal
                | PersonField::Source
                | PersonField::Medium
                | PersonField::Campaign
        )
    };
    let conditions = conditions(filter);
    let mut fields = conditions.iter().map(|condition| field_of(condition));
    !conditions.is_empty() && fields.all(|field| field.is_some_and(|field| !is_beside(field)))
}

/// Whether a filter asks for cards, stages and who is disqualified, and nothing else: an index has all of it.
pub(crate) fn asks_standing(filter: &PersonFilter) -> bool {
    let conditions = conditions(filter);
    let mut fields = conditions.iter().map(|condition| field_of(condition));
    let is_standing = |field: &PersonField| {
        matches!(
            field,
            PersonField::Kind | PersonField::Stage | PersonField::Disqualified
        )
    };
    !conditions.is_empty() && fields.all(|field| field.is_some_and(is_standing))
}

fn conditions(filter: &PersonFilter) -> Vec<&PersonCondition> {
    let mut found = Vec::new();
    filter.expr().visit(&mut |condition| found.push(condition));
    found
}

fn field_of(condition: &PersonCondition) -> Option<&PersonField> {
    match condition {
        PersonCondition::Field(Condition { field, .. }) => Some(field),
        PersonCondition::Measure(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_row_of_a_person_answers_is_plain() {
        let of = |text: &str| {
            let filter = PersonFilter::parse(text).expect("a filter");
            (is_plain(&filter), asks_companies(&filter))
        };
        for (text, expected) in [
            ("", (false, false)),
            ("country = \"CZ\" and email ~ \"*x*\"", (true, false)),
            ("not (company.people >= 5 or fit > 3)", (true, true)),
            (
                "company.name = \"A\" or email.domain = \"a.example\"",
                (true, false),
            ),
            ("company.stage = mql and count(page) >= 3", (false, true)),
            ("source = \"x\"", (false, false)),
            ("profile.plan = \"pro\"", (false, false)),
            ("signal has any (\"x\")", (false, false)),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }
}
