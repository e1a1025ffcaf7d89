import { z } from "zod"
import { SecondFactorCode } from "../auth/schema"
import { Password } from "../core/schema"

/** The first code when two-factor authentication is turned on. */
export const FirstCode = z.strictObject({ code: SecondFactorCode })

export const FactorRemoval = z.strictObject({ password: Password })

/** The password or a proof by passkey, and with two-factor authentication a code; both only where they are asked for. */
export const StrongProof = z
  .strictObject({ password: Password.optional(), code: SecondFactorCode.optional() })
  .meta({ id: "StrongProof", example: { password: "secure-password" } })
export type StrongProof = z.output<typeof StrongProof>

/** What a proof of the caller has to consist of now; nothing while the last one is recent. */
export type Asked = { password: boolean; code: boolean }
