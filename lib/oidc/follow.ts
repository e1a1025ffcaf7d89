import { hasSecret } from "../applications/secrets"
import { sha256 } from "../core/crypto"
import { AppError } from "../core/errors"
import { openStream } from "../revocations/stream"
import { secretLives } from "./client-secret"
import { authenticate, credentialsOf } from "./credentials"
import { activeApplication } from "./sign-in"

/**
 * Streams what has ended to an application of the tenant's own, which authenticates by its secret: so that it asks less
 * often about each of its sign-ins. It hears of its organization or tenant, and of no other application.
 * @throws AppError invalid_token, permission_required (applications of others), rate_limited, unavailable
 */
export async function followAsApplication(header: string | undefined, lastId: string | null): Promise<Response> {
  const application = await authenticate(header, new URLSearchParams())
  const { id, secret } = credentialsOf(header, new URLSearchParams())
  if (!application || !secret || !hasSecret(application.token_endpoint_auth_method)) throw new AppError("invalid_token")
  if (application.third_party) throw new AppError("permission_required")
  const { tenant_id: tenantId, organization_id: organizationId } = application
  const hash = sha256(secret)
  const isOpen = async () => {
    const current = await activeApplication(id)
    if (
      !current ||
      current.third_party ||
      current.organization_id !== organizationId ||
      !(await secretLives(current, hash))
    )
      throw new AppError("invalid_token")
  }
  return openStream({ id, tenantId, organizationId, applicationId: id, isOpen }, lastId)
}
