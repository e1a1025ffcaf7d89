/** The operator's terms of service. */
export default {
  accept: "I accept the <link>terms of service</link>.",
  title: "Terms of service",
  changed: "Read and accept the current <link>terms of service</link> to continue.",
  submit: "Accept and continue",
  signOut: "Sign out",
  instead: "Don't want to accept them? You can <link>export your data or close your account</link>.",
} as const
