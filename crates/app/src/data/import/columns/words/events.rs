//! Headers of files of events.

use super::Headers;
use crate::data::import::columns::Field;

/// What fills the fields of an event.
pub const HEADERS: Headers = &[
    (
        Field::UserId,
        [
            "user id|customer id|customer number|contact id|lead id|person id|member id|user|\
             distinct id",
            "kullanici id|kullanici no|musteri no|musteri id",
            "id uzivatele|id zakaznika|cislo zakaznika",
        ],
    ),
    (Field::AnonymousId, ["client id", "", ""]),
    (
        Field::MessageId,
        ["message id|event id|id|insert id", "olay id", "id udalosti"],
    ),
    (
        Field::Event,
        [
            "event|event name|event type|kind|action|activity|activity type",
            "olay|olay adi|islem",
            "udalost|nazev udalosti|akce",
        ],
    ),
    (Field::Type, ["type|call", "", ""]),
    (
        Field::Time,
        [
            "time|timestamp|ts|date|datetime|date time|event time|event date|event timestamp|at|\
             occurred at|submitted at|created at|created|original timestamp|order date|date of order|ordered at|\
             purchase date|date added|purchased on|sale date|order date utc|date placed|date created|date add|processed at|order date gmt|transaction date|~paid at",
            "tarih|zaman|tarih saat|olay zamani|siparis tarihi|siparis zamani|satin alma tarihi|satis tarihi|olusturulma tarihi|kayit tarihi",
            "cas|datum|datum a cas|cas udalosti|datum objednavky|datum objednani|datum prijeti|datum nakupu|datum pridani|datum vytvoreni|vytvoreno",
        ],
    ),
    (Field::Source, ["source|utm source", "kaynak", "zdroj"]),
    (
        Field::Url,
        [
            "url|page url|page location|context page url|link",
            "web adresi",
            "adresa stranky",
        ],
    ),
    (
        Field::Path,
        ["path|page path|context page path", "yol", "cesta"],
    ),
    (
        Field::PageTitle,
        [
            "page title|context page title",
            "sayfa basligi",
            "titulek|titulek stranky",
        ],
    ),
    (
        Field::Referrer,
        [
            "referrer|referer|page referrer|context page referrer",
            "",
            "",
        ],
    ),
];
