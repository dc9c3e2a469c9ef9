//! What was written down, added up.

use base::{Time, Zone};
use store::{Read, Row, StoreError, values};

/// Some days, `2026-11-20` to `2026-11-26`, both among them.
#[derive(Clone, Debug)]
pub struct Period {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
}

impl Period {
    /// The last so many days, today's among them.
    pub fn last_days(days: i64, now: Time, zone: &Zone) -> Period {
        let from = now.plus_hours(-24 * (days - 1));
        Period { from: zone.date(from).to_string(), to: zone.date(now).to_string() }
    }
}

/// Something, and how often it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOften {
    /// A story's or a section's id, or a language.
    pub id: String,
    /// In which language.
    pub language: String,
    /// How often.
    pub reads: i64,
}

/// The stories that were read most, and how often; in one language, or in all where it is empty.
pub async fn stories(
    db: &mut Read,
    period: &Period,
    language: &str,
    limit: usize,
) -> Result<Vec<ReadOften>, StoreError> {
    let sql = "
        select r.id, r.language, cast(sum(r.reads) as bigint) as reads
        from read_day r
        where r.kind = 'story' and r.day >= $1 and r.day <= $2 and (r.language = $3 or $3 = '')
        group by r.id, r.language
        order by reads desc, r.id
        limit $4";
    let values = values![&period.from, &period.to, language, limit as i64];
    db.rows(sql, values).await?.iter().map(read).collect()
}

/// How often sections were read: their lists, and the stories that stand in them now. A story in two sections counts for
/// both.
pub async fn sections(db: &mut Read, period: &Period, language: &str) -> Result<Vec<ReadOften>, StoreError> {
    let sql = "
        select t.id, '' as language, cast(sum(t.reads) as bigint) as reads
        from (
          select r.id, r.reads
          from read_day r
          where r.kind = 'section' and r.day >= $1 and r.day <= $2 and (r.language = $3 or $3 = '')
          union all
          select substr(f.name, 9), r.reads
          from read_day r
          join shelf f on f.story = r.id and f.language = r.language and substr(f.name, 1, 8) = 'section/'
          where r.kind = 'story' and r.day >= $1 and r.day <= $2 and (r.language = $3 or $3 = '')
        ) t
        group by t.id
        order by reads desc, t.id";
    let values = values![&period.from, &period.to, language];
    db.rows(sql, values).await?.iter().map(read).collect()
}

/// How often all pages of each language were read.
pub async fn languages(db: &mut Read, period: &Period) -> Result<Vec<ReadOften>, StoreError> {
    let sql = "
        select r.language as id, r.language, cast(sum(r.reads) as bigint) as reads
        from read_day r
        where r.kind = 'all' and r.day >= $1 and r.day <= $2
        group by r.language
        order by reads desc, r.language";
    db.rows(sql, values![&period.from, &period.to]).await?.iter().map(read).collect()
}

/// How often pages were read in each hour of the day, over a month.
pub type Hours = [i64; 24];

/// The hours of a month, `2026-11`, without today's: an hour is written down when its day is over.
pub async fn hours(db: &mut Read, month: &str, language: &str) -> Result<Hours, StoreError> {
    let sql = "
        select hour, cast(sum(reads) as bigint) as reads
        from read_hour
        where month = $1 and (language = $2 or $2 = '')
        group by hour";
    let mut hours = [0; 24];
    for row in db.rows(sql, values![month, language]).await? {
        if let Some(hour) = hours.get_mut(row.int("hour")? as usize) {
            *hour = row.int("reads")?;
        }
    }
    Ok(hours)
}

fn read(row: &Row) -> Result<ReadOften, StoreError> {
    Ok(ReadOften { id: row.text("id")?, language: row.text("language")?, reads: row.int("reads")? })
}
