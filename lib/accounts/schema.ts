import { z } from "zod"
import { Email, Id, NewPassword, Password, PersonName, rule, Text } from "../core/schema"
import { locales } from "../i18n/locale"

/** An https URL of a picture; it is displayed, never fetched by us. */
export const AvatarUrl = z
  .string()
  .max(2048)
  .refine((text) => isSafeAvatar(text) || isUploaded(text), rule("avatar"))
  .meta({ example: "https://example.com/avatar.jpg", format: "uri" })

/** The form of an uploaded picture's address, which may be http on this machine; the service compares it. */
const isUploaded = (text: string) => /^https?:\/\/[a-z0-9.:[\]-]+\/files\/[\w-]{22}$/i.test(text)

function isSafeAvatar(text: string): boolean {
  // Also excludes invisible characters and direction overrides.
  if (!/^https:\/\/[^\p{C}\p{Z}"'<>\\^`{|}]+$/iu.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return url.username === "" && url.password === "" && url.hostname.includes(".")
}

/** Profile changes by the person. An empty text clears the field. */
export const MePatch = z
  .strictObject({
    name: PersonName.optional(),
    bio: Text(1000).nullable().optional(),
    avatar_url: z
      .union([z.literal(""), AvatarUrl])
      .nullable()
      .optional(),
    locale: z
      .enum(locales)
      .nullable()
      .optional()
      .meta({ description: "The language of emails to this user; null for that of their browser." }),
  })
  .meta({
    id: "MePatch",
    example: { name: "John Updated", bio: "Software Developer", avatar_url: "https://example.com/avatar.jpg" },
  })

export const PasswordChange = z
  .strictObject({
    current_password: Password.optional().meta({
      description:
        "Required if the user has a password. Without one, a code of `POST /users/me/proof-code`, unless they signed in within 15 minutes.",
    }),
    new_password: NewPassword,
  })
  .meta({ id: "PasswordChange", example: { current_password: "old-password", new_password: "new-secure-password" } })

export const PasswordProof = z
  .strictObject({ password: Password })
  .meta({ id: "PasswordProof", example: { password: "secure-password" } })

/** The password, and which organizations to delete with the account: these, or `true` for all without other members. */
export const AccountClosing = PasswordProof.extend({
  delete_organizations: z
    .union([z.literal(true), z.array(Id).max(1000)])
    .optional()
    .meta({ description: "IDs of organizations to delete, or `true` for all that have no other members." }),
}).meta({ id: "AccountClosing", example: { password: "secure-password", delete_organizations: true } })

export const EmailChange = z
  .strictObject({ email: Email, password: Password })
  .meta({ id: "EmailChange", example: { email: "john.doe@example.com", password: "secure-password" } })
