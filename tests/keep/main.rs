//! The program itself keeps marks: commands, several at once, killed, on disks that fail.
//!
//! [`home::Home`] starts the real binary in folders of its own. The tests that look at or disturb
//! single system calls need `strace`; where it cannot run they say so and prove nothing, or fail where
//! `KANBAO_TESTS_NEED` asks for it.

#[path = "../support/barrier.rs"]
mod barrier;
mod barriers;
mod commands;
mod corrected;
mod damage;
mod export;
mod faults;
mod home;
mod kills;
mod moved;
mod names;
#[path = "../support/needs.rs"]
mod needs;
mod order;
mod power;
#[path = "../support/program.rs"]
mod program;
mod together;
mod trace;
