//! Users, sessions and write keys.

mod password;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use parking_lot::RwLock;
use ripen_domain::identity::normalize;
use ripen_domain::text::hex;
use ripen_domain::time::Span;
use ripen_store::access;
use ripen_store::access::{KeyKind, Source, User, WriteKey};
use sha2::{Digest, Sha256};

use crate::clock;
use crate::error::{Error, Result};
use crate::ripen::Ripen;

/// How long a session lasts.
pub const SESSION: Span = Span::days(14);
/// How long revoked write keys may go on working in another process.
const KEYS_FRESH: Duration = Duration::from_secs(5);

/// The write keys in force, in memory.
#[derive(Default)]
pub(crate) struct WriteKeys(RwLock<Option<(Instant, HashMap<String, Source>)>>);

fn sha256_hex(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

impl Ripen {
    /// Adds an administrator.
    ///
    /// # Errors
    /// When address or password will not do, or the address is taken.
    pub fn admin_create(&self, email: &str, name: &str, password: &str) -> Result<i64> {
        let email = normalize::email_of_machine(email)
            .ok_or_else(|| Error::invalid("email", format!("\"{email}\" is no e-mail address")))?;
        let name = if name.is_empty() {
            email.split('@').next().unwrap_or_default()
        } else {
            name
        };
        let password_hash = password::hash(password, &email)?;
        let user = User {
            id: 0,
            name: name.to_owned(),
            role: "admin".into(),
            password_hash,
            email,
        };
        Ok(self
            .db
            .write(|conn| access::user_create_in_txn(conn, &user, clock::now()))?)
    }

    /// Gives a user another password; their sessions end.
    ///
    /// # Errors
    /// When the password will not do or there is no such user.
    pub fn user_set_password(&self, email: &str, password: &str) -> Result<()> {
        let email = normalize::email_of_machine(email).unwrap_or_default();
        let hash = password::hash(password, &email)?;
        self.db
            .write(|conn| access::user_set_password_in_txn(conn, &email, &hash))?;
        self.live.session_ended();
        Ok(())
    }

    /// How many users there are.
    pub fn user_count(&self) -> Result<i64> {
        Ok(self.db.read(access::user_count)?)
    }

    /// Signs in; returns the user and the token of the new session.
    ///
    /// # Errors
    /// [`Error::SignIn`] when address or password is wrong; both take the same time.
    pub fn sign_in(&self, email: &str, password: &str) -> Result<(User, String)> {
        let email = normalize::email_of_machine(email).unwrap_or_default();
        let user = self.db.read(|conn| access::user_find(conn, &email))?;
        let is_right = match &user {
            Some(user) => password::is_right(password, &user.password_hash),
            // An unknown address costs a hash as well, so that the answer's time tells nothing.
            None => password::is_right_of_nobody(),
        };
        let user = user.filter(|_| is_right).ok_or(Error::SignIn)?;
        let token = clock::random_hex::<32>();
        let now = clock::now();
        self.db.write(|conn| {
            access::session_create_in_txn(conn, &sha256_hex(&token), user.id, now, now + SESSION)
        })?;
        Ok((user, token))
    }

    /// The user of a session.
    pub fn session_user(&self, token: &str) -> Result<Option<User>> {
        Ok(self
            .db
            .read(|conn| access::session_user(conn, &sha256_hex(token), clock::now()))?)
    }

    /// Ends a session.
    pub fn sign_out(&self, token: &str) -> Result<()> {
        self.db
            .write(|conn| access::session_end_in_txn(conn, &sha256_hex(token)))?;
        self.live.session_ended();
        Ok(())
    }

    /// Makes a write key of a kind; returns its number and the key, which is shown only now.
    ///
    /// # Errors
    /// When the name will not do; those of the store.
    pub fn write_key_create(&self, name: &str, kind: KeyKind) -> Result<(i64, String)> {
        let name = name.trim();
        if name.is_empty() || name.len() > 100 {
            return Err(Error::invalid(
                "name",
                "give the source a name of 1 to 100 characters",
            ));
        }
        let key = clock::random_hex::<16>();
        let (hash, hint) = (sha256_hex(&key), &key[..6]);
        let id = self.db.write(|conn| {
            access::write_key_create_in_txn(conn, (name, kind), &hash, hint, clock::now())
        })?;
        self.write_keys.0.write().take();
        Ok((id, key))
    }

    /// All write keys, newest first.
    pub fn write_key_list(&self) -> Result<Vec<WriteKey>> {
        Ok(self.db.read(access::write_key_list)?)
    }

    /// Revokes a write key.
    ///
    /// # Errors
    /// When there is none in force with this number.
    pub fn write_key_revoke(&self, id: i64) -> Result<()> {
        self.db
            .write(|conn| access::write_key_revoke_in_txn(conn, id, clock::now()))?;
        self.write_keys.0.write().take();
        Ok(())
    }

    /// As [`Self::write_key_source`], where it is known without asking the database: `None` when it
    /// is not.
    pub fn write_key_known(&self, key: &str) -> Option<Option<Source>> {
        let known = self.write_keys.0.read();
        let (_, keys) = known
            .as_ref()
            .filter(|(read_at, _)| read_at.elapsed() < KEYS_FRESH)?;
        Some(keys.get(&sha256_hex(key)).copied())
    }

    /// The source that this write key belongs to, if it is in force.
    ///
    /// Keys are looked up by their hash, so the time of the look-up tells nothing about the key.
    pub fn write_key_source(&self, key: &str) -> Result<Option<Source>> {
        if let Some(known) = self.write_key_known(key) {
            return Ok(known);
        }
        let keys: HashMap<String, Source> = self
            .db
            .read(access::write_key_hashes)?
            .into_iter()
            .collect();
        let source = keys.get(&sha256_hex(key)).copied();
        let now = Instant::now();
        *self.write_keys.0.write() = Some((now, keys));
        Ok(source)
    }
}
