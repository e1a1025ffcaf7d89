/** Names of API values: roles, and states of members, invites and API keys. */
export default {
  roles: {
    super_admin: "Super admin",
    tenant_admin: "Tenant admin",
    admin: "Admin",
    member: "Member",
    guest: "Guest",
  },
  meanings: {
    admin: "Manages members and settings",
    member: "Can view members",
    guest: "Can view the organization",
  },
  states: {
    active: "Active",
    invited: "Invited",
    suspended: "Suspended",
    expired: "Expired",
    pending: "Pending",
    accepted: "Accepted",
    revoked: "Revoked",
    declined: "Declined",
  },
} as const
