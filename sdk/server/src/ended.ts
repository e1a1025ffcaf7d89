/** What tells whether a token still holds. `iat` in Unix seconds. */
export type Dated = { sub: string; sid: string | null; org: string | null; client_id: string; iat: number }

/** "ask": issued within the second of a change, before or after it. */
export type Judgement = "holds" | "ended" | "ask"

/** What a token or a sign-in depends on. */
export type Subject = Omit<Dated, "iat">

const namesOf = ({ sub, sid, org, client_id }: Subject) => [
  `sub ${sub} ${org}`,
  `app ${client_id}`,
  ...(sid === null ? [] : [`sid ${sid}`]),
]

/** Milliseconds that an entry matters: longer than any token lives. */
const longest = 3_620_000

type Entry = { before: number; at: number }

/** The set of what has ended, as the stream of revocations tells it. */
export function createEnded() {
  const entries = new Map<string, Entry>()

  function note(key: string, before: number): void {
    const known = entries.get(key)?.before ?? before
    // At the end of the map, which is in the order of time.
    entries.delete(key)
    entries.set(key, { before: Math.max(known, before), at: performance.now() })
  }

  return {
    /** Notes an event of the stream. Unknown ones are ignored. */
    hear(event: string, { sid, sub, org, client_id, before }: Record<string, unknown>): void {
      if (event === "reset") entries.clear()
      if (event === "session_ended") note(`sid ${sid}`, Number.POSITIVE_INFINITY)
      if (event === "rights_changed") note(`sub ${sub} ${org}`, Number(before))
      if (event === "application_ended") note(`app ${client_id}`, Number(before ?? Number.POSITIVE_INFINITY))
    },
    judge({ iat, ...subject }: Dated): Judgement {
      const before = Math.max(...namesOf(subject).map((name) => entries.get(name)?.before ?? Number.NEGATIVE_INFINITY))
      return iat < before ? "ended" : iat === before ? "ask" : "holds"
    },
    /** Whether anything about a sign-in was heard since a time of the monotonic clock, in milliseconds. */
    heardSince: (subject: Subject, since: number): boolean =>
      namesOf(subject).some((name) => (entries.get(name)?.at ?? Number.NEGATIVE_INFINITY) >= since),
    /** Forgets what is older than any token. */
    forget(): void {
      for (const [key, { at }] of entries) {
        if (performance.now() - at < longest) return
        entries.delete(key)
      }
    },
    get size() {
      return entries.size
    },
  }
}

export type EndedSet = ReturnType<typeof createEnded>
