//! How Turkish asks.

mod others;
mod particle;

use std::sync::LazyLock;

use super::{Clause, Language, Patterns, Sentence};

#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "merhaba|merhabalar|meraba|mrb|selam|selamlar|slm|sayin|yetkili|peki|ya|ve|ama|bir|bide|acaba|lutfen|tamam|tesekkurler|hocam|abi|arkadaslar|birde|efendim",
    "iyi gunler|aksamlar|geceler|calismalar|haftalar", "kolay gelsin", "hayirli gunler|isler|sabahlar", "bu arada", "bir de", "bir sey",
];

#[rustfmt::skip]
const NEVER: &[&str] = &[
    "neden bilmiyorum|bilmem", "kim bilir|derdi|ne", "ne kadar tesekkur*|memnun|mutlu|guzel|iyi", "ne guzel|iyi|hos|yazik|mutlu|harika|sahane|muhtesem|super|kotu|fena", "nasil tesekkur", "her ne", "ne olursa olsun", "ne yazik", "hic bir? neden",
    "lutfen _? _? *mayin|*meyin|*mayiniz|*meyiniz", "kac kere|kez|defa|gundur|haftadir", "bilginize", "icin _? _? tesekkur|tesekkurler|sagolun|sagol|minnettariz|minnettarim ederim|ederiz|ediyorum|ediyoruz? $", "ne kadar ilgisiz|kotu|saygisiz|sorumsuz|rezil|kaba|berbat", "bilgi|bilgiler|bilgisi icin tesekkur*", "gondermeyi|aramayi|yazmayi birak*|kes*|durdur*", "cikarin|cikartin|cikariniz|silin|siliniz",
    "baska|ek sorum yok", "sorum|sorumuz|sorun|sorunum yok", "istemiyor*|istemem|istemez*",
];

#[rustfmt::skip]
const OFFERS: &[&str] = &[
    "sorunuz|sorulariniz|sorun|sorusu|soru olursa|varsa", "cekinmeyin|cekinmeden|cekinmeyiniz", "ofis disinda*", "otomatik yanit*|cevap*|mesaj*|bir", "acil durum*|durumlarda",
    "ihtiyaciniz olursa|varsa", "ulasabilirsiniz|yazabilirsiniz|arayabilirsiniz",
];

/// Question words; the verb stays at the end, so they stand anywhere.
#[rustfmt::skip]
const QUESTION_WORDS: &[&str] = &[
    "neden|niye|nicin|nerede|nerde|nereye|nereden|nerden|neresi|neresinde|neredesiniz|nereniz|nedir|nelerdir|neymis|nezaman|nekadar|nasil|nasildir",
    "ne zaman|zmn|kadar|kdr|icin|tur|cesit|sekilde|zamana|yap*|olur|oluyor|oluyo|olacak|demek|lazim|gibi|var|gerekiyor|fark|durumda|tutar|eder|kadara|kadardan", "ne _? *ar|*er|*ir|*ur $", "neler|nelere|neyi|neye|neyle|nesi",
    "ne _? _? *iyor*|*uyor*|*ecek*|*acak*|*ebilir*|*abilir*|*irsin*|*ersin*|*arsin*|*ursun*|*meli*|*mali*|gider|gelir", "ne alsam|yapsam|desem|alsak|yapsak", "napicam|napacam|napayim|napmaliyim|nolcak|noldu|nzmn",
    "hangi|hangisi|hangisini|hangileri|hangisidir|hangisinin", "kac|kaca|kacta|kactan|kacinci|kacar",
    "kim|kime|kimden|kiminle _? _? *iyor*|*uyor*|*ecek*|*acak*|*ebilir*|*abilir*", "bu|o|siz|sen kim|kimsiniz|kimsin",
    "*si|*su|*leri|*lari|*niz|*nuz|bu ne $", "kim|kimler _ $",
];

/// Wishes to know.
#[rustfmt::skip]
const INDIRECT: &[&str] = &[
    "merak ediyor*|ettim|ettigim|ettik", "ogrenmek|bilmek|sormak|danismak ist*|icin", "ogrenebilir*", "sormak|danismak istedigim", "soracaktim|sorucaktim|soracaktik|soracagim|sorayim|sorabilir*", "ogrenecektim|alacaktim|bakacaktim|isteyecektim $", "ya _? _? olmazsa|olursa|gelmezse|bozulursa|yetmezse $",
    "donus*|geri bekliyor*|beklemekte*|rica", "gorusmek|konusmak|tanismak|denemek|gormek|katilmak ist*",
    "sorum|sorumuz|sorular|sorularim|sorularimiz var|olacak|olacakti|vardi|su", "bir sorum",
    "bilgi|bilgisi|bilgileri|detay|detayli|destek|yardim|yardiminizi|randevu al*|rica|ist*|lutfen|edinmek|talep|verir*|verebilir*",
    "hakkinda|konusunda|ilgili detayli? bilgi|bilgiler $", "*irsem|*irsek|*irseniz|*irsaniz|*arsaniz|*erseniz|*ursaniz|*urseniz|*isem sevinirim|seviniriz|memnun",
];

#[rustfmt::skip]
const REQUESTS: &[&str] = &[
    "rica ed*|olunur|etsem|etsek", "ariyorum|ariyoruz|bakiyorum|bakiyoruz $", "*a|*e ihtiyacim|ihtiyacimiz var", "talep ed*", "lutfen _? _? gonder*|ilet*|yolla*|paylas*|bildir*|anlat*|soyle*|yaz*|ver*|ara*|at*|acikla*|yardim*|donus*|don*",
    "bana|bize|beni|bizi _? _? gonder|gonderin|gonderiniz|gonderir*|gonderebilir*|gonderme*|ilet|iletin|iletiniz|iletir*|iletebilir*|iletme*|yolla|yollayin|yollar|yollarsaniz|yollayabilir*|yollama*|paylasin*|bildir*|anlat|anlatin*|soyle|soyleyin*|yaz|yazin*|ver|verin*|ara|arayin*|at|atin|aciklayin*|donus|donun*|goster*",
    "*i|*u gonderin|gonderiniz|iletin|iletiniz|paylasin|paylasiniz|atin|yazin|yaziniz|bildirin|bildiriniz|soyleyin|yollayin $",
    "teklif*|fiyat*|indirim*|katalog*|numune*|demo|sunum|randevu|fatura*|proforma* almak|ist*|rica|talep|lutfen|gonder|gonderin|gonderiniz|gonderir*|gonderebilir*|gonderme*|ilet|iletin|iletiniz|iletir*|iletebilir*|iletme*|bekliyor*|alabilir*",
    "yardima|yardiminiza|destege ihtiya*", "kilavuz*|katalog*|belge*|fatura*|proforma*|teklif*|fiyat*|numune*|dokuman*|sertifika*|parca*|yardim|destek|bilgi|randevu lazim|gerekli|gerekiyor|gerek $", "bilgi|detay|katalog|demo|numune|sunum lutfen", "bekliyoruz|bekliyorum fiyat*|teklif*",
];

#[rustfmt::skip]
const PRICE: &[&str] = &[
    "fiyat*|fiat*|ucret*|teklif*|tutar*|maliyet*|bedel*|indirim*|iskonto*|kampanya*|butce*|kaca|pahali*|ucuz*", "kac para|lira|tl|euro|dolar", "ne|nekadar kadar|kadara|toplam? tut*|olur|eder|ediyor|$",
    "ne kadar $", "nekadar $",
];

#[rustfmt::skip]
const PRICE_ALONE: &[&str] = &[
    "ne kadar $", "nekadar $", "ne kadar acaba|tutar|tutuyor|eder|ediyor|bu|olur|oluyor $", "kac para|lira|tl|euro|dolar", "^kaca", "kaca olur|verir*|geliyor|mal*",
    "fiyat|fiyati|ucreti ne|nedir|alabilir*|ogrenebilir*",
];

#[rustfmt::skip]
const PRICE_NAMED: &[&str] = &[
    "fiyat|fiyati|fiyatlari|fiyatlar|ucret|ucreti|teklif|teklifi|maliyet|maliyeti bilgisi|bilgi|listesi|listeniz|teklifi|lutfen|soracaktim|sorucaktim|almak lutfen? $",
    "^son|guncel|net|toptan|toplu|yaklasik|ortalama? fiyat|fiyati|fiyatlar|ucret|ucreti lutfen? $",
];

#[rustfmt::skip]
const PAYMENT: &[&str] = &[
    "odeme*|ode|oder*|odeyebilir*|odeyece*|odeyecegi*|fatura*|havale*|eft|taksit*|iban*|proforma*|vadeli|dekont*|kapida|kapora*|depozito*|avans*|senet*|pesin*|nakit|cek", "kredi|banka kart*", "kart ile|geciyor", "kartla|kartlar", "hesap numara*|no|bilgi*",
];

#[rustfmt::skip]
const PAYMENT_ALONE: &[&str] = &[
    "nereden|nereye|nasil od*", "odeme|odemeyi nasil", "odeme yapmak ist*", "iban|hesap|odeme|fatura numarasi? bilgisi|bilgileri|lutfen|gonder|gonderin|gonderiniz|gonderir*|gonderebilir*|gonderme*|rica|atar*|alabilir* lutfen? $",
];

pub(super) fn language() -> &'static Language {
    static LANGUAGE: LazyLock<Language> = LazyLock::new(|| Language {
        fillers: Patterns::new(&[FILLERS]),
        never: Patterns::new(&[NEVER]),
        offers: Patterns::new(&[OFFERS]),
        others: Patterns::new(&[others::LOOKING_FOR_WORK, others::SELLING]),
        questions: Patterns::new(&[INDIRECT]),
        requests: Patterns::new(&[REQUESTS]),
        price: Patterns::new(&[PRICE]),
        price_alone: Patterns::new(&[PRICE_ALONE]),
        price_named: Patterns::new(&[PRICE_NAMED]),
        payment: Patterns::new(&[PAYMENT]),
        payment_alone: Patterns::new(&[PAYMENT_ALONE]),
        is_question,
    });
    &LANGUAGE
}

fn is_question(clause: &Clause, sentence: &Sentence) -> bool {
    particle::stands_in(clause.words) || (!sentence.exclaims && has_open_question_word(clause))
}

/// A question word whose verb is no noun clause ("nerede olduğunu biliyorum") and which belongs to no
/// pair ("ne kadar … o kadar", "ne çay ne kahve") and no condition ("hangisini aldıysam").
fn has_open_question_word(clause: &Clause) -> bool {
    static QUESTION: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(&[QUESTION_WORDS]));
    let words = clause.words;
    let Some(at) = (0..words.len()).find(|at| QUESTION.found_at(words, *at)) else {
        return false;
    };
    let is_pair = words.iter().filter(|word| *word == "ne").count() > 1
        || words
            .windows(2)
            .any(|pair| pair[0] == "o" && pair[1] == "kadar");
    !is_pair
        && !words[at..]
            .iter()
            .any(|word| is_noun_clause(word) || is_condition(word))
}

/// Verb forms such as `oldugunu`, `yapacagimizi`, `yaptiklarini`; not the future `gonderecegim`.
fn is_noun_clause(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "dig", "dug", "tig", "tug", "acag", "eceg", "diklar", "dikler", "duklar", "dukler",
        "tiklar", "tikler", "tuklar", "tukler",
    ];
    const MAIN: &[&str] = &["acagim", "ecegim", "acagiz", "ecegiz"];
    let stands = STEMS.iter().any(|stem| {
        word.find(stem)
            .is_some_and(|at| at > 0 && at + stem.len() < word.len())
    });
    stands && !MAIN.iter().any(|end| word.ends_with(end))
}

fn is_condition(word: &str) -> bool {
    ["ysa", "yse", "rsa", "rse"].iter().any(|stem| {
        word.rfind(stem).is_some_and(|at| {
            at > 0 && matches!(&word[at + stem.len()..], "" | "m" | "n" | "k" | "niz")
        })
    })
}
