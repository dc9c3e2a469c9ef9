//! RFC 9474 itself, for a modulus of any size and a salt of any length: all four of its variants, the two with a
//! randomized message by handing in the prepared message (section 4.1).

use rand_core::CryptoRng;
use rsa::RsaPrivateKey;
use rsa::hazmat::rsa_decrypt_and_check;

use super::BlindError;
use crate::pss;
use crate::residue::{Modulus, Residue};

/// Blind (section 4.2): the blinded message, and the inverse of the blinding factor that finalizing takes.
pub(crate) fn blind(
    modulus: &Modulus,
    message: &[u8],
    salt: &[u8],
    factor: &Residue,
) -> Result<(Vec<u8>, Residue), BlindError> {
    let encoded = encode(modulus, message, salt).ok_or(BlindError::Range)?;
    // A message or a factor that shares a divisor with the modulus would have factored it.
    let inverse = factor.inverse().ok_or(BlindError::Blind)?;
    Ok((encoded.times(&factor.to_the_e()).bytes(), inverse))
}

/// BlindSign (section 4.3): with base blinding, and checked against faults by the public operation.
pub(crate) fn blind_sign(
    key: &RsaPrivateKey,
    message: &Residue,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, BlindError> {
    let signature = rsa_decrypt_and_check(key, Some(rng), &message.number());
    Ok(signature.map_err(|_| BlindError::Signing)?.to_be_bytes().into_vec())
}

/// Finalize (section 4.4): the signature, verified.
pub(crate) fn finalize(
    modulus: &Modulus,
    message: &[u8],
    blind_signature: &Residue,
    inverse: &Residue,
    salt_length: usize,
) -> Result<Vec<u8>, BlindError> {
    let signature = blind_signature.times(inverse);
    let is_valid = verify(modulus, message, &signature, salt_length);
    is_valid.then(|| signature.bytes()).ok_or(BlindError::Signature)
}

/// RSASSA-PSS-VERIFY (RFC 8017, section 8.1.2) for any salt length.
pub(crate) fn verify(modulus: &Modulus, message: &[u8], signature: &Residue, salt_length: usize) -> bool {
    let bits = modulus.bits() - 1;
    let encoded = signature.to_the_e().bytes();
    // A modulus of 8k + 1 bits has a byte more than an encoding of 8k bits; that byte must be zero.
    let (above, encoded) = encoded.split_at(modulus.len() - bits.div_ceil(8) as usize);
    above.iter().all(|byte| *byte == 0) && pss::is_encoding(encoded, message, salt_length, bits)
}

fn encode(modulus: &Modulus, message: &[u8], salt: &[u8]) -> Option<Residue> {
    let encoded = pss::encode(message, salt, modulus.bits() - 1)?;
    let mut bytes = vec![0; modulus.len() - encoded.len()];
    bytes.extend_from_slice(&encoded);
    modulus.residue(&bytes)
}

#[cfg(test)]
mod tests;
