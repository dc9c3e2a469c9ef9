//! Who is asked to work on a story.

use std::collections::HashMap;

use base::Time;
use store::{Read, StoreError, Value, Write, values};

/// Somebody who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Whose id.
    pub staff: String,
    /// As colleagues see it.
    pub name: String,
}

/// Asks exactly these people to work on a story, and nobody else. Answers whether anything changed.
pub async fn set(
    tx: &mut Write,
    story: &str,
    people: &[String],
    by: &str,
    now: Time,
) -> Result<bool, StoreError> {
    let before: Vec<String> = of(tx.reading(), story).await?.into_iter().map(|a| a.staff).collect();
    let gone = before.iter().filter(|staff| !people.contains(staff));
    let come: Vec<&String> = people.iter().filter(|staff| !before.contains(staff)).collect();
    let mut changed = !come.is_empty();
    for staff in gone {
        tx.execute("delete from assignment where story = $1 and staff = $2", values![story, staff]).await?;
        changed = true;
    }
    let rows = come.into_iter().map(|staff| values![story, staff, by, now]).collect();
    tx.insert("assignment (story, staff, made_by, at)", "on conflict do nothing", rows).await?;
    Ok(changed)
}

/// Who is asked to work on a story.
pub async fn of(db: &mut Read, story: &str) -> Result<Vec<Assigned>, StoreError> {
    Ok(of_each(db, &[story.to_owned()]).await?.remove(story).unwrap_or_default())
}

/// Who is asked to work on which of several stories.
pub async fn of_each(
    db: &mut Read,
    stories: &[String],
) -> Result<HashMap<String, Vec<Assigned>>, StoreError> {
    let mut found: HashMap<String, Vec<Assigned>> = HashMap::new();
    if stories.is_empty() {
        return Ok(found);
    }
    let places: Vec<String> = (1..=stories.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "select a.story, a.staff, s.name
         from assignment a
         join staff s on s.id = a.staff
         where a.story in ({})
         order by a.story, s.name, a.staff",
        places.join(", ")
    );
    for row in db.rows(&sql, stories.iter().map(Value::from).collect()).await? {
        let assigned = Assigned { staff: row.text("staff")?, name: row.text("name")? };
        found.entry(row.text("story")?).or_default().push(assigned);
    }
    Ok(found)
}

/// Stories on which somebody is asked to work, newest request first.
pub async fn stories_of(db: &mut Read, staff: &str) -> Result<Vec<String>, StoreError> {
    let sql = "select story from assignment where staff = $1 order by at desc, story limit 50";
    let rows = db.rows(sql, values![staff]).await?;
    rows.iter().map(|row| row.text("story")).collect()
}
