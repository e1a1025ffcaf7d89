import { returnPath as pathOf } from "../../core/return-path"
import { settings } from "./settings"

/** Header in which the proxy names the path of a request: server components don't know it otherwise. */
export const pathHeader = "x-nanostack-path"

/** Returns a path of this application; `/` for anything that could lead elsewhere. */
export const returnPath = (asked: string | null | undefined) => pathOf(asked, settings().redirectUri.origin)

type SignIn = {
  /** Where to go afterwards. */
  returnTo?: string | null | undefined
  /** `select_account` asks for account and organization, `create` begins with the registration. */
  prompt?: "select_account" | "login" | "create" | undefined
  /** Seconds: how recent the sign-in has to be. */
  maxAge?: number | undefined
  /** How sure Nanostack has to be of the person. */
  acr?: string | undefined
}

/** Address of a sign-in. */
export function signInPath({ returnTo, prompt, maxAge, acr }: SignIn): string {
  const query = new URLSearchParams({
    return_to: returnPath(returnTo),
    ...(prompt && { prompt }),
    ...(maxAge !== undefined && { max_age: String(maxAge) }),
    ...(acr !== undefined && { acr_values: acr }),
  })
  return `${settings().base}/sign-in?${query}`
}

export const signOutPath = () => `${settings().base}/sign-out`
