export function startExample(options: {
  issuer: string
  clientId: string | null
  port: number
  host: string
}): Promise<{ line: string; stop: () => void } | null>
