// Which key passes are drawn with. A till that gave each reader another key would know them by it again, so a wallet
// takes a key only if the directory lists it for that epoch, and no other was ever seen for it.
import { hex } from './protocol/bytes';
import type { Epoch } from './protocol/epoch';
import type { PublicKey } from './protocol/key';
import type { State } from './state';

/** Why no passes are drawn with what the server shows. */
export class KeyRefused extends Error {
  constructor(readonly which: 'unlisted' | 'changed') {
    super(which);
  }
}

/** The key of an epoch, if every key of the directory is as it was seen before; all of them are remembered from now on. */
export function trusted(state: State, issuer: string, directory: Map<Epoch, PublicKey>, epoch: Epoch): PublicKey {
  if (issuer !== state.issuer) throw new KeyRefused('changed');
  for (const [listed, key] of directory) {
    if (witnesses(state).some(seen => (seen[listed] ?? hex(key.id)) !== hex(key.id))) throw new KeyRefused('changed');
  }
  const key = directory.get(epoch);
  if (!key) throw new KeyRefused('unlisted');
  for (const [listed, { id }] of directory) state.keys[listed] = hex(id);
  return key;
}

/** What has been learnt of keys, from wherever: by epoch, in hexadecimal. Manifests of signed editions join here. */
function witnesses(state: State): Record<Epoch, string>[] {
  return [state.keys];
}
