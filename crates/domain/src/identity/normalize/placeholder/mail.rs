//! Addresses of nobody.

use std::sync::LazyLock;

use super::super::clean::clean;
use super::super::mail_domain::is_provider;
use super::words::{Words, bare, folded, words};
use super::{is_placeholder, is_template};

/// Local parts of nobody, whatever the domain: words for nothing, and mailboxes that take no mail.
static NOBODY: Words = LazyLock::new(|| {
    words(
        "undefined null none nan na noemail nomail noaddress noreply donotreply dontreply nobody noone \
    anonymous notprovided notavailable unknown invalid nospam fake fakeemail emailyok yok yoktur \
    belirtilmemis belirtilmedi girilmedi girilmemis bilinmiyor nemam nemamemail nemamzadny nikdo neznam \
    neznamy neznama nezname neuvedeno nezadano nevyplneno zadny neexistuje neposilat nechci nechciuvest \
    bezmailu bezemailu mailyok epostayok hickimse istemiyorum",
    )
});

/// Local parts that mean nobody at a domain that means nothing, or at one that anybody types first.
static DUMMY: Words = LazyLock::new(|| {
    words(
        "test tester testing test1 test123 testuser email mail myemail youremail yourmail your you yourname \
    name username user user1 me my someone somebody anybody example sample demo dummy foo bar foobar abc abcd \
    asd asdf asdasd qwe qwerty xyz xxx guest firstname firstnamelastname lastname namesurname johndoe janedoe no non \
    not nothing emailaddress customer client visitor ornek deneme adiniz ad soyad adsoyad adsoyisim adinizsoyadiniz \
    isimsoyisim eposta epostaniz epostaadresi epostaadresiniz mailiniz mailadresi isim isminiz misafir musteri hayir \
    kullanici kullaniciadi jmeno vasejmeno vas vase muj vasemail vasmail vasadres vasaadresa jmenoprijmeni priklad \
    nekdo zkouska pokus uzivatel zakaznik nic ne neco",
    )
});

/// First labels of domains that stand for any domain.
static DUMMY_DOMAINS: Words = LazyLock::new(|| {
    words(
        "example test testing domain yourdomain mydomain domainname email mail youremail yourmail company yourcompany \
    mycompany site yoursite mysite website yourwebsite sample demo dummy abc asd asdf qwe qwerty xyz xxx \
    foo bar foobar none null undefined noemail nomail nowhere nikde neznam neexistuje neni nic fake invalid \
    ornek deneme firma sirket siteniz firmaniz eposta priklad domena vasedomena vasefirma firmy",
    )
});

/// Local parts at large providers that so many people type to try a form that nobody is meant by them.
static TRIED: Words = LazyLock::new(|| {
    words(
        "test test1 test123 email example asd asdf asdasd abc qwe qwerty xxx deneme ornek youremail yourmail \
    yourname youremailaddress emailaddress myemail firstnamelastname namesurname username vasemail vasmail \
    vasejmeno jmenoprijmeni epostaniz epostaadresiniz adsoyad isimsoyisim adinizsoyadiniz mailiniz",
    )
});

/// Whether an address, or what stands where one should be, is nobody's.
///
/// `example.com` and its like are not refused as such: nobody has a mailbox there, so nobody is
/// joined by it unless the part before `@` is one that everybody types as well.
pub fn is_placeholder_email(text: &str) -> bool {
    let text = clean(text);
    let Some((local, domain)) = text.rsplit_once('@') else {
        return is_placeholder(&text);
    };
    if is_template(&text) || is_template(local) || is_template(domain) {
        return true;
    }
    let (local, domain) = (
        bare(local.split('+').next().unwrap_or(local)),
        folded(domain.trim_end_matches(['.', ',', '>', ' '])),
    );
    let label = bare(domain.split('.').next().unwrap_or_default());
    let one_letter = |text: &str| text.chars().all(|c| text.starts_with(c));
    // What is typed on both sides of the sign.
    let is_twice = local == label;
    NOBODY.contains(&*local)
        || domain.ends_with(".invalid")
        || (DUMMY.contains(&*local) && (is_twice || DUMMY_DOMAINS.contains(&*label)))
        || (TRIED.contains(&*local) && is_provider(&domain))
        || (is_twice && local.len() <= 5 && one_letter(&local))
}
