//! Files and folders that the program cannot write, whoever runs the tests.
//!
//! Root may write whatever its mode says. So it starts the program without the capabilities that let it
//! (`setpriv`), and the modes hold for it as for everybody.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::needs::can_run;

/// A path that cannot be written, or not even be read, as long as this lives.
pub(crate) struct Barrier {
    path: PathBuf,
    mode: u32,
}

impl Barrier {
    /// What stands at `path` may be read and not written.
    pub(crate) fn no_writing(path: &Path) -> Barrier {
        let is_folder = path.is_dir();
        Barrier::with_mode(path, if is_folder { 0o500 } else { 0o400 })
    }

    /// What stands at `path` has this mode.
    pub(crate) fn with_mode(path: &Path, mode: u32) -> Barrier {
        let metadata = fs::metadata(path).expect("our own file");
        let barrier = Barrier {
            path: path.to_owned(),
            mode: metadata.permissions().mode(),
        };
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("our own file");
        barrier
    }
}

impl Drop for Barrier {
    fn drop(&mut self) {
        let _ = fs::set_permissions(&self.path, Permissions::from_mode(self.mode));
    }
}

/// What has to stand before the program so that modes hold for it; `None` where nothing makes them hold.
pub(crate) fn bound_by_modes() -> Option<Vec<&'static str>> {
    const WITHOUT: [&str; 3] = [
        "setpriv",
        "--bounding-set=-dac_override,-dac_read_search",
        "--inh-caps=-dac_override,-dac_read_search",
    ];
    if !rustix::process::geteuid().is_root() {
        return Some(Vec::new());
    }
    let [program, bounding, inherited] = WITHOUT;
    can_run("setpriv", &[program, bounding, inherited, "true"]).then(|| WITHOUT.to_vec())
}

/// What has to stand before the program so that `folder` lies on a file system that is only to be read, for
/// it alone; `None` where this process may mount nothing.
pub(crate) fn on_a_read_only_file_system(folder: &Path) -> Option<Vec<String>> {
    let script = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";
    let mut words = vec!["unshare".to_owned(), "--mount".to_owned()];
    if !rustix::process::geteuid().is_root() {
        words.push("--map-root-user".to_owned());
    }
    words.extend(["sh", "-c", script].map(str::to_owned));
    words.push(folder.to_string_lossy().into_owned());
    let mut tried: Vec<&str> = words.iter().map(String::as_str).collect();
    tried.push("true");
    can_run("a mount", &tried).then_some(words)
}
