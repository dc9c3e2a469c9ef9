//! Where a round's server lives, and what of it can be carried away: folders, databases, backups.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use passes::ReaderCode;
use tokio::runtime::Handle;

use crate::child::Setting;
use crate::dump;
use crate::seizure::{Options, named, round_folder};
use crate::trawl::{self, Ground};

/// The databases of an agency: the variable that names one to the server, and what it is called.
pub(crate) const DATABASES: [(&str, &str); 3] =
    [("VESTKA_DATABASE_URL", "edition"), ("VESTKA_TILL_URL", "till"), ("VESTKA_GATE_URL", "gate")];

/// The drill's folders and databases.
pub struct House<'a> {
    options: &'a Options,
    folder: PathBuf,
    runtime: Handle,
    made: Vec<String>,
    /// Settings that every server of the drill has.
    settings: Vec<(String, String)>,
}

/// Lends a drill a house with a new and empty agency, and a folder; takes its databases away again, however the drill ends.
///
/// # Errors
/// When the house cannot be made or cleared away, and those of the drill.
pub(crate) fn lent<T>(
    program: &Path,
    seed: u64,
    postgres: Option<&str>,
    runtime: &Handle,
    drill: impl FnOnce(&mut House<'_>, &Path) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let scratch = tempfile::tempdir()?;
    let options = Options {
        program: program.to_owned(),
        is_small: true,
        seed,
        postgres: postgres.map(str::to_owned),
        postgres_files: Vec::new(),
        keep: None,
    };
    let mut house = House::make(&options, scratch.path(), runtime, &["init", "--data"], Vec::new())?;
    let drilled = drill(&mut house, scratch.path());
    house.clear_away(runtime)?;
    drilled
}

impl<'a> House<'a> {
    /// Makes an agency once, with this command of `vestka`; rounds begin with copies of it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make(
        options: &'a Options,
        folder: &Path,
        runtime: &Handle,
        command: &[&str],
        settings: Vec<(String, String)>,
    ) -> anyhow::Result<House<'a>> {
        let mut house = House {
            options,
            folder: folder.to_owned(),
            runtime: runtime.clone(),
            made: Vec::new(),
            settings,
        };
        let environment = house.databases_of("template", false)?;
        house.vestka(command, &house.folder.join("template"), &environment)?;
        Ok(house)
    }

    /// A round's server, over a fresh copy of the agency.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn setting(&mut self, name: &str, is_talkative: bool, has_control: bool) -> anyhow::Result<Setting> {
        let folder = round_folder(&self.folder, name);
        let data = folder.join("data");
        trawl::copy(&self.folder.join("template"), &data)?;
        let environment = self.databases_of(name, true)?;
        Ok(Setting {
            program: self.options.program.clone(),
            data,
            temporary: folder.join("temporary"),
            logs: folder.join("logs"),
            is_talkative,
            has_control,
            environment: [environment, self.settings.clone()].concat(),
        })
    }

    /// Makes a round's databases, filled like the template's where there is one, and says where they are.
    fn databases_of(&mut self, name: &str, is_filled: bool) -> anyhow::Result<Vec<(String, String)>> {
        let mut environment = Vec::new();
        for (variable, what) in DATABASES {
            let url = match &self.options.postgres {
                None => String::new(),
                Some(server) => {
                    let database = named(self.options.seed, &format!("{name}_{what}"));
                    let template = is_filled.then(|| named(self.options.seed, &format!("template_{what}")));
                    self.made.push(database.clone());
                    self.runtime.block_on(dump::make_postgres(server, &database, template.as_deref()))?
                }
            };
            environment.push((variable.to_owned(), url));
        }
        Ok(environment)
    }

    /// What is there when the server has ended, untouched.
    ///
    /// # Errors
    /// When PostgreSQL does not write down what it has.
    pub fn seized(&self, setting: &Setting) -> anyhow::Result<Vec<Ground>> {
        let ground = |name: &str, folder: &Path| Ground { name: name.to_owned(), folder: folder.to_owned() };
        let mut all = vec![
            ground("data folder", &setting.data),
            ground("logs", &setting.logs),
            ground("temporary files", &setting.temporary),
        ];
        if let Some(server) = &self.options.postgres {
            self.runtime.block_on(dump::checkpoint(server))?;
            all.extend(self.options.postgres_files.iter().map(|folder| ground("PostgreSQL's files", folder)));
        }
        Ok(all)
    }

    /// Where what staff wrote must be found.
    pub fn databases(&self, setting: &Setting) -> Vec<Ground> {
        let ground = |folder: &Path| Ground { name: "database".into(), folder: folder.to_owned() };
        match self.options.postgres {
            None => vec![ground(&setting.data)],
            Some(_) => self.options.postgres_files.iter().map(|folder| ground(folder)).collect(),
        }
    }

    /// Backups of every kind: the folder copied, what `vestka export` writes, the databases dumped.
    ///
    /// # Errors
    /// When one cannot be made.
    pub fn backed_up(&self, setting: &Setting) -> anyhow::Result<Vec<Ground>> {
        let folder = setting.data.with_file_name("backup");
        let [copied, exported, dumped] = ["copy", "export", "dump"].map(|name| folder.join(name));
        trawl::copy(&setting.data, &copied)?;
        let target = exported.to_string_lossy().into_owned();
        self.vestka(&["export", &target, "--with-hidden", "--data"], &setting.data, &setting.environment)?;
        fs::create_dir_all(&dumped)?;
        for (name, url) in self.urls(setting)? {
            self.runtime.block_on(dump::dump(&url, &dumped.join(name)))?;
        }
        let ground = |name: &str, folder| Ground { name: name.to_owned(), folder };
        let mut all = vec![ground("backup: export", exported), ground("backup: dump of every table", dumped)];
        if self.options.postgres.is_none() {
            all.push(ground("backup: copy of the folder", copied));
        }
        Ok(all)
    }

    /// Every database of a round.
    fn urls(&self, setting: &Setting) -> anyhow::Result<Vec<(String, String)>> {
        if self.options.postgres.is_some() {
            let named = setting.environment.iter().zip(DATABASES);
            return Ok(named.map(|((_, url), (_, what))| (what.to_owned(), url.clone())).collect());
        }
        let mut all = Vec::new();
        let mut waiting = vec![setting.data.clone()];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    waiting.push(path);
                } else if path.extension().is_some_and(|ending| ending == "db") {
                    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    all.push((name, format!("sqlite://{}", path.display())));
                }
            }
        }
        Ok(all)
    }

    /// Has reader codes of one month made, by the command line.
    ///
    /// # Errors
    /// When they are not.
    pub fn codes(&self, setting: &Setting, count: usize) -> anyhow::Result<Vec<ReaderCode>> {
        let count = count.to_string();
        let words = ["code", "make", "--count", &count, "--data"];
        let said = self.vestka(&words, &setting.data, &setting.environment)?;
        said.lines().map(|line| ReaderCode::parse(line).context("no code")).collect()
    }

    /// A database beside those of the rounds: its address on the server, or nothing for a file.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn own_database(&mut self, name: &str) -> anyhow::Result<String> {
        let Some(server) = &self.options.postgres else { return Ok(String::new()) };
        let name = named(self.options.seed, name);
        self.made.push(name.clone());
        self.runtime.block_on(dump::make_postgres(server, &name, None))
    }

    /// Runs a command; what it printed.
    fn vestka(
        &self,
        words: &[&str],
        data: &Path,
        environment: &[(String, String)],
    ) -> anyhow::Result<String> {
        let mut command = Command::new(&self.options.program);
        command.args(words).arg(data).envs(environment.iter().map(|(name, value)| (name, value)));
        let done = command
            .output()
            .with_context(|| format!("{} cannot be started", self.options.program.display()))?;
        if !done.status.success() {
            bail!("vestka {} failed: {}", words.join(" "), String::from_utf8_lossy(&done.stderr));
        }
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }

    /// Takes the databases away that were made on a server.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn clear_away(&self, runtime: &Handle) -> anyhow::Result<()> {
        let Some(server) = self.options.postgres.as_ref().filter(|_| self.options.keep.is_none()) else {
            return Ok(());
        };
        self.made.iter().try_for_each(|name| runtime.block_on(dump::drop_postgres(server, name)))
    }
}
