//! Chance as an argument: a stream of random numbers from 32 bytes that somebody else has thrown.

use chacha20::ChaCha20Rng;
use rand_core::{CryptoRng, SeedableRng};

/// An endless stream of random bytes (ChaCha20) that is fit for keys if `seed` is: `base::id::chance()`,
/// used once. The same seed gives the same stream, which is what tests want and what nothing else may do.
pub fn from_seed(seed: [u8; 32]) -> impl CryptoRng {
    ChaCha20Rng::from_seed(seed)
}
