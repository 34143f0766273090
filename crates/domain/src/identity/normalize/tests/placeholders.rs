//! What stands where an identifier should be and is none.

use crate::identity::IdentifierKind;
use crate::identity::normalize::{
    emails, identifier, is_no_choice, is_placeholder, is_placeholder_email, is_placeholder_phone,
    name, phone, says_nothing,
};

#[test]
fn a_whole_number_with_decimals_is_the_id_without() {
    let id = |id: &str| identifier(IdentifierKind::UserId, id);
    for (text, expected) in [
        ("42.0", "42"),
        (" 1200.0 ", "1200"),
        ("42", "42"),
        ("42.5", "42.5"),
        ("42.00.0", "42.00.0"),
        ("v1.0", "v1.0"),
        ("007.0", "007.0"),
    ] {
        assert_eq!(id(text).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(id("0.0"), None);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn ids_of_everybody_are_no_ids() {
    for id in [
        "undefined",
        "Undefined",
        " null ",
        "NULL",
        "None",
        "NaN",
        "nil",
        "0",
        "00",
        "0.0",
        "-1",
        "",
        "-",
        "--",
        "n/a",
        "N/A",
        "#N/A",
        "(not set)",
        "(none)",
        "<null>",
        "\"null\"",
        "anonym",
        "Nepřihlášen",
        "%s",
        "%d",
        "guest",
        "Guest User",
        "{}",
        "[]",
        "your-user-id",
        "YOUR_USER_ID",
        "deleted",
        "ANONYMOUS",
        "anonymous_user",
        "unknown",
        "[object Object]",
        "[object Undefined]",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "{00000000-0000-0000-0000-000000000000}",
        "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx",
        "9774d56d682e549c",
        "{{user_id}}",
        "{{ user.id }}",
        "${id}",
        "<user id>",
        "{email}",
        "[[email]]",
        "%%email%%",
        "%USER_ID%",
        "*|EMAIL|*",
        "<%= user.id %>",
        "#{id}",
        "__USER_ID__",
        "[user_id]",
        "user-{{id}}",
        "%7B%7Buser_id%7D%7D",
        "user_id",
        "anonymousId",
        "misafir",
        "Ziyaretçi",
        "bilinmiyor",
        "nepřihlášený",
        "undefined-undefined",
        "null_null",
        "undefined:0",
        "\u{200b}null\u{200b}",
        "ＮＵＬＬ",
        "string",
        "true",
        "false",
        "@@userid@@",
        "{$userId}",
        "test",
    ] {
        assert!(is_placeholder(id), "{id:?}");
    }
    for id in [
        "alice",
        "1",
        "12345",
        "u-0",
        "42",
        "a0",
        "guest-8f31",
        "guest12",
        "null-island-42",
        "none-such",
        "00000000-0000-0000-0000-00000000002a",
        "nan_goldin",
        "jan@firma.example",
        "testarossa",
        "0001",
        "undefinedly",
        "6f9619ff-8b86-d011-b42d-00c04fc964ff",
        "ffff",
        "{\"id\":5}",
        "user42",
        "1-0",
        "x1",
        "Anonym GmbH",
        "auth0|5f7c8ec7c33c6c004bbafe82",
        "$device:8f31ab",
        "%c5%a1",
        "-7",
    ] {
        assert!(!is_placeholder(id), "{id:?}");
    }
}

#[test]
fn whoever_is_not_signed_in_is_nobody() {
    for id in [
        "üye girişi yapılmadı",
        "ÜYE GİRİŞİ YAPILMADI",
        "uye_girisi_yapilmadi",
        "giriş yapılmamış",
        "giris-yapilmadi",
        "girisYapilmadi",
        "oturum açılmadı",
        "oturum açılmamış",
        "oturum yok",
        "kullanıcı girişi yapılmamış",
        "nepřihlášený",
        "Nepřihlášený uživatel",
        "uživatel není přihlášen",
        "odhlášený",
        "not logged in",
        "not_logged_in",
        "notLoggedIn",
        "user not logged in",
        "anonymous_user",
        "anonymous-user",
        "AnonymousUser",
    ] {
        assert!(is_placeholder(id), "{id:?}");
    }
    for id in [
        "giris",
        "giriş-kapısı-7",
        "uye-17",
        "oturum12",
        "prihlasen-novak",
        "anonymous-17",
        "logan",
        "yapilmis",
        "ödeme yapılmadı",
    ] {
        assert!(!is_placeholder(id), "{id:?}");
    }
}

#[test]
fn ids_that_repeat_one_group_are_of_nobody() {
    for id in [
        "11111111-1111-1111-1111-111111111111",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "{22222222-2222-2222-2222-222222222222}",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "12341234-1234-1234-1234-123412341234",
        "12345678-1234-5678-1234-567812345678",
        "abababab-abab-abab-abab-abababababab",
    ] {
        assert!(is_placeholder(id), "{id:?}");
    }
    for id in [
        "11111111",
        "1111111111",
        "ffffffff",
        "11111111-1111-1111-1111-111111111112",
        "11111111-1111-4111-8111-111111111111",
        "a1111111-1111-1111-1111-111111111111",
        "6f9619ff-8b86-d011-b42d-00c04fc964ff",
        "11111111111111111111111111111111111111111111111111111111111111111111",
    ] {
        assert!(!is_placeholder(id), "{id:?}");
    }
}

#[test]
fn cookies_that_hold_nothing_are_of_nobody() {
    for id in [
        "fb.1.undefined",
        "GA1.1.undefined",
        "GA1.2.null",
        "_ga=null",
        "_ga=undefined",
        "_fbp=fb.1.undefined",
        "_ga=GA1.1.undefined.undefined",
        "ajs_anonymous_id=null",
    ] {
        assert!(is_placeholder(id), "{id:?}");
    }
    for id in [
        "_ga=GA1.2.1033501218.1368477899",
        "fb.1.1596403881668.1116446470",
        "fb.1.17",
        "_ga=",
        "dXNlcg==",
        "_gaze=null",
        "cn=novak",
    ] {
        assert!(!is_placeholder(id), "{id:?}");
    }
}

#[test]
fn addresses_of_nobody_are_no_addresses() {
    for text in [
        "test@test.com",
        "TEST@Test.com",
        "test@example.com",
        "email@example.com",
        "your@email.com",
        "your.email@example.com",
        "youremail@domain.com",
        "name@company.com",
        "user@example.com",
        "john.doe@example.com",
        "noreply@shop.example",
        "no-reply@firma.example",
        "do_not_reply@x.example",
        "undefined@undefined.com",
        "null@firma.example",
        "none@none.com",
        "a@a.com",
        "aaa@aaa.cz",
        "asd@asd.com",
        "asdf@asdf.cz",
        "test@gmail.com",
        "{{email}}",
        "{email}@firma.example",
        "%%email%%",
        "[[email]]",
        "<email>",
        "*|EMAIL|*",
        "undefined",
        "n/a",
        "-",
        "ornek@ornek.com",
        "adiniz@firma.com",
        "jmeno@firma.cz",
        "noemail@noemail.com",
        "x@deleted.invalid",
        "test+1@test.com",
        "eposta@ornek.com.tr",
        "vas.email@email.cz",
    ] {
        assert!(is_placeholder_email(text), "{text}");
        assert_eq!(emails(text).addresses, [""; 0], "{text}");
        assert!(!emails(text).placeholders.is_empty(), "{text}");
    }
    for text in [
        "jan@firma.example",
        "ada@example.com",
        "info@firma.cz",
        "test@kovo.example",
        "kavarna@kavarna.cz",
        "guest@hotel.example",
        "nonna@none.example",
        "me@jan.example",
        "tester@qa.example",
        "jan.null@firma.example",
        "name.surname@kovo.example",
        "abc@gmail.example",
        "jan@test.com",
        "dan@n.example",
        "ana@example.com",
        "u@example.com",
    ] {
        assert!(!is_placeholder_email(text), "{text}");
    }
}

#[test]
fn nothing_is_known_in_whatever_words_a_program_says_it() {
    #[rustfmt::skip]
    let nothing = [
        "žádné", "nezadán", "nezadáno", "NEVYPLNĚNO", "nevyplněný", "neuvedená", "neznámé", "Neznámého", "neexistuje",
        "nemá", "chybí", "není k dispozici", "není_k_dispozici", "zákazník", "nepřihlášená", "Nepřihlášený uživatel",
        "neznámý zákazník", "údaj chybí", "bez e-mailu", "nemá účet", "neregistrovaný", "anonymní uživatel",
        "girilmedi", "GİRİLMEMİŞ", "belirtilmemiş", "Belirtilmedi", "üye değil", "üye", "müşteri", "konuk",
        "mevcut değil", "bilgi yok", "Kayıtsız", "hiçbiri", "yoktur", "kullanıcı yok", "misafir kullanıcı",
        "GUEST_CHECKOUT", "guest-checkout", "guestCheckout", "unset", "unassigned", "TBD", "customer", "client",
        "signed_out", "not logged in", "notLoggedIn", "MISSING_VALUE", "no_user", "no-user-id", "user_unknown",
        "user_undefined", "uid:null", "not specified", "is not set", "Gast", "invité", "Customer ID", "Member Number",
        "your user id here", "cookie", "opt-out", "optout", "no-consent", "consent_denied", "denied", "cookies disabled",
        "GA1.1.undefined.undefined", "fb.1.null.null", "GA1.2.NaN.NaN",
    ];
    for id in nothing {
        assert!(is_placeholder(id), "{id:?}");
        assert_eq!(identifier(IdentifierKind::AnonymousId, id), None, "{id:?}");
    }
    #[rustfmt::skip]
    let something = [
        "GA1.2.1033501218.1368477899", "fb.1.1596403881668.1116446470", "guest-of-honour", "nonna", "nova", "nokia",
        "nanna", "noid-7", "user-marie", "customer-kovo", "client-a", "chybik", "zadnik", "neznalek", "hostinec",
        "konukoglu", "gastro", "inviter", "optoutdoor", "cookie-monster", "no-no", "member-anna", "nemec", "uyeli",
        "musteriler", "denis", "Nordic Data", "info", "data", "set", "order", "account", "petr", "zakova",
    ];
    for id in something {
        assert!(!is_placeholder(id), "{id:?}");
    }
}

#[test]
fn templates_and_code_are_no_ids() {
    #[rustfmt::skip]
    let nothing = [
        "%(user_id)s", "$%7Buser.id%7D", "%7b%7buser_id%7d%7d", "%5B%5Bemail%5D%5D", "<?= $id ?>", "<?php echo $id; ?>",
        "@user.id@", "#user_id#", "<<User ID>>", "«User_ID»", "{!Contact.Id}", "[% user.id %]", "void 0", "window.userId",
        "user.id", "this.userId", "user?.id", "$user->id", "$userId", ":user_id", "@Model.UserId", "getUserId()",
        "user.getId()", "() => id", "document.cookie", "function() { return id }",
    ];
    for id in nothing {
        assert!(is_placeholder(id), "{id:?}");
    }
    #[rustfmt::skip]
    let something = [
        "jan.novak", "user.marie", "window.cleaner", "@jana", "$device", ":a", "a.b.c", "this.is.me", "id.kovo", "%C5%99",
        "jan@firma.example", "#jana", "auth.jana", "void", "50%25",
    ];
    for id in something {
        let expected = id == "void";
        assert_eq!(is_placeholder(id), expected, "{id:?}");
    }
}

#[test]
fn addresses_that_people_type_to_get_past_a_form_are_none() {
    #[rustfmt::skip]
    let nothing = [
        "nikdo@nikde.cz", "neznam@neznam.cz", "isim@isim.com", "vas@email.cz", "youremail@gmail.com", "no@email.com",
        "guest@guest.com", "Vas.Email@seznam.cz", "jmeno.prijmeni@seznam.cz", "ad.soyad@gmail.com", "email@email.cz",
        "nechci@firma.cz", "belirtilmemis@x.com.tr", "musteri@musteri.com", "nic@nic.cz", "ne@ne.cz", "your.name@outlook.com",
    ];
    for text in nothing {
        assert!(is_placeholder_email(text), "{text}");
        assert_eq!(emails(text).addresses, [""; 0], "{text}");
    }
    #[rustfmt::skip]
    let something = [
        "vas@kovo.example", "ne@kovo.example", "guest@hotel.example", "client@kovo.example", "info@info.cz", "isim@kovo.example",
        "neznamova@seznam.cz", "nikodem@seznam.cz", "no@norsk.example", "jana@email.cz", "zakaznik@kovo.example",
    ];
    for text in something {
        assert!(!is_placeholder_email(text), "{text}");
    }
}

#[test]
fn numbers_of_nobody_are_no_numbers() {
    for text in [
        "0000000000",
        "1234567890",
        "111111111",
        "123456789",
        "0123456789",
        "9876543210",
        "+420 000 000 000",
        "+420 123 456 789",
        "+90 555 555 55 55",
        "0555 555 55 55",
        "0512 345 67 89",
        "+1 111 111 1111",
        "00000",
        "n/a",
        "-",
        "{{phone}}",
        "undefined",
        "+420777777777",
        "999999999",
    ] {
        assert!(
            is_placeholder_phone(text, phone(text, Some("TR")).as_deref()),
            "{text}"
        );
    }
    for text in [
        "+905321234567",
        "0532 123 45 67",
        "601 123 456",
        "+420 222 333 444",
        "+1 415 555 2671",
        "0212 555 01 23",
        "+420601123457",
        "+420 602 345 678",
    ] {
        assert!(
            !is_placeholder_phone(text, phone(text, Some("TR")).as_deref()),
            "{text}"
        );
    }
}

#[test]
fn names_are_as_people_see_them() {
    for (text, expected) in [
        (
            " Jana\u{a0} Nová\u{200b}ková\u{feff} ",
            Some("Jana Nováková"),
        ),
        ("Novákova\u{301}", Some("Novákov\u{e1}")),
        ("Jan\u{ad}a", Some("Jana")),
        ("Ｊａｎａ", Some("Jana")),
        ("Jan\tNovák\r\n", Some("Jan Novák")),
        ("İpek Işık", Some("İpek Işık")),
        ("Jan undefined", Some("Jan")),
        ("null Novák", Some("Novák")),
        ("Christopher Null", Some("Christopher Null")),
        ("undefined undefined", None),
        ("null", None),
        ("[object Object]", None),
        ("{{name}}", None),
        ("{first_name} {last_name}", None),
        ("\u{200b}", None),
        ("", None),
        ("NİL", Some("NİL")),
        ("Prázdný", Some("Prázdný")),
        ("Blank", Some("Blank")),
        ("True", Some("True")),
        ("Nil K.", Some("Nil K.")),
        ("Adi A.", Some("Adi A.")),
        ("(Jana)", Some("(Jana)")),
        ("yok", None),
        ("Není", None),
        ("neuvedeno", None),
        ("Belirtilmemiş", None),
        ("unknown", None),
        ("Unknown Unknown", None),
        ("First Last", None),
        ("First Name", None),
        ("Adınız Soyadınız", None),
        ("Jméno Příjmení", None),
        ("not provided", None),
        ("n/a", None),
        ("-", None),
        ("Null", Some("Null")),
        ("Nil", Some("Nil")),
        ("Nan Goldin", Some("Nan Goldin")),
        ("Na Li", Some("Na Li")),
        ("Jan Neznámý", Some("Jan Neznámý")),
        ("Eva First", Some("Eva First")),
        ("Guest", Some("Guest")),
        ("Konuk Bos", Some("Konuk Bos")),
        // Joiners belong to this name.
        ("علی\u{200c}رضا", Some("علی\u{200c}رضا")),
    ] {
        assert_eq!(name(text).as_deref(), expected, "{text:?}");
    }
}

#[test]
fn what_a_profile_is_said_to_hold_and_does_not_says_nothing() {
    #[rustfmt::skip]
    let nothing = [
        "undefined", "null", "N/A", "[object Object]", "{{first_name}}", "NaN", "", "-", "unknown", "Not Specified", "yok", "není",
        "neuvedeno", "Nevyplněná", "belirtilmemiş", "bilgi yok", "není k dispozici", "(none)", "none", "#N/A", "not set", "%COMPANY%", "{company}", "[first name]", "nil",
    ];
    for text in nothing {
        assert!(says_nothing(text), "{text:?}");
    }
    #[rustfmt::skip]
    let something = [
        "Host", "Guest Relations", "Customer", "Kovo a.s.", "C", "3M", "Order Manager", "Account Manager", "Data", "Nan", "Na", "IT",
        "Information", "Unknown Pleasures", "Konuk", "Login", "Member", "Zákazník", "0", "Nemak", "NIL", "NEMA", "True",
        "TrueData", "True Data", "Infinity", "Infinity Data", "Blank", "Void", "No Code", "(RED)", "[solidcore]",
        "[yellow tail]", "{code}",
    ];
    for text in something {
        assert!(!says_nothing(text), "{text:?}");
    }
}

#[test]
fn what_stands_in_a_list_before_anybody_chose_is_no_choice() {
    for text in [
        "Please select",
        "-- Select --",
        // As a CRM writes a column in which nobody chose. A company of that name is rarer than this.
        "Select",
        "Lütfen seçin",
        "Seçiniz",
        "Lütfen seçiniz",
        "Vyberte zemi",
        "on",
        "evet",
        "N/A",
        "",
    ] {
        assert!(is_no_choice(text), "{text:?}");
    }
    for text in [
        "On",
        "Jina",
        "Yes",
        "ANO",
        "Select Medical",
        "Vyberte si s.r.o.",
        "Other",
        "Ne-On",
    ] {
        assert!(!is_no_choice(text), "{text:?}");
    }
    // Names are names.
    for text in ["Jina", "No", "Seçin", "Ano", "yes"] {
        assert!(!says_nothing(text), "{text:?}");
    }
}
