//! The bits of a scan and the codes that they are written in (ITU-T T.81, annexes C and F.2.2).

use crate::resource::image::Fault;

/// How many bits are looked up at once; longer codes are rare.
const QUICK: u32 = 8;

/// Reads the data of a scan, bit by bit.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    held: u64,
    count: u32,
}

/// Returns the fault of data that mean nothing.
pub(super) fn senseless(what: &str) -> Fault {
    Fault::Undecodable(what.to_owned())
}

impl<'a> Bits<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, held: 0, count: 0 }
    }

    /// Takes bytes up to the next marker; a zero after 0xFF only says that it is none.
    fn fill(&mut self) {
        while self.count <= 56
            && let Some(&byte) = self.data.get(self.at)
        {
            if byte == 0xFF {
                if self.data.get(self.at + 1) != Some(&0) {
                    return;
                }
                self.at += 1;
            }
            self.at += 1;
            self.held = (self.held << 8) | u64::from(byte);
            self.count += 8;
        }
    }

    /// Returns the next bits without taking them; what is missing is zero.
    fn peek(&mut self, bits: u32) -> u32 {
        if self.count < bits {
            self.fill();
        }
        let mask = (1_u64 << bits) - 1;
        let found = match self.count.checked_sub(bits) {
            Some(rest) => self.held >> rest,
            None => self.held << (bits - self.count),
        };
        u32::try_from(found & mask).unwrap_or(0)
    }

    fn skip(&mut self, bits: u32) -> Result<(), Fault> {
        self.count = self.count.checked_sub(bits).ok_or_else(|| senseless("a scan ends too early"))?;
        Ok(())
    }

    /// Takes a number of at most 16 bits.
    pub(super) fn take(&mut self, bits: u32) -> Result<i32, Fault> {
        let found = self.peek(bits);
        self.skip(bits)?;
        Ok(found.cast_signed())
    }

    /// Takes a number whose first bit tells its sign.
    pub(super) fn take_signed(&mut self, bits: u32) -> Result<i32, Fault> {
        if bits == 0 {
            return Ok(0);
        }
        let found = self.take(bits)?;
        Ok(if found < 1 << (bits - 1) { found - (1 << bits) + 1 } else { found })
    }

    /// Goes on after the next restart marker.
    pub(super) fn restart(&mut self) -> Result<(), Fault> {
        (self.held, self.count) = (0, 0);
        loop {
            match self.data.get(self.at..self.at + 2) {
                Some([0xFF, 0xD0..=0xD7]) => break,
                Some(_) => self.at += 1,
                None => return Err(senseless("a restart is missing")),
            }
        }
        self.at += 2;
        Ok(())
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
    pub(super) fn next(&self, bits: &mut Bits<'_>) -> Result<u8, Fault> {
        let ahead = bits.peek(16);
        let (length, value) = self.quick[(ahead >> (16 - QUICK)) as usize];
        if length > 0 {
            bits.skip(length.into())?;
            return Ok(value);
        }
        for length in QUICK + 1..=16 {
            let code = ahead >> (16 - length);
            let (end, first, at) = self.lengths[length as usize];
            if code < end {
                bits.skip(length)?;
                let index = at + code.saturating_sub(first) as usize;
                return self.values.get(index).copied().ok_or_else(|| senseless("an unknown code"));
            }
        }
        Err(senseless("an unknown code"))
    }
}
