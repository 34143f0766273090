//! How well scores foretell what happened: ranking, calibration, bands, criteria. Pure arithmetic over
//! (score, outcome) pairs; ties are counted as what they are, never broken by the order of the input.

mod bands;
mod calibration;
mod estimate;
mod ranking;
#[cfg(test)]
mod tests;

pub use bands::{Band, bands};
pub use calibration::{Bin, Isotonic, Pool, brier, calibration_error, curve, pools};
pub use estimate::{Estimate, Ratio, proportion, ratio};
pub use ranking::{Gain, Scored, auc, gains, lift, significantly_lower};
