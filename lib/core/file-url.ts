import { env } from "./env"

/** The path of an uploaded image, as it is stored. */
export const filePath = (id: string): string => `/files/${id}`

/** The address of an image: of an uploaded one from here, of any other as it was given. */
export function imageUrl(stored: string | null): string | null {
  return stored?.startsWith("/files/") ? env().PUBLIC_URL + stored : stored
}
