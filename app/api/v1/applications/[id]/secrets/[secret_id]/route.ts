import { revokeSecretAct } from "@/lib/applications/acts"
import { SecretPath } from "@/lib/applications/schema"
import { endpoint } from "@/lib/core/http/endpoint"

export const DELETE = endpoint(revokeSecretAct, {
  operationId: "revokeApplicationSecret",
  summary: "Revoke a secret",
  params: SecretPath,
  target: ({ id, secret_id }) => ({ application_id: id, secret_id }),
  status: 204,
})
