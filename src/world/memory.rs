//! A world held in memory: what tests and embedders build from.

use super::{BookPath, ReadError, Timestamp, World};
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Files by path, all changed at the same moment.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub files: BTreeMap<String, Vec<u8>>,
    /// When every file was last changed.
    pub modified: Option<Timestamp>,
    /// What `SOURCE_DATE_EPOCH` says.
    pub epoch: Option<Timestamp>,
}

impl Memory {
    /// Returns a world of these files.
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect();
        Self { files, modified: Some(Timestamp(0)), epoch: None }
    }
}

impl World for Memory {
    fn read(&self, path: &BookPath) -> Result<Vec<u8>, ReadError> {
        if let Some(bytes) = self.files.get(path.as_str()) {
            return Ok(bytes.clone());
        }
        let folder = format!("{path}/");
        let is_folder = self.files.keys().any(|file| file.starts_with(&folder));
        Err(if is_folder { ReadError::Folder } else { ReadError::Missing })
    }

    fn list(&self, folder: &BookPath) -> Vec<String> {
        let prefix = if folder.as_str().is_empty() { String::new() } else { format!("{folder}/") };
        let names: BTreeSet<String> = self
            .files
            .keys()
            .filter_map(|file| file.strip_prefix(&prefix))
            .map(|rest| rest.find('/').map_or(rest, |slash| &rest[..=slash]).to_owned())
            .collect();
        names.into_iter().collect()
    }

    fn modified(&self, path: &BookPath) -> Option<Timestamp> {
        self.files.get(path.as_str()).and(self.modified)
    }

    fn epoch(&self) -> Option<Timestamp> {
        self.epoch
    }
}
