//! Which of the models side by side.

use clap::Args;
use ripen_app::Ripen;
use ripen_store::ModelId;

use crate::failure::Result;

/// Which of the models side by side.
#[derive(Clone, Debug, Default, Args)]
pub struct Of {
    /// Key of the model, as `ripen model list` shows it [default: primary]
    #[arg(long = "model", value_name = "KEY")]
    key: Option<String>,
}

impl Of {
    /// Number of the model.
    ///
    /// # Errors
    /// When there is none of this key.
    pub fn id(&self, app: &Ripen) -> Result<ModelId> {
        Ok(app.model_id(self.key.as_deref())?)
    }
}
