import { personCookie, type TestIssuer } from "./issuer"
import type { TestPerson } from "./person"

/** What of a Playwright page is needed. */
type Page = {
  context: () => { addCookies: (cookies: { name: string; value: string; url: string }[]) => Promise<void> }
}

/** Lets a Playwright page sign in as a person: the app's sign-in completes without a question. */
export async function signedInAs(page: Page, issuer: Pick<TestIssuer, "url">, person: TestPerson = {}): Promise<void> {
  const value = Buffer.from(JSON.stringify(person)).toString("base64url")
  await page.context().addCookies([{ name: personCookie, value, url: issuer.url }])
}
