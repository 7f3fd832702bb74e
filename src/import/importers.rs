//! What imports each kind of text, one a file.

pub(super) mod docx;
pub(super) mod epub;
pub(super) mod fb2;
pub(super) mod html;
pub(super) mod markdown;
pub(super) mod mhtml;
pub(super) mod odt;
pub(super) mod text;
