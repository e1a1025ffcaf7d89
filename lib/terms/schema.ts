import { z } from "zod"
import { Line } from "../core/schema"

/** The version of the terms that a new person accepts; required where the operator has set one. */
export const AcceptedTerms = Line(64)
  .optional()
  .meta({ description: "The version of the terms of service. Required if the installation has terms." })

export const TermsAcceptance = z
  .strictObject({ version: Line(64) })
  .meta({ id: "TermsAcceptance", example: { version: "2026-11" } })

/** The terms that a person has yet to accept. */
export const TermsDue = z
  .object({ version: z.string(), url: z.string() })
  .nullable()
  .meta({ description: "The terms of service that the person has not accepted yet; null if none." })
