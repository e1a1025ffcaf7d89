import { auditActions } from "@/lib/i18n/audit-actions"

/** Too frequent to be useful by default: shown on request. */
const signIns = ["session.signed_in", "session.signed_out"]

/** Everything but sign-ins. */
export const withoutSignIns = auditActions.map(({ action }) => action).filter((action) => !signIns.includes(action))
