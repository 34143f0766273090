//! What people write where an address is asked for.

use crate::identity::normalize::mail_domain::DISPOSABLE;
use crate::identity::normalize::{
    Mailboxes, email, emails, is_disposable, is_free, meant, readable,
};

fn addresses(text: &str) -> Vec<String> {
    emails(text).addresses
}

#[test]
fn capitals_of_the_turkish_alphabet_make_no_other_address() {
    for (text, expected) in [
        ("İLETİSİM@ORNEK.EXAMPLE", "iletisim@ornek.example"),
        ("ILETISIM@ORNEK.EXAMPLE", "iletisim@ornek.example"),
        // Put into lower case by the rules of the language: ı where a plain i was meant.
        ("ıletısım@ornek.example", "iletisim@ornek.example"),
        (
            "i\u{307}leti\u{307}si\u{307}m@ornek.example",
            "iletisim@ornek.example",
        ),
        ("bılgı@fırma.example", "bilgi@firma.example"),
        ("ayse@gmaıl.com", "ayse@gmail.com"),
        ("ayse@ornek.ınfo", "ayse@ornek.info"),
        ("SATİŞ@İSTANBUL.EXAMPLE", "satiş@istanbul.example"),
        // A domain of its own with that letter.
        ("ayse@kapı.example", "ayse@xn--kap-lua.example"),
    ] {
        assert_eq!(email(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_nobody_sees_makes_no_other_address() {
    for text in [
        "\u{200b}zw@paste.example",
        "zw\u{200d}@paste.example",
        "\u{feff}zw@paste.example\u{200e}",
        "z\u{ad}w@paste.example",
        "\u{a0}zw@paste.example\u{a0}",
        "zw\u{2060}@paste\u{200c}.example",
        "\u{202a}zw@paste.example\u{202c}",
        "zw@paste.example.",
        "ｚｗ＠ｐａｓｔｅ．ｅｘａｍｐｌｅ",
        "zw @ paste.example",
        "<zw@paste.example>",
        "mailto:zw@paste.example?subject=Hi",
        "zw@paste.example,",
        "'zw@paste.example'",
        "„zw@paste.example“",
        "%20zw@paste.example",
        "zw%40paste.example",
        "zw (at) paste.example",
        "E-mail: zw@paste.example;",
        "zw [at] paste [dot] example",
        "\tZW@Paste.Example\r\n",
    ] {
        assert_eq!(addresses(text), ["zw@paste.example"], "{text:?}");
    }
    let composed = email("andre\u{301}@firma.example");
    assert_eq!(composed.as_deref(), Some("andr\u{e9}@firma.example"));
}

#[test]
fn domains_are_stored_in_ascii_and_shown_as_people_write_them() {
    let stored = email("jana@ŽLUŤOUČKÝ.example").unwrap();
    assert_eq!(stored, "jana@xn--luouk-uva4it5a4g.example");
    assert_eq!(
        email("jana@xn--luouk-uva4it5a4g.example").as_ref(),
        Some(&stored)
    );
    assert_eq!(readable(&stored), "jana@žluťoučký.example");
    assert_eq!(
        readable("xn--luouk-uva4it5a4g.example"),
        "žluťoučký.example"
    );
    for same in [
        "a@b.example",
        "b.example",
        "a@xn--\u{fffd}.example",
        "xn--a@b.example",
        "a@xn--zzzzzzzz.example",
        "",
    ] {
        assert_eq!(readable(same), same);
    }
}

#[test]
fn several_addresses_and_names_are_told_apart() {
    for (text, expected) in [
        (
            "dana@two.example; dana.home@two.example",
            &["dana@two.example", "dana.home@two.example"][..],
        ),
        ("dana@two.example, DANA@two.example", &["dana@two.example"]),
        (
            "dana@two.example / dana.home@two.example",
            &["dana@two.example", "dana.home@two.example"],
        ),
        (
            "dana@two.example/dana.home@two.example",
            &["dana@two.example", "dana.home@two.example"],
        ),
        (
            "dana@two.example a dana.home@two.example",
            &["dana@two.example", "dana.home@two.example"],
        ),
        (
            "dana@two.example dana.home@two.example",
            &["dana@two.example", "dana.home@two.example"],
        ),
        (
            "dana@two.example\ndana.home@two.example",
            &["dana@two.example", "dana.home@two.example"],
        ),
        ("dana@two.example; n/a", &["dana@two.example"]),
        (
            "Dana <dana@two.example>; Ela <ela@two.example>",
            &["dana@two.example", "ela@two.example"],
        ),
        ("a/b=c@x.example", &["a/b=c@x.example"]),
    ] {
        assert_eq!(addresses(text), expected, "{text}");
    }
    // Part of an address is not taken for one.
    for wrong in [
        "jan novak@firma.example",
        "ask jan@firma.example please",
        "ask Jan jan@firma.example",
        "Jan Petr Novak@firma.example",
        "Jan (no address)",
        "jan@",
        "@firma.example",
        "jan",
        "",
        "jan@firma,example",
    ] {
        assert_eq!(addresses(wrong), [""; 0], "{wrong}");
    }
    let many = (0..100)
        .map(|n| format!("a{n}@b.example"))
        .collect::<Vec<_>>()
        .join(";");
    assert_eq!(addresses(&many).len(), 5);
    assert_eq!(addresses(&"a@b.example;".repeat(1_000)), [""; 0]);
}

#[test]
fn the_name_beside_an_address_is_read() {
    for (text, expected) in [
        ("Ela Dve <ela@two.example>", Some("Ela Dve")),
        ("\"Ela Dve\" <ela@two.example>", Some("Ela Dve")),
        ("\"Dve, Ela\" <ela@two.example>", Some("Ela Dve")),
        ("Dve, Ela <ela@two.example>", Some("Ela Dve")),
        ("ela@two.example (Ela Dve)", Some("Ela Dve")),
        ("Ela Dve (ela@two.example)", Some("Ela Dve")),
        ("Ela Dve ela@two.example", Some("Ela Dve")),
        ("ela@two.example - hlavní", None),
        ("ela@two.example – work", None),
        ("'ela@two.example' <ela@two.example>", None),
        ("<ela@two.example>", None),
        ("ela@two.example", None),
        ("undefined <ela@two.example>", None),
    ] {
        let Mailboxes {
            addresses, name, ..
        } = emails(text);
        assert_eq!(
            (addresses, name.as_deref()),
            (vec!["ela@two.example".to_owned()], expected),
            "{text}"
        );
    }
}

#[test]
fn slips_of_the_keyboard_are_told_and_nothing_is_changed() {
    for (domain, expected) in [
        ("gmial.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gmai.com.tr", ""),
        ("gmail", "gmail.com"),
        ("gmail.cz", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("hotmal.com", "hotmail.com"),
        ("outlok.com", "outlook.com"),
        ("yahooo.com", "yahoo.com"),
        ("sezman.cz", "seznam.cz"),
        ("iclod.com", "icloud.com"),
        ("gmail.comm", "gmail.com"),
        ("gmail.com", ""),
        ("mail.com", ""),
        ("email.com", ""),
        ("ymail.com", ""),
        ("cloud.com", ""),
        ("yahoo.co.uk", ""),
        ("firma.example", ""),
        ("hotmail.fr", ""),
        ("outlook.de", ""),
        ("seznamy.cz", "seznam.cz"),
        ("email.cz", ""),
        ("centrum.sk", ""),
        ("gmai.com", "gmail.com"),
        ("seznam.cs", "seznam.cz"),
        ("seznam.com", "seznam.cz"),
        ("centrm.cz", "centrum.cz"),
        ("volny.zc", "volny.cz"),
        ("hotmail.con.tr", "hotmail.com.tr"),
        ("hotmial.com.tr", "hotmail.com.tr"),
        ("yandex.con", "yandex.com"),
        ("yandex.comtr", "yandex.com.tr"),
        ("live.con", "live.com"),
        ("msn.con", "msn.com"),
        ("protonmail.con", "protonmail.com"),
        ("yaho.com", "yahoo.com"),
        ("hotmail.co", "hotmail.com"),
        ("yandex.ru", ""),
        ("live.co", ""),
        ("life.com", ""),
        ("line.com", ""),
        ("mynte.com", ""),
        ("atlaso.cz", ""),
        ("seznam.sk", ""),
        ("seznam.eu", ""),
        ("hitmail.com", ""),
        ("grail.com", ""),
        ("incloud.com", ""),
        ("centrus.cz", ""),
        ("centrum.com", ""),
        ("post.com", ""),
        ("hotmail.com.tr", ""),
    ] {
        assert_eq!(meant(domain).unwrap_or_default(), expected, "{domain}");
    }
    let slip = emails("Jan@Gmial.com");
    assert_eq!(slip.addresses, ["jan@gmial.com"]);
    assert_eq!(slip.hint.as_deref(), Some("jan@gmail.com"));
    let unusable = emails("jan@gmail");
    assert_eq!(unusable.addresses, [""; 0]);
    assert_eq!(unusable.hint.as_deref(), Some("jan@gmail.com"));
    assert_eq!(emails("jan@firma.example").hint, None);
}

#[test]
fn no_slip_for_a_large_provider_is_a_mailbox_to_be_thrown_away() {
    for domain in DISPOSABLE.lines() {
        assert_eq!(meant(domain), None, "{domain}");
    }
    // Nor is anything one key away from another provider, but services that really are called so.
    const CALLED_SO: &[&str] = &[
        "5ymail.com",
        "amail.com",
        "cmail.com",
        "gotmail.com",
        "lastmail.com",
        "mynes.com",
        "tmail.com",
    ];
    const PROVIDERS: &[&str] = &[
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.co.uk",
        "outlook.com",
        "windowslive.com",
        "yahoo.com",
        "yahoo.co.uk",
        "ymail.com",
        "icloud.com",
        "seznam.cz",
        "centrum.cz",
        "volny.cz",
        "mynet.com",
        "yandex.com",
        "yandex.ru",
        "protonmail.com",
        "fastmail.com",
        "t-online.de",
        "comcast.net",
        "orange.fr",
        "libero.it",
    ];
    for domain in DISPOSABLE.lines() {
        let near = |provider: &&str| strsim::osa_distance(domain, provider) <= 1;
        let near = PROVIDERS.iter().find(|provider| near(provider));
        assert!(
            near.is_none() || CALLED_SO.contains(&domain),
            "{domain} is {near:?}"
        );
    }
    for domain in ["gmial.com", "hotmial.com", "hotmai.com"] {
        assert!(is_free(domain) && !is_disposable(domain), "{domain}");
    }
}
