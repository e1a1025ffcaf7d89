import Bowser from "bowser"

/** Readable name of a device, from its user agent: `Firefox on Linux`. */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return "Unknown device"
  const { browser, os } = Bowser.parse(userAgent)
  const name = browser.name || /^[\w.-]{1,40}/.exec(userAgent)?.[0] || "Unknown device"
  return os.name ? `${name} on ${os.name}` : name
}
