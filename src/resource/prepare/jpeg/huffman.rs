//! The bits of a scan and the codes that they are written in (ITU-T T.81, annexes C and F.2.2).

use crate::resource::image::Fault;

/// How many bits are looked up at once; longer codes are rare.
const QUICK: u32 = 9;

/// Reads the data of a scan, bit by bit; after their end come zeros without end.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    /// What comes next, from the highest bit down.
    held: u64,
    /// How many bits are held; fewer than none where more was taken than there is.
    count: i32,
}

/// Returns the fault of data that mean nothing.
pub(super) fn senseless(what: &str) -> Fault {
    Fault::Undecodable(what.to_owned())
}

impl<'a> Bits<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, held: 0, count: 0 }
    }

    /// Returns how many bits were taken that there are not.
    pub(super) fn missing(&self) -> u32 {
        self.count.min(0).unsigned_abs()
    }

    /// Sees to it that a code and its number are held, as far as there are bits.
    #[inline]
    fn fill(&mut self) {
        if self.count >= 32 || self.count < 0 {
            return;
        }
        if let Some(four) = self.data.get(self.at..).and_then(<[u8]>::first_chunk::<4>)
            && !four.contains(&0xFF)
        {
            self.held |= u64::from(u32::from_be_bytes(*four)) << (32 - self.count);
            self.count += 32;
            self.at += 4;
            return;
        }
        self.fill_slowly();
    }

    /// Takes bytes up to the next marker; a zero after 0xFF only says that it is none.
    #[cold]
    fn fill_slowly(&mut self) {
        while self.count <= 56
            && let Some(&byte) = self.data.get(self.at)
        {
            if byte == 0xFF {
                match self.data.get(self.at + 1) {
                    Some(0) => self.at += 1,
                    // A fill byte.
                    Some(0xFF) => {
                        self.at += 1;
                        continue;
                    }
                    _ => return,
                }
            }
            self.at += 1;
            self.held |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    /// Returns the next bits, of which there are at most 16, without taking them.
    fn peek(&self, bits: u32) -> u32 {
        u32::try_from(self.held >> 1 >> (63 - bits)).unwrap_or(0)
    }

    /// Passes over the number that a code announces, or over the code.
    pub(super) fn skip(&mut self, bits: u32) {
        self.held <<= bits;
        self.count -= bits.cast_signed();
    }

    /// Takes a number of at most 16 bits.
    pub(super) fn take(&mut self, bits: u32) -> i32 {
        self.fill();
        let found = self.peek(bits);
        self.skip(bits);
        found.cast_signed()
    }

    /// Takes a number whose first bit tells its sign.
    pub(super) fn take_signed(&mut self, bits: u32) -> i32 {
        if bits == 0 {
            return 0;
        }
        let found = self.take(bits);
        if found < 1 << (bits - 1) { found - (1 << bits) + 1 } else { found }
    }

    /// Goes on after the next restart marker; without one, nothing is left.
    pub(super) fn restart(&mut self) {
        (self.held, self.count) = (0, 0);
        loop {
            match self.data.get(self.at..self.at + 2) {
                Some([0xFF, 0xD0..=0xD7]) => break,
                Some(_) => self.at += 1,
                None => {
                    self.count = i32::MIN / 2;
                    return;
                }
            }
        }
        self.at += 2;
    }
}

/// The codes of one table.
pub(super) struct Codes {
    /// For each beginning of a code its length and its value; no length for those that are longer.
    quick: Vec<(u8, u8)>,
    /// For each length the code after its last, the first one, and the place of its value.
    lengths: [(u32, u32, usize); 17],
    values: Vec<u8>,
}

impl Codes {
    /// Reads how many codes there are of each length, and their values; returns the rest beside.
    pub(super) fn read(table: &[u8]) -> Result<(Self, &[u8]), Fault> {
        let bad = || senseless("a table of codes is broken");
        let (counts, rest) = table.split_at_checked(16).ok_or_else(bad)?;
        let total = counts.iter().map(|count| usize::from(*count)).sum();
        let (values, rest) = rest.split_at_checked(total).ok_or_else(bad)?;
        let mut quick = vec![(0, 0); 1 << QUICK];
        let mut lengths = [(0, 0, 0); 17];
        let (mut code, mut at) = (0_u32, 0);
        for (length, count) in (1_u32..).zip(counts) {
            let first = code;
            for value in &values[at..at + usize::from(*count)] {
                if let Some(free) = QUICK.checked_sub(length) {
                    let range = (code << free) as usize..((code + 1) << free) as usize;
                    let length = u8::try_from(length).unwrap_or(0);
                    quick.get_mut(range).ok_or_else(bad)?.fill((length, *value));
                }
                code += 1;
            }
            if code > 1 << length {
                return Err(bad());
            }
            lengths[length as usize] = (code, first, at);
            at += usize::from(*count);
            code <<= 1;
        }
        Ok((Self { quick, lengths, values: values.to_vec() }, rest))
    }

    /// Takes the value of the next code.
    #[inline]
    pub(super) fn next(&self, bits: &mut Bits<'_>) -> Result<u8, Fault> {
        bits.fill();
        let (length, value) = self.quick[bits.peek(QUICK) as usize];
        if length > 0 {
            bits.skip(length.into());
            return Ok(value);
        }
        self.next_long(bits)
    }

    /// Takes the value of a code that is longer than most.
    #[cold]
    fn next_long(&self, bits: &mut Bits<'_>) -> Result<u8, Fault> {
        for length in QUICK + 1..=16 {
            let code = bits.peek(length);
            let (end, first, at) = self.lengths[length as usize];
            if code < end {
                bits.skip(length);
                let index = at + code.saturating_sub(first) as usize;
                return self.values.get(index).copied().ok_or_else(|| senseless("an unknown code"));
            }
        }
        Err(senseless("an unknown code"))
    }
}
