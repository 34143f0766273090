//! Headers as people and programs write them, in English, Turkish and Czech.
//!
//! They are compared folded: without case, accents and punctuation, so `E-Posta` is `e posta`.

use ripen_domain::text;

use super::Field;
use crate::import::What;

/// Fields with the headers that fill them, separated by bars.
type Headers = &'static [(Field, &'static str)];

const BOTH: Headers = &[
    (
        Field::AnonymousId,
        "anonymous id|visitor id|cookie id|ziyaretci id|id navstevnika",
    ),
    (
        Field::Email,
        "email|e mail|mail|email address|e mail address|mail address|eposta|e posta|\
         eposta adresi|e posta adresi|mail adresi|emailova adresa|e mailova adresa",
    ),
    (
        Field::Phone,
        "phone|phone number|telephone|telephone number|mobile|mobile phone|mobile number|\
         cell|cell phone|tel|telefon|telefon no|telefon numarasi|cep|cep telefonu|gsm|\
         telefonni cislo|mobil|mobilni telefon",
    ),
    (Field::Medium, "medium|utm medium|lead medium|mecra"),
    (
        Field::Campaign,
        "campaign|campaign name|utm campaign|kampanya|kampanya adi|kampan|nazev kampane",
    ),
    (Field::Content, "utm content"),
    (Field::Term, "utm term"),
];

const PEOPLE: Headers = &[
    (
        Field::UserId,
        "id|user id|customer id|customer number|customer no|contact id|lead id|lead number|\
         prospect id|person id|member id|client id|client number|account id|opportunity id|\
         external id|record id|musteri no|musteri id|musteri numarasi|musteri kodu|\
         kullanici id|kullanici no|uye no|aday no|id zakaznika|cislo zakaznika|\
         zakaznicke cislo|id kontaktu|id uzivatele",
    ),
    (
        Field::Name,
        "name|full name|contact|contact name|customer name|lead name|person|ad soyad|\
         adi soyadi|isim|isim soyisim|musteri adi|cele jmeno|jmeno a prijmeni|jmeno prijmeni|\
         kontakt|kontaktni osoba",
    ),
    (
        Field::FirstName,
        "first name|firstname|given name|forename|ad|adi|on ad|jmeno|krestni jmeno",
    ),
    (
        Field::LastName,
        "last name|lastname|surname|family name|soyad|soyadi|soyisim|prijmeni",
    ),
    (
        Field::Company,
        "company|company name|organization|organization name|organisation|account|\
         account name|employer|business|sirket|sirket adi|firma|firma adi|kurum|kurulus|\
         spolecnost|nazev firmy|nazev spolecnosti|zamestnavatel",
    ),
    (
        Field::Title,
        "title|job title|position|role|job|unvan|gorev|gorevi|pozisyon|meslek|pozice|\
         pracovni pozice|funkce",
    ),
    (
        Field::Country,
        "country|country code|country name|ulke|zeme|stat",
    ),
    (Field::City, "city|town|sehir|il|mesto|obec"),
    (
        Field::Industry,
        "industry|sector|branch|sektor|endustri|faaliyet alani|odvetvi|obor",
    ),
    (
        Field::Employees,
        "employees|employee count|number of employees|no of employees|company size|headcount|\
         calisan sayisi|personel sayisi|pocet zamestnancu",
    ),
    (
        Field::Language,
        "language|locale|lang|preferred language|dil|jazyk",
    ),
    (
        Field::Time,
        "created|created at|created on|created date|create date|date created|creation date|\
         date added|signup date|sign up date|signed up|signed up at|registered|registered at|\
         registration date|date|engage date|tarih|kayit tarihi|olusturma tarihi|\
         olusturulma tarihi|uyelik tarihi|vytvoreno|datum|datum vytvoreni|datum registrace",
    ),
    (
        Field::Source,
        "source|lead source|original source|utm source|acquisition source|kaynak|\
         musteri kaynagi|aday kaynagi|zdroj|zdroj leadu|zdroj poptavky",
    ),
];

const EVENTS: Headers = &[
    (
        Field::UserId,
        "user id|customer id|customer number|contact id|lead id|person id|member id|user|\
         distinct id|kullanici id|kullanici no|musteri no|musteri id|id uzivatele|\
         id zakaznika|cislo zakaznika",
    ),
    (Field::AnonymousId, "client id"),
    (
        Field::MessageId,
        "message id|event id|id|insert id|olay id|id udalosti",
    ),
    (
        Field::Event,
        "event|event name|event type|kind|action|activity|activity type|olay|olay adi|islem|\
         udalost|nazev udalosti|akce",
    ),
    (Field::Type, "type|call"),
    (
        Field::Time,
        "time|timestamp|ts|date|datetime|date time|event time|event date|event timestamp|at|\
         occurred at|created at|created|original timestamp|tarih|zaman|tarih saat|\
         olay zamani|cas|datum|datum a cas|cas udalosti",
    ),
    (Field::Source, "source|utm source|kaynak|zdroj"),
    (
        Field::Url,
        "url|page url|page location|context page url|link|web adresi|adresa stranky",
    ),
    (Field::Path, "path|page path|context page path|yol|cesta"),
    (
        Field::PageTitle,
        "page title|context page title|sayfa basligi|titulek|titulek stranky",
    ),
    (
        Field::Referrer,
        "referrer|referer|page referrer|context page referrer",
    ),
];

/// The field that a column with this header fills, if the header is a known one.
pub fn guess(what: What, header: &str) -> Option<Field> {
    let header = text::words(&parted(header));
    let header = header.trim();
    let own = match what {
        What::People => PEOPLE,
        What::Events => EVENTS,
    };
    let found = own
        .iter()
        .chain(BOTH)
        .find(|(_, names)| names.split('|').any(|name| name == header));
    found.map(|(field, _)| field.clone())
}

/// A header with `camelCase` taken apart: what programs write as one word.
fn parted(header: &str) -> String {
    let mut parted = String::with_capacity(header.len() + 4);
    let mut low = false;
    for letter in header.chars() {
        if letter.is_uppercase() && low {
            parted.push(' ');
        }
        low = letter.is_lowercase();
        parted.push(letter);
    }
    parted
}
