//! How English asks.

mod order;
mod others;

use std::sync::LazyLock;

use super::{Clause, Language, Patterns, Sentence};

#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "hi|hello|hey|hallo|dear|there|all|team|folks|guys|sir|madam", "good morning|day|afternoon|evening",
    "thanks|thx|ok|okay|well|so|and|also|but|or|then|now|again|alright|great|perfect|sorry|anyway|actually|first|btw|yes|no|hmm",
    "thank you", "by the way", "excuse me", "one more thing", "just|quick|please|pls|plz|kindly", "p s",
];

/// Not asking, or not asking the reader for anything.
#[rustfmt::skip]
const NEVER: &[&str] = &[
    "^what|how|such a|an|lovely|nice|great|kind|beautiful|wonderful|amazing",
    "please|kindly do|dont not? _", "please|kindly find|see|note|accept|ignore|disregard|remove|unsubscribe|be|excuse|go|proceed",
    "please|kindly contact|call|email|reach|speak|ask|refer|visit|log my|our|the|him|her|them|to|out",
    "^do not|as|so", "^dont", "^never", "no need", "no|without further|more|other? questions", "no questions", "to contact|call|email me|us",
    "have|had no question|questions", "had a|one|some? question|questions but|and|then", "question|questions is|was|were|are|got|has|have answered|resolved|solved|settled",
    "^is|are everything|all good|fine|well|ok|okay|sorted|done|clear", "^why not $", "^who knew|cares", "^are you kidding|joking|serious",
    "dont|doesnt|didnt|not|never want|need|like|have|wish to book|reserve|schedule|arrange|see|try|test|watch|view", "can|could not be|have", "what|how more? can i|we say|add|ask", "may i|we say|add", "^may the|all|your", "^who would|could have", "know if anything|there|everything", "thats|is|was all i|we|you", "everything|all i|we wanted|needed to",
];

#[rustfmt::skip]
const OFFERS: &[&str] = &[
    "if you have|need|want|require|had any|further|more|a|some|questions|additional", "should you have|need|require",
    "let me|us know if you need|have|want|require any|anything|more|further|questions|some|additional", "hesitate to",
    "no longer interested|looking|need|needed|require|required", "out of the? office", "automated|automatic reply|response|message", "feel free to",
];

/// A verb before its subject wherever a clause begins, and the questions in other words.
#[rustfmt::skip]
const QUESTIONS: &[&str] = &[
    "^do|does|did|dont|doesnt|didnt i|you|u|we|they|he|she|it|this|that|these|those|the|your|any|my|our|all|both|anyone|someone|anybody|somebody|people|customers",
    "^is|isnt|are|arent|was|wasnt|were i|you|u|we|they|he|she|it|this|that|these|those|the|your|any|my|our|there|all|anyone|someone|anybody|somebody|everything",
    "^can|cant|could|couldnt|will|wont|would|wouldnt|shall|should|shouldnt|may|might i|you|u|we|they|he|she|it|this|that|these|those|the|your|any|my|our|there|all|anyone|someone|anybody|somebody",
    "^have|havent you|i|we|they|any|your", "^has|hasnt it|this|that|my|the|your|our|anyone|anybody|someone|somebody|there|he|she", "^had you|it", "^am i",
    "and|or|but do|does|did|is|are|can|could|will|would|should|may i|you|we|they|it|this|that|there|the|someone|anyone",
    "^or is|are|do|does|can|will _",
    "can|could|would|will you|u|someone|somebody|anyone|anybody", "do|does|did you|u", "can|could|may|should|do i|we",
    "^anything|something else|similar|like|*er", "^mind *ing", "^care to", "^any _ _? $", "^could really? use", "^could do with", "^any _ if|for|on|available|left|yet|with", "cant|cannot find|locate|open|download",
    "^how|what about|to|come|else|exactly|type|kind|time|size", "^any|some idea|ideas|update|updates|news|chance|plans|advice|recommendations|suggestions|thoughts|info|information",
    "^anyone|anybody|someone|somebody here? know|knows|who|able|tried|using", "^is|are _ _? available|possible|included|allowed|accepted|required|free|compatible|supported|okay|ok|needed",
    "^is|are _ _ available|possible|included|allowed|accepted|required|free|compatible|supported|okay|ok|needed $", "^does _ work|works|support|include|come|have|need|fit|cost|ship",
    "^do _ get|have|need|come|work|fit|include", "^will _ accept|work|fit|be|have|support", "^will _ _ accept|work|fit|be|have|support",
    "wonder|wondering|wondered if|whether|how|what|when|where|why|which|who|about", "curious if|whether|about|how|what|to",
    "like|love|want|need|wanted|wish|trying|interested|keen|glad|happy to know|ask|enquire|inquire|understand|learn|hear|clarify|check if|whether|how|what|when|where|why|which|who|about|more|the|you|for|that",
    "like|love|want|need|wanted|wish|trying to know|ask|enquire|inquire", "need|want|like|trying to find|figure out", "figuring out",
    "have|had|got a|some|another|one|quick|few _? question|questions|query|queries|enquiry|inquiry", "have|got questions",
    "question|questions|query|enquiry|inquiry about|regarding|on|concerning|for",
    "interested in learning|seeing|trying|buying|hearing|getting|knowing|ordering|having", "tell me|us", "let me|us know if|whether|when|what|how|which|where|who|the|about|your", "do u", "if you could|would|might", "appreciate|grateful|great|nice|helpful if you",
    "like|love|want|keen|wish to see|try|test|watch|view your _? _? product|products|system|software|platform|solution|solutions|machine|machines|app|tool|showroom|range|samples|collection|equipment|in", "like|love|want|keen|wish to try|test|view your|the|it|this|one", "like|love|want|keen|wish to see the|your|this machine|machines|product|products|software|system|model|equipment|unit|showroom|app|tool|car|house|flat", "need someone|somebody who|to|that", "like|love|want|keen|wish to see it|this|that|the|them _? in action|live|person|use",
    "dont|cant|cannot understand|figure out? how|what|why|where|which|if", "whether", "is that|it|this ok|okay|possible|right|correct $",
];

#[rustfmt::skip]
const REQUESTS: &[&str] = &[
    "please|pls|plz|kindly|just|also|and|then send|share|provide|advise|quote|forward|resend|explain|clarify|inform|show|tell|help|email|mail|arrange|recommend|suggest|confirm|describe|issue|supply|update|schedule",
    "please|pls|plz|kindly contact|call|phone|ring|reach|mail|text|message|write|get|give|let me|us|back|in",
    "^send|tell|give|show|email|call|help|contact|text|forward|phone|ring|message|remind|advise me|us|over|through",
    "help needed|wanted", "need help|assistance|advice|support",
    "want|wants|like|need|love|wish|keen|ready|hope to book|reserve|schedule|arrange|organise|organize", "looking|hoping|trying to get|find|buy|order|hire|rent|book|learn", "looking for", "please|pls|kindly put|connect|transfer|point|direct|link me|us", "^more|further|additional|detailed info|information|details", "request* a|for|your",
];

#[rustfmt::skip]
const PRICE: &[&str] = &[
    "price|prices|priced|pricing|pricelist|cost|costs|quote|quotes|quotation*|fee|fees|rate|rates|total|discount*|ballpark|estimate|cheaper|cheapest|expensive|negotiable",
    "an|your|best|this|special|the offer", "how much $", "how much is|are|does|do|for|would|will|it|this|to|the", "extra|additional charge|charges", "do you charge",
];

#[rustfmt::skip]
const PRICE_ALONE: &[&str] = &[
    "^how much $", "how much is|are|does|do|would|will it|this|that|these|the|they|your|a|an|you|i|we", "^how much is|are|does|do|for|would|will", "^how much _ cost|costs",
    "^whats|what the|your _? price|cost|rate|fee|charge",
];

/// Without the sign of a sentence about it: "was", "is", "thanks for".
#[rustfmt::skip]
const PRICE_NAMED: &[&str] = &[
    "price|prices|pricing|quote|quotation list? please|pls $",
    "^best|latest|current|unit|total|full|your|the|monthly|annual|yearly|wholesale|retail|approximate? price|prices|pricing|cost|costs|quote|quotation|rates|pricelist list|info|information|details|please|pls? please|pls? $",
    "^best|latest|current|unit|total|full|your|monthly|annual|yearly|wholesale|retail|approximate? price|prices|pricing|cost|costs|quote|quotation|rates list? for|of|per|on|to",
];

#[rustfmt::skip]
const PAYMENT: &[&str] = &[
    "deposit|deposits|cheque|financing|finance|pay|paying|payable|payment|payments|invoice|invoices|iban|paypal|proforma|instalment*|installment*|amex|visa|mastercard", "bank details|account|transfer",
    "wire transfer", "credit|debit card|cards", "purchase order", "pro forma", "american express", "direct debit", "send|transfer the money|funds",
];

#[rustfmt::skip]
const PAYMENT_ALONE: &[&str] = &[
    "ready|want|wants|like to pay", "where|how do|can|should|could i|we pay", "how to pay", "^invoice|iban|proforma please", "please|pls|kindly|just|can|could|you invoice|bill us|me|our|the",
];

pub(super) fn language() -> &'static Language {
    static LANGUAGE: LazyLock<Language> = LazyLock::new(|| Language {
        fillers: Patterns::new(&[FILLERS]),
        never: Patterns::new(&[NEVER]),
        offers: Patterns::new(&[OFFERS]),
        others: Patterns::new(&[others::LOOKING_FOR_WORK, others::SELLING]),
        questions: Patterns::new(&[QUESTIONS]),
        requests: Patterns::new(&[REQUESTS]),
        price: Patterns::new(&[PRICE]),
        price_alone: Patterns::new(&[PRICE_ALONE]),
        price_named: Patterns::new(&[PRICE_NAMED]),
        payment: Patterns::new(&[PAYMENT]),
        payment_alone: Patterns::new(&[PAYMENT_ALONE]),
        is_question,
    });
    &LANGUAGE
}

fn is_question(clause: &Clause, sentence: &Sentence) -> bool {
    order::opens_with_question_word(clause.body(), sentence.exclaims)
        || order::puts_verb_first(clause.body())
        || order::turns_round(clause.body())
        || order::wants(clause)
}
