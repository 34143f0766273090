//! Columns: which field each one fills, said by the user or guessed from its header.

mod field;
mod words;

use super::{Options, What};
use crate::error::{Error, Result};

pub use field::Field;

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What it fills.
    pub field: Field,
}

/// Decides what each column fills.
///
/// What the user says goes first; what is left is guessed from the headers, each field at most
/// once, the leftmost column winning; any other column becomes a custom field or property.
///
/// # Errors
/// When the user names a column that is not there, or two columns for one field; when nothing
/// would tell whose a row is.
pub fn plan(headers: &[String], options: &Options) -> Result<Vec<Column>> {
    let mut fields: Vec<Option<Field>> = vec![None; headers.len()];
    for (header, name) in &options.map {
        fields[position(headers, header, "map")?] =
            Some(Field::from_name(name.trim(), options.what));
    }
    for header in &options.skip {
        fields[position(headers, header, "skip")?] = Some(Field::Skip);
    }
    check_once(headers, &fields)?;
    for (at, header) in headers.iter().enumerate() {
        if fields[at].is_none() {
            let guess = words::guess(options.what, header)
                .filter(|guess| !fields.contains(&Some(guess.clone())));
            fields[at] = Some(guess.unwrap_or_else(|| Field::custom(header)));
        }
    }
    let columns: Vec<Column> = headers
        .iter()
        .zip(fields)
        .map(|(header, field)| Column {
            header: header.clone(),
            field: field.unwrap_or(Field::Skip),
        })
        .collect();
    check_complete(&columns, options.what)?;
    Ok(columns)
}

fn position(headers: &[String], wanted: &str, option: &'static str) -> Result<usize> {
    let same = |header: &String| header.trim().eq_ignore_ascii_case(wanted.trim());
    headers.iter().position(same).ok_or_else(|| {
        Error::invalid(
            option,
            format!(
                "there is no column \"{wanted}\"; the file has {}",
                headers.join(", ")
            ),
        )
    })
}

fn check_once(headers: &[String], fields: &[Option<Field>]) -> Result<()> {
    for (at, field) in fields.iter().enumerate() {
        let before = fields[..at].iter().position(|other| other == field);
        if let (Some(field), Some(before)) = (field, before)
            && *field != Field::Skip
        {
            let (first, second, name) = (&headers[before], &headers[at], field.name());
            return Err(Error::invalid(
                "map",
                format!("\"{first}\" and \"{second}\" would both fill {name}; choose one"),
            ));
        }
    }
    Ok(())
}

fn check_complete(columns: &[Column], what: What) -> Result<()> {
    let has = |fields: &[Field]| columns.iter().any(|column| fields.contains(&column.field));
    if !has(&[
        Field::UserId,
        Field::AnonymousId,
        Field::Email,
        Field::Phone,
    ]) {
        let message = "no column tells whose a row is; name one, for example --map \"Customer number=id\" or --map \"Mail=email\"";
        return Err(Error::invalid("map", message));
    }
    if what == What::Events && !has(&[Field::Event, Field::Type]) {
        let message = "no column tells what happened; name one, for example --map \"Action=event\"";
        return Err(Error::invalid("map", message));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(what: What, headers: &str, change: impl FnOnce(&mut Options)) -> String {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
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
    fn a_field_is_filled_once_and_what_is_said_goes_first() {
        assert_eq!(
            guessed(What::People, "Prospect ID,Lead Number"),
            "id,Lead Number"
        );
        let number =
            |options: &mut Options| options.map = vec![("lead number".into(), "id".into())];
        assert_eq!(
            names(What::People, "Prospect ID,Lead Number", number),
            "Prospect ID,id"
        );
        let skip = |options: &mut Options| options.skip = vec!["Notes".into()];
        assert_eq!(names(What::People, "Email,Notes", skip), "email,skip");
    }

    #[test]
    fn a_field_that_events_do_not_have_is_a_property() {
        let options = Options {
            map: vec![("Land".into(), "country".into())],
            ..Options::new(What::Events, "x.csv")
        };
        let columns = plan(&["user_id".into(), "event".into(), "Land".into()], &options)
            .expect("it is sound");
        assert_eq!(columns[2].field, Field::Custom("country".into()));
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
            options.map = vec![("A".into(), "email".into()), ("B".into(), "email".into())]
        };
        assert!(names(What::People, "A,B", twice).contains("both fill email"));
    }
}
