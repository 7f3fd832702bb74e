//! What imports each kind of text, one a file.

pub(super) mod archive;
pub(super) mod html;
pub(super) mod markdown;
pub(super) mod text;
