/** @jsxImportSource react */
// The line above is for Playwright, which otherwise compiles JSX for its own components.
import { Body } from "@react-email/body"
import { Container } from "@react-email/container"
import { Head } from "@react-email/head"
import { Hr } from "@react-email/hr"
import { Html } from "@react-email/html"
import { Preview } from "@react-email/preview"
import { Section } from "@react-email/section"
import { Text } from "@react-email/text"
import { Action, FactTable, Mark, Quote } from "./blocks"
import type { Content } from "./content"
import { css, styles } from "./styles"
import type { Words } from "./words"

/** The layout of all messages. */
export function layout(
  { subject, greeting, lines, quote, code, facts, action, notes }: Content,
  host: string,
  words: Words,
) {
  return (
    <Html lang={words.locale} dir="ltr">
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
            {code && (
              <Text className="ink" style={styles.code}>
                {code}
              </Text>
            )}
            {facts && facts.length > 0 && <FactTable facts={facts} />}
            {action && <Action {...action} copy={words.t.frame.copy} />}
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
            {words.fill(words.t.frame.sentBy, { host })}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}
