//! Headers of files of people.

use super::Headers;
use crate::data::import::columns::Field;

/// What fills the fields of a person.
pub const HEADERS: Headers = &[
    (
        Field::UserId,
        [
            "id|user id|customer id|customer number|customer no|contact id|lead id|lead number|\
             prospect id|person id|member id|client id|client number|external id|record id|\
             record id contact|contact id 18|lead id 18|case safe id|ext id|customer user id|~opportunity id|\
             ~deal id",
            "musteri no|musteri id|musteri numarasi|musteri kodu|kullanici id|kullanici no|uye no|\
             uye numarasi|aday no|kisi no|kayit no|kayit kimligi|kisi kimligi|kimlik",
            "id zakaznika|cislo zakaznika|zakaznicke cislo|id kontaktu|id uzivatele|id osoby|\
             id zaznamu|cislo kontaktu|kod zakaznika",
        ],
    ),
    (
        Field::Name,
        [
            "name|full name|contact name|customer name|lead name|person name|name surname|\
             first and last name|contact person|~contact|~person|~display name|~e mail display name|~file as|~bill full name|\
             ~delivery full name",
            "ad soyad|adi soyadi|adi ve soyadi|ad ve soyad|isim|isim soyisim|musteri adi|tam ad|\
             tam adi|kisi adi|yetkili kisi|adiniz soyadiniz|~kisi|~gorunen ad",
            "cele jmeno|jmeno a prijmeni|jmeno prijmeni|prijmeni a jmeno|jmeno kontaktu|\
             kontaktni osoba|~kontakt|~osoba|~zobrazovane jmeno|~nazev",
        ],
    ),
    (
        Field::FirstName,
        [
            "first name|firstname|given name|forename|fname|prenom|~billing first name|\
             ~shipping first name",
            "ad|adi|on ad|ilk ad|ilk adi|adiniz",
            "jmeno|krestni jmeno",
        ],
    ),
    (
        Field::MiddleName,
        [
            "middle name|additional name",
            "ikinci ad|orta ad|ikinci adi",
            "druhe jmeno|prostredni jmeno|dalsi jmeno",
        ],
    ),
    (
        Field::LastName,
        [
            "last name|lastname|surname|family name|lname|~billing last name|~shipping last name|~nom",
            "soyad|soyadi|soyisim|soyadiniz",
            "prijmeni",
        ],
    ),
    (
        Field::Company,
        [
            "company|company name|companyname|company account|organization|organization name|\
             organization 1 name|organisation|organisation name|account name|employer|\
             primary company|associated company|associated company primary|company organization|\
             sales account|sales accounts|customer account|~account|~accounts|~business|\
             ~billing company|~bill company|~default address company|~shipping company",
            "sirket|sirket adi|firma|firma adi|firma unvani|kurum|kurum adi|kurulus|kurulus adi|\
             organizasyon|kurulus 1 ad|sirket hesap|iliskili sirket|sirketiniz|sirket adiniz|firmaniz|firma adiniz|kurumunuz|~hesap adi|~isyeri",
            "spolecnost|firma|nazev firmy|nazev spolecnosti|zamestnavatel|organizace|\
             nazev organizace|organizace 1 nazev|pridruzena spolecnost|~nazev uctu|~ucet",
        ],
    ),
    (
        Field::Title,
        [
            "job title|jobtitle|job position|position|organization title|organization 1 title|~title|~role|~job|\
             ~occupation",
            "is unvani|gorev|gorevi|pozisyon|unvaniniz|goreviniz|pozisyonunuz|~unvan|~unvani|~meslek|~kurulus 1 unvan|~kurulus unvani",
            "pracovni pozice|pozice|pracovni funkce|funkce|nazev pozice|organizace 1 pozice|~pracovni zarazeni|\
             ~povolani",
        ],
    ),
    (
        Field::Country,
        [
            "country|country name|country region|~nationality country",
            "ulke|ulke adi|ulke bolge|ulkeniz",
            "zeme|zeme oblast|zeme region|~stat",
        ],
    ),
    (
        Field::CountryCode,
        [
            "country code|country iso|country iso code|iso country|iso country code|~cc",
            "ulke kodu",
            "kod zeme",
        ],
    ),
    (
        Field::City,
        ["city|town|city town", "sehir|sehriniz|~il", "mesto|~obec"],
    ),
    (
        Field::Industry,
        [
            "industry|sector|~branch",
            "sektor|endustri|faaliyet alani|is kolu",
            "odvetvi|obor|obor podnikani",
        ],
    ),
    (
        Field::Employees,
        [
            "employees|employee count|number of employees|no of employees|company size|headcount|\
             employee range|employees range|company employees|num employees",
            "calisan sayisi|personel sayisi",
            "pocet zamestnancu",
        ],
    ),
    (
        Field::Language,
        [
            "language|locale|lang|preferred language|preferred locale",
            "dil|tercih edilen dil|dil tercihi",
            "jazyk|preferovany jazyk|uprednostnovany jazyk",
        ],
    ),
    (
        Field::Time,
        [
            "created|created at|created on|created date|created time|create date|date created|\
             creation date|date added|add time|signup date|sign up date|signed up|signed up at|\
             registered|registered at|registration date|person created|contact created|\
             record created|known since|customer since|member since|confirm time|added time|\
             added at|added on|created timestamp|profile created on|account created|user registered|\
             date registered|registered date|date joined|joined|joined at|sign up|signup|\
             subscribe date|subscription date|submitted at|subscribed at|date subscribed|~optin time|~opt in time|\
             ~time|~timestamp|~date|~datetime|~date time|~engage date|~since",
            "kayit tarihi|kayit zamani|olusturma tarihi|olusturulma tarihi|olusturma zamani|\
             olusturulma zamani|olusturuldu|olusturulma|eklenme tarihi|eklendigi tarih|ekleme tarihi|\
             uyelik tarihi|kisi olusturuldu|~tarih|~zaman|~tarih saat",
            "vytvoreno|vytvoreno dne|datum vytvoreni|cas vytvoreni|datum registrace|registrovan|\
             datum pridani|pridano|zalozeno|datum zalozeni|osoba vytvorena|kontakt vytvoren|\
             zakaznik od|datum prihlaseni|~datum|~cas|~datum a cas",
        ],
    ),
    (
        Field::Source,
        [
            "source|lead source|original source|utm source|acquisition source|\
             original traffic source",
            "kaynak|musteri kaynagi|aday kaynagi|potansiyel musteri kaynagi|musteri adayi kaynagi",
            "zdroj|zdroj leadu|zdroj poptavky|zdroj kontaktu|puvodni zdroj|zdroj potencialniho zakaznika",
        ],
    ),
];
