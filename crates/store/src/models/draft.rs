//! The draft of a scoring model: one for each model.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Result, Row};
use crate::models::entry::ModelId;
use crate::models::model_lock_in_txn;

/// A model that is being written and not in force yet.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelDraft {
    /// The model that it is to be a version of.
    pub model: ModelId,
    /// Grows with every change; numbers are never given out twice.
    pub revision: i64,
    /// The model file, which may be faulty.
    pub text: String,
    /// The version that was in force when the draft was begun.
    pub base_version: i64,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// Who changed it last.
    pub changed_by: String,
}

fn read(row: &Row) -> Result<ModelDraft> {
    Ok(ModelDraft {
        model: ModelId::stored(row.get(0)?),
        revision: row.get(1)?,
        text: row.get(2)?,
        base_version: row.get(3)?,
        changed_at: Timestamp::from_micros(row.get(4)?),
        changed_by: row.get(5)?,
    })
}

/// The draft of a model, if there is one.
pub fn draft_load(conn: &mut Conn, model: ModelId) -> Result<Option<ModelDraft>> {
    let sql = "SELECT id, revision, text, base_version, changed_at, changed_by FROM model_draft
               WHERE id = $1 AND text IS NOT NULL";
    conn.query_opt(sql, &[model.number().into()], read)
}

/// Checks that the draft is still the one that somebody looks at: revision 0 stands for none.
/// Nobody else changes it, or publishes, to the end of the transaction.
///
/// # Errors
/// [`Error::Conflict`] when it was changed, published or discarded meanwhile.
pub fn draft_expect_in_txn(
    conn: &mut Conn,
    model: ModelId,
    revision: i64,
) -> Result<Option<ModelDraft>> {
    model_lock_in_txn(conn)?;
    let draft = draft_load(conn, model)?;
    let now = draft.as_ref().map_or(0, |draft| draft.revision);
    if now == revision {
        return Ok(draft);
    }
    Err(Error::Conflict(match &draft {
        None => format!("revision {revision} of the draft is published or discarded"),
        Some(draft) => format!(
            "{} changed the draft, it is at revision {now}, not {revision}",
            draft.changed_by
        ),
    }))
}

/// Keeps a text as the draft; the revision of `draft` is ignored and given out here.
pub fn draft_save_in_txn(conn: &mut Conn, draft: &ModelDraft) -> Result<i64> {
    let sql = "INSERT INTO model_draft (id, revision, text, base_version, changed_at, changed_by) VALUES ($1, 1, $2, $3, $4, $5)
               ON CONFLICT (id) DO UPDATE SET revision = model_draft.revision + 1, text = excluded.text,
               base_version = excluded.base_version, changed_at = excluded.changed_at, changed_by = excluded.changed_by
               RETURNING revision";
    conn.query_value(
        sql,
        &[
            draft.model.number().into(),
            (&draft.text).into(),
            draft.base_version.into(),
            draft.changed_at.as_micros().into(),
            (&draft.changed_by).into(),
        ],
    )
}

/// Removes the draft of a model; tells whether there was one.
pub fn draft_remove_in_txn(conn: &mut Conn, model: ModelId) -> Result<bool> {
    model_lock_in_txn(conn)?;
    let sql = "UPDATE model_draft SET text = NULL WHERE id = $1 AND text IS NOT NULL";
    Ok(conn.execute(sql, &[model.number().into()])? > 0)
}
