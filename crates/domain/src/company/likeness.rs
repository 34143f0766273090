//! How much the name of a company is like a mail domain.

use std::borrow::Cow;

use super::{is_domain, is_name};
use crate::text;

/// How likely a domain was chosen for a name, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Nothing says so, or they are no name and domain.
    None,
    /// They have a word in common.
    Resembles,
    /// What is registered is the name: `skoda-auto.cz` of `Škoda Auto`.
    Same,
}

impl Likeness {
    /// That of two keys, of which either may be the name.
    pub fn of(one: &str, other: &str) -> Self {
        let (name, domain) = match (is_name(one), is_name(other)) {
            (true, false) => (one, other),
            (false, true) => (other, one),
            _ => return Self::None,
        };
        if !is_domain(domain) {
            return Self::None;
        }
        match () {
            () if is_same(name, domain) => Self::Same,
            () if resembles(name, domain) => Self::Resembles,
            () => Self::None,
        }
    }
}

/// Whether a domain has a word of a name, or the name has a part of the domain.
fn resembles(name: &str, domain: &str) -> bool {
    let squeezed = name.replace(' ', "");
    let labels: Vec<&str> = domain.split('.').collect();
    let own = &labels[..labels.len().saturating_sub(1)];
    own.iter().any(|label| {
        let label = text::fold(label).replace('-', "");
        let long = |text: &str| text.chars().nth(2).is_some();
        let has_word = name
            .split(' ')
            .any(|word| long(word) && label.contains(word));
        has_word || (long(&label) && squeezed.contains(&label))
    })
}

/// Whether what is registered of a domain is a name, in whatever order its words are.
fn is_same(name: &str, domain: &str) -> bool {
    let label = registered(domain);
    let squeezed = label.replace('-', "");
    match name.split_once(' ') {
        None => squeezed == name,
        Some((one, two)) if !two.contains(' ') => {
            squeezed.len() == one.len() + two.len()
                && (squeezed == format!("{one}{two}") || squeezed == format!("{two}{one}"))
        }
        Some(_) => label.contains('-') && sorted(&label) == name,
    }
}

/// Every name that is the same as what is registered of a domain.
pub fn names_of(domain: &str) -> Vec<String> {
    let label = registered(domain);
    let squeezed = label.replace('-', "");
    let places = squeezed.char_indices().map(|(place, _)| place);
    let in_two = places.skip(1).map(|place| {
        let (one, two) = squeezed.split_at(place);
        sorted(&format!("{one}-{two}"))
    });
    let mut names: Vec<String> = in_two.collect();
    names.extend([sorted(&label), squeezed]);
    names.sort_unstable();
    names.dedup();
    names
}

/// The part of a domain that its owner chose, folded as names are: `skoda` of `mail.skoda.com.tr`.
fn registered(domain: &str) -> Cow<'_, str> {
    let own = psl::domain_str(domain).unwrap_or(domain);
    let label = own.split_once('.').map_or(own, |(label, _)| label);
    match label.bytes().all(|byte| byte.is_ascii_lowercase()) {
        true => Cow::Borrowed(label),
        false => Cow::Owned(text::fold(label)),
    }
}

/// The words of a label in the order in which names have theirs.
fn sorted(label: &str) -> String {
    let mut words: Vec<&str> = label.split('-').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_domains_are_compared() {
        use Likeness::{None, Resembles, Same};
        for (name, domain, likeness) in [
            ("auto skoda", "skoda-auto.example", Same),
            ("auto skoda", "skodaauto.example", Same),
            ("auto skoda", "mail.autoskoda.com.tr", Same),
            ("a b c", "c-b-a.example", Same),
            ("a b c", "cba.example", None),
            ("isik", "ışık.example", Same),
            ("vestel1", "vestel1.example", Same),
            ("vestel", "vestel.com.tr", Same),
            ("vestel", "satis.vestel.com.tr", Same),
            ("hm", "hm.example", Same),
            ("ankara vestel1", "vestel1.example", Resembles),
            ("auto skoda", "skoda.example", Resembles),
            ("samecorp", "mail.samecorp.example", Same),
            ("samecorp", "samecorp.mailers.example", Resembles),
            ("acme", "consulting.example", None),
            ("example", "consulting.example", None),
            ("acme", "#acme.example", None),
            ("acme", "acme", None),
        ] {
            assert_eq!(Likeness::of(name, domain), likeness, "{name} {domain}");
            assert_eq!(Likeness::of(domain, name), likeness, "{domain} {name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_names_of_a_domain_are_those_that_are_the_same(
            label in "[a-c]{1,4}(-[a-c]{1,3}){0,2}",
            words in proptest::collection::vec("[a-c]{1,4}", 1..4),
        ) {
            let domain = format!("{label}.example");
            let names = names_of(&domain);
            for name in &names {
                proptest::prop_assert_eq!(Likeness::of(name, &domain), Likeness::Same, "{}", name);
            }
            let name = sorted(&words.join("-"));
            let is_same = Likeness::of(&name, &domain) == Likeness::Same;
            proptest::prop_assert_eq!(names.contains(&name), is_same, "{}", name);
        }
    }
}
