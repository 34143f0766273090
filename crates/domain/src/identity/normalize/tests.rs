//! Normalisation on hand-picked cases and on the public address vectors.

use std::path::PathBuf;

use proptest::prelude::*;

use super::mail_domain::{DISPOSABLE, FREE, FREE_BESIDE};
use super::*;

mod mailboxes;
mod phones;
mod placeholders;

#[test]
fn addresses_take_one_form() {
    assert_eq!(
        email(" Ada.Lovelace+Ripen@Example.COM\n").as_deref(),
        Some("ada.lovelace+ripen@example.com")
    );
    assert_eq!(
        email("jürgen@BÜCHER.example").as_deref(),
        Some("jürgen@xn--bcher-kva.example")
    );
    assert_eq!(
        email("info@örnek.com.tr").as_deref(),
        Some("info@xn--rnek-4qa.com.tr")
    );
    for wrong in [
        "",
        "@",
        "a@",
        "@b.c",
        "a b@c.de",
        "a@b..c",
        "a.@b.c",
        "\"a\"@b.c",
        "a@[1.2.3.4]",
        "a@1.2.3.4",
        "a@@b.c",
    ] {
        assert_eq!(email(wrong), None, "{wrong}");
    }
    assert_eq!(email(&format!("{}@b.de", "a".repeat(65))), None);
    assert_eq!(email(&format!("a@{}.de", "b.".repeat(2_000_000))), None);
}

#[test]
fn telephone_numbers_take_one_form() {
    for (text, region) in [
        ("0532 123 45 67", Some("TR")),
        ("+90 (532) 123-45-67", None),
        ("0090 532 1234567", None),
        ("5321234567", Some("tr")),
    ] {
        assert_eq!(
            phone(text, region).as_deref(),
            Some("+905321234567"),
            "{text}"
        );
    }
    assert_eq!(
        phone("602 123 456", Some("CZ")).as_deref(),
        Some("+420602123456")
    );
    assert_eq!(
        phone("(415) 555-2671", Some("US")).as_deref(),
        Some("+14155552671")
    );
    for wrong in [
        "0532 123 45 67",
        "",
        "hello",
        "+",
        "+90 1",
        "+999 123456789",
        &"1".repeat(1000),
    ] {
        assert_eq!(phone(wrong, None), None, "{wrong}");
    }
    assert_eq!(phone("0532 123 45 67", Some("Atlantis")), None);
}

#[test]
fn mail_providers_are_known() {
    for domain in [
        "gmail.com",
        "seznam.cz",
        "mynet.com",
        "web.de",
        "uk.yahoo.com",
        "mailinator.com",
    ] {
        assert!(is_free(domain), "{domain}");
    }
    assert!(is_disposable("mailinator.com") && is_disposable("deep.sub.mailinator.com"));
    for domain in [
        "siemens.com",
        "notgmail.com",
        "com",
        "",
        "gmail.com.example.org",
    ] {
        assert!(!is_free(domain) && !is_disposable(domain), "{domain}");
    }
    assert!(!is_disposable("gmail.com"));
}

#[test]
fn providers_and_those_who_give_access_to_the_network_are_no_employers() {
    for domain in [
        "yandex.com.tr",
        "volny.cz",
        "tiscali.cz",
        "iol.cz",
        "quick.cz",
        "zoznam.sk",
        "azet.sk",
        "o2.pl",
        "superonline.com",
        "ttmail.com",
        "tutanota.com",
        "hey.com",
        "privaterelay.appleid.com",
        "o2active.cz",
        "telia.com",
        "online.no",
        "tin.it",
        "atlas.cz",
        "centrum.sk",
        "comcast.net",
        "sympatico.ca",
        "uol.com.br",
        "bluewin.ch",
        "orange.fr",
        "hotmail.com.tr",
        "t-online.de",
        "inbox.lv",
        "abv.bg",
        "ziggo.nl",
        "btinternet.com",
    ] {
        assert!(is_free(domain) && !is_disposable(domain), "{domain}");
    }
    for company in [
        "o2.cz",
        "telekom.de",
        "turkcell.com.tr",
        "vodafone.com",
        "t-mobile.cz",
        "turktelekom.com.tr",
        "orange.com",
        "proton.ch",
        "apple.com",
        "appleid.com",
        "seznam.eu",
    ] {
        assert!(!is_free(company), "{company}");
    }
}

#[test]
fn the_lists_are_sorted_and_normal() {
    let beside = |domain: &str| {
        FREE.lines()
            .chain(DISPOSABLE.lines())
            .all(|known| known != domain)
    };
    assert!(FREE_BESIDE.lines().all(beside), "it stands in another list");
    for (list, least) in [(FREE, 5_000), (DISPOSABLE, 5_000), (FREE_BESIDE, 500)] {
        let list: Vec<&str> = list.lines().collect();
        assert!(list.len() > least && list.is_sorted());
        let odd: Vec<_> = list
            .iter()
            .filter(|name| ascii_domain(name).as_deref() != Some(**name))
            .collect();
        assert!(odd.is_empty(), "{odd:?}");
    }
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing(text in "\\PC{0,20}@?\\PC{0,20}") {
        if let Some(address) = email(&text) {
            prop_assert_eq!(email(&address), Some(address.clone()));
        }
    }

    /// What is plain takes a shorter way, and what is not comes to the same.
    #[test]
    fn blanks_around_an_address_or_a_number_change_nothing(
        address in "(test|[a-z0-9A-Z._+-]{0,12})@(test|gmial|gmail|[a-zA-Z0-9.@-]{0,12})(\\.com|\\.example)?",
        number in "[+0-9 ()/,-]{0,24}",
    ) {
        prop_assert_eq!(emails(&address), emails(&format!(" {address}\u{a0}")));
        prop_assert_eq!(phones(&number, Some("CZ")), phones(&format!("{number};a"), Some("CZ")));
    }

    #[test]
    fn any_text_is_answered_and_what_was_read_is_read_again(text in "[\\PC\u{200b}\u{ad}@.;,<>\" ]{0,60}") {
        for address in emails(&text).addresses {
            prop_assert_eq!(&emails(&address).addresses, std::slice::from_ref(&address));
            prop_assert_eq!(email(&readable(&address)), Some(address.clone()));
        }
        for Phone { number, .. } in phones(&text, Some("CZ")) {
            prop_assert_eq!(phone(&number, None), Some(number.clone()));
        }
        let seen = clean(&text).into_owned();
        prop_assert_eq!(clean(&seen).into_owned(), seen.clone());
        if let Some(one) = name(&text) {
            prop_assert_eq!(name(&one), Some(one.clone()));
        }
        let _ = (is_placeholder(&text), is_placeholder_email(&text), is_placeholder_phone(&text, None));
    }

    #[test]
    fn any_telephone_text_is_answered(text in "\\PC{0,30}", region in "[A-Z]{2}") {
        if let Some(number) = phone(&text, Some(&region)) {
            prop_assert_eq!(phone(&number, None), Some(number.clone()));
        }
    }
}

struct Vector {
    address: String,
    category: String,
    diagnosis: String,
}

fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    Some(rest.split_once(&format!("</{name}>"))?.0)
}

/// Reads the vectors; in them `␀` and its neighbours stand for the control characters.
fn vectors() -> Option<Vec<Vector>> {
    let root = std::env::var_os("RIPEN_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let Ok(xml) = std::fs::read_to_string(root.join("email_isemail/test/tests.xml")) else {
        println!(
            "skipped: email_isemail is not there (set RIPEN_TEST_DATA to the folder of test data)"
        );
        return None;
    };
    let control = |c: char| char::from_u32(u32::from(c) - 0x2400).unwrap_or(c);
    let plain = |text: &str| {
        let text = numeric_entities(text)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        let text = text.replace("&apos;", "'").replace("&amp;", "&");
        text.chars()
            .map(|c| {
                if ('\u{2400}'..'\u{2420}').contains(&c) {
                    control(c)
                } else {
                    c
                }
            })
            .collect::<String>()
    };
    let read = |test: &str| {
        let address = plain(element(test, "address").unwrap_or_default());
        let (category, diagnosis) = (
            element(test, "category")?.to_owned(),
            element(test, "diagnosis")?.to_owned(),
        );
        Some(Vector {
            address,
            category,
            diagnosis,
        })
    };
    Some(xml.split("<test id=").skip(1).filter_map(read).collect())
}

fn numeric_entities(text: &str) -> String {
    let mut parts = text.split("&#x");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once(';').expect("an entity ends in a semicolon");
        plain.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        plain.push_str(rest);
    }
    plain
}

#[test]
fn public_address_vectors_are_judged_right() {
    let Some(vectors) = vectors() else { return };
    let (mut valid, mut wrong, mut trimmed) = (0, 0, 0);
    for Vector {
        address,
        category,
        diagnosis,
    } in &vectors
    {
        match category.as_str() {
            "ISEMAIL_VALID_CATEGORY" => {
                valid += 1;
                assert!(email_of_machine(address).is_some(), "{address:?} is valid");
            }
            // What nobody sees, also around an address, is taken off before it is judged.
            "ISEMAIL_ERR" if clean(address) != *address => trimmed += 1,
            "ISEMAIL_ERR" => {
                wrong += 1;
                assert_eq!(email(address), None, "{address:?}: {diagnosis}");
            }
            _ if diagnosis.contains("TOOLONG") => {
                assert_eq!(email(address), None, "{address:?}: {diagnosis}")
            }
            _ => {}
        }
    }
    println!(
        "isemail: {valid} valid accepted, {wrong} wrong refused, {trimmed} skipped for what nobody sees"
    );
    assert!(valid >= 10 && wrong >= 40);
}
