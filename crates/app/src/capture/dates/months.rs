//! Names of months and weekdays in English, Turkish, Czech and German, folded.

/// The months in order, each with its names and their short forms.
const MONTHS: [&str; 12] = [
    "jan january leden ledna led oca ocak januar janner",
    "feb february unor unora uno sub subat februar",
    "mar march brezen brezna bre mart marz",
    "apr april duben dubna dub nis nisan",
    "may kveten kvetna kve mayis mai",
    "jun june cerven cervna cvn haz haziran juni",
    "jul july cervenec cervence cvc tem temmuz juli",
    "aug august srpen srpna srp agu agustos",
    "sep sept september zari zar eyl eylul",
    "oct october rijen rijna rij eki ekim okt oktober",
    "nov november listopad listopadu lis kas kasim",
    "dec december prosinec prosince pro ara aralik dez dezember",
];
const WEEKDAYS: &str = "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday \
    saturday sunday tues thur thurs pzt sal car per cum cmt paz pazartesi sali carsamba persembe \
    cuma cumartesi pazar po ut st ct pa so ne pondeli utery streda ctvrtek patek sobota nedele \
    montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa";

/// The number of a month.
pub fn month(word: &str) -> Option<u16> {
    let at = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    u16::try_from(at + 1).ok()
}

/// Whether a word is the name of a weekday.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.split_whitespace().any(|name| name == word)
}
