/** The engine's name for a sign-in: a session is found by its person, so both are in it. It never leaves the server. */
export const grantIdOf = (userId: string, sessionId: string) => `${userId}.${sessionId}`

/** The person and session of the engine's grant. */
export function parseGrantId(grantId: string | undefined): { userId: string; sessionId: string } | null {
  const [userId, sessionId] = grantId?.split(".") ?? []
  return userId && sessionId ? { userId, sessionId } : null
}
