import { act } from "../core/http/act"
import { endOtherSessions, endOwnSession } from "./me"
import { SessionTarget } from "./schema"

export const endSessionAct = act({
  permission: "self",
  target: SessionTarget,
  errors: ["not_found"],
  run: ({ actor, target }) => endOwnSession(actor, target.session_id),
})

export const endOtherSessionsAct = act({
  permission: "self",
  run: ({ actor }) => endOtherSessions(actor),
})
