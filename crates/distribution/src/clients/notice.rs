//! A notice for a machine whose client is not given the corrected story any more: what was wrong in the one that it has.

use serde_json::{Value, json};
use wire::Notice;

use crate::item::urn;

/// The document.
pub(super) fn document(notice: &Notice) -> Value {
    json!({
        "notice": notice.id,
        "kind": notice.kind.name(),
        "uri": urn(&notice.story),
        "at": notice.at.to_string(),
        "said": notice.said,
    })
}
