import { TextLink } from "@/components/text-link"

const rules: [string, string][] = [
  [
    "Credentials",
    "An access token or an API key (nsk_…) in Authorization: Bearer. An access token opens one tenant; never a cookie. What comes over plain http is refused: 403 https_required.",
  ],
  [
    "Answers",
    "Success is {success: true, data}; lists add pagination with next_cursor. Failure is {success: false, error} with a stable code, a sentence for people, and the request_id to tell us.",
  ],
  [
    "Lists",
    "limit 1–100 (20 by default) and cursor; total=true also counts, exactly up to 10,000; beyond that it is an estimate and total_is_estimate says so. A parameter that does not exist is refused, not ignored.",
  ],
  [
    "Tenants",
    "Another tenant's object is 404, always, as if it did not exist. 403 is for “you are in, but may not”, and names the missing permission. (Our guide's troubleshooting says 403 for both; this is the one place where we answer differently.)",
  ],
  [
    "Changes",
    'Fields that are not sent stay. Objects carry a version; with If-Match: "n" a stale change is refused with 412.',
  ],
  ["Repeats", "With an Idempotency-Key, a repeated POST that creates or mails replays the first answer for 24 hours."],
  [
    "Limits",
    "RateLimit and RateLimit-Policy headers on every answer; 429 says in Retry-After how many seconds to wait.",
  ],
  ["Second factor", "An account with a second factor answers a sign-in with 401 second_factor_required."],
]

/** What holds for every operation. */
export function Rules({ base }: { base: string }) {
  return (
    <section className="grid gap-5">
      <h1 className="text-2xl font-semibold">REST API</h1>
      <p className="max-w-prose text-muted">
        The base address is <code className="font-mono text-sm text-ink">{base}</code>; the same API answers at{" "}
        <code className="font-mono text-sm text-ink">/v1</code>. This page is made from the{" "}
        <TextLink href="/api/v1/openapi.json">OpenAPI 3.1 document</TextLink>, which is made from the schemas that
        validate.
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
