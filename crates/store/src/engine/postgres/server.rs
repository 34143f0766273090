//! How to reach a server: what its address says.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use tokio_postgres::config::SslMode;
use tokio_postgres::{CancelToken, Client, Config, Connection, Socket};

use super::tls::{Mode, Secret, Tls};
use crate::engine::{Error, Result};

/// A server, as its address tells it.
#[derive(Clone)]
pub struct Server {
    /// For the library.
    pub config: Config,
    /// For connections that are secret.
    pub tls: Tls,
    allows_tls: bool,
}

impl Server {
    /// The server at this address. Without `sslmode` it is talked to in secret if it can.
    ///
    /// # Errors
    /// When the address cannot be read, or the certificates that it names.
    pub fn at(url: &str) -> Result<Self> {
        let (address, options) = url.split_once('?').unwrap_or((url, ""));
        let (mut mode, mut trusted) = (None, None);
        let mut rest = Vec::new();
        for option in options.split('&').filter(|option| !option.is_empty()) {
            // Of these the library knows less, or nothing.
            match option.split_once('=') {
                Some(("sslmode", name)) => mode = Some(Mode::named(&decoded("sslmode", name)?)?),
                Some(("sslrootcert", file)) => trusted = Some(decoded("sslrootcert", file)?),
                _ => rest.push(option),
            }
        }
        let mode = Mode::of_address(mode, trusted.as_deref())?;
        let mut config: Config = match rest.is_empty() {
            true => address.parse()?,
            false => format!("{address}?{}", rest.join("&")).parse()?,
        };
        config
            .connect_timeout(Duration::from_secs(5))
            .application_name("ripen")
            .ssl_mode(mode.of_library());
        Ok(Self {
            config,
            tls: Tls::new(mode, trusted.as_deref())?,
            allows_tls: mode == Mode::Allow,
        })
    }

    /// Connects to it; in secret only where it will have nothing else, when the address says `allow`.
    pub async fn connect(&self) -> Outcome {
        match self.config.connect(self.tls.clone()).await {
            Err(refused) if self.allows_tls && refused.as_db_error().is_some() => {
                let mut config = self.config.clone();
                config.ssl_mode(SslMode::Require);
                let secret = config.connect(self.tls.clone()).await;
                // A server that has no TLS refused for another reason.
                secret.map_err(|error| match error.as_db_error() {
                    Some(_) => error,
                    None => refused,
                })
            }
            connected => connected,
        }
    }
}

/// A connection, or why there is none.
type Outcome = std::result::Result<(Client, Connection<Socket, Secret>), tokio_postgres::Error>;

/// The value of an option of an address.
fn decoded(option: &str, value: &str) -> Result<String> {
    let value = percent_decode_str(value).decode_utf8();
    let value = value.map_err(|error| Error::Other(format!("{option}: {error}")))?;
    Ok(value.into_owned())
}

/// What gives up the statement that a connection is answering.
#[derive(Clone)]
pub struct Cancel {
    /// Which connection.
    pub token: CancelToken,
    /// How its server is talked to.
    pub tls: Tls,
}

impl Cancel {
    /// Gives it up.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn give_up(&self) -> Result<()> {
        Ok(self.token.cancel_query(self.tls.clone()).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(options: &str) -> std::result::Result<(SslMode, bool), String> {
        let server = Server::at(&format!("postgres://ripen@localhost/ripen?{options}"));
        let server = server.map_err(|error| error.to_string())?;
        Ok((server.config.get_ssl_mode(), server.allows_tls))
    }

    #[test]
    fn values_may_be_written_with_percents() {
        assert_eq!(told("sslmode=%64isable"), Ok((SslMode::Disable, false)));
        assert_eq!(
            told("sslmode=verify%2Dfull&sslrootcert=%2Fnowhere%2Fca.crt").err(),
            told("sslmode=verify-full&sslrootcert=/nowhere/ca.crt").err()
        );
        let unknown = told("sslmode=verify%2Dnobody").expect_err("there is none");
        assert!(unknown.contains("`verify-nobody`"), "{unknown}");
    }

    #[test]
    fn tls_is_allowed_but_not_asked_for_first() {
        assert_eq!(told("sslmode=allow"), Ok((SslMode::Disable, true)));
        assert_eq!(told("sslmode=disable"), Ok((SslMode::Disable, false)));
        assert_eq!(told(""), Ok((SslMode::Prefer, false)));
    }

    #[test]
    fn who_names_certificates_without_a_mode_wants_them_looked_at() {
        let mode = |said, trusted| Mode::of_address(said, trusted).ok();
        assert_eq!(mode(None, Some("ca.crt")), Some(Mode::VerifyCa));
        assert_eq!(mode(None, Some("system")), Some(Mode::VerifyFull));
        assert_eq!(mode(Some(Mode::Prefer), Some("ca.crt")), Some(Mode::Prefer));
        assert_eq!(mode(Some(Mode::VerifyCa), Some("system")), None);
        let weak = told("sslmode=require&sslrootcert=system").expect_err("too little");
        assert!(weak.contains("verify-full"), "{weak}");
        // A file that cannot be read is told: it is not passed over.
        let absent = told("sslrootcert=/nowhere/ca.crt").expect_err("there is none");
        assert!(absent.contains("cannot read the certificates"), "{absent}");
    }
}
