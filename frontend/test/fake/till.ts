// A till and a gate for the wallet's tests: OpenSSL signs and verifies, nothing is shared with what is tested. Strict
// about the contract of frontend/README.md; `violations` says what was wrong.
import { constants, createHash, createPublicKey, generateKeyPairSync, privateDecrypt, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(process.env.FRONTEND ?? '.', '..');
export const ISSUER = 'plus.kropka.example';
const HEAD = '30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886f70d010108300b0609608648016503040202a2030201300382010f003082010a0282010100';
const DIRECTORY = '/.well-known/private-token-issuer-directory';
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'; img-src 'self'";

interface Key {
  secret: KeyObject;
  spki: Buffer;
  id: Buffer;
}

export interface Draw {
  code: string;
  epoch: string;
}

/** The macros of themes/default/wallet.html as the site's own test renders them. */
const markup = readFileSync(join(root, 'crates/site/src/theme/snapshots/site__theme__tests__wallet.snap'), 'utf8').split('---\n').slice(2).join('---\n');
const [passes = '', enter = ''] = markup.split(/(?=<div class="wallet" data-wallet="enter")/);

export class FakeTill {
  readonly violations: string[] = [];
  readonly asked: string[] = [];
  readonly draws: Draw[] = [];
  readonly entered: string[] = [];
  readonly spent = new Set<string>();
  private readonly keys = new Map<string, Key>();
  private readonly drawn = new Map<string, string>();
  private server = createServer((request, response) => void this.answer(request, response));
  /** Codes that are paid, by the epochs that are. */
  paid = new Map<string, string[]>();
  /** What the next draws are answered instead, after so many that are answered well. */
  fault: number | null = null;
  drawsBeforeFault = 0;
  base = '';

  async start(): Promise<string> {
    await new Promise<void>(done => this.server.listen(0, 'localhost', done));
    return (this.base = `http://localhost:${(this.server.address() as AddressInfo).port}`);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  makeKey(epoch: string): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const n = Buffer.from(privateKey.export({ format: 'jwk' }).n ?? '', 'base64url');
    const spki = Buffer.concat([Buffer.from(HEAD, 'hex'), n, Buffer.from('0203010001', 'hex')]);
    this.keys.set(epoch, { secret: privateKey, spki, id: createHash('sha256').update(spki).digest() });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.base);
    let body = '';
    for await (const part of request) body += String(part);
    if (!pathname.startsWith('/assets/')) this.asked.push(`${request.method} ${pathname}`);
    if (pathname === '/assets/wallet-HASH.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(join(root, 'crates/site/assets/wallet.js')));
    switch (`${request.method} ${pathname}`) {
      case 'GET /en/plus/passes':
        return this.page(response, `<p data-wallet-off>No script.</p>${passes}`);
      case 'GET /en/story/river/enter':
        return this.page(response, `<form data-wallet-form method="post" action="/enter"><input type="hidden" name="to" value="/en/story/river"><label>Pass <textarea name="pass"></textarea></label><button>Hand in</button></form>${enter}`);
      case 'GET /en/story/river':
        return this.page(response, '<p>The whole story.</p>');
      case `GET ${DIRECTORY}`:
        return this.directory(request, response);
      case 'POST /plus/draw':
        return this.draw(request, response, body);
      case 'POST /enter':
        return this.enter(response, new URLSearchParams(body).get('pass') ?? '');
      default:
        if (pathname !== '/favicon.ico') this.violations.push(`${request.method} ${pathname}`);
        return void response.writeHead(404).end();
    }
  }

  private page(response: ServerResponse, body: string): void {
    const html = `<!doctype html><html lang="en"><title>Plus</title><link rel="icon" href="data:,"><body><main><h1>Plus</h1>${body}</main>`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY.replace("img-src 'self'", "img-src 'self' data:"), 'referrer-policy': 'no-referrer' }).end(html);
  }

  private directory(request: IncomingMessage, response: ServerResponse): void {
    if (request.headers.cookie) this.violations.push('the directory was asked with a cookie');
    const keys = [...this.keys].map(([epoch, { spki }]) => ({ 'token-type': 2, 'token-key': spki.toString('base64url'), 'not-before': Date.parse(`${epoch}-01T00:00:00Z`) / 1000 }));
    response.writeHead(200, { 'content-type': 'application/private-token-issuer-directory' }).end(JSON.stringify({ 'issuer-request-uri': '/plus/draw', 'token-keys': keys }));
  }

  private draw(request: IncomingMessage, response: ServerResponse, body: string): void {
    const refuse = (status: number) => void response.writeHead(status, { 'content-type': 'text/plain' }).end('refused');
    if (request.headers.cookie) this.violations.push('a draw came with a cookie');
    if (this.fault && this.drawsBeforeFault-- <= 0) return refuse(this.fault);
    const [code = '', text = ''] = body.split('\n');
    const batch = Buffer.from(text, 'base64url');
    if (!/^[0-9A-HJKMNP-TV-Z]{28}$/.test(code) || batch.length !== 32 + 10 * 259) {
      this.violations.push(`a draw of ${batch.length} bytes with '${code}'`);
      return refuse(400);
    }
    const [epoch, key] = [...this.keys].find(([, { id }]) => id.equals(batch.subarray(0, 32))) ?? [];
    if (!epoch || !key) return refuse(410);
    const paid = this.paid.get(code);
    if (!paid) return refuse(404);
    if (!paid.includes(epoch)) return refuse(402);
    const before = this.drawn.get(code + epoch);
    if (before !== undefined && before !== text) return refuse(409);
    this.drawn.set(code + epoch, text);
    this.draws.push({ code, epoch });
    const sign = (index: number) => privateDecrypt({ key: key.secret, padding: constants.RSA_NO_PADDING }, batch.subarray(32 + 259 * index + 3, 32 + 259 * (index + 1)));
    response.writeHead(200, { 'content-type': 'text/plain' }).end(Buffer.concat(Array.from({ length: 10 }, (_, index) => sign(index))).toString('base64url'));
  }

  private enter(response: ServerResponse, pass: string): void {
    const token = Buffer.from(pass.replace('plus1.', ''), 'base64url');
    const key = [...this.keys.values()].find(({ id }) => id.equals(token.subarray(66, 98)));
    const isValid = key && verify('sha384', token.subarray(0, 98), { key: createPublicKey(key.secret), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, token.subarray(98));
    if (!isValid) this.violations.push('a pass that is not valid was handed in');
    if (!isValid || this.spent.has(pass)) return void response.writeHead(422, { 'content-type': 'text/html' }).end('<p>This pass opens nothing.');
    this.spent.add(pass);
    this.entered.push(pass);
    response.writeHead(303, { location: '/en/story/river', 'set-cookie': '__Host-plus=week; Path=/; Secure; HttpOnly; SameSite=Lax' }).end();
  }
}
