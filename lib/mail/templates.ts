import type { Locale } from "../i18n/locale"
import type { Content, Messages } from "./content"
import { type AccountMails, accountMessages } from "./messages/account"
import { type CodeMails, codeMessages } from "./messages/codes"
import { type InviteMails, inviteMessages } from "./messages/invites"
import { type MembershipMails, membershipMessages } from "./messages/memberships"
import { type OperatorMails, operatorMessages } from "./messages/operator"
import { unlinked } from "./unlinked"
import { wordsOf } from "./words"

/** Data of each message. Times are ISO strings; links are on PUBLIC_URL. */
export type MailData = AccountMails & CodeMails & InviteMails & MembershipMails & OperatorMails

export type Template = keyof MailData

const messages: Messages<MailData> = {
  ...accountMessages,
  ...codeMessages,
  ...inviteMessages,
  ...membershipMessages,
  ...operatorMessages,
}

/** Names of all messages. */
export const templates = Object.keys(messages) as Template[]

/**
 * Returns the content of a message in one language.
 * @throws whatever its function throws for data that doesn't fit
 */
export function contentOf<T extends Template>(template: T, data: MailData[T], locale: Locale): Content {
  return messages[template](harmless(data), wordsOf(locale))
}

const typedByPeople = new Set(["name", "organization", "inviter", "key", "keys", "by", "account", "accounts"])

/** Makes names one line that email programs don't turn into links; see `unlinked`. */
function harmless<Data extends object>(data: Data): Data {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean)
    return typeof value === "string" ? oneLine(value) : value
  }
  const entries = Object.entries(data).map(([key, value]) => [key, typedByPeople.has(key) ? clean(value) : value])
  return Object.fromEntries(entries)
}

function oneLine(text: string): string {
  return unlinked(text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " "))
}
