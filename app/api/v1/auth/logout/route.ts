import { SignOut } from "@/lib/auth/schema"
import { signOut } from "@/lib/auth/service"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint({
  summary: "Sign out",
  description:
    "Ends the session of the refresh token or of the bearer. 204 always, also twice or with an expired token.",
  body: SignOut,
  status: 204,
  run: async ({ body, caller }) => {
    if (body.refresh_token) return signOut({ refreshToken: body.refresh_token })
    const me = await caller().catch(() => null)
    if (me?.kind === "user") await signOut(me)
  },
})
