//! Crawlers, monitors and scripts: about one event in twelve.

use ripen_domain::time::Span;

use super::calendar::{Calendar, DAYS};
use super::chance::Chance;
use super::plan::{Act, Planned};
use super::site::PAGES;

/// A kind of machine.
pub(super) struct Machine {
    pub(super) user_agent: &'static str,
    /// Runs over the period for each thousand people.
    runs: f64,
    /// Pages a run, on average.
    pages: f64,
    /// Seconds between two pages of a run.
    pause: f64,
}

/// Every kind of machine; a machine is named by its index.
pub(super) const MACHINES: &[Machine] = &[
    machine(
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        5.2,
        45.0,
        9.0,
    ),
    machine(
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        3.2,
        36.0,
        12.0,
    ),
    machine(
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        2.0,
        30.0,
        10.0,
    ),
    machine(
        "Mozilla/5.0 (compatible; SeznamBot/4.0; +http://napoveda.seznam.cz/seznambot-intro/)",
        2.6,
        36.0,
        8.0,
    ),
    machine(
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
        3.2,
        45.0,
        2.0,
    ),
    machine(
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        2.6,
        40.0,
        3.0,
    ),
    machine(
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36",
        3.9,
        18.0,
        1.5,
    ),
    machine(
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        9.1,
        1.0,
        1.0,
    ),
    machine(
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        5.9,
        1.0,
        1.0,
    ),
    machine("python-requests/2.32.3", 2.0, 22.0, 0.6),
    machine("curl/8.11.0", 2.6, 2.0, 1.0),
];
/// The monitor that looks at the home page all day.
const MONITOR: &str = "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)";
/// Number that stands for the monitor among the machines.
const MONITOR_KIND: u8 = MACHINES.len() as u8;

const fn machine(user_agent: &'static str, runs: f64, pages: f64, pause: f64) -> Machine {
    Machine {
        user_agent,
        runs,
        pages,
        pause,
    }
}

/// User agent of a kind of machine.
pub(super) fn user_agent(kind: u8) -> &'static str {
    MACHINES
        .get(usize::from(kind))
        .map_or(MONITOR, |machine| machine.user_agent)
}

/// Writes the runs of all machines into the plan; their browsers are numbered from `device`.
pub(super) fn run(
    people: usize,
    mut device: u32,
    calendar: Calendar,
    chance: &mut Chance,
    plan: &mut Vec<Planned>,
) {
    let thousands = people as f64 / 1_000.0;
    for (kind, machine) in MACHINES.iter().enumerate() {
        for _ in 0..(machine.runs * thousands).ceil() as usize {
            device += 1;
            let mut at = calendar.start + Span::seconds((calendar.day(chance) * 86_400.0) as i64);
            for _ in 0..chance.heavy(machine.pages, 0.5).max(1.0) as usize {
                let act = Act::Machine {
                    page: chance.below(PAGES.len()) as u16,
                    kind: kind as u8,
                };
                plan.push(Planned {
                    at,
                    who: device,
                    device,
                    act,
                });
                at = at + Span::from_micros((machine.pause * 1e6 * (0.5 + chance.unit())) as i64);
            }
        }
    }
    let looks = (2.0 * thousands * DAYS as f64) as i64;
    for look in 0..looks {
        let at = calendar.start + Span::from_micros(Span::days(DAYS).as_micros() / looks * look);
        let act = Act::Machine {
            page: 0,
            kind: MONITOR_KIND,
        };
        plan.push(Planned {
            at,
            who: device + 1,
            device: device + 1,
            act,
        });
    }
    plan.retain(|planned| calendar.contains(planned.at));
}
