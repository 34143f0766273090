//! Shared mailboxes: an address that reaches a desk, not a person.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use crate::text;

type Words = LazyLock<HashSet<&'static str, RandomState>>;

fn words(lists: &[&'static str]) -> HashSet<&'static str, RandomState> {
    let all = lists.iter().flat_map(|list| list.split_ascii_whitespace());
    all.collect()
}

/// Local parts that stand for a desk, folded and without joints. Names of people, their initials and
/// positions that one person holds (`director`) are none.
static DESKS: Words = LazyLock::new(|| words(&[ENGLISH, CZECH, TURKISH, GERMAN, OTHERS]));

const ENGLISH: &str = "abuse academy accounting accounts accountspayable accountsreceivable admin administration \
    administrator admissions all applications apply backoffice billing booking bookings buying career careers \
    claims clients clientservices communications complaints compliance contact contacts contactus customercare \
    customerrelations customers customerservice customerservices customersuccess customersupport deliveries delivery \
    dispatch dpo email engineering enquiries enquiry eshop event events everybody everyone export exports facilities \
    feedback finance frontdesk frontoffice gdpr getintouch hello help helpdesk hey hiring hostmaster hotel hr \
    humanresources import imports inbox info infodesk information inquiries inquiry investorrelations investors \
    invoice invoices invoicing itadmin ithelpdesk itsupport job jobs leads legal library logistics mail mailbox \
    mailerdaemon maintenance management marketing media membership news newbusiness newsletter noc noreply office \
    officemanager onlineshop operations ops order ordering orders partner partners partnership partnerships payables \
    payment payments payroll planning post postmaster press privacy procurement production projects purchase \
    purchases purchasing quality quotation quotations quote quotes receivables reception recruiting recruitment \
    refunds reservation reservations returns rfq rma root sales salesteam salessupport schedule secretariat secretary \
    security service servicedesk services shipping shop shopmanager staff store storemanager studio subscriptions \
    supplies supply support survey sysadmin talent team tech technical techsupport tender tenders tickets training \
    vacancies warehouse webadmin webmaster webshop workshop";
const CZECH: &str = "ahoj autoservis brigada callcentrum cenik centrala dilna dispecink distribuce doprava dotaz dotazy \
    ekonom expedice fakturace fakturant faktury finance financni infocentrum infolinka informace inzerce kancelar \
    kariera knihovna kontakt kontakty kurzy lekarna logistika marketing matrika mzdy nabidka nabidky nabor nakup \
    objednat objednavka objednavky obchod obchodni obchodnioddeleni ordinace personalistika personalni personalnioddeleni \
    pobocka podatelna podpora poptavka poptavky posta prace predplatne prihlasky prodej prodejna provoz provozovna \
    recepce redakce reditelna registrace reklama reklamace restaurace rezervace sekretariat servis sklad skola skoleni \
    spravce stiznosti studijni technickapodpora technickeoddeleni tisk ubytovani uctarna ucetni ucetnictvi urad ustredna \
    vraceni vyroba vzorkovna zakaznici zakazky zakaznickapodpora zakaznickecentrum zakaznickyservis zasilky \
    zamestnani zasobovani \
    predaj predajna uctaren fakturacia rezervacie reklamacie dopyty ponuky";
const TURKISH: &str = "aidat arge bayi bayilik basin basvuru basvurular bilgi bilgiislem bilgilendirme bordro danisma \
    danismanlik degisim depo destek disticaret duyuru efatura egitim eczane fatura faturalar finans fiyat fiyatteklifi \
    genelmudurluk hukuk iade iadeler icsatis ihale ihracat iletisim imalat insankaynaklari isbasvuru ithalat \
    kalite kargo kariyer kayit klinik kurumsal kurumsaliletisim kurumsalsatis kvkk lojistik magaza medya merkez \
    merhaba muhasebe musteri musteridestek musterihizmetleri musteriiliskileri musteriler nakliye odeme ofis okul \
    operasyon oneri otel ozluk pazarlama perakende personel planlama proje projeler randevu reklam resepsiyon \
    rezervasyon sanalmagaza santral satinalma satis satissonrasi satissonrasihizmetler satisdestek sekreter sekreterlik \
    sekreterya servis sevkiyat sikayet siparis siparisler siparistakip sube tahsilat talep tanitim tedarik teklif \
    teklifler teknik teknikdestek teknikservis toptan ucretlendirme uretim uyelik yardim yatirimciiliskileri yonetim \
    yonetimkurulu";
const GERMAN: &str = "anfrage anfragen angebot angebote auftrag bestellung bestellungen bewerbung bewerbungen \
    buchhaltung buchung buero buro einkauf empfang hallo karriere kanzlei kundenbetreuung kundendienst kundenservice \
    lager moin personalabteilung praxis presse rechnung rechnungen reklamation reservierung reservierungen \
    verkauf versand vertrieb verwaltung werkstatt zentrale";
const OTHERS: &str = "accueil achats commandes commercial comptabilite facturation recrutement serviceclient bonjour \
    biuro sprzedaz sklep zamowienia ksiegowosc rekrutacja sekretariatszkoly \
    administracion compras contacto facturacion informacion pedidos reservas ventas \
    acquisti amministrazione commerciale informazioni ordini prenotazioni segreteria ufficio vendite \
    vendas contato comercial financeiro atendimento verkoop inkoop administratie receptie";

/// What stands beside the name of a desk: where it is, for whom, which of several.
static BESIDE: Words = LazyLock::new(|| {
    words(&[
        CODES,
        "web online it b2b b2c team dept department desk group intl international europe emea global world central \
    main general new us and to for of the center centre box customer client clients oddeleni usek stredisko zakaznicka \
    zakaznicky technicka departmani birimi bolumu ekibi ekip hizmetleri iliskileri sonrasi genel \
    praha brno ostrava plzen olomouc liberec bratislava istanbul ankara izmir bursa antalya adana kocaeli konya \
    berlin wien london paris anadolu avrupa cechy morava",
    ])
});

/// Countries and languages.
const CODES: &str = "cz sk tr de at pl hu uk gb eu en fr it es nl be ch ro bg gr ru ua dk se no fi pt br mx ca au in ae cs";

/// Whether an address belongs to a desk rather than to a named human: its local part is the name of a
/// desk in any spelling (`musteri.hizmetleri`, `e-shop`), also with what stands beside such names
/// (`info2`, `sales.tr`, `infocz`).
pub fn is_generic_mailbox(email: &str) -> bool {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    let local = text::fold(local.split('+').next().unwrap_or_default());
    let named = local.trim_matches(|letter: char| !letter.is_alphabetic());
    if named.is_empty() {
        return false;
    }
    if DESKS.contains(named) {
        return true;
    }
    // Human resources in Turkish; elsewhere somebody's initials.
    if named == "ik" {
        return domain.ends_with(".tr");
    }
    let mut parts = named.split(|letter: char| !letter.is_alphabetic());
    let is_desk = |part: &str| DESKS.contains(part);
    let is_known = |part: &str| part.is_empty() || is_desk(part) || BESIDE.contains(part);
    let bare: String = named.chars().filter(|c| c.is_alphabetic()).collect();
    if parts.clone().count() > 1 {
        // One letter before a joint is an initial: `s.ales`, `t.ender`; but for `e-shop`.
        let is_initial = |part: &str| part.chars().count() == 1 && part != "e";
        let is_written_apart = !parts.clone().any(is_initial) && DESKS.contains(&*bare);
        return is_written_apart || (parts.clone().any(is_desk) && parts.all(is_known));
    }
    is_with_code(&bare)
}

/// Whether the name of a desk has a country joined to it: `infocz`.
fn is_with_code(name: &str) -> bool {
    let Some(at) = name
        .len()
        .checked_sub(2)
        .filter(|at| name.is_char_boundary(*at))
    else {
        return false;
    };
    let (desk, code) = name.split_at(at);
    // Others are endings of surnames: `rootes`, `postin`.
    const JOINED: &[&str] = &["cz", "sk", "tr", "uk", "eu", "us", "pl", "hu"];
    desk.len() > 3 && DESKS.contains(desk) && JOINED.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn desks_are_told_from_people() {
        #[rustfmt::skip]
        let desks = [
            "info@firma.cz", "satis@firma.com.tr", "info+web@x.de", "bilgi@x.com.tr", "obchod@x.cz", "poptavky@x.cz",
            "servis@x.cz", "reklamace@x.cz", "podatelna@x.cz", "uctarna@x.cz", "kancelar@x.cz", "recepce@x.cz",
            "sekretariat@x.cz", "nakup@x.cz", "prodej@x.cz", "fakturace@x.cz", "sklad@x.cz", "vyroba@x.cz", "dotazy@x.cz",
            "rezervace@x.cz", "siparis@x.com", "teklif@x.com", "ihracat@x.com", "ithalat@x.com", "yonetim@x.com",
            "resepsiyon@x.com", "musteri.hizmetleri@x.com", "musterihizmetleri@x.com", "insan.kaynaklari@x.com",
            "insan-kaynaklari@x.com.tr", "ik@x.com.tr", "satin.alma@x.com", "rezervasyon@x.com", "bookings@x.com",
            "frontdesk@x.com", "front-desk@x.com", "procurement@x.com", "invoices@x.com", "contact-us@x.com",
            "office.manager@x.com", "export@x.com", "press@x.com", "careers@x.com", "sales.tr@x.com", "info-cz@x.com",
            "info2@x.cz", "2info@x.cz", "sales_01@x.com", "infocz@x.com", "salestr@x.com", "e-shop@x.cz", "eshop@x.cz",
            "info.praha@x.cz", "obchod.brno@x.cz", "obchodni-oddeleni@x.cz", "it.support@x.com", "customer.service@x.com",
            "kundenservice@x.de", "no-reply@x.com", "export_sales@x.com", "satis.istanbul@x.com", "účtárna@x.cz",
        ];
        for desk in desks {
            assert!(is_generic_mailbox(desk), "{desk}");
        }
        #[rustfmt::skip]
        let people = [
            "jana.novakova@firma.cz", "informationist@x.de", "sales.director@x.com", "mark@x.com", "may@x.com",
            "ik@x.de", "ik@x.com", "s.ales@x.cz", "t.ender@x.com.tr", "l.ager@x.de", "k_argo@x.com", "rootes@x.co.uk", "postin@x.com", "jana.obchod@x.cz", "servis.novak@x.cz", "mark.export@x.com", "it@x.com", "de@x.com",
            "tr2@x.com", "web@x.com", "praha@x.cz", "skladal@x.cz", "obchodnik.jan@x.cz", "prodejny.jan@x.cz", "officer@x.com",
            "recepcni.jana@x.cz", "teamer@x.com", "destan@x.com.tr", "servet@x.com.tr", "bilgin@x.com.tr", "satilmis@x.com.tr",
            "nakupova@x.cz", "webster@x.com", "pressler@x.com", "jobst@x.de", "postl@x.cz", "2@x.cz", "", "@x.cz",
        ];
        for person in people {
            assert!(!is_generic_mailbox(person), "{person}");
        }
    }

    #[test]
    fn no_desk_is_the_given_name_of_somebody() {
        for desk in DESKS.iter() {
            assert!(!crate::identity::names::given::is_given(desk), "{desk}");
        }
    }
}
