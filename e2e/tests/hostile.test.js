// Requests that nobody means well with, over TCP, against the whole binary: a clear refusal, no growth, pages as before.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, test } from 'node:test';
import { get, memory, origin } from '../site.js';

const { hostname, port } = new URL(origin);
const mebibyte = 1 << 20;

afterEach(async () => assert.equal(await newReader('/be/'), 200, 'the site is served as before'));

// Sends bytes; answers all that came back until the other side closed, or 'nothing' when it waited `patience` ms.
async function send(bytes, patience = 20_000) {
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  const answer = [];
  socket.on('data', (data) => answer.push(data));
  socket.write(bytes);
  const timer = setTimeout(() => socket.destroy(), patience);
  await once(socket, 'close');
  clearTimeout(timer);
  return Buffer.concat(answer).toString('latin1');
}

const statusOf = (answer) => Number(answer.match(/^HTTP\/1\.1 (\d{3})/)?.[1] ?? 0);

// A page over a connection of its own: one that fetch has kept may have been closed to make room for others.
const newReader = async (path) => statusOf(await send(request(path)));
const request = (target) => `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;

test('what is not HTTP is refused', async () => {
  const nonsense = ['\0\0\0\0\r\n\r\n', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
    'GET /be/ HTTP/1.1\r\n\r\n', 'GET /be/ HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', 'GET /be/ HTTP/1.1\r\nHost : a\r\n\r\n', 'G\x80T / HTTP/1.1\r\nHost: a\r\n\r\n',
    'POST /be/ HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n'];
  for (const bytes of nonsense) {
    // A half of a request gets no answer until its time is up.
    const status = statusOf(await send(bytes, 2000));
    assert.ok(status === 0 || (status >= 400 && status < 500) || status === 505, `${JSON.stringify(bytes)} got ${status}`);
  }
});

test('a path cannot leave its folder', async () => {
  const paths = ['/media/../vestka.toml', '/media/..%2fvestka.toml', '/media/%2e%2e/vestka.toml', '/media/%2e%2e%2f%2e%2e%2fetc%2fpasswd', '/media/..%5c..%5cx',
    '/media/%c0%ae%c0%ae/x', '/en/../../etc/passwd', '/media/%00.jpg', '/en/%00', '/assets/..%252f..%252fetc%252fpasswd', '/media/vestka.db', '//etc/passwd', '/en/story/%ff', '/media/.'];
  for (const path of paths) {
    const answer = await send(request(path));
    assert.ok([400, 404].includes(statusOf(answer)), `${path} got ${answer.split('\r\n')[0]}`);
    assert.doesNotMatch(answer, /root:x:|\[server\]|SQLite format/);
  }
});

test('a path in escapes is the path', async () => {
  assert.equal(statusOf(await send(request('/%62%65/'))), 200);
  assert.equal(statusOf(await send(request('/be/?a=%00&b=../..'))), 200);
});

test('headers of a megabyte are refused before they are read', async () => {
  const start = memory();
  for (const head of [`X: ${'a'.repeat(mebibyte)}\r\n`, 'X: a\r\n'.repeat(mebibyte / 6)]) {
    const status = statusOf(await send(`GET /be/ HTTP/1.1\r\nHost: a\r\n${head}\r\n`));
    assert.ok(status === 431 || status === 0, `got ${status}`);
  }
  assert.ok([414, 431, 0].includes(statusOf(await send(request(`/${'a'.repeat(mebibyte)}`)))));
  assert.ok(memory() - start < 16 * mebibyte, `memory has grown by ${(memory() - start) >> 20} MB`);
});

test('a body is not taken', async () => {
  const answer = await send('POST /be/ HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000000\r\nConnection: close\r\n\r\nabc');
  assert.ok([405, 413].includes(statusOf(answer)), answer.split('\r\n')[0]);
  assert.equal((await fetch(`${origin}/be/`, { method: 'DELETE' })).status, 405);
});

test('who sends a header a byte a second is let go, and nobody waits for them', async () => {
  const begin = Date.now();
  const slow = Array.from({ length: 50 }, () => connect(Number(port), hostname));
  const closed = slow.map((socket) => once(socket.on('error', () => {}).resume(), 'close'));
  const drip = setInterval(() => slow.forEach((socket) => socket.writable && socket.write('G')), 1000);
  assert.equal(await newReader('/ru/'), 200);
  await Promise.all(closed);
  clearInterval(drip);
  const seconds = (Date.now() - begin) / 1000;
  assert.ok(seconds < 25, `they were let go after ${seconds} s; the setting says 10`);
});

test('5,000 idle connections: a reader still gets a page, and memory stays', async () => {
  const start = memory();
  const idle = [];
  for (let opened = 0; opened < 5000; opened += 500) {
    const batch = Array.from({ length: 500 }, () => connect(Number(port), hostname).on('error', () => {}));
    idle.push(...batch);
    await Promise.all(batch.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])));
  }
  const begin = Date.now();
  assert.equal(await newReader('/en/'), 200);
  const waited = Date.now() - begin;
  const grown = memory() - start;
  idle.forEach((socket) => socket.destroy());
  assert.ok(waited < 5000, `the page took ${waited} ms`);
  assert.ok(grown < 64 * mebibyte, `memory has grown by ${grown >> 20} MB`);
});

test('ten thousand addresses that are not there do not fill the memory', async () => {
  const start = memory();
  for (let count = 0; count < 10_000; count += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, n) => get(`/en/story/nothing-${count + n}`)));
  }
  const grown = memory() - start;
  assert.ok(grown < 64 * mebibyte, `memory has grown by ${grown >> 20} MB`);
});
