/** What became of one row of a form that acts on many; `code` is the stable word for it, where there is one. */
export type RowAnswer = { id: string; ok: boolean; code?: string; message?: string }

/** What a form's action answers; the next submission sends it back, so nothing in it is to be trusted. */
export type FormState<Field extends string = string> = {
  /** Counts answers: an effect's dependency, and a key for `<select>`, which React resets. */
  n: number
  ok?: true
  /** The id of the person that the form was rendered for. */
  whose?: string
  /** A sentence about the whole form. */
  message?: string
  /** What is shown this once and kept nowhere, such as the secret of a new API key. */
  once?: readonly string[]
  /** What became of each row. */
  rows?: readonly RowAnswer[]
  /** The stable code of the error, for forms that offer a next step. */
  code?: string
  fields: Partial<Record<Field, string>>
  /** Of a form before the reader: its wrong fields, where there are several. */
  faults?: readonly FieldFault[]
  /** What was typed, secrets left out. */
  values: FormValues<Field>
}

/** What is wrong with one field, by the id of its control. */
export type FieldFault = { id: string; error: string }

export type FormValues<Field extends string = string> = Partial<Record<Field, string | string[]>>

export type FormAction<Field extends string = string> = (
  previous: FormState<Field>,
  form: FormData,
) => Promise<FormState<Field>>

/** A form that nobody has sent yet. */
export const untouched: FormState<never> = { n: 0, fields: {}, values: {} }
