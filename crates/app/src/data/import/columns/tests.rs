//! Headers as programs and people write them.

mod shops;

use super::*;

fn names(what: What, headers: &str, change: impl FnOnce(&mut Options)) -> String {
    let headers: Vec<String> = headers.split(',').map(header).collect();
    let mut options = Options::new(what, "x.csv");
    change(&mut options);
    match plan(&headers, &options) {
        Ok(columns) => columns
            .iter()
            .map(|column| column.field.name())
            .collect::<Vec<_>>()
            .join(","),
        Err(error) => error.to_string(),
    }
}

fn guessed(what: What, headers: &str) -> String {
    names(what, headers, |_| {})
}

/// Columns that fill fields, without custom ones and those left out.
fn filled(headers: &str) -> Vec<String> {
    let headers: Vec<String> = headers.split(',').map(header).collect();
    let columns =
        plan(&headers, &Options::new(What::People, "x.csv")).expect("the header is sound");
    let known = columns
        .iter()
        .filter(|column| !matches!(column.field, Field::Custom(_) | Field::Skip));
    known
        .map(|column| format!("{}={}", column.header, column.field.name()))
        .collect()
}

#[test]
fn headers_are_guessed_in_three_languages() {
    assert_eq!(
        guessed(
            What::People,
            "Customer ID,First Name,Surname,E-Mail,Phone Number,Company Name,Job Title,Created At,Lead Source,Shoe size"
        ),
        "id,first_name,last_name,email,phone,company,title,time,source,Shoe size"
    );
    assert_eq!(
        guessed(
            What::People,
            "Müşteri No,Adı,Soyadı,E-posta,Cep Telefonu,Şirket,Ünvan,Ülke,Şehir,Kayıt Tarihi,Çalışan Sayısı"
        ),
        "id,first_name,last_name,email,phone,company,title,country,city,time,employees"
    );
    assert_eq!(
        guessed(
            What::People,
            "Jméno,Příjmení,E-mail,Telefon,Společnost,Pozice,Země,Město,Odvětví,Počet zaměstnanců,Jazyk,Zdroj"
        ),
        "first_name,last_name,email,phone,company,title,country,city,industry,employees,language,source"
    );
    assert_eq!(
        guessed(What::Events, "user_id,event_type,event_id,ts,price"),
        "id,event,message_id,time,price"
    );
    assert_eq!(
        guessed(
            What::Events,
            "anonymousId,type,event,timestamp,messageId,pageUrl"
        ),
        "anonymous_id,type,event,time,message_id,url"
    );
}

#[test]
fn contacts_of_google() {
    assert_eq!(
        filled(
            "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,Organization Title,\
             Organization Department,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,\
             Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Street,\
             Address 1 - City,Address 1 - Country,Website 1 - Value"
        ),
        [
            "First Name=first_name",
            "Middle Name=middle_name",
            "Last Name=last_name",
            "File As=name",
            "Organization Name=company",
            "Organization Title=title",
            "E-mail 1 - Value=email",
            "E-mail 2 - Value=email",
            "Phone 1 - Value=phone",
            "Phone 2 - Value=phone",
            "Address 1 - City=city",
            "Address 1 - Country=country",
        ]
    );
    assert_eq!(
        filled(
            "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,\
             Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Custom Field 1 - Type"
        ),
        [
            "Name=name",
            "Given Name=first_name",
            "Additional Name=middle_name",
            "Family Name=last_name",
            "E-mail 1 - Value=email",
            "Phone 1 - Value=phone",
            "Organization 1 - Name=company",
            "Organization 1 - Title=title",
        ]
    );
    assert_eq!(
        filled("Ad,Soyad,E-posta 1 - Etiket,E-posta 1 - Değer,Telefon 1 - Değer,Telefon 2 - Değer"),
        [
            "Ad=first_name",
            "Soyad=last_name",
            "E-posta 1 - Değer=email",
            "Telefon 1 - Değer=phone",
            "Telefon 2 - Değer=phone"
        ]
    );
    assert_eq!(
        filled("Jméno,Příjmení,E-mail 1 – Štítek,E-mail 1 – Hodnota,Telefon 1 – Hodnota"),
        [
            "Jméno=first_name",
            "Příjmení=last_name",
            "E-mail 1 – Hodnota=email",
            "Telefon 1 – Hodnota=phone"
        ]
    );
}

#[test]
fn contacts_of_outlook() {
    assert_eq!(
        filled(
            "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,\
             Business Country/Region,Home City,Home Country/Region,Assistant's Phone,Business Fax,Business Phone,Business Phone 2,\
             Company Main Phone,Home Phone,Mobile Phone,Other Phone,Pager,Account,E-mail Address,E-mail Type,E-mail Display Name,\
             E-mail 2 Address,E-mail 2 Type,Language,Manager's Name"
        ),
        [
            "First Name=first_name",
            "Middle Name=middle_name",
            "Last Name=last_name",
            "Company=company",
            "Job Title=title",
            "Business City=city",
            "Business Country/Region=country",
            "Business Phone=phone",
            "Business Phone 2=phone",
            "Home Phone=phone",
            "Mobile Phone=phone",
            "Other Phone=phone",
            "E-mail Address=email",
            "E-mail Display Name=name",
            "E-mail 2 Address=email",
            "Language=language",
        ]
    );
    assert_eq!(
        filled(
            "Unvan,Ad,Soyadı,Şirket,İş Unvanı,İş Adresi Şehir,İş Adresi Ülke/Bölge,İş Faksı,İş Telefonu,İş Telefonu 2,\
             Ev Telefonu,Cep Telefonu,E-posta Adresi,E-posta 2 Adresi,E-posta Türü"
        ),
        [
            "Ad=first_name",
            "Soyadı=last_name",
            "Şirket=company",
            "İş Unvanı=title",
            "İş Adresi Şehir=city",
            "İş Adresi Ülke/Bölge=country",
            "İş Telefonu=phone",
            "İş Telefonu 2=phone",
            "Ev Telefonu=phone",
            "Cep Telefonu=phone",
            "E-posta Adresi=email",
            "E-posta 2 Adresi=email",
        ]
    );
    assert_eq!(
        filled(
            "Titul,Jméno,Další jméno,Příjmení,Společnost,Funkce,Město (práce),Země (práce),Fax (práce),Telefon (práce),\
             Telefon domů,Mobilní telefon,E-mailová adresa,E-mailová adresa 2"
        ),
        [
            "Jméno=first_name",
            "Další jméno=middle_name",
            "Příjmení=last_name",
            "Společnost=company",
            "Funkce=title",
            "Město (práce)=city",
            "Země (práce)=country",
            "Telefon (práce)=phone",
            "Telefon domů=phone",
            "Mobilní telefon=phone",
            "E-mailová adresa=email",
            "E-mailová adresa 2=email",
        ]
    );
    assert_eq!(
        filled("Adresa elektronické pošty,Země/oblast (zaměstnání),Job Position"),
        [
            "Adresa elektronické pošty=email",
            "Země/oblast (zaměstnání)=country",
            "Job Position=title",
        ]
    );
}

#[test]
fn exports_of_hubspot_and_salesforce() {
    assert_eq!(
        filled(
            "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Additional email addresses,\
             Last Activity Date,Lead Status,Create Date,Associated Company,Associated Company IDs,Job Title,Country/Region,City,\
             Original Source"
        ),
        [
            "Record ID=id",
            "First Name=first_name",
            "Last Name=last_name",
            "Email=email",
            "Phone Number=phone",
            "Mobile Phone Number=phone",
            "Additional email addresses=email",
            "Create Date=time",
            "Associated Company=company",
            "Job Title=title",
            "Country/Region=country",
            "City=city",
            "Original Source=source",
        ]
    );
    assert_eq!(
        filled(
            "Kayıt Kimliği,Adı,Soyadı,E-posta,Telefon Numarası,Şirket Adı,İş Unvanı,Oluşturma Tarihi,Ülke/Bölge"
        ),
        [
            "Kayıt Kimliği=id",
            "Adı=first_name",
            "Soyadı=last_name",
            "E-posta=email",
            "Telefon Numarası=phone",
            "Şirket Adı=company",
            "İş Unvanı=title",
            "Oluşturma Tarihi=time",
            "Ülke/Bölge=country",
        ]
    );
    assert_eq!(
        filled(
            "ID záznamu,Jméno,Příjmení,E-mail,Telefonní číslo,Číslo mobilního telefonu,Název společnosti,Pracovní pozice,Datum vytvoření,Země/oblast"
        ),
        [
            "ID záznamu=id",
            "Jméno=first_name",
            "Příjmení=last_name",
            "E-mail=email",
            "Telefonní číslo=phone",
            "Číslo mobilního telefonu=phone",
            "Název společnosti=company",
            "Pracovní pozice=title",
            "Datum vytvoření=time",
            "Země/oblast=country",
        ]
    );
    assert_eq!(
        filled(
            "Lead ID,First Name,Last Name,Title,Company / Account,Email,Phone,Mobile,Lead Source,Lead Owner,Created Date,Country,Email Opt Out"
        ),
        [
            "Lead ID=id",
            "First Name=first_name",
            "Last Name=last_name",
            "Title=title",
            "Company / Account=company",
            "Email=email",
            "Phone=phone",
            "Mobile=phone",
            "Lead Source=source",
            "Created Date=time",
            "Country=country",
        ]
    );
    // The account is the company: its id is that of all its people.
    assert_eq!(
        filled(
            "AccountId,Id,LastName,FirstName,MailingCity,MailingCountry,OtherCountry,Phone,Fax,MobilePhone,AssistantPhone,Email,Title,LeadSource,CreatedDate"
        ),
        [
            "Id=id",
            "LastName=last_name",
            "FirstName=first_name",
            "MailingCity=city",
            "MailingCountry=country",
            "Phone=phone",
            "MobilePhone=phone",
            "Email=email",
            "Title=title",
            "LeadSource=source",
            "CreatedDate=time",
        ]
    );
    assert_eq!(
        guessed(What::People, "Account ID,Opportunity ID,Email"),
        "Account ID,Opportunity ID,email"
    );
    assert_eq!(
        guessed(What::People, "Opportunity ID,Account"),
        "id,company"
    );
}

#[test]
fn exports_of_pipedrive_and_mautic() {
    assert_eq!(
        filled(
            "Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - Owner,Person - Person created"
        ),
        [
            "Person - ID=id",
            "Person - Name=name",
            "Person - Organization=company",
            "Person - Email - Work=email",
            "Person - Email - Home=email",
            "Person - Phone - Work=phone",
            "Person - Phone - Mobile=phone",
            "Person - Person created=time",
        ]
    );
    assert_eq!(
        filled(
            "Kişi - Kimlik,Kişi - Ad,Kişi - Kuruluş,Kişi - E-posta - İş,Kişi - Telefon - Cep,Kişi - Kişi oluşturuldu"
        ),
        [
            "Kişi - Kimlik=id",
            "Kişi - Ad=first_name",
            "Kişi - Kuruluş=company",
            "Kişi - E-posta - İş=email",
            "Kişi - Telefon - Cep=phone",
            "Kişi - Kişi oluşturuldu=time",
        ]
    );
    assert_eq!(
        filled(
            "Osoba - ID,Osoba - Jméno,Osoba - Organizace,Osoba - E-mail - Práce,Osoba - Telefon - Práce,Osoba - Osoba vytvořena"
        ),
        [
            "Osoba - ID=id",
            "Osoba - Jméno=first_name",
            "Osoba - Organizace=company",
            "Osoba - E-mail - Práce=email",
            "Osoba - Telefon - Práce=phone",
            "Osoba - Osoba vytvořena=time",
        ]
    );
    assert_eq!(
        filled(
            "id,email,firstname,lastname,company,position,title,mobile,phone,fax,city,state,country,preferred_locale,date_added,last_active,points"
        ),
        [
            "id=id",
            "email=email",
            "firstname=first_name",
            "lastname=last_name",
            "company=company",
            "position=title",
            "mobile=phone",
            "phone=phone",
            "city=city",
            "country=country",
            "preferred_locale=language",
            "date_added=time",
        ]
    );
    assert_eq!(
        filled(
            "ID,Jméno,Příjmení,E-mail,Společnost,Pozice,Mobil,Telefon,Město,Stát,Země,Datum přidání"
        ),
        [
            "ID=id",
            "Jméno=first_name",
            "Příjmení=last_name",
            "E-mail=email",
            "Společnost=company",
            "Pozice=title",
            "Mobil=phone",
            "Telefon=phone",
            "Město=city",
            "Země=country",
            "Datum přidání=time",
        ]
    );
    assert_eq!(
        filled("ID,Ad,Soyad,E-posta,Şirket,Pozisyon,Cep,Telefon,İl,Şehir,Ülke,Eklenme Tarihi"),
        [
            "ID=id",
            "Ad=first_name",
            "Soyad=last_name",
            "E-posta=email",
            "Şirket=company",
            "Pozisyon=title",
            "Cep=phone",
            "Telefon=phone",
            "Şehir=city",
            "Ülke=country",
            "Eklenme Tarihi=time",
        ]
    );
}

#[test]
fn what_belongs_to_others_is_no_contact_of_the_person() {
    for header in [
        "Contact owner email",
        "Owner Email",
        "Manager's E-mail",
        "Assistant Phone",
        "Company Phone",
        "Business Fax",
        "Email Opt Out",
        "Email verified",
        "Phone type",
        "E-mail sent",
        "Emailing",
        "Billing email status",
        "Birth city",
        "Telefon asistenta",
        "Yönetici e-postası",
    ] {
        assert_eq!(
            guessed(What::People, &format!("Email,{header}")),
            format!("email,{header}")
        );
    }
}

#[test]
fn the_time_of_a_person_is_when_they_became_known() {
    for header in [
        "time",
        "Created at",
        "Vytvořeno",
        "Oluşturma tarihi",
        "created_at",
        "Datum",
        "Tarih",
        "Member since",
    ] {
        assert_eq!(
            guessed(What::People, &format!("id,{header}")),
            "id,time",
            "{header}"
        );
    }
    // The better header wins, wherever it stands.
    assert_eq!(guessed(What::People, "id,Date,Created at"), "id,Date,time");
}

#[test]
fn columns_of_several_values_go_by_how_well_they_fit() {
    let headers: Vec<String> = [
        "Additional email addresses",
        "Home Phone",
        "Mobile Phone",
        "Email",
    ]
    .map(header)
    .to_vec();
    let columns =
        plan(&headers, &Options::new(What::People, "x.csv")).expect("the header is sound");
    let mut order: Vec<&Column> = columns.iter().collect();
    order.sort_by_key(|column| column.place);
    let order: Vec<&str> = order.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(
        order,
        [
            "Mobile Phone",
            "Email",
            "Additional email addresses",
            "Home Phone"
        ]
    );
}

#[test]
fn a_field_is_filled_once_and_what_is_said_goes_first() {
    assert_eq!(
        guessed(What::People, "Prospect ID,Lead Number"),
        "id,Lead Number"
    );
    let number = |options: &mut Options| options.map = vec![("lead number".into(), "id".into())];
    assert_eq!(
        names(What::People, "Prospect ID,Lead Number", number),
        "Prospect ID,id"
    );
    let skip = |options: &mut Options| options.skip = vec!["Notes".into()];
    assert_eq!(names(What::People, "Email,Notes", skip), "email,skip");
    let both = |options: &mut Options| {
        options.map = vec![("A".into(), "email".into()), ("B".into(), "email".into())]
    };
    assert_eq!(names(What::People, "A,B", both), "email,email");
}

#[test]
fn a_field_that_events_do_not_have_is_a_property() {
    let options = Options {
        map: vec![("Land".into(), "country".into())],
        ..Options::new(What::Events, "x.csv")
    };
    let columns =
        plan(&["user_id".into(), "event".into(), "Land".into()], &options).expect("it is sound");
    assert_eq!(columns[2].field, Field::Custom("country".into()));
}

#[test]
fn an_export_of_people_is_read_as_one() {
    let headers = crate::data::export::PERSON.join(",");
    let names = guessed(What::People, &headers);
    assert_eq!(
        names,
        "skip,name,email,phone,company,title,country,city,industry,employees,language,skip,skip,skip,skip,skip,skip,skip,\
         skip,time,skip,skip,source,medium,campaign,skip,custom fields"
    );
}

#[test]
fn mistakes_are_explained() {
    assert!(guessed(What::People, "Colour,Size").contains("no column tells whose a row is"));
    assert!(guessed(What::Events, "email,colour").contains("what happened"));
    let absent = |options: &mut Options| options.map = vec![("Mail".into(), "email".into())];
    assert!(
        names(What::People, "Name,Email", absent)
            .contains("no column \"Mail\"; the file has Name, Email")
    );
    let twice = |options: &mut Options| {
        options.map = vec![("A".into(), "name".into()), ("B".into(), "name".into())]
    };
    assert!(names(What::People, "A,B,Email", twice).contains("both fill name"));
}
