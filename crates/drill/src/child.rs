//! The server under drill: the same program as everybody's, in a process of its own, with a clock that can be put on.

use std::fs::{self, File};
use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use base::{Clock, Time};
use rustix::process::{Pid, Signal};

use crate::search::{Found, Searcher};

/// What a server is started with.
pub struct Setting {
    /// The program: `vestka`.
    pub program: PathBuf,
    /// Its data folder.
    pub data: PathBuf,
    /// Where its temporary files go.
    pub temporary: PathBuf,
    /// What it writes to standard output and error, a pair of files for each start.
    pub logs: PathBuf,
    /// Whether it logs everything that anything in it can log, instead of what `serve` does.
    pub is_talkative: bool,
    /// Whether the one deliberate line is switched on.
    pub has_control: bool,
    /// Settings as variables of the environment.
    pub environment: Vec<(String, String)>,
}

/// A server that runs. Ended with the drill, whatever happens.
pub struct Server {
    process: std::process::Child,
    told: ChildStdin,
    /// Where it answers.
    pub address: SocketAddr,
    /// The link that makes the first administrator, if it printed one.
    pub invitation: Option<String>,
    data: PathBuf,
    output: PathBuf,
    /// Goes as the server's own does.
    pub clock: Clock,
}

/// What it prints before the time that its clock was put to.
pub const PUT_TO: &str = "The clock is put to ";
/// What it prints before the address of the site.
const SERVING: &str = "Serving ";
/// What it prints before the address of the front that reads along.
pub const READING_ALONG: &str = "Reading along at ";
const PATIENCE_MS: u64 = 60_000;
const STEP_MS: u64 = 20;

impl Server {
    /// Starts one and waits until it answers.
    ///
    /// # Errors
    /// When it does not come up within a minute: with what it said.
    pub fn start(setting: &Setting, now: Time) -> anyhow::Result<Server> {
        for folder in [&setting.temporary, &setting.logs] {
            fs::create_dir_all(folder)?;
        }
        let number = fs::read_dir(&setting.logs)?.count() / 2;
        let [output, errors] = ["output", "errors"].map(|name| setting.logs.join(format!("{number}.{name}")));
        let mut command = Command::new(&setting.program);
        command.args(["drill", "serve", "--clock", &now.to_string(), "--data"]).arg(&setting.data);
        if setting.is_talkative {
            command.arg("--talkative");
        }
        if setting.has_control {
            command.arg("--control");
        }
        command.env("TMPDIR", &setting.temporary).envs(setting.environment.iter().map(|(k, v)| (k, v)));
        command.stdin(Stdio::piped()).stdout(File::create(&output)?).stderr(File::create(&errors)?);
        let clock = Clock::running();
        clock.set(now);
        let mut process =
            command.spawn().with_context(|| format!("{} cannot be started", setting.program.display()))?;
        let told = process.stdin.take().context("its standard input is a pipe")?;
        let mut server = Server {
            process,
            told,
            address: ([127, 0, 0, 1], 0).into(),
            invitation: None,
            data: setting.data.clone(),
            output: output.clone(),
            clock,
        };
        server.await_address(&output, &errors, setting.has_control)?;
        Ok(server)
    }

    fn await_address(&mut self, output: &Path, errors: &Path, has_control: bool) -> anyhow::Result<()> {
        for _ in 0..PATIENCE_MS / STEP_MS {
            let said = fs::read_to_string(output)?;
            let mark = if has_control { READING_ALONG } else { SERVING };
            let line = said.lines().find(|line| line.starts_with(mark) && said.contains(SERVING));
            if let Some(line) = line.filter(|_| said.ends_with('\n')) {
                let address = line.rsplit([' ', '/']).next().unwrap_or_default();
                self.address = address.parse().with_context(|| format!("no address: {line}"))?;
                // The link follows within moments, or there is none.
                self.invitation = await_link(output)?;
                return Ok(());
            }
            if let Some(status) = self.process.try_wait()? {
                bail!("the server ended with {status}: {}", fs::read_to_string(errors)?);
            }
            std::thread::sleep(Duration::from_millis(STEP_MS));
        }
        bail!("the server did not come up: {}", fs::read_to_string(errors)?)
    }

    /// Puts its clock on, and waits until that is done.
    ///
    /// # Errors
    /// When it does not listen any more.
    pub fn set_clock(&mut self, now: Time) -> anyhow::Result<()> {
        self.clock.set(now);
        writeln!(self.told, "{now}").context("the server has ended")?;
        let done = format!("{PUT_TO}{now}");
        for _ in 0..PATIENCE_MS / STEP_MS {
            if fs::read_to_string(&self.output)?.lines().any(|line| line == done) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(STEP_MS));
        }
        bail!("the server does not put its clock on")
    }

    /// Asks it to end, as a service manager does, and waits until it has.
    ///
    /// # Errors
    /// When it does not within a minute, or ends with a failure.
    pub fn stop(mut self) -> anyhow::Result<()> {
        rustix::process::kill_process(self.pid()?, Signal::TERM)?;
        for _ in 0..PATIENCE_MS / STEP_MS {
            if let Some(status) = self.process.try_wait()? {
                if status.success() {
                    return Ok(());
                }
                bail!("the server ended with {status}");
            }
            std::thread::sleep(Duration::from_millis(STEP_MS));
        }
        bail!("the server does not end")
    }

    /// Takes it away in the middle of whatever it does.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }

    fn pid(&self) -> anyhow::Result<Pid> {
        i32::try_from(self.process.id()).ok().and_then(Pid::from_raw).context("a process has a number")
    }

    /// Searches its memory: what the process itself has written to, and what it has mapped.
    ///
    /// # Errors
    /// When the system does not let us read it.
    pub fn memory(&self, searcher: &Searcher) -> anyhow::Result<Found> {
        let folder = PathBuf::from(format!("/proc/{}", self.process.id()));
        let memory = File::open(folder.join("mem"))?;
        let mut found = Found::default();
        for line in fs::read_to_string(folder.join("maps"))?.lines() {
            let Some((from, to)) = written_range(line) else { continue };
            let mut bytes = vec![0; to - from];
            // A region may have gone since.
            if memory.read_exact_at(&mut bytes, from as u64).is_ok() {
                searcher.search("memory", &bytes, &mut found);
            }
        }
        Ok(found)
    }

    /// Files that it has open for writing, deleted ones too, outside the given folders.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn files_elsewhere(&self, known: &[&Path]) -> anyhow::Result<Vec<PathBuf>> {
        let folder = PathBuf::from(format!("/proc/{}/fd", self.process.id()));
        let open = fs::read_dir(folder)?.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
        let is_elsewhere = |path: &PathBuf| {
            path.is_absolute()
                && !path.starts_with("/dev")
                && !path.starts_with("/proc")
                && !path.starts_with("/sys")
                && !path.starts_with(&self.data)
                && !known.iter().any(|folder| path.starts_with(folder))
        };
        Ok(open.filter(is_elsewhere).collect())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The link that makes the first administrator, when it is printed within a second.
fn await_link(output: &Path) -> anyhow::Result<Option<String>> {
    for _ in 0..1_000 / STEP_MS {
        let said = fs::read_to_string(output)?;
        if let Some(link) = said.lines().map(str::trim).find(|line| line.contains("/desk/invite/")) {
            return Ok(link.find("/desk/").map(|at| link[at..].to_owned()));
        }
        std::thread::sleep(Duration::from_millis(STEP_MS));
    }
    Ok(None)
}

/// The range of a line of `/proc/PID/maps` that can be written: code and constants of the program hold no reader.
fn written_range(line: &str) -> Option<(usize, usize)> {
    let (range, rest) = line.split_once(' ')?;
    let is_written = rest.starts_with("rw") && !rest.contains("[v");
    let (from, to) = range.split_once('-').filter(|_| is_written)?;
    Some((usize::from_str_radix(from, 16).ok()?, usize::from_str_radix(to, 16).ok()?))
}

#[cfg(test)]
mod tests;
