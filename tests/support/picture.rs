//! Pictures made on the spot, so that no binary file need be kept.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

/// Makes a picture of a kind and size: `png`, `4x3`.
pub(crate) fn make(kind: &str, size: &str) -> Vec<u8> {
    let (width, height) = size.split_once('x').expect("a size such as 4x3");
    let (width, height): (u16, u16) = (width.parse().unwrap(), height.parse().unwrap());
    match kind {
        "png" => png(width.into(), height.into()),
        "gif" => gif(width, height),
        "jpeg" => jpeg(width, height),
        "bmp" => bmp(width.into(), height.into()),
        _ => panic!("no picture of kind {kind}"),
    }
}

/// Makes a grey PNG.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::default());
    for _ in 0..height {
        // A row begins with its filter: none.
        rows.write_all(&[0]).unwrap();
        rows.write_all(&vec![0x80; width as usize]).unwrap();
    }
    let rows = rows.finish().unwrap();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", &header), (b"IDAT", &rows), (b"IEND", &Vec::new())] {
        file.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        let checked: Vec<u8> = kind.iter().chain(data).copied().collect();
        file.extend(&checked);
        let mut crc = flate2::Crc::new();
        crc.update(&checked);
        file.extend(crc.sum().to_be_bytes());
    }
    file
}

/// Makes a white GIF.
pub(crate) fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut file = b"GIF89a".to_vec();
    file.extend(width.to_le_bytes());
    file.extend(height.to_le_bytes());
    file.extend([0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff]);
    file.extend([0x2c, 0, 0, 0, 0]);
    file.extend(width.to_le_bytes());
    file.extend(height.to_le_bytes());
    file.extend([0, 2]);
    // Each pixel is a code of three bits, behind one that keeps codes as short as they are; the last says that it ends.
    let codes = (0..u32::from(width) * u32::from(height)).flat_map(|_| [4, 1]).chain([5]);
    let bits: Vec<u8> = codes.flat_map(|code: u8| [code & 1, code >> 1 & 1, code >> 2]).collect();
    let data: Vec<u8> = bits.chunks(8).map(|bits| bits.iter().rev().fold(0, |byte, bit| byte << 1 | bit)).collect();
    for block in data.chunks(255) {
        file.push(block.len().try_into().unwrap());
        file.extend(block);
    }
    file.extend([0, 0x3b]);
    file
}

/// Makes a grey JPEG.
pub(crate) fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut file = Vec::new();
    let pixels = vec![0x80; usize::from(width) * usize::from(height)];
    jpeg_encoder::Encoder::new(&mut file, 85).encode(&pixels, width, height, jpeg_encoder::ColorType::Luma).unwrap();
    file
}

/// Makes a grey BMP.
pub(crate) fn bmp(width: u32, height: u32) -> Vec<u8> {
    let row = (width * 3).next_multiple_of(4);
    let (head, data) = (54_u32, row * height);
    let mut file = b"BM".to_vec();
    file.extend((head + data).to_le_bytes());
    file.extend([0; 4]);
    for field in [head, 40, width, height, 1 | 24 << 16, 0, data, 2835, 2835, 0, 0] {
        file.extend(field.to_le_bytes());
    }
    file.extend(vec![0x80; data as usize]);
    file
}
