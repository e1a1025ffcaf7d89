import { randomBytes } from "node:crypto"
import express from "express"
import * as oidc from "openid-client"

const { NANOSTACK_ISSUER, NANOSTACK_CLIENT_ID, NANOSTACK_CLIENT_SECRET, PORT = "4000" } = process.env
const redirect_uri = `http://localhost:${PORT}/callback`

const execute = [oidc.enableNonRepudiationChecks]
if (NANOSTACK_ISSUER.startsWith("http://localhost")) execute.push(oidc.allowInsecureRequests)
const config = await oidc.discovery(
  new URL(NANOSTACK_ISSUER),
  NANOSTACK_CLIENT_ID,
  NANOSTACK_CLIENT_SECRET,
  undefined,
  {
    execute,
  },
)

// In memory, for one process: use a database or Redis.
const attempts = new Map()
const sessions = new Map()

const name = `shop-${NANOSTACK_CLIENT_ID}`
const cookie = { httpOnly: true, sameSite: "lax", secure: redirect_uri.startsWith("https:") }
const cookieOf = (req, suffix) => new RegExp(`(?:^|; )${name}-${suffix}=([\\w-]+)`).exec(req.headers.cookie ?? "")?.[1]

const app = express()

app.get("/sign-in", async (_req, res) => {
  const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  attempts.set(attempt.state, attempt)
  setTimeout(() => attempts.delete(attempt.state), 3_600_000).unref()
  // Only the browser that began a sign-in can complete it.
  res.cookie(`${name}-attempt`, attempt.state, { ...cookie, maxAge: 3_600_000 })
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri,
    scope: "openid profile email organization",
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: "S256",
  })
  res.redirect(url.href)
})

app.get("/callback", async (req, res) => {
  const attempt = attempts.get(cookieOf(req, "attempt"))
  if (!attempt) return res.status(400).send("This sign-in has expired. Start again.")
  attempts.delete(attempt.state)
  const tokens = await oidc
    .authorizationCodeGrant(config, new URL(req.originalUrl, redirect_uri), {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
    })
    .catch(() => null)
  if (!tokens) return res.status(400).send("You weren't signed in. Start again.")
  const id = randomBytes(32).toString("base64url")
  sessions.set(id, { claims: tokens.claims(), token: tokens.access_token, refreshToken: tokens.refresh_token })
  res.cookie(`${name}-session`, id, cookie).redirect("/")
})

/** Admits people who are signed in, with their access of this moment. */
async function signedIn(req, res, next) {
  const id = cookieOf(req, "session")
  const session = sessions.get(id)
  if (!session) return res.redirect("/sign-in")
  let access = await oidc.tokenIntrospection(config, session.token)
  if (!access.active) {
    const tokens = await oidc.refreshTokenGrant(config, session.refreshToken).catch(() => null)
    if (!tokens) {
      sessions.delete(id)
      return res.redirect("/sign-in")
    }
    Object.assign(session, { token: tokens.access_token, refreshToken: tokens.refresh_token })
    access = await oidc.tokenIntrospection(config, session.token)
  }
  res.locals.session = session
  res.locals.can = (permission) => access.permissions.includes(permission)
  next()
}

app.get("/", signedIn, (_req, res) => {
  const { name, email } = res.locals.session.claims
  res.json({ name, email, can_invite: res.locals.can("invites:write") })
})

app.post("/sign-out", async (req, res) => {
  if (!["same-origin", undefined].includes(req.headers["sec-fetch-site"])) return res.sendStatus(403)
  const id = cookieOf(req, "session")
  const session = sessions.get(id)
  sessions.delete(id)
  res.clearCookie(`${name}-session`)
  if (session) await oidc.tokenRevocation(config, session.refreshToken).catch(() => {})
  res.sendStatus(204)
})

app.listen(PORT)
