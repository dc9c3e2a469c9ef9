//! Byline safety: one switch takes a person off every page, list and export, now and in the past.

use store::{StoreError, Write, values};

use crate::news::{self, News};

/// Hides a person, or shows them again. Answers whether there is such a person.
pub async fn hide(tx: &mut Write, person: &str, hidden: bool) -> Result<bool, StoreError> {
    let sql = "update concept set hidden = $1 where kind = 'person' and id = $2";
    let known = tx.execute(sql, values![hidden, person]).await? > 0;
    if known {
        tx.announce(news::announcement(&News::Names));
    }
    Ok(known)
}
