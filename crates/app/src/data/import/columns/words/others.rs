//! Headers that speak of somebody else's address, or of something else about one.

use ripen_domain::text;

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

/// Whether a header speaks of an address of somebody else than whom a row is about, or of something about one.
pub fn is_of_another(header: &str) -> bool {
    let words = text::words(&text::parted(header));
    let mut words = words.split_whitespace();
    words.any(|word| OTHERS.split(' ').any(|other| other == word))
}
