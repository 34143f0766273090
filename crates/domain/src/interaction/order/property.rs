//! What shops, files and people call the properties of an order.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text;

/// Properties that are read, each with its names in the plain form: letters and digits of the folded name. Of several
/// that an event fills, the one that stands first here counts. In English, Turkish and Czech, and as PrestaShop,
/// BigCommerce, Magento and Klaviyo write them.
const NAMES: &[(&str, &str)] = &[
    (
        "order_id",
        "orderid|idorder|siparisid|idobjednavky|objednavkaid",
    ),
    (
        "order_number",
        "ordernumber|orderno|ordernum|ordernr|ordercode|orderreference|orderref|siparisnumarasi|siparisno|\
         sipariskodu|cisloobjednavky|objednavkacislo|objednavkac|cobjednavky|kodobjednavky",
    ),
    (
        "transaction_id",
        "transactionid|transactionnumber|transactionno|islemnumarasi|islemno|islemid|cislotransakce|idtransakce",
    ),
    ("increment_id", "incrementid"),
    ("order", "order|siparis|objednavka"),
    (
        "refund_id",
        "refundid|refundnumber|refundno|idrefund|idorderslip|iadeid|iadenumarasi|iadeno|cislovratky|idvratky|\
         cislodobropisu",
    ),
    ("revenue", "revenue"),
    (
        "total",
        "total|totalinctax|totalincltax|ordertotalinctax|ordertotalincltax|satistutari|odenecektutar|faturalanacaktutar|\
         kdvdahiltoplam|kuhrade|castkakuhrade|geneltoplam|siparistoplami|siparistutari|toplamtutar|toplam|tutar|\
         cenacelkemsdph|cenacelkem|celkovacena|celkovacastka|celkemsdph|celkem|cenasdph",
    ),
    ("value", "value"),
    ("price", "price|fiyat|cena"),
    ("amount", "amount|castka"),
    (
        "grand_total",
        "grandtotal|grandtotalbase|grandtotalpurchased",
    ),
    ("total_price", "totalprice|totalpricewithvat|toplamfiyat"),
    ("order_total", "ordertotal|ordertotalamount|orderamount"),
    ("order_value", "ordervalue|hodnotaobjednavky"),
    ("total_amount", "totalamount"),
    ("total_paid", "totalpaid|totalpaidtaxincl|amountpaid"),
    (
        "refund_amount",
        "refundamount|orderrefundamount|iadetutari|iadeedilentutar|vracenacastka|castkavratky",
    ),
    ("refunded_amount", "refundedamount"),
    ("amount_refunded", "amountrefunded"),
    ("refund_total", "refundtotal"),
    ("refunded_total", "refundedtotal"),
    ("total_refunded", "totalrefunded"),
    ("refund_value", "refundvalue"),
    (
        "currency",
        "currency|currencycode|currencyisocode|currencyiso|ordercurrency|ordercurrencycode|presentmentcurrency|\
         parabirimi|dovizcinsi|doviz|mena|kodmeny",
    ),
    (
        "status",
        "status|statusname|siparisdurumu|siparisstatusu|siparisdurum|durum|durumu|statu|statusobjednavky|stavobjednavky|\
         stavobj|stav",
    ),
    ("order_status", "orderstatus|orderstate"),
    (
        "financial_status",
        "financialstatus|paymentstatus|odemedurumu|stavplatby",
    ),
    ("cancelled_at", "cancelledat|canceledat"),
];
/// Most bytes of a name that is looked at.
const MAX_NAME: usize = 60;

/// The property behind each plain name, with its place.
static PLAIN: LazyLock<HashMap<&str, (usize, &'static str)>> = LazyLock::new(|| {
    let all = NAMES
        .iter()
        .flat_map(|(property, names)| names.split('|').map(|name| (name, *property)));
    all.enumerate()
        .map(|(place, (name, property))| (name, (place, property)))
        .collect()
});

/// The property of an order that is called so, whatever its case, signs, blanks and accents, e.g. `order_number` for
/// `Sipariş No` and `Order Number`; with its place among the names of that property, the best first.
pub fn property(name: &str) -> Option<(usize, &'static str)> {
    if name.len() > MAX_NAME {
        return None;
    }
    let mut plain = text::fold(name);
    plain.retain(char::is_alphanumeric);
    PLAIN.get(plain.as_str()).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::interaction::order;

    #[test]
    fn a_property_of_an_order_is_told_however_its_name_is_written() {
        for (expected, names) in [
            (
                "order_id",
                "order_id|orderId|Order ID|Order Id|OrderID|ORDER_ID|order-id|orderid|id_order|ORDER ID",
            ),
            (
                "order_number",
                "Order Number|OrderNumber|Order No|Order No.|Order Nr.|Sipariş No|SİPARİŞ NO|siparis_no|\
                 Sipariş Numarası|Číslo objednávky|CISLO OBJEDNAVKY|Objednávka č.",
            ),
            ("order", "Order #|Order|Sipariş|Objednávka"),
            (
                "transaction_id",
                "Transaction ID|TransactionId|İşlem No|Číslo transakce",
            ),
            ("refund_id", "Refund ID|İade No|Číslo vratky"),
            ("refund_amount", "Refund Amount|İade Tutarı|Vrácená částka"),
            (
                "total",
                "Total|Toplam|Genel Toplam|Tutar|Celkem|Cena celkem|total_inc_tax",
            ),
            ("value", "$value|Value"),
            ("amount", "Amount|Částka"),
            ("currency", "Currency|Para Birimi|Měna|order_currency_code"),
        ] {
            for name in names.split('|') {
                let found = property(name).map(|(_, property)| property);
                assert_eq!(found, Some(expected), "{name}");
            }
        }
        for other in [
            "",
            "#",
            "id",
            "Order Date",
            "Reorder ID",
            "Ara Toplam",
            "Subtotal",
            &"o".repeat(100),
        ] {
            assert_eq!(property(other), None, "{other}");
        }
    }

    #[test]
    fn names_stand_in_the_plain_form_and_once() {
        let mut seen = BTreeSet::new();
        for (canonical, names) in NAMES {
            for name in names.split('|') {
                assert_eq!(
                    property(name).map(|(_, property)| property),
                    Some(*canonical),
                    "{name}"
                );
                assert!(seen.insert(name), "{name} stands twice");
            }
        }
        for name in order::ID_NAMES.iter().chain(order::REFUND_NAMES) {
            let (_, canonical) = property(name).expect("a property");
            assert!(order::is_number(canonical), "{name}");
        }
    }
}
