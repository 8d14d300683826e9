import {
  exportActivity,
  fetchActivity,
  removeMember,
  verifyActivity,
  viewAccount,
} from '@keyward/keyholder/commands'
import { accountIdOf, type ActivityEntry, LogError, toJsonLine } from '@keyward/log'
import { synchronise } from '../team/members.ts'
import { idOf } from './create.ts'
import { expectRefused, expectSame, expectThat } from './expect.ts'
import { accountAt, actorIn, secondPhone, type Step, STUDIO } from './scene.ts'

const remove: Step = {
  title: 'Remove Uma',
  async run(scene) {
    const { phone } = actorIn(scene, 'olga')
    const uma = actorIn(scene, 'uma')
    const studio = await accountAt(phone, STUDIO)
    const desk = await phone.keyholder.desk()
    const [passkey] = (await viewAccount(desk, studio)).passkeys
    const { seen } = await removeMember(phone.keyholder, uma.memberId)
    const renew = seen.map(({ accountId, passkeys }) => [
      accountId,
      passkeys.map(({ credentialId }) => credentialId),
    ])
    expectSame('what has to be renewed', renew, [[studio, [passkey?.credentialId]]])
    const { grants } = await viewAccount(desk, studio)
    expectSame('who has the account', grants.length, 1)
    await expectRefused('Uma’s next request', 'session.removed', () => synchronise(uma.phone))
    expectSame('what is left on Uma’s phone', uma.phone.keyholder.session.state.kind, 'none')
    await uma.app.signOut()
    const ended = await uma.app.signIn({ username: STUDIO })
    expectSame('the sign-in on Uma’s phone', ended.answered.outcome, 'failed')
    expectSame('who Perch signed in there', await uma.app.signedInAs(), undefined)
    return 'the next request was refused and the phone erased; Olga sees which passkey to renew'
  },
}

const others: Step = {
  title: 'For the others nothing changed',
  async run(scene) {
    const { phone, app } = secondPhone(scene)
    await synchronise(phone)
    await app.signOut()
    idOf(await app.signIn({ username: STUDIO }))
    expectSame('who Perch signed in', await app.signedInAs(), STUDIO)
    await synchronise(phone)
    return `Olga’s second phone signed in as ${STUDIO}`
  },
}

const activity: Step = {
  title: 'Verify the activity',
  async run(scene) {
    const { phone } = actorIn(scene, 'olga')
    const uma = actorIn(scene, 'uma')
    await synchronise(phone)
    const { session } = phone.keyholder
    const entries: ActivityEntry[] = []
    for await (const page of fetchActivity(session, {})) entries.push(...page)
    const studio = await accountAt(phone, STUDIO)
    const byUma = entries.filter(
      (entry) =>
        entry.event === 'passkey-signed-in' &&
        entry.memberId === uma.memberId &&
        accountIdOf(entry) === studio,
    )
    expectSame('sign-ins of Uma in the log', byUma.length, 1)
    expectSame('removals in the log', entries.filter(isRemoval).length, 1)
    const lines: string[] = []
    for await (const line of exportActivity(phone.keyholder, {})) lines.push(line)
    const verified = await verifyActivity(session.replica, lines)
    expectThat(verified.entries >= entries.length, 'every entry is proven')
    expectSame('the end of the log', verified.seen, 'covered')
    const hers = new Set(byUma.map(toJsonLine))
    const without = lines.filter((line) => !hers.has(line))
    const refused = await verifyActivity(session.replica, without).catch((error: unknown) => error)
    expectThat(refused instanceof LogError, 'a log without Uma’s sign-in is refused')
    return `${verified.entries} entries proven; without Uma’s sign-in the log is refused`
  },
}

export const endSteps: readonly Step[] = [remove, others, activity]

function isRemoval({ event }: ActivityEntry): boolean {
  return event === 'member-removed'
}
