// Builds the islands into crates/newsroom/assets, where the binary embeds them from. The output is committed, so that
// Rust builds need no Node; `--compare` builds into memory and fails when what is committed says something else.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, '../crates/newsroom/assets');

// The editor has to come over Tor on a bad evening: 120 kB is the promise, here it is kept.
const MOST_BROTLI_BYTES = { 'editor.js': 120_000, 'desk.js': 8_000, 'passkey.js': 4_000, 'editor.css': 8_000 };

const ENTRIES = {
  editor: join(here, 'src/editor.ts'),
  desk: join(here, 'src/desk.ts'),
  passkey: join(here, 'src/passkey.ts'),
};

async function outputs() {
  const common = { bundle: true, minify: true, write: false, outdir: assets, legalComments: 'none', logLevel: 'warning' };
  const scripts = await build({
    ...common,
    entryPoints: ENTRIES,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
  });
  const styles = await build({ ...common, entryPoints: { editor: join(here, 'src/editor.css') } });
  return [...scripts.outputFiles, ...styles.outputFiles];
}

const compare = process.argv.includes('--compare');
let failed = false;
for (const file of await outputs()) {
  const name = relative(assets, file.path);
  const brotli = brotliCompressSync(file.contents).length;
  console.log(`${name}: ${file.contents.length} bytes, ${brotli} with brotli`);
  if (brotli > (MOST_BROTLI_BYTES[name] ?? Infinity)) {
    console.error(`${name} is larger than the ${MOST_BROTLI_BYTES[name]} bytes it may have`);
    failed = true;
  }
  if (/\beval\(|new Function\(/.test(file.text)) {
    console.error(`${name} makes code from text, which the desk's policy forbids`);
    failed = true;
  }
  if (!compare) {
    await writeFile(file.path, file.contents);
    continue;
  }
  const committed = await readFile(file.path).catch(() => Buffer.alloc(0));
  if (!committed.equals(Buffer.from(file.contents))) {
    console.error(`crates/newsroom/assets/${name} is not what frontend/ builds: run 'npm run build' and commit it`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;
