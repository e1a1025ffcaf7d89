import Bowser from "bowser"

/** A device's name for people, from what its browser says of itself: `Firefox on Linux`. */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return "Unknown device"
  const { browser, os } = Bowser.parse(userAgent)
  const name = browser.name || /^[\w.-]{1,40}/.exec(userAgent)?.[0] || "Unknown device"
  return os.name ? `${name} on ${os.name}` : name
}
