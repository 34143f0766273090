//! How many tests passed and failed, from the reports of the runners.

use std::ops::AddAssign;

use serde_json::Value;

/// Tests that passed and tests that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
}

impl Count {
    /// A suite that could not run at all.
    pub fn broken() -> Self {
        Self {
            passed: 0,
            failed: 1,
        }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Reads the JUnit report of cargo-nextest: the numbers of its root element.
pub fn junit(report: &str) -> Option<Count> {
    let start = report.find("<testsuites")?;
    let root = report[start..].split('>').next()?;
    let number = |name: &str| -> Option<u64> {
        let value = root.split(&format!(" {name}=\"")).nth(1)?;
        value.split('"').next()?.parse().ok()
    };
    let failed = number("failures")? + number("errors")?;
    Some(Count {
        passed: number("tests")?.saturating_sub(failed),
        failed,
    })
}

/// Reads the JSON report of Vitest.
pub fn vitest(report: &str) -> Option<Count> {
    let report: Value = serde_json::from_str(report).ok()?;
    let number = |name: &str| report.get(name)?.as_u64();
    Some(Count {
        passed: number("numPassedTests")?,
        failed: number("numFailedTests")?,
    })
}

/// Reads the JSON report of Playwright. A test that passed only when it was
/// repeated counts as failed: the repetition hides a fault.
pub fn playwright(report: &str) -> Option<Count> {
    let report: Value = serde_json::from_str(report).ok()?;
    let number = |name: &str| report.get("stats")?.get(name)?.as_u64();
    Some(Count {
        passed: number("expected")?,
        failed: number("unexpected")? + number("flaky")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn junit_counts_failures_and_errors() {
        let report = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nextest-run" tests="12" failures="2" errors="1" uuid="x" time="0.1">
  <testsuite name="a" tests="99" failures="98" errors="0"></testsuite></testsuites>"#;
        assert_eq!(
            junit(report),
            Some(Count {
                passed: 9,
                failed: 3
            })
        );
        assert_eq!(junit("<html>"), None);
    }

    #[test]
    fn vitest_counts_tests_not_files() {
        let report = r#"{"numTotalTestSuites":3,"numPassedTests":7,"numFailedTests":1}"#;
        assert_eq!(
            vitest(report),
            Some(Count {
                passed: 7,
                failed: 1
            })
        );
    }

    #[test]
    fn playwright_counts_a_flaky_test_as_failed() {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":2}}"#;
        assert_eq!(
            playwright(report),
            Some(Count {
                passed: 5,
                failed: 2
            })
        );
        assert_eq!(playwright("{}"), None);
    }
}
