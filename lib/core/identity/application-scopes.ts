import { type Permission, permissions } from "./permissions"

/** ID of Nanostack's own API in `apis` of an application: every tenant has it, and no one can change it. */
export const ownApiId = "api_nanostack"

/** What a token of an application can be asked for at Nanostack's own API: a permission, or the person's own profile. */
export type ApplicationScope = Permission | "profile:read" | "profile:write"

type Kind = { type: string; third_party: boolean }

/** Keys, applications and policies decide about access themselves: no application manages them. */
const forPeople = permissions.filter((name) => !/^(api_keys|applications|policies|revocations):/.test(name))

/** The scopes of Nanostack's own API that an application can have; a third party reads the profile only. */
export function ownScopes({ type, third_party }: Kind): ApplicationScope[] {
  if (type === "machine") return [...forPeople, "revocations:read"]
  return third_party ? ["profile:read"] : ["profile:read", "profile:write", ...forPeople]
}
