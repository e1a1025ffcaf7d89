import { z } from "zod"
import { SecondFactorCode } from "../auth/schema"
import { Password } from "../core/schema"

/** The first code when two-factor authentication is turned on. */
export const FirstCode = z.strictObject({ code: SecondFactorCode })

export const FactorRemoval = z.strictObject({ password: Password })
