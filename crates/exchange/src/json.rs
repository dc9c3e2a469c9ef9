//! What is said about JSON that cannot be read.

/// What the JSON reader says, as a sentence about a record on one line: only the column is told, and of the fields that
/// exist only the one that was meant.
pub(crate) fn said(error: serde_json::Error) -> String {
    let text = error.to_string();
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    let reason = unknown_field(reason).unwrap_or_else(|| reason.to_owned());
    match error.column() {
        0 => reason,
        column => format!("{reason} (column {column})"),
    }
}

/// "unknown field `headlin`, expected one of `kind`, `id`, …" in fewer words.
fn unknown_field(reason: &str) -> Option<String> {
    let mut names = reason.strip_prefix("unknown field ")?.split('`').skip(1).step_by(2);
    let given = names.next()?;
    let near = |known: &&str| strsim::damerau_levenshtein(given, known) <= 2;
    let hint = names.find(near).map(|known| format!(": is it '{known}'?")).unwrap_or_default();
    let given: String = given.chars().filter(|c| !c.is_control()).take(60).collect();
    Some(format!("there is no field '{given}'{hint}"))
}

#[cfg(test)]
mod tests;
