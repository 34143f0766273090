//! Users, sessions and write keys. Secrets are stored as hashes only.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Lock, Result, Row};

/// Somebody who can sign in.
#[derive(Clone, Default, PartialEq)]
pub struct User {
    /// Number.
    pub id: i64,
    /// E-mail address, the sign-in name.
    pub email: String,
    /// Name.
    pub name: String,
    /// Role: `admin`.
    pub role: String,
    /// Argon2id hash in PHC form.
    pub password_hash: String,
}

impl std::fmt::Debug for User {
    /// Without the hash, which belongs in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User")
            .field("id", &self.id)
            .field("email", &self.email)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

fn read_user(row: &Row) -> Result<User> {
    Ok(User {
        id: row.get(0)?,
        email: row.get(1)?,
        name: row.get(2)?,
        role: row.get(3)?,
        password_hash: row.get(4)?,
    })
}

/// Adds a user; the number of `user` is ignored and given out here.
///
/// # Errors
/// [`Error::Constraint`] when the address is taken.
pub fn user_create_in_txn(conn: &mut Conn, user: &User, now: Timestamp) -> Result<i64> {
    conn.lock(Lock::Accounts)?;
    let id: i64 = conn.query_value("SELECT coalesce(max(id), 0) + 1 FROM app_user", &[])?;
    conn.run(
        "INSERT INTO app_user (id, email, name, role, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            id.into(),
            (&user.email).into(),
            (&user.name).into(),
            (&user.role).into(),
            (&user.password_hash).into(),
            now.as_micros().into(),
        ],
    )?;
    Ok(id)
}

/// Gives a user another password and ends their sessions.
///
/// # Errors
/// [`Error::NotFound`] when there is no such user.
pub fn user_set_password_in_txn(conn: &mut Conn, email: &str, password_hash: &str) -> Result<()> {
    let sql = "UPDATE app_user SET password_hash = $2 WHERE email = $1";
    if conn.execute(sql, &[email.into(), password_hash.into()])? == 0 {
        return Err(Error::NotFound);
    }
    conn.run(
        "DELETE FROM session WHERE user_id = (SELECT id FROM app_user WHERE email = $1)",
        &[email.into()],
    )
}

/// The user with this e-mail address.
pub fn user_find(conn: &mut Conn, email: &str) -> Result<Option<User>> {
    let sql = "SELECT id, email, name, role, password_hash FROM app_user WHERE email = $1";
    conn.query_opt(sql, &[email.into()], read_user)
}

/// How many users there are.
pub fn user_count(conn: &mut Conn) -> Result<i64> {
    conn.query_value("SELECT count(*) FROM app_user", &[])
}

/// Opens a session and throws away those that have run out.
pub fn session_create_in_txn(
    conn: &mut Conn,
    token_hash: &str,
    user: i64,
    now: Timestamp,
    expires: Timestamp,
) -> Result<()> {
    conn.run(
        "DELETE FROM session WHERE expires_at <= $1",
        &[now.as_micros().into()],
    )?;
    conn.run(
        "INSERT INTO session (token_hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        &[
            token_hash.into(),
            user.into(),
            now.as_micros().into(),
            expires.as_micros().into(),
        ],
    )
}

/// The user of a session that has not run out.
pub fn session_user(conn: &mut Conn, token_hash: &str, now: Timestamp) -> Result<Option<User>> {
    let sql = "SELECT u.id, u.email, u.name, u.role, u.password_hash FROM session s JOIN app_user u ON u.id = s.user_id
               WHERE s.token_hash = $1 AND s.expires_at > $2";
    conn.query_opt(sql, &[token_hash.into(), now.as_micros().into()], read_user)
}

/// Ends a session.
pub fn session_end_in_txn(conn: &mut Conn, token_hash: &str) -> Result<()> {
    conn.run(
        "DELETE FROM session WHERE token_hash = $1",
        &[token_hash.into()],
    )
}

/// Who may know a write key, and so what it may say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// A server of the business alone knows it: it may say anything.
    #[default]
    Server,
    /// It stands in pages and apps, where everybody can read it: what it sends adds, but overwrites
    /// nothing and joins no two user ids.
    Browser,
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Server, Self::Browser];

    /// The stable name in storage, API and command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Browser => "browser",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A write key: what a source sends interactions with.
#[derive(Clone, Debug, PartialEq)]
pub struct WriteKey {
    /// Number.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Who may know it, and so what it may say.
    pub kind: KeyKind,
    /// The first characters, to tell keys apart.
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// Adds a write key.
pub fn write_key_create_in_txn(
    conn: &mut Conn,
    (name, kind): (&str, KeyKind),
    key_hash: &str,
    hint: &str,
    now: Timestamp,
) -> Result<i64> {
    conn.lock(Lock::Accounts)?;
    let id: i64 = conn.query_value("SELECT coalesce(max(id), 0) + 1 FROM write_key", &[])?;
    conn.run(
        "INSERT INTO write_key (id, name, kind, key_hash, hint, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            id.into(),
            name.into(),
            kind.name().into(),
            key_hash.into(),
            hint.into(),
            now.as_micros().into(),
        ],
    )?;
    Ok(id)
}

/// What a source is known by in another database: write keys are never made twice at once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Name of its write key.
    pub name: String,
    /// Who may know the key, and so what it may say.
    pub kind: KeyKind,
    /// When the key was made.
    pub created_at: Timestamp,
}

impl WriteKey {
    /// What its source is known by elsewhere.
    pub fn origin(&self) -> Origin {
        Origin {
            name: self.name.clone(),
            kind: self.kind,
            created_at: self.created_at,
        }
    }
}

/// The source that is known by this. Where there is none, one is made that says what is said of it and has
/// no key that anybody could send with.
pub fn source_restore_in_txn(conn: &mut Conn, origin: &Origin, now: Timestamp) -> Result<i64> {
    conn.lock(Lock::Accounts)?;
    let known = "SELECT id FROM write_key WHERE name = $1 AND kind = $2 AND created_at = $3 ORDER BY id LIMIT 1";
    let (name, kind) = (origin.name.as_str(), origin.kind.name());
    let created_at = origin.created_at.as_micros();
    let params = [name.into(), kind.into(), created_at.into()];
    if let Some(id) = conn.query_opt(known, &params, |row| row.get(0))? {
        return Ok(id);
    }
    let id: i64 = conn.query_value("SELECT coalesce(max(id), 0) + 1 FROM write_key", &[])?;
    // No hash is written like this, so no key has it.
    let no_key = format!("none {id}");
    conn.run(
        "INSERT INTO write_key (id, name, kind, key_hash, hint, created_at, revoked_at) VALUES ($1, $2, $3, $4, '', $5, $6)",
        &[
            id.into(),
            name.into(),
            kind.into(),
            (&no_key).into(),
            created_at.into(),
            now.as_micros().into(),
        ],
    )?;
    Ok(id)
}

/// All write keys, newest first.
pub fn write_key_list(conn: &mut Conn) -> Result<Vec<WriteKey>> {
    conn.query(
        "SELECT id, name, kind, hint, created_at, revoked_at FROM write_key ORDER BY id DESC",
        &[],
        |row| {
            Ok(WriteKey {
                id: row.get(0)?,
                name: row.get(1)?,
                kind: read_kind(row, 2)?,
                hint: row.get(3)?,
                created_at: Timestamp::from_micros(row.get(4)?),
                revoked_at: row.get::<Option<i64>>(5)?.map(Timestamp::from_micros),
            })
        },
    )
}

fn read_kind(row: &Row, at: usize) -> Result<KeyKind> {
    let name = row.text(at)?.unwrap_or_default();
    KeyKind::from_name(name).ok_or_else(|| Error::Corrupt(format!("write key of kind {name}")))
}

/// A source that a write key in force belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Number of the write key.
    pub id: i64,
    /// What the key may say.
    pub kind: KeyKind,
}

/// Hashes of the write keys in force, and what they belong to.
pub fn write_key_hashes(conn: &mut Conn) -> Result<Vec<(String, Source)>> {
    conn.query(
        "SELECT key_hash, id, kind FROM write_key WHERE revoked_at IS NULL",
        &[],
        |row| {
            let (id, kind) = (row.get(1)?, read_kind(row, 2)?);
            Ok((row.get(0)?, Source { id, kind }))
        },
    )
}

/// Of which kind write keys with these numbers are, revoked ones too.
pub fn write_key_kinds(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, KeyKind)>> {
    let sql = format!("SELECT id, kind FROM write_key WHERE {}", conn.any("id", 1));
    conn.query(&sql, &[ids.into()], |row| {
        Ok((row.get(0)?, read_kind(row, 1)?))
    })
}

/// Revokes a write key.
///
/// # Errors
/// [`Error::NotFound`] when there is none in force with this number.
pub fn write_key_revoke_in_txn(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    let sql = "UPDATE write_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    match conn.execute(sql, &[id.into(), now.as_micros().into()])? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
