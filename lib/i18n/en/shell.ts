/** The shell of signed-in pages, and pages for refused or missing ones. */
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
    create: "Create organization",
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
  account: {
    label: "Account",
    open: "Account: {name}",
    profile: "Profile",
    theme: "Theme",
    language: "Language",
    signOut: "Sign out",
  },
  unverified: {
    about:
      "Verify <strong>{email}</strong> to invite people and change settings. Open the link in the email we sent you.",
    send: "Send again",
    sent: "We've sent a new link. Earlier links no longer work.",
  },
  notices: {
    registered: "Your account is ready.",
    verified: "Your email is verified.",
    joined: "You've joined.",
    restored: "Welcome back. Your account was to be deleted on {date}; it is active again.",
    member: "You're already a member of this organization.",
    left: "You've left the organization.",
    created: "Your organization is ready.",
  },
  create: {
    title: "Create an organization",
    about: "You'll be its admin. Its members and settings are separate from your other organizations.",
  },
  suspended: {
    title: "Your access is suspended",
    about: "Your access to <strong>{organization}</strong> is suspended. Ask one of its admins to reactivate it.",
    profile: "Go to your profile",
  },
  missing: {
    title: "Page not found",
    story: "It may have been moved or removed, or you don't have access to it.",
    pageTitle: "Not found",
  },
} as const
