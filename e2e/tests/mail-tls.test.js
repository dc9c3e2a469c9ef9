// The mail server is spoken to in secret only: by TLS from the first byte or by STARTTLS, to a certificate of its name that the
// system trusts. Asked by `vestka doctor`, which greets, signs in and leaves. Database or none makes no difference here.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import tls from 'node:tls';

const here = import.meta.dirname;
const binary = process.env.VESTKA_BINARY ?? path.join(here, '../../target/debug/vestka');
const certificates = path.join(here, '../certificates');
const own = { key: readFileSync(`${certificates}/server-key.pem`), cert: readFileSync(`${certificates}/server.pem`) };
const signIn = `AUTH PLAIN ${Buffer.from('\0agency\0open sesame').toString('base64')}`;

// A mail server that takes nobody's mail, only listens. `clear` and `secret` are the lines that it heard without and with TLS.
async function mailServer({ security, offers = true }) {
  const heard = { clear: [], secret: [] };
  const speak = (socket, kind) => {
    const say = (line) => socket.write(`${line}\r\n`);
    const lines = createInterface({ input: socket });
    for (const one of [socket, lines]) one.on('error', () => {});
    lines.on('line', (line) => {
      heard[kind].push(line);
      const word = line.split(' ')[0].toUpperCase();
      if (word === 'EHLO') say(kind === 'clear' && offers ? '250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN' : '250-localhost\r\n250 AUTH PLAIN');
      else if (word === 'STARTTLS' && offers) {
        lines.close();
        say('220 go on');
        const safe = new tls.TLSSocket(socket, { isServer: true, ...own });
        speak(safe, 'secret');
      } else if (word === 'AUTH') say('235 welcome');
      else if (word === 'QUIT') socket.end('221 bye\r\n');
      else say('250 yes');
    });
    return say;
  };
  const greet = (kind) => (socket) => speak(socket, kind)('220 localhost');
  const server = security === 'tls' ? tls.createServer(own, greet('secret')) : net.createServer(greet('clear'));
  server.on('tlsClientError', () => {});
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, heard, stop: () => server.close() };
}

// What the doctor says of the mail server.
async function asked(server, { security, name = 'localhost', trusts = true }) {
  const folder = path.join(mkdtempSync(path.join(process.env.VESTKA_FOLDER, 'mail-')), 'agency');
  const env = { ...process.env, VESTKA_DATABASE_URL: '', RUST_BACKTRACE: '0' };
  const vestka = (...words) => new Promise((resolve) => execFile(binary, [...words, '--data', folder], { env }, (_, said) => resolve(said)));
  await vestka('init');
  Object.assign(env, {
    VESTKA_MAIL_SERVER: name, VESTKA_MAIL_PORT: String(server.port), VESTKA_MAIL_SECURITY: security,
    VESTKA_MAIL_USER: 'agency', VESTKA_MAIL_PASSWORD: 'open sesame', VESTKA_MAIL_FROM: 'news@kropka.example',
    ...(trusts ? { SSL_CERT_FILE: `${certificates}/authority.pem` } : {}),
  });
  return vestka('doctor');
}

for (const security of ['tls', 'starttls']) {
  test(`a mail server is signed in to in secret: ${security}`, async () => {
    const server = await mailServer({ security });
    const said = await asked(server, { security });
    server.stop();
    assert.match(said, /localhost answers/);
    assert.ok(server.heard.secret.includes(signIn), 'in secret');
    assert.deepEqual(server.heard.clear.map((line) => line.split(' ')[0]), security === 'tls' ? [] : ['EHLO', 'STARTTLS']);
  });

  for (const [what, asks] of [
    ['a certificate that nobody trusts', { trusts: false }],
    ['a certificate of another name', { name: '127.0.0.1' }],
  ]) {
    test(`nothing is said to a mail server with ${what}: ${security}`, async () => {
      const server = await mailServer({ security });
      const said = await asked(server, { security, ...asks });
      server.stop();
      assert.match(said, /there is no safe connection to the mail server/);
      assert.deepEqual(server.heard.secret, []);
    });
  }
}

test('a mail server that does not offer STARTTLS is told no password', async () => {
  const server = await mailServer({ security: 'starttls', offers: false });
  const said = await asked(server, { security: 'starttls' });
  server.stop();
  assert.match(said, /there is no safe connection to the mail server/);
  assert.deepEqual([...server.heard.clear, ...server.heard.secret].filter((line) => /AUTH|MAIL/.test(line)), []);
});
