import { listWebhooks, removeWebhook, setWebhook, testWebhook } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { CliError } from '../../error.ts'
import { type Answer, done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'

type Action = (keyholder: Keyholder, given: string | undefined) => Promise<Answer>

const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['list', list],
  ['set', set],
  ['remove', remove],
  ['test', test],
])

const ID = /^[\w-]{22}$/

export const webhookCommand = command({
  path: ['activity', 'webhook'],
  summary: 'Lets the server send new activity to other systems, signed.',
  needs: 'unlocked',
  operands: [
    { name: 'ACTION', help: 'list, set, remove or test' },
    {
      name: 'URL|WEBHOOK',
      help: 'an https address to set, or the id of a webhook',
      isOptional: true,
    },
  ],
  options: {},
  notes: [
    'set: each new entry is posted as JSON with the headers of Standard Webhooks, one after the other: the next one only once the one before was answered with a status from 200 to 299. An entry may come more than once, with the same webhook-id. The secret that is shown is for the receiver, who checks webhook-signature with it.',
    'test: sends a message without an entry. After three days of failures the server gives up, and tells so in the activity; a test that is taken begins again.',
    'The entries name no apps, usernames or secrets. The Owner and Super Admins set webhooks.',
  ],
  async run(context, { operands: [action = '', given] }) {
    const act = ACTIONS.get(action)
    if (act === undefined)
      throw new CliError('cli.operand', 'The action is list, set, remove or test.')
    return act(await context.unlocked(), given)
  },
})

async function list({ session }: Keyholder): Promise<Answer> {
  const webhooks = await listWebhooks(session)
  return {
    json: { webhooks },
    text: (page) =>
      page.table(
        [
          { head: 'WEBHOOK' },
          { head: 'URL', mayBeCut: true },
          { head: 'STATE' },
          { head: 'NEXT ENTRY' },
          { head: 'LAST TAKEN' },
        ],
        webhooks.map((webhook) => [
          webhook.webhookId,
          webhook.url,
          stateOf(webhook),
          String(webhook.nextSequence),
          page.date(webhook.deliveredAt),
        ]),
        'New activity is sent nowhere.',
      ),
  }
}

async function set({ session, ports }: Keyholder, url: string | undefined): Promise<Answer> {
  if (url === undefined) throw new CliError('cli.operand', 'Give the https address to send to.')
  const { webhookId, secret } = await setWebhook(session, ports.platform, url)
  return {
    json: { done: true, webhookId, secret },
    text: (page) =>
      page.fields([
        ['Webhook', webhookId],
        ['Secret of the receiver', secret],
      ]),
  }
}

async function remove({ session }: Keyholder, given: string | undefined): Promise<Answer> {
  const webhookId = readId(given)
  await removeWebhook(session, webhookId)
  return done('No more is sent there.', { webhookId })
}

async function test({ session }: Keyholder, given: string | undefined): Promise<Answer> {
  const webhookId = readId(given)
  const { isDelivered, status } = await testWebhook(session, webhookId)
  return {
    json: { webhookId, isDelivered, status },
    text: (page) =>
      page.line(isDelivered ? `It was taken (${status}).` : `It was not taken: ${status}.`),
  }
}

type Webhook = Awaited<ReturnType<typeof listWebhooks>>[number]

function stateOf({ disabledAt, failures, lastStatus }: Webhook): string {
  if (disabledAt !== null) return `given up (${lastStatus ?? '-'})`
  return failures === 0 ? 'works' : `failed ${failures} times (${lastStatus ?? '-'})`
}

/** @throws {CliError} `cli.operand` for what is no id */
function readId(text: string | undefined): string {
  if (text !== undefined && ID.test(text)) return text
  throw new CliError(
    'cli.operand',
    'Name the webhook by its id: keyward activity webhook list shows it.',
  )
}
