// Bundles the tests and runs them with node's runner. `node test/run.mjs` runs all, `... merge paste` those named.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '.out');
const wanted = process.argv.slice(2);
// Pictures of the screens are no test: they are made when they are asked for.
const files = readdirSync(here).filter(name => name.endsWith('.test.ts') || (name === 'screenshots.ts' && wanted.includes('screenshots')));
const chosen = files.filter(name => !wanted.length || wanted.some(part => name.startsWith(part)));
rmSync(out, { recursive: true, force: true });
await build({
  entryPoints: chosen.map(name => join(here, name)),
  outdir: out,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outExtension: { '.js': '.mjs' },
  external: ['happy-dom', 'playwright-core'],
  loader: { '.txt': 'text' },
  logLevel: 'warning',
});
const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...chosen.map(name => join(out, name.replace(/\.ts$/, '.mjs')))], {
  stdio: 'inherit',
  env: { ...process.env, FRONTEND: join(here, '..') },
});
process.exitCode = run.status ?? 1;
