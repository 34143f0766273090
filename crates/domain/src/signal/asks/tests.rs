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
fn buyers_use_the_words_of_applicants_and_suppliers() {
    let texts = [
        "Do you have any openings for a consultation on Thursday?",
        "Do you have any vacancies for two nights next week?",
        "Are you hiring out diggers at weekends?",
        "We're looking for someone to work at our site in May, do you do that",
        "Looking for a plumber for a small job in Leeds, are you free",
        "Can you get our site to page one of Google?",
        "Do you offer a free SEO audit?",
        "Can I pick it up at your store on the first of May?",
        "Shall I send you more photos of the damage?",
        "Can your tool be used by our marketing team?",
        "How much is a stand to present our products at the fair?",
        "I'm interested in learning more about your product",
        "I'm in charge of purchasing at Acme, please send your catalogue",
        "Your marketing team invited us to a trial, how do we sign up?",
        "Can you lower your delivery costs for us?",
        "We offer catering and need a freezer. How much is the X200?",
        "We are a supplier of hospitals. Do you deliver to Ankara?",
        "Can you show me how our team can log in?",
        "Would Tuesday work for you?",
        "Are you looking for distributors in Turkey?",
        "May we send you samples for testing?",
        "Who handles your shipping to Ireland?",
        "I read the article on your blog. How much is the X200?",
        "We'd like a fence like yours, what would it cost?",
        "Can I apply as a company for a trade account?",
        "What is a suitable position for the sensor?",
        "Could you help us write our grant proposal?",
        "Are you the right person to talk to about your enterprise plan?",
        "Do you have 15 minutes for a call about pricing tomorrow?",
        "Can I offer you a trade against my old one?",
        "Is there any place for me to park?",
        "Vana açık pozisyonda mı geliyor?",
        "Bana uygun bir iş bilgisayarı önerir misiniz?",
        "Şirket olarak başvurabilir miyiz?",
        "İş başvurusu için fotoğraf çekimi ne kadar?",
        "Yaz stajı için konaklama var mı?",
        "Ev için size bir teklif sunmak istiyorum, kiminle görüşebilirim?",
        "Test için size numune gönderebilir miyiz?",
        "Yarın 15 dakikanız var mı, fiyatları konuşalım",
        "Açık pozisyonları otomatik kapatabiliyor musunuz?",
        "Kursunuza yeni öğrenci alıyor musunuz?",
        "20 eleman lazım, ne zaman gönderebilirsiniz?",
        "Çalışan eski telefonları alıyor musunuz?",
        "Kasiyer ilanı vermek istiyorum, ücreti nedir?",
        "Satılık daire ilanınız hâlâ geçerli mi?",
        "Yan uyku pozisyonu için hangi yastık uygun?",
        "Sitemizi Google'da ilk sayfaya çıkarabilir misiniz?",
        "Sizi Google'da gördük, keşfe gelir misiniz?",
        "Size uygun bir gün gelip ürünü görebilir miyim?",
        "Restoranlara temizlik hizmeti sunuyoruz, deterjan fiyatınız nedir?",
        "Sitenize reklam vermek isteriz, fiyat alabilir miyiz?",
        "Daha fazla müşteri kazanmak istiyoruz, paketleriniz nelerdir?",
        "Sizinle çalışmak isteriz, şartlarınız nedir?",
        "Sizi ne zaman arayabilirim?",
        "Máte volná místa v kempu na srpen?",
        "Přijímáte nové pacienty?",
        "Našlo by se u vás místo pro dva?",
        "Kolik stojí přeložit můj životopis?",
        "Máte vhodné místo pro čidlo, jaká je vhodná pozice?",
        "Vaše stránky na první pohled nefungují, jak objednám?",
        "Kolik vám můžu nabídnout za starý model?",
        "Můžeme vám poslat vzorky na rozbor?",
        "Máte zítra 15 minut na hovor o ceně?",
        "Bude technik pracovat u vás, nebo u nás?",
        "Sháním někoho na práci kolem domu, máte čas v květnu?",
        "Máte praxi na podobných zakázkách?",
        "Mám zájem o vaši práci, kolik stojí svatební focení?",
        "Můžeme pracovat ve vaší kavárně i odpoledne?",
        "Hledám místo na svatbu, máte volno v červnu?",
        "Dostaneme vaše zboží do pátku?",
        "Dostanete náš web na první stránku Googlu?",
        "Můžu vám poslat nabídku konkurence, dorovnáte ji?",
        "Mohu vám poslat naše rozměry?",
        "Chcete více za dopravu na Slovensko?",
        "Kdo u vás vyřizuje reklamace?",
        "Potřebujete překlad dokumentů, nebo stačí originál?",
        "Kolik stojí stůl pro jedno pracovní místo?",
    ];
    let unheard: Vec<_> = texts
        .into_iter()
        .filter(|text| Asks::of(text).is_none())
        .collect();
    assert!(unheard.is_empty(), "{unheard:#?}");
}

#[test]
fn applicants_and_suppliers_ask_for_nothing_in_any_of_their_sentences() {
    all(
        None,
        &[
            "Hello. How are you? My CV is attached. What is the salary?",
            "Merhaba. Özgeçmişim ektedir. Maaş ne kadar?",
            "Dobrý den, hledám brigádu. Kolik platíte na hodinu?",
            "Hi, what is your budget? We can bring your site to page one of Google.",
        ],
    );
}

#[test]
fn what_was_sent_is_thanked_for_and_not_asked_for() {
    all(
        None,
        &[
            "Gönderdiğiniz teklif için teşekkürler",
            "İlettiğiniz numune için çok teşekkür ederiz.",
            "Bize gönderdiğiniz katalog için teşekkür ederim",
            "Bana yolladığınız belgeler elime ulaştı.",
            "Dün fatura gönderdiniz.",
            "Bize ilettiğiniz fiyat listesi için sağolun",
        ],
    );
    all(
        Some(Asks::Price),
        &[
            "Fiyat teklifi gönderin",
            "Bize fiyat iletir misiniz, şimdiden teşekkürler",
        ],
    );
}

#[test]
fn whoever_wants_to_see_it_asks_for_it() {
    all(
        Some(Asks::Question),
        &[
            "We would like to see your product",
            "I'd love to see it in action",
            "I'd like a demo",
            "Ürününüzü görmek isteriz",
            "Rádi bychom viděli ukázku",
            "Chtěli bychom si domluvit předvedení",
        ],
    );
    all(
        None,
        &[
            "I would have liked to see you again.",
            "We're no longer interested, please close the request.",
            "We saw your product at the fair and liked it.",
        ],
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
