/** The text of core/schema.ts for the routes as they are on disk. */
export function schemaSource(): Promise<string>
