/**
 * The account that a form's password belongs to, for password managers. They pass over hidden inputs, so it is a text
 * input that is out of sight, out of the tab order and unknown to screen readers.
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
