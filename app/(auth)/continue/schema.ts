import { z } from "zod"

/** Where someone goes on after the form of an emailed link, sealed by us. */
export const onward = { to: z.string().max(4000).optional() }
