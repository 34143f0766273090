//! Headers of exports of shops, senders of mail and further customer systems.

use super::filled;
use crate::data::import::What;

/// What a lone header fills.
fn alone(header: &str) -> String {
    filled(&format!("id,{header}")).pop().unwrap_or_default()
}

#[test]
fn an_address_is_known_by_the_words_of_its_header() {
    for header in [
        "Firemní e-mail",
        "Mailová adresa",
        "Email kontaktu",
        "İş E-postası",
        "Üye E-posta",
        "Email ID",
        "emailaddress",
        "Client Email",
        "Invitee Email",
    ] {
        assert_eq!(alone(header), format!("{header}=email"));
    }
    for header in [
        "Contact owner email",
        "Sahibi E-posta",
        "E-mail vlastníka",
        "Referrer Email",
        "Assigned To Email",
        "Created By Email",
        "Sales Rep Email",
        "Email Opt Out",
        "Email Status",
        "Posta Kodu",
        "Mailchimp ID",
        "Last email sent",
        "Agent e-mail",
        "Email Name",
        "Mail na pokladnu",
        "E-mail obchodního zástupce",
        "Account Executive Email",
        "Satış temsilcisinin e-postası",
        "Mail na jednatele",
        "Mail server",
    ] {
        assert_eq!(alone(header), "id=id", "{header}");
    }
    assert_eq!(
        filled(
            "User Name,User Email,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email"
        ),
        [
            "Invitee Name=name",
            "Invitee First Name=first_name",
            "Invitee Last Name=last_name",
            "Invitee Email=email"
        ]
    );
    assert_eq!(
        filled("User Email,Phone"),
        ["User Email=email", "Phone=phone"]
    );
}

#[test]
fn further_headers_of_customer_systems() {
    for (header, field) in [
        ("Şirket / Hesap", "company"),
        ("Müşteri Adayı Kaynağı", "source"),
        ("Zdroj potenciálního zákazníka", "source"),
        ("Organizace 1 – pozice", "title"),
        ("Kuruluş Unvanı", "title"),
        ("Mob.", "phone"),
        ("Cellphone", "phone"),
        ("Contact Person", "name"),
        ("Yetkili Kişi", "name"),
        ("Datum přihlášení", "time"),
        ("Submitted At", "time"),
        ("billFullName", "name"),
        ("billCompany", "company"),
        ("billCity", "city"),
        ("billCountry", "country"),
        ("deliveryCity", "city"),
    ] {
        assert_eq!(alone(header), format!("{header}={field}"));
    }
}

#[test]
fn exports_of_shops() {
    assert_eq!(
        filled(
            "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,\
             Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,\
             Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags"
        ),
        [
            "Customer ID=id",
            "First Name=first_name",
            "Last Name=last_name",
            "Email=email",
            "Default Address Company=company",
            "Default Address City=city",
            "Default Address Country Code=country_code",
            "Default Address Phone=phone",
            "Phone=phone",
        ]
    );
    assert_eq!(
        filled(
            "First Name,Last Name,Email,Company,Address1,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts Marketing"
        ),
        [
            "First Name=first_name",
            "Last Name=last_name",
            "Email=email",
            "Company=company",
            "City=city",
            "Country=country",
            "Country Code=country_code",
            "Phone=phone",
        ]
    );
    assert_eq!(
        filled(
            "Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code"
        ),
        [
            "Name=name",
            "Sign Up=time",
            "Email=email",
            "Country / Region=country",
            "City=city",
        ]
    );
    assert_eq!(
        filled(
            "customer_id,user_registered,billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,\
             billing_city,billing_country,shipping_first_name,shipping_country"
        ),
        [
            "customer_id=id",
            "user_registered=time",
            "billing_first_name=first_name",
            "billing_last_name=last_name",
            "billing_company=company",
            "billing_email=email",
            "billing_phone=phone",
            "billing_city=city",
            "billing_country=country",
        ]
    );
}

#[test]
fn exports_of_senders_of_mail() {
    assert_eq!(
        filled(
            "Email Address,First Name,Last Name,Address,Phone Number,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,\
             LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS"
        ),
        [
            "Email Address=email",
            "First Name=first_name",
            "Last Name=last_name",
            "Phone Number=phone",
            "CONFIRM_TIME=time",
            "CC=country_code",
        ]
    );
    assert_eq!(
        filled("EMAIL,FNAME,LNAME,OPTIN_TIME"),
        [
            "EMAIL=email",
            "FNAME=first_name",
            "LNAME=last_name",
            "OPTIN_TIME=time"
        ]
    );
    assert_eq!(
        filled(
            "CONTACT ID,EMAIL,PRENOM,NOM,SMS,WHATSAPP,LANDLINE_NUMBER,JOB_TITLE,OPT_IN,DOUBLE_OPT-IN,ADDED_TIME,MODIFIED_TIME"
        ),
        [
            "CONTACT ID=id",
            "EMAIL=email",
            "PRENOM=first_name",
            "NOM=last_name",
            "SMS=phone",
            "WHATSAPP=phone",
            "LANDLINE_NUMBER=phone",
            "JOB_TITLE=title",
            "ADDED_TIME=time",
        ]
    );
    assert_eq!(
        filled(
            "Email,Klaviyo ID,First Name,Last Name,Organization,Title,Phone Number,City,Country,Profile Created On"
        ),
        [
            "Email=email",
            "First Name=first_name",
            "Last Name=last_name",
            "Organization=company",
            "Title=title",
            "Phone Number=phone",
            "City=city",
            "Country=country",
            "Profile Created On=time",
        ]
    );
}

#[test]
fn exports_of_active_campaign_zoho_and_freshsales() {
    assert_eq!(
        filled(
            "ID,Email,First Name,Last Name,Phone,Customer Account,Job Title,Date Created,Tags,Lead Score,IP Address"
        ),
        [
            "ID=id",
            "Email=email",
            "First Name=first_name",
            "Last Name=last_name",
            "Phone=phone",
            "Customer Account=company",
            "Job Title=title",
            "Date Created=time",
        ]
    );
    assert_eq!(
        filled(
            "Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Email,Title,\
             Department,Phone,Home Phone,Other Phone,Fax,Mobile,Date of Birth,Created By,Created Time,Modified Time,Full Name,\
             Mailing City,Mailing State,Mailing Country,Other Country,Secondary Email,Asst Phone,Email Opt Out"
        ),
        [
            "Record Id=id",
            "Lead Source=source",
            "First Name=first_name",
            "Last Name=last_name",
            "Account Name=company",
            "Email=email",
            "Title=title",
            "Phone=phone",
            "Home Phone=phone",
            "Other Phone=phone",
            "Mobile=phone",
            "Created Time=time",
            "Full Name=name",
            "Mailing City=city",
            "Mailing Country=country",
            "Secondary Email=email",
        ]
    );
    assert_eq!(
        filled(
            "Id,First name,Last name,Job title,Emails,Work number,Mobile number,Sales accounts,Lead source,City,Country,Created at,Owner"
        ),
        [
            "Id=id",
            "First name=first_name",
            "Last name=last_name",
            "Job title=title",
            "Emails=email",
            "Work number=phone",
            "Mobile number=phone",
            "Sales accounts=company",
            "Lead source=source",
            "City=city",
            "Country=country",
            "Created at=time",
        ]
    );
}

#[test]
fn an_order_is_of_the_day_it_was_placed_and_its_id_is_no_message() {
    for (headers, expected) in [
        (
            "Name,Email,Financial Status,Paid at,Total,Created at,Billing Phone,Id,Source",
            "Name,email,Financial Status,Paid at,Total,time,phone,Id,Source",
        ),
        (
            "ID;Sipariş No;E-posta;Tutar;Kaynak",
            "ID;Sipariş No;email;Tutar;Kaynak",
        ),
        // Of other events as ever.
        (
            "event,id,email,Order No,Source",
            "event,message_id,email,Order No,source",
        ),
    ] {
        let found = super::guessed(What::Events, &headers.replace(';', ","));
        assert_eq!(found, expected.replace(';', ","), "{headers}");
    }
}

#[test]
fn the_date_of_an_order_is_when_it_happened() {
    for header in [
        "Sipariş Tarihi",
        "Datum objednávky",
        "Order Date",
        "Paid at",
        "Oluşturulma Tarihi",
        "Datum vytvoření",
        "Vytvořeno",
    ] {
        let found = super::guessed(What::Events, &format!("id,user_id,event,{header}"));
        assert_eq!(found, "message_id,id,event,time", "{header}");
    }
}
