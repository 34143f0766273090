//! Where people come from: names as they are spelt there, cities, clocks, mailboxes, telephones.

/// A country with what is needed to make up people and companies.
pub(super) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(super) code: &'static str,
    pub(super) locale: &'static str,
    pub(super) currency: &'static str,
    /// What one euro costs, rounded: prices in the shop are made from it.
    pub(super) rate: f64,
    /// Hours from UTC.
    pub(super) offset: i64,
    /// Share among all visitors.
    pub(super) weight: u32,
    /// Beginning of telephone numbers and how many digits follow. The blocks are set aside for
    /// fiction where the regulator does that, else blocks that are not handed out.
    pub(super) phone: (&'static str, usize),
    /// Domains of private mailboxes.
    pub(super) mailboxes: &'static [&'static str],
    pub(super) cities: &'static [&'static str],
    pub(super) women: &'static [&'static str],
    pub(super) men: &'static [&'static str],
    /// Family names as women and as men bear them.
    pub(super) families: &'static [(&'static str, &'static str)],
    /// Titles of those who decide, as women and as men bear them.
    pub(super) titles: &'static [(&'static str, &'static str)],
    /// First parts of company names.
    pub(super) brands: &'static [&'static str],
    /// Second parts of company names with the industry they stand for, an index of `INDUSTRIES`.
    pub(super) trades: &'static [(&'static str, usize)],
    pub(super) form: &'static str,
}

macro_rules! same {
    ($($name:literal)*) => { &[$(($name, $name)),*] };
}

/// Every country; a country is named by its index.
#[rustfmt::skip]
pub(super) const COUNTRIES: &[Country] = &[
    Country {
        code: "TR", locale: "tr-TR", currency: "TRY", rate: 48.0, offset: 3, weight: 30,
        phone: ("+90532000", 4),
        mailboxes: &["gmail.com", "hotmail.com", "mynet.com", "outlook.com"],
        cities: &[
            "İstanbul", "İzmir", "Bursa", "Ankara", "Mersin", "Gaziantep", "Konya", "Adana", "Kayseri",
            "Samsun",
        ],
        women: &[
            "Ayşe", "Zeynep", "Elif", "Gülşen", "Özge", "İrem", "Şule", "Çiğdem", "Büşra", "Hatice",
            "Nurgül", "Ebru", "Tuğçe", "Müge", "Fatma", "Merve", "Esra", "Sibel", "Derya", "Pınar",
            "Aslı", "Gamze", "Selin", "Burcu", "Yasemin", "Nihan", "Dilek", "Sevgi", "Nilüfer", "Defne",
        ],
        men: &[
            "Mehmet", "Ahmet", "Mustafa", "Çağrı", "Oğuz", "İbrahim", "Ömer", "Yiğit", "Şahin", "Barış",
            "Hüseyin", "Uğur", "Gökhan", "Ali Rıza", "Murat", "Emre", "Serkan", "Hakan", "Kerem", "Tolga",
            "Burak", "Cem", "Selim", "Volkan", "Okan", "Onur", "Kadir", "Halil", "Erdem", "Yusuf",
        ],
        families: same![
            "Yılmaz" "Kaya" "Demir" "Şahin" "Çelik" "Yıldız" "Öztürk" "Aydın" "Arslan" "Doğan"
            "Kılıç" "Çetin" "Kurt" "Özdemir" "Güneş" "Işık" "Ünal" "Erdoğdu" "Koç" "Aslan" "Polat"
            "Korkmaz" "Avcı" "Taş" "Tekin" "Yalçın" "Bulut" "Aksoy" "Keskin" "Karaca" "Duman" "Toprak"
            "Uysal" "Sezer" "Ateş" "Bozkurt" "Turan" "Gündüz" "Karahan" "Soylu"
        ],
        titles: same![
            "Genel Müdür" "Depo Müdürü" "Kalite Müdürü" "Satın Alma Müdürü" "İşletme Sahibi"
            "Operasyon Direktörü" "Teknik Müdür"
        ],
        brands: &[
            "Marmara", "Ege", "Toros", "Karadeniz", "Anadolu", "Çınar", "Yıldırım", "Güneşli", "Boğaziçi",
            "Trakya", "Öz", "Akdağ", "Işıklar", "Şen", "Uludağ",
        ],
        trades: &[
            ("Gıda Toptan", 0), ("Soğuk Zincir", 1), ("Süt Ürünleri", 2), ("Et Entegre", 3), ("Market", 4),
            ("Ecza Deposu", 5), ("Yemek", 6), ("Danışmanlık", 8),
        ],
        form: "A.Ş.",
    },
    Country {
        code: "CZ", locale: "cs-CZ", currency: "CZK", rate: 25.0, offset: 1, weight: 24,
        phone: ("+420601000", 3),
        mailboxes: &["seznam.cz", "email.cz", "gmail.com", "centrum.cz"],
        cities: &[
            "Praha", "Brno", "Ostrava", "Plzeň", "Olomouc", "České Budějovice", "Hradec Králové",
            "Ústí nad Labem", "Zlín", "Jihlava",
        ],
        women: &[
            "Jana", "Tereza", "Eliška", "Kateřina", "Lucie", "Věra", "Zdeňka", "Šárka", "Barbora",
            "Ludmila", "Hana", "Markéta", "Žaneta", "Alžběta", "Petra", "Lenka", "Martina", "Veronika",
            "Michaela", "Simona", "Klára", "Monika", "Ivana", "Renata", "Dagmar", "Kamila", "Denisa",
        ],
        men: &[
            "Jiří", "Tomáš", "Ondřej", "Lukáš", "Přemysl", "Zdeněk", "Václav", "Matěj", "Štěpán", "Radek",
            "Kryštof", "Miloš", "Vojtěch", "Dušan", "Petr", "Pavel", "Jan", "Martin", "Jakub", "Michal",
            "David", "Roman", "Marek", "Aleš", "Libor", "Karel", "Filip", "Daniel",
        ],
        families: &[
            ("Nováková", "Novák"), ("Svobodová", "Svoboda"), ("Dvořáková", "Dvořák"), ("Černá", "Černý"),
            ("Procházková", "Procházka"), ("Kučerová", "Kučera"), ("Veselá", "Veselý"),
            ("Horáková", "Horák"), ("Němcová", "Němec"), ("Pokorná", "Pokorný"), ("Růžičková", "Růžička"),
            ("Benešová", "Beneš"), ("Křížová", "Kříž"), ("Šťastná", "Šťastný"), ("Říhová", "Říha"),
            ("Jelínková", "Jelínek"), ("Fialová", "Fiala"), ("Sedláčková", "Sedláček"), ("Doležalová", "Doležal"),
            ("Zemanová", "Zeman"), ("Kolářová", "Kolář"), ("Krejčová", "Krejčí"), ("Urbanová", "Urban"),
            ("Vaňková", "Vaněk"), ("Blažková", "Blažek"), ("Kovářová", "Kovář"), ("Hájková", "Hájek"),
            ("Šimková", "Šimek"), ("Malá", "Malý"), ("Konečná", "Konečný"), ("Tichá", "Tichý"),
            ("Bartošová", "Bartoš"), ("Vlčková", "Vlček"), ("Poláková", "Polák"),
        ],
        titles: &[
            ("Jednatelka", "Jednatel"), ("Ředitelka logistiky", "Ředitel logistiky"),
            ("Vedoucí skladu", "Vedoucí skladu"), ("Manažerka kvality", "Manažer kvality"),
            ("Technická ředitelka", "Technický ředitel"), ("Majitelka", "Majitel"),
            ("Vedoucí nákupu", "Vedoucí nákupu"),
        ],
        brands: &[
            "Morava", "Vysočina", "Lužánky", "Slezsko", "Krkonoše", "Polabí", "Šumava", "Třeboň", "Haná",
            "Bílé Karpaty", "Říčany", "Jizera", "Beskydy", "Vltava",
        ],
        trades: &[
            ("velkoobchod potravin", 0), ("chladírny", 1), ("mlékárny", 2), ("uzeniny", 3),
            ("potraviny", 4), ("lékárenská distribuce", 5), ("gastro", 6), ("poradenství", 8),
        ],
        form: "s.r.o.",
    },
    Country {
        code: "DE", locale: "de-DE", currency: "EUR", rate: 1.0, offset: 1, weight: 16,
        phone: ("+493023125", 3),
        mailboxes: &["web.de", "gmx.de", "t-online.de", "gmail.com"],
        cities: &[
            "Hamburg", "Berlin", "München", "Köln", "Leipzig", "Nürnberg", "Bremen", "Düsseldorf",
            "Münster",
        ],
        women: &[
            "Anna", "Sabine", "Katrin", "Franziska", "Ursula", "Käthe", "Lena", "Miriam", "Heike", "Julia",
            "Claudia", "Petra", "Nadine", "Silke", "Birgit", "Carina", "Johanna", "Marlene", "Svenja", "Antje",
        ],
        men: &[
            "Jürgen", "Thomas", "Stefan", "Björn", "Matthias", "Günther", "Lukas", "Jörg", "Sören", "Uwe",
            "Andreas", "Markus", "Holger", "Florian", "Dirk", "Tobias", "Ralf", "Sebastian", "Henning", "Felix",
        ],
        families: same![
            "Müller" "Schmidt" "Schröder" "Weiß" "Krüger" "Köhler" "Becker" "Groß" "Jäger"
            "Vogel" "Böhm" "Franke" "Günther" "Hofmann" "Wagner" "Schulz" "Richter" "Klein" "Wolf"
            "Neumann" "Zimmermann" "Hartmann" "Lange" "Krause" "Lehmann" "Köster" "Brandt" "Winkler"
            "Lorenz" "Baumann" "Albrecht" "Schuster" "Voigt" "Sommer"
        ],
        titles: &[
            ("Geschäftsführerin", "Geschäftsführer"), ("Leiterin Logistik", "Leiter Logistik"),
            ("Lagerleiterin", "Lagerleiter"), ("Qualitätsbeauftragte", "Qualitätsbeauftragter"),
            ("Technische Leiterin", "Technischer Leiter"), ("Inhaberin", "Inhaber"),
        ],
        brands: &[
            "Nordsee", "Elbe", "Alster", "Rheinland", "Spree", "Isar", "Hanse", "Schwarzwald", "Oberland",
            "Süd", "Weser", "Harz",
        ],
        trades: &[
            ("Lebensmittel Großhandel", 0), ("Kühllogistik", 1), ("Molkerei", 2), ("Fleischwaren", 3),
            ("Frischemarkt", 4), ("Pharmahandel", 5), ("Catering", 6), ("Beratung", 8),
        ],
        form: "GmbH",
    },
    Country {
        code: "GB", locale: "en-GB", currency: "GBP", rate: 0.86, offset: 0, weight: 12,
        phone: ("+442079460", 3),
        mailboxes: &["gmail.com", "hotmail.co.uk", "btinternet.com", "outlook.com"],
        cities: &["London", "Manchester", "Bristol", "Leeds", "Glasgow", "Cardiff", "Hull", "Norwich"],
        women: &[
            "Emma", "Charlotte", "Priya", "Sarah", "Fiona", "Grace", "Megan", "Hannah", "Aisha", "Rebecca",
            "Lucy", "Olivia", "Alice", "Catherine", "Zara", "Eleanor", "Jessica", "Amy", "Bethany", "Holly",
        ],
        men: &[
            "James", "Oliver", "Callum", "Rhys", "William", "Imran", "Thomas", "George", "Ewan", "Daniel",
            "Simon", "Matthew", "Andrew", "Liam", "Harry", "Rohan", "Gareth", "Stuart", "Edward", "Owen",
        ],
        families: same![
            "Smith" "Jones" "Taylor" "Patel" "Hughes" "Campbell" "Wright" "Khan" "Robinson"
            "Evans" "Walker" "Hall" "O'Brien" "Wood" "Green" "Baker" "Clarke" "Turner" "Cooper" "Ward"
            "Morgan" "Bell" "Murphy" "Shah" "Bennett" "Marshall" "Griffiths" "Fletcher" "Sutton" "Fraser"
        ],
        titles: same![
            "Managing Director" "Operations Director" "Warehouse Manager" "Quality Manager" "Owner"
            "Head of Purchasing" "CEO"
        ],
        brands: &[
            "Harbour", "Pennine", "Severn", "Thames", "Highland", "Fenland", "Northgate", "Oak & Elm",
            "Mersey", "Dales", "Kestrel", "Wharf",
        ],
        trades: &[
            ("Food Wholesale", 0), ("Cold Logistics", 1), ("Dairies", 2), ("Meats", 3), ("Grocers", 4),
            ("Pharma Supply", 5), ("Kitchens", 6), ("Consulting", 8),
        ],
        form: "Ltd",
    },
    Country {
        code: "US", locale: "en-US", currency: "USD", rate: 1.16, offset: -5, weight: 10,
        phone: ("+141555501", 2),
        mailboxes: &["gmail.com", "yahoo.com", "aol.com", "icloud.com"],
        cities: &["Chicago", "Atlanta", "Boston", "Houston", "Memphis", "Columbus", "Newark", "Tampa"],
        women: &[
            "Jennifer", "Maria", "Ashley", "Latoya", "Emily", "Karen", "Grace", "Nicole", "Linda", "Sofia",
            "Amanda", "Stephanie", "Michelle", "Angela", "Rachel", "Heather", "Monica", "Tiffany", "Donna", "Elena",
        ],
        men: &[
            "Michael", "Carlos", "David", "Tyrone", "Brandon", "Kevin", "Jose", "Ryan", "Eric", "Samuel",
            "Jason", "Robert", "Brian", "Marcus", "Anthony", "Luis", "Scott", "Gregory", "Derek", "Patrick",
        ],
        families: same![
            "Johnson" "Garcia" "Williams" "Brown" "Martinez" "Davis" "Nguyen" "Wilson" "Anderson"
            "Lee" "Harris" "Clark" "Lopez" "Young" "Moore" "Jackson" "Thompson" "Robinson" "Hill"
            "Torres" "Mitchell" "Carter" "Phillips" "Rivera" "Parker" "Collins" "Reed" "Kim" "Brooks"
        ],
        titles: same![
            "CEO" "President" "VP Operations" "Director of Food Safety" "Owner" "Warehouse Manager"
            "Purchasing Manager"
        ],
        brands: &[
            "Great Lakes", "Prairie", "Bluegrass", "Liberty", "Hudson", "Bayou", "Summit", "Lone Oak",
            "Cascade", "Pioneer", "Delta", "Evergreen",
        ],
        trades: &[
            ("Food Distributors", 0), ("Cold Freight", 1), ("Creamery", 2), ("Packing", 3), ("Markets", 4),
            ("Medical Supply", 5), ("Dining", 6), ("Advisors", 8),
        ],
        form: "Inc.",
    },
    Country {
        code: "PL", locale: "pl-PL", currency: "PLN", rate: 4.3, offset: 1, weight: 8,
        phone: ("+48501000", 3),
        mailboxes: &["wp.pl", "onet.pl", "gmail.com", "o2.pl"],
        cities: &["Warszawa", "Kraków", "Łódź", "Wrocław", "Poznań", "Gdańsk", "Białystok"],
        women: &[
            "Agnieszka", "Małgorzata", "Katarzyna", "Zofia", "Łucja", "Joanna", "Bożena", "Magdalena", "Ewa",
            "Monika", "Beata", "Dorota", "Aleksandra", "Natalia", "Karolina", "Justyna", "Iwona", "Halina",
        ],
        men: &[
            "Paweł", "Krzysztof", "Michał", "Łukasz", "Tomasz", "Grzegorz", "Wojciech", "Sławomir", "Marcin",
            "Piotr", "Adam", "Rafał", "Jakub", "Mateusz", "Dariusz", "Mariusz", "Artur", "Bartosz",
        ],
        families: &[
            ("Kowalska", "Kowalski"), ("Wiśniewska", "Wiśniewski"), ("Dąbrowska", "Dąbrowski"),
            ("Zielińska", "Zieliński"), ("Wójcik", "Wójcik"), ("Szymańska", "Szymański"),
            ("Woźniak", "Woźniak"), ("Jabłońska", "Jabłoński"), ("Lewandowska", "Lewandowski"),
            ("Kamińska", "Kamiński"), ("Mazur", "Mazur"), ("Krawczyk", "Krawczyk"), ("Piotrowska", "Piotrowski"),
            ("Grabowska", "Grabowski"), ("Pawłowska", "Pawłowski"), ("Michalska", "Michalski"),
            ("Król", "Król"), ("Wieczorek", "Wieczorek"), ("Zając", "Zając"), ("Sikora", "Sikora"),
            ("Baran", "Baran"), ("Rutkowska", "Rutkowski"), ("Górska", "Górski"), ("Ostrowska", "Ostrowski"),
        ],
        titles: &[
            ("Prezes zarządu", "Prezes zarządu"), ("Dyrektorka logistyki", "Dyrektor logistyki"),
            ("Kierowniczka magazynu", "Kierownik magazynu"), ("Właścicielka", "Właściciel"),
            ("Kierowniczka jakości", "Kierownik jakości"),
        ],
        brands: &["Mazowsze", "Bałtyk", "Wisła", "Śląsk", "Podhale", "Kujawy", "Żuławy", "Warta"],
        trades: &[
            ("Hurt Spożywczy", 0), ("Chłodnie", 1), ("Mleczarnia", 2), ("Mięso", 3), ("Delikatesy", 4),
            ("Gastronomia", 6),
        ],
        form: "Sp. z o.o.",
    },
];

/// Industries; the first four are whom Orchard & Vale is made for.
pub(super) const INDUSTRIES: &[&str] = &[
    "Food wholesale",
    "Cold-chain logistics",
    "Dairy",
    "Meat processing",
    "Supermarkets",
    "Pharmaceutical wholesale",
    "Restaurants",
    "Education",
    "Consulting",
    "Refrigeration software",
];
/// Industry of universities.
pub(super) const EDUCATION: usize = 7;
/// Industry of competitors.
pub(super) const COMPETITION: usize = 9;
