//! Only a table's owner writes it; who needs a row changed asks the owner.

use crate::house::{File, expect_none, files_under, read, sources};

/// The tables that are not `content`'s.
const STORE: [&str; 4] = ["edition", "outbox", "job", "migration"];
const NEWSROOM: [&str; 14] = [
    "staff",
    "passkey",
    "recovery_code",
    "desk_session",
    "invite",
    "ceremony",
    "deed",
    "assignment",
    "presence",
    "story_note",
    "mention",
    "kill_request",
    "picture_card",
    "staff_token",
];

const WIRE: [&str; 9] = [
    "client",
    "seat",
    "client_session",
    "client_token",
    "interest",
    "destination",
    "taken",
    "notice",
    "notice_sent",
];

const DISTRIBUTION: [&str; 5] = ["channel", "content_key", "telegram_chat", "telegram_post", "push"];

const NEWSLETTER: [&str; 4] = ["subscription", "newsletter_issue", "newsletter_item", "newsletter_hand"];

/// A crate with a database of its own has its migrations in a folder of its name; `tables` says so.
fn owner<'a>(table: &str, tables: &'a [Table]) -> &'a str {
    match tables.iter().find(|known| known.name == table).and_then(|known| known.database.as_deref()) {
        Some(krate) => krate,
        None if STORE.contains(&table) => "store",
        None if NEWSROOM.contains(&table) => "newsroom",
        None if DISTRIBUTION.contains(&table) => "distribution",
        None if WIRE.contains(&table) => "wire",
        None if NEWSLETTER.contains(&table) => "newsletter",
        None => "content",
    }
}

/// A table that a migration makes.
struct Table {
    name: String,
    /// The crate whose own database it is in; none for the newsroom's.
    database: Option<String>,
}

#[test]
fn only_its_owner_writes_a_table() {
    let tables = tables();
    let complaint = |file: &File, table: &str| match owner(table, &tables) {
        "content" if table.starts_with('{') => (!["content", "store"].contains(&file.krate()))
            .then(|| format!("{}: writes to {table}: write a table's name out in the SQL text", file.path)),
        _ if !tables.iter().any(|known| known.name == table) => {
            Some(format!("{}: writes to '{table}', which no migration makes", file.path))
        }
        owner if owner != file.krate() => {
            Some(format!("{}: writes to {table}, which belongs to {owner}", file.path))
        }
        _ => None,
    };
    let files = sources().into_iter().filter(|file| !file.is_test());
    let wrong = files.flat_map(|file| {
        writes(&file.code(), &tables).iter().filter_map(|table| complaint(&file, table)).collect::<Vec<_>>()
    });
    expect_none(wrong.collect());
}

#[test]
fn the_rule_sees_the_writes() {
    let tables = tables();
    let text = "\"insert into story (id)\"; \"update\n  job set x = 1\"; \"delete from {table}\"; \"for update of y\"; \
                tx.insert(\"outbox (version, announcements)\", \"\", rows)";
    assert_eq!(writes(text, &tables), ["story", "job", "{table}", "outbox"]);
    let files = sources().into_iter().filter(|file| !file.is_test());
    let seen: Vec<String> = files.flat_map(|file| writes(&file.code(), &tables)).collect();
    for Table { name: table, .. } in &tables {
        assert!(
            seen.contains(table),
            "no write to {table} was seen in the crates: has SQL changed its shape?"
        );
    }
}

/// All tables that a text of Rust writes to: in SQL, or as `table (columns)` given to `Write::insert`.
fn writes(code: &str, tables: &[Table]) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '{' || c == '}';
    let words: Vec<&str> = code.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()).collect();
    let written = |at: usize| match words[at..] {
        // A variable may be called so.
        ["insert", "into", "on", ..] => None,
        ["insert", "into", table, ..]
        | ["delete", "from", table, ..]
        | ["update", table, "set" | "as", ..] => Some(table),
        _ => None,
    };
    let given = |literal: &str| {
        let (table, columns) = literal.split_once(" (")?;
        let is_one = tables.iter().any(|known| known.name == table) && !columns.contains("primary key");
        is_one.then(|| table.to_owned())
    };
    let in_sql = (0..words.len()).filter_map(written).map(str::to_owned);
    in_sql.chain(code.split('"').filter_map(given)).collect()
}

/// All tables that the migrations make, and the one in which they are counted.
fn tables() -> Vec<Table> {
    let mut tables = vec![Table { name: "migration".to_owned(), database: None }];
    for path in files_under("migrations") {
        let folder = path.split('/').nth(1).filter(|part| !part.ends_with(".sql"));
        let text = read(&path);
        let names = text.split("create table ").skip(1);
        tables.extend(names.map(|rest| Table {
            name: rest.split([' ', '(', '\n']).next().unwrap_or_default().to_owned(),
            database: folder.map(str::to_owned),
        }));
    }
    tables
}
