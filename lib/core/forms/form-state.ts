/** Result of one row of a form that acts on many; `code` is its stable identifier, where there is one. */
export type RowAnswer = { id: string; ok: boolean; code?: string; message?: string }

/** State that a form's action returns; the next submission sends it back, so nothing in it is trusted. */
export type FormState<Field extends string = string> = {
  /** Number of submissions: an effect's dependency, and a key for `<select>`, which React resets. */
  n: number
  ok?: true
  /** ID of the person that the form was rendered for. */
  whose?: string
  /** Message about the whole form. */
  message?: string
  /** Values shown this once and stored nowhere, such as the secret of a new API key. */
  once?: readonly string[]
  /** Result of each row. */
  rows?: readonly RowAnswer[]
  /** Whether `message` only says that fields are invalid, each of which shows why. */
  fieldsOnly?: boolean
  /** The stable error code, for forms that offer a next step. */
  code?: string
  fields: Partial<Record<Field, string>>
  /** The invalid fields, where there are several. */
  faults?: readonly FieldFault[]
  /** The typed values, without secrets. */
  values: FormValues<Field>
}

/** What is wrong with one field, by the id of its control. */
export type FieldFault = { id: string; error: string }

export type FormValues<Field extends string = string> = Partial<Record<Field, string | string[]>>

export type FormAction<Field extends string = string> = (
  previous: FormState<Field>,
  form: FormData,
) => Promise<FormState<Field>>

/** State of a form that has not been submitted. */
export const untouched: FormState<never> = { n: 0, fields: {}, values: {} }
