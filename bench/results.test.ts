import { expect, test } from "vitest"
import { withSection } from "./results"

test("a section is replaced and the others stay", () => {
  const both = withSection(withSection("# Results\n", "Nanostack", "first"), "Peers", "theirs")
  expect(both).toBe("# Results\n\n## Nanostack\n\nfirst\n\n## Peers\n\ntheirs\n")
  expect(withSection(both, "Nanostack", "second")).toBe("# Results\n\n## Nanostack\n\nsecond\n\n## Peers\n\ntheirs\n")
})
