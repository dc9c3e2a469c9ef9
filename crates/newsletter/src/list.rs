//! What there is to be had.

/// A list of readers in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// What was published in a day.
    Daily,
    /// What was published in a week.
    Weekly,
    /// Single stories, when they matter.
    Breaking,
}

impl List {
    /// All of them.
    pub const ALL: [List; 3] = [List::Daily, List::Weekly, List::Breaking];

    /// Its name in forms, in messages, and as a column of the database.
    pub fn name(self) -> &'static str {
        match self {
            List::Daily => "daily",
            List::Weekly => "weekly",
            List::Breaking => "breaking",
        }
    }

    /// The list of that name.
    pub fn from_name(name: &str) -> Option<List> {
        List::ALL.into_iter().find(|list| list.name() == name)
    }
}
