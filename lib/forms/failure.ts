import type { z } from "zod"
import type { AppError } from "../errors"
import { toAppError } from "../http"
import { currentRequest } from "../request-context"

type Failure = { code: string; message?: string; fields: Record<string, string> }

/** What a thrown value means to the person before the form: a sentence for each field of it, else one for the whole. */
export function failure(thrown: unknown, body: z.ZodObject): Failure {
  const error = toAppError(thrown)
  const fields: Record<string, string> = {}
  const others: string[] = []
  for (const { field, message } of error.details.fields ?? []) {
    const name = field.split(".")[0] ?? field
    if (Object.hasOwn(body.shape, name)) fields[name] ??= message
    else others.push(message)
  }
  const marked = Object.keys(fields).length > 0
  const message = others.length > 0 ? others.join(" ") : marked ? "Please check the marked fields." : sentence(error)
  return { code: error.code, message, fields }
}

function sentence(error: AppError): string {
  const { required, retryAfter } = error.details
  if (error.code === "permission_required" && required)
    return `You need the permission ${required} for this. Ask one of your admins.`
  if (error.code === "rate_limited" && retryAfter) return `Too many attempts. Try again in ${duration(retryAfter)}.`
  if (error.status >= 500) return `${error.message} (${currentRequest().requestId})`
  return error.message
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
