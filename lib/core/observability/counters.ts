import { singleton } from "../cache/singleton"

/** Counters since this process started, for /metrics. */
export const counts = () =>
  singleton("counts", () => ({
    /** Hits of the caller cache, and loads on a miss. */
    cache: { hit: 0, miss: 0 },
    /** Reused refresh tokens, each of which revoked its session. */
    refreshReused: 0,
    /** Wrong codes of emails, by which someone wanted to sign in. */
    emailCodesWrong: 0,
    /** Requests that needed a proof of work: with a right one, and without. */
    botChecks: { solved: 0, refused: 0 },
    /** Requests rejected with 503, by the exhausted resource. */
    shed: { requests: 0, connections: 0, passwords: 0 },
    /** Requests in flight: of the API, and for pages. */
    inFlight: { api: 0, pages: 0 },
    /** Open streams of GET /revocations. */
    streams: 0,
  }))
