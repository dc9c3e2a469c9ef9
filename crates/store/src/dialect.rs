//! The few words in which the two engines differ. Everything else is one text.

/// Which engine answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default: one file in the data folder.
    Sqlite,
    /// For several machines.
    Postgres,
}

impl Engine {
    /// Opens a transaction that writes. SQLite takes the one write lock at once: a deferred transaction that turns
    /// into a writer later fails with 'busy' whatever its timeout is.
    pub fn begin_write(self) -> &'static str {
        match self {
            Engine::Sqlite => "begin immediate",
            Engine::Postgres => "begin isolation level read committed",
        }
    }

    /// Opens a transaction that reads one consistent snapshot.
    pub fn begin_read(self) -> &'static str {
        match self {
            Engine::Sqlite => "begin deferred",
            Engine::Postgres => "begin isolation level repeatable read read only",
        }
    }

    /// What each new connection is told. SQLite: write-ahead log; an acknowledged commit is on the disk
    /// (`synchronous=full`); deleted rows are overwritten with zeros (`secure_delete`), for a seized disk; a commit
    /// folds the log in only when nobody else has for 32 MB (`Store::fold_log` does, in a server).
    pub fn on_connect(self) -> &'static [&'static str] {
        match self {
            Engine::Sqlite => &[
                "pragma busy_timeout = 10000",
                "pragma journal_mode = wal",
                "pragma synchronous = full",
                "pragma secure_delete = on",
                "pragma foreign_keys = on",
                "pragma temp_store = memory",
                "pragma journal_size_limit = 67108864",
                "pragma wal_autocheckpoint = 8192",
            ],
            Engine::Postgres => &["set client_min_messages = warning"],
        }
    }

    /// What a connection that only reads is told besides. SQLite keeps 2 MB of pages for each connection, which the
    /// system keeps as well; an eighth is enough for the upper pages of its trees.
    pub(crate) fn on_connect_to_read(self) -> &'static [&'static str] {
        match self {
            Engine::Sqlite => &["pragma cache_size = -256"],
            Engine::Postgres => &[],
        }
    }

    /// The condition that a text has a part, by the fastest way through many long texts: a part in small Latin letters
    /// takes SQLite a quarter of the time by `like`, and PostgreSQL twice the time, for it decodes each letter. May hold
    /// for a few more texts (`like` takes signs such as '%' for any), so whoever asks looks again.
    pub fn may_have(self, text: &str, part: &str) -> String {
        match self {
            Engine::Sqlite => format!("{text} like '%' || {part} || '%'"),
            Engine::Postgres => format!("strpos({text}, {part}) > 0"),
        }
    }

    /// Asks the engine to check its own files; the one row it answers is 'ok' when all is well.
    pub fn integrity_check(self) -> &'static str {
        match self {
            Engine::Sqlite => "pragma integrity_check",
            Engine::Postgres => "select 'ok'",
        }
    }

    /// What stands behind a table's columns when its rows are to lie in the order of their key, not in that in which
    /// they came: migrations write `{by_key}`. PostgreSQL has no such word; there [`Engine::scrub`] puts them in order.
    pub(crate) fn by_key(self) -> &'static str {
        match self {
            Engine::Sqlite => "without rowid",
            Engine::Postgres => "",
        }
    }

    /// What makes deleted rows of a table unreadable in the database's files. SQLite has overwritten them already, and
    /// folds its log into its file and cuts it; PostgreSQL writes the table anew, in the order of its key. (Its own log
    /// keeps what was written until it is recycled, which is the server's to say.)
    pub(crate) fn scrub(self, table: &str) -> String {
        match self {
            Engine::Sqlite => "pragma wal_checkpoint(truncate)".to_owned(),
            Engine::Postgres => format!("cluster {table} using {table}_pkey"),
        }
    }

    /// Folds the log into the database's file as far as nobody is in the way.
    pub(crate) fn fold_log(self) -> Option<&'static str> {
        match self {
            Engine::Sqlite => Some("pragma wal_checkpoint(passive)"),
            Engine::Postgres => None,
        }
    }

    /// Takes all rows out of a table. PostgreSQL gives it new files and removes the old ones at the commit; SQLite
    /// overwrites the rows with zeros (`secure_delete`).
    pub(crate) fn empty(self, table: &str) -> String {
        match self {
            Engine::Sqlite => format!("delete from {table}"),
            Engine::Postgres => format!("truncate {table}"),
        }
    }

    /// Tells other processes at commit that the edition has moved on. SQLite has nothing to say: its listeners poll
    /// `pragma data_version`, which costs a look at shared memory.
    pub(crate) fn notify(self) -> Option<&'static str> {
        match self {
            Engine::Sqlite => None,
            Engine::Postgres => Some("select cast(pg_notify('vestka_edition', '') as text)"),
        }
    }
}
