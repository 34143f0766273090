//! TLS to a server, as `sslmode` and `sslrootcert` in its address ask for it: with the meaning that they have for
//! every program that talks to PostgreSQL.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::Socket;
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use tokio_rustls::{TlsConnector, client};

use crate::engine::{Error, Result};

/// How much is asked of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// No TLS.
    Disable,
    /// TLS where the server will have nothing else, whoever it is.
    Allow,
    /// TLS where the server offers it, whoever it is.
    Prefer,
    /// TLS, whoever the server is.
    Require,
    /// TLS, with a certificate that somebody who is trusted has signed.
    VerifyCa,
    /// As before, and for the name that the server is reached by.
    VerifyFull,
}

impl Mode {
    const ALL: [(&str, Self); 6] = [
        ("disable", Self::Disable),
        ("allow", Self::Allow),
        ("prefer", Self::Prefer),
        ("require", Self::Require),
        ("verify-ca", Self::VerifyCa),
        ("verify-full", Self::VerifyFull),
    ];

    /// The mode of this name.
    ///
    /// # Errors
    /// When there is none.
    pub fn named(name: &str) -> Result<Self> {
        let known = Self::ALL.iter().find(|(known, _)| *known == name);
        known.map(|(_, mode)| *mode).ok_or_else(|| {
            Error::Other(format!(
                "sslmode is `{name}`, but has to be disable, allow, prefer, require, verify-ca or verify-full"
            ))
        })
    }

    /// What is asked of a server with the certificates that an address names, as far as it names any. Who names some
    /// wants them to be looked at: without a mode they are, and nobody else will do. Those of the machine vouch for
    /// anybody who has a name, so with them the name has to be right.
    ///
    /// # Errors
    /// When it asks for less than the certificates of the machine are good for.
    pub fn of_address(said: Option<Self>, trusted: Option<&str>) -> Result<Self> {
        match (said, trusted) {
            (None, None) => Ok(Self::Prefer),
            (None | Some(Self::VerifyFull), Some(BY_MACHINE)) => Ok(Self::VerifyFull),
            (Some(_), Some(BY_MACHINE)) => Err(Error::Other(
                "with sslrootcert=system sslmode has to be verify-full".to_owned(),
            )),
            (None, Some(_)) => Ok(Self::VerifyCa),
            (Some(said), _) => Ok(said),
        }
    }

    /// What the library is told first, to which certificates are all the same.
    pub fn of_library(self) -> SslMode {
        match self {
            Self::Disable | Self::Allow => SslMode::Disable,
            Self::Prefer => SslMode::Prefer,
            Self::Require | Self::VerifyCa | Self::VerifyFull => SslMode::Require,
        }
    }
}

/// What `sslrootcert` says for the certificates that the machine trusts.
const BY_MACHINE: &str = "system";

/// How to talk to a server in secret.
#[derive(Clone)]
pub struct Tls {
    config: Arc<ClientConfig>,
    checks_name: bool,
}

impl Tls {
    /// What a mode asks for, with the certificates in a file as those that are trusted. Without one they are those
    /// that the machine trusts.
    ///
    /// # Errors
    /// When the certificates cannot be read.
    pub fn new(mode: Mode, trusted: Option<&str>) -> Result<Self> {
        let provider = Arc::new(ring::default_provider());
        let trusted = match (mode, trusted) {
            (Mode::Disable, _) | (Mode::Allow | Mode::Prefer | Mode::Require, None) => None,
            (_, None | Some(BY_MACHINE)) => Some(Trusted::by_machine()?),
            // Who names certificates wants them to be looked at, also where the mode alone would not.
            (_, Some(file)) => Some(Trusted::in_file(file)?),
        };
        let checks_name = mode == Mode::VerifyFull;
        let judge = Judge {
            trusted,
            checks_name,
            provider: provider.clone(),
        };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::Other(error.to_string()))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(judge))
            .with_no_client_auth();
        Ok(Self {
            config: Arc::new(config),
            checks_name,
        })
    }
}

/// Whose certificates are trusted.
#[derive(Debug)]
struct Trusted {
    /// Those who sign for others.
    roots: RootCertStore,
    /// Those of servers themselves, who may have signed for themselves alone.
    known: Vec<CertificateDer<'static>>,
}

impl Trusted {
    fn by_machine() -> Result<Self> {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        if roots.add_parsable_certificates(found.certs).0 == 0 {
            let told =
                "this machine trusts no certificates; name those of the server in sslrootcert";
            return Err(Error::Other(told.to_owned()));
        }
        let known = Vec::new();
        Ok(Self { roots, known })
    }

    fn in_file(file: &str) -> Result<Self> {
        let unreadable = |error: &dyn fmt::Display| {
            let told = format!("cannot read the certificates in sslrootcert {file}: {error}");
            Error::Other(told)
        };
        let read = CertificateDer::pem_file_iter(file).map_err(|error| unreadable(&error))?;
        let known: std::result::Result<Vec<_>, _> = read.collect();
        let known = known.map_err(|error| unreadable(&error))?;
        if known.is_empty() {
            return Err(unreadable(&"there are none"));
        }
        let mut roots = RootCertStore::empty();
        for certificate in &known {
            let added = roots.add(certificate.clone());
            added.map_err(|error| unreadable(&error))?;
        }
        Ok(Self { roots, known })
    }
}

/// Whether a certificate that was refused for this is valid at the time at least.
fn is_of_its_time(error: &rustls::Error) -> bool {
    use CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    !matches!(
        error,
        rustls::Error::InvalidCertificate(
            Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. }
        )
    )
}

/// Who judges the certificate of a server.
#[derive(Debug)]
struct Judge {
    /// Nothing where anybody will do.
    trusted: Option<Trusted>,
    checks_name: bool,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _: &[u8],
        now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        let Some(trusted) = &self.trusted else {
            return Ok(ServerCertVerified::assertion());
        };
        let parsed = ParsedCertificate::try_from(certificate)?;
        let algorithms = self.provider.signature_verification_algorithms.all;
        let roots = &trusted.roots;
        let signed =
            verify_server_cert_signed_by_trust_anchor(&parsed, roots, between, now, algorithms);
        if let Err(error) = signed
            && !(trusted.known.contains(certificate) && is_of_its_time(&error))
        {
            return Err(error);
        }
        if self.checks_name {
            verify_server_name(&parsed, name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let known = &self.provider.signature_verification_algorithms;
        known.supported_schemes()
    }
}

impl MakeTlsConnect<Socket> for Tls {
    type Stream = Secret;
    type TlsConnect = Handshake;
    type Error = io::Error;

    fn make_tls_connect(&mut self, domain: &str) -> io::Result<Handshake> {
        let name = match ServerName::try_from(domain.to_owned()) {
            Ok(name) => name,
            // A name that no certificate can have, which nobody looks at.
            Err(_) if !self.checks_name => ServerName::from(std::net::Ipv4Addr::UNSPECIFIED),
            Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidInput, error)),
        };
        Ok(Handshake {
            connector: self.config.clone().into(),
            name,
        })
    }
}

/// The beginning of a secret connection.
pub struct Handshake {
    connector: TlsConnector,
    name: ServerName<'static>,
}

impl TlsConnect<Socket> for Handshake {
    type Stream = Secret;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Secret>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move {
            let stream = self.connector.connect(self.name, socket).await?;
            Ok(Secret(Box::new(stream)))
        })
    }
}

/// A secret connection.
pub struct Secret(Box<client::TlsStream<Socket>>);

impl TlsStream for Secret {
    /// Who is at the other end is known by the certificate.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl AsyncRead for Secret {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, into)
    }
}

impl AsyncWrite for Secret {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
