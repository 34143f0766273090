//! Words that say that there is nothing, in the languages of those who write forms and programs.
//!
//! Written apart, with any joint or as one camel-cased word they are the same: `not_logged_in`,
//! `notLoggedIn`, `není k dispozici`, `üye değil`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use crate::text;

/// Words, ready to be asked for: every id and address is looked up.
pub(super) type Words = LazyLock<HashSet<&'static str, RandomState>>;

/// The words of a text with blanks between them.
pub(super) fn words(text: &'static str) -> HashSet<&'static str, RandomState> {
    text.split_ascii_whitespace().collect()
}

/// Words that say by themselves that there is nothing, also beside others of these lists. Numbers but zero and
/// minus one are left out: they are ids of somebody.
static SILENT: Words = LazyLock::new(|| {
    words(
        "undefined null none nil nan nullptr na void false true empty blank missing unset unassigned \
    unspecified undisclosed unavailable unknown div0 inf infinity 0x0 \
    notavailable notapplicable notset notdefined notprovided notfound novalue \
    bilinmiyor bilinmeyen tanimsiz yok yoktur girilmedi girilmemis belirtilmedi belirtilmemis \
    tanimlanmamis tanimlanmadi bulunamadi hicbiri neni neexistuje nema chybi prazdne prazdny prazdna unbekannt inconnu",
    )
});

/// Words that say of somebody that it is not known who they are, or only that they are there.
static NAMELESS: Words = LazyLock::new(|| {
    words(
        "unidentified unregistered unauthenticated anonymous anon anonymized anonymised tbd tba todo \
    guest guests visitor deleted redacted placeholder default dummy xxx denied optout optedout cookieless \
    noid nouser notauthenticated notloggedin notsignedin loggedout signedout loggedoff noconsent nocookie nocookies \
    misafir konuk anonim girisyapilmadi girisyapilmamis ziyaretci bos kayitsiz anonym anonyme host gast invite invitado ospite gosc",
    )
});

/// Czech words of the same meaning, without the ending that goes by whom they are about.
const SILENT_STEMS: &[&str] = &[
    "neznam",
    "neuveden",
    "nezadan",
    "nevyplnen",
    "neprihlasen",
    "odhlasen",
    "neregistrovan",
    "nedefinovan",
    "neurcen",
    "nenalezen",
    "nezjisten",
    "nespecifikovan",
    "neposkytnut",
    "nenastaven",
    "anonymn",
    "zadn",
];
const ENDINGS: &[&str] = &[
    "", "y", "a", "e", "o", "i", "eho", "emu", "ym", "ych", "ou", "ej",
];

/// Denials: nothing by themselves, but with what they deny.
static DENIALS: Words = LazyLock::new(|| {
    words(
        "no not non without isnt degil bez ne kein keine sans yapilmadi yapilmamis acilmadi acilmamis declined disabled rejected refused blocked",
    )
});

/// Names of fields and of roles, which are what a program was to put someone's in the place of.
static FIELDS: Words = LazyLock::new(|| {
    words(
        "ref value name id uid user userid username userkey useruuid anonymousid distinctid clientid \
    visitorid deviceid sessionid customerid customernumber accountid memberid contactid externalid email \
    emailaddress useremail customeremail phone phonenumber string identifier cookie cookies customer client \
    member yourid youruserid yourname youremail guestuser anonymoususer unknownuser deleteduser example test \
    testuser kullanici kullaniciadi musteri uye eposta telefon uzivatel zakaznik navstevnik klient clen",
    )
});

/// What stands beside the words above and adds nothing.
static GLUE: Words = LazyLock::new(|| {
    words(
        "is was in out off logged signed sign log set given found provided available applicable specified \
    defined filled entered assigned registered known identified authenticated stated disclosed opted \
    opt checkout order orders account session login data info information record address number key code \
    your my enter insert here the yet consent required \
    bilgi bilgisi mevcut kayit kayitli giris girisi oturum uyelik hesap adi adresi numarasi \
    e mail mailu emailu telefonu jmena k dispozici udaj udaje hodnota ucet prihlasen prihlasena registrace vyplneno zadano uvedeno jmeno adresa \
    cislo verfugbar angegeben disponible",
    )
});

/// Ids that are not zero, and still the same for everybody: the pattern of a random id, and the
/// Android id that a fault of the maker gave to a whole series.
static NOT_UNIQUE: Words = LazyLock::new(|| {
    words("xxxxxxxxxxxx4xxxyxxxxxxxxxxxxxxx 9774d56d682e549c 123e4567e89b12d3a456426614174000")
});

fn is_silent(word: &str) -> bool {
    says_none(word) || NAMELESS.contains(word)
}

fn says_none(word: &str) -> bool {
    let is_inflected = |stem: &&str| {
        let ending = word.strip_prefix(*stem);
        ending.is_some_and(|ending| ENDINGS.contains(&ending))
    };
    SILENT.contains(word) || SILENT_STEMS.iter().any(is_inflected)
}

/// Whether a text is what a list to choose from shows before anybody chose, or the choice of none of it.
pub(super) fn is_no_choice(text: &str) -> bool {
    #[rustfmt::skip]
    const CHOICES: &[&str] = &[
        "please select", "select one", "select an option", "select a country", "select country", "select your country", "please choose",
        "choose one", "choose an option", "seciniz", "lutfen seciniz", "seciniz lutfen", "ulke seciniz", "sehir seciniz", "il seciniz",
        "secim yapiniz", "vyberte", "prosim vyberte", "vyberte prosim", "vyberte zemi", "vyberte mesto", "vyberte stat",
        "vyberte moznost", "vyberte ze seznamu", "zvolte moznost", "bitte wahlen", "bitte auswahlen", "other please specify",
        "select", "select city", "select a city", "select state", "select industry", "lutfen secin", "zvolte",
    ];
    /// Boxes to tick, as programs write them, and the last of a list: letter by letter, since other spellings are names.
    const TICKS: &[&str] = &[
        "on",
        "off",
        "yes",
        "no",
        "ano",
        "ne",
        "evet",
        "hayir",
        "hayır",
        "Diğer",
        "Jiné",
        "Jiná",
        "Select...",
        "-- Select --",
        "--Select--",
    ];
    TICKS.contains(&text) || CHOICES.contains(&text::words(text).trim())
}

/// Whether a text says only that there is nothing: `unknown`, `N/A`, `není k dispozici`, `bilgi yok`. Unlike an id, it
/// may be the word for somebody's role, and names of people and places are as short as some of these words.
pub(super) fn are_none(text: &str) -> bool {
    // As programs write them; written as a name they are one, of people and of companies.
    const WRITTEN: &[&str] = &["NaN", "nan", "nil", "true", "false", "void", "inf"];
    static NAMES: Words = LazyLock::new(|| {
        words(
            "nil nan na blank true false void infinity inf nema empty missing prazdny prazdna prazdne neznamy \
        neznama zadny zadna chybi",
        )
    });
    static BESIDE: Words = LazyLock::new(|| {
        words(
            "is was yet set given found provided available applicable specified defined filled entered known stated \
        disclosed info information bilgi bilgisi mevcut k dispozici udaj udaje vyplneno zadano uvedeno verfugbar \
        angegeben disponible",
        )
    });
    let parts = parts(text);
    let is_name = |part: &String| NAMES.contains(&**part);
    if parts.iter().any(is_name) {
        return WRITTEN.contains(&text);
    }
    let denies = |part: &String| DENIALS.contains(&**part);
    let is_nothing = |part: &String| says_none(part) || denies(part) || BESIDE.contains(&**part);
    let is_said = || {
        parts.iter().all(is_nothing)
            && parts.iter().any(|part| says_none(part) || denies(part))
            && !parts.iter().all(denies)
    };
    says_none(&bare(text)) || ((2..=6).contains(&parts.len()) && is_said())
}

/// Whether a text is the name of the field for a name: `First Last`, `Adınız Soyadınız`, `Jméno Příjmení`.
pub(super) fn are_names_of_names(text: &str) -> bool {
    static ALONE: Words = LazyLock::new(|| {
        words(
            "firstname lastname fullname yourname surname username jmeno prijmeni vasejmeno isim soyisim soyad soyadi \
        adiniz soyadiniz isminiz adsoyad vorname nachname",
        )
    });
    static TOGETHER: Words =
        LazyLock::new(|| words("first last name full your user ad adi vase a ve and cele krestni"));
    let parts = parts(text);
    let is_of_name = |part: &String| ALONE.contains(&**part) || TOGETHER.contains(&**part);
    // `Adi` and `Last` are names of people as well.
    let is_certain = |part: &String| {
        ALONE.contains(&**part)
            || matches!(
                &**part,
                "first" | "name" | "full" | "your" | "vase" | "cele"
            )
    };
    ALONE.contains(&*bare(text))
        || (parts.len() > 1 && parts.iter().all(is_of_name) && parts.iter().any(is_certain))
}

/// Whether a text is the name of a field that holds somebody's id or address: `userId`, `customer_email`.
pub(super) fn is_field(text: &str) -> bool {
    FIELDS.contains(&*bare(text))
}

/// Whether the letters and digits of a folded text are a word for nothing or the name of a field.
pub(super) fn is_word(bare: &str) -> bool {
    is_silent(bare) || FIELDS.contains(bare) || NOT_UNIQUE.contains(bare)
}

/// Whether a text of several words says no more than that nothing is known (`není k dispozici`,
/// `GUEST_CHECKOUT`, `bilgi yok`, `undefined:0`), or names a field (`Customer ID`).
pub(super) fn are_words(text: &str) -> bool {
    let parts = parts(text);
    let is_zero = |part: &str| part.bytes().all(|byte| byte == b'0');
    let denies = |part: &str| DENIALS.contains(part);
    let adds_nothing = |part: &str| FIELDS.contains(part) || GLUE.contains(part) || is_zero(part);
    let is_field = |part: &String| FIELDS.contains(&**part);
    // A field by its name in two words, or what was to be put into it.
    let is_name_of_field = || {
        let asks = |part: &String| matches!(&**part, "your" | "my" | "enter" | "insert");
        let is_id = |part: &String| {
            matches!(
                &**part,
                "id" | "uid" | "key" | "number" | "email" | "address" | "name"
            )
        };
        let is_named = parts.last().is_some_and(is_id) && is_field(&parts[parts.len() - 2]);
        is_named || (parts.iter().any(asks) && parts.iter().any(is_field))
    };
    let of_nothing = |part: &str| is_silent(part) || denies(part) || adds_nothing(part);
    let is_denied = || {
        let mut each = parts.iter();
        each.clone().any(|part| is_silent(part))
            || (each.clone().any(|part| denies(part)) && each.any(|part| adds_nothing(part)))
    };
    (2..=6).contains(&parts.len())
        && parts.iter().all(|part| of_nothing(part))
        && (is_denied() || is_name_of_field())
}

/// The words of a text, folded: at joints, and where a capital begins a word behind a small letter.
fn parts(text: &str) -> Vec<String> {
    let mut apart = String::with_capacity(text.len() + 8);
    let mut was_small = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins_word =
            letter.is_uppercase() && letters.peek().is_some_and(|next| next.is_lowercase());
        if begins_word && was_small {
            apart.push(' ');
        }
        was_small = letter.is_lowercase();
        apart.push(letter);
    }
    let folded = text::fold(&apart);
    let parts = folded.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// As [`text::fold`]; most text is folded already.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    let is_folded = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match text.bytes().all(is_folded) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text::fold(text)),
    }
}

/// The letters and digits of a text, folded.
pub(super) fn bare(text: &str) -> Cow<'_, str> {
    let folded = folded(text);
    match folded.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        true => folded,
        false => folded.chars().filter(|c| c.is_alphanumeric()).collect(),
    }
}

#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    [&SILENT, &NAMELESS, &FIELDS, &NOT_UNIQUE]
        .into_iter()
        .flat_map(|list| list.iter().copied())
}
