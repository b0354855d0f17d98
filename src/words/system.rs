//! Why the operating system, or the caution before it, refused something.

use std::io::{Error, ErrorKind};

use super::Words;
use crate::diagnostic::{Fault, Unreadable};
use crate::text::{Clean, sanitize};

super::words! {
    system_denied() { zh: "没有权限", en: "no permission" }
    system_full() { zh: "磁盘已满", en: "the disk is full" }
    system_quota() { zh: "磁盘配额已用完", en: "the disk quota is used up" }
    system_read_only() { zh: "文件系统只读", en: "the file system is read-only" }
    system_exists() { zh: "这个名字已被占用", en: "the name is taken" }
    system_not_folder() { zh: "路径中有一段不是文件夹", en: "a part of the path is no folder" }
    system_folder() { zh: "是文件夹", en: "it is a folder" }
}

impl Words {
    /// What `error` says, as far as it is one of those that happen; else in the system's own words.
    pub fn system_error(self, error: &Error) -> Clean {
        match error.kind() {
            ErrorKind::PermissionDenied => return self.system_denied(),
            ErrorKind::StorageFull => return self.system_full(),
            ErrorKind::QuotaExceeded => return self.system_quota(),
            ErrorKind::ReadOnlyFilesystem => return self.system_read_only(),
            ErrorKind::AlreadyExists => return self.system_exists(),
            ErrorKind::NotADirectory => return self.system_not_folder(),
            ErrorKind::IsADirectory => return self.system_folder(),
            _ => {}
        }
        match Fault::from(error) {
            Fault::Unreadable {
                reason: Unreadable::Other(message),
            } => sanitize(&message),
            fault => fault.message(self),
        }
    }
}
