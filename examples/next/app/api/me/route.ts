import { auth } from "@nanostack/nextjs"

export const GET = auth.route((_request, _context, { user, role }) => Response.json({ id: user.id, role }))

export const POST = auth.route(() => new Response(null, { status: 204 }), "invites:write")
