/** What a request to a service carries, and what its response is checked against. */
export type Checks = { state: string; nonce: string; verifier: string }
export type Request = Checks & { redirectUri: string }
