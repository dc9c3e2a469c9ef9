//! The newsroom's ground for reading a paid body: somebody of the staff has signed in and may see the story.

use content::Admission;
use content::admission::Ground;

use crate::staff::Member;

/// Lets a member of staff in to the whole text of stories. Which stories they may see is asked before, by the page.
pub(crate) fn of(_member: &Member) -> Admission {
    #[expect(
        clippy::disallowed_methods,
        reason = "the newsroom writes and edits paid bodies; the guard has checked the session"
    )]
    Admission::grant(Ground::Staff)
}

/// Lets the library look at what stories say of their pictures, for its own cards.
pub(crate) fn of_the_library() -> Admission {
    #[expect(
        clippy::disallowed_methods,
        reason = "a picture behind the wall is found in the library too, which only staff see"
    )]
    Admission::grant(Ground::Staff)
}
