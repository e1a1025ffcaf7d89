import { env } from "../core/env"
import type { ProviderSettings } from "../core/settings-providers"

/** A provider as pages show it. */
export type ShownProvider = { name: string; label: string }

/** Returns the configured providers, in the order of their buttons. */
export const shownProviders = (): ShownProvider[] => env().providers.map(({ name, label }) => ({ name, label }))

/** Returns a configured provider by its name in addresses. */
export const providerNamed = (name: string): ProviderSettings | undefined =>
  env().providers.find((one) => one.name === name)

/** The label of a provider; its name where it is no longer configured. */
export const labelOf = (provider: string): string => providerNamed(provider)?.label ?? provider

/** Names an account elsewhere in texts: how it is called there, and where. */
export const describeIdentity = ({ provider, label }: { provider: string; label: string }): string =>
  `${label} (${labelOf(provider)})`
