//! A JPEG decoded with fewer pixels than it has, so that one of any size fits into memory (ITU-T T.81, annexes A and B).
//!
//! What is read is what `beside::look` lets pass: eight bits, codes of Huffman, one pass or many. Where there is one,
//! colours that have fewer samples are reduced less, and so come out as large as the others without being stretched.

use super::super::beside::Segment;
use super::huffman::{Bits, Codes, senseless};
use super::plane::{Band, Carried, Plane, skim};
use super::tables::Tables;
use crate::resource::image::Fault;

/// What the frame says of one colour.
struct Component {
    name: u8,
    /// Blocks in a unit of a scan of all colours, each way.
    sampling: (usize, usize),
    divisors: usize,
}

/// A JPEG whose frame is read.
pub(super) struct Reduced<'a> {
    bytes: &'a [u8],
    segments: &'a [Segment<'a>],
    size: (usize, usize),
    is_progressive: bool,
    components: Vec<Component>,
    /// The most blocks in a unit, each way.
    most: (usize, usize),
}

/// The marker of a scan.
const SCAN: u8 = 0xDA;

/// The most scans of a picture: encoders make about ten, and each walks over all of it, however little it brings.
const MOST_SCANS: usize = 500;

/// How many bits may be missing at the end of a scan, in which there may be many blocks.
const FORGOTTEN: u32 = 8;

/// A colour in a scan: its index, the codes of its levels and its frequencies, and its blocks in a unit, each way.
type Part<'a> = (usize, (Option<&'a Codes>, Option<&'a Codes>), (usize, usize));

impl<'a> Reduced<'a> {
    pub(super) fn new(bytes: &'a [u8], segments: &'a [Segment<'a>]) -> Result<Self, Fault> {
        let frame = segments.iter().find(|segment| matches!(segment.marker, 0xC0..=0xC2));
        let bad = || senseless("its frame is broken");
        let frame = frame.ok_or_else(bad)?;
        let &[_, h0, h1, w0, w1, _, ref each @ ..] = frame.data else { return Err(bad()) };
        let mut components: Vec<Component> = each
            .chunks_exact(3)
            .map(|component| Component {
                name: component[0],
                sampling: (usize::from(component[1] >> 4), usize::from(component[1] & 15)),
                divisors: usize::from(component[2]),
            })
            .collect();
        let is_sound = |component: &Component| {
            (1..=4).contains(&component.sampling.0) && (1..=4).contains(&component.sampling.1) && component.divisors < 4
        };
        if !matches!(components.len(), 1 | 3 | 4) || !components.iter().all(is_sound) {
            return Err(bad());
        }
        if let [only] = &mut components[..] {
            only.sampling = (1, 1);
        }
        let most = |of: fn(&Component) -> usize| components.iter().map(of).max().unwrap_or(1);
        let most = (most(|component| component.sampling.0), most(|component| component.sampling.1));
        let size = (u16::from_be_bytes([w0, w1]).into(), u16::from_be_bytes([h0, h1]).into());
        if size.0 == 0 || size.1 == 0 {
            return Err(bad());
        }
        Ok(Self { bytes, segments, size, is_progressive: frame.marker == 0xC2, components, most })
    }

    /// Returns how many colours there are.
    pub(super) fn channels(&self) -> usize {
        self.components.len()
    }

    /// Returns the size of the picture where a block is so many pixels wide and high.
    pub(super) fn size(&self, side: usize) -> (usize, usize) {
        ((self.size.0 * side).div_ceil(8), (self.size.1 * side).div_ceil(8))
    }

    /// Returns how many bytes it takes to decode it in that size, and how many the picture has then.
    pub(super) fn memory(&self, side: usize) -> (u64, u64) {
        let (width, height) = self.size(side);
        let picture = (width * height * self.channels()) as u64;
        let (mut kept, mut drawn, mut largest) = (0, 0, 0);
        for component in &self.components {
            let (blocks, sides) = (self.blocks(component), self.sides(component, side));
            let pixels = (blocks.0 * blocks.1 * sides.0 * sides.1) as u64;
            kept += Plane::kept_memory(blocks, sides);
            drawn += pixels;
            largest = pixels.max(largest);
        }
        // One colour after the other is drawn, and what was kept of it is let go.
        let scans = if self.is_progressive { kept + largest } else { 0 };
        (scans.max(drawn + picture), picture)
    }

    /// Returns how many units of all colours there are, each way.
    fn units(&self) -> (usize, usize) {
        (self.size.0.div_ceil(8 * self.most.0), self.size.1.div_ceil(8 * self.most.1))
    }

    fn blocks(&self, component: &Component) -> (usize, usize) {
        let units = self.units();
        (units.0 * component.sampling.0, units.1 * component.sampling.1)
    }

    /// Returns the pixels of a block of this colour: more than of the others where it has fewer blocks, unless all of
    /// it has to be kept.
    fn sides(&self, component: &Component, side: usize) -> (usize, usize) {
        if self.is_progressive || side == 0 {
            return (side, side);
        }
        let stretched = |most: usize, own: usize| (side * most).div_ceil(own).next_power_of_two().min(8);
        (stretched(self.most.0, component.sampling.0), stretched(self.most.1, component.sampling.1))
    }

    /// Decodes the picture, its colours as they are stored.
    ///
    /// # Errors
    /// Where a scan is not what it should be, or there are more than [`MOST_SCANS`].
    pub(super) fn decode(&self, side: usize) -> Result<Vec<u8>, Fault> {
        let mut planes = self.read(side)?;
        if self.is_progressive {
            planes.iter_mut().for_each(Plane::finish);
        }
        Ok(self.together(&planes, side))
    }

    /// Reads all scans; without a side, for nothing but to see whether they make sense.
    ///
    /// # Errors
    /// As [`Self::decode`].
    pub(super) fn read(&self, side: usize) -> Result<Vec<Plane>, Fault> {
        if self.segments.iter().filter(|segment| segment.marker == SCAN).count() > MOST_SCANS {
            return Err(senseless("it has more scans than a picture can need"));
        }
        let new = |component: &Component| {
            Plane::new(self.blocks(component), self.sides(component, side), self.is_progressive)
        };
        let mut planes: Vec<Plane> = self.components.iter().map(new).collect();
        let mut tables = Tables::default();
        for segment in self.segments {
            match segment.marker {
                0xC4 => tables.read_codes(segment.data)?,
                0xDB => tables.read_divisors(segment.data)?,
                0xDD => tables.restart = segment.data.first_chunk().map_or(0, |two| u16::from_be_bytes(*two).into()),
                SCAN => self.scan(segment, &tables, &mut planes)?,
                _ => {}
            }
        }
        if planes.iter().all(|plane| plane.is_begun) {
            Ok(planes)
        } else {
            Err(Fault::Unfinished("a colour of it has no data".to_owned()))
        }
    }

    /// Reads a scan.
    fn scan(&self, segment: &Segment<'_>, tables: &Tables, planes: &mut [Plane]) -> Result<(), Fault> {
        let broken = || senseless("a scan is broken");
        let (&count, rest) = segment.data.split_first().ok_or_else(broken)?;
        let (each, rest) = rest.split_at_checked(2 * usize::from(count)).ok_or_else(broken)?;
        let &[first, last, precision] = rest else { return Err(broken()) };
        let band = Band {
            first: first.into(),
            last: last.into(),
            is_finer: precision >> 4 != 0,
            shift: u32::from(precision & 15),
        };
        let mut parts: Vec<Part<'_>> = Vec::new();
        for part in each.chunks_exact(2) {
            let index = self.components.iter().position(|component| component.name == part[0]).ok_or_else(broken)?;
            let number = usize::from(part[1]);
            let [level, frequency] = [tables.codes[0].get(number >> 4), tables.codes[1].get(number & 15)];
            let sampling = if count == 1 { (1, 1) } else { self.components[index].sampling };
            let codes = (level.and_then(Option::as_ref), frequency.and_then(Option::as_ref));
            let divisors = tables.divisors[self.components[index].divisors];
            planes[index].divisors = divisors.ok_or_else(|| senseless("a table of divisors is missing"))?;
            planes[index].is_begun |= !self.is_progressive || band.first == 0;
            parts.push((index, codes, sampling));
        }
        let is_sound = if self.is_progressive {
            // Frequencies come for one colour at a time.
            band.first <= band.last
                && band.last < 64
                && band.shift < 14
                && (band.first == 0) == (band.last == 0)
                && (band.first == 0 || count == 1)
        } else {
            let is_whole = parts.iter().all(|(_, codes, _)| codes.0.is_some() && codes.1.is_some());
            if !is_whole && planes.iter().all(|plane| plane.side.0 == 0) {
                // A picture out of a film: readers that show it bring the usual tables with them.
                return Ok(());
            }
            is_whole
        };
        if parts.is_empty() || !is_sound {
            return Err(broken());
        }
        let start = segment.range.start + 4 + segment.data.len();
        let bits = Bits::new(&self.bytes[start..segment.range.end]);
        self.units_of(&parts, planes, bits, tables.restart, band)
    }

    /// Reads the units of a scan, which begin anew after so many, or never.
    fn units_of(
        &self,
        parts: &[Part<'_>],
        planes: &mut [Plane],
        mut bits: Bits<'_>,
        restart: usize,
        band: Band,
    ) -> Result<(), Fault> {
        let units = match *parts {
            [(only, ..)] => self.own_blocks(&self.components[only]),
            _ => self.units(),
        };
        let most = units.0 * units.1;
        let every = if restart > 0 { restart } else { most };
        let mut carried = [Carried::default(); 4];
        for unit in 0..most {
            if unit > 0 && unit.is_multiple_of(every) {
                bits.restart();
                carried = Default::default();
            }
            let read = self.unit(parts, planes, &mut bits, &mut carried, (unit % units.0, unit / units.0), band);
            let is_last = (unit + 1).is_multiple_of(every) || unit + 1 == most;
            match bits.missing() {
                0 => read?,
                // Careless writers forget the last bits, and nobody sees it.
                missing if is_last || missing <= FORGOTTEN => {}
                _ => {
                    let share = unit * 100 / most;
                    return Err(Fault::Unfinished(format!("its picture data end after {share} % of the picture")));
                }
            }
        }
        Ok(())
    }

    /// Reads a unit: the blocks of one place.
    fn unit(
        &self,
        parts: &[Part<'_>],
        planes: &mut [Plane],
        bits: &mut Bits<'_>,
        carried: &mut [Carried; 4],
        (column, row): (usize, usize),
        band: Band,
    ) -> Result<(), Fault> {
        for &(index, codes, sampling) in parts {
            let (plane, carried) = (&mut planes[index], &mut carried[index]);
            for place in 0..sampling.0 * sampling.1 {
                let block = (column * sampling.0 + place % sampling.0, row * sampling.1 + place / sampling.0);
                match codes {
                    (Some(levels), Some(frequencies)) if !self.is_progressive && plane.side.0 == 0 => {
                        skim(bits, (levels, frequencies))?;
                    }
                    (Some(levels), Some(frequencies)) if !self.is_progressive => {
                        plane.whole(bits, (levels, frequencies), carried, block)?;
                    }
                    codes => plane.pass(bits, codes, carried, block, band)?,
                }
            }
        }
        Ok(())
    }

    /// Returns how many blocks of a colour have something of the picture in them.
    fn own_blocks(&self, component: &Component) -> (usize, usize) {
        let blocks = |size: usize, own: usize, most: usize| (size * own).div_ceil(most).div_ceil(8);
        (blocks(self.size.0, component.sampling.0, self.most.0), blocks(self.size.1, component.sampling.1, self.most.1))
    }

    /// Puts the colours together.
    fn together(&self, planes: &[Plane], side: usize) -> Vec<u8> {
        let (width, height) = self.size(side);
        let channels = self.channels();
        let mut out = vec![0; width * height * channels];
        for (channel, (component, plane)) in self.components.iter().zip(planes).enumerate() {
            // What is coarser still than the picture is stretched in squares.
            let from = (component.sampling.0 * plane.side.0, component.sampling.1 * plane.side.1);
            let to = (self.most.0 * side, self.most.1 * side);
            for (y, row) in out.chunks_exact_mut(width * channels).enumerate() {
                let line = &plane.pixels[y * from.1 / to.1 * plane.stride()..];
                for (x, pixel) in row.chunks_exact_mut(channels).enumerate() {
                    pixel[channel] = line[x * from.0 / to.0];
                }
            }
        }
        out
    }
}
