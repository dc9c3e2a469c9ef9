// The pass protocol as the reader's side speaks it, proved in frontend/test and, as built, in drill/passes/second.
export { finish, isValid, PASSES, prepare, request, token, type Prepared } from './batch';
export { base64url, fromBase64url, hex, utf8, type Bytes } from './bytes';
export { challengeDigest, tokenChallenge } from './challenge';
export { CodeError, readCode } from './code';
export { DirectoryError, readDirectory } from './directory';
export * from './epoch';
export { publicKey, type PublicKey } from './key';
export { blind, BlindError, finalize, verify } from './rsabssa';
export { passText, readPass } from './text';
export { readWords, secretsOf, seedOf, wordsOf, WordsError, type Secrets } from './words';
