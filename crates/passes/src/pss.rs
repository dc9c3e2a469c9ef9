//! EMSA-PSS with SHA-384 and MGF1 of the same (RFC 8017, section 9.1), with the salt as an argument, which no library
//! offers: the wallet derives it, and the RFC's vectors state it.

use crate::digest::sha384;

/// Length of the hash, and of the salt in the variants that have one (RFC 9474, section 5), in bytes.
pub(crate) const HASH_LENGTH: usize = 48;

/// Encodes a message into `bits` bits (RFC 8017, section 9.1.1); `None` where the salt does not fit. A modulus of n bits
/// wants `bits` = n - 1.
pub(crate) fn encode(message: &[u8], salt: &[u8], bits: u32) -> Option<Vec<u8>> {
    let length = bits.div_ceil(8) as usize;
    let padding = length.checked_sub(salt.len() + HASH_LENGTH + 2)?;
    let hash = sha384(&[&[0; 8], &sha384(&[message]), salt]);
    let mut encoded = vec![0; padding];
    encoded.push(1);
    encoded.extend_from_slice(salt);
    mask(&mut encoded, &hash);
    encoded[0] &= top(bits);
    encoded.extend_from_slice(&hash);
    encoded.push(0xbc);
    Some(encoded)
}

/// Whether `encoded` is an encoding of `message` into `bits` bits with a salt of `salt_length` bytes (RFC 8017,
/// section 9.1.2).
pub(crate) fn is_encoding(encoded: &[u8], message: &[u8], salt_length: usize, bits: u32) -> bool {
    let length = bits.div_ceil(8) as usize;
    let Some(padding) = length.checked_sub(salt_length + HASH_LENGTH + 2) else { return false };
    let Some((&0xbc, rest)) = encoded.split_last() else { return false };
    if encoded.len() != length || rest[0] & !top(bits) != 0 {
        return false;
    }
    let (masked, hash) = rest.split_at(length - HASH_LENGTH - 1);
    let mut block = masked.to_vec();
    mask(&mut block, hash);
    block[0] &= top(bits);
    let (zeros, salt) = block.split_at(padding + 1);
    let is_padded = zeros[..padding].iter().all(|byte| *byte == 0) && zeros[padding] == 1;
    is_padded && sha384(&[&[0; 8], &sha384(&[message]), salt]) == hash
}

/// The bits of the first byte that are in use.
fn top(bits: u32) -> u8 {
    0xff >> (bits.next_multiple_of(8) - bits)
}

/// MGF1 (RFC 8017, appendix B.2.1), laid over the block.
fn mask(block: &mut [u8], seed: &[u8]) {
    for (counter, piece) in (0u32..).zip(block.chunks_mut(HASH_LENGTH)) {
        let bytes = sha384(&[seed, &counter.to_be_bytes()]);
        piece.iter_mut().zip(bytes).for_each(|(byte, over)| *byte ^= over);
    }
}

#[cfg(test)]
mod tests;
