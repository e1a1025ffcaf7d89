import { endpoint } from "@/lib/core/http/endpoint"
import { ownScope } from "@/lib/core/http/scope"
import { actorAt } from "@/lib/core/identity/authorize"
import { callerOfRequest } from "@/lib/core/identity/bearer"
import { streamRevocations } from "@/lib/revocations/stream"

export const GET = endpoint({
  operationId: "streamRevocations",
  applications: "revocations:read",
  summary: "Follow what has ended",
  description:
    "Server-sent events for servers that check access tokens of applications by themselves, with an API key or a machine's token: `scope` {ten, org} of the key, `session_ended` {sid}, `rights_changed` {sub, org, before}, `application_ended` {client_id, before}, `reset`, and a `heartbeat` each second while nothing is missed. Tokens with `iat` up to `before` are outdated. `Last-Event-ID` continues; a first connection gets the last hour.",
  permission: "revocations:read",
  // A key's or machine's own scope, which may be the whole tenant.
  scope: (caller) =>
    caller.kind === "api_key" ? { tenantId: caller.tenantId, organizationId: caller.organizationId } : ownScope(caller),
  events: true,
  run: ({ actor, request }) => {
    const { tenantId, organizationId } = actor
    const isOpen = async () => actorAt(await callerOfRequest(request), { tenantId, organizationId }, "revocations:read")
    return streamRevocations(actor, request.headers.get("last-event-id"), isOpen)
  },
})
