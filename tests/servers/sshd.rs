//! An SSH server on a loopback port, with keys made for the run.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::program::program;
use crate::pty::{LIMIT, Parent, Session, Setup};

/// The server; it ends with this value.
pub(crate) struct Server {
    folder: tempfile::TempDir,
    port: u16,
    child: Child,
}

impl Server {
    /// Starts one that lets this user in by a key.
    pub(crate) fn start() -> Server {
        let folder = tempfile::tempdir().expect("a folder");
        for key in ["host", "user"] {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(folder.path().join(key))
                .status()
                .expect("ssh-keygen");
            assert!(made.success());
        }
        if rustix::process::geteuid().is_root() {
            // A server of root wants this folder of its own.
            fs::create_dir_all("/run/sshd").expect("a folder for the server");
        }
        let port = free_port();
        let configuration = folder.path().join("sshd_config");
        let at = |name: &str| folder.path().join(name).display().to_string();
        let text = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nPrintMotd no\n",
            at("host"),
            at("user.pub"),
        );
        fs::write(&configuration, text).expect("a configuration");
        let log = fs::File::create(folder.path().join("log")).expect("a log");
        let child = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f"])
            .arg(&configuration)
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("sshd, of the package openssh-server");
        let server = Server {
            folder,
            port,
            child,
        };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(start.elapsed() < LIMIT, "no server:\n{}", server.log());
            std::thread::yield_now();
        }
        server
    }

    /// Logs in with a terminal of that size and starts kanbao there, its folders below `home`.
    pub(crate) fn log_in(&self, columns: u16, rows: u16, home: &Path) -> Session {
        let own = |name: &str| self.folder.path().join(name).display().to_string();
        let told = format!(
            "-tt -q -p {} -i {} -o StrictHostKeyChecking=no -o UserKnownHostsFile={} -F none 127.0.0.1 {}",
            self.port,
            own("user"),
            own("known"),
            on_the_server(home),
        );
        Setup::new(columns, rows)
            .parent(Parent::Program("ssh"))
            .arguments(&told)
            .start(home)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Whatever became of it, there is nothing else to do about it here.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The command that starts kanbao with its folders below `home`; `ssh` hands no environment on.
fn on_the_server(home: &Path) -> String {
    let home = home.display();
    let folders = ["CONFIG", "DATA", "STATE", "CACHE"];
    let folders = folders.map(|kind| format!("XDG_{kind}_HOME={home}/{}", kind.to_lowercase()));
    format!(
        "env HOME={home} {} LANG=C.UTF-8 LC_ALL= {}",
        folders.join(" "),
        program()
    )
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its number").port()
}
