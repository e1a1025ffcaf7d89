/**
 * The account of a form's password, for password managers. They ignore hidden inputs, so it is a text input that is
 * invisible, out of the tab order and hidden from screen readers.
 */
export function UsernameField({ value }: { value: string }) {
  return (
    <input
      type="text"
      name="username"
      autoComplete="username"
      value={value}
      readOnly
      tabIndex={-1}
      aria-hidden
      className="sr-only"
    />
  )
}
