/**
 * Returns a text in which email programs find no link: host names, addresses and schemes are broken by a zero-width
 * space, which stays when copied.
 */
export function unlinked(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}])[.\u3002\uff0e\uff61@](?=[\p{L}\p{N}])|:(?=\/)|(?<=:)\/(?=\/)/gu, "$&\u200b")
}
