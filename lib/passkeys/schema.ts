import { z } from "zod"
import { SignedIn } from "../auth/schema"
import { Id, Line, Paging, Timestamp, Token } from "../core/schema"

/** A passkey, as its owner sees it. */
export const Passkey = z
  .object({
    id: Id,
    name: z.string(),
    backed_up: z.boolean().meta({ description: "Synced by a password manager: it survives the device." }),
    created_at: Timestamp,
    last_used_at: Timestamp.nullable(),
  })
  .meta({
    id: "Passkey",
    example: {
      id: "passkey_123",
      name: "Firefox on Linux",
      backed_up: true,
      created_at: "2026-01-01T00:00:00Z",
      last_used_at: "2026-02-03T08:15:00Z",
    },
  })
export type Passkey = z.input<typeof Passkey>

export const PasskeyQuery = Paging
/** ID of a passkey. */
export const PasskeyTarget = z.strictObject({ passkey_id: Id })
export const PasskeyPath = z.strictObject({ id: Id })

/** 1 to 100 characters. */
export const PasskeyName = Line(100).meta({ example: "Work laptop" })

const bytes = (most: number) =>
  z
    .string()
    .regex(/^[\w-]*$/)
    .max(most)

const credential = {
  id: bytes(1400).min(1),
  rawId: bytes(1400),
  type: z.literal("public-key"),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.json()).default({}),
}

const exampleCredential = {
  id: "Y3JlZGVudGlhbA",
  rawId: "Y3JlZGVudGlhbA",
  type: "public-key",
  clientExtensionResults: {},
}

// Browsers add members to these objects from time to time: unknown ones are left out.

/** What an authenticator returned for a new passkey: the JSON of a PublicKeyCredential. */
export const RegistrationResponse = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes(4_000),
      attestationObject: bytes(20_000),
      transports: z.array(z.string().max(40)).max(10).optional(),
    }),
  })
  .meta({ id: "PasskeyRegistrationResponse" })

/** What an authenticator returned for a sign-in: the JSON of a PublicKeyCredential. */
export const AuthenticationResponse = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes(4_000),
      authenticatorData: bytes(4_000),
      signature: bytes(4_000),
      userHandle: bytes(100).nullish(),
    }),
  })
  .meta({ id: "PasskeyAuthenticationResponse" })

/** A challenge to keep, and the options for the browser: the JSON of `publicKey`. */
export const PasskeyOptions = z
  .object({
    challenge: z.string().meta({ description: "To send back with the authenticator's response; works once." }),
    options: z.record(z.string(), z.unknown()).meta({ description: "Options of WebAuthn, as JSON." }),
    expires_at: Timestamp,
  })
  .meta({ id: "PasskeyOptions" })

export const NewPasskey = z
  .strictObject({ challenge: Token, response: RegistrationResponse, name: PasskeyName.optional() })
  .meta({
    id: "NewPasskey",
    example: {
      challenge: "the-challenge-of-the-options",
      response: {
        ...exampleCredential,
        response: { clientDataJSON: "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0", attestationObject: "o2NmbXRkbm9uZQ" },
      },
      name: "Work laptop",
    },
  })
export type NewPasskey = z.output<typeof NewPasskey>

export const PasskeyPatch = z
  .strictObject({ name: PasskeyName })
  .meta({ id: "PasskeyPatch", example: { name: "Work laptop" } })

const purpose = z.enum(["sign_in", "proof"]).default("sign_in")

export const PasskeyRequest = z
  .strictObject({ purpose })
  .meta({ id: "PasskeyRequest", example: { purpose: "sign_in" } })

/** The authenticator's response to a challenge, for a sign-in or a proof in the caller's session. */
export const PasskeyAnswer = z
  .strictObject({
    purpose,
    challenge: Token,
    response: AuthenticationResponse,
    organization_id: Id.optional(),
  })
  .meta({
    id: "PasskeyAnswer",
    example: {
      challenge: "the-challenge-of-the-options",
      response: {
        ...exampleCredential,
        response: {
          clientDataJSON: "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
          authenticatorData: "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MdAAAAAQ",
          signature: "MEUCIQ",
          userHandle: "aGFuZGxl",
        },
      },
    },
  })
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>

/** Proof by passkey: send it wherever an operation asks for the `password`. */
export const ProofByPasskey = z
  .object({ proof: z.string(), expires_at: Timestamp })
  .meta({ example: { proof: "prf_…", expires_at: "2026-01-01T00:02:00Z" } })

export const PasskeyVerified = z.union([SignedIn, ProofByPasskey]).meta({ id: "PasskeyVerified" })
