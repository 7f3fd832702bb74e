//! The tables of a JPEG, which may change from one scan to the next (ITU-T T.81, annex B.2.4).

use super::huffman::{Codes, senseless};
use crate::resource::image::Fault;

/// The tables as they stand at a scan.
#[derive(Default)]
pub(super) struct Tables {
    /// Those of levels, then those of frequencies.
    pub(super) codes: [[Option<Codes>; 4]; 2],
    pub(super) divisors: [Option<[i32; 64]>; 4],
    /// After how many units a scan begins anew; none where it never does.
    pub(super) restart: usize,
}

impl Tables {
    /// Reads tables of codes.
    pub(super) fn read_codes(&mut self, mut data: &[u8]) -> Result<(), Fault> {
        while let Some((&place, table)) = data.split_first() {
            let kind = self.codes.get_mut(usize::from(place >> 4));
            let slot = kind.and_then(|kind| kind.get_mut(usize::from(place & 15)));
            let (codes, rest) = Codes::read(table)?;
            *slot.ok_or_else(|| senseless("a table of codes has no place"))? = Some(codes);
            data = rest;
        }
        Ok(())
    }

    /// Reads tables of divisors.
    pub(super) fn read_divisors(&mut self, mut data: &[u8]) -> Result<(), Fault> {
        let bad = || senseless("a table of divisors is broken");
        while let Some((&place, table)) = data.split_first() {
            let width = if place >> 4 == 0 { 1 } else { 2 };
            let (table, rest) = table.split_at_checked(64 * width).ok_or_else(bad)?;
            let mut divisors = [0; 64];
            for (divisor, bytes) in divisors.iter_mut().zip(table.chunks_exact(width)) {
                *divisor = bytes.iter().fold(0, |number, byte| number << 8 | i32::from(*byte));
            }
            *self.divisors.get_mut(usize::from(place & 15)).ok_or_else(bad)? = Some(divisors);
            data = rest;
        }
        Ok(())
    }
}
