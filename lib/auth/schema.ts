import { z } from "zod"
import { returnFields } from "../applications/schema"
import {
  Email,
  Id,
  MailedCode,
  NewPassword,
  Password,
  PersonName,
  rule,
  Timestamp,
  Token,
  TypedCode,
} from "../core/schema"
import { OrganizationName } from "../tenants/schema"
import { AcceptedTerms } from "../terms/schema"
import { exampleUser, User } from "../users/schema"

/** The solution of a challenge of `GET /auth/bot-challenge`, for requests of a client that has to prove work. */
export const ProofOfWork = z
  .string()
  .max(4096)
  .optional()
  .meta({ description: "Base64 of `{challenge, solution}`, where bot_check_required asks for it." })
const proof = { proof_of_work: ProofOfWork }

/**
 * With `organization_id` the person joins it, where its sign-up policy allows; without, they get a tenant of their own.
 */
export const Registration = z
  .strictObject({
    email: Email,
    password: NewPassword,
    name: PersonName,
    organization_id: Id.optional(),
    organization_name: OrganizationName.optional(),
    accepted_terms: AcceptedTerms,
    ...returnFields,
    ...proof,
  })
  .refine((r) => !(r.organization_id && r.organization_name), {
    path: ["organization_name"],
    ...rule("one_organization"),
  })
  .meta({
    id: "Registration",
    example: { email: "john@example.com", password: "secure-password", name: "John Doe", organization_id: "org_123" },
  })

export const Credentials = z
  .strictObject({ email: Email, password: Password, organization_id: Id.optional() })
  .meta({ id: "Credentials", example: { email: "john@example.com", password: "secure-password" } })

/** Result of a sign-in: the user, an access token, and a refresh token to renew it. */
export const SignedIn = z
  .object({ user: User, token: z.string(), refresh_token: z.string(), expires_at: Timestamp })
  .meta({
    id: "SignedIn",
    example: {
      user: exampleUser,
      token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2lnbmF0dXJl",
      refresh_token: "hZ0c6Vq0o9Yk3mB1sT8uJw5xN2rL7aPfE4dGiCvQyXk",
      expires_at: "2026-01-02T00:00:00Z",
    },
  })

export const RefreshRequest = z
  .strictObject({ refresh_token: Token, organization_id: Id.optional() })
  .meta({ id: "RefreshRequest", example: { refresh_token: "your-refresh-token" } })

export const SwitchRequest = RefreshRequest.required({ organization_id: true }).meta({
  id: "SwitchRequest",
  example: { refresh_token: "your-refresh-token", organization_id: "org_124" },
})

export const SignOut = z.strictObject({ refresh_token: Token.optional() }).meta({ id: "SignOut", example: {} })

export const LinkToken = z
  .strictObject({ token: Token })
  .meta({ id: "LinkToken", example: { token: "hZ0c6Vq0o9Yk3mB1sT8uJw5xN2rL7aPfE4dGiCvQyXk" } })

/** The token of a verification link, and the decision of the address's owner. */
export const Verification = LinkToken.extend({
  decision: z.enum(["verify", "refuse"]).default("verify"),
}).meta({ id: "Verification", example: { token: "hZ0c6Vq0o9Yk3mB1sT8uJw5xN2rL7aPfE4dGiCvQyXk" } })

export const Address = z.strictObject({ email: Email })

/** An address, and where its owner goes on after the emailed link. */
export const LinkRequest = Address.extend(returnFields).meta({
  id: "Address",
  example: { email: "john@example.com" },
})

/** An address to email a reset link to. */
export const ResetRequest = LinkRequest.extend(proof).meta({
  id: "ResetRequest",
  example: { email: "john@example.com" },
})

export const PasswordReset = z.strictObject({ token: Token, new_password: NewPassword }).meta({
  id: "PasswordReset",
  example: { token: "hZ0c6Vq0o9Yk3mB1sT8uJw5xN2rL7aPfE4dGiCvQyXk", new_password: "new-secure-password" },
})

/** Same response whether or not an email is sent. */
export const Accepted = z.object({ message: z.string() }).meta({ id: "Accepted" })

export const Verified = z
  .object({ email: z.string(), email_verified: z.boolean(), organization_id: Id.nullable() })
  .meta({ id: "Verified" })

/** An address to email a code to, and the organization to open after signing in. */
export const CodeRequest = Address.extend({ organization_id: Id.optional(), ...proof }).meta({
  id: "CodeRequest",
  example: { email: "john@example.com" },
})

/** The other half of an emailed code: only the client that asked for it has it. */
export const CodeChallenge = z
  .object({ challenge: z.string() })
  .meta({ id: "CodeChallenge", example: { challenge: "hZ0c6Vq0o9Yk3mB1sT8uJw5xN2rL7aPfE4dGiCvQyXk" } })

/** A challenge of `POST /auth/email-code`, and the emailed code: six digits. */
export const CodeAnswer = z
  .strictObject({ challenge: Token, code: MailedCode })
  .meta({ id: "CodeAnswer", example: { challenge: "hZ0c6Vq0o9Yk3mB1sT8uJw5xN2rL7aPfE4dGiCvQyXk", code: "123456" } })

/** The emailed link of a code, in the browser that has its challenge. */
export const CodeLink = z.strictObject({ challenge: Token, link: Token })

/** Code of an authenticator app, or a recovery code. */
export const SecondFactorCode = TypedCode

const answerFields = { challenge: Token, code: SecondFactorCode }

/** What the page sends: also whether this browser is to be asked for no code from now on. */
export const AnswerInBrowser = z.strictObject({ ...answerFields, remember: z.boolean() })

export const SecondFactorAnswer = z
  .strictObject(answerFields)
  .meta({ id: "SecondFactorAnswer", example: { challenge: "the-challenge-of-the-sign-in", code: "123456" } })

/**
 * A challenge in ALTCHA's format. To solve it, find the number whose PBKDF2 begins with `keyPrefix`: of `nonce`, followed by
 * the number as four bytes, with `salt` and `cost` rounds.
 */
export const BotChallenge = z
  .object({
    parameters: z.object({
      algorithm: z.literal("PBKDF2/SHA-256"),
      nonce: z.string(),
      salt: z.string(),
      cost: z.int(),
      keyLength: z.int(),
      keyPrefix: z.string(),
      keySignature: z.string(),
      expiresAt: z.int(),
    }),
    signature: z.string(),
  })
  .meta({
    id: "BotChallenge",
    example: {
      parameters: {
        algorithm: "PBKDF2/SHA-256",
        nonce: "6f1c1a5b0c9e4d7fa2b3c4d5e6f70819",
        salt: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        cost: 1000,
        keyLength: 32,
        keyPrefix: "5d41402abc4b2a76b9719d911017c592",
        keySignature: "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
        expiresAt: 1767225600,
      },
      signature: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    },
  })
