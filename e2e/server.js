// A Vestka of our own: a data folder with the demo agency and a few awkward stories, and the binary serving it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { standIn } from './stripe.js';

const here = import.meta.dirname;
const binary = process.env.VESTKA_BINARY ?? path.join(here, '../target/debug/vestka');

// Serves the demo from `folder`; `database` is a PostgreSQL server's address, or empty for SQLite.
export async function serveDemo({ folder, database }) {
  const stripe = await standIn();
  const env = { ...process.env, ...stripe.settings, VESTKA_DATABASE_URL: database ? await emptyDatabase(database) : '', RUST_BACKTRACE: '0' };
  run(['demo', '--data', folder, '--no-serve'], env);
  // The same story under one slug, then under another: its first address must lead to the second.
  run(['import', 'stories', path.join(here, 'stories/first-slug.jsonl'), '--data', folder], env);
  run(['import', 'stories', path.join(here, 'stories/second-slug.jsonl'), '--data', folder], env);
  const slugs = slugsOf(run(['export', '-', '--data', folder], env));
  const child = spawn(binary, ['serve', '--data', folder, '--listen', '127.0.0.1:0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await addressOf(child);
  return { address, slugs, pid: child.pid, folder, database: env.VESTKA_DATABASE_URL, stop: () => stop(child).then(stripe.stop) };
}

function run(args, env) {
  return execFileSync(binary, args, { env, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
}

// An empty database on the server, named after this process and the moment.
async function emptyDatabase(server) {
  const name = `e2e_${process.pid}_${Date.now()}`;
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
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await exited;
  clearTimeout(timer);
}
