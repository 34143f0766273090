//! Headers of addresses and numbers, of which a person may have several.

use super::{Field, Guess, Headers, Language};
use crate::data::import::What;

/// What fills the same fields in files of people and of events.
pub const HEADERS: Headers = &[
    (
        Field::AnonymousId,
        [
            "anonymous id|visitor id|cookie id",
            "ziyaretci id",
            "id navstevnika",
        ],
    ),
    (
        Field::Email,
        [
            "email|e mail|mail|email address|e mail address|mail address|emailaddress|email id|e mail id|\
             mail id",
            "eposta|e posta|eposta adresi|e posta adresi|email adresi|e mail adresi|mail adresi|elektronik posta|e posta adresiniz|e postaniz",
            "email|e mail|email adresa|e mail adresa|emailova adresa|e mailova adresa|mailova adresa|elektronicka posta|\
             adresa elektronicke posty",
        ],
    ),
    (
        Field::Phone,
        [
            "phone|phone number|telephone|telephone number|mobile|mobile phone|mobile number|mob|cell|\
             cell phone|cellphone|mobile phone number|tel|contact number|work number|home number|office number|\
             landline|landline number|whatsapp number|sms phone number|~whatsapp|~sms",
            "telefon|tel|telefon no|telefon numarasi|cep|cep telefonu|cep tel|gsm|\
             cep telefonu numarasi|cep no|tel no|telefonunuz|telefon numaraniz",
            "telefon|tel|telefonni cislo|mobil|mobilni telefon|cislo mobilniho telefonu|\
             telefon mobil|cislo mobilu|mobilni cislo",
        ],
    ),
    (
        Field::Medium,
        ["medium|utm medium|lead medium", "mecra", "medium"],
    ),
    (
        Field::Campaign,
        [
            "campaign|campaign name|utm campaign",
            "kampanya|kampanya adi",
            "kampan|nazev kampane",
        ],
    ),
    (
        Field::Skip,
        [
            "e mail type",
            "e posta turu",
            "typ e mailu|typ e mailove adresy",
        ],
    ),
    (Field::Content, ["utm content", "", ""]),
    (Field::Term, ["utm term", "", ""]),
];

/// Words about an address or number that leave it one of the person: which of several, and where.
const QUALIFIERS: &[&str] = &[
    // English.
    "primary",
    "secondary",
    "alternate",
    "alternative",
    "additional",
    "other",
    "work",
    "home",
    "business",
    "personal",
    "private",
    "value",
    "values",
    "main",
    "mobile",
    "cell",
    "direct",
    "no",
    "number",
    "contact",
    "customer",
    "lead",
    "user",
    "preferred",
    "second",
    "office",
    "address",
    "billing",
    "default",
    "landline",
    "member",
    "client",
    "attendee",
    "participant",
    "subscriber",
    "buyer",
    "bill",
    // Turkish.
    "is",
    "ev",
    "diger",
    "birincil",
    "ikincil",
    "ek",
    "kisisel",
    "kurumsal",
    "deger",
    "degeri",
    "musteri",
    "cep",
    "alternatif",
    "ozel",
    "numarasi",
    "ana",
    "ikinci",
    "adresi",
    "uye",
    "katilimci",
    // Czech.
    "prace",
    "zamestnani",
    "pracovni",
    "do",
    "domu",
    "domaci",
    "osobni",
    "dalsi",
    "jiny",
    "hlavni",
    "hodnota",
    "sekundarni",
    "primarni",
    "soukromy",
    "alternativni",
    "mobilni",
    "zamestnani",
    "domov",
    "druhy",
    "kontaktni",
    "kontaktu",
    "firemni",
    "zakaznika",
    "ucastnika",
    "cislo",
    "ostatni",
    "adresa",
];
/// Words about a place of which the person may have several: theirs, or that of their company.
const PLACES: &[&str] = &[
    "mailing",
    "billing",
    "bill",
    "shipping",
    "delivery",
    "business",
    "home",
    "other",
    "work",
    "primary",
    "address",
    "company",
    "current",
    "default",
    "is",
    "ev",
    "adresi",
    "adres",
    "fatura",
    "posta",
    "sirket",
    "prace",
    "zamestnani",
    "domu",
    "domov",
    "adresa",
    "fakturacni",
    "postovni",
    "korespondencni",
    "firmy",
    "pracovni",
    "sidlo",
    "region",
    "bolge",
    "oblast",
    "diger",
    "jine",
];

/// The bare word of each field that headers put words before and after, with its language.
const BARE: &[(Field, &[&str], Option<Language>)] = &[
    (
        Field::Email,
        &[
            "email",
            "e mail",
            "email address",
            "email addresses",
            "e mail address",
            "mail",
            "emails",
        ],
        None,
    ),
    (
        Field::Email,
        &[
            "eposta",
            "e posta",
            "eposta adresi",
            "e posta adresi",
            "e posta adresleri",
            "e postasi",
            "epostasi",
        ],
        Some(Language::Turkish),
    ),
    (
        Field::Email,
        &[
            "emailova adresa",
            "e mailova adresa",
            "mailova adresa",
            "e mail adresa",
            "email adresa",
            "e maily",
        ],
        Some(Language::Czech),
    ),
    (
        Field::Phone,
        &[
            "phone",
            "telephone",
            "mobile",
            "phones",
            "line",
            "cell",
            "telefon",
            "tel",
            "gsm",
        ],
        None,
    ),
    (
        Field::Phone,
        &["telefonu", "telefonlar"],
        Some(Language::Turkish),
    ),
    (
        Field::Phone,
        &["telefonni", "mobil", "telefonu", "telefony"],
        Some(Language::Czech),
    ),
    (
        Field::CountryCode,
        &["country code", "country iso", "country iso code"],
        None,
    ),
    (Field::CountryCode, &["ulke kodu"], Some(Language::Turkish)),
    (Field::CountryCode, &["kod zeme"], Some(Language::Czech)),
    (Field::Country, &["country"], None),
    (Field::Country, &["ulke", "ulkesi"], Some(Language::Turkish)),
    (
        Field::Country,
        &["zeme", "zeme oblast"],
        Some(Language::Czech),
    ),
    (Field::City, &["city", "town"], None),
    (Field::City, &["sehir", "sehri"], Some(Language::Turkish)),
    (Field::City, &["mesto"], Some(Language::Czech)),
];
/// What Google calls the kind of each value, in a column of its own, as `Phone 1 - Label`.
const LABELS: &[&str] = &["label", "type", "etiket", "tur", "turu", "stitek", "typ"];
/// What has a kind there.
const LABELLED: &[&str] = &[
    "e mail",
    "email",
    "phone",
    "address",
    "website",
    "event",
    "relation",
    "im",
    "organization",
    "custom field",
    "e posta",
    "telefon",
    "adres",
    "web sitesi",
    "etkinlik",
    "iliski",
    "kurulus",
    "ozel alan",
    "adresa",
    "web",
    "udalost",
    "vztah",
    "organizace",
    "vlastni pole",
];

/// What a header with words about it fills: `E-mail 2 - Value`, `Business Phone`, `Cep Telefonu 2`,
/// `Telefon (práce)`, `Mailing Country`. Other words in it, as in `Contact owner email`,
/// `Assistant's Phone` or `Email Opt Out`, make it something else.
pub fn qualified(what: What, header: &str) -> Option<Guess> {
    let words: Vec<&str> = header.split(' ').collect();
    if is_label(&words) {
        return Some(Guess {
            field: Field::Skip,
            rank: 0,
            language: None,
        });
    }
    BARE.iter().find_map(|(field, names, language)| {
        let around = match field {
            Field::Email | Field::Phone => QUALIFIERS,
            _ if what == What::Events => return None,
            _ => PLACES,
        };
        let fits = names.iter().any(|name| bare_in(&words, name, around));
        fits.then(|| Guess {
            field: field.clone(),
            rank: 2,
            language: *language,
        })
    })
}

fn is_label(words: &[&str]) -> bool {
    let [of @ .., number, label] = words else {
        return false;
    };
    number.bytes().all(|byte| byte.is_ascii_digit())
        && LABELS.contains(label)
        && LABELLED.contains(&of.join(" ").as_str())
}

/// Whether these words are the name with nothing but numbers and qualifiers around it.
fn bare_in(words: &[&str], name: &str, around: &[&str]) -> bool {
    let name: Vec<&str> = name.split(' ').collect();
    let beside = |word: &&str| {
        around.contains(word) || word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    (0..words.len()).any(|at| {
        words[at..].starts_with(&name)
            && words[..at].iter().all(beside)
            && words[at + name.len()..].iter().all(beside)
    })
}
