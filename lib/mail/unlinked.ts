/**
 * A text in which email programs find no link: a space without width stands where a host name, an address or a scheme
 * would be recognized. What is copied out of it leads nowhere either.
 */
export function unlinked(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}])[.\u3002\uff0e\uff61@](?=[\p{L}\p{N}])|:(?=\/)|(?<=:)\/(?=\/)/gu, "$&\u200b")
}
