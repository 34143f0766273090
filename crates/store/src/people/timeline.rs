//! The timeline: the interactions and profile changes of a person in time order.

use std::collections::HashMap;

use ripen_domain::interaction::{Channel, Fact, Properties, Verdict, kind};
use ripen_domain::profile::{Authority, FieldValue, Profile, ProfileChange};
use ripen_domain::scoring::{Entry, Observer, ScoreState, Scorer};
use ripen_domain::time::{Span, Timestamp};

use crate::engine::{Conn, Error, Param, Result, Row};
use crate::log::intern::Names;
use crate::workbench::{INTERACTION, ScannedInteraction, interaction};

/// An interaction on the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineRow {
    /// The person.
    pub person_id: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Position in the log.
    pub seq: i64,
    /// The person that its identifier was first given to.
    pub home: i64,
    /// Number of the kind.
    pub kind_id: i64,
    /// Channel.
    pub channel: Channel,
    /// Verdict.
    pub verdict: Verdict,
    /// Path of the page.
    pub path: Option<String>,
    /// What it was about.
    pub label: Option<String>,
    /// Money or quantity involved.
    pub amount: Option<f64>,
    /// Number of the touch.
    pub touch_id: Option<i64>,
    /// Other properties of the event, packed.
    pub properties: Option<String>,
    /// Where behaviour tells another verdict than the one given when it came in.
    pub judged: Option<Judged>,
}

/// That behaviour tells another verdict than the one given when an interaction came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The verdict given when it came in.
    pub captured: Verdict,
    /// Key of the reason for the other.
    pub reason: String,
}

impl TimelineRow {
    /// The verdict that was given when it came in.
    pub fn captured(&self) -> Verdict {
        self.judged
            .as_ref()
            .map_or(self.verdict, |judged| judged.captured)
    }

    /// The interaction as scoring sees it.
    pub fn fact<'a>(&'a self, names: &'a Names) -> Fact<'a> {
        Fact {
            seq: self.seq,
            at: self.at,
            kind: names.kind_of(self.kind_id, self.properties()),
            channel: self.channel,
            verdict: self.verdict,
            path: self.path.as_deref(),
            label: self.label.as_deref(),
            amount: self.amount,
            touch: names.touch(self.touch_id),
            properties: self.properties(),
        }
    }

    /// Other properties of the event.
    pub fn properties(&self) -> Properties<'_> {
        Properties::from_packed(self.properties.as_deref())
    }
}

/// What says of the number of a kind that it is not of those that are mere knowledge.
pub(crate) fn is_no_data(kind_id: &str) -> String {
    let kinds = kind::OF_DATA.map(|kind| format!("'{kind}'")).join(", ");
    format!("{kind_id} NOT IN (SELECT k.kind_id FROM kind k WHERE k.name IN ({kinds}))")
}

/// The whole history of one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// Interactions in (time, log position) order.
    pub rows: Vec<TimelineRow>,
    /// Profile changes in the same order.
    pub changes: Vec<ProfileChange>,
}

impl History {
    /// The history as the fold wants it. A change whose interaction is another person's by now, since the two
    /// were taken apart, comes with the interaction before it.
    pub fn entries<'a>(&'a self, names: &'a Names) -> impl Iterator<Item = Entry<'a>> {
        let mut changes = self.changes.as_slice();
        self.rows.iter().enumerate().map(move |(at, row)| {
            let next = self.rows.get(at + 1).map(|next| (next.at, next.seq));
            let comes =
                |change: &&ProfileChange| next.is_none_or(|next| (change.at, change.seq) < next);
            let own = changes.iter().take_while(comes).count();
            let (mine, rest) = changes.split_at(own);
            changes = rest;
            Entry {
                fact: row.fact(names),
                changes: mine,
            }
        })
    }

    /// What a model makes of the whole history.
    pub fn replay(
        &self,
        scorer: &Scorer,
        names: &Names,
        now: Timestamp,
        observer: &mut impl Observer,
    ) -> (ScoreState, Profile) {
        match (self.rows.first(), self.changes.first()) {
            (None, Some(first)) => scorer.know(first.at, &self.changes),
            _ => scorer.replay(self.entries(names), now, observer),
        }
    }
}

/// Columns of [`read`].
fn columns() -> String {
    format!("{INTERACTION}, captured, reasons")
}

fn read(row: &Row) -> Result<TimelineRow> {
    let mut read: TimelineRow = interaction(row)?.into();
    let at = INTERACTION.split(", ").count();
    let captured = row.get::<Option<i64>>(at)?.and_then(Verdict::from_code);
    if let (Some(captured), Some(reason)) = (captured, row.get(at + 1)?) {
        read.judged = Some(Judged { captured, reason });
    }
    Ok(read)
}

impl From<ScannedInteraction<'_>> for TimelineRow {
    fn from(scanned: ScannedInteraction) -> Self {
        Self {
            person_id: scanned.person_id,
            at: scanned.at,
            seq: scanned.seq,
            home: scanned.home,
            kind_id: scanned.kind_id,
            channel: scanned.channel,
            verdict: scanned.verdict,
            path: scanned.path.map(str::to_owned),
            label: scanned.label.map(str::to_owned),
            amount: scanned.amount,
            touch_id: scanned.touch_id,
            properties: scanned.properties.map(str::to_owned),
            judged: None,
        }
    }
}

/// Adds interactions to the timeline.
pub fn timeline_insert_in_txn(conn: &mut Conn, rows: &[TimelineRow]) -> Result<()> {
    let columns: Vec<&str> = INTERACTION.split(", ").collect();
    let values: Vec<Vec<Param>> = rows.iter().map(timeline_params).collect();
    conn.insert("timeline", &columns, &values, "")
}

fn timeline_params(row: &TimelineRow) -> Vec<Param<'_>> {
    vec![
        row.person_id.into(),
        row.at.as_micros().into(),
        row.seq.into(),
        row.home.into(),
        row.kind_id.into(),
        row.channel.code().into(),
        row.verdict.code().into(),
        row.path.as_ref().into(),
        row.label.as_ref().into(),
        row.amount.into(),
        row.touch_id.into(),
        row.properties.as_ref().into(),
    ]
}

/// Adds profile changes, each with the person and the home of its interaction; those that are there
/// stay.
pub fn profile_change_insert_in_txn(
    conn: &mut Conn,
    changes: &[(i64, i64, &ProfileChange)],
) -> Result<()> {
    insert_changes_in_txn(conn, changes, "ON CONFLICT DO NOTHING")
}

/// Adds the profile changes of interactions that are new: PostgreSQL does so in half the time where it need not
/// look which are there.
pub fn profile_change_add_in_txn(
    conn: &mut Conn,
    changes: &[(i64, i64, &ProfileChange)],
) -> Result<()> {
    insert_changes_in_txn(conn, changes, "")
}

fn insert_changes_in_txn(
    conn: &mut Conn,
    changes: &[(i64, i64, &ProfileChange)],
    tail: &str,
) -> Result<()> {
    let texts: Vec<_> = changes
        .iter()
        .map(|(.., change)| change.value.as_ref().map(FieldValue::to_text))
        .collect();
    let mut rows = Vec::with_capacity(changes.len());
    for ((person, home, change), text) in changes.iter().zip(&texts) {
        rows.push(vec![
            Param::Int(*person),
            change.at.as_micros().into(),
            change.seq.into(),
            (&change.field).into(),
            Param::Int(*home),
            value_type(change.value.as_ref()).into(),
            text.as_deref().into(),
            change.authority.code().into(),
        ]);
    }
    conn.insert(
        "profile_change",
        &[
            "person_id",
            "at",
            "seq",
            "field",
            "home",
            "type",
            "value",
            "authority",
        ],
        &rows,
        tail,
    )
}

fn value_type(value: Option<&FieldValue>) -> i64 {
    match value {
        None => 0,
        Some(FieldValue::Text(_)) => 1,
        Some(FieldValue::Number(_)) => 2,
        Some(FieldValue::Bool(_)) => 3,
    }
}

/// A profile value out of its stored type and text.
///
/// # Errors
/// When a number cannot be read.
pub fn field_value(value_type: i64, text: Option<String>) -> Result<Option<FieldValue>> {
    Ok(match (value_type, text) {
        (1, text) => text.map(FieldValue::Text),
        (2, Some(text)) => Some(FieldValue::number(
            text.parse()
                .map_err(|_| Error::Corrupt(format!("number {text}")))?,
        )),
        (3, Some(text)) => Some(FieldValue::Bool(text == "true")),
        _ => None,
    })
}

/// What a stored change or value may overwrite.
///
/// # Errors
/// When it is of no kind that there is.
pub(crate) fn authority(row: &Row, at: usize) -> Result<Authority> {
    let code = row.get(at)?;
    Authority::from_code(code).ok_or_else(|| Error::Corrupt(format!("authority {code}")))
}

/// A change out of its time, position, field, type, value and authority.
pub(crate) fn read_change(row: &Row) -> Result<ProfileChange> {
    Ok(ProfileChange {
        at: Timestamp::from_micros(row.get(0)?),
        seq: row.get(1)?,
        field: row.get(2)?,
        value: field_value(row.get(3)?, row.get(4)?)?,
        authority: authority(row, 5)?,
    })
}

/// The history of one person, up to `until`.
pub fn history_load(conn: &mut Conn, person: i64, until: Timestamp) -> Result<History> {
    let params = [person.into(), until.as_micros().into()];
    let rows = format!(
        "SELECT {} FROM timeline WHERE person_id = $1 AND at <= $2 ORDER BY person_id, at, seq",
        columns()
    );
    let changes = "SELECT at, seq, field, type, value, authority FROM profile_change WHERE person_id = $1 AND at <= $2 ORDER BY person_id, at, seq, field";
    let mut history = History::default();
    conn.for_each_of(&[(&rows, &params), (changes, &params)], |place, row| {
        match place {
            0 => history.rows.push(read(row)?),
            _ => history.changes.push(read_change(row)?),
        }
        Ok(())
    })?;
    Ok(history)
}

/// The interactions of these kinds of the people with numbers in `from..=to`.
pub fn timeline_of_kinds(
    conn: &mut Conn,
    (from, to): (i64, i64),
    kinds: &[i64],
) -> Result<Vec<TimelineRow>> {
    let sql = format!(
        "SELECT {} FROM timeline WHERE person_id BETWEEN $1 AND $2 AND {}",
        columns(),
        conn.any("kind_id", 3)
    );
    conn.query(&sql, &[from.into(), to.into(), kinds.into()], read)
}

/// The interactions of one person from a moment on.
pub fn timeline_since(conn: &mut Conn, person: i64, from: Timestamp) -> Result<Vec<TimelineRow>> {
    let sql = format!(
        "SELECT {} FROM timeline WHERE person_id = $1 AND at >= $2 ORDER BY person_id, at, seq",
        columns()
    );
    conn.query(&sql, &[person.into(), from.as_micros().into()], read)
}

/// People whose timelines are asked for from about the same moment on are read together where what is read
/// of some of them for nothing is not more than this.
const TOGETHER: Span = Span::days(1);

/// The interactions of people, each from a moment on; of whom there is none is left out.
pub fn timelines_since(
    conn: &mut Conn,
    asked: &[(i64, Timestamp)],
) -> Result<HashMap<i64, Vec<TimelineRow>>> {
    let sql = format!(
        "SELECT {} FROM timeline WHERE {} AND at >= $2 ORDER BY person_id, at, seq",
        columns(),
        conn.any("person_id", 1)
    );
    let mut found: HashMap<i64, Vec<TimelineRow>> = HashMap::with_capacity(asked.len());
    let mut asked = asked.to_vec();
    asked.sort_unstable_by_key(|(_, from)| *from);
    let mut rest = asked.as_slice();
    while let Some((_, from)) = rest.first().copied() {
        let many = rest.partition_point(|(_, other)| *other - from <= TOGETHER);
        let (some, later) = rest.split_at(many);
        rest = later;
        let of: HashMap<i64, Timestamp> = some.iter().copied().collect();
        let people: Vec<i64> = some.iter().map(|(person, _)| *person).collect();
        conn.for_each(
            &sql,
            &[people.as_slice().into(), from.as_micros().into()],
            |row| {
                let row = read(row)?;
                if of.get(&row.person_id).is_some_and(|from| row.at >= *from) {
                    found.entry(row.person_id).or_default().push(row);
                }
                Ok(())
            },
        )?;
    }
    Ok(found)
}

/// Writes the verdicts of interactions that are on the timeline, as the rows say.
pub fn timeline_judge_in_txn(conn: &mut Conn, rows: &[&TimelineRow]) -> Result<()> {
    let sql = "UPDATE timeline SET verdict = $4, captured = $5, reasons = $6
               WHERE person_id = $1 AND at = $2 AND seq = $3";
    for row in rows {
        let judged = row.judged.as_ref();
        let params = [
            row.person_id.into(),
            row.at.as_micros().into(),
            row.seq.into(),
            row.verdict.code().into(),
            judged.map(|judged| judged.captured.code()).into(),
            judged.map(|judged| judged.reason.as_str()).into(),
        ];
        conn.run(sql, &params)?;
    }
    Ok(())
}

/// How many entries the timeline of a person has.
pub fn timeline_count(conn: &mut Conn, person: i64) -> Result<u64> {
    let sql = "SELECT count(*) FROM timeline WHERE person_id = $1";
    let many: i64 = conn.query_value(sql, &[person.into()])?;
    Ok(many as u64)
}

/// The newest `limit` interactions of a person before (time, position) `before`, newest first.
pub fn timeline_page(
    conn: &mut Conn,
    person: i64,
    before: (i64, i64),
    limit: i64,
) -> Result<Vec<TimelineRow>> {
    let sql = format!(
        "SELECT {} FROM timeline WHERE person_id = $1 AND (at, seq) < ($2, $3)
         ORDER BY person_id DESC, at DESC, seq DESC LIMIT $4",
        columns()
    );
    conn.query(
        &sql,
        &[
            person.into(),
            before.0.into(),
            before.1.into(),
            limit.into(),
        ],
        read,
    )
}

/// Hands out the histories of the people with numbers in `from..=to`, in order, streaming.
///
/// # Errors
/// Those of the database and of `each`.
pub fn history_scan(
    conn: &mut Conn,
    (from, to): (i64, i64),
    mut each: impl FnMut(i64, History) -> Result<()>,
) -> Result<()> {
    let range = [from.into(), to.into()];
    let sql = "SELECT at, seq, field, type, value, authority, person_id FROM profile_change WHERE person_id BETWEEN $1 AND $2
               ORDER BY person_id, at, seq, field";
    let changes = conn.query(sql, &range, |row| {
        Ok((row.get::<i64>(6)?, read_change(row)?))
    })?;
    let mut changes = changes.into_iter().peekable();
    let mut person = i64::MIN;
    let mut history = History::default();
    let sql = format!(
        "SELECT {} FROM timeline WHERE person_id BETWEEN $1 AND $2 ORDER BY person_id, at, seq",
        columns()
    );
    let mut finish = |person, mut history: History| {
        // Of some there is only what was said of them.
        while let Some((owner, change)) = changes.next_if(|(owner, _)| *owner < person) {
            let mut of_owner = vec![change];
            of_owner.extend(
                std::iter::from_fn(|| changes.next_if(|(next, _)| *next == owner))
                    .map(|(_, change)| change),
            );
            let (rows, changes) = (Vec::new(), of_owner);
            each(owner, History { rows, changes })?;
        }
        history.changes = std::iter::from_fn(|| changes.next_if(|(owner, _)| *owner == person))
            .map(|(_, change)| change)
            .collect();
        match history.rows.is_empty() {
            true => Ok(()),
            false => each(person, history),
        }
    };
    conn.for_each(&sql, &range, |row| {
        let row = read(row)?;
        if row.person_id != person && !history.rows.is_empty() {
            finish(person, std::mem::take(&mut history))?;
        }
        person = row.person_id;
        history.rows.push(row);
        Ok(())
    })?;
    if !history.rows.is_empty() {
        finish(person, history)?;
    }
    finish(i64::MAX, History::default())
}
