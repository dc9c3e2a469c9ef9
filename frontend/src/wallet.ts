// The reader's wallet, on the page of one's passes and on the way in from a story. It is a module: `draw.js` loads it
// when there is something to draw, and the drill against the crate `passes` loads what readers get.
export * from './wallet/protocol/index';
