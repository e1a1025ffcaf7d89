/** @jsxImportSource react */
// The line above is for Playwright, which otherwise takes JSX for its own.
import { Body } from "@react-email/body"
import { Button } from "@react-email/button"
import { Container } from "@react-email/container"
import { Head } from "@react-email/head"
import { Hr } from "@react-email/hr"
import { Html } from "@react-email/html"
import { Preview } from "@react-email/preview"
import { Section } from "@react-email/section"
import { Text } from "@react-email/text"
import type { Content } from "./content"
import { css, styles } from "./styles"

/** The one design of all messages. */
export function layout({ subject, greeting, lines, quote, facts, action, notes }: Content, host: string) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <title>{subject}</title>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{css}</style>
      </Head>
      <Body className="canvas" style={styles.canvas}>
        <Preview>{lines.join(" ")}</Preview>
        <Container style={styles.container}>
          <Mark />
          <Section className="card" style={styles.card}>
            <h1 className="ink title" style={styles.title}>
              {subject}
            </h1>
            {[greeting, ...lines].map((line) => (
              <Text key={line} className="ink" style={styles.line}>
                {line}
              </Text>
            ))}
            {quote && <Quote {...quote} />}
            {facts && facts.length > 0 && <Facts facts={facts} />}
            {action && <Action {...action} />}
            {notes && notes.length > 0 && (
              <>
                <Hr className="rule" style={styles.rule} />
                {notes.map((note) => (
                  <Text key={note} className="muted" style={styles.note}>
                    {note}
                  </Text>
                ))}
              </>
            )}
          </Section>
          <Text className="muted" style={styles.footer}>
            {`Sent by Nanostack, ${host}`}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

/** Three plates of one stack, without an image: none is ever loaded from a mail. */
function Mark() {
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

function Quote({ by, text }: { by: string; text: string }) {
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

function Facts({ facts }: { facts: [string, string][] }) {
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

function Action({ label, url }: { label: string; url: string }) {
  return (
    <>
      <Button href={url} className="button" style={styles.button}>
        {label}
      </Button>
      <Text className="muted" style={styles.note}>
        If the button doesn't work, copy this link into your browser:
        <br />
        <a href={url} target="_blank" rel="noreferrer" className="link" style={styles.address}>
          {url}
        </a>
      </Text>
    </>
  )
}
