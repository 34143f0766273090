//! What people write where a telephone number is asked for.

use proptest::prelude::*;

use crate::identity::IdentifierKind;
use crate::identity::normalize::{Phone, forms, is_same, phones, sought};

fn read(text: &str, region: &str) -> String {
    let one = |Phone { number, extension }: Phone| match extension {
        Some(extension) => format!("{number} x{extension}"),
        None => number,
    };
    phones(text, Some(region))
        .into_iter()
        .map(one)
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn extensions_are_kept_beside_the_number() {
    for text in [
        "0212 555 01 23 dahili 12",
        "0212 555 01 23 dahili: 12",
        "0212 555 01 23 Dah. 12",
        "+90 212 555 01 23 ext. 12",
        "+90 212 555 01 23 ext 12",
        "02125550123x12",
        "0212 555 01 23 x 12",
        "0212 555 01 23 #12",
        "0212 555 01 23 (dahili 12)",
        "0212 555 01 23, dahili 12",
        "+902125550123;ext=12",
        "tel:+902125550123;ext=12",
        "+90 212 555 01 23,12",
        "0212 555 01 23 linka 12",
        "0212 555 01 23 l. 12",
        "0212 555 01 23 DAHİLİ 12",
        "0212 555 01 23 dahili no: 12",
        "0212 555 01 23 İÇ HAT 12",
    ] {
        assert_eq!(read(text, "TR"), "+902125550123 x12", "{text}");
    }
    assert_eq!(read("222 333 444 klapka 205", "CZ"), "+420222333444 x205");
}

#[test]
fn two_numbers_in_one_text_are_two() {
    for (text, region, expected) in [
        (
            "0532 123 45 67 / 0533 123 45 68",
            "TR",
            "+905321234567, +905331234568",
        ),
        (
            "0532 123 45 67/0533 123 45 68",
            "TR",
            "+905321234567, +905331234568",
        ),
        (
            "601 123 456; 602 123 457",
            "CZ",
            "+420601123456, +420602123457",
        ),
        (
            "601 123 456, 602 123 457",
            "CZ",
            "+420601123456, +420602123457",
        ),
        (
            "601 123 456 a 602 123 457",
            "CZ",
            "+420601123456, +420602123457",
        ),
        (
            "0212 555 01 23 ve 0532 123 45 67",
            "TR",
            "+902125550123, +905321234567",
        ),
        ("601 123 456, 601123456", "CZ", "+420601123456"),
        // Other last digits.
        ("0212 555 01 23/24", "TR", "+902125550123, +902125550124"),
        ("0212 555 01 23 - 24", "TR", "+902125550123, +902125550124"),
        ("222 333 444 / 5", "CZ", "+420222333444, +420222333445"),
        // A slash within a number.
        ("0212/555 01 23", "TR", "+902125550123"),
        (
            "0212 555 01 23 dahili 12 / 0532 123 45 67",
            "TR",
            "+902125550123 x12, +905321234567",
        ),
    ] {
        assert_eq!(read(text, region), expected, "{text}");
    }
}

#[test]
fn labels_and_other_ways_of_writing_are_read() {
    for text in [
        "Tel.: 601 123 456",
        "mobil 601123456",
        "GSM: +420601123456",
        "601-123-456",
        "+420 (0) 601 123 456",
        "(+420) 601 123 456",
        "00420 601 123 456",
        "'+420601123456",
        "420601123456",
        "601123456.0",
        "420601123456.0",
        "\u{202d}+420 601\u{a0}123\u{a0}456\u{202c}",
        "＋420 601 123 456",
        "601.123.456",
        "601 123 456 (domů)",
    ] {
        assert_eq!(read(text, "CZ"), "+420601123456", "{text}");
    }
    for wrong in [
        "",
        "hello",
        "601",
        "call me",
        "x12",
        "dahili 12",
        "12 / 13",
        "1.0",
        "1800FLOWERS now",
        &"601 123 456;".repeat(100),
    ] {
        assert_eq!(read(wrong, "CZ"), "", "{wrong}");
    }
    assert_eq!(phones("601 123 456", None), []);
}

#[test]
fn a_number_is_found_with_and_without_its_country_code() {
    let is_same_number = |stored: &str, written: &str| {
        let sought = sought(IdentifierKind::Phone, written);
        !sought.is_empty() && is_same(IdentifierKind::Phone, stored, &sought)
    };
    let number_forms = |written: &str| {
        forms(
            IdentifierKind::Phone,
            &sought(IdentifierKind::Phone, written),
        )
    };
    for (stored, written) in [
        ("+905321234567", "0532 123 45 67"),
        ("+905321234567", "532 1234567"),
        ("+905321234567", "+90 532 123 45 67"),
        ("+420601123456", "601123456"),
        ("+14155552671", "(415) 555-2671"),
        ("+3725123456", "5123456"),
        ("+905321234567", "00905321234567"),
    ] {
        assert!(is_same_number(stored, written), "{stored} {written}");
        assert!(
            number_forms(written).iter().any(|form| form == stored),
            "{stored} {written}"
        );
    }
    for (stored, written) in [
        ("+905321234567", "321 234 567"),
        ("+905321234567", "45 67"),
        ("+905321234567", "+905321234568"),
        ("", ""),
        ("x", "x"),
        ("+420601123456", "jan"),
    ] {
        assert!(!is_same_number(stored, written), "{stored} {written}");
        assert!(
            stored.is_empty() || !number_forms(written).iter().any(|form| form == stored),
            "{stored} {written}"
        );
    }
}

proptest! {
    /// Looking at the usual kinds of numbers first changes nothing, also where countries share a code.
    #[test]
    fn a_number_is_valid_where_the_library_says_so(
        code in prop_oneof![Just(420_u16), Just(90), Just(39), Just(1), Just(44), Just(7), Just(800), 200_u16..1_000],
        national in "0?[1-9][0-9]{6,9}",
    ) {
        if let Ok(number) = phonenumber::parse(None, format!("+{code}{national}")) {
            prop_assert_eq!(super::super::phone::is_valid(&number), number.is_valid());
        }
    }
}
