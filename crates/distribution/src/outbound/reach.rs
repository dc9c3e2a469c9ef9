//! Which addresses everybody can reach: by IANA's registries of special-purpose addresses (RFC 6890 and what followed).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is one of the public internet's.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// First address and length of what is not public.
const NOT_PUBLIC_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    NOT_PUBLIC_V4.iter().all(|(first, length)| (bits ^ u32::from_be_bytes(*first)) >> (32 - length) != 0)
}

/// Public are the addresses that are given out, 2000::/3, without those in it that are for protocols, papers or ways
/// through which an IPv4 address is reached: such a way may end anywhere.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let is_given_out = parts[0] & 0xe000 == 0x2000;
    let is_for_protocols = parts[0] == 0x2001 && parts[1] < 0x200;
    let is_for_papers =
        (parts[0] == 0x2001 && parts[1] == 0xdb8) || (parts[0] == 0x3fff && parts[1] < 0x1000);
    let is_a_way = parts[0] == 0x2002;
    is_given_out && !is_for_protocols && !is_for_papers && !is_a_way
}

#[cfg(test)]
mod tests;
