//! Memory for pictures that are changed: so much and no more, however many are changed at the same time.
//!
//! Who needs some waits until others have given theirs back. Nobody holds two shares, and nobody who holds one waits
//! for another thread, so all come through.

use std::sync::{Condvar, Mutex, PoisonError};

/// What all pictures that are being changed may take together, in bytes.
const TOTAL: u64 = 208 << 20;

/// The memory that there is.
#[derive(Debug)]
pub struct Budget {
    free: Mutex<u64>,
    returned: Condvar,
}

impl Default for Budget {
    fn default() -> Self {
        Self { free: Mutex::new(TOTAL), returned: Condvar::new() }
    }
}

/// A share of the memory, given back when it is dropped.
pub(in crate::resource) struct Share<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Budget {
    /// Waits for so many bytes; nothing where there are never so many.
    pub(in crate::resource) fn take(&self, bytes: u64) -> Option<Share<'_>> {
        if bytes > TOTAL {
            return None;
        }
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.returned.wait_while(free, |free| *free < bytes).unwrap_or_else(PoisonError::into_inner);
        *free -= bytes;
        Some(Share { budget: self, bytes })
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.budget.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.returned.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn shares_are_never_more_than_there_is() {
        let (budget, taken) = (Budget::default(), AtomicU64::new(0));
        let third = TOTAL / 3 + 1;
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let share = budget.take(third).unwrap();
                    let now = taken.fetch_add(third, Ordering::SeqCst) + third;
                    assert!(now <= TOTAL);
                    std::thread::yield_now();
                    taken.fetch_sub(third, Ordering::SeqCst);
                    drop(share);
                });
            }
        });
        assert!(budget.take(TOTAL).is_some());
        assert!(budget.take(TOTAL + 1).is_none());
    }
}
