/** What an uploaded image may be: its media types, and its size in bytes. */
export const uploads = { types: ["image/png", "image/jpeg", "image/webp"], most: 5 * 1024 * 1024 } as const
