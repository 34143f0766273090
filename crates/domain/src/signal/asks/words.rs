//! The words by which a text asks, folded (no capitals, no accents, every i without its peculiarities).
//!
//! English, Turkish, Czech, in this order within each list. A trailing `*` lets the last word go on.

/// Words that a question begins with even when nobody typed the question mark.
#[rustfmt::skip]
pub(super) const OPENINGS: &[&str] = &[
    "who", "what", "when", "where", "why", "how", "which", "whose",
    "can i", "can you", "can we", "could i", "could you", "could we", "do you", "does it", "does the",
    "is it", "is there", "are there", "are you", "will it", "will you", "would it", "would you", "may i",
    "nasil", "nerede", "nereden", "nereye", "ne zaman", "neden", "hangi", "kim", "kac", "ne kadar",
    "jak", "kde", "kdy", "proc", "ktery", "ktera", "ktere", "kolik", "kdo", "muzete", "muzu", "mohu",
    "mohl bych", "mohla bych", "mohli byste", "lze", "je mozne", "da se", "mate", "nabizite", "umite", "podporujete",
];

/// Words that make a sentence a question wherever they stand: the Turkish question particle.
#[rustfmt::skip]
pub(super) const PARTICLES: &[&str] = &[
    "mi", "mu", "misiniz", "musunuz", "miyiz", "muyuz", "miyim", "muyum", "midir", "mudur",
];

/// Words by which something is asked for without a question.
#[rustfmt::skip]
pub(super) const REQUESTS: &[&str] = &[
    "please", "send", "need", "want", "would like", "request*", "interested in", "looking for", "tell me", "let me know",
    "lutfen", "rica ed*", "istiyor*", "ister*", "gonder*", "ilet*", "ogrenmek", "alabilir*", "bilgi",
    "prosim", "poslat", "poslete", "poslali", "zaslat", "zaslete", "chci", "chteli", "chtel", "chtela", "potrebuj*",
    "zajima", "mam zajem", "mame zajem", "poptav*",
];

/// Words of a price: they ask for one inside a question or a request.
#[rustfmt::skip]
pub(super) const PRICE: &[&str] = &[
    "price*", "pricing", "cost*", "quote*", "quotation*", "offer", "rates", "discount*", "fee", "fees",
    "fiyat*", "ucret*", "teklif*", "tutar*", "maliyet*", "indirim*",
    "cena", "ceny", "cenu", "cen", "cenik*", "cenov*", "nabidk*", "slev*", "poplatk*",
];

/// Phrases that ask for a price by themselves.
#[rustfmt::skip]
pub(super) const ASKS_PRICE: &[&str] = &[
    "how much", "what does it cost", "price list", "request a quote", "get a quote", "quote for", "price for",
    "ne kadar tut*", "kac para", "kac lira", "kaca", "fiyat listesi", "fiyat teklifi", "fiyat alabilir*", "fiyati nedir", "fiyat nedir",
    "kolik stoji", "kolik by stal*", "za kolik", "cenova nabidka", "cenovou nabidku", "cenove nabidky", "kolik to stoji", "jaka je cena",
];

/// Words of a payment.
#[rustfmt::skip]
pub(super) const PAYMENT: &[&str] = &[
    "pay", "payment*", "invoice*", "bank transfer", "wire transfer", "bank details", "iban", "credit card", "purchase order",
    "odeme*", "ode", "oder*", "odeyebilir*", "fatura*", "havale*", "eft", "kredi kart*", "taksit*",
    "platba*", "platbu*", "platby*", "platit", "zaplat*", "faktur*", "prevod*", "cislo uctu", "kartou", "proform*", "splatk*",
];

/// Phrases that ask for a way to pay by themselves.
#[rustfmt::skip]
pub(super) const ASKS_PAYMENT: &[&str] = &[
    "where do i pay", "where can i pay", "how do i pay", "how can i pay", "how to pay", "ready to pay", "want to pay",
    "send me the invoice", "send us the invoice", "send an invoice", "pro forma",
    "nereden od*", "nereye od*", "nasil od*", "odeme nasil", "odemeyi nasil", "odeme yapmak ist*", "iban gonder*", "proforma",
    "kde zaplat*", "kde mohu zaplat*", "kde muzu zaplat*", "jak zaplat*", "jak mohu zaplat*", "jak muzu zaplat*", "chci zaplatit",
    "poslete fakturu", "zaslete fakturu", "poslat fakturu", "vystavte fakturu",
];

/// Words of the line that introduces the message replied to; the line ends in a colon.
pub(super) const QUOTED: &[&str] = &[" wrote", "yazdi", "napsal", "schrieb", " a ecrit"];

/// Lines that divide an answer from what it answers.
#[rustfmt::skip]
pub(super) const SEPARATORS: &[&str] = &[
    "-----original message", "-----ozgun ileti", "-----puvodni zprava", "________________________________",
];
