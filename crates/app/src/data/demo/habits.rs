//! What visitors look at, by topic and weight, depending on what they are up to.

use super::site::Topic::{self, *};

/// Who reads for interest.
pub(super) const READING: &[(Topic, u32)] =
    &[(Blog, 70), (Cases, 12), (Docs, 8), (Home, 5), (Product, 5)];
/// Who finds out that there is a problem to solve.
pub(super) const LEARNING: &[(Topic, u32)] = &[(Blog, 45), (Cases, 20), (Product, 25), (Home, 10)];
/// Who compares solutions.
pub(super) const COMPARING: &[(Topic, u32)] =
    &[(Product, 40), (Pricing, 25), (Cases, 15), (Docs, 20)];
/// Who is about to buy.
pub(super) const DECIDING: &[(Topic, u32)] = &[
    (Pricing, 42),
    (Contact, 15),
    (Shop, 18),
    (Product, 20),
    (Docs, 5),
];
/// Who has bought.
pub(super) const USING: &[(Topic, u32)] = &[(Account, 45), (Docs, 35), (Shop, 10), (Blog, 10)];
/// Who writes a thesis.
pub(super) const STUDYING: &[(Topic, u32)] = &[(Blog, 50), (Docs, 40), (Cases, 10)];
/// Who watches prices.
pub(super) const SPYING: &[(Topic, u32)] = &[(Pricing, 40), (Product, 35), (Docs, 20), (Cases, 5)];
/// Who looks for work.
pub(super) const APPLYING: &[(Topic, u32)] = &[(Careers, 85), (Contact, 10), (Home, 5)];
