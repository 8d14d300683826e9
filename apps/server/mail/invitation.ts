/** The text of a mail: its subject, and its body as plain text. */
export interface MailText {
  readonly subject: string
  readonly text: string
}

const LONGEST_NAME = 100

/**
 * Says that somebody was invited. It holds no link to click and nothing secret: those come from the
 * inviter, so that neither the mail's way nor this server can take the invitation.
 *
 * @param workspaceName as its members call it; left out when it looks like a link
 */
export function invitationText(workspaceName: string, origin: string): MailText {
  const name = readableName(workspaceName)
  const workspace = name === undefined ? 'a workspace' : `the workspace "${name}"`
  return {
    subject: 'You are invited to Keyward',
    text: `Hello,

somebody has invited you to ${workspace} in Keyward, the team's passkey manager at
${origin}

The link to join comes from the person who invited you, by another way than this
mail. If you have not got it, ask them for it. Keyward never mails such links:
don't follow one that somebody sends you in its name.

If you don't expect this, there is nothing to do.
`,
  }
}

/** On one line, and nothing that a mail program would make a link of. */
function readableName(name: string): string | undefined {
  const line = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  if (line === '' || /:\/\/|www\.|@|\w\.\w|\p{L}\.\p{L}/iu.test(line)) return undefined
  return [...line].slice(0, LONGEST_NAME).join('')
}
