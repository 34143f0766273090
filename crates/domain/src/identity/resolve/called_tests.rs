use super::super::*;
use IdentifierKind::{Email, Phone};

fn said(may_join: bool, name: &str, named: &[IdentifierKind]) -> Claim {
    let identifier = |kind: &IdentifierKind| {
        let value = match kind {
            Phone => "+420222333444",
            _ => "e@firma.example",
        };
        let (kind, value) = (*kind, value.to_owned());
        Identifier { kind, value }
    };
    Claim {
        identifiers: named.iter().map(identifier).collect(),
        name: Name::parse(name),
        may_join,
        ..Claim::default()
    }
}

fn told(all: &[Claim]) -> Resolver {
    let mut resolver = Resolver::default();
    for (seq, claim) in (1..).zip(all) {
        resolver.resolve(seq, claim, &mut Vec::new());
    }
    resolver
}

#[test]
fn a_claimed_name_is_asked_about_only_where_it_stands_between_what_the_business_says() {
    let vera = || said(true, "Vera Malá", &[Phone]);
    let xaver = || said(false, "Xaver Pilný", &[Email]);
    let both = || said(true, "", &[Email, Phone]);
    for (before, then, asked) in [
        (vec![vera(), xaver()], both(), &[2][..]),
        (vec![both(), xaver()], vera(), &[1]),
        // The business said so, nobody is contradicted, or it is no word of the business.
        (
            vec![vera(), said(true, "Xaver Pilný", &[Email])],
            both(),
            &[],
        ),
        (vec![vera(), said(false, "V. Malá", &[Email])], both(), &[]),
        (vec![vera(), xaver()], said(false, "", &[Email, Phone]), &[]),
        // What was claimed as well goes to whom the business names.
        (
            vec![said(false, "Vera Malá", &[Phone]), xaver()],
            both(),
            &[],
        ),
    ] {
        let resolver = told(&before);
        assert_eq!(
            resolver.called_by_claims(&then),
            asked,
            "{before:?} {then:?}"
        );
    }
}

#[test]
fn what_the_business_calls_somebody_goes_before_the_name_that_was_claimed() {
    let vera = said(true, "Vera Malá", &[Phone]);
    let xaver = said(false, "Xaver Pilný", &[Email]);
    let both = said(true, "", &[Email, Phone]);
    for (called, is_one) in [("", true), ("V. Malá", true), ("Pavel Král", false)] {
        let mut resolver = told(&[vera.clone(), xaver.clone()]);
        let both = Claim {
            called: vec![(2, Name::parse(called))],
            ..both.clone()
        };
        resolver.resolve(3, &both, &mut Vec::new());
        let [email, phone] = &both.identifiers[..] else {
            unreachable!("two are named")
        };
        assert_eq!(
            resolver.holder(email) == resolver.holder(phone),
            is_one,
            "{called}"
        );
    }
}
