//! Who writes in Turkish but buys nothing: people who look for work, and suppliers of the business.
//!
//! A valve has an open position, an agency is asked for workers and an advertisement may be of a flat,
//! so a pattern says whose position, workers or site are meant.

#[rustfmt::skip]
pub(super) const LOOKING_FOR_WORK: &[&str] = &[
    "acik pozisyonunuz|pozisyonlariniz|kadronuz|kadro", "acik|bos pozisyon|pozisyonlar var|mevcut|bulunuyor|neler|nelerdir", "acik|bos is pozisyonu|pozisyonunuz|ilaniniz", "is imkani|imkaniniz|olanaginiz var",
    "eleman|elemana|personel|isci|cirak|stajyer|kurye|sofor|garson|tezgahtar|kasiyer _? ariyor|aliyor|ariyo|aliyo musunuz|musun|muydunuz", "eleman|personel|isci|cirak|stajyer|kurye|sofor|garson|kasiyer _? ariyormusunuz|aliyormusunuz|ariyomusunuz|aliyomusunuz",
    "eleman|isci|personel|cirak|stajyer|kurye|sofor|garson|kasiyer lazim mi|mi", "eleman|isci|personel|cirak|stajyer ihtiyaciniz|aliminiz", "eleman|personel|isci|cirak|stajyer alimi|alimlari var|yapiyor*|oluyor",
    "ozgecmisim*|cvm|cvmi|cvim|cvimi", "cv m|mi|im|imi", "cv|ozgecmis gonder*|birak*|ilet*|atabilir*|yolla*|atmak", "is basvurusu|basvurumu yapmak|yapabilir*|yapacagim", "is basvurusu nasil|nereden|nereye yap*",
    "ise alim yapiyor*|var", "sizde|yaninizda|bunyenizde|firmanizda|sirketinizde|magazanizda|ekibinizde|fabrikanizda|deponuzda|restoraninizda|kafenizde _? _? calismak|calisabilir*|staj", "part|full time calismak|is|calisabilir*|calisiyor*", "is ariyorum $",
    "staj yapmak|yapabilir*|basvurusu|basvurum|basvurulari|imkani|imkaniniz|yeri|kontenjani|kontenjaniniz|olanagi|olanaginiz|ariyorum", "staji|stajim|stajimi yapmak|sizde|yapabilir*", "staji|stajina|staj icin? basvur*", "zorunlu stajim|stajimi", "stajyer kabul|olarak",
    "danismani|elemani|muhendisi|soforu|sofor|operatoru|asistani|uzmani|teknisyeni|garson|kasiyer|sekreter|personeli|temsilcisi|muduru|stajyer is? ilaniniz*|pozisyonunuz*|kadronuz*", "danismani|elemani|muhendisi|soforu|sofor|operatoru|asistani|uzmani|teknisyeni|garson|kasiyer|sekreter|personeli|temsilcisi|muduru|stajyer is? ilani|pozisyonu hala|halen|gecerli|aktif|devam",
    "cv ekte*", "muhasebeci|sofor|operator|garson|kurye|kasiyer|muhendis|teknisyen|asci|sekreter|stajyer olarak basvur*", "calisacak eleman|kurye|garson|sofor|isci|personel lazim mi|mi", "bana gore|uygun bir? is var|olur|bulunur|varsa", "bana gore|uygun bir? pozisyon", "uygun|acik bir? pozisyon olursa|varsa|acilirsa", "is ilaniniz*", "pozisyonu|pozisyonuna|pozisyonunuz|pozisyonunuza _? basvur*|hala|halen|doldu",
];

#[rustfmt::skip]
pub(super) const SELLING: &[&str] = &[
    "sitenizi|sizi|firmanizi|isletmenizi|markanizi|sitenizin _? _? _? ilk|ust|birinci sayfa*|sira*", "sitenizi|sayfanizi|hesaplarinizi|hesabinizi|reklamlarinizi _? yenile*|tasarla*|yonet*|optimize|buyut*",
    "firmaniza|sirketinize|isletmenize|kurumunuza _? _? _? _? _? sunuyor*|sunmak*|sunabilir*|sunalim|sunariz", "size|sizlere _? _? _? _? hizmet*|cozum*|avantaj* sunuyor*|sunmak*|sunabilir*|sunalim|sunariz", "size|sizlere|firmaniza|sirketinize _? _? hizmeti vermek*|veriyor*|verebilir*|verelim",
    "hizmetlerimiz|hizmetlerimizi|hizmetlerimizden|cozumlerimizi|cozumlerimiz|calismalarimizi|calismalarimiz|urunlerimizi _? tanit*|hakkinda|anlat*|sunmak*|sunabilir*|bahset*", "teklifimizi|teklifimiz|tanitimimizi|katalogumuzu ekte*",
    "firmaniza|sirketinize|isletmenize uygun|ozel", "size ozel _? sunum*|cozum*|toplanti*", "satin alma sorumlunuz*|yetkiliniz*|mudurunuz*|departmaniniz*|biriminiz*", "satin alma yetkilisi|sorumlusu|departmani|birimi|muduru ile|kim|kimdir",
    "yenilemek|artirmak|arttirmak|kazanmak|buyutmek|dusurmek|katlamak ister misiniz", "satmak|yenilemek|artirmak|arttirmak|kazanmak|buyutmek|dusurmek istermisiniz", "satislarinizi|cironuzu|trafiginizi|gelirinizi|maliyetlerinizi|giderlerinizi|gorunurlugunuzu _? artir*|arttir*|katla*|dusur*|azalt*|yukselt*|buyut*|cogalt*",
    "*nizi|*nuzu|*nizin _? _? _? dusurebiliriz|artirabiliriz|arttirabiliriz|cikarabiliriz|yonetebiliriz|yenileyebiliriz|tasarlayabiliriz|buyutebiliriz|gelistirebiliriz|azaltabiliriz|iyilestirebiliriz", "*nizi|*nuzu _? yonetelim|tasarlayalim|yenileyelim|buyutelim|artiralim|dusurelim|hazirlayalim", "sizin gibi firmalara|firmalar|isletmelere|isletmeler|sirketlere|sirketler|markalara|markalar",
    "firmaniza|sirketinize|isletmenize|kurumunuza _? _? _? _? teklif*|hizmet* vermek|verebilir*|hazirla*|sunmak|sunabilir*", "size katalogumuzu|portfoyumuzu gonder*", "faturanizi|giderinizi|masrafinizi _? _? dusur*|azalt*", "satin alma|reklamlarinizla|hesabinizla|temizliginizle _? kim ilgileniyor|ilgilenir", "distributor|alici ariyoruz",
    "kredi|krediye|finansmana|nakde ihtiyaciniz", "magazanizda|sitenizde|marketlerinizde|raflarinizda _? _? satmak|satabilir|satilmasi*", "bayilerimiz arasina", "tedarikciniz olmak*", "reklam vermek ister misiniz",
];
