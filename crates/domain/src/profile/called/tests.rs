use proptest::prelude::*;

use super::*;

use Authority::{Claimed, Firm, Hinted};
use Half::{First, Last};

/// What is said: a whole name, or half of one; nothing takes it away.
type Said<'a> = (Option<Half>, &'a str, Authority);

fn whole(text: &str) -> Said<'_> {
    (None, text, Firm)
}

fn first(text: &str) -> Said<'_> {
    (Some(First), text, Firm)
}

fn last(text: &str) -> Said<'_> {
    (Some(Last), text, Firm)
}

fn say(called: &mut Called, (half, text, authority): Said) {
    let text = Some(text).filter(|text| !text.is_empty());
    match half {
        None => called.say(text, authority),
        Some(half) => called.say_half(half, text, authority),
    }
}

fn called(all: &[Said]) -> String {
    let mut called = Called::default();
    for said in all {
        say(&mut called, *said);
    }
    called.text().unwrap_or_default()
}

#[test]
fn half_a_name_changes_that_half() {
    for (known, half, expected) in [
        ("Ada Malá", last("Nová"), "Ada Nová"),
        ("Ada Malá", first("Eva"), "Eva Malá"),
        ("Ada Malá", last(""), "Ada"),
        ("Ada Malá", first(""), "Malá"),
        ("Malá, Ada", last("Nová"), "Ada Nová"),
        ("Malá, Ada", first("Eva"), "Eva Malá"),
        ("Ada Marie Malá", last("Nová"), "Ada Marie Nová"),
        ("Ada Marie Malá", first("Eva"), "Eva Marie Malá"),
        ("Ahmet Can Yılmaz", last("Kaya"), "Ahmet Can Kaya"),
        (
            "Gabriel García Márquez",
            first("Gabo"),
            "Gabo García Márquez",
        ),
        ("Jan van der Berg", last("Nový"), "Jan Nový"),
        ("Jan van der Berg", first("Petr"), "Petr van der Berg"),
        ("van der Berg", first("Jan"), "Jan van der Berg"),
        ("De la Cruz", first("Ana"), "Ana De la Cruz"),
        ("Robert De Niro", last("Smith"), "Robert Smith"),
        // They begin with what is a particle elsewhere.
        ("Van Morrison", last("Smith"), "Van Smith"),
        ("Al Gore", last("Smith"), "Al Smith"),
        ("Le Van Minh", last("Nguyen"), "Le Nguyen"),
        ("Anne-Marie Malá", first("Eva"), "Eva Malá"),
        ("Ada Malá-Nová", last("Dlouhá"), "Ada Dlouhá"),
        ("Ing. Ada Malá, Ph.D.", last("Nová"), "Ing. Ada Nová"),
        ("Ing. Ada Malá", first("Eva"), "Eva Malá"),
        ("Ing. Ada", last("Malá"), "Ing. Ada Malá"),
        ("Pan Novák", first("Jan"), "Jan Novák"),
        ("Mr Smith", last("Jones"), "Mr Jones"),
        ("Wei Pan", last("Li"), "Wei Li"),
        // One word is the first name where it is one, and what is not said otherwise.
        ("Ada", last("Nová"), "Ada Nová"),
        ("Ada", first("Eva"), "Eva"),
        ("Ada", last(""), "Ada"),
        ("Malá", first("Ada"), "Ada Malá"),
        ("Malá", first(""), "Malá"),
        ("李小龙", last("王"), "李小龙 王"),
        ("Иван Петров", last("Сидоров"), "Иван Сидоров"),
    ] {
        assert_eq!(called(&[whole(known), half]), expected, "{known} {half:?}");
    }
}

#[test]
fn what_stands_in_the_name_changes_nothing() {
    for (known, half) in [
        ("Ada Malá", last("MALA")),
        ("Ada Malá", first("ada")),
        ("Ada Malá", first("Malá")),
        ("YILDIZ Mehmet", last("yıldız")),
        ("Ada Marie Malá", first("Marie")),
        ("Ada Marie Malá", first("Ada Marie")),
        ("Jan van der Berg", last("Berg")),
        ("Jan van der Berg", last("van der Berg")),
        ("Malá, Ada", last("Malá")),
        ("Ing. Ada Malá, Ph.D.", last("Malá")),
        ("Anne-Marie Malá", first("Anne")),
    ] {
        assert_eq!(called(&[whole(known), half]), known, "{half:?}");
    }
    // Parts of words do.
    assert_eq!(called(&[whole("Adam Malá"), first("Ada")]), "Ada Malá");
}

#[test]
fn a_half_in_a_better_spelling_or_without_some_of_its_words_is_taken_in() {
    for (all, expected) in [
        (vec![whole("Zoe Novak"), last("Novák")], "Zoe Novák"),
        (
            vec![whole("Ayse Yilmaz"), first("Ayşe"), last("Yılmaz")],
            "Ayşe Yılmaz",
        ),
        (
            vec![whole("JANA MALÁ"), first("Jana"), last("Malá")],
            "Jana Malá",
        ),
        (
            vec![first("jan"), last("novák"), first("Jan"), last("Novák")],
            "Jan Novák",
        ),
        (
            vec![first("Jana"), last("Malá Nová"), last("Nová")],
            "Jana Nová",
        ),
        (
            vec![first("Anna Marie"), last("Malá"), first("Anna")],
            "Anna Malá",
        ),
        // A worse one is not.
        (vec![whole("Zoe Novák"), last("NOVAK")], "Zoe Novák"),
        (
            vec![first("Zoe"), last("Novák"), last("Novak"), first("zoe")],
            "Zoe Novák",
        ),
    ] {
        assert_eq!(called(&all), expected, "{all:?}");
    }
}

#[test]
fn halves_are_joined_and_a_whole_name_replaces_both() {
    for (all, expected) in [
        (vec![first("Ada")], "Ada"),
        (vec![last("Nová")], "Nová"),
        (vec![first("Ada"), last("Nová")], "Ada Nová"),
        (vec![last("Nová"), first("Ada")], "Ada Nová"),
        (vec![last("Malá"), last("Nová")], "Nová"),
        (vec![first("Ada"), first("Eva"), last("Nová")], "Eva Nová"),
        (
            vec![first("Ada Marie"), last("van der Berg"), last("Nová")],
            "Ada Marie Nová",
        ),
        (
            vec![first("Ada Marie"), last("van der Berg"), first("Eva")],
            "Eva van der Berg",
        ),
        (
            vec![first("Ada"), last("Malá"), whole("Eva Nová")],
            "Eva Nová",
        ),
        (vec![last("Malá"), whole("Eva"), last("Nová")], "Eva Nová"),
        (
            vec![whole("Ada Malá"), last("Nová"), last("Dlouhá")],
            "Ada Dlouhá",
        ),
        (
            vec![whole("Ada Malá"), first("Eva"), last("Nová")],
            "Eva Nová",
        ),
        (vec![first("Ada"), last("Nová"), first("")], "Nová"),
        (vec![first("Ada"), first(""), last("Nová")], "Nová"),
        (vec![first("Ada"), last("Nová"), whole("")], ""),
        (vec![whole("Ada Malá"), last("Nová"), whole("")], ""),
        // Whoever is called as their family is.
        (vec![first("Ali"), last("Ali")], "Ali Ali"),
        (vec![first("Ali"), last("Ali"), last("Kaya")], "Ali Kaya"),
        // The whole name in the field for half of it.
        (vec![first("Ada Malá"), last("Malá")], "Ada Malá"),
        (
            vec![first("Ada Malá"), last("Malá"), last("Nová")],
            "Ada Nová",
        ),
        (vec![first("Ada"), last("Ada Malá")], "Ada Malá"),
        (
            vec![first("Ada"), last("Ada Malá"), last("Nová")],
            "Ada Nová",
        ),
        (vec![whole("Ada Malá"), last("Ada Nová")], "Ada Nová"),
    ] {
        assert_eq!(called(&all), expected, "{all:?}");
    }
}

#[test]
fn less_authority_adds_a_half_and_never_changes_one() {
    let by = |(half, text, _): Said<'static>, authority| (half, text, authority);
    for (all, expected, authority) in [
        (
            vec![whole("Ada Malá"), by(last("Nová"), Claimed)],
            "Ada Malá",
            Firm,
        ),
        (vec![last("Malá"), by(last("Nová"), Claimed)], "Malá", Firm),
        (
            vec![last("Malá"), by(whole("Eva Nová"), Claimed)],
            "Malá",
            Firm,
        ),
        (
            vec![last("Malá"), by(last(""), Claimed), by(whole(""), Hinted)],
            "Malá",
            Firm,
        ),
        (
            vec![last("Malá"), by(first("Ada"), Claimed)],
            "Ada Malá",
            Claimed,
        ),
        // What the business said of a claimed name is its own, what it did not say is not.
        (
            vec![
                by(whole("Ada Malá"), Claimed),
                last("Malá"),
                by(whole("Eva Nová"), Claimed),
                by(last("Nová"), Claimed),
                by(first("Eva"), Claimed),
            ],
            "Eva Malá",
            Claimed,
        ),
        (
            vec![by(whole("Ada Malá"), Hinted), by(last("Nová"), Claimed)],
            "Ada Nová",
            Hinted,
        ),
        (
            vec![
                by(first("Ada"), Claimed),
                last("Malá"),
                by(whole(""), Claimed),
            ],
            "Malá",
            Firm,
        ),
        (
            vec![by(first("Ada"), Claimed), last("Malá"), whole("Eva Nová")],
            "Eva Nová",
            Firm,
        ),
        (
            vec![first("Ada"), by(last("Ada Spy"), Claimed)],
            "Ada",
            Firm,
        ),
        (
            vec![by(first("Ada Malá"), Claimed), last("Malá"), first("Eva")],
            "Eva Malá",
            Firm,
        ),
    ] {
        let mut called = Called::default();
        all.iter().for_each(|said| say(&mut called, *said));
        assert_eq!(called.text().as_deref(), Some(expected), "{all:?}");
        assert_eq!(called.authority(), authority, "{all:?}");
    }
}

fn said() -> impl Strategy<Value = (Option<Half>, String, Authority)> {
    let half = prop_oneof![Just(None), Just(Some(First)), Just(Some(Last))];
    let word = prop_oneof![
        4 => "(Ada|Eva|Malá|MALA|Nová|Nová-Malá|van|der|de|la|Ing\\.|Ph\\.D\\.|Ada,|李|-)",
        1 => "\\PC{1,3}"
    ];
    let text = proptest::collection::vec(word, 0..5);
    let authority = prop_oneof![Just(Firm), Just(Claimed), Just(Hinted)];
    (half, text.prop_map(|words| words.join(" ")), authority)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Text, authority and halves are all there is to go on from; what was said last by the business shows; and what
    /// is said twice is said once.
    #[test]
    fn a_name_goes_on_from_what_is_kept(all in proptest::collection::vec(said(), 1..12)) {
        let (mut at_once, mut kept) = (Called::default(), Called::default());
        for (half, text, authority) in &all {
            let one = (*half, text.as_str(), *authority);
            say(&mut at_once, one);
            say(&mut kept, one);
            let text = kept.text().unwrap_or_default();
            let restored = match kept.halves() {
                Some(halves) => Called::in_halves(&text, halves),
                None => Some(Called::whole(&text, kept.authority())),
            };
            kept = restored.expect("halves of the text");
            prop_assert_eq!(&kept, &at_once);
            if *authority == Firm && !words(one.1).trim().is_empty() {
                prop_assert!(words(&text).contains(&words(one.1)), "{} in {}", one.1, text);
            }
            say(&mut at_once, one);
            prop_assert_eq!(&kept, &at_once);
        }
    }
}
