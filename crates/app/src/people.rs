//! People on screen: the ranked list, one person with everything, the history behind the scores.

mod detail;
mod everybody;
mod list;
mod news;
pub mod overview;
mod section;
mod story;

pub use detail::{Beside, PersonDetail};
pub(crate) use everybody::Everybody;
pub(crate) use list::filter_of;
pub use list::{Listed, Page, PeopleQuery, Reason};
pub use news::{Change, News};
pub(crate) use news::{NEWS, newly_hot, was_hot};
pub use section::Section;
pub use story::{Story, TimelineEntry, TimelinePage};
