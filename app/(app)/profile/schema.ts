import { MePatch, PasswordChange } from "@/lib/users/schema"

/** The API's change of one's own profile; in the form a name cannot be left out. */
export const Details = MePatch.required({ name: true })

export { PasswordChange }
