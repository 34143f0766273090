//! Reference pages, made from what the program itself goes by.

use std::fmt::Write;

use clap::{Command, CommandFactory};

use crate::command::Cli;
use crate::config::keys::{KEYS, Kind, SECTIONS};

/// Columns of the comments in the default file.
const WIDTH: usize = 96;

/// The page about configuration.
pub fn config() -> String {
    let mut page = String::from(
        "# Configuration\n\n\
         Ripen runs without any configuration. What it needs to know otherwise comes from a file, from\n\
         environment variables and from flags; a flag wins over a variable, a variable over the file.\n\n\
         The file is named with `--config` or `RIPEN_CONFIG`; without a name `ripen.toml` in the current\n\
         directory is read, if it is there. A key that Ripen does not know, or a value that a key cannot\n\
         have, is an error at the start.\n\n\
         | key | environment variable | flag | default |\n|---|---|---|---|\n",
    );
    for key in KEYS {
        let flag = key.flag.map_or(String::new(), |flag| format!("`{flag}`"));
        put(
            &mut page,
            format_args!(
                "| `{}` | `{}` | {flag} | `{}` |\n",
                key.path(),
                key.variable(),
                key.default
            ),
        );
    }
    page.push_str("\nIn a variable, a list is written with commas between its texts.\n");
    for (section, about) in SECTIONS {
        put(&mut page, format_args!("\n## {section}\n\n{about}\n"));
        for key in KEYS.iter().filter(|key| key.section == *section) {
            put(
                &mut page,
                format_args!(
                    "\n**`{}`** ({}). {}\n",
                    key.name,
                    of_kind(key.kind),
                    key.doc
                ),
            );
        }
    }
    put(
        &mut page,
        format_args!("\n## The default file\n\n```toml\n{}```\n", default_file()),
    );
    page
}

fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Switch => "true or false",
        Kind::Number => "number",
        Kind::List => "list of texts",
    }
}

/// A file that says what holds without it, with every key explained.
pub fn default_file() -> String {
    let mut file = String::new();
    for (section, about) in SECTIONS {
        let gap = if file.is_empty() { "" } else { "\n" };
        put(&mut file, format_args!("{gap}# {about}\n[{section}]\n"));
        for key in KEYS.iter().filter(|key| key.section == *section) {
            for line in wrapped(key.doc, WIDTH) {
                put(&mut file, format_args!("# {line}\n"));
            }
            put(
                &mut file,
                format_args!("# {} = {}\n", key.name, key.default),
            );
        }
    }
    file
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        if lines[last].len() + word.len() >= width {
            lines.push(word.to_owned());
        } else {
            let gap = if lines[last].is_empty() { "" } else { " " };
            put(&mut lines[last], format_args!("{gap}{word}"));
        }
    }
    lines
}

/// The page about commands: what `--help` says, of all of them.
pub fn command_line() -> String {
    let mut page = String::from(
        "# The command line\n\n\
         What each command prints with `--help`. Exit codes: 0 it worked, 1 it did not, 2 the command or the\n\
         configuration was wrong.\n",
    );
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    describe(&mut page, &root, "");
    page
}

fn describe(page: &mut String, command: &Command, parent: &str) {
    let name = format!("{parent} {}", command.get_name());
    let name = name.trim();
    let help = command.clone().render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    put(
        page,
        format_args!(
            "\n## {name}\n\n```text\n{}\n```\n",
            help.join("\n").trim_end()
        ),
    );
    for sub in command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help")
    {
        describe(page, sub, name);
    }
}

/// Writes to a text, which cannot fail.
fn put(text: &mut String, what: std::fmt::Arguments) {
    let _ = text.write_fmt(what);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page as committed.
    fn committed(name: &str) -> String {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs")
            .join(name);
        std::fs::read_to_string(file).unwrap_or_default()
    }

    #[test]
    fn the_pages_are_up_to_date() {
        assert!(
            committed("configuration.md") == config(),
            "run `ripen reference config > docs/configuration.md`"
        );
        assert!(
            committed("command-line.md") == command_line(),
            "run `ripen reference cli > docs/command-line.md`"
        );
    }

    #[test]
    fn the_default_file_is_sound_with_every_key_switched_on() {
        let file = default_file();
        let on = file.lines().map(|line| match line.strip_prefix("# ") {
            Some(rest)
                if KEYS
                    .iter()
                    .any(|key| rest.starts_with(&format!("{} = ", key.name))) =>
            {
                format!("{rest}\n")
            }
            _ => format!("{line}\n"),
        });
        let table: toml::Table = on.collect::<String>().parse().expect("it is TOML");
        let keys = table
            .values()
            .filter_map(toml::Value::as_table)
            .map(toml::Table::len)
            .sum::<usize>();
        assert_eq!(keys, KEYS.len());
    }

    #[test]
    fn the_commands_are_sound() {
        Cli::command().debug_assert();
    }
}
