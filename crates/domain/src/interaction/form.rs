//! What clients call it that somebody sent a form, or asked to be shown the product.

use std::sync::LazyLock;

use super::spelling::Spellings;
use crate::interaction::kind;

/// Words around the name that say where it comes from, or that it went well: `gtm.formSubmit`, `Live Demo Requested`.
const AROUND: &[&str] = &[
    "ga",
    "4",
    "gtm",
    "4wp",
    "hubspot",
    "hs",
    "elementor",
    "event",
    "web",
    "website",
    "online",
    "product",
    "live",
    "free",
    "successfully",
    "basariyla",
    "uspesne",
];
/// Names that are those of a form only as a pixel writes them: a lead in other words may be anything of a customer
/// system.
const EXACT: &[(&str, &str)] = &[
    ("Lead", kind::FORM),
    ("fb_pixel_lead", kind::FORM),
    ("fb_mobile_lead", kind::FORM),
];

/// Names of each kind as [`crate::text::words`] leaves them, separated by bars: of Google, TikTok, HubSpot, Marketo and
/// Klaviyo, and what people call it in English, Turkish and Czech. That a form was opened, begun, left or refused is
/// none of them, nor what becomes of a demo that was asked for.
const NAMES: &[(&str, &str)] = &[
    (
        kind::DEMO,
        "demo requested|demo request|requested demo|requested a demo|request demo|request a demo|book demo|book a demo|\
         booked demo|booked a demo|demo booked|schedule demo|schedule a demo|scheduled demo|scheduled a demo|\
         demo scheduled|demo request submitted|demo request sent|demo request received|demo request created|\
         submitted demo request|demo request form submitted|demo request form submit|demo request form submission|\
         demo form submitted|demo form submit|demo form submission|\
         demo talebi|demo talep edildi|demo talep etti|demo talep et|demo talebi gonderildi|demo talebi alindi|\
         demo talebi olusturuldu|demo talep formu gonderildi|demo talep formu dolduruldu|demo formu gonderildi|\
         demo formu dolduruldu|demo istendi|demo istedi|demo iste|demo istegi|demo istegi gonderildi|\
         demo randevusu alindi|demo randevusu olusturuldu|\
         poptavka demo|poptavka dema|poptavka ukazky|demo poptavka|zadost o demo|zadost o ukazku|zadost o predvedeni|\
         zadost o demo odeslana|zadost o ukazku odeslana|odeslana zadost o demo|odeslana zadost o ukazku|\
         pozadavek na demo|pozadavek na ukazku|zajem o demo|zajem o ukazku|demo vyzadano|vyzadano demo|\
         demo poptano|poptano demo|demo objednano|objednano demo|objednavka dema|demo rezervovano|rezervovano demo|\
         rezervace dema",
    ),
    (
        kind::FORM,
        "form submitted|form submit|form submits|form submission|form submissions|submitted form|submitted a form|\
         submit form|on form submitted|form submit success|form submission success|form submission successful|\
         form submission completed|form submission received|new form submission|form success|form completed|\
         completed form|fill out form|filled out form|filled out a form|form filled out|\
         contact form submitted|contact form submit|contact form submission|contact form sent|contact form completed|\
         submitted contact form|contact form 7 submitted|contact us form submitted|contact us submitted|\
         contact request submitted|contact request sent|\
         generate lead|lead form submitted|lead form submit|lead form submission|submitted lead form|lead submitted|\
         lead gen form submitted|submit lead form|\
         inquiry form submitted|enquiry form submitted|inquiry submitted|enquiry submitted|\
         form gonderildi|form gonderimi|form gonderdi|formu gonderdi|form dolduruldu|form doldurdu|formu doldurdu|\
         form iletildi|form tamamlandi|iletisim formu gonderildi|iletisim formu gonderimi|iletisim formu dolduruldu|\
         bilgi formu gonderildi|bilgi formu dolduruldu|talep formu gonderildi|talep formu dolduruldu|\
         formular odeslan|odeslan formular|odeslany formular|odeslani formulare|formular vyplnen|vyplnen formular|\
         kontaktni formular odeslan|odeslan kontaktni formular|odeslani kontaktniho formulare|\
         poptavkovy formular odeslan|odeslan poptavkovy formular|odeslani poptavkoveho formulare|\
         poptavka odeslana|odeslana poptavka|odeslani poptavky",
    ),
];

/// Parts of words without which no name is one of these.
const ROOTS: &[&str] = &[
    "form",
    "demo",
    "lead",
    "contact",
    "quiry",
    "ukazk",
    "poptavk",
    "predveden",
    "dema",
];

static SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| {
    let all = NAMES.iter();
    let all = all.flat_map(|(kind, names)| names.split('|').map(|name| (*kind, name)));
    Spellings::new(all, EXACT, AROUND, ROOTS)
});

/// The kind of interaction that is called so, whatever its case, signs, blanks and accents: `form_submit`,
/// `demoRequested`, `Formulář odeslán`. `None` when nobody sent a form or asked for a demo.
pub fn meant(name: &str) -> Option<&'static str> {
    SPELLINGS.meant(name, &[]).map(|(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text;

    #[test]
    fn a_demo_that_was_asked_for_is_one_whatever_it_is_called() {
        for name in [
            "Demo Requested",
            "demo_requested",
            "demoRequested",
            "DEMO REQUESTED",
            "demo-requested",
            "demorequested",
            "Requested Demo",
            "Requested a Demo",
            "Request Demo",
            "request_a_demo",
            "Book a Demo",
            "bookDemo",
            "Demo Booked",
            "demo_request",
            "Live Demo Requested",
            "Demo Request Form Submitted",
            "Demo talebi",
            "DEMO TALEBİ",
            "demo_talebi",
            "Demo istendi",
            "Demo Talep Formu Gönderildi",
            "Poptávka demo",
            "Žádost o ukázku",
            "Zadost o demo",
            "Zájem o demo",
        ] {
            assert_eq!(meant(name), Some(kind::DEMO), "{name}");
        }
    }

    #[test]
    fn a_form_that_was_sent_is_one_whatever_it_is_called() {
        for name in [
            "Form Submitted",
            "form_submitted",
            "FormSubmitted",
            "FORM SUBMITTED",
            "form_submit",
            "formSubmit",
            "gtm.formSubmit",
            "Form Submission",
            "hubspot-form-submit",
            "Filled Out Form",
            "SubmitForm",
            "generate_lead",
            "ga4.generate_lead",
            "Lead",
            "fb_pixel_lead",
            "Contact Form Submitted",
            "contact_form_submission",
            "gtm4wp.contactForm7Submitted",
            "Form Gönderildi",
            "FORM GÖNDERİLDİ",
            "form_gonderildi",
            "İletişim Formu Gönderildi",
            "Form başarıyla gönderildi",
            "Formulář odeslán",
            "formular_odeslan",
            "Kontaktní formulář odeslán",
            "Odeslání formuláře",
            "Poptávka odeslána",
        ] {
            assert_eq!(meant(name), Some(kind::FORM), "{name}");
        }
    }

    #[test]
    fn what_only_sounds_like_one_is_none() {
        for name in [
            "",
            "Form",
            "Demo",
            "Demo Watched",
            "Demo Viewed",
            "Demo Page Viewed",
            "Demo Video Played",
            "Demo Started",
            "Demo Completed",
            "Demo Attended",
            "demo_cancelled",
            "Demo Request Cancelled",
            "Demo Request Viewed",
            "Demo Request Started",
            "Demo Request Rejected",
            "Demo Request Form Viewed",
            "Request Demo Clicked",
            "Book a Demo Button Clicked",
            "Demo Rescheduled",
            "Demo No Show",
            "Demo Account Created",
            "Demographics Requested",
            "Demo talebi iptal edildi",
            "Demo izlendi",
            "Ukázka zobrazena",
            "Zrušena žádost o demo",
            "Form Viewed",
            "form_start",
            "Form Started",
            "Form Abandoned",
            "Form Error",
            "Form Submit Failed",
            "Form Submission Failed",
            "Form Submission Error",
            "Form Submit Button Clicked",
            "Form Not Submitted",
            // Of the business to a person as well.
            "Form Sent",
            "Form Field Completed",
            "Form Step Completed",
            "Search Form Submitted",
            "Login Form Submitted",
            "Unsubscribe Form Submitted",
            "Newsletter Form Submitted",
            "Job Application Submitted",
            "Information Submitted",
            "Platform Completed",
            "Performance Completed",
            "Review Submitted",
            "Form görüntülendi",
            "Form hatası",
            "Formulář zobrazen",
            "Formulář neodeslán",
            "Poptávka",
            // Of customer systems.
            "lead",
            "LEAD",
            "Leads",
            "Lead Created",
            "Lead Updated",
            "Lead Qualified",
            "qualify_lead",
            "Lead Lost",
            "Lead Magnet Downloaded",
            "Contact",
            "Contact Created",
            &"form submitted ".repeat(50),
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn names_stand_folded_and_once_and_each_is_told_by_its_kind_alone() {
        let mut seen = BTreeSet::new();
        for (kind, names) in NAMES {
            assert_eq!(meant(kind), Some(*kind));
            for name in names.split('|') {
                assert_eq!(text::words(name).trim(), name);
                assert_eq!(meant(name), Some(*kind), "{name}");
                assert_eq!(meant(&name.replace(' ', "")), Some(*kind), "{name}");
                assert_eq!(kind::meant(name), Some(*kind), "{name}");
                assert!(seen.insert(name), "{name} stands twice");
            }
        }
    }
}
