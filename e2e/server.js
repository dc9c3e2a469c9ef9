// A Vestka of our own: a data folder with the demo agency and a few awkward stories, and the binary serving it.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { standIn } from './stripe.js';

const here = import.meta.dirname;
const binary = process.env.VESTKA_BINARY ?? path.join(here, '../target/debug/vestka');

// Serves the demo from `folder`; `database` is a PostgreSQL server's address, or empty for SQLite.
export async function serveDemo({ folder, database }) {
  const stripe = await standIn();
  const env = { ...process.env, ...stripe.settings, VESTKA_DATABASE_URL: database ? await emptyDatabase(database) : '', RUST_BACKTRACE: '0' };
  await run(['demo', '--data', folder, '--no-serve'], env);
  switchNewslettersOn(folder);
  // The same story under one slug, then under another: its first address must lead to the second.
  await run(['import', 'stories', path.join(here, 'stories/first-slug.jsonl'), '--data', folder], env);
  await run(['import', 'stories', path.join(here, 'stories/second-slug.jsonl'), '--data', folder], env);
  const slugs = slugsOf(await run(['export', '-', '--data', folder], env));
  const child = serve(folder, '127.0.0.1:0', env);
  const address = await addressOf(child);
  return { address, slugs, pid: child.pid, folder, database: env.VESTKA_DATABASE_URL, stop: () => stop(child).then(stripe.stop) };
}

// Newsletters are on; no mail server listens where the settings say.
function switchNewslettersOn(folder) {
  const file = path.join(folder, 'vestka.toml');
  const set = { server: '127.0.0.1', security: 'none', from: 'news@kropka.example', key: '4a'.repeat(32) };
  const lines = readFileSync(file, 'utf8').split('\n');
  const begin = lines.indexOf('[mail]');
  const told = lines.map((line, at) => {
    const name = line.split(' = ')[0];
    return at > begin && name in set ? `${name} = "${set[name]}"` : line;
  });
  writeFileSync(file, told.join('\n'));
}

// An empty agency of a test's own in `folder`, in three languages. It can be killed without a word and started again where it was, and a
// second node can be put beside it. `settings` are further variables of its environment.
export async function serveFresh({ folder, database, settings = {} }) {
  const env = { ...process.env, ...settings, VESTKA_DATABASE_URL: database ? await emptyDatabase(database) : '', RUST_BACKTRACE: '0' };
  await run(['init', '--data', folder], env);
  appendFileSync(path.join(folder, 'vestka.toml'), '\n[[language]]\ntag = "be"\nname = "Беларуская"\n\n[[language]]\ntag = "ru"\nname = "Русский"\n');
  const house = await node(folder, env);
  const others = [];
  house.second = async () => {
    others.push(await node(folder, env));
    return others.at(-1);
  };
  const stopFirst = house.stop;
  house.stop = () => Promise.all([stopFirst(), ...others.map((other) => other.stop())]);
  return house;
}

async function node(folder, env) {
  let child;
  const node = { folder, database: env.VESTKA_DATABASE_URL };
  node.start = async () => {
    child = serve(folder, node.address ? new URL(node.address).host : '127.0.0.1:0', env);
    node.address = await addressOf(child);
  };
  node.kill = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  node.stop = () => stop(child);
  await node.start();
  return node;
}

function serve(folder, listen, env) {
  return spawn(binary, ['serve', '--data', folder, '--listen', listen], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function run(args, env) {
  return (await promisify(execFile)(binary, args, { env, encoding: 'utf8', maxBuffer: 1 << 28 })).stdout;
}

let databases = 0;

// An empty database on the server, named after this process and the moment.
async function emptyDatabase(server) {
  const name = `e2e_${process.pid}_${Date.now()}_${databases++}`;
  execFileSync('psql', ['-qX', '-c', `create database ${name}`, server], { stdio: ['ignore', 'ignore', 'inherit'] });
  return server.replace(/\/[^/]*$/, `/${name}`);
}

// {id: slug} of all stories of an export.
function slugsOf(lines) {
  const records = lines.trim().split('\n').map((line) => JSON.parse(line));
  return Object.fromEntries(records.filter((record) => record.kind === 'story').map((story) => [story.id, story.slug]));
}

async function addressOf(child) {
  const lines = createInterface({ input: child.stdout });
  const gone = once(child, 'exit').then(([code]) => { throw new Error(`vestka serve ended with ${code} before it served`); });
  const said = (async () => {
    for await (const line of lines) {
      const found = line.match(/http:\/\/[\d.]+:\d+/);
      if (found) return found[0];
    }
    return gone;
  })();
  const address = await Promise.race([said, gone]);
  gone.catch(() => {});
  return address;
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await exited;
  clearTimeout(timer);
}
