import { env } from "@/lib/core/env"
import { AppError } from "@/lib/core/errors"
import { type Incoming, readText } from "@/lib/core/http/read-body"
import { toResponse } from "@/lib/core/http/response"
import { limitRequest } from "@/lib/core/rate-limit/requests"
import { receiveWebhook } from "@/lib/mail/webhook"

/** Receives Resend's webhooks: delivered, bounced, marked as spam. Exists only with RESEND_WEBHOOK_SECRET. */
export async function POST(request: Incoming): Promise<Response> {
  try {
    if (!env().RESEND_WEBHOOK_SECRET) throw new AppError("not_found")
    const known = await receiveWebhook(request.headers, await readText(request))
    if (known) return new Response(null, { status: 204, headers: { "cache-control": "no-store" } })
    // Resend's come in bursts and aren't counted; those of others are.
    await limitRequest(request)
    throw new AppError("invalid_token", { reason: "signature" })
  } catch (error) {
    return toResponse(error)
  }
}
