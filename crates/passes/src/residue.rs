//! Numbers modulo an RSA modulus, as bytes, most significant first. What touches a secret takes the same time whatever
//! the secret is; what does so by its nature only (an exponent that everybody knows) says so.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use zeroize::Zeroize;

/// The public exponent of all keys here (RFC 9578, section 6.5, asks for keys as RFC 9474 makes them).
pub(crate) const EXPONENT: u64 = 65_537;

/// An RSA modulus with what arithmetic modulo it needs. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Modulus {
    params: BoxedMontyParams,
    bits: u32,
}

/// A number modulo a modulus. Forgotten when dropped.
#[derive(Clone)]
pub(crate) struct Residue(BoxedMontyForm);

impl Modulus {
    /// An odd number whose bytes have no leading zero; `None` for others.
    pub fn new(bytes: &[u8]) -> Option<Modulus> {
        let bits = 8 * u32::try_from(bytes.len()).ok()? - bytes.first()?.leading_zeros();
        let number = BoxedUint::from_be_slice(bytes, bits.next_multiple_of(64)).ok()?;
        let odd = Option::from(Odd::new(number))?;
        (bytes[0] != 0).then(|| Modulus { params: BoxedMontyParams::new_vartime(odd), bits })
    }

    /// How long the modulus is, in bits.
    pub fn bits(&self) -> u32 {
        self.bits
    }

    /// How long its numbers are, in bytes.
    pub fn len(&self) -> usize {
        self.bits.div_ceil(8) as usize
    }

    /// A number of exactly [`Modulus::len`] bytes that is less than the modulus; `None` for others.
    pub fn residue(&self, bytes: &[u8]) -> Option<Residue> {
        let number = BoxedUint::from_be_slice(bytes, self.params.bits_precision()).ok()?;
        let fits = bytes.len() == self.len() && number < *self.params.modulus().as_ref();
        fits.then(|| Residue(BoxedMontyForm::new(number, &self.params)))
    }

    /// The remainder of a number of any length. Takes the time of its length, not of its value.
    pub fn reduce(&self, bytes: &[u8]) -> Residue {
        let bits = (8 * bytes.len() as u32).next_multiple_of(64).max(self.params.bits_precision());
        let mut wide = BoxedUint::from_be_slice(bytes, bits).expect("the number is as wide as its bytes");
        let rest = wide.rem(self.params.modulus().as_nz_ref());
        wide.zeroize();
        Residue(BoxedMontyForm::new(rest, &self.params))
    }
}

impl Residue {
    /// This times `other`.
    pub fn times(&self, other: &Residue) -> Residue {
        Residue(self.0.mul(&other.0))
    }

    /// This to the power of [`EXPONENT`].
    pub fn to_the_e(&self) -> Residue {
        Residue(self.0.pow_bounded_exp(&BoxedUint::from(EXPONENT), 17))
    }

    /// What gives 1 when this is multiplied by it; `None` where there is nothing such: for zero, and for a number that
    /// shares a factor with the modulus, which nobody meets who does not know the factors.
    pub fn inverse(&self) -> Option<Residue> {
        Option::from(self.0.invert()).map(Residue)
    }

    /// As many bytes as the modulus has.
    pub fn bytes(&self) -> Vec<u8> {
        let mut number = self.0.retrieve();
        let bytes = number.to_be_bytes();
        number.zeroize();
        let length = self.0.params().modulus().as_ref().bit_width_vartime().div_ceil(8) as usize;
        bytes[bytes.len() - length..].to_vec()
    }

    /// How many bits the number has, leading zeros not counted.
    pub fn width(&self) -> u32 {
        self.number().bit_width()
    }

    /// The number itself, in the width that the rsa crate wants.
    pub fn number(&self) -> BoxedUint {
        self.0.retrieve()
    }
}

impl Drop for Residue {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests;
