//! bindery compiles a collection of texts into an EPUB 3.3.

pub mod diagnostic;
pub mod manifest;
pub mod manuscript;
pub mod package;
pub mod resource;
pub mod source;
pub mod typeset;
pub mod vocabulary;
pub mod world;
pub mod xml;
