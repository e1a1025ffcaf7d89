import { TextLink } from "@/components/text-link"

const rules: [string, string][] = [
  [
    "Authentication",
    "Send an access token or an API key (nsk_…) as Authorization: Bearer. An access token is valid for one tenant; cookies are never used. Requests over plain HTTP return 403 https_required.",
  ],
  [
    "Responses",
    "Success returns {success: true, data}; lists add pagination with next_cursor. Errors return {success: false, error} with a stable code, a human-readable message, and a request_id for support.",
  ],
  [
    "Lists",
    "Use limit (1–100, default 20) and cursor. total=true includes the total: exact up to 10,000, an estimate beyond (total_is_estimate). Unknown parameters are rejected, not ignored.",
  ],
  [
    "Tenants",
    "Objects of another tenant always return 404, as if they didn't exist. 403 means that you have access but lack a permission, and names it. (The guide's troubleshooting says 403 for both; this is the one place where the API differs.)",
  ],
  [
    "Changes",
    'Fields that are not sent keep their values. Objects have a version; with If-Match: "n", a stale change returns 412.',
  ],
  [
    "Idempotency",
    "With an Idempotency-Key, repeating a POST that creates or emails something returns the first response, for 24 hours.",
  ],
  [
    "Rate limits",
    "Every response has RateLimit and RateLimit-Policy headers. 429 says in Retry-After how many seconds to wait, and names the limit. A tenant sends a limited number of emails a day, fewer in its first 7 days: requests that send one show what is left, and so does GET /tenants/{id}.",
  ],
  [
    "Many at once",
    "POST /users/batch and POST /organizations/{id}/invites/bulk take up to 1,000 rows (4 MiB) and return a result for each. Rows that the request had no time for are not_tried: send them again.",
  ],
  [
    "Two-factor authentication",
    "Signing in to an account with two-factor authentication returns 401 second_factor_required.",
  ],
]

/** Rules of all operations. */
export function Rules({ base }: { base: string }) {
  return (
    <section className="grid gap-5">
      <h1 className="text-2xl font-semibold">REST API</h1>
      <p className="max-w-prose text-muted">
        The base URL is <code className="font-mono text-sm text-ink">{base}</code>; the same API is available at{" "}
        <code className="font-mono text-sm text-ink">/v1</code>. This page is generated from the{" "}
        <TextLink href="/api/v1/openapi.json">OpenAPI 3.1 document</TextLink>, which is generated from the schemas that
        validate requests.
      </p>
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-[8rem_minmax(0,1fr)]">
        {rules.map(([term, text]) => (
          <div key={term} className="contents">
            <dt className="font-medium">{term}</dt>
            <dd className="max-w-prose text-muted">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
