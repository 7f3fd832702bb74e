//! Plain text, as a table: a text, and the XHTML it becomes.
