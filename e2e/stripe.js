// A stand-in for Stripe Checkout: makes sessions, has a page with a button, and tells of a payment by a signed webhook.
import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const key = 'sk_test_e2e';
const secret = 'whsec_e2e';

// Starts one. `settings` are what the till must be told in its environment.
export async function standIn() {
  const sessions = new Map();
  const server = createServer((request, response) => answer(sessions, server, request, response).catch((error) => response.writeHead(500).end(String(error))));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  const settings = { VESTKA_TILL_STRIPE_KEY: key, VESTKA_TILL_STRIPE_WEBHOOK_SECRET: secret, VESTKA_TILL_STRIPE_ADDRESS: address };
  return { settings, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}

async function answer(sessions, server, request, response) {
  const fields = new URLSearchParams(await bodyOf(request));
  const { pathname } = new URL(request.url, 'http://stripe.example');
  const html = { 'content-type': 'text/html; charset=utf-8' };
  if (request.method === 'POST' && pathname === '/v1/checkout/sessions') {
    if (request.headers.authorization !== `Bearer ${key}`) return response.writeHead(401).end('{}');
    const id = `cs_test_${randomUUID()}`;
    sessions.set(id, Object.fromEntries(fields));
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id, url: `http://127.0.0.1:${server.address().port}/pay/${id}` }));
  }
  const session = sessions.get(pathname.replace('/pay/', ''));
  if (!session) return response.writeHead(404, html).end('no such session');
  if (request.method === 'GET') return response.writeHead(200, html).end(`<!doctype html><title>Pay</title><form method="post"><button>Pay</button></form><a href="${session.cancel_url}">Back</a>`);
  await tell(session);
  return response.writeHead(303, { location: session.success_url }).end();
}

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
export function webhook(address, event, signedWith = secret) {
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
