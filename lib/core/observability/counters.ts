import { singleton } from "../cache/singleton"

/** What happened since this process began, for /metrics. */
export const counts = () =>
  singleton("counts", () => ({
    /** Answers of the caller cache, and loads because it had none. */
    cache: { hit: 0, miss: 0 },
    /** Used refresh tokens that came again, each of which ended its session. */
    refreshReused: 0,
    /** Refused with 503, by what there was too much of. */
    shed: { requests: 0, connections: 0, passwords: 0 },
    /** Requests being answered: of the API, and for pages. */
    inFlight: { api: 0, pages: 0 },
  }))
