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
    system_device() { zh: "设备出错", en: "the device failed" }
    system_not_regular() { zh: "不是普通文件", en: "not a regular file" }
    system_file_limit() {
        zh: "文件超过系统允许的大小",
        en: "the file would be larger than the system allows",
    }
    system_long_name() { zh: "名字太长", en: "the name is too long" }
    system_memory() { zh: "内存不够", en: "there is not enough memory" }
    system_busy() { zh: "正被占用", en: "it is in use" }
    system_code(code: i32, message: &str) { zh: "系统拒绝，错误号 {code}（{message}）", en: "{message} ({code})" }
    system_folder() { zh: "是文件夹", en: "it is a folder" }
}

impl Words {
    /// What `error` says, as far as it is one of those that happen; else in the system's own words. It holds
    /// of reading and of writing: what failed is for the sentence around it to say.
    pub fn system_error(self, error: &Error) -> Clean {
        match error.kind() {
            ErrorKind::PermissionDenied => return self.system_denied(),
            ErrorKind::StorageFull => return self.system_full(),
            ErrorKind::QuotaExceeded => return self.system_quota(),
            ErrorKind::ReadOnlyFilesystem => return self.system_read_only(),
            ErrorKind::AlreadyExists => return self.system_exists(),
            ErrorKind::NotADirectory => return self.system_not_folder(),
            ErrorKind::IsADirectory => return self.system_folder(),
            ErrorKind::FileTooLarge => return self.system_file_limit(),
            ErrorKind::InvalidFilename => return self.system_long_name(),
            ErrorKind::OutOfMemory => return self.system_memory(),
            ErrorKind::ResourceBusy => return self.system_busy(),
            _ => {}
        }
        match Fault::from(error) {
            Fault::Unreadable {
                reason: Unreadable::Other(message),
            } => match error.raw_os_error() {
                // In the words of the system, which are English, behind ours.
                Some(code) => self.system_code(code, &own_words(&message)),
                None => sanitize(&message),
            },
            Fault::Unreadable {
                reason: Unreadable::Device,
            } => self.system_device(),
            Fault::NotRegularFile => self.system_not_regular(),
            fault => fault.message(self),
        }
    }
}

/// What the system says, without the number that the standard library adds.
fn own_words(message: &str) -> String {
    let end = message.find(" (os error").unwrap_or(message.len());
    message[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn what_the_system_says_has_a_wording_of_the_interface() {
        for (kind, zh) in [
            (ErrorKind::FileTooLarge, "文件超过系统允许的大小"),
            (ErrorKind::InvalidFilename, "名字太长"),
            (ErrorKind::OutOfMemory, "内存不够"),
            (ErrorKind::ResourceBusy, "正被占用"),
        ] {
            let error = Error::from(kind);
            assert_eq!(
                Words::new(Language::Chinese).system_error(&error).as_str(),
                zh
            );
            assert!(
                Words::new(Language::English)
                    .system_error(&error)
                    .as_str()
                    .is_ascii()
            );
        }
        // One that has none is named by its number.
        let error = Error::from_raw_os_error(71);
        let said = Words::new(Language::Chinese).system_error(&error);
        assert!(
            said.as_str().starts_with("系统拒绝，错误号 71（"),
            "{said:?}"
        );
    }
}
