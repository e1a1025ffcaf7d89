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
    story: "Ask an admin of yours for an invite. Your profile stays open to you.",
  },
  missing: {
    title: "There is nothing here",
    story: "It may have been moved or removed, or you have no access to it.",
    pageTitle: "Not found",
  },
} as const
