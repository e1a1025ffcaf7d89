import { getMail } from "@/lib/mail/inbox"
import { localOnly } from "../../local-only"

/** The mail alone, for the frame: its own styles count, and nothing else runs or loads. Links open a tab of their own. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  await localOnly()
  const mail = await getMail((await params).id)
  if (!mail) return new Response(null, { status: 404 })
  return new Response(mail.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-frame-options": "SAMEORIGIN",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    },
  })
}
