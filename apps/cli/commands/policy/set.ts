import { setPolicy } from '@keyward/keyholder/commands'
import { parsePolicySetting, type PolicySetting } from '@keyward/workspace/rules'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { nearest } from '../../frame/nearest.ts'
import { syncToldOf, withSync } from '../synced.ts'
import { MEANINGS } from './meanings.ts'

export const setCommand = command({
  path: ['policy', 'set'],
  summary: 'Sets a policy of the workspace.',
  needs: 'unlocked',
  operands: [
    { name: 'POLICY', help: Object.keys(MEANINGS).join(', ') },
    { name: 'VALUE', help: 'see keyward policy list' },
  ],
  options: {},
  async run(context, { operands: [name = '', value = ''] }) {
    const setting = readSetting(name, value)
    const synchronised = await setPolicy(await context.unlocked(), setting)
    const sentence = `${setting.policy} is ${String(setting.value)} now.`
    return withSync(done(sentence, { ...setting }), syncToldOf(synchronised))
  },
})

function readSetting(name: string, value: string): PolicySetting {
  const names = Object.keys(MEANINGS)
  if (!names.includes(name)) {
    const near = nearest(name, names)
    const meant = near === undefined ? '' : ` Did you mean ${near}?`
    throw new CliError('cli.operand', `There is no such policy.${meant} See keyward policy list.`)
  }
  const setting = parsePolicySetting(name, typed(value))
  if (setting !== undefined) return setting
  throw new CliError('cli.operand', `That is no value of ${name}: see keyward policy list.`)
}

/** What a word on the command line stands for. */
function typed(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true'
  return /^\d+$/.test(value) ? Number(value) : value
}
