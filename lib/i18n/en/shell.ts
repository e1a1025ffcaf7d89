/** The shell of the pages inside, and pages in place of a page. */
export default {
  pages: {
    label: "Pages",
    overview: "Overview",
    members: "Members",
    invites: "Invitations",
    apiKeys: "API keys",
    audit: "Audit log",
    organization: "Organization",
    tenants: "Tenants",
    profile: "Profile",
  },
  organizations: {
    switch: "Organization: {name}. Switch",
    label: "Organizations",
    yours: "Your organizations",
    find: "Find an organization",
    none: "No matches",
  },
  refused: {
    title: "You don't have access to this page",
    permission: "You need the permission <code>{permission}</code> in this organization.",
    ask: "Ask {n, plural, one {its admin} other {one of its admins}}: {names}.",
    askAnAdmin: "Ask one of its admins for access.",
  },
  homeless: {
    title: "You're not in any organization",
    ask: "Ask an admin to invite you.",
    verify: "Verify your email first. Then you can accept an invitation or create your own organization.",
    begin: "Ask an admin to invite you, or create your own organization and invite others.",
    name: "Organization name",
    submit: "Create organization",
    submitting: "Creating…",
  },
  missing: {
    title: "Page not found",
    story: "It may have been moved or removed, or you don't have access to it.",
    pageTitle: "Not found",
  },
} as const
