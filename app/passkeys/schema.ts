import { z } from "zod"
import {
  AuthenticationResponse,
  NewPasskey,
  PasskeyAnswer,
  PasskeyName,
  PasskeyTarget,
  RegistrationResponse,
} from "@/lib/passkeys/schema"
import { StrongProof } from "@/lib/second-factor/schema"

/** JSON in a field: what a script has from the browser. */
const inField = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .max(60_000)
    .transform((text): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        return null
      }
    })
    .pipe(schema)

/** The API's response of a passkey, from a form. */
export const Answer = PasskeyAnswer.omit({ organization_id: true }).extend({
  response: inField(AuthenticationResponse),
})

/** The same for a sign-in, with the page to go to afterwards. */
export const SignInAnswer = Answer.extend({ next: z.string().optional() })

/** The API's new passkey, from a form. */
export const Addition = NewPasskey.extend({ response: inField(RegistrationResponse) })

/** Proof before a passkey is added; the code only where it is asked for. */
export const Begin = StrongProof

/** The same, and which passkey to remove. */
export const Removal = PasskeyTarget.extend(StrongProof.shape)

/** The new name of a passkey. */
export const Renaming = PasskeyTarget.extend({ name: PasskeyName })
