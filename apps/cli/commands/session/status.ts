import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { Answer } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import type { Context } from '../../frame/context.ts'
import { isoDate } from '../../frame/dates.ts'
import { isThere } from '../../home.ts'
import { isHeld } from '../../holder/client.ts'

export const status = command({
  path: ['status'],
  summary: 'Shows who is signed in, whether it is unlocked, and what waits for the server.',
  needs: 'home',
  options: {},
  async run(context) {
    if (!isThere(context.home)) return none(context)
    const { session } = await context.keyholder()
    if (session.state.kind === 'none') return none(context)
    const isUnlocked = await isHeld(context.holder)
    return isUnlocked ? unlocked(context) : locked(context, await context.keyholder())
  },
})

function none({ home }: Context): Answer {
  return {
    json: { state: 'none', home: home.folder },
    text: (page) => page.line('Nobody is signed in here.'),
  }
}

function locked({ home }: Context, { session }: Keyholder): Answer {
  const { state } = session
  if (state.kind === 'none') return none({ home } as Context)
  const { origin, address, deviceName, isAdmitted } = state.known
  return {
    json: { state: 'locked', home: home.folder, server: origin, address, deviceName, isAdmitted },
    text: (page) =>
      page.fields([
        ['State', 'locked'],
        ['Signed in as', address],
        ['Server', origin],
        ['Device', deviceName],
      ]),
  }
}

async function unlocked(context: Context): Promise<Answer> {
  const keyholder = await context.unlocked()
  const { session } = keyholder
  if (session.state.kind === 'none') return none(context)
  const { origin, address, deviceName, isAdmitted } = session.state.known
  const { state } = session.membership()
  const told = await keyholder.syncState()
  return {
    json: {
      state: 'unlocked',
      home: context.home.folder,
      server: origin,
      workspaceId: state.workspaceId,
      workspaceName: state.name,
      address,
      deviceName,
      isAdmitted,
      unsynchronised: told.unsynchronised,
      apart: told.apart,
      lastSynchronisedAt: isoDate(told.lastSynchronisedAt),
    },
    text: (page) =>
      page.fields([
        ['State', isAdmitted ? 'unlocked' : 'unlocked; you wait to be admitted'],
        ['Workspace', state.name],
        ['Signed in as', address],
        ['Server', origin],
        ['Device', deviceName],
        ['Last synchronised', page.date(told.lastSynchronisedAt)],
        ['Not synchronised', String(told.unsynchronised)],
        ['Set apart', told.apart === 0 ? undefined : String(told.apart)],
      ]),
  }
}
