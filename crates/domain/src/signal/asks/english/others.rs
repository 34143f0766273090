//! Who writes in English but buys nothing: people who look for work, and suppliers of the business.
//!
//! Buyers use the same words: a hotel has vacancies and a dentist has openings, a buyer of search engine
//! optimisation wants *their* site on the first page, and a firm that says what it offers may want a
//! freezer. So a pattern says whose site, position or services are meant.

#[rustfmt::skip]
pub(super) const LOOKING_FOR_WORK: &[&str] = &[
    "you currently|still|also? have any|an|some current|open|suitable|job? openings|opening|positions $", "have any|some|other job|career|employment|work|internship openings|opportunities|vacancies|positions|offers",
    "openings|opening|vacancies|vacancy at|in your company|organisation|organization|firm|department|team|office", "vacancies|openings in|within your _ department|team|office", "openings at the moment|minute",
    "openings|opening|vacancies|vacancy|positions|position for|as a|an? _? _? operative|operatives|assistant|driver|drivers|developer|developers|engineer|engineers|designer|accountant|receptionist|technician|welder|waiter|waitress|chef|cook|nurse|teacher|salesperson|intern|interns|trainee|trainees|apprentice|cleaner|electrician|student|students|graduate|graduates|operator|analyst",
    "are|you|youre|re|were currently|still|also|guys|now? hiring|recruiting for|any|at|in|right|now|currently|drivers|staff|new|people", "are|you|youre|re|were currently|still|also|guys|now? hiring|recruiting $",
    "looking|searching for a|an|my|any|some? part|full|summer|student|new|first|paid|seasonal|weekend|holiday? time? internship|internships|apprenticeship|traineeship|employment", "looking|searching for work $", "looking|searching for work at|in|as|with|near",
    "looking|searching for a|any|some? part|full|summer|student|new|first|seasonal|weekend|holiday? time? job $", "looking|searching for a|any|some? part|full|summer|student|new|first|seasonal|weekend|holiday? time? job at|in|as|with|near|from|opportunity|opportunities|this|next",
    "my cv|resume is|as attached|enclosed|below", "find|attached|attaching|attach|enclosed|enclosing|send|sent|forward|submit|drop|email you|is|to|in? attached|enclosed|below|you? my updated|full? cv|resume", "apply|applying|applied|application for a|an|the|this|that|any|your _? _? _? position|job|role|vacancy|internship|apprenticeship|opening",
    "position|job|role|vacancy _? _? _? _? _? still open|available|vacant", "take|taking on any|more|new? apprentices|interns|trainees", "you offer|have|accept|take any|summer|paid|unpaid|student|also|winter? internships|apprenticeships|traineeships|apprentices|interns|trainees $",
    "you offer|have any|a|an|summer|paid? internships|internship|apprenticeships|apprenticeship in|at|for|this|positions|places|opportunities|programme", "like|love|want|wish|hoping to work for|at|in your _? company|firm|organisation|organization|restaurant|shop|store|hotel|warehouse|team",
    "cv|resume attached|enclosed", "years of? experience would|is|any|are", "there|got be|is? any work|job for me", "you need any|some|more|extra drivers|staff|cleaners|waiters|waitresses|labourers|chefs|cooks|riders|couriers|volunteers", "apply|applying|application as a|an _? accountant|driver|receptionist|engineer|developer|designer|technician|waiter|waitress|chef|nurse|teacher|cleaner|electrician|intern|trainee|apprentice", "placement year", "work|job|position|role|vacancy for me $", "suitable|vacant role|vacancy",
    "as an intern|apprentice $", "to join your team|company|crew $", "to join your team|company|crew as",
];

#[rustfmt::skip]
pub(super) const SELLING: &[&str] = &[
    "your web|online? site|website|webpage|business|company|store to|on|at|in the? page|first|top one|1|page|position|results|spot", "rank your", "you like|want|love|need to rank", "more traffic to your",
    "you like|want|need|love to? get|have|see|receive|win? more leads|customers|traffic|sales|clients|visitors|orders|bookings|patients", "get|bring|send|generate you more leads|customers|traffic|sales|clients|visitors|orders|bookings|patients",
    "double|triple|increase|boost|grow|skyrocket your sales|revenue|traffic|leads|business|visibility|turnover", "you a|an|our|the free|complimentary", "our|my seo|marketing|outsourcing|development|design|link|staffing|recruitment|cleaning|web services|packages|proposal", "about|at|to|see|seen|received|reviewed|read|consider our proposal",
    "companies|businesses|brands|shops|stores like yours", "^did you know that", "we|i can|could|will save|double|triple|boost you|your", "and|we|were are? look|looking for distributors|importers|stockists", "write an article for your",
    "who handles|manages|runs your _? _? energy|telecoms|payroll|seo|advertising|recruitment", "right|best person to talk|speak to|with about your social|website|marketing|energy|insurance|seo|advertising",
    "we|i could|can|will|would save you", "businesses|companies|brands|shops|stores|teams like yours", "guest post|posts|posting|article|articles", "we|i offer|provide|sell affordable|quality|professional|business|personal|fast? loan|loans|seo|backlinks|funding|outsourcing", "lead generation for your", "offer you our", "offer your company|business",
    "introduce|present|showcase _? _? our|my products|services|solution|solutions|platform|range|portfolio to you", "introduce you to our|my", "introduce|present you our|my", "send|show|share|email|forward you over? my|our portfolio|catalogue|catalog|rates|prices|price|brochure|services",
    "look at my|our portfolio|services", "how our|my platform|software|tool|solution|solutions|product|products|service|services|team|agency can|could|will help|cut|reduce|save|boost|grow|increase|improve you|your|businesses|companies",
    "we|i help|helped companies|businesses|brands|shops|stores|firms|owners|clients _? like|increase|grow|get|generate|save|reduce|cut|boost|scale", "we|i can? help you|your to? reduce|cut|save|increase|grow|boost|generate|improve",
    "you be interested in our|hearing|seeing|learning|increasing|improving|growing", "are you interested in our|hearing|seeing|learning|increasing|improving|growing", "you be? open to hearing|exploring|chatting", "you be? open to a quick|short|brief", "you need any|some|more? help|assistance with|on|in your", "you need a|any|business? loan|funding|backlinks",
    "redesign|optimise|optimize|rebuild|revamp your web? site|website|online", "who|whos is|are|would? be? in charge of|for your|the? purchasing|procurement|buying|marketing|recruitment|hr", "who|whos is|would? be? responsible for your|the? purchasing|procurement|buying|marketing|recruitment|hr",
    "to|with the|your person|manager|one|colleague in? charge|responsible of|for your|the? purchasing|procurement|buying|marketing|recruitment|hr", "your purchasing|procurement|buying department|manager|team|officer|director", "we can supply you|your", "become your supplier|vendor",
];
