//! Pictures as pixels: eight bits a channel, in sRGB, standing upright.

use super::exif::Turn;

/// A picture in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// How many bytes a pixel has: grey, grey and alpha, RGB, or RGB and alpha; alpha is not multiplied in.
    pub(crate) channels: usize,
    /// Rows from top to bottom.
    pub(crate) data: Vec<u8>,
}

impl Pixels {
    /// Tells whether the last channel says how much of the ground shows.
    pub(crate) fn has_alpha(&self) -> bool {
        self.channels.is_multiple_of(2)
    }

    /// Drops channels that say nothing: alpha where all is opaque, colours where all is grey.
    pub(crate) fn simplify(mut self) -> Self {
        let channels = self.channels;
        if self.has_alpha() && self.data.chunks_exact(channels).all(|pixel| pixel[channels - 1] == 255) {
            self = self.keep(channels - 1, |pixel| [pixel[0], pixel[1 % channels], pixel[2 % channels], 0]);
        }
        let is_grey = |pixel: &[u8]| pixel[0] == pixel[1] && pixel[1] == pixel[2];
        match self.channels {
            3 if self.data.chunks_exact(3).all(is_grey) => self.keep(1, |pixel| [pixel[0], 0, 0, 0]),
            4 if self.data.chunks_exact(4).all(is_grey) => self.keep(2, |pixel| [pixel[0], pixel[3], 0, 0]),
            _ => self,
        }
    }

    /// Puts the picture on white.
    pub(crate) fn flatten(self) -> Self {
        let on_white = |value: u8, alpha: u8| {
            let (value, alpha) = (u16::from(value), u16::from(alpha));
            // At most 255 again, since it lies between the two.
            u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        };
        match self.channels {
            2 => self.keep(1, |pixel| [on_white(pixel[0], pixel[1]), 0, 0, 0]),
            4 => self.keep(3, |pixel| {
                let colour = |index: usize| on_white(pixel[index], pixel[3]);
                [colour(0), colour(1), colour(2), 0]
            }),
            _ => self,
        }
    }

    /// Makes fewer channels of each pixel, in place.
    pub(super) fn keep(mut self, channels: usize, of: impl Fn(&[u8]) -> [u8; 4]) -> Self {
        let count = self.data.len() / self.channels;
        for index in 0..count {
            let pixel = of(&self.data[index * self.channels..][..self.channels]);
            self.data[index * channels..][..channels].copy_from_slice(&pixel[..channels]);
        }
        self.data.truncate(count * channels);
        self.data.shrink_to_fit();
        Self { channels, ..self }
    }

    /// Turns the picture.
    pub(super) fn turn(self, turn: Turn) -> Self {
        if turn == Turn::default() {
            return self;
        }
        let (width, height, channels) = (self.width as usize, self.height as usize, self.channels);
        let (new_width, new_height) = if turn.is_across() { (height, width) } else { (width, height) };
        let mut data = Vec::with_capacity(self.data.len());
        for row in 0..new_height {
            for column in 0..new_width {
                let (x, y) = match turn.quarters {
                    0 => (column, row),
                    1 => (row, height - 1 - column),
                    2 => (width - 1 - column, height - 1 - row),
                    _ => (width - 1 - row, column),
                };
                let x = if turn.is_mirrored { width - 1 - x } else { x };
                let at = (y * width + x) * channels;
                data.extend_from_slice(&self.data[at..at + channels]);
            }
        }
        let (width, height) = if turn.is_across() { (self.height, self.width) } else { (self.width, self.height) };
        Self { width, height, channels, data }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_orientation_comes_out_upright() {
        // What is stored where the first row of the upright picture is `1 2 3` and the second `4 5 6`: the corner that
        // a number of EXIF names is the first pixel stored.
        let stored: [(u16, u32, [u8; 6]); 8] = [
            (1, 3, [1, 2, 3, 4, 5, 6]),
            (2, 3, [3, 2, 1, 6, 5, 4]),
            (3, 3, [6, 5, 4, 3, 2, 1]),
            (4, 3, [4, 5, 6, 1, 2, 3]),
            (5, 2, [1, 4, 2, 5, 3, 6]),
            (6, 2, [3, 6, 2, 5, 1, 4]),
            (7, 2, [6, 3, 5, 2, 4, 1]),
            (8, 2, [4, 1, 5, 2, 6, 3]),
        ];
        let upright = Pixels { width: 3, height: 2, channels: 1, data: vec![1, 2, 3, 4, 5, 6] };
        for (orientation, width, data) in stored {
            let picture = Pixels { width, height: 6 / width, channels: 1, data: data.to_vec() };
            assert_eq!(picture.turn(Turn::of(orientation)), upright, "{orientation}");
        }
    }

    #[test]
    fn what_one_sees_through_is_white_below() {
        let picture =
            Pixels { width: 3, height: 1, channels: 4, data: vec![9, 8, 7, 0, 9, 8, 7, 255, 0, 100, 255, 128] };
        assert_eq!(picture.flatten().data, [255, 255, 255, 9, 8, 7, 127, 177, 255]);
        let grey = Pixels { width: 2, height: 1, channels: 2, data: vec![0, 0, 0, 255] };
        assert_eq!(grey.flatten().data, [255, 0]);
    }

    #[test]
    fn channels_that_say_nothing_are_dropped() {
        let simple = |channels, data: &[u8]| {
            let picture = Pixels { width: 1, height: 1, channels, data: data.to_vec() };
            let simple = picture.simplify();
            (simple.channels, simple.data)
        };
        assert_eq!(simple(4, &[1, 1, 1, 255]), (1, vec![1]));
        assert_eq!(simple(4, &[1, 1, 1, 254]), (2, vec![1, 254]));
        assert_eq!(simple(4, &[1, 2, 1, 255]), (3, vec![1, 2, 1]));
        assert_eq!(simple(2, &[7, 255]), (1, vec![7]));
        assert_eq!(simple(4, &[1, 2, 3, 4]), (4, vec![1, 2, 3, 4]));
    }
}
