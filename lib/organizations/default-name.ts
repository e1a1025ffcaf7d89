const suffix = "'s organization"

/** What an organization is called whose founder gave it no name. */
export const defaultName = (founder: string): string => founder.slice(0, 80) + suffix

/** Whether an organization still has the name that it was given at registration. */
export const isDefaultName = (name: string): boolean => name.endsWith(suffix)
