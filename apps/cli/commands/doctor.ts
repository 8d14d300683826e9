import { diagnose, type Finding } from '@keyward/keyholder/commands'
import type { Answer } from '../frame/answer.ts'
import { command } from '../frame/command.ts'
import type { Context } from '../frame/context.ts'
import { isThere } from '../home.ts'
import { isHeld } from '../holder/client.ts'

export const doctor = command({
  path: ['doctor'],
  summary: 'Checks this device, its copy and its server, and says what to do.',
  needs: 'unlocked',
  options: {},
  notes: [
    'While the device is locked it checks what can be checked so. The exit code is 1 when something needs you.',
  ],
  async run(context) {
    if (!isThere(context.home)) return answerOf([{ check: 'home', state: 'note', text: NO_COPY }])
    const isOpen = context.passphraseStdin || (await isHeld(context.holder))
    const keyholder = isOpen ? await context.unlocked() : await context.keyholder()
    context.progress.say('Checking…')
    return answerOf([homeFinding(context), ...(await diagnose(keyholder))])
  },
})

const NO_COPY = 'There is no copy of a workspace here: sign in first.'
const SIGNS = { good: 'ok', note: 'note', bad: 'BAD' } as const

function homeFinding({ home }: Context): Finding {
  return { check: 'home', state: 'good', text: `The copy is in ${home.folder}.` }
}

function answerOf(findings: readonly Finding[]): Answer {
  return {
    json: { findings },
    text: (page) =>
      findings.map(({ state, text }) => page.line(`${SIGNS[state].padEnd(4)}  ${text}`)).join(''),
    isGood: findings.every(({ state }) => state !== 'bad'),
  }
}
