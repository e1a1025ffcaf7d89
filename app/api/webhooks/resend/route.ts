import { env } from "@/lib/core/env"
import { receiveWebhook } from "@/lib/mail/webhook"

const maxBytes = 64 * 1024

/** What Resend reports about mails: delivered, bounced, called spam. Exists only with RESEND_WEBHOOK_SECRET. */
export async function POST(request: Request): Promise<Response> {
  if (!env().RESEND_WEBHOOK_SECRET) return answer(404)
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return answer(413)
  const body = await request.text()
  if (body.length > maxBytes) return answer(413)
  return answer((await receiveWebhook(request.headers, body)) ? 204 : 401)
}

function answer(status: number): Response {
  return new Response(null, { status, headers: { "cache-control": "no-store" } })
}
