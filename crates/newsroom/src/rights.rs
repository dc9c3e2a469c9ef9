//! Who may do what: one table. The guard asks it, the page of rights shows it, the tests are made from it.

use serde::{Deserialize, Serialize};

/// What somebody is in the newsroom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Writes, and sees what colleagues write.
    Reporter,
    /// Publishes.
    Editor,
    /// Looks after the newsroom itself as well.
    Administrator,
    /// Writes from where it is dangerous: sees own stories and nothing of anybody else, so that whoever takes their
    /// telephone learns nothing.
    Inside,
}

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Write stories and file them; edit those that are one's own or assigned to one, until they are out.
    Write,
    /// See colleagues' stories and names, the archive, the library of pictures.
    See,
    /// Edit everybody's stories.
    Edit,
    /// Publish, schedule, correct, take back.
    Publish,
    /// Withdraw a story everywhere.
    Kill,
    /// Look after sections, topics and people, and take a byline off everything.
    Names,
    /// See what each publication set off, and set it off again.
    Deliveries,
    /// Look after the paid tier: plans, codes, pools. Administrators only: a code is as good as money, whoever may make
    /// some can be pressed for some, and nobody needs it to edit stories.
    Plus,
    /// Look after the clients of the wire: contracts, seats, tokens. Administrators only: a contract opens held and paid
    /// stories.
    Clients,
    /// Invite, change and part with colleagues.
    Staff,
    /// Read who did what.
    Audit,
}

use Right::*;
use Role::*;

/// The table.
pub const TABLE: [(Role, &[Right]); 4] = [
    (Inside, &[Write]),
    (Reporter, &[Write, See]),
    (Editor, &[Write, See, Edit, Publish, Kill, Names, Deliveries]),
    (Administrator, &[Write, See, Edit, Publish, Kill, Names, Deliveries, Plus, Clients, Staff, Audit]),
];

/// All rights, in the order in which they are shown.
pub const ALL: [Right; 11] =
    [Write, See, Edit, Publish, Kill, Names, Deliveries, Plus, Clients, Staff, Audit];

impl Role {
    /// All roles, from the least rights to the most.
    pub fn all() -> impl Iterator<Item = Role> {
        TABLE.iter().map(|(role, _)| *role)
    }

    /// Whether the role has a right.
    pub fn may(self, right: Right) -> bool {
        TABLE.iter().any(|(role, rights)| *role == self && rights.contains(&right))
    }

    /// Its name in the database and in messages (`role-editor`).
    pub fn name(self) -> &'static str {
        match self {
            Reporter => "reporter",
            Editor => "editor",
            Administrator => "administrator",
            Inside => "inside",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::all().find(|role| role.name() == name)
    }
}

impl Right {
    /// Its name in messages (`right-publish`).
    pub fn name(self) -> &'static str {
        match self {
            Write => "write",
            See => "see",
            Edit => "edit",
            Publish => "publish",
            Kill => "kill",
            Names => "names",
            Deliveries => "deliveries",
            Plus => "plus",
            Clients => "clients",
            Staff => "staff",
            Audit => "audit",
        }
    }
}
