export { type ErrorCode, NanostackError } from "../../core/error"
// `export *`, because only this can be merged with a declaration of the application.
export type * from "../../core/permissions"
export { auth } from "./auth"
export { Can, NanostackProvider, OrganizationSwitcher, SignInButton, SignOutButton, UserButton } from "./components"
export type { Needs } from "./needs"
export type { Session, SessionData } from "./session"
