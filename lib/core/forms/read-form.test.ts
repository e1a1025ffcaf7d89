import { expect, test } from "vitest"
import { z } from "zod"
import { PermissionNames, PersonName } from "../schema"
import { readForm, typedValues } from "./read-form"

const body = z.strictObject({
  name: PersonName,
  message: z.string().optional(),
  avatar_url: z.string().nullable().optional(),
  permissions: PermissionNames.optional(),
  days: z.int().default(7),
  password: z.string(),
})

function form(entries: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

test("an empty field is null, omitted or empty, as its schema says", () => {
  const read = readForm(
    form([
      ["name", ""],
      ["message", ""],
      ["avatar_url", ""],
      ["days", ""],
      ["password", ""],
    ]),
    body,
  )
  expect(read).toEqual({ name: "", avatar_url: null, permissions: [], password: "" })
})

test("lists accept checkboxes and typed words alike, numbers become numbers", () => {
  const read = readForm(
    form([
      ["permissions", "users:read"],
      ["permissions", "billing:read, billing:write"],
      ["days", "3"],
    ]),
    body,
  )
  expect(read).toEqual({ permissions: ["users:read", "billing:read", "billing:write"], days: 3 })
})

test("a value that is not a number is kept, so that the schema rejects it", () => {
  expect(readForm(form([["days", "soon"]]), body)).toEqual({ days: "soon", permissions: [] })
})

test("unknown fields are ignored", () => {
  expect(
    readForm(
      form([
        ["role", "super_admin"],
        ["__proto__", "x"],
      ]),
      body,
    ),
  ).toEqual({ permissions: [] })
})

test("typed values come back, but no secrets", () => {
  const typed = typedValues(
    form([
      ["name", "Ada"],
      ["password", "hunter2"],
      ["permissions", "a:b"],
      ["permissions", "c:d"],
    ]),
    body,
  )
  expect(typed).toEqual({ name: "Ada", permissions: ["a:b", "c:d"] })
})
