//! Recovery codes: ten, shown once, each good once, for somebody who has lost passkey and telephone. 80 bits of chance
//! each, so that the name and one of them are proof enough; the table holds their hashes.

use base::{Time, id};
use store::{Read, StoreError, Write, values};

/// How many somebody has.
pub const HOW_MANY: usize = 10;

/// Makes new codes and voids the old ones. What is answered is nowhere else.
pub async fn renew(tx: &mut Write, staff: &str) -> Result<Vec<String>, StoreError> {
    tx.execute("delete from recovery_code where staff = $1", values![staff]).await?;
    let codes: Vec<String> = (0..HOW_MANY).map(|_| new_code()).collect();
    let rows = codes.iter().map(|code| values![staff, hash(staff, code)]).collect();
    tx.insert("recovery_code (staff, hash)", "", rows).await?;
    Ok(codes)
}

/// Uses a code up. Answers whether it was one of theirs and still good.
pub async fn spend(tx: &mut Write, staff: &str, code: &str, now: Time) -> Result<bool, StoreError> {
    let sql = "update recovery_code set used_at = $3 where staff = $1 and hash = $2 and used_at is null";
    Ok(tx.execute(sql, values![staff, hash(staff, code), now]).await? == 1)
}

/// How many are left.
pub async fn left(db: &mut Read, staff: &str) -> Result<i64, StoreError> {
    let sql = "select count(*) as n from recovery_code where staff = $1 and used_at is null";
    db.row(sql, values![staff]).await?.map_or(Ok(0), |row| row.int("n"))
}

/// `k3m9-x2p7-0tq4-wz8h`.
fn new_code() -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let chance = id::secret();
    let digit = |n: usize| {
        let byte = u8::from_str_radix(&chance[n * 2..n * 2 + 2], 16).unwrap_or_default();
        char::from(DIGITS[usize::from(byte % 32)])
    };
    let groups: Vec<String> = (0..4).map(|group| (0..4).map(|n| digit(group * 4 + n)).collect()).collect();
    groups.join("-")
}

/// As it is typed: capitals, spaces and hyphens make no difference, nor letters that look like digits.
fn hash(staff: &str, code: &str) -> String {
    let letters = code.to_lowercase();
    let plain: String = letters
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect();
    id::digest(&format!("{staff}:{plain}"))
}

#[cfg(test)]
mod tests;
