//! Who gets what: for those who push. Lines of held stories are among these, so they go no further than to the clients that
//! are named beside them.

use base::Time;
use content::clients::{self, Cursor, Line};
use store::{Read, StoreError};

use crate::admission;
use crate::client::Client;
use crate::contract::{Covered, covers};

/// A story, and the clients whose contracts cover it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The story. Of a killed one, how it stood.
    pub line: Line,
    /// The clients' ids; of a killed story those whose contracts covered it.
    pub clients: Vec<String>,
}

/// Whom these stories reach at `now`; those that are neither out nor killed stay out.
pub async fn reach(
    db: &mut Read,
    clients: &[Client],
    stories: &[String],
    now: Time,
) -> Result<Vec<Reach>, StoreError> {
    let Some(any) = clients.first() else { return Ok(Vec::new()) };
    let lines = clients::lines(db, stories, &admission::of(&any.contract)).await?;
    let of = |line: Line| {
        let covered =
            clients.iter().filter(|client| covers(&client.contract, &line, now) != Covered::Nothing);
        let clients = covered.map(|client| client.id.clone()).collect();
        Reach { line, clients }
    };
    Ok(lines.into_iter().map(of).collect())
}

/// The stories that changed after `since`, kills and turns of access among them.
pub async fn changed_since(
    db: &mut Read,
    clients: &[Client],
    since: Time,
    now: Time,
) -> Result<Vec<String>, StoreError> {
    const AT_ONCE: usize = 500;
    let Some(any) = clients.first() else { return Ok(Vec::new()) };
    let admission = admission::of(&any.contract);
    let (mut after, mut all) = (Cursor { at: since, number: 0 }, Vec::new());
    loop {
        let places = clients::changes(db, after, AT_ONCE, now, &admission).await?;
        let is_last = places.len() < AT_ONCE;
        if let Some(last) = places.last() {
            after = last.cursor;
        }
        all.extend(places.into_iter().map(|place| place.id));
        if is_last {
            return Ok(all);
        }
    }
}
