import en from "@/lib/i18n/en/labels"
import type { Role } from "@/lib/permissions"

/** Roles in English; screens say `useTranslations("labels")("roles.admin")`, or draw a `Rank` or `RoleName`. */
export const roleNames: Record<Role, string> = en.roles

/** What a role is for, in a few words, in English; screens say `t("labels.meanings.admin")`. */
export const roleMeanings = en.meanings

type Tone = "good" | "calm" | "warn" | "bad"

export type State = keyof typeof en.states

/** How a state of members, invites and API keys is drawn; its word is `labels.states`. */
export const stateTones: Record<State, Tone> = {
  active: "good",
  invited: "warn",
  suspended: "bad",
  expired: "calm",
  pending: "warn",
  accepted: "good",
  revoked: "calm",
  declined: "calm",
}

/** States: word in English and tone. */
export const states: Record<string, { name: string; tone: Tone }> = Object.fromEntries(
  Object.entries(stateTones).map(([state, tone]) => [
    state,
    { name: Object.entries(en.states).find(([s]) => s === state)?.[1] ?? state, tone },
  ]),
)
