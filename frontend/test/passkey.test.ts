// Passkeys with the browser's virtual authenticator: made, used, refused in words.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { base64url, bytes } from '../src/passkey/coding';
import { canBrowse, complaints, launch } from './fake/browser';

const skip = canBrowse() ? false : 'no Chromium, or e2e/ has no packages: npm ci there';

test('bytes as base64url and back', () => {
  for (const text of ['', '_w', '-_8', 'AAECAw']) assert.equal(base64url(bytes(text)), text);
});

interface Told {
  id: string;
  type: string;
  response: Record<string, string>;
}

test('a passkey is made and used; a refusal is said in the form', { skip }, async () => {
  const told: Told[] = [];
  let refuse = false;
  const form = (kind: string) => `<form data-passkey="${kind}" data-options="/${kind}/options" data-finish="/${kind}/finish" method="post"><p role="alert"></p><button>${kind}</button></form>`;
  const server = createServer((request, response) => {
    const json = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    let text = '';
    request.on('data', part => (text += part));
    request.on('end', () => {
      switch (request.url) {
        case '/passkey.js':
          return response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(join(process.env.FRONTEND ?? '.', '../crates/newsroom/assets/passkey.js')));
        case '/create/options':
          return json(200, { publicKey: { challenge: 'AAEC', rp: { id: 'localhost', name: 'Desk' }, user: { id: 'dXNlcg', name: 'ada', displayName: 'Ada' }, pubKeyCredParams: [{ type: 'public-key', alg: -7 }], authenticatorSelection: { residentKey: 'required', userVerification: 'required' } } });
        case '/get/options':
          return json(200, { publicKey: { challenge: 'AwQF', rpId: 'localhost', allowCredentials: [], userVerification: 'required' }, mediation: 'optional' });
        case '/create/finish':
        case '/get/finish':
          if (refuse) return json(422, { error: 'This passkey is not known.' });
          told.push(JSON.parse(text) as Told);
          return json(200, { go: '/in' });
        default:
          return response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" })
            .end(`<!doctype html><title>x</title><link rel="icon" href="data:,"><script src="/passkey.js" defer></script>${form('create')}${form('get')}`);
      }
    });
  });
  await new Promise<void>(done => server.listen(0, 'localhost', done));
  const base = `http://localhost:${(server.address() as AddressInfo).port}`;
  const browser = await launch();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const heard = complaints(page);
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } });
    for (const kind of ['create', 'get']) {
      await page.goto(base);
      await page.getByRole('button', { name: kind }).click();
      await page.waitForURL(`${base}/in`);
    }
    assert.deepEqual(told.map(({ type, response }) => [type, Object.keys(response).sort()]), [
      ['public-key', ['attestationObject', 'clientDataJSON', 'transports']],
      ['public-key', ['authenticatorData', 'clientDataJSON', 'signature', 'userHandle']],
    ]);
    assert.equal(told[0]?.id, told[1]?.id);
    assert.equal(Buffer.from(told[1]?.response.userHandle ?? '', 'base64url').toString(), 'user');
    refuse = true;
    await page.goto(base);
    await page.getByRole('button', { name: 'get' }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('[role=alert]')].some(alert => alert.textContent === 'This passkey is not known.'));
    assert.deepEqual(heard.filter(line => !/content security/i.test(line) || !/favicon|data:/.test(line)), []);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
});
