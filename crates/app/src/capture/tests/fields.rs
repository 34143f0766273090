//! Company, title and place of a person, in forms, traits and orders.

use ripen_domain::interaction::Properties;
use serde_json::{Map, Value, json};

use super::good;
use crate::capture::Call;

fn said(call: Call, event: &Value) -> Map<String, Value> {
    let traits = good(call, event).traits.unwrap_or_else(|| "{}".into());
    serde_json::from_str(&traits).expect("an object")
}

fn of_person(traits: &Value) -> Map<String, Value> {
    said(Call::Identify, &json!({"userId": "u", "traits": traits}))
}

fn of_form(properties: &Value) -> Map<String, Value> {
    let event = json!({"userId": "u", "event": "Form Submitted", "properties": properties});
    said(Call::Track, &event)
}

fn of_order(properties: &Value) -> Map<String, Value> {
    let event = json!({"userId": "u", "event": "Order Completed", "properties": properties});
    said(Call::Track, &event)
}

#[test]
fn company_title_and_place_are_known_by_the_headers_of_files() {
    for (field, value, names) in [
        (
            "company",
            "Vestel A.Ş.",
            "company|companyName|company_name|companyname|Company Name|organisation|organization|Organisation Name|\
             firma|Firma Adı|FİRMA|şirket|Şirket Adı|Şirketiniz|Firmanız|kurum|společnost|Společnost|název firmy|\
             nazev_firmy|Vaše firma|your-company",
        ),
        (
            "title",
            "Head of Sales",
            "jobTitle|job_title|jobtitle|Job Title|job-position|unvan|Ünvan|Unvanınız|İş Unvanı|görev|Göreviniz|pozisyon|\
             pozice|Pracovní pozice|funkce",
        ),
        (
            "country",
            "TR",
            "country|Country|country_name|ülke|Ülke|ÜLKE|Ülkeniz|země|Země|stát|Country/Region",
        ),
        (
            "city",
            "Brno",
            "city|City|şehir|Şehir|Şehriniz|město|Město|mesto|town",
        ),
    ] {
        for name in names.split('|') {
            let sent = json!({ name: if field == "country" { "Turkey" } else { value } });
            for found in [of_person(&sent), of_form(&sent)] {
                assert_eq!(found.get(field), Some(&json!(value)), "{name}");
            }
        }
    }
    // A number without a country is of the country beside it.
    for name in ["ülke", "country"] {
        let found = of_form(&json!({name: "Türkiye", "Cep telefonu": "0532 123 45 67"}));
        assert_eq!(found["phone"], "+905321234567");
    }
}

#[test]
fn what_is_of_others_or_of_something_else_fills_nothing() {
    let fields = json!({
        "referrer_company": "A", "sales_rep_title": "B", "page title": "C", "product title": "D", "form title": "E",
        "company_size": "10-50", "Firma Türü": "F", "country of origin": "Italy", "shipping_country": "Italy",
        "billing_company": "G", "account_name": "H", "Hesap adı": "I", "statement": "J", "stat": "goals",
        "City of birth": "Praha", "funkce webu": "K", "position_id": "L", "Organizasyon": "M", "State": "California",
        "destination_country": "Spain", "competitor company": "N", "Ülke Kodu": "+90", "ad_position": "O",
    });
    let kept = of_person(&fields);
    for field in ["company", "title", "country", "city"] {
        assert_eq!(kept.get(field), None, "{field}");
    }
    assert_eq!(of_form(&fields), Map::new());
    // Where something stands on a page is nobody's job.
    assert_eq!(
        of_form(&json!({"position": "footer", "title": "Contact us"})),
        Map::new()
    );
}

#[test]
fn what_stands_under_its_own_name_goes_first_and_what_is_empty_says_nothing() {
    let both = json!({"companyName": "Vestel", "firma": "Arçelik", "organization": "Beko"});
    let person = of_person(&both);
    assert_eq!(
        (&person["company"], &person["firma"]),
        (&json!("Vestel"), &json!("Arçelik"))
    );
    assert_eq!(of_form(&both)["company"], "Vestel");
    let object = json!({"company": {"name": "Vestel"}, "firma": "Arçelik"});
    assert_eq!(of_person(&object)["company"], "Vestel");
    let empty = json!({"firma": " ", "ülke": "", "country": "", "city": "", "město": "-"});
    assert_eq!(of_form(&empty), Map::new());
    // What was filled in is a property of the form as well.
    let form = json!({"userId": "u", "event": "Form Submitted", "properties": {"firma": "Vestel"}});
    let form = good(Call::Track, &form);
    let kept: Vec<_> = Properties::from_packed(form.properties.as_deref())
        .iter()
        .collect();
    assert_eq!(kept, [("firma", "Vestel")]);
}

#[test]
fn an_order_says_which_company_and_country_it_is_billed_to() {
    for order in [
        json!({"billing": {"company": "Vestel", "country": "TR", "first_name": "Ali"}}),
        json!({"billing_address": {"company": "Vestel", "country": "Turkey", "country_code": "TR"}}),
        json!({"billing_address": {"company": "Vestel", "country_id": "TR"}}),
        json!({"data": {"checkout": {"billingAddress": {"company": "Vestel", "countryCode": "TR"}}}}),
        json!({"billing_company": "Vestel", "billing_country": "Türkiye", "shipping_country": "DE"}),
        json!({"billing": {"company": "Vestel", "country": "TR"}, "shipping": {"company": "Gift", "country": "DE"}}),
    ] {
        let expected = json!({"company": "Vestel", "country": "TR"});
        assert_eq!(Value::Object(of_order(&order)), expected, "{order}");
    }
    for order in [
        json!({"shipping_address": {"company": "Gift", "country": "DE"}}),
        json!({"company": "Carrier", "country": "DE", "city": "Berlin"}),
        json!({"vendor": {"billing_address": {"company": "Shop", "country": "DE"}}}),
        json!({"billing": {"company": "", "country": null}}),
        json!({"billing": {"company": "N/A", "country": "--"}}),
    ] {
        assert_eq!(of_order(&order), Map::new(), "{order}");
    }
}
