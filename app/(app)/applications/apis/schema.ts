import { z } from "zod"
import { ApiTarget, NewApi } from "@/lib/apis/schema"

/** Claims as text: a line per claim, with = before its source. Names of claims may contain = themselves. */
const ClaimLines = z
  .string()
  .max(5000)
  .default("")
  .transform((text) => {
    const lines = text.split("\n").filter((line) => line.trim() !== "")
    return Object.fromEntries(
      lines.map((line) => {
        const at = line.includes("=") ? line.lastIndexOf("=") : line.length
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
      }),
    )
  })
  .pipe(NewApi.shape.claims.unwrap())

export const NewApiForm = NewApi.extend({ claims: ClaimLines })

export const ApiForm = NewApiForm.extend({ ...ApiTarget.shape, version: z.coerce.number().int() })

export const OneApi = ApiTarget
