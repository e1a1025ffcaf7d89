const loopback = "https?://(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1\\])(?::\\d+)?"
const cors = {
  "Access-Control-Allow-Origin": ":origin",
  "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
  "Access-Control-Allow-Headers":
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, traceparent, tracestate",
  "Access-Control-Expose-Headers":
    "X-Request-Id, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, ETag",
}

/** What server.ts serves in production, and bin/dev.mjs in development. */
const oidcPaths = process.env.NANOSTACK_OIDC_ORIGIN
  ? ["/oauth/:path*", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"]
  : []

const developing = process.env.NODE_ENV === "development"

/**
 * In development, what server.ts does itself in production: pages of other origins may call the API, and a browser
 * without cookies gets one to send back with the form (lib/core/http/cookie-probe.ts).
 */
const developmentHeaders = [
  ...["/api/v1/:path*", "/v1/:path*"].map((source) => ({
    source,
    has: [{ type: "header", key: "origin", value: `(?<origin>${loopback})` }],
    headers: Object.entries(cors).map(([key, value]) => ({ key, value })),
  })),
  ...["/login/:path*", "/register"].map((source) => ({
    source,
    missing: [{ type: "header", key: "cookie" }],
    headers: [{ key: "Set-Cookie", value: "nanostack.probe=1; Path=/; HttpOnly; SameSite=Lax" }],
  })),
]

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // Compression would hold back the stream of revocations, which `next dev` passes on.
  compress: !developing,
  reactStrictMode: true,
  serverExternalPackages: [
    "@prisma/adapter-pg",
    "@prisma/client",
    "bcryptjs",
    "pg",
    "pino",
    "piscina",
    "sharp",
    "@react-email/render",
  ],
  // Pages that send no referrer post `Origin: null` without JavaScript; formAction then asks Sec-Fetch-Site.
  experimental: {
    // lib/core/http/bound-form.ts bounds each form before Next reads it: only those with an image come near this.
    serverActions: { allowedOrigins: ["null"], bodySizeLimit: "6mb" },
    // Each page is loaded when it is first asked for: a start is quicker and an idle server smaller.
    preloadEntriesOnStart: false,
  },
  // `npm test` checks types; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  headers: async () => (developing ? developmentHeaders : []),
  // Texts reach formatting compiled (lib/i18n/catalogue.ts): no parser of messages in the browser.
  turbopack: { resolveAlias: { "use-intl/format-message": "use-intl/format-message/format-only" } },
  rewrites: async () => ({
    beforeFiles: oidcPaths.map((source) => ({ source, destination: process.env.NANOSTACK_OIDC_ORIGIN + source })),
    afterFiles: [
      { source: "/v1/:path*", destination: "/api/v1/:path*" },
      { source: "/.well-known/oauth-protected-resource/api/v1", destination: "/.well-known/oauth-protected-resource" },
    ],
  }),
}
