//! How to reach a server: what its address says.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use tokio_postgres::{CancelToken, Config};

use super::tls::{Mode, Tls};
use crate::engine::{Error, Result};

/// A server, as its address tells it.
#[derive(Clone)]
pub struct Server {
    /// For the library.
    pub config: Config,
    /// For connections that are secret.
    pub tls: Tls,
}

impl Server {
    /// The server at this address. Without `sslmode` it is talked to in secret if it can.
    ///
    /// # Errors
    /// When the address cannot be read, or the certificates that it names.
    pub fn at(url: &str) -> Result<Self> {
        let (address, options) = url.split_once('?').unwrap_or((url, ""));
        let (mut mode, mut trusted) = (Mode::Prefer, None);
        let mut rest = Vec::new();
        for option in options.split('&').filter(|option| !option.is_empty()) {
            // Of these the library knows less, or nothing.
            match option.split_once('=') {
                Some(("sslmode", name)) => mode = Mode::named(name)?,
                Some(("sslrootcert", file)) => {
                    let file = percent_decode_str(file).decode_utf8();
                    let file =
                        file.map_err(|error| Error::Other(format!("sslrootcert: {error}")))?;
                    trusted = Some(file.into_owned());
                }
                _ => rest.push(option),
            }
        }
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
        })
    }
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
