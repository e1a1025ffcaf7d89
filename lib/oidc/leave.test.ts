import { expect, test } from "vitest"
import { pageBack } from "./leave"

test("the page that leads back names the application in the reader's language", () => {
  expect(pageBack("https://shop.example.com/callback", "Shop", "en")).toContain("Continue to Shop")
  expect(pageBack("https://shop.example.com/callback", "Shop", "de")).toContain("Weiter zu Shop")
})

test("neither an address nor a name becomes markup", () => {
  const page = pageBack(`com.example:/"><script>alert(1)</script>`, "</title><img src=x> $& '", "en")
  expect(page).not.toMatch(/<script|<img/)
  expect(page.match(/<\/title>/g)).toHaveLength(1)
  expect(page).toContain("$")
})
