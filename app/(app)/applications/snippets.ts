import type { ApplicationType } from "@/lib/applications/schema"

export type Framework = "next" | "express" | "plain"

/** Frameworks with code for a type of application. */
export const frameworksOf = (type: ApplicationType): readonly Framework[] =>
  type === "web" ? ["next", "express", "plain"] : ["plain"]

type Given = { issuer: string; clientId: string; type: ApplicationType; redirect: string }

const setting = (name: string) => ["process", "env", `NANOSTACK_${name}`].join(".")
const scope = "openid profile email organization"

/** Returns the code to sign people in with a framework, ready to be copied. */
export function snippet(framework: Framework, given: Given): string {
  if (framework === "next") return next(given)
  if (framework === "express") return express(given)
  return given.type === "machine" ? machine(given) : plain(given)
}

const next = ({ redirect }: Given) => `// npm install @nanostack/nextjs
// Add to .env.local, and register the redirect URI:
// NANOSTACK_REDIRECT_URI=${new URL("/auth/callback", redirect)}
// NANOSTACK_COOKIE_SECRET=… (openssl rand -base64 48)

// proxy.ts
export { proxy } from "@nanostack/nextjs/proxy"

// app/auth/[...nanostack]/route.ts
export { GET, POST } from "@nanostack/nextjs/routes"

// app/page.tsx
import { auth, OrganizationSwitcher, SignOutButton } from "@nanostack/nextjs"

export default async function Page() {
  const { user } = await auth.protect()
  return (
    <main>
      <h1>Welcome, {user.name}</h1>
      <OrganizationSwitcher />
      <SignOutButton />
    </main>
  )
}
`

const express = ({ issuer, redirect }: Given) => `// npm install express express-session openid-client
import express from "express"
import session from "express-session"
import * as oidc from "openid-client"

const redirect_uri = "${redirect}"
const config = await oidc.discovery(
  new URL(${setting("ISSUER")}),
  ${setting("CLIENT_ID")},
  ${setting("CLIENT_SECRET")},${issuer.startsWith("http:") ? "\n  undefined,\n  { execute: [oidc.allowInsecureRequests] }," : ""}
)

const app = express()
app.use(session({ secret: ${["process", "env", "SESSION_SECRET"].join(".")}, resave: false, saveUninitialized: false }))

app.get("/login", async (req, res) => {
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  req.session.asked = { verifier, state }
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri,
    state,
    scope: "${scope}",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  })
  res.redirect(url.href)
})

app.get(new URL(redirect_uri).pathname, async (req, res) => {
  const { verifier, state } = req.session.asked
  const tokens = await oidc.authorizationCodeGrant(config, new URL(req.originalUrl, redirect_uri), {
    pkceCodeVerifier: verifier,
    expectedState: state,
  })
  req.session.regenerate(() => {
    req.session.user = tokens.claims()
    res.redirect("/")
  })
})

app.get("/", (req, res) => res.json(req.session.user ?? null))
app.listen(new URL(redirect_uri).port || 3000)
`

const plain = ({ issuer, clientId, type, redirect }: Given) => {
  const query = new URLSearchParams({
    ...{ response_type: "code", client_id: clientId, redirect_uri: redirect, scope, code_challenge_method: "S256" },
  })
  const client = type === "web" ? `-u "$NANOSTACK_CLIENT_ID:$NANOSTACK_CLIENT_SECRET"` : `-d client_id=${clientId}`
  return `# 1. Send the browser here. STATE: random. CHALLENGE: base64url(SHA-256(VERIFIER)), VERIFIER: 43 random characters.
${issuer}/oauth/authorize?${query}&state=STATE&code_challenge=CHALLENGE

# 2. It comes back with ?code=…&state=…. Compare the state, then redeem the code within 60 seconds.
curl ${issuer}/oauth/token ${client} \\
  -d grant_type=authorization_code -d code=CODE -d code_verifier=VERIFIER \\
  --data-urlencode redirect_uri=${redirect}

# 3. Verify the id_token: its signature (${issuer}/.well-known/jwks.json), iss, aud and exp.
`
}

const machine = ({ issuer }: Given) => `# RESOURCE: the identifier of an API.
curl ${issuer}/oauth/token -u "$NANOSTACK_CLIENT_ID:$NANOSTACK_CLIENT_SECRET" \\
  -d grant_type=client_credentials -d resource=RESOURCE
`
