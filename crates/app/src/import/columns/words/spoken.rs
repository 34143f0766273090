//! Headers that speak of an address in words that no table has.

use ripen_domain::text;

use super::{Field, Guess, SPOKEN};

/// Longest such header, in words; what is longer is a question, or a whole line of headers.
const MAX_WORDS: usize = 6;

/// Words for an address; `e mail` and `e posta` have theirs among them.
const MAIL: &[&str] = &[
    "email", "emails", "mail", "mails", "emailu", "emailova", "mailova", "eposta", "epostasi",
    "posta", "postasi", "postaniz",
];

/// Words that make it somebody else's address, or something else about it, in English, Turkish and Czech.
const OTHERS: &str = "owner user agent rep representative salesperson seller assignee assigned assistant manager \
     supervisor referrer referred referral created modified updated creator sender staff employee host \
     organizer coach store partner spouse parent emergency friend reply from cc bcc sahibi sorumlusu \
     temsilcisi yonetici yoneticisi asistani olusturan gonderen vlastnik vlastnika prodejce obchodnika \
     obchodnik asistent asistentky nadrizeny doporucitel odesilatel opt out in status state type sent \
     opened open opens clicked clicks click bounced bounce delivered count number total consent \
     subscribed unsubscribed subscription marketing permission verified confirmed valid validation date \
     time last campaign subject body text list domain template format provider hash source preference \
     frequency score quality label message signature code column street postal name title id link url \
     newsletter sequence variant version group tag tags segment language category activity engagement \
     rating history tracking notification notifications alerts digest preferences izni izin onayi durumu \
     tarihi sayisi turu kodu konusu souhlas stav datum pocet typ stitek predmet";

/// An address that a header speaks of: `Mail na firmu`, `E-mail of the buyer`, in a header without separators.
pub fn address(written: &str, folded: &str) -> Option<Guess> {
    let words: Vec<&str> = folded.split(' ').collect();
    let fits = words.len() <= MAX_WORDS && !written.contains([',', ';', '\t', '|']);
    (fits && is_of_mail(&words) && !is_of_others(&words)).then_some(Guess {
        field: Field::Email,
        rank: SPOKEN,
        language: None,
    })
}

/// Whether a header speaks of an address of somebody else than whom a row is about.
pub fn is_of_another(header: &str) -> bool {
    let words = text::words(&text::parted(header));
    let words: Vec<&str> = words.split_whitespace().collect();
    is_of_others(&words)
}

/// Whether these words speak of an address that is not that of whom a row is about, or of something about one.
fn is_of_others(words: &[&str]) -> bool {
    OTHERS.split(' ').any(|other| words.contains(&other))
}

fn is_of_mail(words: &[&str]) -> bool {
    // `Posta kodu` is that of letters.
    let is_letters =
        |at: usize| words[at].starts_with("posta") && (at == 0 || words[at - 1] != "e");
    (0..words.len()).any(|at| MAIL.contains(&words[at]) && !is_letters(at))
}
