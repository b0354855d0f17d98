//! Signals while an import runs: it stops before its next step on the disk and leaves nothing behind.
//!
//! A handler may do next to nothing, so it sets a flag. A second signal of the same kind ends the
//! program at once; what it leaves then is removed by the next import.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::flag;

use crate::cli::exit::Exit;
use crate::import::write::{Consent, Step};

/// What came since the import began.
#[derive(Debug, Default)]
pub(super) struct Interrupt {
    /// The number of the signal that came, 0 for none.
    came: Arc<AtomicUsize>,
}

impl Interrupt {
    /// Listens from now on. Where the system takes no handler, a signal ends the program as usual.
    pub(super) fn listen() -> Interrupt {
        let interrupt = Interrupt::default();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            let second = Arc::new(AtomicBool::new(false));
            // The order of registering is the order of acting: the first signal finds the flag unset.
            let _ = flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&second));
            let _ = flag::register(signal, second);
            let number = usize::try_from(signal).unwrap_or(0);
            let _ = flag::register_usize(signal, Arc::clone(&interrupt.came), number);
        }
        // A file that grows over the limit of the process shall be an error, not its end.
        let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
        interrupt
    }

    /// How the program ends if a signal came.
    pub(super) fn exit(&self) -> Option<Exit> {
        match i32::try_from(self.came.load(Ordering::Relaxed)) {
            Ok(0) | Err(_) => None,
            Ok(signal) => Some(Exit::Signal(signal)),
        }
    }
}

impl Consent for Interrupt {
    fn may(&self, _: Step) -> io::Result<()> {
        match self.exit() {
            Some(_) => Err(io::Error::from(io::ErrorKind::Interrupted)),
            None => Ok(()),
        }
    }
}
