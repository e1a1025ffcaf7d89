export default {
  title: "Sign in",
  notices: {
    signedOut: "You are signed out.",
    passwordReset: "Your password is changed, and every session was signed out. Sign in with the new one.",
    verified: "Your address is verified. Sign in to go on.",
    closed: "Your account is closed. Sign in or reset your password within 30 days to get it back.",
  },
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  forgot: "Forgot your password?",
  register: "New here? <link>Create an account</link>",
  code: {
    title: "Enter your code",
    about: "Your account has a second factor.",
    label: "Code",
    hint: "Six digits from your authenticator app. Without your phone, one of your recovery codes.",
    submitting: "Checking…",
    again: "Sign in again",
    back: "Back to sign in",
  },
} as const
