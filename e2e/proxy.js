// A wire between a browser and a server that can be cut, and that can lose answers while requests get through.
import { connect, createServer } from 'node:net';

// Listens on a free port and passes everything on to `address`. {address, cut(), losesAnswers(), mend(), lost(), close()}
export async function wireTo(address) {
  const { hostname, port } = new URL(address);
  const pairs = new Set();
  let state = 'whole';
  let lost = 0;
  const server = createServer((browser) => {
    if (state === 'cut') return browser.destroy();
    const far = connect(Number(port), hostname);
    const end = () => {
      browser.destroy();
      far.destroy();
      pairs.delete(end);
    };
    pairs.add(end);
    for (const socket of [browser, far]) socket.on('error', end).on('close', end);
    browser.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      if (state === 'whole') return browser.write(bytes);
      lost += bytes.length;
      end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    cut() {
      state = 'cut';
      for (const end of [...pairs]) end();
    },
    losesAnswers() { state = 'loses answers'; },
    mend() { state = 'whole'; },
    lost: () => lost,
    close() {
      this.cut();
      server.close();
    },
  };
}
