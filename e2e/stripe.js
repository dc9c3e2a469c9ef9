// A stand-in for Stripe Checkout: makes sessions, has a page with a button, and tells of a payment by a signed webhook,
// twice, as Stripe may. It takes what the till has to send and nothing else: whatever more came would be about a reader.
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const key = 'sk_test_e2e';
export const webhookSecret = 'whsec_e2e';

// The fields of a session, each with what it may be.
const FIELDS = {
  mode: /^payment$/,
  client_reference_id: /^[0-9a-f]{32}$/,
  'metadata[vestka_purchase]': /^[0-9a-f]{32}$/,
  'payment_intent_data[metadata][vestka_purchase]': /^[0-9a-f]{32}$/,
  'line_items[0][quantity]': /^1$/,
  'line_items[0][price_data][currency]': /^[a-z]{3}$/,
  'line_items[0][price_data][unit_amount]': /^[1-9][0-9]{0,7}$/,
  'line_items[0][price_data][product_data][name]': /^[\p{L} ]{1,60}$/u,
  success_url: /^http:\/\/[\d.:]+\/\w+\/plus\/paid$/,
  cancel_url: /^http:\/\/[\d.:]+\/\w+\/plus$/,
  'adaptive_pricing[enabled]': /^false$/,
};

const HEADERS = {
  authorization: new RegExp(`^Bearer ${key}$`),
  'content-type': /^application\/x-www-form-urlencoded$/,
  'stripe-version': /^\d{4}-\d\d-\d\d\.\w+$/,
  'idempotency-key': /^[0-9a-f]{32}$/,
};

// Starts one. `settings` are what the till must be told in its environment.
export async function standIn() {
  const sessions = new Map();
  const server = createServer((request, response) => answer(sessions, server, request, response).catch((error) => response.writeHead(500).end(String(error))));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  const settings = { VESTKA_TILL_STRIPE_KEY: key, VESTKA_TILL_STRIPE_WEBHOOK_SECRET: webhookSecret, VESTKA_TILL_STRIPE_ADDRESS: address };
  return { settings, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}

async function answer(sessions, server, request, response) {
  const body = await bodyOf(request);
  const { pathname } = new URL(request.url, 'http://stripe.example');
  const html = { 'content-type': 'text/html; charset=utf-8' };
  if (request.method === 'POST' && pathname === '/v1/checkout/sessions') {
    const fields = Object.fromEntries(new URLSearchParams(body));
    const wrong = [...faults(HEADERS, request.headers), ...faults(FIELDS, fields), ...Object.keys(fields).filter((name) => !(name in FIELDS)), ...('cookie' in request.headers ? ['cookie'] : [])];
    if (wrong.length) return response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message: `wrong: ${wrong}` } }));
    const id = `cs_test_${randomUUID()}`;
    sessions.set(id, fields);
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id, url: `http://127.0.0.1:${server.address().port}/pay/${id}` }));
  }
  const session = sessions.get(pathname.replace('/pay/', ''));
  if (!session) return response.writeHead(404, html).end('no such session');
  if (request.method === 'GET') {
    assert.equal(request.headers.referer, undefined, 'the payment service learns where its payer comes from');
    return response.writeHead(200, html).end(`<!doctype html><title>Pay</title><link rel="icon" href="data:,"><form method="post"><button>Pay</button></form><a href="${session.cancel_url}">Back</a>`);
  }
  for (let times = 0; times < 2; times++) await tell(session);
  return response.writeHead(303, { location: session.success_url }).end();
}

const faults = (allowed, given) => Object.entries(allowed).filter(([name, form]) => !form.test(given[name] ?? '')).map(([name]) => name);

// The webhook that says that a session was paid.
async function tell(session) {
  const object = {
    object: 'checkout.session',
    payment_status: 'paid',
    amount_total: Number(session['line_items[0][price_data][unit_amount]']),
    currency: session['line_items[0][price_data][currency]'],
    metadata: { vestka_purchase: session.client_reference_id },
    customer_details: { name: 'A Payer', email: 'payer@example.org' },
  };
  const heard = await webhook(session.success_url, { type: 'checkout.session.completed', data: { object } });
  if (heard.status !== 200) throw new Error(`the webhook was answered with ${heard.status}: ${await heard.text()}`);
}

// Sends an event to the till of the site at `address`, signed with the secret that both know, or another.
export function webhook(address, event, signedWith = webhookSecret) {
  const body = JSON.stringify(event);
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', signedWith).update(`${time}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${time},v1=${signature}` };
  return fetch(new URL('/till/stripe', address), { method: 'POST', body, headers });
}

async function bodyOf(request) {
  let body = '';
  for await (const piece of request) body += piece;
  return body;
}
