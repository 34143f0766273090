//! Searches find whom they should.

use super::*;
use crate::profile::{Authority, FieldValue, ProfileChange};
use crate::time::Timestamp;

fn profile(fields: &[(&str, &str)]) -> Profile {
    let mut profile = Profile::default();
    for (field, value) in fields {
        profile.apply(&ProfileChange {
            at: Timestamp::default(),
            seq: 1,
            field: (*field).to_owned(),
            value: Some(FieldValue::Text((*value).to_owned())),
            authority: Authority::Firm,
        });
    }
    profile
}

fn ada() -> Profile {
    profile(&[
        (field::NAME, "Ada Lovelace-İnce"),
        (field::EMAIL, "ada.l@acme.example"),
        (field::COMPANY, "Marks & Spencer"),
        (field::PHONE, "+905321234567"),
    ])
}

fn finds(text: &str) -> bool {
    let ada = ada();
    let second = Identifier {
        kind: IdentifierKind::Email,
        value: "countess@home.example".into(),
    };
    let other = Identifier {
        kind: IdentifierKind::Phone,
        value: "+420601123456".into(),
    };
    let contacts = [second, other];
    let findable = Findable::of(&ada, &contacts).expect("something is known");
    Search::new(text).expect(text).finds(&findable)
}

#[test]
fn each_word_is_found_where_a_word_begins() {
    for text in [
        "ada",
        "ADA lovelace",
        "lov ad",
        "ince",
        "İNCE",
        "lovelace-ince",
        "acme",
        "@acme.ex",
        "acme.example",
        "ada.l@acme.example",
        "Ada.L@acme",
        "marks and spencer",
        "Marks & Spencer",
        "spencer,",
        "l@acme",
        "\u{feff}ada",
        "lov\u{ad}e\u{200b}lace",
        "ada\u{200e}",
        "ａｄａ",
    ] {
        assert!(finds(text), "{text}");
    }
    for text in [
        "da",
        "ada byron",
        "ovelace",
        "cme",
        "ince-lovelace",
        "bada",
        "acme.org",
        "ada@acme.example",
    ] {
        assert!(!finds(text), "{text}");
    }
}

#[test]
fn numbers_are_found_by_their_beginning_and_their_end() {
    for text in [
        "+90 532 123",
        "532123",
        "0532 123",
        "0532 123 45 67",
        "00905321",
        "905321",
        "4567",
        "45 67",
        "+90",
        "(0532) 123-45",
        "5321234567",
        "1234567",
        "０５３２ １２３",
        "+９０ ５３２ １２３",
        "\u{feff}0532\u{200b}123",
        "\u{202a}+90 532 123\u{202c}",
    ] {
        assert!(finds(text), "{text}");
    }
    for text in [
        "+532123",
        "3212",
        "123456",
        "321",
        "+1 905321",
        "45678",
        "0000",
        "67",
    ] {
        assert!(!finds(text), "{text}");
    }
}

#[test]
fn ends_of_numbers_may_begin_with_zeros() {
    let ada = profile(&[(field::PHONE, "+905321200634")]);
    let findable = Findable::of(&ada, &[]).expect("a number");
    let finds = |text: &str| Search::new(text).expect(text).finds(&findable);
    for text in ["0634", "00634", "200634", "００６３４", "06-34"] {
        assert!(finds(text), "{text}");
    }
    for text in ["+0634", "634", "0000", "0063", "034"] {
        assert!(!finds(text), "{text}");
    }
}

#[test]
fn another_address_or_number_is_found_whole() {
    for text in [
        "countess@home.example",
        "Countess@HOME.example",
        "+420 601 123 456",
        "601123456",
    ] {
        assert!(finds(text), "{text}");
    }
    for text in ["countess@home", "countess", "601123"] {
        assert!(!finds(text), "{text}");
    }
}

#[test]
fn what_has_no_word_is_no_search() {
    for (text, why) in [
        ("", NoSearch::Wordless),
        (" ", NoSearch::Wordless),
        ("@", NoSearch::Wordless),
        ("& -", NoSearch::Wordless),
        ("and and", NoSearch::OnlyJoins),
        (&"a ".repeat(MAX_WORDS + 1), NoSearch::TooLong),
    ] {
        assert_eq!(Search::new(text), Err(why), "{text:?}");
    }
    assert!(Search::new("and").is_ok());
}

#[test]
fn whoever_is_found_has_a_word_that_begins_so() {
    let words = Told::of(&ada()).kept_words();
    let long = profile(&[(field::NAME, &"ö".repeat(50)), (field::PHONE, "532")]);
    assert_eq!(
        Told::of(&long).kept_words(),
        BTreeSet::from(["o".repeat(KEPT), "532".into()])
    );
    for text in [
        "ada",
        "lovelace-ince",
        "@acme.ex",
        "+90 532 123",
        "532123",
        "0532 123",
        "4567",
        "9053",
        "90532",
        "00905321",
        "０５３２ １２３",
    ] {
        assert!(finds(text), "{text}");
        for sought in Search::new(text).expect(text).words() {
            let begins = |beginning: &String| {
                words
                    .iter()
                    .any(|word| word.starts_with(beginning.as_str()))
            };
            assert!(sought.beginnings().iter().any(begins), "{text}: {words:?}");
        }
    }
}

#[test]
fn a_number_of_few_digits_finds_nobody_who_is_not_kept_under_it() {
    let numbers = [
        "+12025550123",
        "+77771234567",
        "+420777123456",
        "+905321234567",
    ];
    let people = numbers.map(|number| {
        let told = [
            (field::COMPANY, "Studio 042 77 7 Ltd"),
            (field::PHONE, number),
        ];
        profile(&told)
    });
    let mut told = 0;
    for text in (0..1_000).flat_map(|number| [format!("{number}"), format!("{number:03}")]) {
        let search = Search::new(&text).expect("a search");
        let [sought] = search.words() else {
            panic!("{search:?}");
        };
        let beginnings = sought.beginnings();
        told += usize::from(!beginnings.is_empty());
        for person in &people {
            let is_found = search.finds(&Findable::of(person, &[]).expect("it is told"));
            let words = Told::of(person).kept_words();
            let begins = |beginning: &String| words.iter().any(|word| word.starts_with(beginning));
            let is_kept = beginnings.is_empty() || beginnings.iter().any(begins);
            assert!(is_kept || !is_found, "{text}: {beginnings:?}, {words:?}");
        }
    }
    assert!(told > 1_000, "{told} of 2,000 go by the index");
}
