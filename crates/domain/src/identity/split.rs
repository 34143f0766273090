//! Taking apart what was joined in one step: which identifiers and interactions of a person go with the
//! identifiers that one interaction gave them.

use std::collections::{HashMap, HashSet};

use super::Identifier;

/// Some identifiers of a person, and those that came only by them since. `links` are those of one home
/// with the interaction that gave each; `named` is what each of these interactions names.
pub fn came_with(
    links: &[(Identifier, i64)],
    some: HashSet<Identifier>,
    named: &HashMap<i64, Vec<Identifier>>,
) -> HashSet<Identifier> {
    let mut links: Vec<&(Identifier, i64)> = links.iter().collect();
    links.sort_by_key(|(_, given)| *given);
    let given_at: HashMap<&Identifier, i64> = links.iter().map(|(one, at)| (one, *at)).collect();
    let mut with = some;
    for (identifier, given) in links {
        let beside = named.get(given).into_iter().flatten();
        // What was known of the person by then, and so may have led to them.
        let mut led = beside.filter(|one| given_at.get(one).is_some_and(|at| at < given));
        let comes = match led.next() {
            Some(first) => with.contains(first) && led.all(|one| with.contains(one)),
            None => false,
        };
        if comes {
            with.insert(identifier.clone());
        }
    }
    with
}

/// By which identifier of its home an interaction came: the strongest that it names of those.
pub fn came_by<'a>(
    named: &'a [Identifier],
    of_home: &HashSet<Identifier>,
) -> Option<&'a Identifier> {
    named.iter().find(|one| of_home.contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::IdentifierKind::{AnonymousId, Email, Phone, UserId};

    fn id(kind: crate::identity::IdentifierKind, value: &str) -> Identifier {
        let value = value.into();
        Identifier { kind, value }
    }

    #[test]
    fn what_came_only_by_what_is_taken_goes_with_it() {
        let (mail, cookie) = (id(Email, "a@firma.example"), id(AnonymousId, "c"));
        let (phone, user) = (id(Phone, "+420222333444"), id(UserId, "u"));
        // The address came with its person, then a cookie; a telephone came by the cookie alone, a user
        // id by both.
        let log = [
            (1, vec![mail.clone()]),
            (2, vec![mail.clone(), cookie.clone()]),
            (3, vec![phone.clone(), cookie.clone()]),
            (4, vec![user.clone(), mail.clone(), cookie.clone()]),
        ];
        let links: Vec<(Identifier, i64)> = log
            .iter()
            .zip([&mail, &cookie, &phone, &user])
            .map(|((seq, _), one)| (one.clone(), *seq))
            .collect();
        let named = log.into_iter().collect();
        let with = came_with(&links, HashSet::from([cookie.clone()]), &named);
        assert_eq!(with, HashSet::from([cookie.clone(), phone.clone()]));
        let with_user = HashSet::from([user.clone()]);
        assert_eq!(came_with(&links, with_user.clone(), &named), with_user);

        let of_home = links.iter().map(|(one, _)| one.clone()).collect();
        assert_eq!(came_by(&named[&3], &of_home), Some(&phone));
        assert_eq!(came_by(&named[&2], &of_home), Some(&mail));
        assert_eq!(came_by(&named[&4], &of_home), Some(&user));
        assert_eq!(came_by(&[id(UserId, "v")], &of_home), None);
    }
}
