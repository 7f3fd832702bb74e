//! Setting the type: the passes over the pieces of a book, and then over the book.

pub mod conform;
