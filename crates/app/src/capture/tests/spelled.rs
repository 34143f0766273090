//! Fields under the names that people and programs give them.

use ripen_domain::interaction::{Properties, kind};
use ripen_domain::signal::Asks;
use serde_json::{Map, Value, json};

use super::{arrival, capture, client, good};
use crate::capture::{Call, Request, body_write_key, capture_request};

fn said(event: &Value, call: Call) -> Map<String, Value> {
    let traits = good(call, event).traits.expect("traits");
    serde_json::from_str(&traits).expect("an object")
}

fn of_person(traits: &Value) -> Map<String, Value> {
    said(&json!({"userId": "u", "traits": traits}), Call::Identify)
}

fn of_form(properties: &Value) -> Map<String, Value> {
    let event = json!({"anonymousId": "v", "event": "Form Submitted", "properties": properties});
    said(&event, Call::Track)
}

#[test]
fn a_name_beside_a_last_name_is_the_first_name_unless_it_has_it() {
    for (fields, expected) in [
        (
            json!({"name": "Mehmet", "lastName": "Yıldız"}),
            "Mehmet Yıldız",
        ),
        (
            json!({"name": "Mehmet Yıldız", "lastName": "Yıldız"}),
            "Mehmet Yıldız",
        ),
        (
            json!({"name": "YILDIZ Mehmet", "last_name": "yıldız"}),
            "YILDIZ Mehmet",
        ),
        (
            json!({"name": "Mehmet", "lastName": "Mehmet Yıldız"}),
            "Mehmet Yıldız",
        ),
        (
            json!({"name": "Mehmet Can Yıldız", "firstName": "Can", "lastName": "Yıldız"}),
            "Mehmet Can Yıldız",
        ),
        (
            json!({"name": "Kontaktní formulář", "firstName": "Eva", "lastName": "Malá"}),
            "Eva Malá",
        ),
        (
            json!({"firstName": "Ada Malá", "lastName": "Malá"}),
            "Ada Malá",
        ),
        (json!({"firstName": "Ali", "lastName": "Ali"}), "Ali Ali"),
        (json!({"firstName": "Ada", "surname": "Malá"}), "Ada Malá"),
        (json!({"firstname": "Ada", "lastname": "Malá"}), "Ada Malá"),
        (json!({"ad": "Ayşe", "soyad": "Kaya"}), "Ayşe Kaya"),
        (json!({"Adınız": "Ayşe", "Soyadınız": "Kaya"}), "Ayşe Kaya"),
        (json!({"isim": "Ayşe", "soyisim": "Kaya"}), "Ayşe Kaya"),
        (json!({"jmeno": "Jan", "prijmeni": "Novák"}), "Jan Novák"),
        (json!({"Jméno": "Jan", "Příjmení": "Novák"}), "Jan Novák"),
        (json!({"Jméno a příjmení": "Jan Novák"}), "Jan Novák"),
        (json!({"your-name": "Jan Novák"}), "Jan Novák"),
        (json!({"isim": "Ayşe Kaya"}), "Ayşe Kaya"),
    ] {
        for found in [of_person(&fields), of_form(&fields)] {
            assert_eq!(Value::Object(found), json!({"name": expected}), "{fields}");
        }
    }
    // An advertisement is nobody's name, and a yes no address.
    let other = json!({"ad": "Summer", "email": "a@b.example", "work_email": "yes", "phones": 2});
    let kept = json!({"ad": "Summer", "email": "a@b.example", "work_email": "yes", "phones": 2});
    assert_eq!(Value::Object(of_person(&other)), kept);
}

#[test]
fn half_a_name_is_kept_as_half_a_name() {
    let (first, last) = (json!({"first_name": "Ada"}), json!({"last_name": "Nová"}));
    for (fields, expected) in [
        (json!({"firstName": "Ada"}), &first),
        (json!({"Křestní jméno": "Ada"}), &first),
        (json!({"first name": " Ada "}), &first),
        (json!({"firstName": "Ada", "lastName": "-"}), &first),
        (json!({"last_name": "Nová"}), &last),
        (json!({"Surname": "Nová"}), &last),
        (json!({"Příjmení": "Nová"}), &last),
        (json!({"soyad": "Nová"}), &last),
        (json!({"name": "undefined", "surname": "Nová"}), &last),
        (json!({"name": 5, "lastName": "Nová"}), &last),
    ] {
        assert_eq!(&Value::Object(of_person(&fields)), expected, "{fields}");
        if fields["name"].is_null() {
            assert_eq!(&Value::Object(of_form(&fields)), expected, "{fields}");
        }
    }
    for (traits, expected) in [
        (json!({"firstName": null}), json!({"first_name": null})),
        (json!({"lastName": ""}), json!({"last_name": null})),
        (
            json!({"firstName": null, "lastName": "Nová"}),
            json!({"first_name": null, "last_name": "Nová"}),
        ),
        (
            json!({"name": null, "lastName": "Nová"}),
            json!({"first_name": null, "last_name": "Nová"}),
        ),
        (
            json!({"name": null, "firstName": "Ada", "lastName": "Nová"}),
            json!({"name": "Ada Nová"}),
        ),
        (
            json!({"name": "Ada Nová", "firstName": null, "lastName": null}),
            json!({"name": "Ada Nová"}),
        ),
        (json!({"name": null}), json!({"name": null})),
        (
            json!({"firstName": "", "lastName": null}),
            json!({"name": null}),
        ),
    ] {
        assert_eq!(Value::Object(of_person(&traits)), expected, "{traits}");
    }
    // What the event says goes before its context, and what that has adds to what the event takes away.
    for (traits, context, expected) in [
        (
            json!({"name": "Ada Malá"}),
            json!({"lastName": "Nová"}),
            json!({"name": "Ada Malá"}),
        ),
        (
            json!({"lastName": "Nová"}),
            json!({"name": "Ada Malá"}),
            json!({"last_name": "Nová"}),
        ),
        (
            json!({"name": null}),
            json!({"lastName": "Nová"}),
            json!({"first_name": null, "last_name": "Nová"}),
        ),
    ] {
        let event = json!({"userId": "u", "traits": traits, "context": {"traits": context}});
        assert_eq!(
            Value::Object(said(&event, Call::Identify)),
            expected,
            "{event}"
        );
    }
    // Words that are those for any name may stand over the whole one.
    for (fields, expected) in [
        (json!({"Jméno": "Ada Nová"}), json!({"name": "Ada Nová"})),
        (
            json!({"Vaše jméno": "Ada Nová"}),
            json!({"name": "Ada Nová"}),
        ),
        (json!({"Adınız": "Ayşe Kaya"}), json!({"name": "Ayşe Kaya"})),
        (json!({"Jméno": "Ada"}), json!({"first_name": "Ada"})),
        (
            json!({"Křestní jméno": "Ada Marie"}),
            json!({"first_name": "Ada Marie"}),
        ),
        (
            json!({"firstName": "Ada Marie"}),
            json!({"first_name": "Ada Marie"}),
        ),
        (
            json!({"Jméno": "Ada Marie", "Příjmení": "Nová"}),
            json!({"name": "Ada Marie Nová"}),
        ),
    ] {
        assert_eq!(Value::Object(of_form(&fields)), expected, "{fields}");
    }
    // Half a form says nothing of the other half.
    let form = of_form(&json!({"firstName": "", "lastName": "Nová"}));
    assert_eq!(Value::Object(form), last);
}

#[test]
fn addresses_and_numbers_of_forms_and_traits_are_known_as_in_files() {
    for name in [
        "email_address",
        "EMAIL",
        "e-mail",
        "E-posta",
        "your-email",
        "emailAddress",
        "Váš e-mail",
        "E-posta adresiniz",
    ] {
        for found in [
            of_person(&json!({name: "a@b.example"})),
            of_form(&json!({name: "a@b.example"})),
        ] {
            assert_eq!(
                Value::Object(found),
                json!({"email": "a@b.example"}),
                "{name}"
            );
        }
    }
    for name in [
        "phone_number",
        "tel",
        "telefon",
        "your-tel",
        "Telefonunuz",
        "cep telefonu",
        "Mob.",
    ] {
        for found in [
            of_person(&json!({name: "+420601123456"})),
            of_form(&json!({name: "+420601123456"})),
        ] {
            assert_eq!(
                Value::Object(found),
                json!({"phone": "+420601123456"}),
                "{name}"
            );
        }
    }
    let two = of_form(&json!({"email": "a@b.example", "E-posta": "c@d.example"}));
    assert_eq!(
        Value::Object(two),
        json!({"email": "a@b.example", "email_2": "c@d.example"})
    );
    // Contact data belongs to the profile; nothing of a page is looked at.
    let form = json!({"event": "Form Submitted", "properties": {"your-email": "a@b.example", "Rozpočet": "5"}});
    let form = good(Call::Track, &form);
    let kept: Vec<_> = Properties::from_packed(form.properties.as_deref())
        .iter()
        .collect();
    assert_eq!(kept, [("Rozpočet", "5")]);
    let page = json!({"anonymousId": "v", "properties": {"E-posta": "a@b.example"}});
    assert_eq!(good(Call::Page, &page).email, None);
    // Whose address it is, a name of a trait may leave open.
    for name in [
        "work_email",
        "billing_email",
        "client_email",
        "member_email",
        "second_email",
        "cep",
        "contact_person",
    ] {
        let traits = json!({"email": "a@b.example", name: "01310-100 c@d.example"});
        assert_eq!(Value::Object(of_person(&traits)), traits, "{name}");
    }
    // What takes a custom field away takes nothing else.
    let gone = of_person(&json!({"work_email": ""}));
    assert_eq!(Value::Object(gone), json!({"work_email": null}));
}

#[test]
fn what_somebody_wrote_into_a_form_is_read_whatever_its_field_is_called() {
    for name in [
        "Message",
        "your-message",
        "mesaj",
        "Mesajınız",
        "soru",
        "zpráva",
        "Dotaz",
        "poznámka",
        "description",
        "details",
    ] {
        let event = |event: &str| json!({"userId": "u", "event": event, "properties": {name: "How much does it cost?"}});
        let asks = |event: &Value| {
            let packed = good(Call::Track, event).properties;
            let asks = Properties::from_packed(packed.as_deref())
                .iter()
                .find(|(name, _)| *name == ripen_domain::interaction::properties::ASKS)
                .map(|(_, asks)| asks.to_owned());
            asks.as_deref().and_then(Asks::from_name)
        };
        assert!(asks(&event("Form Submitted")).is_some(), "{name}");
        assert!(asks(&event(kind::QUESTION)).is_some(), "{name}");
        assert_eq!(asks(&event("Deal Updated")), None, "{name}");
    }
}

#[test]
fn a_call_names_whoever_has_the_number() {
    for event in ["Call", "Call Received", "Missed call"] {
        let call = json!({"event": event, "properties": {"phone": "+420601123456"}});
        assert_eq!(
            good(Call::Track, &call).phone.as_deref(),
            Some("+420601123456")
        );
    }
    let other = json!({"event": "Called Out", "properties": {"phone": "+420601123456"}});
    assert!(capture(Call::Track, &other).is_err());
}

#[test]
fn a_body_may_begin_with_a_byte_order_mark() {
    let event = json!({"userId": "u", "event": "A", "writeKey": "k", "batch": [{"type": "track", "userId": "u", "event": "A"}]});
    let body = format!("\u{feff}{event}");
    assert_eq!(body_write_key(body.as_bytes()).as_deref(), Some("k"));
    for call in [Call::Track, Call::Batch] {
        let request = Request {
            call,
            client: client(),
            body: body.as_bytes(),
        };
        let captured = capture_request(&request).expect("the body can be read");
        assert_eq!((captured.good.len(), captured.bad.len()), (1, 0));
        assert_eq!(captured.good[0].at, arrival());
    }
}
