//! Files of orders, as shops export them: no column tells what happened.

use ripen_app::data::import::What;

use crate::files::import;
use crate::orders::many;
use crate::support::on_every_database;

const SHOPIFY: &str = "Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,\
     Lineitem price,Billing Company,Cancelled at,Refunded Amount,Id,Source\n\
    #1001,eva@firma.example,paid,2026-03-01 10:00:00 +0100,EUR,90.00,100.00,2026-03-01 09:59:00 +0100,1,Probe,50.00,Firma,,0.00,551,web\n\
    #1001,eva@firma.example,,,,,,2026-03-01 09:59:00 +0100,2,Cable,20.00,,,,,\n\
    #1001,eva@firma.example,,,,,,,1,\"Case, black\",10.00,,,,,\n\
    #1002,eva@firma.example,pending,,EUR,9.00,10.00,2026-03-02 09:59:00 +0100,1,Cable,9.00,,,0.00,552,web\n\
    #1003,jan@firma.example,refunded,2026-03-03 10:00:00 +0100,EUR,9.00,70.00,2026-03-03 09:59:00 +0100,1,Cable,9.00,,,70.00,553,web\n\
    #1004,jan@firma.example,voided,,EUR,9.00,80.00,2026-03-04 09:59:00 +0100,1,Cable,9.00,,2026-03-05 09:59:00 +0100,0.00,554,web\n";

const TURKISH: &str = "Sipariş No;Sipariş Tarihi;E-posta;Toplam Tutar;Para Birimi;Sipariş Durumu\r\n\
    S-1;05.01.2026 14:30;ali@firma.example;1.250,50;TRY;Tamamlandı\r\n\
    S-2;06.01.2026 14:30;ali@firma.example;300,00;TRY;Ödeme Bekleniyor\r\n\
    S-3;07.01.2026 14:30;ali@firma.example;400,00;TRY;İptal Edildi\r\n\
    S-4;08.01.2026 14:30;ali@firma.example;49,50;TRY;Kargoya Verildi\r\n";

const CZECH: &str = "code;date;statusName;currency;email;totalPriceWithVat;itemName;itemPriceWithVat\r\n\
    2026001;2026-02-01 08:00:00;Vyřízena;CZK;jana@firma.example;1210,00;Sonda;1000,00\r\n\
    2026001;2026-02-01 08:00:00;Vyřízena;CZK;jana@firma.example;1210,00;Kabel;210,00\r\n\
    2026002;2026-02-02 08:00:00;Stornována;CZK;jana@firma.example;500,00;Kabel;500,00\r\n";

const WOOCOMMERCE: &str = "Order Number,Order Status,Order Date,Email (Billing),Order Total Amount,Item Name\n\
    71,Completed,2026-04-01 10:00,ada@firma.example,59.90,Probe\n\
    ,,,,,Cable\n\
    72,Failed,2026-04-02 10:00,ada@firma.example,10.00,Probe\n\
    73,Pending payment,2026-04-03 10:00,ada@firma.example,10.00,Probe\n\
    74,Draft,2026-04-04 10:00,ada@firma.example,10.00,Probe\n\
    75,On hold,2026-04-05 10:00,ada@firma.example,0.10,Probe\n";

#[test]
fn each_order_of_a_shops_export_is_one_purchase_if_its_state_says_no_other() {
    on_every_database(|bench| {
        for (name, file, rows, people) in [
            (
                "shopify.csv",
                SHOPIFY,
                (4, 2),
                &[("eva", 2, 110.0), ("jan", 0, 0.0)][..],
            ),
            ("turkish.csv", TURKISH, (4, 0), &[("ali", 2, 1_300.0)]),
            ("czech.csv", CZECH, (2, 1), &[("jana", 1, 1_210.0)]),
            ("woocommerce.csv", WOOCOMMERCE, (5, 1), &[("ada", 2, 60.0)]),
        ] {
            let report = import(bench, What::Events, name, file.as_bytes());
            assert_eq!(report.bad, 0, "{name}: {:?}", report.examples);
            assert_eq!((report.good, report.further), rows, "{name}");
            assert!(report.understood.orders.is_some(), "{name}");
            for (who, count, sum) in people {
                let filter = format!(
                    "email = \"{who}@firma.example\" and count(order) = {count} and sum(amount of order) = {sum}"
                );
                assert_eq!(many(bench, &filter), 1, "{filter}");
            }
        }
        // What Shopify's webhooks call the order by; the number beside it is called a name.
        assert_eq!(
            many(
                bench,
                "count(order where property.order_number = \"551\") = 1"
            ),
            1
        );
    });
}

#[test]
fn a_later_export_tells_what_has_changed_and_nothing_else() {
    on_every_database(|bench| {
        import(bench, What::Events, "march.csv", SHOPIFY.as_bytes());
        let row = |state: &str, back: &str| {
            format!(
                "{state},2026-03-01 10:00:00 +0100,EUR,90.00,100.00,2026-03-01 09:59:00 +0100,1,Probe,50.00,Firma,,{back}"
            )
        };
        let later = SHOPIFY.replace(&row("paid", "0.00"), &row("refunded", "100.00"));
        let report = import(bench, What::Events, "april.csv", later.as_bytes());
        assert_eq!((report.good, report.repeats, report.stored), (4, 3, 1));
        let eva = "email = \"eva@firma.example\" and sum(amount of order) = 10";
        assert_eq!(many(bench, eva), 1);
    });
}

/// A number that several people may have gives nobody's purchase to somebody of another name.
#[test]
fn an_order_of_a_stranger_with_the_same_telephone_is_the_strangers() {
    on_every_database(|bench| {
        let people = "Name,Last name,Email,Phone\n\
            Jana,Dubová,jana@dubova.example,+420602000001\n\
            Zeynep,Ak,zeynep@ak.example,+905320000001\n\
            Ada,Malá,ada@mala.example,+420602000003\n";
        import(bench, What::People, "people.csv", people.as_bytes());
        let files = [
            "Číslo objednávky;Datum objednávky;Jméno;Příjmení;Telefon;Celkem\n1;20. 11. 2026;Karel;Dub;+420602000001;500\n",
            "Sipariş No;Sipariş Tarihi;Müşteri Adı;Müşteri Soyadı;Telefon;Toplam\n2;20.11.2026;Hasan;Kılıç;+905320000001;500\n",
            "Order No,Order Date,Billing Name,Phone,Total\n3,2026-11-20,Ada Malá,+420602000003,500\n",
        ];
        for (nth, file) in files.iter().enumerate() {
            import(
                bench,
                What::Events,
                &format!("orders{nth}.csv"),
                file.as_bytes(),
            );
        }
        for (filter, found) in [
            ("email = \"jana@dubova.example\" and count(order) = 0", 1),
            ("email = \"zeynep@ak.example\" and count(order) = 0", 1),
            ("email = \"ada@mala.example\" and count(order) = 1", 1),
            ("name = \"Karel Dub\" and count(order) = 1", 1),
            ("name = \"Hasan Kılıç\" and count(order) = 1", 1),
        ] {
            assert_eq!(many(bench, filter), found, "{filter}");
        }
    });
}
