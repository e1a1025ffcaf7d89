import { z } from "zod"
import { Credentials } from "@/lib/auth/schema"

/** The API's sign-in, and where to go afterwards. */
export const Login = Credentials.omit({ organization_id: true }).extend({ next: z.string().optional() })
