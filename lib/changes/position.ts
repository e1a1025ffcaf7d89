import { z } from "zod"
import { readCursor, writeCursor } from "../core/db/cursor"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"

/**
 * Where a mirror is: at first it pages through everything by primary key, from `head` it follows the changes. `after` is
 * the last row: an organization's ID, or an organization's and a user's.
 */
export type Position =
  | { phase: "organizations" | "users"; head: string; after: readonly [string, string] }
  | { phase: "changes"; head: string }

/** What is shown depends on it: with other permissions, what a mirror holds is not what it would have been given. */
export function viewOf({ organizationId, permissions }: Actor<"changes:read">): string {
  const seen = ["organizations:read", "users:read", "users:write"].map((name) => Number(permissions.has(name)))
  return `${organizationId ?? ""} ${seen.join("")}`
}

const column = (actor: Actor<"changes:read">) => `changes ${actor.tenantId}`

const Values = z.tuple([z.string(), z.enum(["organizations", "users", "changes"]), z.string(), z.string(), z.string()])

/** Returns the cursor of a position. */
export function writePosition(actor: Actor<"changes:read">, position: Position): string {
  const after = position.phase === "changes" ? ["", ""] : position.after
  return writeCursor(column(actor), [viewOf(actor), position.phase, position.head, ...after])
}

/** @throws AppError validation_failed, cursor_expired where the actor sees something else by now */
export function readPosition(actor: Actor<"changes:read">, cursor: string): Position {
  const [view, phase, head, organizationId, id] = Values.parse(readCursor(column(actor), cursor))
  if (view !== viewOf(actor)) throw new AppError("cursor_expired")
  return phase === "changes" ? { phase, head } : { phase, head, after: [organizationId, id] }
}
