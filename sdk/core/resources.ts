import { apiKeys, auditEvents, changes, permissions, roles, tenants } from "./administration"
import { apis, applications, grants } from "./applications"
import type { Api } from "./call"
import { invites } from "./invites"
import { organizations } from "./organizations"
import { users } from "./users"

/** Resources of both clients. */
export function resources(api: Api) {
  return {
    users: users(api),
    organizations: organizations(api),
    invites: invites(api),
    apiKeys: apiKeys(api),
    applications: applications(api),
    apis: apis(api),
    grants: grants(api),
    tenants: tenants(api),
    auditEvents: auditEvents(api),
    changes: changes(api),
    permissions: permissions(api),
    roles: roles(api),
  }
}

/** The resources of the API and their calls. */
export type Resources = ReturnType<typeof resources>
