//! The newsletter: who opens and clicks, and the scanners that click before anybody reads.

use ripen_domain::time::{Span, Timestamp};

use super::origins::NEWSLETTER;
use super::people::Persona;
use super::plan::Act;
use super::site::Topic;
use super::visits::Diary;

/// User agents of mail scanners.
pub(super) const SCANNERS: &[&str] = &[
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 (Barracuda Sentinel)",
    "Mozilla/5.0 (compatible; Proofpoint URL Defense; +https://scanner.example/about)",
    "Mimecast-URL-Protect/2.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) SafeLinks/1.0 Microsoft Defender",
];
/// The proxy through which one large provider of private mailboxes loads pictures.
pub(super) const IMAGE_PROXY: &str =
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
/// Number that stands for the image proxy among the agents.
pub(super) const PROXY: u8 = SCANNERS.len() as u8;
/// Links in an issue.
const LINKS: u8 = 3;

impl Diary<'_> {
    /// Goes through the issues sent since the person became known.
    pub(super) fn receive(&mut self, issues: &[Timestamp], scanner: Option<u8>) {
        let Some(known) = self.known_since else {
            return;
        };
        let (opens, clicks) = match self.person.persona {
            Persona::Reader => (0.5, 0.22),
            Persona::Evaluator => (
                0.3 + 0.4 * self.person.intent,
                0.1 + 0.25 * self.person.intent,
            ),
            Persona::Customer => (0.45, 0.2),
            Persona::Lapsed => (0.02, 0.0),
            _ => (0.15, 0.03),
        };
        for (issue, sent) in issues.iter().enumerate().filter(|(_, sent)| **sent > known) {
            let issue = issue as u16;
            if let Some(scanner) = scanner {
                self.scan(issue, *sent, scanner);
            }
            if self.chance.coin(opens) {
                self.open_mail(issue, *sent, clicks);
            }
        }
    }

    /// A scanner fetches every link within seconds of delivery.
    fn scan(&mut self, issue: u16, sent: Timestamp, scanner: u8) {
        let device = self.person.devices[0];
        let mut at = sent + Span::seconds(self.chance.between(1, 5) as i64);
        self.note(
            at,
            device,
            Act::Opened {
                issue,
                agent: Some(scanner),
            },
        );
        for link in 0..LINKS {
            at = at + Span::from_micros(self.chance.between(80_000, 900_000) as i64);
            self.note(
                at,
                device,
                Act::Clicked {
                    issue,
                    link,
                    agent: Some(scanner),
                },
            );
        }
    }

    fn open_mail(&mut self, issue: u16, sent: Timestamp, clicks: f64) {
        let device = self.person.devices[0];
        let minutes = self.chance.heavy(150.0, 1.1).clamp(1.0, 4_000.0) as i64;
        let at = sent + Span::seconds(minutes * 60 + self.chance.below(60) as i64);
        let proxied = self.person.contact.email.ends_with("@gmail.com");
        self.note(
            at,
            device,
            Act::Opened {
                issue,
                agent: proxied.then_some(PROXY),
            },
        );
        if self.chance.coin(clicks) {
            let at = at + Span::seconds(self.chance.between(8, 90) as i64);
            let link = self.chance.below(usize::from(LINKS)) as u8;
            self.note(
                at,
                device,
                Act::Clicked {
                    issue,
                    link,
                    agent: None,
                },
            );
            let mut visit = self.arrive_at(at + Span::seconds(1), NEWSLETTER);
            self.land(&mut visit);
            let more = self.chance.below(3);
            self.wander(
                &mut visit,
                more,
                &[(Topic::Blog, 5), (Topic::Product, 3), (Topic::Pricing, 1)],
            );
        }
    }
}
