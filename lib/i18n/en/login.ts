export default {
  title: "Sign in",
  notices: {
    signedOut: "You're signed out.",
    passwordReset: "Password changed. You've been signed out everywhere. Sign in with your new password.",
    verified: "Your email is verified. Sign in to continue.",
    closed: "Your account is closed. Sign in or reset your password within 30 days to get it back.",
  },
  email: "Email",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  forgot: "Forgot your password?",
  register: "New to Nanostack? <link>Create an account</link>",
  code: {
    title: "Enter your code",
    about: "Two-factor authentication is on for this account.",
    label: "Code",
    hint: "Six digits from your authenticator app, or enter a recovery code.",
    submitting: "Checking…",
    again: "Sign in again",
    back: "Back to sign in",
  },
} as const
