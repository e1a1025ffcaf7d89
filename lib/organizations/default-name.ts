const suffix = "'s organization"

/** Name of an organization whose founder chose none. */
export const defaultName = (founder: string): string => founder.slice(0, 80) + suffix

/** Whether an organization still has its default name from registration. */
export const isDefaultName = (name: string): boolean => name.endsWith(suffix)
