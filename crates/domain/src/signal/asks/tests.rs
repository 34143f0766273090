use proptest::prelude::*;

use super::Asks;

fn all(expected: Option<Asks>, texts: &[&str]) {
    for text in texts {
        assert_eq!(Asks::of(text), expected, "{text}");
    }
}

#[test]
fn payment_is_asked_for_in_three_languages() {
    all(
        Some(Asks::Payment),
        &[
            "Where do I pay?",
            "Hi, we are in. how can i pay by bank transfer",
            "Could you send us the invoice for 3 units?",
            "Please send your bank details so we can go ahead.",
            "Nereden ödeyebilirim?",
            "Merhaba, ödemeyi nasıl yapıyoruz",
            "Kredi kartı ile ödeme yapabilir miyiz?",
            "Lütfen faturayı gönderin",
            "NASIL ÖDERİM",
            "Kde mohu zaplatit?",
            "Dobrý den, jak zaplatím objednávku?",
            "Prosím pošlete fakturu na naši firmu.",
            "Lze platit kartou?",
        ],
    );
}

#[test]
fn a_price_is_asked_for_in_three_languages() {
    all(
        Some(Asks::Price),
        &[
            "How much is it for 20 seats?",
            "Please send me a quote for two cold rooms",
            "What does the pricing look like?",
            "I would like a quotation.",
            "Bu ürün ne kadar tutuyor",
            "Fiyat listesi alabilir miyim?",
            "Teklif rica ediyorum",
            "Fiyatı nedir",
            "Kolik stojí licence?",
            "Prosím o cenovou nabídku.",
            "Zajímá mě cena pro 10 skladů",
            "Máte nějakou slevu?",
        ],
    );
}

#[test]
fn other_questions_are_questions() {
    all(
        Some(Asks::Question),
        &[
            "Does it work with an old freezer?",
            "how long does delivery take",
            "Kurulum var mı",
            "Ne zaman teslim edersiniz?",
            "Türkiye'de bayiniz var mıdır",
            "Umíte propojit s naším ERP?",
            "Jak dlouho trvá montáž",
            "Thanks. The last page is empty. Is there a manual?",
        ],
    );
}

#[test]
fn statements_ask_for_nothing() {
    all(
        None,
        &[
            "",
            "Thank you, it works.",
            "The price was great.",
            "We paid the invoice yesterday.",
            "I know how it works.",
            "See https://example.com/a?b=c for details.",
            "It is 3.5 m wide. Good night!",
            "Teşekkürler, ürünü aldık.",
            "Fiyat güzeldi.",
            "Děkuji, všechno funguje.",
            "Cena byla dobrá.",
            "Faktura došla.",
        ],
    );
}

#[test]
fn people_leave_out_marks_accents_and_spaces() {
    all(
        Some(Asks::Question),
        &[
            "does this come with a warranty",
            "i was wondering if you could help me",
            "hi there, is it still available",
            "stokta varmı",
            "kargoya verildimi acaba",
            "bayilik veriyormusunuz",
            "jde to objednat i na slovensko",
            "stihnete to do patku",
            "dobry den mam dotaz",
        ],
    );
    all(
        Some(Asks::Price),
        &[
            "fiyat bilgisi",
            "price list please",
            "Jaká by byla cena za 50 kusů",
            "posli mi prosim cenik",
        ],
    );
}

#[test]
fn what_only_looks_like_a_question_is_none() {
    all(
        None,
        &[
            "What a great product!",
            "Máte pravdu.",
            "The price list you sent is clear, thank you.",
            "Ceník, který jste poslali, je jasný, děkuji.",
            "When we called, somebody answered at once.",
            "If you have any questions, please call me.",
            "Please do not reply to this message.",
            "Ne kadar hızlı geldi!",
            "Nerede olduğunu biliyorum.",
            "Hangi ürünü aldıysam memnun kaldım.",
            "Ürünümü aldım, eğitimi ve yardımı için teşekkürler.",
            "Peníze mi vrátili do týdne.",
            "Zavolal mi hned a poradil mi.",
            "Co slíbili, to dodrželi.",
            "Můžu jen doporučit.",
            "Prosím neodpovídejte na tento e-mail.",
        ],
    );
}

#[test]
fn what_is_told_in_the_order_of_a_question_is_none() {
    all(
        None,
        &[
            "Jak krásný obchod máte",
            "Kdo hledá, najde, a my našli vás",
            "Co jste poslali, přesně sedí",
            "To je důvod, proč jsme si vybrali vás",
            "Jak vidíte, díl chybí",
            "Je to moje druhá objednávka u vás",
            "Mají to i moji sousedé",
            "Používá to i kamarádka",
            "Můžete mě zastihnout na čísle 601 123 456",
            "Díky za nabídku, vejde se do rozpočtu",
            "Umí to výborně",
            "Kim bilir",
            "Had a question but found the answer in the FAQ",
            "My question was answered",
            "Is all good now, thank you",
            "Why not, let's do it",
            "Who knew it would be so easy",
            "Are you kidding, this is great",
            "We don't need to book anything",
        ],
    );
}

#[test]
fn what_is_needed_and_who_is_meant_is_asked_for() {
    all(
        Some(Asks::Question),
        &[
            "S kým mohu mluvit o servisu",
            "Umí to export do excelu",
            "je to bez lepku",
            "Potřebuji návod ve francouzštině",
            "Rakiplerinizden farkınız ne",
            "kurulumdan kim sorumlu",
            "Fransızca kılavuz lazım",
            "Sandalyeler monte edilmiş mi geliyor",
            "does anybody know when it ships",
            "I want to book a viewing",
        ],
    );
    all(Some(Asks::Price), &["need a ballpark for 12 licences"]);
    all(
        Some(Asks::Payment),
        &["please invoice us, our PO number is 4711"],
    );
}

#[test]
fn every_mark_at_the_end_counts() {
    assert_eq!(Asks::of("Really!?"), Some(Asks::Question));
    assert_eq!(Asks::of("Really?!"), Some(Asks::Question));
    assert_eq!(Asks::of("Really!"), None);
}

#[test]
fn what_is_quoted_was_asked_by_somebody_else() {
    all(
        None,
        &[
            "Thanks, will do.\n> How much is it?",
            "Fine by us.\n\nOn Tue, 3 Mar 2026 at 10:00, Ann wrote:\nWhere do I pay?",
            "Tamam.\nAyşe Yılmaz şunları yazdı:\nFiyat nedir?",
            "V pořádku.\n-----Původní zpráva-----\nKolik to stojí?",
        ],
    );
    assert_eq!(
        Asks::of("> We offer it.\nHow much is it?"),
        Some(Asks::Price)
    );
}

#[test]
fn the_nearest_to_a_purchase_counts() {
    assert_eq!(
        Asks::of("Is it new? How much is it? Where do I pay? Is it blue?"),
        Some(Asks::Payment)
    );
}

proptest! {
    #[test]
    fn anything_can_be_asked_about(text in "\\PC{0,200}(\n>?\\PC{0,40}){0,4}") {
        let asks = Asks::of(&text);
        prop_assert_eq!(Asks::of(&text), asks);
    }

    #[test]
    fn accents_and_capitals_do_not_matter(at in 0usize..4) {
        let text = ["Nereden ödeyebilirim?", "Kolik stojí licence?", "Jak dlouho trvá montáž", "Fiyat nedir"][at];
        let plain = crate::text::fold(text);
        prop_assert_eq!(Asks::of(text), Asks::of(&plain));
        prop_assert_eq!(Asks::of(text), Asks::of(&text.to_uppercase()));
    }
}
