import { isHearing } from "../core/cache/authorization-cache"
import { env } from "../core/env"
import { AppError, isAppError } from "../core/errors"
import { type EventStream, eventStream } from "../core/http/event-stream"
import { lifecycle } from "../core/http/lifecycle"
import type { Actor } from "../core/identity/authorize"
import { counts } from "../core/observability/counters"
import { type Follower, follow, following } from "./follow"
import { type Revocation, readSince, replayFrom } from "./read"

/** Streams of one key, and of one tenant, on each server. */
const most = { key: 4, tenant: 20 }

/** Milliseconds. */
const heartbeat = 1_000
const checkEvery = 500
const silence = 3_000

type Stream = Follower & { keyId: string; end: () => void }

/** Who hears a stream. */
export type Listener = {
  /** Its key or application. */
  id: string
  tenantId: string
  /** Null: the whole tenant. */
  organizationId: string | null
  /** An application hears only of itself. */
  applicationId?: string
  /** @throws AppError where it may listen no longer */
  isOpen: () => Promise<unknown>
}

const streams = new Set<Stream>()

/** Ends all streams, before a server stops: their readers connect to another one. */
export function endStreams(): void {
  for (const one of [...streams]) one.end()
}

/**
 * Streams what has ended in the caller's organization or tenant, from the last ID that it has seen. The reader may rely
 * on having heard everything while heartbeats arrive.
 * @param isOpen whether the caller's key still allows it
 * @throws AppError permission_required for people, rate_limited, unavailable
 */
export async function streamRevocations(
  actor: Actor<"revocations:read">,
  lastId: string | null,
  isOpen: () => Promise<unknown>,
): Promise<Response> {
  const { caller, tenantId, organizationId } = actor
  if (caller.kind === "user") throw new AppError("permission_required", { reason: "api_key_only", required: "api_key" })
  return openStream({ id: caller.keyId, tenantId, organizationId, isOpen }, lastId)
}

/** Streams what a listener may hear. @throws AppError rate_limited, unavailable */
export async function openStream(listener: Listener, lastId: string | null): Promise<Response> {
  const { id: keyId, tenantId, organizationId, applicationId, isOpen } = listener
  checkRoom(tenantId, keyId)
  const from = await replayFrom(lastId)
  // Again, because others may have connected meanwhile.
  checkRoom(tenantId, keyId)
  const beats = { at: performance.now(), checked: performance.now(), heard: performance.now(), ready: false }
  const out = eventStream(() => {
    streams.delete(stream)
    counts().streams--
    stop()
  })
  const isOwn = (row: Revocation) =>
    (organizationId === null || row.organization_id === organizationId) &&
    (applicationId === undefined || row.application_id === null || row.application_id === applicationId)
  const stream: Stream = {
    keyId,
    tenantId,
    end: out.end,
    take: (rows) => {
      for (const row of rows) if (isOwn(row)) tell(out, row)
    },
    beat: (now) => {
      const moment = performance.now()
      if (isHearing()) beats.heard = moment
      if (moment - beats.heard > silence) return out.end()
      if (moment - beats.checked >= checkEvery) {
        beats.checked = moment
        isOpen().catch((error: unknown) => isAppError(error) && error.status < 500 && out.end())
      }
      if (now === null || !beats.ready || !isHearing() || moment - beats.at < heartbeat - 50) return
      beats.at = moment
      out.send("heartbeat", {}, now)
    },
  }
  streams.add(stream)
  counts().streams++
  const stop = follow(stream)
  out.send("scope", { ten: tenantId, org: organizationId })
  if (from.missed) out.send("reset", {})
  replay(stream, out, from.seconds)
    .then(() => {
      beats.ready = true
      beats.at = Number.NEGATIVE_INFINITY
    })
    .catch(out.end)
  return out.response
}

/** @throws AppError rate_limited, unavailable */
function checkRoom(tenantId: string, keyId: string): void {
  if (lifecycle().stopping || !isHearing() || following().size >= env().MAX_REVOCATION_STREAMS)
    throw new AppError("unavailable")
  const own = [...streams].filter((one) => one.tenantId === tenantId)
  if (own.length >= most.tenant || own.filter((one) => one.keyId === keyId).length >= most.key)
    throw new AppError("rate_limited", { retryAfter: 5 })
}

async function replay({ tenantId, take }: Stream, out: EventStream, seconds: number): Promise<void> {
  for await (const rows of readSince(tenantId, seconds)) {
    take(rows)
    await out.caughtUp()
  }
}

/** Never why. */
function tell(out: EventStream, { sid, sub, organization_id: org, application_id: client_id, before }: Revocation) {
  if (sid) out.send("session_ended", { sid })
  else if (sub) out.send("rights_changed", { sub, org, before })
  else out.send("application_ended", { client_id, before })
}
