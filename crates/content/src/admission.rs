//! The right to read a paid body, as a value that only those who have checked it can make.

/// Shown to load a [`FullStory`](crate::FullStory). Its one constructor is closed to everybody but the rooms that have
/// reason to let people in: clippy.toml disallows it, each of those rooms allows it in one place with its reason, and
/// the floor rules' test counts the places.
#[derive(Debug)]
pub struct Admission {
    ground: Ground,
}

/// On what ground somebody is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The operator at the machine's own command line, exporting the agency's archive.
    Operator,
    /// A reader who shows the cookie of the week: they have redeemed a pass of it. Nothing else is known of them.
    Pass,
    /// A client of the wire, whose contract was asked what it covers.
    Client,
    /// Somebody of the newsroom, signed in, at a story that they may see.
    Staff,
}

impl Admission {
    /// Lets somebody in.
    pub fn grant(ground: Ground) -> Admission {
        Admission { ground }
    }

    /// Why they were let in.
    pub fn ground(&self) -> Ground {
        self.ground
    }
}
