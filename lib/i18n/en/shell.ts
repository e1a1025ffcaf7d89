/** The shell of the pages inside, and pages in place of a page. */
export default {
  pages: {
    label: "Pages",
    overview: "Overview",
    members: "Members",
    invites: "Invites",
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
    none: "None is called that.",
  },
  refused: {
    title: "This page is not open to you",
    permission: "You need the permission <code>{permission}</code> in this organization.",
    ask: "Ask {n, plural, one {its admin} other {one of its admins}}: {names}.",
    askAnAdmin: "Ask one of its admins.",
  },
  homeless: {
    title: "You are in no organization",
    ask: "Ask an admin for an invitation. Your profile stays open to you.",
    verify:
      "Verify your email address first. Then you can accept an invitation, or create an organization of your own.",
    begin: "Ask an admin for an invitation, or create an organization of your own and invite others to it.",
    name: "Name of the organization",
    submit: "Create an organization",
    submitting: "Creating…",
  },
  missing: {
    title: "There is nothing here",
    story: "It may have been moved or removed, or you have no access to it.",
    pageTitle: "Not found",
  },
} as const
