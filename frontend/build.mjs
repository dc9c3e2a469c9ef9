// Builds the desk's islands into crates/newsroom/assets and the wallet into crates/site/assets, where the binary embeds
// them from. The output is committed, so that Rust builds need no Node; `--compare` builds into memory and fails when what
// is committed says something else.
import { build } from 'esbuild';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');

// The editor has to come over Tor on a bad evening: 120 kB is the promise, here it is kept. The wallet may have 25 kB, the
// list of 2,048 words in it.
const MOST_BROTLI_BYTES = {
  'editor.js': 120_000, 'desk.js': 8_000, 'passkey.js': 4_000, 'editor.css': 8_000,
  'wallet.js': 24_000,
};

const source = name => join(here, 'src', name);
const common = { bundle: true, minify: true, write: false, legalComments: 'none', logLevel: 'warning' };
const scripts = { ...common, target: 'es2020', charset: 'utf8', loader: { '.txt': 'text' } };
const desk = { outdir: join(root, 'crates/newsroom/assets') };
const site = { outdir: join(root, 'crates/site/assets') };

const BUILDS = [
  { ...scripts, ...desk, format: 'iife', entryPoints: ['editor.ts', 'desk.ts', 'passkey.ts'].map(source) },
  { ...common, ...desk, entryPoints: [source('editor.css')] },
  { ...scripts, ...site, format: 'esm', entryPoints: [source('wallet.ts')] },
];

async function outputs() {
  const built = await Promise.all(BUILDS.map(options => build(options)));
  return built.flatMap(({ outputFiles }) => outputFiles);
}

const compare = process.argv.includes('--compare');
let failed = false;
for (const file of await outputs()) {
  const name = basename(file.path);
  const place = relative(root, file.path);
  const brotli = brotliCompressSync(file.contents).length;
  console.log(`${name}: ${file.contents.length} bytes, ${brotli} with brotli`);
  if (brotli > (MOST_BROTLI_BYTES[name] ?? Infinity)) {
    console.error(`${name} is larger than the ${MOST_BROTLI_BYTES[name]} bytes it may have`);
    failed = true;
  }
  if (/\beval\(|new Function\(/.test(file.text)) {
    console.error(`${name} makes code from text, which the pages' policy forbids`);
    failed = true;
  }
  if (!compare) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
    continue;
  }
  const committed = await readFile(file.path).catch(() => Buffer.alloc(0));
  if (!committed.equals(Buffer.from(file.contents))) {
    console.error(`${place} is not what frontend/ builds: run 'npm run build' and commit it`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;
