//! Writing the zip: entries rendered and deflated in parallel, a bounded number at a time, and written in order.

use super::pack::{Packed, Packer, crc};
use super::{DEFLATED, MIMETYPE, STORED, signature};
use crate::package::{Body, Entry, Package};
use crate::world::World;
use rayon::prelude::*;
use std::io::{self, BufWriter, Write};
use std::sync::{Mutex, PoisonError};

/// Writes a package as a container.
///
/// # Errors
/// Where the sink or a file of the world fails, and where the book is larger than a plain zip can be.
pub fn write(package: &Package, world: &dyn World, sink: &mut dyn Write) -> io::Result<()> {
    let mut archive = Archive::new(sink);
    let (name, content) = MIMETYPE;
    let content = content.as_bytes();
    archive.add(name, &Packed { data: content.to_vec(), method: STORED, crc: crc(content), size: content.len() })?;
    let packers: Mutex<Vec<Packer>> = Mutex::default();
    let pool = || packers.lock().unwrap_or_else(PoisonError::into_inner);
    for batch in batches(&package.entries) {
        let pack = |entry| {
            let idle = pool().pop();
            let mut packer = idle.unwrap_or_default();
            let result = packer.pack(entry, world);
            pool().push(packer);
            result
        };
        let results: Vec<io::Result<Packed>> = batch.par_iter().map(pack).collect();
        for (entry, packed) in batch.iter().zip(results) {
            archive.add(&entry.path, &packed?)?;
        }
    }
    archive.finish()
}

/// Returns a package as a container in memory.
///
/// # Errors
/// As [`write()`].
pub fn write_to_vec(package: &Package, world: &dyn World) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(package, world, &mut bytes)?;
    Ok(bytes)
}

/// Cuts the entries into runs that may be in memory together: many documents, or a few pictures.
fn batches(entries: &[Entry]) -> impl Iterator<Item = &[Entry]> {
    const MOST: usize = 64;
    const PICTURE: usize = 8;
    let mut rest = entries;
    std::iter::from_fn(move || {
        let mut weight = 0;
        let fits = |entry: &&Entry| {
            weight += if matches!(entry.body, Body::Document(_)) { 1 } else { PICTURE };
            weight <= MOST
        };
        let count = rest.iter().take_while(fits).count();
        let (batch, after) = rest.split_at(count);
        rest = after;
        (!batch.is_empty()).then_some(batch)
    })
}

/// The zip under construction.
pub(super) struct Archive<'a> {
    sink: BufWriter<&'a mut dyn Write>,
    offset: u64,
    directory: Vec<u8>,
    entries: u64,
}

/// The flag that a name is UTF-8: set only where the name is not ASCII, as old tools expect.
const UTF8_NAME: u16 = 1 << 11;
/// 1980-01-01, the first day that a zip can name.
const DATE: u16 = 1 << 5 | 1;
const TIME: u16 = 0;
/// The versions of the format that readers must know for deflated entries, and for the 64-bit records.
const VERSION_DEFLATE: u16 = 20;
const VERSION_64: u16 = 45;

impl<'a> Archive<'a> {
    pub(super) fn new(sink: &'a mut dyn Write) -> Self {
        Self { sink: BufWriter::with_capacity(1 << 16, sink), offset: 0, directory: Vec::new(), entries: 0 }
    }

    pub(super) fn add(&mut self, name: &str, packed: &Packed) -> io::Result<()> {
        let version = if packed.method == DEFLATED { VERSION_DEFLATE } else { 10 };
        let flags = if name.is_ascii() { 0 } else { UTF8_NAME };
        let mut common = Vec::with_capacity(26);
        for value in [version, flags, packed.method, TIME, DATE] {
            common.extend(value.to_le_bytes());
        }
        for value in [packed.crc, small(packed.data.len())?, small(packed.size)?] {
            common.extend(value.to_le_bytes());
        }
        let name_length = u16::try_from(name.len()).map_err(|_| too_large("a name in it"))?;
        common.extend(name_length.to_le_bytes());
        common.extend(0u16.to_le_bytes()); // No extra field.

        self.directory.extend(signature::CENTRAL.to_le_bytes());
        self.directory.extend(VERSION_DEFLATE.to_le_bytes());
        self.directory.extend(&common);
        self.directory.extend([0; 10]); // No comment, first disk, no attributes.
        self.directory.extend(small(self.offset)?.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.entries += 1;

        self.put(&signature::LOCAL.to_le_bytes())?;
        self.put(&common)?;
        self.put(name.as_bytes())?;
        self.put(&packed.data)
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        let directory = std::mem::take(&mut self.directory);
        let (start, length) = (self.offset, directory.len());
        self.put(&directory)?;
        let counted = u16::try_from(self.entries).ok().filter(|&count| count < u16::MAX);
        if counted.is_none() {
            self.end_64(start, length)?;
        }
        let count = counted.unwrap_or(u16::MAX).to_le_bytes();
        self.put(&signature::END.to_le_bytes())?;
        self.put(&[0; 4])?; // One disk.
        self.put(&count)?;
        self.put(&count)?;
        self.put(&small(length)?.to_le_bytes())?;
        self.put(&small(start)?.to_le_bytes())?;
        self.put(&[0; 2])?; // No comment.
        self.sink.flush()
    }

    /// Writes the records for more entries than sixteen bits count.
    fn end_64(&mut self, start: u64, length: usize) -> io::Result<()> {
        const LENGTH_OF_REST: u64 = 44;
        let end = self.offset;
        self.put(&signature::END_64.to_le_bytes())?;
        self.put(&LENGTH_OF_REST.to_le_bytes())?;
        self.put(&VERSION_64.to_le_bytes())?;
        self.put(&VERSION_64.to_le_bytes())?;
        self.put(&[0; 8])?; // One disk.
        for value in [self.entries, self.entries, length as u64, start] {
            self.put(&value.to_le_bytes())?;
        }
        self.put(&signature::LOCATOR_64.to_le_bytes())?;
        self.put(&[0; 4])?;
        self.put(&end.to_le_bytes())?;
        self.put(&1u32.to_le_bytes())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.offset += bytes.len() as u64;
        self.sink.write_all(bytes)
    }
}

fn small(value: impl TryInto<u32>) -> io::Result<u32> {
    value.try_into().map_err(|_| too_large("the book"))
}

fn too_large(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("{what} is larger than readers can open (4 GiB)"))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::package::bind;
    use crate::package::samples::{book, resource};
    use crate::resource::Content;
    use crate::source::Sources;
    use crate::world::{BookPath, Memory};
    use std::io::Read;

    fn sample() -> Package {
        let mut book = book(&[("one", "<h1>A &amp; é</h1><p>a\r\nb<br></p><!-- c -->"), ("two", "")]);
        book.resources = vec![
            resource("images/a.png", "image/png", &[b"\x89PNG", &[0u8; 500][..]].concat()),
            resource("images/drawing.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'>\n</svg>"),
            resource("images/broken.svg", "image/svg+xml", b"<svg>"),
            resource("styles/\u{e9}.css", "text/css", "p { margin: 0 }\n".repeat(20).as_bytes()),
        ];
        bind(book)
    }

    fn pack(package: &Package) -> Vec<u8> {
        write_to_vec(package, &Memory::default()).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let package = sample();
        let (again, diagnostics) = read(&pack(&package), "book.epub", &mut Sources::default());
        assert_eq!(diagnostics.iter().map(|finding| &finding.message).collect::<Vec<_>>(), Vec::<&String>::new());
        assert!(package == again);
        assert!(again == package);
    }

    #[test]
    fn another_reader_of_zips_finds_the_same() {
        let bytes = pack(&sample());
        assert_eq!(&bytes[26..58], b"\x08\0\0\0mimetypeapplication/epub+zip");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        assert_eq!(archive.len(), sample().entries.len() + 1);
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let is_stored = entry.compression() == zip::CompressionMethod::Stored;
            let name = entry.name().unwrap().into_owned();
            assert_eq!(
                is_stored,
                matches!(&*name, "mimetype" | "OEBPS/images/a.png" | "OEBPS/images/broken.svg"),
                "{name}"
            );
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            assert!(!name.ends_with("ml") || content.starts_with(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"));
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let package = sample();
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(pool(1).install(|| pack(&package)), pool(4).install(|| pack(&package)));
    }

    #[test]
    fn a_file_of_the_world_is_read_when_written_and_its_lack_is_an_error() {
        let body = Body::Other(Content::File(BookPath::own("a.css")));
        let package = Package { entries: vec![Entry::new("OEBPS/a.css", body)] };
        let bytes = write_to_vec(&package, &Memory::new([("a.css", "p {}")])).unwrap();
        let (again, _) = read(&bytes, "book.epub", &mut Sources::default());
        assert!(again.entries[0].body == Body::Other(Content::Bytes(b"p {}"[..].into())));
        assert!(write_to_vec(&package, &Memory::default()).is_err());
    }

    #[test]
    fn more_entries_than_sixteen_bits_count_are_written_and_read() {
        let body = Body::Other(Content::Bytes([].into()));
        let entries: Vec<Entry> = (0..70_000).map(|index| Entry::new(format!("{index}"), body.clone())).collect();
        let package = Package { entries };
        let bytes = pack(&package);
        let (again, diagnostics) = read(&bytes, "book.epub", &mut Sources::default());
        assert_eq!((again.entries.len(), diagnostics.len()), (70_000, 0));
        assert_eq!(zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap().len(), 70_001);
    }
}
