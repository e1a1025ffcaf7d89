import { expect, test } from "vitest"
import { router } from "./router"

const find = router([
  ["/users/{id}", "one"],
  ["/users/me", "me"],
  ["/users", "all"],
  ["/organizations/{id}/invites/{invite_id}", "invite"],
  ["/organizations/{id}/invites/bulk", "bulk"],
])

test("fixed segments win over parameters, in any order", () => {
  expect(["/users", "/users/me", "/users/u1"].map((path) => find(path)?.value)).toEqual(["all", "me", "one"])
  expect(find("/organizations/o/invites/bulk")).toMatchObject({ value: "bulk", params: { id: "o" } })
})

test("parameters are decoded; a path with an invalid encoding is not found", () => {
  expect(find("/users/a%2Fb")?.params).toEqual({ id: "a/b" })
  expect([find("/users/%E0%A4%A"), find("/users/%ff"), find("/organizations/%/invites/i")]).toEqual([null, null, null])
  expect(find("/organizations/o/invites/i")).toEqual({
    value: "invite",
    pattern: "/organizations/{id}/invites/{invite_id}",
    params: { id: "o", invite_id: "i" },
  })
})

test("a path is matched literally: nothing is left out or added", () => {
  for (const path of ["", "/", "/users/", "/users//", "/Users", "/users/u1/", "/organizations//invites/i", "//users"])
    expect(find(path), path).toBeNull()
})
