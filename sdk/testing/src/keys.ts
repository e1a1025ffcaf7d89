import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose"

/** The keys of an issuer: RS256 for ID tokens, ES256 for access tokens. */
export async function newKeys(issuer: () => string) {
  const [rsa, ec] = [await generateKeyPair("RS256"), await generateKeyPair("ES256")]
  const jwk = async (key: CryptoKey, alg: string) => ({
    ...(await exportJWK(key)),
    alg,
    kid: `test-${alg}`,
    use: "sig",
  })
  const sign = (alg: "RS256" | "ES256", typ: string, claims: JWTPayload, seconds: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg, typ, kid: `test-${alg}` })
      .setIssuer(issuer())
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign((alg === "RS256" ? rsa : ec).privateKey)
  return {
    jwks: { keys: [await jwk(rsa.publicKey, "RS256"), await jwk(ec.publicKey, "ES256")] },
    idToken: (claims: JWTPayload) => sign("RS256", "JWT", claims, 3_600),
    logoutToken: (claims: JWTPayload) => sign("RS256", "logout+jwt", claims, 120),
    accessToken: (claims: JWTPayload, seconds = 300) => sign("ES256", "at+jwt", claims, seconds),
  }
}
