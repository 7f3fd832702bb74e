//! A sign of life on a terminal, for work that takes longer than a second.

use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Shows how long the work has taken, from the first second until it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    /// Dropped to end the thread; it is there as long as the thread is.
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to count, where somebody sees it.
    pub(super) fn start(is_seen: bool) -> Self {
        let (stop, stopped) = mpsc::channel::<()>();
        let count = move || {
            let mut seconds = 0;
            while stopped.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                seconds += 1;
                let _ = write!(io::stderr(), "\rmaking the book, {seconds} s").and_then(|()| io::stderr().flush());
            }
            if seconds > 0 {
                let _ = write!(io::stderr(), "\r{:40}\r", "");
            }
        };
        // Without a thread to spare, the work goes on in silence.
        let thread = if is_seen { thread::Builder::new().spawn(count).ok() } else { None };
        Self { running: thread.map(|thread| (stop, thread)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}
