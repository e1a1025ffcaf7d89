/** @jsxImportSource react */
// The line above is for Playwright, which otherwise compiles JSX for its own components.
import { Button } from "@react-email/button"
import { Section } from "@react-email/section"
import { Text } from "@react-email/text"
import { styles } from "./styles"

/** The logo, drawn with styles: emails load no images. */
export function Mark() {
  return (
    <table role="presentation" cellPadding="0" cellSpacing="0" border={0} style={styles.head}>
      <tbody>
        <tr>
          <td className="accent" style={styles.mark}>
            <div className="plate" style={{ ...styles.plate, marginLeft: 16, opacity: 0.6 }} />
            <div className="plate" style={{ ...styles.plate, marginLeft: 11, opacity: 0.8 }} />
            <div className="plate" style={{ ...styles.plate, marginLeft: 7, marginBottom: 0 }} />
          </td>
          <td className="ink" style={styles.wordmark}>
            Nanostack
          </td>
        </tr>
      </tbody>
    </table>
  )
}

/** A quotation and its author. */
export function Quote({ by, text }: { by: string; text: string }) {
  return (
    <Section className="quote" style={styles.quote}>
      <Text className="ink" style={styles.quoted}>
        {text}
      </Text>
      <Text className="muted" style={styles.by}>
        {by}
      </Text>
    </Section>
  )
}

/** A table of labels and values. */
export function FactTable({ facts }: { facts: [string, string][] }) {
  return (
    <table role="presentation" cellPadding="0" cellSpacing="0" border={0} className="rule" style={styles.facts}>
      <tbody>
        {facts.map(([label, value]) => (
          <tr key={label}>
            <td className="muted" style={styles.label}>
              {label}
            </td>
            <td className="ink" style={styles.value}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A button, and its URL to copy. */
export function Action({ label, url, copy }: { label: string; url: string; copy: string }) {
  return (
    <>
      <Button href={url} className="button" style={styles.button}>
        {label}
      </Button>
      <Text className="muted" style={styles.note}>
        {copy}
        <br />
        <a href={url} target="_blank" rel="noreferrer" className="link" style={styles.address}>
          {url}
        </a>
      </Text>
    </>
  )
}
