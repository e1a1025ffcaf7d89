import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose"
import type { StoredApplication } from "../applications/store"
import { sha256 } from "../core/crypto"
import { env } from "../core/env"
import { storeOnce } from "./records"

/** Algorithms that applications may sign their assertions with. */
export const assertionAlgorithms = ["RS256", "PS256", "ES256"]

const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

/** The application that an assertion claims to be from, before anything is checked. */
export function claimedByAssertion(form: URLSearchParams): string {
  try {
    return form.get("client_assertion_type") === jwtBearer
      ? String(decodeJwt(form.get("client_assertion") ?? "").sub ?? "")
      : ""
  } catch {
    return ""
  }
}

/**
 * Whether an application has signed this assertion (RFC 7523) for one of our endpoints. Each can be used once, here or at
 * the engine's endpoints.
 */
export async function opensByAssertion({ id, jwks }: StoredApplication, assertion: string): Promise<boolean> {
  if (!jwks) return false
  const { PUBLIC_URL } = env()
  const paths = ["", "/oauth/token", "/oauth/introspect", "/oauth/revoke"]
  try {
    const { payload } = await jwtVerify(assertion, createLocalJWKSet(jwks), {
      algorithms: assertionAlgorithms,
      issuer: id,
      subject: id,
      audience: paths.map((path) => PUBLIC_URL + path),
      requiredClaims: ["exp", "jti"],
    })
    const { jti, exp } = payload
    const left = Math.ceil(Number(exp) - Date.now() / 1000)
    return await storeOnce("ReplayDetection", replayId(id, String(jti)), left)
  } catch {
    return false
  }
}

/** As the engine names an assertion that has been used. */
const replayId = (issuer: string, jti: string) => Buffer.from(sha256(`${issuer}${jti}`)).toString("base64url")
