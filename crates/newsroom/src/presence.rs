//! Who is at a story now: an open page says so every fifteen seconds and is forgotten after three times as long.

use std::collections::HashMap;

use base::Time;
use store::{Read, StoreError, Value, Write, values};

/// After so long without a word somebody is thought gone.
pub const GONE_MS: i64 = 45_000;

/// Somebody at a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Whose id.
    pub staff: String,
    /// As colleagues see it.
    pub name: String,
    /// The field that they were last in.
    pub field: String,
    /// When they last said so.
    pub seen_at: Time,
}

/// Notes that somebody is at a story. Answers whether they have only just come.
pub async fn note(
    tx: &mut Write,
    story: &str,
    staff: &str,
    field: &str,
    now: Time,
) -> Result<bool, StoreError> {
    let gone = now.millis() - GONE_MS;
    let sql = "select seen_at from presence where story = $1 and staff = $2 and seen_at > $3";
    let was_here = tx.reading().row(sql, values![story, staff, gone]).await?.is_some();
    let sql = "
        insert into presence (story, staff, field, seen_at)
        values ($1, $2, $3, $4)
        on conflict (story, staff) do update set field = excluded.field, seen_at = excluded.seen_at";
    tx.execute(sql, values![story, staff, field, now]).await?;
    if !was_here {
        tx.execute("delete from presence where seen_at <= $1", values![gone]).await?;
    }
    Ok(!was_here)
}

/// Who is at a story, whoever came first at the top.
pub async fn at(db: &mut Read, story: &str, now: Time) -> Result<Vec<Present>, StoreError> {
    Ok(at_each(db, &[story.to_owned()], now).await?.remove(story).unwrap_or_default())
}

/// Who is at which of several stories.
pub async fn at_each(
    db: &mut Read,
    stories: &[String],
    now: Time,
) -> Result<HashMap<String, Vec<Present>>, StoreError> {
    let mut found: HashMap<String, Vec<Present>> = HashMap::new();
    if stories.is_empty() {
        return Ok(found);
    }
    let places: Vec<String> = (2..stories.len() + 2).map(|n| format!("${n}")).collect();
    let sql = format!(
        "select p.story, p.staff, p.field, p.seen_at, s.name
         from presence p
         join staff s on s.id = p.staff
         where p.seen_at > $1 and p.story in ({})
         order by p.story, s.name, p.staff",
        places.join(", ")
    );
    let mut parameters = values![now.millis() - GONE_MS];
    parameters.extend(stories.iter().map(Value::from));
    for row in db.rows(&sql, parameters).await? {
        let present = Present {
            staff: row.text("staff")?,
            name: row.text("name")?,
            field: row.text("field")?,
            seen_at: row.time("seen_at")?,
        };
        found.entry(row.text("story")?).or_default().push(present);
    }
    Ok(found)
}
