//! Shared mailboxes: an address that reaches a desk, not a person.

/// Local parts that stand for a desk in English, Turkish, Czech and German.
const GENERIC: &[&str] = &[
    "abuse",
    "accounting",
    "accounts",
    "admin",
    "administrator",
    "anfrage",
    "bilgi",
    "billing",
    "bestellung",
    "buchhaltung",
    "career",
    "careers",
    "contact",
    "contactus",
    "destek",
    "dotazy",
    "enquiries",
    "fakturace",
    "feedback",
    "hello",
    "help",
    "helpdesk",
    "hostmaster",
    "hr",
    "iletisim",
    "info",
    "inquiry",
    "jobs",
    "kariyer",
    "kontakt",
    "mail",
    "marketing",
    "muhasebe",
    "nakup",
    "no-reply",
    "noreply",
    "objednavky",
    "office",
    "orders",
    "podpora",
    "postmaster",
    "prodej",
    "purchasing",
    "reception",
    "recepce",
    "sales",
    "satinalma",
    "satis",
    "sekretariat",
    "service",
    "support",
    "team",
    "vertrieb",
    "webmaster",
];

/// Whether an address belongs to a desk rather than to a named human.
pub fn is_generic_mailbox(email: &str) -> bool {
    let local = email.split('@').next().unwrap_or_default();
    let local = local.split('+').next().unwrap_or_default();
    GENERIC.contains(&local)
}

#[cfg(test)]
mod tests {
    use super::is_generic_mailbox;

    #[test]
    fn desks_are_told_from_people() {
        for desk in [
            "info@firma.cz",
            "satis@firma.com.tr",
            "info+web@x.de",
            "bilgi@x.com.tr",
        ] {
            assert!(is_generic_mailbox(desk), "{desk}");
        }
        for person in [
            "jana.novakova@firma.cz",
            "information@x.de",
            "sales.director@x.com",
        ] {
            assert!(!is_generic_mailbox(person), "{person}");
        }
    }
}
