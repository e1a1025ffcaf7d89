import { z } from "zod"
import { db, type Tx } from "../core/db/client"

/** How a person signed in, as ID tokens and access tokens say it. */
export type Assurance = {
  /** When they were last authenticated, in the way that `amr` and `assurance` say. */
  at: Date
  /** RFC 8176. */
  amr: string[]
  /** Number of factors. */
  assurance: number
  /** Whether a remembered browser stands for the second factor. */
  remembered: boolean
}

/** The value of `acr` for a number of factors. */
export const acrOf = (factors: number) => `urn:nanostack:acr:${factors}`

/** Values of `acr`, weakest first. */
export const acrValues = [acrOf(1), acrOf(2)]

/** Number of factors that a value of `acr` stands for; undefined for one that is not ours. */
export function factorsOf(acr: string | undefined): number | undefined {
  const index = acrValues.indexOf(String(acr))
  return index < 0 ? undefined : index + 1
}

/** Returns how the person of a live session signed in. */
export async function assuranceOf(userId: string, sessionId: string, client: Tx = db()): Promise<Assurance | null> {
  const [row] = await client.$queryRaw<Assurance[]>`
    SELECT COALESCE(auth_time, proved_at) AS at, amr, assurance, remembered_since IS NOT NULL AS remembered FROM sessions
    WHERE user_id = ${userId} AND id = ${sessionId} AND ended_at IS NULL AND expires_at > now()`
  return row ?? null
}

const ClaimAsked = z.object({
  essential: z.boolean().optional(),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
})

const ClaimsAsked = z.object({ id_token: z.object({ acr: ClaimAsked.nullish() }).optional() })

/**
 * Returns what counts of a `claims` parameter: `acr` of the ID token. The other claims follow from the scopes.
 * @returns undefined where nothing is left
 */
export function narrowClaims(claims: unknown): string | undefined {
  const acr = ClaimsAsked.safeParse(claims).data?.id_token?.acr
  return acr ? JSON.stringify({ id_token: { acr } }) : undefined
}

type Parameters = { acr_values?: unknown; claims?: unknown }

/**
 * Returns the number of factors that an authorization request asks for: the fewest that one of its values allows. 0
 * without such values; infinite where the essential ones are not ours.
 */
export function factorsAsked({ acr_values, claims }: Parameters): number {
  const voluntary = fewest(String(acr_values ?? "").split(" ")) ?? 0
  const acr = typeof claims === "string" ? ClaimsAsked.safeParse(JSON.parse(claims)).data?.id_token?.acr : null
  const named = [acr?.value ?? [], acr?.values ?? []].flat()
  if (!acr?.essential || named.length === 0) return voluntary
  return Math.max(voluntary, fewest(named) ?? Number.POSITIVE_INFINITY)
}

function fewest(values: readonly string[]): number | undefined {
  const known = values.flatMap((value) => factorsOf(value) ?? [])
  return known.length > 0 ? Math.min(...known) : undefined
}
