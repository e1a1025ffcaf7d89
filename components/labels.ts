import type en from "@/lib/i18n/en/labels"

type Tone = "good" | "calm" | "warn" | "bad"

export type State = keyof typeof en.states

/** Tone of each state of members, invites and API keys; its text is in `labels.states`. */
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
