import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto"
import { origin } from "./document"

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest()
const text = (value: Uint8Array) => Buffer.from(value).toString("base64url")

/** Options of the server, as far as an authenticator reads them. */
export type Options = { challenge: string; user?: { id: string } }

/** What a test has the authenticator do wrong. */
type Wrong = {
  origin?: string
  rpId?: string
  /** Whether it checked a fingerprint or PIN. */
  verified?: boolean
  counter?: number
  handle?: string | null
  type?: string
}

const flag = { present: 1, verified: 4, mayBeSynced: 8, synced: 16, key: 64 }

/** A definite-length CBOR byte string, shorter than 64 KiB. */
const bytes = (value: Uint8Array) =>
  Buffer.concat([
    Buffer.from(value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 255]),
    value,
  ])

/**
 * An authenticator with one passkey, in software: ES256 by Node's crypto (WebAuthn level 2, §6.1 and §6.5).
 * @param synced as of a password manager, whose counter stays 0
 */
export function authenticator({ synced = false } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const { x = "", y = "" } = publicKey.export({ format: "jwk" })
  const id = randomBytes(32)
  let handle = ""
  let counter = 0
  const cose = Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    Buffer.from(x, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y, "base64url"),
  ])

  const clientData = (type: string, challenge: string, wrong: Wrong) =>
    Buffer.from(
      JSON.stringify({ type: wrong.type ?? type, challenge, origin: wrong.origin ?? origin(), crossOrigin: false }),
    )

  function data(wrong: Wrong, more = 0, rest: Uint8Array = Buffer.alloc(0)) {
    if (!synced) counter++
    const flags =
      flag.present +
      (wrong.verified === false ? 0 : flag.verified) +
      (synced ? flag.mayBeSynced + flag.synced : 0) +
      more
    const count = Buffer.alloc(4)
    count.writeUInt32BE(wrong.counter ?? counter)
    return Buffer.concat([sha256(wrong.rpId ?? new URL(origin()).hostname), Buffer.from([flags]), count, rest])
  }

  const credential = { id: text(id), rawId: text(id), type: "public-key", clientExtensionResults: {} }

  return {
    id: credential.id,
    /** The public key, as servers store it. */
    cose,
    /** Makes it belong to an account, without a registration. */
    belongTo: (account: Uint8Array) => {
      handle = text(account)
    },
    /** Returns the response to options for a new passkey. */
    create({ challenge, user }: Options, wrong: Wrong = {}) {
      handle = user?.id ?? ""
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const authData = data(wrong, flag.key, attested)
      const attestationObject = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex"),
        bytes(authData),
      ])
      const clientDataJSON = text(clientData("webauthn.create", challenge, wrong))
      const response = { clientDataJSON, attestationObject: text(attestationObject), transports: ["internal"] }
      return { ...credential, response }
    },
    /** Returns the response to options for a sign-in or a proof. */
    get({ challenge }: Options, wrong: Wrong = {}) {
      const authenticatorData = data(wrong)
      const client = clientData("webauthn.get", challenge, wrong)
      const signature = sign("sha256", Buffer.concat([authenticatorData, sha256(client)]), privateKey)
      const response = {
        clientDataJSON: text(client),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
        ...(wrong.handle === null ? {} : { userHandle: wrong.handle ?? handle }),
      }
      return { ...credential, response }
    },
  }
}

export type Authenticator = ReturnType<typeof authenticator>
