import { z } from "zod"
import { Registration } from "@/lib/auth/schema"

/** The API's registration, and where to go afterwards. */
export const RegistrationForm = Registration.safeExtend({ next: z.string().optional() })
