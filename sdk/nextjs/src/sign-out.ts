import { buildEndSessionUrl, tokenRevocation } from "openid-client"
import { type Change, type Jar, removeAnchor, removeSealed, writeLeft } from "./cookies"
import { readKept } from "./kept"
import { returnPath } from "./paths"
import { provider } from "./provider"

/**
 * Signs out: ends the sign-in at Nanostack, and removes the cookies, also where Nanostack can't be reached.
 * @returns where to send the browser: with `everywhere`, to Nanostack, which asks whether to sign out there too
 */
export async function signOut(jar: Jar, form: FormData): Promise<{ to: string; changes: Change[] }> {
  const changes = [removeAnchor(), ...removeSealed(jar), writeLeft()]
  const to = returnPath(String(form.get("return_to") ?? "/"))
  try {
    const { kept } = (await readKept(jar)) ?? {}
    const config = await provider()
    if (kept) await tokenRevocation(config, kept.refresh_token ?? kept.access_token)
    return { to: form.has("everywhere") ? buildEndSessionUrl(config).href : to, changes }
  } catch (error) {
    console.warn("Nanostack: a sign-in couldn't be ended.", error instanceof Error ? error.message : "")
    return { to, changes }
  }
}
