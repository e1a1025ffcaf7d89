import NextAuth, { type NextAuthOptions } from "next-auth"
import { signOut } from "@/lib/auth/service"
import { authOptions } from "@/lib/core/identity/nextauth"
import { currentUser } from "@/lib/core/identity/page-session"

type Context = { params: Promise<{ nextauth: string[] }> }

const events: NextAuthOptions["events"] = {
  signOut: async ({ token }) => {
    if (token.sub && token.sid) await signOut({ userId: token.sub, sessionId: token.sid })
  },
}

/** Serves NextAuth's own URLs. A cookie whose session has ended counts as none; an outage isn't "signed out". */
async function handle(request: Request, context: Context): Promise<Response> {
  const { nextauth } = await context.params
  if (nextauth[0] === "session") {
    const user = await currentUser().catch(() => undefined)
    const noStore = { "cache-control": "private, no-store" }
    if (user === undefined) return new Response(null, { status: 503, headers: { ...noStore, "retry-after": "5" } })
    if (user === null) return Response.json({}, { headers: noStore })
  }
  return NextAuth({ ...authOptions(), events })(request, context)
}

export { handle as GET, handle as POST }
