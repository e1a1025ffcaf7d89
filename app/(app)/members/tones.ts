/** How each status of a membership is drawn. */
export const tones = { active: "good", invited: "warn", suspended: "bad", expired: "calm" } as const
