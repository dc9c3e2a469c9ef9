//! Finding the tables in the file, which comes with and without its wrapper.

use serde::Deserialize;
use serde_json::value::RawValue;

/// The rows of the tables that matter, still as the text they are in the file.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Tables<'a> {
    #[serde(borrow)]
    pub posts: Rows<'a>,
    #[serde(borrow)]
    pub posts_meta: Rows<'a>,
    #[serde(borrow)]
    pub tags: Rows<'a>,
    #[serde(borrow)]
    pub posts_tags: Rows<'a>,
    #[serde(borrow)]
    pub users: Rows<'a>,
    #[serde(borrow)]
    pub posts_authors: Rows<'a>,
}

pub(super) type Rows<'a> = Option<Vec<&'a RawValue>>;

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow, default)]
    db: Option<Vec<Dump<'a>>>,
    #[serde(borrow, default)]
    data: Option<Tables<'a>>,
}

#[derive(Deserialize)]
struct Dump<'a> {
    #[serde(borrow, default)]
    data: Option<Tables<'a>>,
}

impl<'a> Tables<'a> {
    /// Reads `{"db":[{"data":{…}}]}` or `{"data":{…}}`.
    pub(super) fn read(text: &'a str) -> Result<Tables<'a>, String> {
        let file: File = serde_json::from_str(text).map_err(|error| {
            format!("this is not a Ghost export: {error}. Export anew under Settings, Import/Export")
        })?;
        let dumps = file.db.into_iter().flatten().find_map(|dump| dump.data);
        let tables = dumps.or(file.data).filter(|tables| tables.posts.is_some());
        tables.ok_or_else(|| "this is not a Ghost export: it has no table 'posts'".to_owned())
    }
}
