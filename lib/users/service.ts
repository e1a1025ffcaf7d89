import { cached, type Loaded, peek } from "../core/cache/authorization-cache"
import { db } from "../core/db/client"
import { AppError } from "../core/errors"
import { imageUrl } from "../core/file-url"
import type { Access } from "../core/identity/access"
import type { UserCaller } from "../core/identity/caller"
import type { Profile } from "../core/identity/read-session"
import type { Through } from "../core/identity/through"
import { myMembership } from "../memberships/me"
import { termsDue } from "../terms/service"
import type { Me } from "./schema"

/**
 * Returns the caller's profile and their role in the organization of their token; this request counts as last seen.
 * @param known what was already read of them
 */
export async function getMe(me: UserCaller, known?: Known): Promise<Me> {
  const user = await cached(keyOf(me), () => readMe(me, known))
  if (!user) throw new AppError("invalid_token")
  return seenNow(user)
}

/** The same from the cache. */
export const knownMe = { find: (me: UserCaller) => peek<Me>(keyOf(me)), show: seenNow }

const keyOf = ({ userId, tenantId, organizationId, through }: UserCaller) =>
  `me ${userId} ${tenantId ?? ""} ${organizationId ?? ""}${through ? ` ${shownTo(through)}` : ""}`

/** What an application sees of a person depends on it and on its scopes. */
const shownTo = ({ applicationId, thirdParty, scopes }: Through) =>
  [applicationId, thirdParty, ...[...scopes].sort()].join(" ")

function seenNow(user: Me): Me {
  return { ...user, last_seen_at: new Date() }
}

type Known = { profile: Profile; access: Access | null }

async function readMe(me: UserCaller, known?: Known): Promise<Loaded<Me> | null> {
  const profile = known ? { email: me.email, name: me.name, ...known.profile } : await readProfile(me.userId)
  if (!profile) return null
  const { email, name, bio, avatar_url, locale, created_at, updated_at, version } = profile
  const terms_due = await termsDue(me.userId)
  const membership = await myMembership(me, known?.access)
  const value = {
    ...{ id: me.userId, email, name, bio, avatar_url: imageUrl(avatar_url), locale, email_verified: me.verified },
    ...{ terms_due, has_password: me.hasPassword },
    ...{ created_at, updated_at, version, last_seen_at: null },
    ...membership,
  }
  const { userId, tenantId, organizationId } = me
  const tags = [`user:${userId}`, `profile:${userId}`, `tenant:${tenantId}`, `organization:${organizationId}`] as const
  return {
    value,
    tags,
    seconds: membership.expires_at && (membership.expires_at.getTime() - Date.now()) / 1000,
  }
}

async function readProfile(id: string): Promise<(Profile & { email: string; name: string }) | undefined> {
  const [row] = await db().$queryRaw<(Profile & { email: string; name: string })[]>`
    SELECT email, name, bio, avatar_url, locale, created_at, updated_at, version FROM users WHERE id = ${id}`
  return row
}
