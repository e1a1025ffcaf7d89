import type { StoredApplication } from "../applications/store"
import { claimedByAssertion, opensByAssertion } from "./client-assertion"
import { opensApplication } from "./client-secret"
import { activeApplication } from "./sign-in"

/** Credentials of an application: in the Authorization header (Basic), or in the form. */
export function credentialsOf(
  header: string | undefined,
  form: URLSearchParams,
): { id: string; secret: string | null } {
  const basic = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? "")?.[1]
  if (!basic) return { id: form.get("client_id") ?? claimedByAssertion(form), secret: form.get("client_secret") }
  const [id = "", secret = ""] = Buffer.from(basic, "base64").toString("utf8").split(":", 2)
  return { id: decoded(id), secret: decoded(secret) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"))
  } catch {
    return ""
  }
}

/** The ID that a request claims, before anything is checked. */
export const claimedId = (header: string | undefined, form: URLSearchParams) => credentialsOf(header, form).id

/** Authenticates an application by its secret or an assertion of its key; a public one only names itself. Null where that fails. */
export async function authenticate(
  header: string | undefined,
  form: URLSearchParams,
): Promise<StoredApplication | null> {
  const { id, secret } = credentialsOf(header, form)
  const application = await activeApplication(id)
  if (!application) return null
  const { token_endpoint_auth_method: method } = application
  if (method === "none") return secret === null ? application : null
  if (method === "private_key_jwt")
    return (await opensByAssertion(application, form.get("client_assertion") ?? "")) ? application : null
  return secret && (await opensApplication(id, secret)) ? application : null
}
