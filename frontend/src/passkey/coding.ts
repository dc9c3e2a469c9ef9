// WebAuthn speaks bytes, JSON does not: base64url both ways, for browsers without `parseCreationOptionsFromJSON`.

type Json = Record<string, unknown>;

export function bytes(text: unknown): ArrayBuffer {
  const binary = atob(String(text ?? '').replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, c => c.charCodeAt(0)).buffer;
}

export function base64url(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const withIds = (list: unknown) => (Array.isArray(list) ? list.map((entry: Json) => ({ ...entry, id: bytes(entry.id) })) : []);

/** The options may come bare or, as webauthn-rs writes them, under `publicKey`. */
const inner = (told: Json) => (told.publicKey ?? told) as Json;

export function creationOptions(told: Json): CredentialCreationOptions {
  const options = inner(told);
  const user = options.user as Json;
  return {
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: withIds(options.excludeCredentials),
    } as unknown as PublicKeyCredentialCreationOptions,
  };
}

export function requestOptions(told: Json): CredentialRequestOptions {
  const options = inner(told);
  return {
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: withIds(options.allowCredentials),
    } as unknown as PublicKeyCredentialRequestOptions,
  };
}

/** What the server checks, as webauthn-rs reads it. */
export function asJson(credential: PublicKeyCredential): Json {
  const response = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const out: Json = { clientDataJSON: base64url(response.clientDataJSON) };
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle'] as const) {
    if (response[name]) out[name] = base64url(response[name]);
  }
  if (typeof response.getTransports === 'function') out.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: base64url(credential.rawId),
    type: credential.type,
    response: out,
    extensions: credential.getClientExtensionResults(),
  };
}
